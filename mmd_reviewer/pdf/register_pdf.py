"""The register on paper: head counts and charts, then every deviation,
customer by customer (rule E3).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.register import (
    NOT_LISTED,
    OPEN_ENDED,
    UNKNOWN,
    Names,
    Register,
    RegisterRow,
    amount,
    by_customer,
    heads,
    state_words,
)
from mmd_reviewer.domain.register_figures import Figures
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.register_charts import draw_charts
from mmd_reviewer.pdf.sheet import EDGE, LANDSCAPE, SHADE, Sheet, beside
from mmd_reviewer.pdf.text import at_a_word, wrapped

SIZE, LINE, PAD = 7.5, 9.6, 6.0
HEAD, GROUP = 16.0, 17.0
NAME = 8.5  # size of a customer's name
EMPTY = "No deviation fits."


@dataclass(frozen=True, slots=True)
class Place:
    """A column: its heading, left end and width in points from EDGE; numbers stand right."""

    title: str
    left: float
    width: float
    right: bool = False


PLACES = (
    Place("Exemption", 4, 150),
    Place("Exemption type", 160, 106),
    Place("Devices", 266, 40, True),
    Place("Since", 316, 48),
    Place("Until", 366, 50),
    Place("State", 418, 72),
    Place("Edition", 496, 42),
    Place("Deciding factor", 540, 98),
    Place("Case", 642, 36),
    Place("Ticket", 681, 81),
)
_LOUD = {"in_revocation", "cover_ended", "expired"}


def draw_register(
    register: Register,
    rows: Sequence[RegisterRow],
    figures: Figures,
    names: Names,
    wish: str,
    printed: date,
    fonts: Path,
    job: Job | None = None,
    *,
    agreement: str = "",
    sample: bool = False,
) -> bytes:
    """Landscape A4. `rows` are those shown of the register,
    `wish` the filter in words, `figures` theirs; `agreement` of second assessments, in words.
    """
    s.register_fonts(fonts)
    file = io.BytesIO()
    sheet = Sheet(
        file,
        title=f"Register of deviations on {register.day.isoformat()}",
        printed=printed,
        as_of=register.words,
        sample=sample,
    )
    table = _Table(sheet, names)
    sheet.new_page(LANDSCAPE)
    table.y = _front(sheet, register, rows, figures, wish, agreement)
    table.draw(rows, job or Job())
    sheet.save()
    return file.getvalue()


def _front(
    sheet: Sheet,
    register: Register,
    rows: Sequence[RegisterRow],
    figures: Figures,
    wish: str,
    agreement: str,
) -> float:
    y = sheet.top - 15
    found = heads(rows)
    number = amount(found.deviations, "deviation")
    sheet.words(EDGE, y, f"{number} from the standard template", 19, s.STRONG)
    y -= 16
    sheet.words(EDGE, y, f"{found.words}. On {register.words}.", 9)
    shown = (
        f"Shown: {wish}. {len(rows):,} of {len(register.rows):,} deviations of that day."
        if wish
        else ""
    )
    for line in wrapped(shown, s.REGULAR, 8, sheet.right - EDGE) if shown else ():
        y -= 12
        sheet.words(EDGE, y, line, 8, colour=s.MUTED)
    for line in wrapped(agreement, s.REGULAR, 8, sheet.right - EDGE) if agreement else ():
        y -= 12
        sheet.words(EDGE, y, line, 8, colour=s.MUTED)
    y -= 12
    sheet.words(
        EDGE, y, "A device that carries several exemptions counts once for each.", 8, colour=s.MUTED
    )
    return draw_charts(sheet, y - 18, figures)


class _Table:
    """Draws the rows from top to bottom, page after page."""

    def __init__(self, sheet: Sheet, names: Names) -> None:
        self.sheet, self.names = sheet, names
        self.y = 0.0

    def draw(self, rows: Sequence[RegisterRow], job: Job) -> None:
        """Customer by customer; each page begins with the header."""
        sheet, done = self.sheet, 0
        if self.y - HEAD - GROUP - 3 * LINE < sheet.bottom:
            self._next_page("")
        else:
            self._draw_header()
        if not rows:
            sheet.words(EDGE, self.y - 14, EMPTY, 9, colour=s.MUTED)
        for customer, own in by_customer(rows).items():
            job.step(done, len(rows))
            done += len(own)
            self._draw_customer(customer, own)

    def _draw_customer(self, customer: str, rows: Sequence[RegisterRow]) -> None:
        found = heads(rows)
        count = f"{amount(found.deviations, 'deviation')}, {amount(found.devices, 'device')}"
        names = wrapped(
            customer, s.STRONG, NAME, self.sheet.right - EDGE - beside(count, s.REGULAR, SIZE, 20)
        )
        cells = [self._cells(row) for row in rows]
        if self.y - GROUP * len(names) - _height(cells[0]) < self.sheet.bottom:
            self._next_page("")
        for place, name in enumerate(names):
            if self.y - GROUP < self.sheet.bottom:
                self._next_page("")
            self._draw_group(name, count if place == len(names) - 1 else "")
        for row, lines in zip(rows, cells, strict=True):
            if self.y - _height(lines) < self.sheet.bottom:
                self._next_page(customer)
            self._draw_row(row, lines)
        self.y -= 3

    def _next_page(self, customer: str) -> None:
        self.sheet.new_page(LANDSCAPE)
        self.y = self.sheet.top
        self._draw_header()
        if customer:
            room = self.sheet.right - EDGE - beside("continued", s.REGULAR, SIZE, 20)
            self._draw_group(at_a_word(customer, s.STRONG, NAME, room), "continued")

    def _draw_header(self) -> None:
        sheet = self.sheet
        for place in PLACES:
            self._put(place, self.y - 9, place.title, s.STRONG, s.INK)
        self.y -= HEAD
        sheet.hairline(EDGE, sheet.right, self.y + 1.5, 0.9, s.INK)

    def _draw_group(self, name: str, count: str) -> None:
        sheet = self.sheet
        sheet.fill(EDGE, self.y - GROUP, sheet.right - EDGE, GROUP, SHADE)
        sheet.words(EDGE + 4, self.y - 12, name, NAME, s.STRONG)
        sheet.words(
            EDGE + 4 + beside(name, s.STRONG, NAME), self.y - 12, count, SIZE, colour=s.MUTED
        )
        self.y -= GROUP

    def _cells(self, row: RegisterRow) -> list[list[str]]:
        texts = (
            row.title,
            self.names.type(row.type),
            NOT_LISTED if row.devices == UNKNOWN else f"{row.devices:,}",
            row.since.isoformat(),
            row.until.isoformat() if row.until else OPEN_ENDED,
            state_words(row.state),
            self.names.edition(row.edition),
            self.names.factor(row.factor, row.edition),
            row.number,
            row.ticket,
        )
        return [
            wrapped(text, s.REGULAR, SIZE, place.width)
            for text, place in zip(texts, PLACES, strict=True)
        ]

    def _draw_row(self, row: RegisterRow, cells: list[list[str]]) -> None:
        """Line by line: a row higher than a page runs on over the next one."""
        self.y -= PAD - 4
        for number in range(max(len(lines) for lines in cells)):
            if self.y - LINE < self.sheet.bottom:
                self._next_page(row.customer)
            self.y -= LINE
            for place, lines in zip(PLACES, cells, strict=True):
                if number < len(lines):
                    loud = place.title == "State" and row.state in _LOUD
                    muted = place.title in ("Since", "Edition", "Ticket") or lines == [OPEN_ENDED]
                    font, ink = s.STRONG if loud else s.REGULAR, s.MUTED if muted else s.INK
                    self._put(place, self.y, lines[number], font, ink)
        self.y -= 4
        self.sheet.hairline(EDGE, self.sheet.right, self.y)

    def _put(self, place: Place, y: float, words: str, font: str, colour: Any) -> None:
        if place.right:
            self.sheet.words(EDGE + place.left + place.width, y, words, SIZE, font, colour, "right")
        else:
            self.sheet.words(EDGE + place.left, y, words, SIZE, font, colour)


def _height(cells: list[list[str]]) -> float:
    return max(len(lines) for lines in cells) * LINE + PAD
