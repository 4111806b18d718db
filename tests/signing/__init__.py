"""Letters signed by certificates that the tests make, validated by two readers, time-stamped on
loopback.
"""
