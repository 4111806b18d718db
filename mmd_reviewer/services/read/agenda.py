"""What the agenda shows, read on the worker:
sections with their entries and a remark beside each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from mmd_reviewer.domain.calendar_entry import DEADLINE, Entry
from mmd_reviewer.domain.calendar_words import remark
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.working_days import Holiday
from mmd_reviewer.services import revocation_calendar
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.packs import out_numbers
from mmd_reviewer.services.read.entry_line import Line, for_whom, line_of
from mmd_reviewer.services.revocation_calendar import MOST, Agenda


class Heading(NamedTuple):
    """The first row of a section."""

    title: str
    note: str = ""
    tone: str = ""


Row = Heading | Line


@dataclass(frozen=True, slots=True)
class AgendaRead:
    """The agenda and its rows in order; `whole`: what comes later is among them."""

    agenda: Agenda
    rows: tuple[Row, ...]
    whole: bool


class Headline(NamedTuple):
    """The largest words of the view, their tone,
    and what stands beside them as far as there is room.
    """

    title: str
    tone: str
    notes: tuple[str, ...]


def holidays_of(desk: Desk) -> Holiday:
    """As `desk.holiday`, with the region read once: a list asks for thousands of days."""
    region = desk.standing().region
    return cache(lambda day: desk.holidays.name(region, day))


def read_agenda(desk: Desk, whole: bool) -> AgendaRead:
    """Read the agenda; on the worker."""
    found = revocation_calendar.agenda(desk)
    holiday = holidays_of(desk)
    appeals = desk.store.open_appeals(MOST)
    waiting = {entry.number: entry.day for entry in appeals}
    out = out_numbers(desk)

    def lines(entries: Iterable[Entry]) -> list[Line]:
        return [
            line_of(entry, found.day, said_of(entry, found.day, holiday, waiting, out))
            for entry in entries
        ]

    rows: list[Row] = []
    for heading, entries in (
        (Heading("Overdue", f"{len(found.overdue):,}", "broken"), found.overdue),
        (Heading("Today", on_screen(found.day)), found.today),
        (Heading("Letters owed", f"{len(found.owed):,}"), found.owed),
        (Heading("Open appeals", f"{len(appeals):,}"), appeals),
        (Heading("Next 14 days", f"until {on_screen(found.until)}"), found.soon),
    ):
        if entries:
            rows += [heading, *lines(entries)]
    if whole and found.later:
        later = revocation_calendar.later_entries(desk, found.until)
        rows += [
            Heading("Later", f"until {on_screen(later[-1].day)}" if later else ""),
            *lines(later),
        ]
    return AgendaRead(found, tuple(rows), whole)


def said_of(
    entry: Entry, day: date, holiday: Holiday, appeals: Mapping[str, date], out: Mapping[str, str]
) -> str:
    """The remark on an entry, that its case is out on a pack, that an appeal is open on it."""
    words = "; ".join(filter(None, (remark(entry, day, holiday), out.get(entry.number))))
    since = appeals.get(entry.number)
    if since is None or not (entry.is_notice or entry.code == DEADLINE):
        return words
    appeal = f"ppeal open since {on_screen(since)}"
    return f"{words}; a{appeal}" if words else f"A{appeal}"


def headline(found: Agenda) -> Headline:
    """What matters most, in words: what is overdue, else what is due, else what comes next."""
    late = found.late_notices
    other = len(found.overdue) - late
    today = f"{len(found.today):,} due today" if found.today else ""
    more = (
        f"{count(len(found.soon), 'more date')} by {on_screen(found.until)}" if found.soon else ""
    )
    if late or other:
        title = f"{count(late, 'notice')} overdue" if late else f"{count(other, 'date')} overdue"
        besides = f"{count(other, 'other date')} overdue" if late and other else ""
        return Headline(title, "broken", tuple(part for part in (besides, today, more) if part))
    if today:
        return Headline(today, "", (more,) if more else ())
    return Headline("Nothing is overdue", "", (next_words(found),))


def next_words(found: Agenda) -> str:
    """The next date and what it brings."""
    coming = found.soon[0] if found.soon else found.next
    return f"Next: {on_screen(coming.day)}, {for_whom(coming)}" if coming else "No date lies ahead"


def later_words(found: Agenda) -> str:
    """`51 dates until Mon 2027-02-08. Next: Thu 2026-12-10, second notice to Litware`."""
    if not found.later or found.later_until is None:
        return "Nothing"
    words = f"{count(found.later, 'date')} until {on_screen(found.later_until)}"
    return (
        f"{words}. Next: {on_screen(found.next.day)}, {for_whom(found.next)}"
        if found.next
        else words
    )
