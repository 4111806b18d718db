"""A letter as it was drawn: its file, where each block came to stand,
and what is read back of a page.
"""

from __future__ import annotations

from dataclasses import dataclass


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
class PageText:
    """The words of a page, and how many links and other annotations it carries."""

    text: str
    annotations: int
