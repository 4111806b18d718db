"""What can be done: the table of commands, the one registry of actions,
palette, key sheet, help.
"""
