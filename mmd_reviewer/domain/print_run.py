"""A run of letters to a printer, one job each: how far it came, and where it goes on (C4).

The program cannot know what came out of the printer: a row is *handed over*, and a person says what
was printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.letterhead import PAPERS
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.print_batch import BatchRow

SIDES = ("", "one-sided", "two-sided-long-edge", "two-sided-short-edge")  # "": the printer's own


@dataclass(frozen=True, slots=True)
class PrintWish:
    """Where and how letters are printed; "" leaves it to the printer."""

    printer: str
    paper: str = PAPERS[0]
    tray: str = ""
    sides: str = ""


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer that the system knows, its trays as it calls them."""

    name: str
    usual: bool = False
    trays: tuple[str, ...] = ()


class NotTaken(StoreError):
    """The print system did not take a file; the message is its own, whole sentence."""


@dataclass(frozen=True, slots=True)
class HandedRow:
    """A letter of a run, as the batch has it. `job` is the print system's name for it once it took
    it; `begun`: it was being handed over, and nobody knows whether it came there; `problem`: why it
    was not taken.
    """

    row: BatchRow
    begun: bool = False
    job: str = ""
    problem: str = ""

    @property
    def letter(self) -> str:
        """Its number; "" while it is to be issued."""
        return self.row.letter

    @property
    def in_doubt(self) -> bool:
        """Was the program stopped while it was being handed over?"""
        return self.begun and not self.job and not self.problem


@dataclass(frozen=True, slots=True)
class PrintRun:
    """Letters in the order in which they go to the printer."""

    wish: PrintWish
    rows: tuple[HandedRow, ...]

    @property
    def handed(self) -> tuple[HandedRow, ...]:
        """What the print system took."""
        return tuple(row for row in self.rows if row.job)

    @property
    def left(self) -> tuple[HandedRow, ...]:
        """What it has not taken, in order."""
        return tuple(row for row in self.rows if not row.job)

    @property
    def in_doubt(self) -> tuple[HandedRow, ...]:
        """What may or may not have come there: a person says which."""
        return tuple(row for row in self.rows if row.in_doubt)

    def to(self, wish: PrintWish) -> PrintRun:
        """The same run on another printer or paper."""
        return replace(self, wish=wish)

    def with_row(self, row: HandedRow) -> PrintRun:
        """The run with another row in the place of that letter's."""
        rows = tuple(row if one.letter == row.letter else one for one in self.rows)
        return replace(self, rows=rows)

    def without(self, letters: Iterable[str]) -> PrintRun:
        """The run without letters that are done with."""
        gone = set(letters)
        return replace(self, rows=tuple(row for row in self.rows if row.letter not in gone))

    def again_from(self, letter: str) -> PrintRun:
        """That letter and all after it are to be handed over (again): paper was jammed or lost."""
        place = next((n for n, row in enumerate(self.rows) if row.letter == letter), None)
        if place is None:
            raise Refused(f"{letter} is not in this run.", "", "letter")
        fresh = (replace(row, begun=False, job="", problem="") for row in self.rows[place:])
        return replace(self, rows=(*self.rows[:place], *fresh))

    def answered(self, *, came: bool) -> PrintRun:
        """What was in doubt came to the printer, or did not, as a person says."""
        rows = (
            replace(row, begun=False, job="as seen at the printer" if came else "")
            if row.in_doubt
            else row
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))


def run_of(wish: PrintWish, rows: Sequence[BatchRow]) -> PrintRun:
    """A run that has not begun, of letters that are issued."""
    return PrintRun(wish, tuple(map(HandedRow, rows)))


def check_settled(run: PrintRun) -> None:
    """Refuse to go on while a letter may have been handed over already: never one twice unasked."""
    if run.in_doubt:
        one = run.in_doubt[0]
        what = (
            f"{one.letter} was being handed to {run.wish.printer} when the program stopped: say "
            f"first whether it came there."
        )
        raise Refused(what, "C4", "letter")


def check_none_waits(run: PrintRun | None) -> None:
    """Refuse a second run while one is not finished."""
    if run is not None:
        left = len(run.left)
        what = (
            f"A run of {count(len(run.rows), 'letter')} to {run.wish.printer} is not finished: "
            f"{left:,} {'is' if left == 1 else 'are'} not handed over. Finish it or give it up "
            "first."
        )
        raise Refused(what, "C4", "batch")
