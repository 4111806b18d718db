"""A case that two stations went on with apart, and letters that went out on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.fact import Author, Body, Fact, write_fact
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.settling import choices, settled, to_settle
from tests.making import DAY, story

ANSWER = kinds.AnswersGiven("2019-11", conditions={"security": "holds"})
OTHERWISE = kinds.AnswersGiven("2019-11", conditions={"security": "broken"})

ISSUED = "A-0001-L1"


class Apart:
    """A case on which two stations go on from the same facts."""

    def __init__(self, *before: Body) -> None:
        self.facts = story(*before)
        self.ends = {"A": self.facts[-1].id, "A1": self.facts[-1].id}
        self._moment = 0

    def add(self, station: str, *bodies: Body, deed: str = "") -> list[Fact]:
        """Facts of one deed at a station, each later than all before."""
        made = []
        for body in bodies:
            self._moment += 1
            author = Author("Kim", station, DAY, f"2026-11-23T11:00:{self._moment:02d}.000000Z")
            name = deed or f"{station}{self._moment}"
            made.append(write_fact(self.facts[0].case, [self.ends[station]], name, author, body)[0])
            self.facts.append(made[-1])
            self.ends[station] = made[-1].id
        return made

    def settle(self, keep: str, station: str = "A") -> None:
        """The choice, by somebody who sees both sides."""
        bodies = settled(self.case, keep, "It is right.")
        heads: Sequence[str] = self.case.heads
        for body in bodies:
            self._moment += 1
            author = Author("Kim", station, DAY, f"2026-11-23T12:00:{self._moment:02d}.000000Z")
            fact = write_fact(self.facts[0].case, heads, f"settled {keep}", author, body)[0]
            self.facts.append(fact)
            heads = [fact.id]

    @property
    def case(self) -> Case:
        return fold(self.facts)


def open_choices(case: Case) -> set[str]:
    return {row.kept for row in choices(case, to_settle(case)) if not row.refusal}


def issued(number: str, kind: str = "approved") -> kinds.LetterIssued:
    """A letter of that kind; what it says does not matter here."""
    record = LetterRecord(number, kind, DAY, "A-0001", "", {}, (), "A letter", (), "2019-11", "1")
    return kinds.LetterIssued(record, "ab", 1)


def dispatched(number: str, on: date) -> kinds.LetterDispatched:
    return kinds.LetterDispatched(number, on, f"MMD-{on.day}", "")
