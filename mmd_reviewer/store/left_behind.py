"""What a store went back behind: entries that a backup still holds and the store holds no more.

Recovering obeys the desk's fact `WentBack`: nothing that was taken back comes in again (quality,
"Nothing lost"). Which side of it an entry stands on is told by the stores that hold it, as one
that was taken back is in no store that holds the `WentBack`; clocks are asked where that is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.fact import DESK_KEY, Fact


@dataclass(frozen=True, slots=True)
class Held:
    """What one store holds, by ids; `recorded`: how many it says it has.

    `made` is of a backup, by its name.
    """

    ids: frozenset[str]
    recorded: int
    made: datetime | None = None
    damaged: bool = False  # the one that is recovered

    @property
    def whole(self) -> bool:
        """Is all of it here, and nothing besides, such as what its pages held before?"""
        return 0 < self.recorded == len(self.ids)


def went_back(desk: Iterable[Fact]) -> tuple[Fact, ...]:
    """The last going back, and those that it did not take back; () where there was none."""
    known = {fact.id: fact for fact in desk}
    found = [fact for fact in known.values() if isinstance(fact.body, kinds.WentBack)]
    if not found:
        return ()
    before = _with_ancestors(known, [max(found, key=lambda fact: fact.at).id])
    return tuple(fact for fact in found if fact.id in before)


def left_behind(facts: Sequence[Fact], stores: Sequence[Held]) -> frozenset[str]:
    """The ids of what was taken back; what an entry that stays hangs on stays with it."""
    known = {fact.id: fact for fact in facts}
    gone: set[str] = set()
    for went in went_back(fact for fact in facts if fact.case == DESK_KEY):
        gone.update(_behind(went, facts, stores))
    return frozenset(gone) - _with_ancestors(known, known.keys() - gone)


def _behind(went: Fact, facts: Sequence[Fact], stores: Sequence[Held]) -> Iterator[str]:
    assert isinstance(went.body, kinds.WentBack)
    made, then = datetime.fromisoformat(went.body.made), datetime.fromisoformat(went.at)
    after = [held for held in stores if held.damaged or went.id in held.ids]
    before = [held for held in stores if held not in after]
    backup = [held.ids for held in before if held.made == made]
    sure = [held.ids for held in before if held.made == made and held.whole]
    sure += [held.ids for held in after if held.whole and went.id in held.ids]
    taken = _all(held.ids for held in before if held.whole)
    staying, in_after = _all(sure[:1] or backup), _all(held.ids for held in after)
    for fact in facts:
        if fact.id in staying:
            continue
        seen_taken = bool(sure) and fact.id in taken
        by_clock = fact.id not in in_after and made < datetime.fromisoformat(fact.at) < then
        if seen_taken or by_clock:
            yield fact.id


def _all(sets: Iterable[Collection[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _with_ancestors(known: dict[str, Fact], ids: Iterable[str]) -> frozenset[str]:
    """These, and all that they follow."""
    found: set[str] = set()
    open_ones = list(ids)
    while open_ones:
        id = open_ones.pop()
        if id not in found and id in known:
            found.add(id)
            open_ones += known[id].parents
    return frozenset(found)
