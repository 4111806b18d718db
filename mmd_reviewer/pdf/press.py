"""The press with ReportLab kept off the start-up path:
it is imported at the first letter or list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.control_sheet import ControlSheet
from mmd_reviewer.domain.customer_sheet import CustomerSheet
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.drawn import DrawnLetter, PageText
from mmd_reviewer.domain.print_batch import CoverList
from mmd_reviewer.domain.register import Names, Register, RegisterRow
from mmd_reviewer.domain.register_figures import Figures


class Press:
    """Draws letters and lists with the fonts of a folder (`services.surroundings.Press`).

    `sample`: every page of a list says that the cases are made up; of a letter its record does.
    """

    def __init__(self, fonts: Path, *, sample: bool = False) -> None:
        self._fonts, self._sample = fonts, sample

    def draw(self, record: LetterRecord, *, draft: bool = False) -> tuple[bytes, int]:
        """PDF bytes and number of pages; refuses a character without a glyph (C3)."""
        drawn = self.draw_with_places(record, draft=draft)
        return drawn.pdf, drawn.pages

    def lacks(self, signs: str) -> frozenset[str]:
        """Those of the signs that the fonts do not show right."""
        from mmd_reviewer.pdf.styles import register_fonts
        from mmd_reviewer.pdf.text import printable

        register_fonts(self._fonts)
        return frozenset(sign for sign in signs if not printable(sign))

    def batch(self, cover: CoverList, letters: Sequence[bytes], job: Job) -> tuple[bytes, int]:
        """One file for printing on both sides; its bytes and pages."""
        from mmd_reviewer.pdf.batch_pdf import draw_batch

        return draw_batch(cover, letters, self._fonts, job, sample=self._sample)

    def draw_with_places(self, record: LetterRecord, *, draft: bool = False) -> DrawnLetter:
        """As `draw`, with the place of every block, for the preview."""
        from mmd_reviewer.pdf.letter_pdf import draw_letter

        return draw_letter(record, self._fonts, draft=draft)

    def read_back(self, pdf: bytes) -> tuple[PageText, ...]:
        """Words and annotations of every page."""
        from mmd_reviewer.pdf.read_back import read_pages

        return read_pages(pdf)

    def sizes(self, pdf: bytes) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points."""
        from mmd_reviewer.pdf.read_back import page_sizes

        return page_sizes(pdf)

    def register(
        self,
        register: Register,
        rows: Sequence[RegisterRow],
        figures: Figures,
        names: Names,
        wish: str,
        day: date,
        job: Job | None = None,
        *,
        agreement: str = "",
    ) -> bytes:
        """The rows shown of a register, with their figures."""
        from mmd_reviewer.pdf.register_pdf import draw_register

        return draw_register(
            register,
            rows,
            figures,
            names,
            wish,
            day,
            self._fonts,
            job,
            agreement=agreement,
            sample=self._sample,
        )

    def calendar(
        self,
        first: date,
        last: date,
        entries: Sequence[Entry],
        day: date,
        holiday: Callable[[date], str],
    ) -> bytes:
        """Agenda and months from one day to another."""
        from mmd_reviewer.pdf.calendar_pdf import draw_calendar

        return draw_calendar(first, last, entries, day, self._fonts, holiday, sample=self._sample)

    def control_sheet(self, found: ControlSheet) -> bytes:
        """All dates of a case."""
        from mmd_reviewer.pdf.control_sheet import draw_control_sheet

        return draw_control_sheet(found, self._fonts, sample=self._sample)

    def customer(self, found: CustomerSheet) -> bytes:
        """The page of a customer."""
        from mmd_reviewer.pdf.customer_pdf import draw_customer

        return draw_customer(found, self._fonts, sample=self._sample)
