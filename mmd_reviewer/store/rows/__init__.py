"""The projections, a file each: its table, what is written into it, what is read from it."""
