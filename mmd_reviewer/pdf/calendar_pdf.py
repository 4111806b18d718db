"""The calendar on paper: an agenda that holds every entry,
then a page for each month (rules D2 to D5, E1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from mmd_reviewer.domain.calendar_entry import (
    OPEN,
    OVERDUE,
    PLANNED,
    TODAY,
    Entry,
    days_late,
    standing,
)
from mmd_reviewer.domain.calendar_words import remark
from mmd_reviewer.domain.period import add_months, count, in_words, on_screen
from mmd_reviewer.domain.working_days import not_working
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.calendar_marks import LEGEND, draw_legend, draw_mark, text_look
from mmd_reviewer.pdf.calendar_month import Span, draw_month
from mmd_reviewer.pdf.sheet import BROKEN, EDGE, PORTRAIT, SHADE, Sheet
from mmd_reviewer.pdf.structure import Node

MARK = 11.0
# Left ends of the columns
WHAT, CUSTOMER, NUMBER, REMARK = (EDGE + 20, EDGE + 106, EDGE + 286, EDGE + 346)
DAY_HEIGHT, LINE, GAP = 21.0, 11.0, 6.0
SIZE, SMALL = 8.5, 7.5
# Its last week has days that no calendar holds; the agenda has its entries
_NO_MONTH = date(9999, 12, 1)
EMPTY = "Nothing stands on the calendar in these days."


def draw_calendar(
    first: date,
    last: date,
    entries: Sequence[Entry],
    day: date,
    fonts: Path,
    holiday: Callable[[date], str],
    *,
    sample: bool = False,
) -> bytes:
    """Agenda (A4 upright) and months (A4 across) from `first` to `last`;
    `day` is the day printed on.

    Nothing is cut off in the agenda; a month's cell that is full says how many more there are.
    """
    title = f"Calendar of notices, {first.isoformat()} to {last.isoformat()}"
    sheet = Sheet(fonts, title=title, printed=day, as_of=on_screen(day), sample=sample)
    shown = sorted(
        (entry for entry in entries if first <= entry.day <= last),
        key=lambda entry: (entry.day, entry.customer.casefold(), entry.code, entry.uid),
    )
    span = Span(first, last, day, holiday)
    _Agenda(sheet, span).draw(shown)
    by_day = {key: list(group) for key, group in groupby(shown, key=lambda entry: entry.day)}
    month = first.replace(day=1)
    while month <= last and month < _NO_MONTH:
        draw_month(sheet, month, by_day, span)
        month = add_months(month, 1)
    return sheet.stored()


class _Agenda:
    """Draws the agenda from top to bottom, page after page."""

    def __init__(self, sheet: Sheet, span: Span) -> None:
        self.sheet, self.span = sheet, span
        self.y = 0.0
        self.begun = ""  # the words of the day that is being drawn

    def draw(self, entries: Sequence[Entry]) -> None:
        """Title, then day by day."""
        sheet, span = self.sheet, self.span
        sheet.new_page(PORTRAIT)
        self.y = sheet.top - 15
        sheet.words(EDGE, self.y, "Calendar of notices", 19, s.STRONG, node="H1")
        self.y -= 17
        sheet.words(EDGE, self.y, f"{in_words(span.first)} to {in_words(span.last)}", 9.5)
        self.y -= 13
        sheet.words(EDGE, self.y, _heads(entries, span.day), 8, colour=s.MUTED)
        self.y -= 22
        self.y = draw_legend(sheet, self.y) - 20
        if not entries:
            sheet.words(EDGE, self.y, EMPTY, 9.5, colour=s.MUTED)
        for key, group in groupby(entries, key=lambda entry: entry.day):
            self._draw_day(key, list(group))

    def _draw_day(self, day: date, entries: Sequence[Entry]) -> None:
        rows = [_row(self.sheet, entry, self.span) for entry in entries]
        self.begun = ""
        if self.y - DAY_HEIGHT - _height(rows[0]) < self.sheet.bottom:
            self._next_page()
        self._draw_day_head(day)
        self.begun = in_words(day)
        found = self.sheet.root.add("L")
        for entry, row in zip(entries, rows, strict=True):
            if self.y - _height(row) < self.sheet.bottom and _height(row) < self._whole():
                self._next_page()
            self._draw_row(entry, row, found.add("LI").add("LBody"))
        self.y -= 8

    def _whole(self) -> float:
        return self.sheet.top - DAY_HEIGHT - self.sheet.bottom

    def _next_page(self) -> None:
        self.sheet.new_page(PORTRAIT)
        self.y = self.sheet.top
        if self.begun:
            self._head_line(f"{self.begun}, continued", "", None)

    def _draw_day_head(self, day: date) -> None:
        closed = not_working(day, self.span.holiday)
        parts = [
            "today" if day == self.span.day else "",
            f"not a working day: {closed}" if closed else "",
        ]
        said = "; ".join(part for part in parts if part)
        self._head_line(in_words(day), said, self.sheet.root.add("H2"))

    def _head_line(self, words: str, remark_words: str, node: Node | None) -> None:
        sheet = self.sheet
        sheet.canvas.box(EDGE, self.y - 14, sheet.right - EDGE, 16, fill=SHADE)
        sheet.words(EDGE + 4, self.y - 10, words, 9, s.STRONG, node=node)
        if remark_words:
            left = EDGE + 4 + sheet.width_of(words, s.STRONG, 9) + 8
            shown = sheet.at_a_word(remark_words, s.REGULAR, SMALL, sheet.right - left - 4)
            sheet.words(left, self.y - 10, shown, SMALL, colour=s.MUTED, node=node)
        self.y -= DAY_HEIGHT

    def _draw_row(self, entry: Entry, row: _Row, body: Node) -> None:
        """The columns line by line; a row higher than a page runs on over the next ones."""
        sheet = self.sheet
        self.y -= LINE
        draw_mark(sheet, EDGE + 3, self.y - 2, MARK, entry.code, standing(entry, self.span.day))
        nodes = [body.add("P") for _ in row]
        for place in range(_lines(row)):
            if place:
                self.y -= LINE
            if self.y < sheet.bottom:
                self._next_page()
                self.y -= LINE
            for (x, pieces), node in zip(row, nodes, strict=True):
                if place < len(pieces):
                    sheet.words(x, self.y, *pieces[place], node=node)
        self.y -= GAP
        sheet.hairline(EDGE, sheet.right, self.y + 1)


Piece = tuple[str, float, bool, str]  # words, size, font, colour
_Row = tuple[tuple[float, list[Piece]], ...]  # left end and lines of each column


def _lines(row: _Row) -> int:
    return max(len(pieces) for _, pieces in row)


def _height(row: _Row) -> float:
    return _lines(row) * LINE + GAP


def _row(sheet: Sheet, entry: Entry, span: Span) -> _Row:
    now = standing(entry, span.day)
    font, colour = text_look(now)
    what: list[Piece] = _pieces(sheet, entry.what, SIZE, font, colour, CUSTOMER - WHAT - 6)
    if entry.offset is not None:
        what.append((f"day {entry.offset}", SMALL, s.REGULAR, s.MUTED))
    room, loud = NUMBER - CUSTOMER - 8, colour if now == OVERDUE else s.INK
    who = _pieces(sheet, entry.customer, SIZE, s.STRONG, loud, room)
    who += _pieces(sheet, entry.title, SMALL, s.REGULAR, s.MUTED, room)
    number = _pieces(sheet, entry.number, SIZE, s.REGULAR, s.MUTED, REMARK - NUMBER - 4)
    words: list[Piece] = []
    if now == OVERDUE:
        late = count(days_late(entry, span.day), "day")
        words.append((f"{late} late", SMALL, s.STRONG, BROKEN))
    ink = s.INK if now in (OVERDUE, TODAY, PLANNED, OPEN) else s.MUTED
    said = remark(entry, span.day, span.holiday)
    words += _pieces(sheet, said, SMALL, s.REGULAR, ink, sheet.right - REMARK)
    return ((WHAT, what), (CUSTOMER, who), (NUMBER, number), (REMARK, words))


def _pieces(
    sheet: Sheet, text: str, size: float, font: bool, ink: str, width: float
) -> list[Piece]:
    lines = sheet.wrapped(text, font, size, width) if text else []
    return [(line, size, font, ink) for line in lines]


def _heads(entries: Sequence[Entry], day: date) -> str:
    """`31 entries: 2 overdue, 1 today, 28 planned`."""
    found = Counter(standing(entry, day) for entry in entries)
    parts = [f"{found[now]:,} {words.lower()}" for now, words in LEGEND if found[now]]
    number = f"{len(entries):,} {'entry' if len(entries) == 1 else 'entries'}"
    return f"{number}: {', '.join(parts)}" if parts else number
