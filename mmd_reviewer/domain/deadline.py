"""Where a deadline comes from: every change of it, by
which rule, and which holds (D2, D3, D7, D8, D11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.period import add_days
from mmd_reviewer.domain.revocation import Granted, Move, Retiming, Revocation
from mmd_reviewer.domain.source import Source

USUAL, KEPT, BY_OUTCOME, BY_RETIMING, BY_DISPATCH = "D2", "D11", "D8", "D7", "D3, D11"


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One change: what made it, by which rule,
    from which day (None before the first notice) to which.
    """

    change: Retiming | Move | Granted
    rule: str
    old: date | None
    new: date

    @property
    def source(self) -> Source:
        return self.change.source


def deadline_rows(one: Revocation) -> tuple[DeadlineRow, ...]:
    """Every change that took effect, by day: retimings,
    dispatches on another day, outcomes of appeals.
    """
    rows = [DeadlineRow(row, BY_RETIMING, row.body.old, row.body.new) for row in one.retimings]
    rows += [
        DeadlineRow(row, BY_RETIMING if row.letter else BY_DISPATCH, row.old, row.new)
        for row in one.moves
    ]  # the letter of a shortening that went out late
    rows += [DeadlineRow(row, BY_OUTCOME, row.old, row.new) for row in one.granted]
    return tuple(sorted(rows, key=lambda row: row.source.day))


def holding_row(one: Revocation) -> DeadlineRow | None:
    """The change that made the deadline what it is; None:
    it is that of the course, or was kept by a correction.
    """
    deadline = one.dates.deadline if one.dates is not None else None
    return next((row for row in reversed(deadline_rows(one)) if row.new == deadline), None)


def deadline_rule(one: Revocation) -> str:
    """The rule by which the deadline is on its day."""
    row, dates = holding_row(one), one.dates
    if dates is None or dates.deadline == add_days(dates.first, one.plan.length):
        return row.rule if row is not None and row.old is not None else USUAL
    return row.rule if row is not None else KEPT  # day 0 was corrected to an earlier day
