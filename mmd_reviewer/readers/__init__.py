"""Readers: files → draft requests, the good rows beside the problems
with row and column (rules A1 to A5).
"""

from mmd_reviewer.readers.any_file import read_file

__all__ = ["read_file"]
