"""The queue: one row a case and stretch of days, and what a reviewer filters and sorts by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain import age
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import OPEN_STATES, boundaries, flags, state
from mmd_reviewer.domain.letters.kind import Telling
from mmd_reviewer.domain.letters.kinds import DECISIONS
from mmd_reviewer.domain.letters.owed import tellings, written_for
from mmd_reviewer.domain.period import FIRST_DAY, LAST_DAY, add_days
from mmd_reviewer.domain.second_assessment import DIFFERS, WANTED
from mmd_reviewer.domain.sides import TWO_SIDES

OPEN, OWED, HANDED = "open", "owed", "handed"
FLAGGED = (HANDED, WANTED, DIFFERS, TWO_SIDES)  # states of the filter that are flags of open work
AGE = "aged_from"
SORTS = (
    "received",
    "title",
    "customer",
    "type",
    "asked",
    "state",
    "next_date",
    "reviewer",
    "number",
)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as the queue shows it from `since` until `until` (exclusive).

    `owed` is the day since which a letter is owed (C9), None if none is; `open`: it is open work,
    as it is not decided or its decision's letter is not written.

    `aged_from`, `waits_since`: what the age counts from, and since when it stands still. `looked`:
    the day of the first look, `look_due` by when it should be, None once it was. `departs`: the
    decision departs from the recommendation.
    """

    since: date
    until: date
    state: str
    number: str
    ticket: str
    customer: str
    type: str
    title: str
    asked: str
    received: date
    next_date: date | None
    reviewer: str
    missing: tuple[str, ...]
    flags: tuple[str, ...]
    decided: date | None = None
    outcome: str = ""
    owed: date | None = None
    open: bool = False
    aged_from: date = FIRST_DAY
    waits_since: date | None = None
    looked: date | None = None
    look_due: date | None = None
    departs: bool = False
    id: int = 0

    @property
    def state_shown(self) -> str:
        """The state as lists show it: what the first decided is not told while a second assessment
        is to be made.
        """
        return WANTED if WANTED in self.flags else self.state

    def age_days(self, day: date) -> int:
        """Whole days, without those in which the customer owed an answer."""
        return age.age_days(self.aged_from, self.waits_since, day)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What to show. `state` is a state of rule A6, `open`, `owed` (letters, C9), `handed` (given to
    its reviewer by another, who did nothing on it yet), `second_wanted` (a second assessment),
    `second_differs` (to be looked at), `two_sides` (changed apart, to be settled) or "" for all.

    `reviewer` None: anyone, "": nobody; `also` names those for whom this one stands in. `spelled`
    are the other spellings of the customer, joined or written otherwise (A5).
    """

    words: str = ""
    state: str = OPEN
    type: str | None = None
    customer: str = ""
    reviewer: str | None = None
    due_by: date | None = None
    sort: str = "received"
    descending: bool = False

    @property
    def ordered_by(self) -> str:
        """The field of a row that the order goes by: for `received`, and for what is none of SORTS,
        the day that the age counts from.
        """
        return self.sort if self.sort in SORTS[1:] else AGE

    also: tuple[str, ...] = ()
    spelled: tuple[str, ...] = ()

    def is_from(self, customer: str) -> bool:
        """Is a case of this customer, as it is spelled there, among those asked for?"""
        return self.customer in ("", customer) or customer in self.spelled

    def is_of(self, reviewer: str) -> bool:
        """Is a case of this reviewer among those asked for?"""
        return self.reviewer is None or reviewer in (self.reviewer, *self.also)


def next_date(case: Case, current: str) -> date | None:
    """The next day that matters in a state: the end of a parking, the last day of waiting
    for an answer to a return that was told, a notice or deadline, an approval's last day.
    """
    if current == "parked" and case.parked:
        return case.parked.until
    if current == "returned" and case.decision:
        days = case.decision.made.answer_days
        return add_days(case.return_told, days) if case.return_told is not None else None
    if current == "in_revocation" and case.revocation and case.revocation.dates:
        return min([due for _, due in case.revocation.pending()] + [case.revocation.dates.deadline])
    if current == "cover_ended" and case.revocation and case.revocation.dates:
        deadline = case.revocation.dates.deadline  # due, as in the calendar, until it is told
        told = any(name.startswith(f"cover {deadline.isoformat()} ") for name in case.told)
        return None if told else deadline
    if current in ("approved", "in_force", "expired") and case.holding:
        return case.holding.made.until
    return None


def queue_rows(case: Case) -> tuple[QueueRow, ...]:
    """One row for each stretch of days between the boundaries,
    neighbours of equal content joined.
    """
    if len(case.facts) == 1 and len(case.editions) < 2:
        return (_new_row(case),)
    return stretches(case)


def _new_row(case: Case) -> QueueRow:
    """The row of a request that was received and no more, as `stretches` makes it: it is the same
    for all days. An import makes a hundred thousand of them.
    """
    request, missing = case.newest, case.missing_on(FIRST_DAY)
    return QueueRow(
        FIRST_DAY,
        LAST_DAY,
        "incomplete" if missing else "new",
        case.number,
        request.ticket,
        request.customer,
        request.type,
        request.heading(),
        request.timeline.in_short(),
        case.received_on,
        None,
        "",
        missing,
        ("details_missing",) if missing else (),
        open=True,
        aged_from=case.received_on,
        look_due=age.look_due(case.received_on, request.severity),
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a row says that may be otherwise on another day."""

    state: str
    next_date: date | None
    missing: tuple[str, ...]
    flags: tuple[str, ...]
    owed: date | None
    open: bool
    waits_since: date | None


def stretches(case: Case) -> tuple[QueueRow, ...]:
    """The rows of any case."""
    owing = tellings(case) if case.counting[-1] is not case.counting[0] else ()
    days = {day for row in owing for day in (row.since, row.until) if day is not None}
    starts = (FIRST_DAY, *sorted({*boundaries(case), *days} - {FIRST_DAY}))
    kept: list[tuple[date, _Shown]] = []
    for since in starts:
        shown = _shown_on(case, since, owing)
        if not kept or kept[-1][1] != shown:
            kept.append((since, shown))
    ends = (*(since for since, _ in kept[1:]), LAST_DAY)
    request = case.request
    decided = case.holding if not case.reopened else None
    aged_from, looked, due = age.aged_from(case), age.first_look(case), age.first_look_due(case)
    return tuple(
        QueueRow(
            since,
            until,
            shown.state,
            case.number,
            request.ticket,
            request.customer,
            request.type,
            request.heading(),
            request.timeline.in_short(),
            case.received_on,
            shown.next_date,
            case.reviewer,
            shown.missing,
            shown.flags,
            decided=decided.day if decided else None,
            outcome=decided.made.outcome if decided else "",
            owed=shown.owed,
            open=shown.open,
            aged_from=aged_from,
            waits_since=shown.waits_since,
            looked=looked,
            look_due=due,
            departs=decided is not None and decided.made.departs,
        )
        for (since, shown), until in zip(kept, ends, strict=True)
    )


def _shown_on(case: Case, day: date, owing: tuple[Telling, ...]) -> _Shown:
    current = state(case, day)
    owed = [row for row in owing if row.holds_on(day)]
    unwritten = any(
        row.kind in DECISIONS and not row.settle and written_for(case, row) is None for row in owed
    )
    marked = flags(case, day)
    return _Shown(
        current,
        next_date(case, current),
        case.missing_on(day),
        marked,
        min((row.since for row in owed if not row.settle), default=None),
        current in OPEN_STATES or unwritten or TWO_SIDES in marked,
        age.waits_since(case) if current == "returned" else None,
    )
