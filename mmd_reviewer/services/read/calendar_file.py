"""The calendar as a file: iCalendar for another calendar, or PDF to print (agenda and months)."""

from __future__ import annotations

from datetime import date

from mmd_reviewer.services import revocation_calendar
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.agenda import holidays_of


def calendar_bytes(desk: Desk, kind: str, first: date, last: date) -> tuple[bytes, int]:
    """The file of those days and how many entries are in it; on the worker."""
    entries = revocation_calendar.entries_between(desk, first, last)
    if kind == "ics":
        return desk.files.ics(entries, desk.store_id()), len(entries)
    return desk.press.calendar(first, last, entries, desk.today(), holidays_of(desk)), len(entries)
