"""What can be recorded about one case: the facts, in the order in which they were recorded.

Every fact has `seq` (its place in the list) and `day` (the civil day it was recorded under, F2).
Some have `on` besides: the day it happened. Nothing here is ever changed or deleted.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

Key = tuple[str, int, str]  # what a letter can tell: ("decision", 7, "")

NOTICES = ("first", "second", "third", "final")  # D2
PLAN_SECOND, PLAN_THIRD, PLAN_LENGTH, LAST_WEEK = 30, 60, 90, 7  # D2: 0/30/60/-7/90
EARLY = 3  # D5
APPROVING = ("approve", "approve_migration")
# C1
OUTCOMES = (
    "approve",
    "approve_migration",
    "decline",
    "return",
    "no_exemption_needed",
    "withdrawn",
    "closed_unanswered",
)
LETTER_OF = {
    "approve": "approved",
    "approve_migration": "migration",
    "decline": "declined",
    "return": "returned",
    "no_exemption_needed": "no_exemption",
    "closed_unanswered": "closed",
}  # C9; never of `withdrawn`
SEVERE = ("severe_incident", "severe_threat")
RETIMINGS = (*SEVERE, "late_notice", "stay", "appeal", "agreement")  # D7
FACTORS = ("non_negotiable", "restricted_productivity", "microsoft_technology")  # B1
CONDITIONS = ("security", "cost", "stability", "operations")  # B3


class No(Exception):
    """A refusal, with the number of the rule that refuses."""

    def __init__(self, rule: str, why: str = "") -> None:
        super().__init__(f"{rule}: {why}")
        self.rule = rule


def days(n: int) -> timedelta:
    """F1: schedule values are whole days."""
    return timedelta(days=n)


def add_months(start: date, months: int) -> date:
    """C5: same day of the month, or the month's last day; always from the original start."""
    index = start.year * 12 + (start.month - 1) + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Device:
    """A device; `test` = it is in the Test group (D9)."""

    serial: str
    test: bool = False


@dataclass(frozen=True)
class Wish:
    """The timeline asked for (A3); all empty = not understood, which is not missing (A1)."""

    months: int | None = None
    days: int | None = None
    until: date | None = None
    open_ended: bool = False


@dataclass(frozen=True)
class Recommendation:
    """B5: outcome and what it rests on. `suggested` and `until` belong to factor 3 (B6)."""

    outcome: str
    factor: str | None
    broken: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    suggested: int | None = None
    until: date | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One recorded fact."""

    seq: int
    day: date


@dataclass(frozen=True, kw_only=True)
class Assessed(Fact):
    """A patch of answers (B2)."""

    answers: dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Marked(Fact):
    """The details that count as missing from now on (A1)."""

    missing: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Parked(Fact):
    """Parked until a date (A6)."""

    until: date


@dataclass(frozen=True, kw_only=True)
class Amended(Fact):
    """The customer's words changed (A5, C8)."""

    supplies: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class AmendmentSettled(Fact):
    """Amendments so far made a linked request or let rest (C8)."""

    how: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Decided(Fact):
    """A decision (C1)."""

    outcome: str
    reason: str
    start: date
    end: date | None
    terms: str
    devices: frozenset[str] | None
    route: str
    recommendation: Recommendation


@dataclass(frozen=True, kw_only=True)
class DecisionUndone(Fact):
    """C7."""

    decision: int


@dataclass(frozen=True, kw_only=True)
class Issued(Fact):
    """A letter frozen (C2). `tells` are the debts it settles once dispatched."""

    letter: str
    kind: str
    dated: date
    tells: frozenset[Key] = frozenset()
    deadline: date | None = None
    deadline_of: int = 0  # the fact that set that deadline
    shortened: bool = False  # a first notice whose deadline was shortened before it (D3)
    devices: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Dispatched(Fact):
    """C4."""

    letter: str
    on: date
    reference: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Corrected(Dispatched):
    """D11: a dispatch with another day or reference."""


@dataclass(frozen=True, kw_only=True)
class TakenBack(Fact):
    """D11, D7: a dispatch that did not happen."""

    letter: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ToldElsewhere(Fact):
    """C9: told without a letter of the program."""

    kind: str
    on: date
    reference: str
    second_person: str
    tells: frozenset[Key]


@dataclass(frozen=True, kw_only=True)
class Deployed(Fact):
    """D1: one wave."""

    on: date
    devices: tuple[Device, ...]


@dataclass(frozen=True, kw_only=True)
class Revoked(Fact):
    """D1: a revocation is prepared and open; no clock yet."""

    conditions: tuple[str, ...]
    why: str
    actions: str
    not_evident: str


@dataclass(frozen=True, kw_only=True)
class GroundAdded(Fact):
    """D1."""

    conditions: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class SentElsewhere(Fact):
    """D3: the first notice went out before the program was used."""

    on: date
    reference: str
    second_person: str
    deadline: date


@dataclass(frozen=True, kw_only=True)
class Retimed(Fact):
    """D7: old and new deadline."""

    kind: str
    old: date
    deadline: date
    reason: str
    incident: str
    approved_by: str


@dataclass(frozen=True, kw_only=True)
class Appealed(Fact):
    """D8; `joins` = it joined an open appeal."""

    received: date
    grounds: str
    text: str
    joins: bool


@dataclass(frozen=True, kw_only=True)
class AppealOutcome(Fact):
    """D8."""

    outcome: str
    reason: str
    deadline: date | None = None
    released: frozenset[str] = frozenset()
    actions: str = ""
    terms: str = ""


@dataclass(frozen=True, kw_only=True)
class RevocationWithdrawn(Fact):
    """D8: withdrawn without an appeal."""

    reason: str
    terms: str = ""


@dataclass(frozen=True, kw_only=True)
class Removed(Fact):
    """D6: removal confirmed; leaving the service counts as removed."""

    serials: tuple[str, ...]
    on: date
    confirmed_by: str
    by_service: bool = False
    left_service: bool = False


@dataclass(frozen=True, kw_only=True)
class Consented(Fact):
    """D6."""

    by: str
    on: date
    text: str


@dataclass(frozen=True, kw_only=True)
class Found(Fact):
    """D9: found with it again, or found to carry it though never deployed."""

    devices: tuple[Device, ...]
    on: date
    by: str


@dataclass(frozen=True, kw_only=True)
class Reinstated(Fact):
    """D9."""

    serials: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class Exchanged(Fact):
    """D9: a new serial for an old one."""

    old: str
    new: Device
    on: date


Facts = list[Fact]


@dataclass(frozen=True)
class Row:
    """One row of the register (E3)."""

    kind: str
    devices: tuple[str, ...]
    since: date
    until: date | None
    state: str
    factor: str | None
    edition: str


@dataclass(frozen=True)
class Due:
    """A notice that is due, overdue or (`planned`) still to come (D4, D5)."""

    kind: str
    due: date
    overdue_days: int
    planned: bool
    days_left: int = field(default=0)
