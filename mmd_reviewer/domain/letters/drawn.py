"""A letter as it was drawn: its file, where each block came to stand,
and what is read back of a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SOFT_HYPHEN = "\u00ad"
LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # a letter read so


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: page from 0, points from the page's lower left corner,
    and the field it comes from.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float
    source: str


@dataclass(frozen=True, slots=True)
class DrawnLetter:
    """The bytes, the number of pages and where each block came to stand."""

    pdf: bytes
    pages: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def with_(self, other: Box) -> Box:
        """Both, and what is between them."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class WordsOnPage:
    """The characters of a page in reading order, each with its box; None for one that is not
    drawn, such as the break of a line. A word divided at the end of a line has a soft hyphen there.
    """

    text: str
    boxes: tuple[Box | None, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page, and how many links and other annotations it carries."""

    text: str
    annotations: int
