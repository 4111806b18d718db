"""How much a test draws or sweeps: little in the ordinary run, much under `python3 dev.py long`."""

import os
from typing import TypeVar

T = TypeVar("T")
LONG = bool(os.environ.get("MMD_LONG"))


def long_or(long: T, ordinary: T) -> T:
    """The size of the long form, or that of the ordinary one."""
    return long if LONG else ordinary
