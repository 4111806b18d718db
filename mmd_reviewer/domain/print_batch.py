"""A batch of letters for one printing: what is in it,
what is left out and why (ux, "Print batch").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import LetterPrinted
from mmd_reviewer.domain.letterhead import PAPERS


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A letter of the batch. `letter` is "" while a due notice is still to be issued,
    dated `dated`.

    `problem` says why it is left out; "" for one that is printed. `reference` is the portal's
    ticket.
    """

    number: str
    kind: str
    letter: str
    addressee: str
    reference: str
    dated: date
    pages: int = 0
    problem: str = ""
    printed: date | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch would print, those left out first."""

    left_out: tuple[BatchRow, ...]
    rows: tuple[BatchRow, ...]

    @property
    def to_issue(self) -> int:
        """How many notices are issued by it."""
        return sum(not row.letter for row in self.rows)


@dataclass(frozen=True, slots=True)
class CoverList:
    """The list in front of the letters: printed on `day` by `reviewer`.

    `seal` is the store's, `paper` the desk's.
    """

    rows: tuple[BatchRow, ...]
    day: date
    reviewer: str
    service: str
    seal: str
    paper: str = PAPERS[0]


def check_any(rows: Sequence[BatchRow]) -> None:
    """Refuse to print nothing."""
    if not rows:
        raise Refused("There is nothing to print.", "", "batch")


def check_not_printed_since(case: Case, rows: Sequence[BatchRow]) -> None:
    """Refuse to print what somebody else printed, or made void,
    since the batch was put together (C4).
    """
    for row in rows:
        letter = case.letter(row.letter)
        assert letter is not None  # nothing deletes an issued letter (C2)
        if letter.void:
            what = (
                f"{row.letter} was overtaken since this batch was put together: look at it again."
            )
            raise Refused(what, "C2", "batch")
        if letter.printed is not None and row.printed is None:
            facts = [fact for fact in case.counting if fact.body == LetterPrinted(row.letter)]
            what = (
                f"{row.letter} was printed by {facts[-1].by} since this batch was put together: "
                f"look at it again."
            )
            raise Refused(what, "C4", "batch")
