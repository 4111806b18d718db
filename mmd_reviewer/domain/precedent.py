"""Precedents: what a decided case offers the next one like it (rules C1, C8).

Nothing here is about which cases are alike, and nothing goes by how they were decided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from statistics import median_high
from typing import NamedTuple, Protocol

from mmd_reviewer.domain.assessment import BROKEN
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.course_facts import GroundAdded, RevocationPrepared
from mmd_reviewer.domain.decision import NO_EXEMPTION
from mmd_reviewer.domain.period import whole_months
from mmd_reviewer.domain.recommendation import APPROVE, DECLINE, MIGRATE

SETTLED = (APPROVE, MIGRATE, DECLINE, NO_EXEMPTION)  # a return or withdrawal decides nothing
ENOUGH = 5  # from so many decided cases on there are counts
UNKNOWN = -1  # devices: no list, no number


class Outcome(Protocol):
    """What is counted of a decided case."""

    @property
    def outcome(self) -> str: ...
    @property
    def months(self) -> int | None: ...
    @property
    def revoked_for(self) -> tuple[str, ...]: ...


class Counted(NamedTuple):
    """`Outcome` of a case of which nothing else is read."""

    number: str
    outcome: str
    months: int | None
    revoked_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decided case: the version that was decided on, the decision that holds, what became of it.

    `asked` is the timeline in short; `months` the whole months granted, None where there is no end
    or no approval; `because` what was printed where no reason was written (B5); `broken`
    the codes found broken; `devices` may be UNKNOWN. `revoked` is day 0 of the newest revocation
    (D3) with the codes and words of its grounds; `revoking` that it is still open.
    """

    number: str
    customer: str
    type: str
    title: str
    requirement: str
    proposal: str
    asked: str
    outcome: str
    decided: date
    start: date
    until: date | None
    months: int | None
    reason: str
    because: str
    edition: str
    broken: tuple[str, ...]
    devices: int
    revoked: date | None
    revoked_for: tuple[str, ...]
    revoked_why: str
    revoking: bool

    @property
    def text(self) -> str:
        """The words by which it is compared."""
        return f"{self.title}\n{self.requirement}\n{self.proposal}"

    @property
    def printed(self) -> str:
        """The reason as it was printed."""
        return self.reason or self.because


def precedents(case: Case) -> Iterator[Precedent]:
    """The case as a precedent, if it is one."""
    decided = case.holding
    if decided is None or case.reopened or decided.made.outcome not in SETTLED:
        return
    made, request = decided.made, case.request
    one = next((row for row in reversed(case.revocations) if row.dates is not None), None)
    grounds: list[RevocationPrepared | GroundAdded] = []
    if one is not None:
        grounds = [one.prepared, *(ground.body for ground in one.grounds)]
    yield Precedent(
        number=case.number,
        customer=request.customer,
        type=request.type,
        title=request.heading(),
        requirement=request.requirement,
        proposal=request.proposal,
        asked=request.timeline.in_short(),
        outcome=made.outcome,
        decided=decided.day,
        start=made.start,
        until=made.until,
        months=months_of(made.start, made.until),
        reason=made.reason,
        because=" ".join(row.text for row in made.because if row.tone != "dash"),
        edition=made.edition,
        broken=tuple(code for code, found in made.findings.items() if found == BROKEN),
        devices=devices_of(case),
        revoked=one.dates.first if one is not None and one.dates is not None else None,
        revoked_for=tuple(dict.fromkeys(code for body in grounds for code in body.conditions)),
        revoked_why=" ".join(body.why for body in grounds),
        revoking=one is not None and one.open,
    )


def months_of(start: date, until: date | None) -> int | None:
    """The whole months of a period, one of six weeks; None of one without an end."""
    return whole_months(start, until) if until is not None else None


def devices_of(case: Case) -> int:
    """How many devices carry it or are to; as far as that is a number."""
    if case.devices:
        return len(case.devices)
    asked = case.request.devices.strip()
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else UNKNOWN


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of `of` cases had the most frequent outcome. `half` of these were given so many
    whole months or more, None where that half has no end or nothing was given. `revoked` later,
    and for which ground most of them were.
    """

    of: int
    outcome: str
    with_it: int
    half: int | None
    revoked: int
    ground: str


def counted(cases: Sequence[Outcome]) -> Counts | None:
    """Counts with their denominator; None of fewer than `ENOUGH` cases."""
    if len(cases) < ENOUGH:
        return None
    outcome, with_it = _most([row.outcome for row in cases])
    given = [
        row.months if row.months is not None else inf for row in cases if row.outcome == outcome
    ]
    half = median_high(given)
    revoked = [row for row in cases if row.revoked_for]
    ground, _ = _most([code for row in revoked for code in row.revoked_for])
    return Counts(
        len(cases), outcome, with_it, None if half == inf else int(half), len(revoked), ground
    )


def _most(codes: Sequence[str]) -> tuple[str, int]:
    """The most frequent one, of several the first by name; ("", 0) of none."""
    numbers = Counter(sorted(codes))
    return numbers.most_common(1)[0] if numbers else ("", 0)


def departs(nearest: Precedent, outcome: str, start: date, until: date | None) -> bool:
    """Does a draft decide otherwise than the nearest precedent, or for another number of months?"""
    return (outcome, months_of(start, until)) != (nearest.outcome, nearest.months)
