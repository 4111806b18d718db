"""Revocation: the course of four notices and what each day means for a device (rules D1 to D5, D9).

Pure: days in, days out. The course runs from the dispatch of the first notice; calendar days, nothing rolls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import RevocationPrepared

FIRST, SECOND, THIRD, FINAL = "first", "second", "third", "final"
NOTICES = (FIRST, SECOND, THIRD, FINAL)
OFFSETS: Mapping[str, int] = {FIRST: 0, SECOND: 30, THIRD: 60}  # D2: days after the first notice
COURSE_DAYS = 90  # D2: from that day service levels no longer apply
FINAL_BEFORE = 7  # D2, D7: days between the final notice and the deadline
EARLY_DAYS = 3  # D5: so many days early the later notices may be dispatched
COVERED, IN_NOTICE, REMOVED, NOT_COVERED, OUTSIDE = "covered", "in_notice", "removed", "not_covered", "outside"


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days of a course: day 0 and the deadline; everything else follows (D2, D3)."""

    first: date
    deadline: date

    def due(self, notice: str) -> date:
        """The day on which a notice is due; the final one a week before the deadline."""
        if notice == FINAL:
            return self.deadline - timedelta(days=FINAL_BEFORE)
        return self.first + timedelta(days=OFFSETS[notice])

    def falls_away(self, notice: str) -> bool:
        """A second or third notice that is not before the final one is not due (D7)."""
        return notice in (SECOND, THIRD) and self.due(notice) >= self.due(FINAL)

    def days_left(self, day: date) -> int:
        """Whole days from `day` to the deadline."""
        return (self.deadline - day).days


def schedule(first: date) -> Schedule:
    """The standard course of a first notice dispatched on `first` (D2)."""
    return Schedule(first, first + timedelta(days=COURSE_DAYS))


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice that was dispatched: its letter, the day, the portal's reference."""

    letter: str
    on: date
    reference: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """One revocation as the facts tell it. `dates` is None before the first dispatch; `ended` closes it."""

    prepared: RevocationPrepared
    prepared_on: date
    dates: Schedule | None = None
    sent: Mapping[str, Sent] | None = None
    not_sent: tuple[str, ...] = ()
    ended: date | None = None
    how_ended: str = ""

    @property
    def open(self) -> bool:
        return self.ended is None

    @property
    def notified(self) -> bool:
        """Was the first notice dispatched?"""
        return self.dates is not None

    def was_sent(self, notice: str) -> bool:
        return notice in (self.sent or {})

    def pending(self) -> tuple[tuple[str, date], ...]:
        """Notices still to be dispatched, with their due days (D5); derived, whatever the program missed."""
        if self.dates is None or not self.open:
            return ()
        dates = self.dates
        return tuple(
            (notice, dates.due(notice))
            for notice in NOTICES[1:]
            if not self.was_sent(notice) and notice not in self.not_sent and not dates.falls_away(notice)
        )

    def overdue(self, day: date) -> tuple[tuple[str, date], ...]:
        """Pending notices whose day is before `day`, until the deadline has passed (D4)."""
        return tuple((notice, due) for notice, due in self.pending() if due < day)

    def next_notice(self, day: date) -> str:
        """What is to be issued on `day`: of several missed the latest due one, else the next to come (D5)."""
        pending = self.pending()
        due = [notice for notice, when in pending if when <= day]
        return due[-1] if due else pending[0][0] if pending else ""

    def missed_before(self, notice: str) -> tuple[str, ...]:
        """Earlier notices that become *not sent* when this one is dispatched (D5)."""
        waiting = [name for name, _ in self.pending()]
        return tuple(waiting[: waiting.index(notice)]) if notice in waiting else ()

    def dispatched(self, notice: str, sent: Sent) -> Revocation:
        """After the dispatch of a notice: the first starts the clock (D3), a later one closes its entry (D5)."""
        done = {**(self.sent or {}), notice: sent}
        if notice == FIRST:
            return replace(self, dates=schedule(sent.on), sent=done)
        return replace(self, sent=done, not_sent=(*self.not_sent, *self.missed_before(notice)))


def cover(device: Device, removed: date | None, revocation: Revocation | None, day: date) -> tuple[str, date | None]:
    """(cover, since) of a device that carries an exemption, on a day (D9).

    `removed` is the confirmed day of its removal. Removed on or before the deadline: cover never ended.
    """
    if device.in_test_group:
        return OUTSIDE, None
    gone = removed is not None and removed <= day
    dates = revocation.dates if revocation is not None and revocation.open else None
    if dates is not None and day >= dates.deadline and not (removed is not None and removed <= dates.deadline):
        return NOT_COVERED, dates.deadline
    if gone:
        return REMOVED, removed
    return (IN_NOTICE, dates.first) if dates is not None and day >= dates.first else (COVERED, None)
