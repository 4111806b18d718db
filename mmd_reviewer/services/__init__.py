"""The deeds: one function each, everything it needs passed in."""
