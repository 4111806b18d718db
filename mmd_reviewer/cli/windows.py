"""What the terminal asks of the window, handed in from above: the two do not know one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mmd_reviewer.settings import Choices


@dataclass(frozen=True, slots=True)
class Windows:
    """`open` shows the window and returns its exit code;
    `pictures` saves PNGs of every view and names them.
    """

    open: Callable[[Choices], int]
    pictures: Callable[[Choices, Path], list[str]]
