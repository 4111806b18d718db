"""The calendar as iCalendar: all-day events with stable identities,
the same bytes for the same entries (F1).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from mmd_reviewer.domain.calendar_entry import CANCELLED, DONE, EDITION, NOT_SENT, Entry
from mmd_reviewer.domain.calendar_words import why
from mmd_reviewer.domain.period import LAST_DAY

PRODUCT = "-//MMD Reviewer//Calendar of notices//EN"
_TRUTH = "This program sends nothing: a notice counts as given when its dispatch is recorded."
_EDITION = "Rule B8: the day on which the new edition takes effect."


def write_calendar(entries: Sequence[Entry], store: str) -> bytes:
    """One VEVENT an entry, by day; UID `A-0042-R1-3@9f3c….mmd-reviewer`,
    with the identity of the store.

    Two stores may both be station A; their entries are told apart all the same.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.uid)):
        event = Event()
        event.add("uid", f"{entry.uid}@{store}.mmd-reviewer")
        # Not the moment of the export, or the same entries would give other bytes; it moves with
        # SEQUENCE.
        event.add("dtstamp", _stamp(entry))
        event.add("sequence", entry.sequence)
        event.add("dtstart", entry.day)
        if entry.day < LAST_DAY:
            event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", summary(entry))
        event.add("description", description(entry))
        event.add("categories", [entry.what])
        event.add(
            "status", {DONE: "CONFIRMED", CANCELLED: "CANCELLED"}.get(entry.status, "TENTATIVE")
        )
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _stamp(entry: Entry) -> datetime:
    """The moment of the newest change; of what has none, an edition, its own day."""
    if entry.stamp:
        return datetime.fromisoformat(entry.stamp).replace(microsecond=0).astimezone(UTC)
    return datetime.combine(entry.first or entry.day, time(), UTC)


def summary(entry: Entry) -> str:
    """`Third notice: Contoso, A-0042`."""
    return (
        f"{entry.what}: {', '.join(part for part in (_line(entry.customer), entry.number) if part)}"
    )


def description(entry: Entry) -> str:
    """What it is about, how the date comes about, and what became of it."""
    lines = [
        _line(entry.title),
        _EDITION if entry.code == EDITION else why(entry),
        _became(entry),
        _line(entry.note),
    ]
    if entry.is_notice:
        lines.append(_TRUTH)
    return "\n".join(line for line in lines if line)


def _became(entry: Entry) -> str:
    if entry.status == DONE and entry.done_on is not None:
        return (
            f"Done on "
            f"{entry.done_on.isoformat()}"
            f"{f', {_line(entry.reference)}' if entry.reference else ''}."
        )
    return {CANCELLED: "Cancelled: it fell away.", NOT_SENT: "Not sent."}.get(entry.status, "")


def _line(text: str) -> str:
    """One line without control characters, which no calendar may hold."""
    return "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) != "Cc")
