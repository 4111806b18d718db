"""An entry of the calendar in words, wherever it is shown:
its line, its tone, how it stands to the day.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mmd_reviewer.domain.calendar_entry import (
    APPEAL,
    CANCELLED,
    DEADLINE,
    DONE,
    EXPIRY,
    NOT_SENT,
    OPEN,
    OVERDUE,
    PARKED,
    PLANNED,
    PROMISE,
    REVIEW,
    TODAY,
    Entry,
    days_late,
    standing,
)
from mmd_reviewer.domain.period import count, on_screen

DOT = " \u00b7 "
TONES = {OVERDUE: "broken", TODAY: "accent", OPEN: "attention"}
OVER = (DONE, NOT_SENT, CANCELLED)


class Line(NamedTuple):
    """An entry as it is shown on the day worked under; the remark is made on the worker."""

    entry: Entry
    now: str
    day: date
    remark: str = ""

    @property
    def tone(self) -> str:
        """The tone of what matters of it."""
        return TONES.get(self.now, "muted")

    @property
    def when(self) -> str:
        """`In 6 days`, `2 days late`, `Due today`."""
        return when_words(self.entry, self.day)

    def speech(self) -> str:
        """What a screen reader says of it."""
        entry = self.entry
        parts = [entry.what, offset_words(entry), self.when, f"due {on_screen(entry.day)}"]
        if entry.code == APPEAL:
            parts[-1] = f"received {on_screen(entry.day)}"
        parts += [
            f"customer {entry.customer}",
            entry.number and f"case {entry.number}",
            entry.title,
            self.remark,
        ]
        return ", ".join(part for part in parts if part)


def line_of(entry: Entry, day: date, remark: str = "") -> Line:
    """The entry on the day worked under."""
    return Line(entry, standing(entry, day), day, remark)


def when_words(entry: Entry, day: date) -> str:
    """How an entry stands to the day, in words."""
    now = standing(entry, day)
    if now == OVERDUE:
        return f"{count(days_late(entry, day), 'day')} late"
    if now == PLANNED:
        return f"In {count((entry.day - day).days, 'day')}"
    if now == OPEN:
        return "Open today" if entry.day == day else f"Open {count((day - entry.day).days, 'day')}"
    return {TODAY: "Due today", DONE: "Done", NOT_SENT: "Not sent", CANCELLED: "Cancelled"}[now]


def offset_words(entry: Entry) -> str:
    """`day 60`; "" for what no course counts."""
    return f"day {entry.offset}" if entry.offset is not None else ""


def for_whom(entry: Entry) -> str:
    """`second notice to Litware`, `cover of Litware ends`."""
    if entry.is_notice:
        return f"{entry.what.lower()} to {entry.customer}"
    if entry.code == DEADLINE:
        return f"cover of {entry.customer} ends"
    if entry.code == EXPIRY:
        return f"an approval of {entry.customer} ends"
    if entry.code == PARKED:
        return f"{entry.number} of {entry.customer} returns"
    if entry.code in (PROMISE, REVIEW):
        return f"{entry.what.lower()} of {entry.customer}"
    return f"{entry.what.lower()}, {entry.customer}"


def whose(entry: Entry) -> str:
    """`Contoso · A-0042`, what there is of it."""
    return DOT.join(part for part in (entry.customer, entry.number) if part)
