"""Two sides of a case: what was recorded of the same thing by people who did not know of each
other (architecture, "Facts"; settled by `settling.py`).

Merging is a union of facts and asks nobody. Two facts *clash* when neither knew of the other and
both say the same thing differently, or one says otherwise what the other rests on. The clash is
read from the facts for ever: deeds that come later do not hide it, only a recorded choice settles
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.reach import Reaches, Subject

TWO_SIDES = "two_sides"  # the flag of a case of which two versions stand


@dataclass(frozen=True, slots=True)
class Side:
    """What one side recorded: in order, with those of its facts that clash with the other side."""

    facts: tuple[Fact, ...]
    clashing: tuple[Fact, ...]

    @property
    def begun(self) -> Fact:
        """The first fact that clashes: what the side is known by."""
        return self.clashing[0]


@dataclass(frozen=True, slots=True)
class Split:
    """Two sides of a case that a person has to settle, the earlier first, and what they differ
    about.
    """

    one: Side
    other: Side
    subjects: tuple[Subject, ...]


def is_one_line(case: Case) -> bool:
    """Did everybody who recorded something know all that was recorded before?"""
    return len(case.heads) == 1 and all(len(fact.parents) == 1 for fact in case.facts[1:])


def split(case: Case) -> Split | None:
    """What is to be settled first; None where everything is settled, as in nearly every case."""
    return None if is_one_line(case) else _Graph(case).split()


class _Graph:
    """Who knew of whom: for each fact the set of its ancestors, as the bits of a number."""

    def __init__(self, case: Case) -> None:
        self.facts = case.facts
        self._place = {fact.id: place for place, fact in enumerate(case.facts)}
        self._before: list[int] = []
        for fact in case.facts:
            known = 0
            for parent in fact.parents:
                place = self._place.get(parent)
                if place is not None:
                    known |= self._before[place] | 1 << place
            self._before.append(known)
        counting = {fact.id for fact in case.counting}
        self.counting = [fact for fact in case.facts if fact.id in counting]
        reaches = Reaches.of_case(case.facts)
        self.reach = {fact.id: reaches.of(fact) for fact in case.counting}
        self._settled = [
            self._before[self._place[fact.id]]
            for fact in case.counting
            if isinstance(fact.body, kinds.SidesSettled)
        ]

    def knew(self, fact: Fact, other: Fact) -> bool:
        """Was `other` recorded before `fact`, and known to its author?"""
        return bool(self._before[self._place[fact.id]] >> self._place[other.id] & 1)

    def apart(self, fact: Fact, other: Fact) -> bool:
        """Did neither know of the other?"""
        return fact.id != other.id and not self.knew(fact, other) and not self.knew(other, fact)

    def subjects(self, fact: Fact, other: Fact) -> Iterator[Subject]:
        """What two facts differ about that were recorded apart."""
        if self._leaves_nothing(fact, other) or self._leaves_nothing(other, fact):
            return
        first, second = self.reach[fact.id], self.reach[other.id]
        for subject, value in first.says.items():
            if second.says.get(subject, value) != value or self._misses(other, subject, value):
                yield subject
        for subject, value in second.says.items():
            if self._misses(fact, subject, value):
                yield subject

    def _leaves_nothing(self, undo: Fact, other: Fact) -> bool:
        """Does it take back only what the other side never knew?"""
        if not isinstance(undo.body, kinds.DeedRetracted):
            return False
        undone = (row for row in self.facts if row.deed == undo.body.deed_retracted)
        return all(self.apart(row, other) for row in undone)

    def _misses(self, fact: Fact, subject: Subject, value: str) -> bool:
        """Does the fact rest on the subject, and did its author not know that value of it?"""
        if subject.group not in self.reach[fact.id].rests_on:
            return False
        rows = (self.reach[row.id] for row in reversed(self.counting) if self.knew(fact, row))
        return value != next((row.says[subject] for row in rows if subject in row.says), None)

    def is_settled(self, fact: Fact, other: Fact) -> bool:
        both = 1 << self._place[fact.id] | 1 << self._place[other.id]
        return any(known & both == both for known in self._settled)

    def split(self) -> Split | None:
        for place, fact in enumerate(self.counting):
            for other in self.counting[place + 1 :]:
                if (
                    self.apart(fact, other)
                    and not self.is_settled(fact, other)
                    and any(self.subjects(fact, other))
                ):
                    return self._split_at(fact, other)
        return None

    def _split_at(self, fact: Fact, other: Fact) -> Split:
        rows = self.counting
        one = [row for row in rows if not self.apart(row, fact) and self.apart(row, other)]
        two = [row for row in rows if not self.apart(row, other) and self.apart(row, fact)]
        pairs = [
            (mine, theirs)
            for mine in one
            for theirs in two
            if self.apart(mine, theirs) and any(self.subjects(mine, theirs))
        ]
        subjects = dict.fromkeys(
            subject for mine, theirs in pairs for subject in self.subjects(mine, theirs)
        )
        mine_clashing = {mine.id for mine, _ in pairs}
        theirs_clashing = {theirs.id for _, theirs in pairs}
        return Split(
            Side(tuple(one), tuple(row for row in one if row.id in mine_clashing)),
            Side(tuple(two), tuple(row for row in two if row.id in theirs_clashing)),
            tuple(subjects),
        )


def resting(case: Case, side: Side, gone: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a side that go with `gone`: those themselves, and what rests on them."""
    graph = _Graph(case)
    found = {fact.id: fact for fact in gone}
    for fact in side.facts:
        rests_on = graph.reach[fact.id].rests_on
        for lost in tuple(found.values()):
            groups = {subject.group for subject in graph.reach[lost.id].says}
            if graph.knew(fact, lost) and groups & rests_on:
                found[fact.id] = fact
    return tuple(fact for fact in side.facts if fact.id in found)
