"""What waits for a person: letters to print or dispatch,
and the health check on opening a store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.letters.owed import owed_by_day


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """An issued letter that is not dispatched; `printed` is None while it is to be printed.

    `ticket` is the case's own, `contact` whom the letter addresses by name; "" for none.
    """

    letter: str
    number: str
    kind: str
    day: date
    printed: date | None
    customer: str
    pages: int
    ticket: str
    contact: str


@dataclass(frozen=True, slots=True)
class Concern:
    """One finding of the health check: the case, what is the matter, and since when."""

    number: str
    customer: str
    what: str
    since: date


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A letter that is owed, of any case (C9): its kind, since when,
    and what is true until it is dispatched.

    `letter` is the number of the one that is written and not dispatched, "" while it is to be
    written. `waits`: an effect waits for it. `settle`: from facts recorded before rule C9.
    """

    number: str
    customer: str
    title: str
    ticket: str
    kind: str
    since: date
    waits: bool
    settle: bool
    effect: str
    letter: str = ""
    printed: date | None = None

    def age_days(self, day: date) -> int:
        """Whole days since it is owed."""
        return max((day - self.since).days, 0)


def owed_rows(case: Case) -> tuple[tuple[OwedRow, date, date | None], ...]:
    """The letters that the case's facts owe, each with the day from which it is owed so, and that
    from which it is no more: what one letter tells is one row (C9).

    A coming edition is owed by the desk's facts and stands apart.
    """
    found = []
    for owed, begins, until in owed_by_day(case):
        telling, written = owed.telling, owed.written
        row = OwedRow(
            case.number,
            case.request.customer,
            case.request.heading(),
            case.request.ticket,
            telling.kind,
            telling.since,
            telling.waits,
            telling.settle,
            telling.effect,
            written.record.number if written else "",
            written.printed if written else None,
        )
        found.append((row, begins, until))
    return tuple(found)
