"""An entry of the calendar, and what it is on the day worked under (rules D4, D5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.revocation import FINAL, FIRST

CODES = {FIRST: "1", "second": "2", "third": "3", FINAL: "F"}
DEADLINE, APPEAL, EXPIRY, PARKED, EDITION, OWED = "D", "A", "E", "P", "K", "L"
PROMISE, REVIEW, ANSWER = "T", "V", "R"
CODE_NAMES = {
    "1": "First notice",
    "2": "Second notice",
    "3": "Third notice",
    "F": "Final notice",
    DEADLINE: "Cover ends",
    APPEAL: "Appeal",
    EXPIRY: "Approval ends",
    PARKED: "Parked until",
    EDITION: "New edition",
    OWED: "Letter owed",
    PROMISE: "Proof to ask for",
    REVIEW: "Review due",
    ANSWER: "Answer to appeal",
}
NOTICE_CODES = ("1", "2", "3", "F")
# What an entry is in itself, and what it is on a day.
PLANNED, OPEN, DONE, NOT_SENT, CANCELLED = "planned", "open", "done", "not_sent", "cancelled"
OVERDUE, TODAY = "overdue", "today"


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark on one day.

    `status` PLANNED until done; OPEN for an open appeal. `lapses`: from that day on a planned one
    is no longer overdue (a notice after its deadline). `offset`: the number of the day, counted
    from `first` (day 0). `was`: the day before a retiming. `devices`: how many still carry it; -1
    where no list is known. `sequence` rises with every change, and `stamp` is the moment of the
    newest; `uid` never changes. `warning`: the days of warning that a notice is meant to leave
    (D4). `rule`: by which the deadline is on its day (D2, D3, D7, D8, D11).
    """

    day: date
    code: str
    status: str
    number: str
    customer: str
    title: str
    uid: str
    sequence: int = 0
    lapses: date | None = None
    offset: int | None = None
    first: date | None = None
    was: date | None = None
    done_on: date | None = None
    reference: str = ""
    letter: str = ""
    drafted: bool = False
    devices: int = 0
    note: str = ""
    stamp: str = ""
    warning: int = 0
    rule: str = ""

    @property
    def what(self) -> str:
        """`Third notice`, `Cover ends`."""
        return CODE_NAMES[self.code]

    @property
    def is_notice(self) -> bool:
        return self.code in NOTICE_CODES


def standing(entry: Entry, day: date) -> str:
    """What the entry is on a day: overdue, today, planned,
    open, done, not_sent or cancelled (D4, D5).
    """
    if entry.status != PLANNED:
        return entry.status
    if entry.lapses is not None and day >= entry.lapses:
        return NOT_SENT if entry.is_notice else DONE
    if entry.day == day:
        return TODAY
    return OVERDUE if entry.day < day else PLANNED


def days_late(entry: Entry, day: date) -> int:
    """Whole days since it was due; 0 for what is not overdue.

    A notice that was late says by how many days.
    """
    until = (
        entry.done_on
        if entry.done_on is not None
        else day
        if standing(entry, day) == OVERDUE
        else entry.day
    )
    return max((until - entry.day).days, 0)
