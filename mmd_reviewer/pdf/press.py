"""The press: what it draws with is imported at the first letter or list, not at the start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.control_sheet import ControlSheet
from mmd_reviewer.domain.customer_sheet import CustomerSheet
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.letter_facts import PRESS, LetterRecord
from mmd_reviewer.domain.letters.drawn import DrawnLetter, PageText
from mmd_reviewer.domain.print_batch import CoverList
from mmd_reviewer.domain.register import Names, Register, RegisterRow
from mmd_reviewer.domain.register_figures import Figures


def _none_kept(name: str) -> bytes:
    raise LookupError(f"No document {name} is at hand.")


class Press:
    """Draws letters and lists with the fonts of a folder (`services.surroundings.Press`).

    `sample`: every page of a list says that the cases are made up; of a letter its record does.
    `documents` gives a file that a record names by its SHA-256, such as its logo.
    """

    def __init__(
        self, fonts: Path, documents: Callable[[str], bytes] = _none_kept, *, sample: bool = False
    ) -> None:
        self._fonts, self._documents, self._sample = fonts, documents, sample

    def draw(self, record: LetterRecord, *, draft: bool = False) -> tuple[bytes, int]:
        """PDF bytes and number of pages; refuses a character without a glyph (C3)."""
        drawn = self.draw_with_places(record, draft=draft)
        return drawn.pdf, drawn.pages

    def lacks(self, signs: str) -> frozenset[str]:
        """Those of the signs that the fonts do not show right."""
        from mmd_reviewer.pdf.faces import Faces

        faces = Faces(self._fonts)
        return frozenset(sign for sign in signs if not faces.shows(sign))

    def batch(self, cover: CoverList, letters: Iterable[bytes], job: Job) -> tuple[bytes, int]:
        """One file for printing on both sides; its bytes and pages."""
        from mmd_reviewer.pdf.batch_pdf import draw_batch

        return draw_batch(cover, letters, self._fonts, job, sample=self._sample)

    def draw_with_places(self, record: LetterRecord, *, draft: bool = False) -> DrawnLetter:
        """As `draw`, with the place of every block, for the preview.

        A letter names the press that froze it; the first one did not name itself.
        """
        if record.press != PRESS:
            from mmd_reviewer.pdf.first_press.letter import draw_letter as draw_first

            return draw_first(record, self._fonts, draft=draft)
        from mmd_reviewer.pdf.letter_pdf import draw_letter

        name = record.sender.get("logo", "")
        logo = self._documents(name) if name else b""
        return draw_letter(record, self._fonts, draft=draft, logo=logo)

    def check_logo(self, content: bytes) -> None:
        """Refuse a PNG or SVG that letters could not show as it is."""
        from mmd_reviewer.pdf.letterhead import LOGO_HIGH, LOGO_WIDE
        from mmd_reviewer.pdf.picture import logo

        logo(content, LOGO_WIDE, LOGO_HIGH)

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
