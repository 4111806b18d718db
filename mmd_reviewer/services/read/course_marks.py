"""The marks of a course: what is due above the line,
what happened below it, in words with their tones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from mmd_reviewer.domain.calendar_entry import (
    CANCELLED,
    DEADLINE,
    DONE,
    NOT_SENT,
    NOTICE_CODES,
    OVERDUE,
    TODAY,
    Entry,
    days_late,
    standing,
)
from mmd_reviewer.domain.calendar_words import why
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.services.read.entry_line import offset_words, when_words

CODES = (*NOTICE_CODES, DEADLINE)
TICK = "\u2713"  # the code of a mark that is drawn as a tick


class Words(NamedTuple):
    """A stretch of text in a tone; strong or struck through."""

    text: str
    tone: str = "text"
    strong: bool = False
    struck: bool = False


Text = tuple[Words, ...]


class Mark(NamedTuple):
    """One mark of the line: `above` and `below` are lines of text, the last below may be empty."""

    code: str
    day: date
    now: str
    was: date | None
    above: tuple[Text, ...]
    below: tuple[Text, ...]
    why: str

    def speech(self) -> str:
        """All its words."""
        lines = ("".join(words.text for words in text) for text in (*self.above, *self.below))
        return ", ".join(line for line in lines if line)


def course_marks(case: Case, course: str, day: date) -> tuple[Mark, ...]:
    """The marks of one revocation of a case; `course` begins the names of its entries."""
    wanted = {f"{course}-{code}" for code in CODES}
    found = [entry for entry in entries(case) if entry.uid in wanted]
    return tuple(
        _mark(entry, day)
        for entry in sorted(found, key=lambda row: (row.day, CODES.index(row.code)))
    )


def course_name(entry: Entry) -> str:
    """What the names of all entries of its revocation begin with;
    "" for an entry that belongs to none.
    """
    return (
        entry.uid.rsplit("-", 1)[0] if entry.first is not None and entry.offset is not None else ""
    )


def _mark(entry: Entry, day: date) -> Mark:
    now = standing(entry, day)
    tone = "broken" if now == OVERDUE else "text"
    gone = now in (NOT_SENT, CANCELLED)
    above: list[Text] = [
        (Words(entry.what, "muted" if gone else tone, True, gone),),
        (Words(f"{on_screen(entry.day)} \u00b7 {offset_words(entry)}", "muted"),),
    ]
    if entry.was is not None:
        above.append((Words("was ", "muted"), Words(on_screen(entry.was), "muted", struck=True)))
    return Mark(
        entry.code, entry.day, now, entry.was, tuple(above), _below(entry, now, day), why(entry)
    )


def _below(entry: Entry, now: str, day: date) -> tuple[Text, ...]:
    if now == OVERDUE and entry.code == DEADLINE:
        return (Words("Cover has ended", "broken", True),), (Words("Record letter due", "broken"),)
    if now == OVERDUE:
        late = count(days_late(entry, day), "day")
        return (Words("Not dispatched", "broken", True),), (Words(f"{late} late", "broken", True),)
    if now == TODAY:
        state = "Letter issued" if entry.drafted else "Not dispatched" if entry.is_notice else ""
        return (Words("Due today", "accent", True),), (Words(state, "muted"),)
    if now == DONE:
        return _done(entry)
    words = when_words(entry, day)
    return (Words(words, "muted" if now in (NOT_SENT, CANCELLED) else "text"),), ()


def _done(entry: Entry) -> tuple[Text, ...]:
    if entry.done_on is None:
        return (Words("Cover has ended" if entry.code == DEADLINE else "Done"),), ()
    verb = "Dispatched" if entry.is_notice else "Recorded"
    late = (entry.done_on - entry.day).days if entry.is_notice else 0
    lines: list[Text] = [(Words(f"{verb} {on_screen(entry.done_on)}"),)]
    if late > 0:
        lines.append((Words(f"{count(late, 'day')} late", "broken", True),))
    return (*lines, (Words(entry.reference, "muted"),))


def speech(marks: Sequence[Mark], today: str) -> str:
    """The whole course as a screen reader says it."""
    return ". ".join([*(mark.speech() for mark in marks), today])
