"""The queue: one row a case and stretch of days, and what a reviewer filters and sorts by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.case import OPEN_STATES, Case, boundaries, flags, next_date, state
from mmd_reviewer.domain.period import FIRST_DAY, LAST_DAY

OPEN = "open"
SORTS = ("received", "title", "customer", "type", "asked", "state", "next_date", "reviewer", "number")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as the queue shows it from `since` until `until` (exclusive)."""

    number: str
    ticket: str
    customer: str
    type: str
    title: str
    asked: str
    received: date
    reviewer: str
    missing: tuple[str, ...]
    state: str
    flags: tuple[str, ...]
    next_date: date | None
    since: date
    until: date
    id: int = 0
    decided: date | None = None
    outcome: str = ""

    def age_days(self, day: date) -> int:
        """Whole days since it was received, never negative."""
        return max((day - self.received).days, 0)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What to show. `state` is a state of rule A6, `open` or "" for all; `reviewer` None: anyone, "": nobody."""

    words: str = ""
    state: str = OPEN
    type: str | None = None
    customer: str = ""
    reviewer: str | None = None
    due_by: date | None = None
    sort: str = "received"
    descending: bool = False

    @property
    def states(self) -> tuple[str, ...]:
        if not self.state:
            return ()
        return OPEN_STATES if self.state == OPEN else (self.state,)


def queue_rows(case: Case) -> tuple[QueueRow, ...]:
    """One row for each stretch of days between the boundaries, neighbours of equal content joined."""
    request = case.request
    starts = (FIRST_DAY, *boundaries(case))
    rows: list[QueueRow] = []
    decided = case.decision if not case.reopened else None
    for since, until in zip(starts, (*starts[1:], LAST_DAY), strict=True):
        current = state(case, since)
        following = next_date(case, current)
        lacking, beside = case.missing_on(since), flags(case, since)
        last = (rows[-1].state, rows[-1].next_date, rows[-1].missing, rows[-1].flags) if rows else None
        if last == (current, following, lacking, beside):
            rows[-1] = replace(rows[-1], until=until)
            continue
        rows.append(
            QueueRow(
                number=case.number,
                ticket=request.ticket,
                customer=request.customer,
                type=request.type,
                title=request.heading(),
                asked=request.timeline.in_short(),
                received=case.received_on,
                reviewer=case.reviewer,
                missing=lacking,
                state=current,
                flags=beside,
                next_date=following,
                since=since,
                until=until,
                decided=decided.day if decided else None,
                outcome=decided.made.outcome if decided else "",
            )
        )
    return tuple(rows)
