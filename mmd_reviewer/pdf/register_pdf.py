"""The register on paper: head counts and charts, then every deviation,
customer by customer (rule E3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

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
from mmd_reviewer.pdf.sheet import EDGE, LANDSCAPE, SHADE, Sheet, Table
from mmd_reviewer.pdf.structure import Node

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
    sheet = Sheet(
        fonts,
        title=f"Register of deviations on {register.day.isoformat()}",
        printed=printed,
        as_of=register.words,
        sample=sample,
    )
    table = _Table(sheet, names)
    sheet.new_page(LANDSCAPE)
    table.y = _front(sheet, register, rows, figures, wish, agreement)
    table.draw(rows, job or Job())
    return sheet.stored()


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
    sheet.words(EDGE, y, f"{number} from the standard template", 19, s.STRONG, node="H1")
    y -= 16
    sheet.words(EDGE, y, f"{found.words}. On {register.words}.", 9)
    shown = (
        f"Shown: {wish}. {len(rows):,} of {len(register.rows):,} deviations of that day."
        if wish
        else ""
    )
    for line in sheet.wrapped(shown, s.REGULAR, 8, sheet.right - EDGE) if shown else ():
        y -= 12
        sheet.words(EDGE, y, line, 8, colour=s.MUTED)
    for line in sheet.wrapped(agreement, s.REGULAR, 8, sheet.right - EDGE) if agreement else ():
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
        self.table = Table(sheet.root, len(PLACES))

    def draw(self, rows: Sequence[RegisterRow], job: Job) -> None:
        """Customer by customer; each page begins with the header."""
        sheet, done = self.sheet, 0
        if self.y - HEAD - GROUP - 3 * LINE < sheet.bottom:
            self._next_page("")
        elif rows:
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
        sheet = self.sheet
        room = sheet.right - EDGE - sheet.width_of(count, s.REGULAR, SIZE) - 20
        names = sheet.wrapped(customer, s.STRONG, NAME, room)
        group = self.table.group()
        cells = [self._cells(row) for row in rows]
        if self.y - GROUP * len(names) - _height(cells[0]) < self.sheet.bottom:
            self._next_page("")
        for place, name in enumerate(names):
            if self.y - GROUP < self.sheet.bottom:
                self._next_page("")
            self._draw_group(name, count if place == len(names) - 1 else "", group)
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
            sheet = self.sheet
            room = sheet.right - EDGE - sheet.width_of("continued", s.REGULAR, SIZE) - 20
            self._draw_group(sheet.at_a_word(customer, s.STRONG, NAME, room), "continued", None)

    def _draw_header(self) -> None:
        sheet = self.sheet
        for place, node in zip(PLACES, self.table.heads(), strict=True):
            self._put(place, self.y - 9, place.title, s.STRONG, s.INK, node)
        self.y -= HEAD
        sheet.hairline(EDGE, sheet.right, self.y + 1.5, 0.9, s.INK)

    def _draw_group(self, name: str, count: str, node: Node | None) -> None:
        sheet = self.sheet
        sheet.canvas.box(EDGE, self.y - GROUP, sheet.right - EDGE, GROUP, fill=SHADE)
        sheet.words(EDGE + 4, self.y - 12, name, NAME, s.STRONG, node=node)
        left = EDGE + 4 + sheet.width_of(name, s.STRONG, NAME) + 6
        if count:
            sheet.words(left, self.y - 12, count, SIZE, colour=s.MUTED, node=node)
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
            self.sheet.wrapped(text, s.REGULAR, SIZE, place.width)
            for text, place in zip(texts, PLACES, strict=True)
        ]

    def _draw_row(self, row: RegisterRow, cells: list[list[str]]) -> None:
        """Line by line: a row higher than a page runs on over the next one."""
        self.y -= PAD - 4
        nodes = self.table.row()
        for number in range(max(len(lines) for lines in cells)):
            if self.y - LINE < self.sheet.bottom:
                self._next_page(row.customer)
            self.y -= LINE
            for place, lines, node in zip(PLACES, cells, nodes, strict=True):
                if number < len(lines):
                    loud = place.title == "State" and row.state in _LOUD
                    muted = place.title in ("Since", "Edition", "Ticket") or lines == [OPEN_ENDED]
                    font, ink = s.STRONG if loud else s.REGULAR, s.MUTED if muted else s.INK
                    self._put(place, self.y, lines[number], font, ink, node)
        self.y -= 4
        self.sheet.hairline(EDGE, self.sheet.right, self.y)

    def _put(
        self, place: Place, y: float, words: str, font: bool, ink: str, node: Node | None
    ) -> None:
        left, align = EDGE + place.left, "left"
        if place.right:
            left, align = left + place.width, "right"
        self.sheet.words(left, y, words, SIZE, font, ink, align, node)


def _height(cells: list[list[str]]) -> float:
    return max(len(lines) for lines in cells) * LINE + PAD
