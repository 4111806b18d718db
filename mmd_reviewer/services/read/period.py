"""What month, week and day show, read on the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from mmd_reviewer.domain.calendar_entry import PLANNED, Entry
from mmd_reviewer.domain.period import LAST_DAY, add_days, on_screen
from mmd_reviewer.domain.working_days import not_working
from mmd_reviewer.services import revocation_calendar
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.packs import out_numbers
from mmd_reviewer.services.read.agenda import Heading, Row, holidays_of, said_of
from mmd_reviewer.services.read.entry_line import Line, line_of
from mmd_reviewer.services.revocation_calendar import MOST, Agenda

WEEK = 7
GRID_DAYS = 6 * WEEK
CAP = 8  # more than so many never fit a cell
NEXT = 5
MOST_OVERDUE = 20
FIRST_YEAR, LAST_YEAR = 1900, 9000


class Cell(NamedTuple):
    """A day of a grid: how many entries, the first of them, and why nobody works."""

    day: date
    total: int
    lines: tuple[Line, ...]
    closed: str


@dataclass(frozen=True, slots=True)
class GridRead:
    """The days of a month's six weeks, or of a week, and the agenda for the head."""

    first: date
    today: date
    cells: tuple[Cell, ...]
    agenda: Agenda


@dataclass(frozen=True, slots=True)
class DayRead:
    """One day: its entries, what is still overdue, what comes next; `own` counts the day's."""

    day: date
    words: str
    rows: tuple[Row, ...]
    own: int


def kept_in_reach(day: date) -> date:
    """A day whose six weeks can be reckoned with."""
    return min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def month_grid(day: date) -> date:
    """The Monday that the six weeks of a day's month begin with."""
    return week_of(day.replace(day=1)) if day > date.min else day


def read_month(desk: Desk, first: date) -> GridRead:
    """The six weeks from a Monday; what is overdue stands first in its cell."""
    found = revocation_calendar.agenda(desk)
    holiday = holidays_of(desk)
    last = add_days(first, GRID_DAYS - 1)
    pressing: dict[date, list[Entry]] = {}
    shown = (*found.overdue, *revocation_calendar.edition_entries(desk))
    for entry in {entry.uid: entry for entry in shown}.values():
        if first <= entry.day <= last:
            pressing.setdefault(entry.day, []).append(entry)
    cells = []
    for day, number, entries in desk.store.month(first, GRID_DAYS, CAP):
        before = pressing.get(day, [])
        known = {entry.uid for entry in before}
        whole = [*before, *(entry for entry in entries if entry.uid not in known)]
        total = number + sum(not entry.number for entry in before)
        lines = tuple(line_of(entry, found.day) for entry in whole[:CAP])
        cells.append(Cell(day, total, lines, not_working(day, holiday)))
    return GridRead(first, found.day, tuple(cells), found)


def read_week(desk: Desk, first: date) -> GridRead:
    """The seven days from a Monday with every entry."""
    found = revocation_calendar.agenda(desk)
    holiday = holidays_of(desk)
    days = [add_days(first, n) for n in range(WEEK)]
    by_day: dict[date, list[Entry]] = {day: [] for day in days}
    for entry in revocation_calendar.entries_between(desk, days[0], days[-1]):
        by_day[entry.day].append(entry)
    cells = []
    for day, entries in by_day.items():
        lines = sorted(
            (line_of(entry, found.day) for entry in entries), key=lambda line: line.tone == "muted"
        )
        cells.append(Cell(day, len(lines), tuple(lines), not_working(day, holiday)))
    return GridRead(first, found.day, tuple(cells), found)


def read_day(desk: Desk, day: date) -> DayRead:
    """Everything of one day, and what stands beside it."""
    found = revocation_calendar.agenda(desk)
    holiday = holidays_of(desk)
    appeals = {entry.number: entry.day for entry in desk.store.open_appeals(MOST)}
    out = out_numbers(desk)

    def lines(entries: Sequence[Entry]) -> list[Line]:
        return [
            line_of(entry, found.day, said_of(entry, found.day, holiday, appeals, out))
            for entry in entries
        ]

    own = sorted(
        lines(revocation_calendar.entries_between(desk, day, day)),
        key=lambda line: line.tone == "muted",
    )
    shown = {line.entry.uid for line in own}
    late = [entry for entry in found.overdue if entry.uid not in shown]
    rows: list[Row] = list(own)
    if late:
        more = f"{len(late):,}" if len(late) > MOST_OVERDUE else ""
        rows += [Heading("Still overdue", more, "broken"), *lines(late[:MOST_OVERDUE])]
    after = max(day, found.day)
    ahead = desk.store.entries_between(add_days(after, 1), LAST_DAY, NEXT * 4)
    coming = [entry for entry in ahead if entry.status == PLANNED][:NEXT]
    if coming:
        rows += [Heading("Next"), *lines(coming)]
    return DayRead(
        day, _day_words(day, found.day, not_working(day, holiday)), tuple(rows), len(own)
    )


def _day_words(day: date, today: date, closed: str) -> str:
    when = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get((day - today).days, "")
    if not when:
        days = (day - today).days
        when = f"In {days:,} days" if days > 0 else f"{-days:,} days ago"
    weekend = closed in ("Saturday", "Sunday")
    return f"{when}, {'weekend' if weekend else closed or 'working day'}"


def cell_speech(cell: Cell, today: date) -> str:
    """A day of a grid as a screen reader says it."""
    when = ", today" if cell.day == today else ""
    closed = f", {cell.closed}" if cell.closed and cell.closed not in ("Saturday", "Sunday") else ""
    lines = [f"{line.entry.what}, {line.entry.customer}, {line.when}" for line in cell.lines]
    rest = cell.total - len(lines)
    words = [*lines, f"{rest:,} more"] if rest > 0 else lines or ["nothing"]
    return f"{on_screen(cell.day)}{when}{closed}: {'. '.join(words)}"
