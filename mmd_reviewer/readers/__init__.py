"""Readers: files → draft requests, the good rows beside the problems
with row and column (rules A1 to A5).
"""

from mmd_reviewer.readers.any_file import read_file
from mmd_reviewer.readers.inventory_files import read_inventory

__all__ = ["read_file", "read_inventory"]
