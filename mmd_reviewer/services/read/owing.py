"""Reading the letters owed on the worker: the list, and all
that is said of one of them (rules C9, C10, D7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mmd_reviewer.domain.appeal import STANDS, TAKEN_BACK, VARIED, WITHDRAWN
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.letters.course_parts import changes_of
from mmd_reviewer.domain.letters.kind import Telling
from mmd_reviewer.domain.letters.kinds import DECISIONS
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.domain.retiming import KINDS
from mmd_reviewer.domain.revocation import Retiming, Revocation
from mmd_reviewer.domain.waiting import OwedRow
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.owed import owed_list, still_written, told
from mmd_reviewer.services.read.owed_list import OwedItem

BECAUSE: Mapping[str, str] = {
    **dict.fromkeys(DECISIONS, "Decision"),
    "retimed": "Deadline changed",
    "appeal_received": "Appeal",
    "appeal_outcome": "Appeal decided",
    "revocation_withdrawn": "Withdrawal",
    "cover_ended": "Cover ended",
    "reinstated": "Cover given back",
    "edition": "New edition",
}
ENDED: Mapping[str, str] = {
    STANDS: "Revocation stands",
    WITHDRAWN: "Revocation withdrawn",
    VARIED: "Revocation varied",
    TAKEN_BACK: "Appeal taken back",
}
READ_FOR = ("retimed", "appeal_outcome")  # the reason of these stands in the case only
MOST_READ = 200  # cases; the others say their reason by the kind of letter


@dataclass(frozen=True, slots=True)
class Waiting:
    """A shortening that waits for its letter: when it was decided,
    until when the letter can still be dispatched.
    """

    decided: date
    last: date
    new: date
    least: int

    def left(self, day: date) -> int:
        """Days that the customer has if it is dispatched on a day."""
        return (self.new - day).days


@dataclass(frozen=True, slots=True)
class Owing:
    """A letter owed with its case, what the customer was told,
    and the change of the deadline behind it.
    """

    item: OwedItem
    case: Case
    state: str
    day: date
    told: tuple[ToldRow, ...]
    telling: Telling | None
    edition: str
    retiming: Retiming | None = None
    waiting: Waiting | None = None

    @property
    def one(self) -> Revocation | None:
        """The revocation that it is about."""
        rows = self.case.revocations
        place = self.telling.place if self.telling is not None else -1
        return rows[place] if rows and place >= 0 else None


def read_owed(desk: Desk, day: date) -> tuple[OwedItem, ...]:
    """Every letter owed with its reason."""
    cases: dict[str, Case] = {}
    found = []
    for row in still_written(desk, owed_list(desk, day)):
        because = BECAUSE.get(row.kind, "")
        if row.kind in READ_FOR and (row.number in cases or len(cases) < MOST_READ):
            if row.number not in cases:
                cases[row.number] = desk.case(row.number)
            because = _because(cases[row.number], _telling(cases[row.number], row, day)) or because
        found.append(OwedItem(row, because))
    return tuple(found)


def read_owing(desk: Desk, item: OwedItem) -> Owing:
    """Read what the preview says of one."""
    case, day = desk.case(item.row.number), desk.today()
    telling = _telling(case, item.row, day)
    if telling is None:
        edition = desk.edition(day).name
        return Owing(item, case, state(case, day), day, told(desk, case), None, edition)
    retiming = _retiming(case, telling)
    waiting = None
    if retiming is not None and telling.waits:
        least = case.revocations[telling.place].plan.shortest
        new = retiming.body.new
        waiting = Waiting(retiming.day, new - timedelta(days=least), new, least)
    return Owing(
        item, case, state(case, day), day, told(desk, case), telling, "", retiming, waiting
    )


def _telling(case: Case, row: OwedRow, day: date) -> Telling | None:
    """What that letter is to tell; None for a coming edition and for what is owed no more."""
    rows = [one.telling for one in letters_owed(case, day) if one.telling.kind == row.kind]
    same = [one for one in rows if (one.since, one.effect) == (row.since, row.effect)]
    return next(iter(same or rows), None)  # several of one kind may be told by one letter


def _retiming(case: Case, telling: Telling) -> Retiming | None:
    if telling.kind != "retimed" or not case.revocations:
        return None
    rows = [row for row in changes_of(case.revocations[telling.place]) if row.fact in telling.tells]
    found = [row for row in rows if isinstance(row, Retiming)]
    waits = [row for row in found if row.fact == telling.about]
    return (waits or found)[-1] if found else None


def _because(case: Case, telling: Telling | None) -> str:
    if telling is None or not case.revocations:
        return ""
    retiming = _retiming(case, telling)
    if retiming is not None:
        return KINDS.get(retiming.body.kind, "")
    appeals = case.revocations[telling.place].appeals
    about = [
        row for row in appeals if row.outcome is not None and row.outcome.fact == telling.about
    ]
    decided = about[0].decided if about else None
    if decided is None:
        return ""
    return "More time given" if decided.deadline else ENDED.get(decided.outcome, "")
