"""A month of the calendar on one landscape page: every entry, or how many more there are."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mmd_reviewer.domain.calendar_entry import Entry, standing
from mmd_reviewer.domain.period import MONTHS, WEEKDAYS
from mmd_reviewer.domain.working_days import SATURDAY
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.calendar_marks import LEGEND_HEIGHT, draw_legend, draw_mark, text_look
from mmd_reviewer.pdf.sheet import EDGE, LANDSCAPE, SHADE, WHITE, Sheet, Table
from mmd_reviewer.pdf.structure import Node

WEEK = 20.0  # points of the column of week numbers
LINE = 11.2
SIDE = 8.6
HEAD, DAY_LINE = 46.0, 15.0
NAME_SIZE = 7.5


@dataclass(frozen=True, slots=True)
class Span:
    """The days that were asked for, the day printed on, and the holidays."""

    first: date
    last: date
    day: date
    holiday: Callable[[date], str]


def draw_month(
    sheet: Sheet, first: date, by_day: Mapping[date, Sequence[Entry]], span: Span
) -> None:
    """The month that begins on `first`; `by_day` holds the entries."""
    sheet.new_page(LANDSCAPE)
    top = sheet.top
    sheet.words(EDGE, top - 15, f"{MONTHS[first.month - 1]} {first.year}", 19, s.STRONG, node="H2")
    sheet.words(sheet.right, top - 13, _remark(first, span), 8, colour=s.MUTED, align="right")
    weeks = calendar.Calendar(0).monthdatescalendar(first.year, first.month)
    upper, lower = top - HEAD, sheet.bottom + LEGEND_HEIGHT + 5
    width = (sheet.right - EDGE - WEEK) / 7
    height = (upper - lower) / len(weeks)
    table = Table(sheet.root, len(WEEKDAYS) + 1)
    corner, *heads = table.heads()
    sheet.words(EDGE, upper + 5, "Wk", 7, colour=s.MUTED, node=corner)
    for place, (name, node) in enumerate(zip(WEEKDAYS, heads, strict=True)):
        font, colour = (s.STRONG, s.INK) if place < SATURDAY else (s.REGULAR, s.MUTED)
        sheet.words(EDGE + WEEK + place * width + 4, upper + 5, name, 8, font, colour, node=node)
    for row, week in enumerate(weeks):
        base = upper - (row + 1) * height
        number, *cells = table.row()
        week_number = str(week[0].isocalendar().week)
        sheet.words(EDGE, base + height - 11, week_number, 7, colour=s.MUTED, node=number)
        for place, (day, cell) in enumerate(zip(week, cells, strict=True)):
            x = EDGE + WEEK + place * width
            inside = day.month == first.month and span.first <= day <= span.last
            if day.weekday() >= SATURDAY or span.holiday(day):
                sheet.canvas.box(x, base, width, height, fill=SHADE)
            _draw_day_head(sheet, (x, base + height, width), day, first, span, cell)
            if inside:
                box = (x, base, width, height)
                _draw_entries(sheet, box, by_day.get(day, ()), span.day, cell)
    _draw_grid(sheet, (EDGE, lower, sheet.right, upper), len(weeks), width, height)
    draw_legend(sheet, sheet.bottom + LEGEND_HEIGHT - 9)


def _remark(first: date, span: Span) -> str:
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    if span.first <= first and span.last >= after - timedelta(days=1):
        return "Calendar of notices"
    shown_first, shown_last = max(first, span.first), min(after - timedelta(days=1), span.last)
    return f"Calendar of notices, {shown_first.isoformat()} to {shown_last.isoformat()} only"


def _draw_grid(
    sheet: Sheet, box: tuple[float, float, float, float], weeks: int, width: float, height: float
) -> None:
    left, lower, right, upper = box
    for row in range(weeks + 1):
        sheet.hairline(left, right, upper - row * height)
    for place in range(8):
        x = left + WEEK + place * width
        sheet.canvas.rule(x, lower, x, upper, 0.5, s.HAIRLINE)


def _draw_day_head(
    sheet: Sheet, place: tuple[float, float, float], day: date, month: date, span: Span, node: Node
) -> None:
    x, top, width = place
    own = day.month == month.month
    name = str(day.day) if own or day.day != 1 else f"1 {MONTHS[day.month - 1][:3]}"
    if day == span.day and own:
        sheet.canvas.box(x + 3, top - 13, 16, 11.5, fill=s.INK, radius=3)
        sheet.words(x + 11, top - 10.5, name, 8.5, s.STRONG, WHITE, "centre", node)
        used = 22.0
    else:
        font = s.STRONG if own else s.REGULAR
        sheet.words(x + 4, top - 10.5, name, 8.5, font, s.INK if own else s.MUTED, node=node)
        used = 6 + sheet.width_of(name, font, 8.5)
    holiday = span.holiday(day)
    if holiday and own:
        room = width - used - 8
        sheet.words(
            x + width - 4,
            top - 10,
            sheet.at_a_word(holiday, s.REGULAR, 6.5, room),
            6.5,
            colour=s.MUTED,
            align="right",
            node=node,
        )


def _draw_entries(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    entries: Sequence[Entry],
    day: date,
    node: Node,
) -> None:
    x, base, width, height = box
    fits = int((height - DAY_LINE - 3) // LINE)
    shown = entries if len(entries) <= fits else entries[: fits - 1]
    y = base + height - DAY_LINE - LINE + 2
    for entry in shown:
        now = standing(entry, day)
        draw_mark(sheet, x + 4, y, SIDE, entry.code, now)
        font, colour = text_look(now)
        left, room = x + 4 + SIDE + 4, width - SIDE - 12
        name = sheet.at_a_word(entry.customer, font, NAME_SIZE, room)
        sheet.words(left, y + 1.6, name, NAME_SIZE, font, colour, node=node)
        after = left + sheet.width_of(name, font, NAME_SIZE) + 4
        if entry.number and after + sheet.width_of(entry.number, s.REGULAR, 6.5) <= x + width - 3:
            sheet.words(after, y + 1.6, entry.number, 6.5, colour=s.MUTED, node=node)
        y -= LINE
    if len(shown) < len(entries):
        words = f"+{len(entries) - len(shown):,} more, in the agenda"
        sheet.words(x + 4, y + 1.6, words, NAME_SIZE, s.STRONG, node=node)
