"""The rules: pure functions over frozen data. Standard library only, no clock, no files."""
