"""The register: every deviation from the standard template that is on at least one device that day (rule E3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import Case, boundaries, state
from mmd_reviewer.domain.period import LAST_DAY, whole_months

UNKNOWN = -1  # devices: in force, and no list was given yet
AGES = ("under 3 months", "3 to 12 months", "1 to 2 years", "over 2 years")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A deviation as it is from `valid_from` until `valid_until` (exclusive).

    `devices` is how many carry it, UNKNOWN without a list; `since` the first deployment; `until` the approval's last
    day, None for open-ended; `factor` the code of what decided; `edition` the edition's code.
    """

    number: str
    ticket: str
    customer: str
    type: str
    title: str
    devices: int
    since: date
    until: date | None
    state: str
    edition: str
    factor: str
    valid_from: date
    valid_until: date

    def holds_on(self, day: date) -> bool:
        """Is this the row of that day?"""
        return self.valid_from <= day < self.valid_until


def register_rows(case: Case) -> tuple[RegisterRow, ...]:
    """The case's rows, one for each stretch of days, by all facts known (E3 "on D")."""
    if not case.waves or case.decision is None:
        return ()
    made = case.decision.made
    first = min(wave.on for wave in case.waves)
    steps = _steps(case)
    days = sorted({day for day in (*boundaries(case), *steps, first) if day >= first})
    rows: list[RegisterRow] = []
    carrying = 0
    for day, following in zip(days, (*days[1:], LAST_DAY), strict=True):
        carrying += steps.get(day, 0)
        if case.spans and not carrying and any(on <= day for on in steps):
            continue
        rows.append(
            RegisterRow(
                number=case.number,
                ticket=case.request.ticket,
                customer=case.request.customer,
                type=case.request.type,
                title=case.request.heading(),
                devices=carrying if case.spans and carrying else UNKNOWN,
                since=first,
                until=made.until,
                state=state(case, day),
                edition=made.edition,
                factor=made.factor,
                valid_from=day,
                valid_until=following,
            )
        )
    return tuple(rows)


def _steps(case: Case) -> dict[date, int]:
    """By how many the devices that carry it change on a day."""
    steps: dict[date, int] = {}
    for spans in case.spans.values():
        for span in spans:
            steps[span.since] = steps.get(span.since, 0) + 1
            if span.until is not None:
                steps[span.until] = steps.get(span.until, 0) - 1
    return steps


def row_on(case: Case, day: date) -> RegisterRow | None:
    """The case's row on a day, if it is a deviation then."""
    return next((row for row in register_rows(case) if row.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision for the figures: its outcome, its day, and when the request was received."""

    number: str
    outcome: str
    received: date
    decided: date

    @property
    def days(self) -> int:
        """Whole days from receipt to decision."""
        return max((self.decided - self.received).days, 0)


def age_band(row: RegisterRow, day: date) -> str:
    """How long the deviation has been in force, as one of AGES."""
    months = whole_months(row.since, day)
    return AGES[0] if months < 3 else AGES[1] if months < 12 else AGES[2] if months < 24 else AGES[3]


def counted(values: Iterable[str], order: Sequence[str] = ()) -> Mapping[str, int]:
    """How often each value occurs: those of `order` first and always, the rest by their number."""
    found = Counter(values)
    rest = sorted((value for value in found if value not in order), key=lambda value: (-found[value], value))
    return {value: found.get(value, 0) for value in (*order, *rest)}
