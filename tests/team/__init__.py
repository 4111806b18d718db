"""The store of a team, on a server on loopback."""
