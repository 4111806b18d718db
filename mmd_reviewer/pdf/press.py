"""The letter press with ReportLab kept off the start-up path: it is imported at the first letter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mmd_reviewer.domain.fact import LetterRecord


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: page from 0, points from the page's lower left corner, and the field it comes from."""

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


class Press:
    """Draws letters with the fonts of a folder (`services.ports.LetterPress`)."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def draw(self, record: LetterRecord, *, draft: bool = False) -> tuple[bytes, int]:
        """PDF bytes and number of pages; refuses a character without a glyph (C3)."""
        drawn = self.draw_with_places(record, draft=draft)
        return drawn.pdf, drawn.pages

    def draw_with_places(self, record: LetterRecord, *, draft: bool = False) -> DrawnLetter:
        """As `draw`, with the place of every block, for the preview."""
        from mmd_reviewer.pdf.letter_pdf import draw_letter

        return draw_letter(record, self._fonts, draft=draft)
