"""The letter press with ReportLab kept off the start-up path: it is imported at the first letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.fact import LetterRecord
from mmd_reviewer.domain.print_batch import CoverList


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

    def batch(self, cover: CoverList, letters: Sequence[bytes], job: Job) -> tuple[bytes, int]:
        """One file for printing on both sides; its bytes and pages."""
        from mmd_reviewer.pdf.batch_pdf import draw_batch

        return draw_batch(cover, letters, self._fonts, job)

    def draw_with_places(self, record: LetterRecord, *, draft: bool = False) -> DrawnLetter:
        """As `draw`, with the place of every block, for the preview."""
        from mmd_reviewer.pdf.letter_pdf import draw_letter

        return draw_letter(record, self._fonts, draft=draft)
