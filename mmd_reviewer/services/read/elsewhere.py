"""What others recorded meanwhile: in another window,
by the terminal, by a colleague on the same store.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.conflict import Both, both_values
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.domain.seen import told
from mmd_reviewer.services.desk import Desk

MOST_FACTS, MOST_CASES = 200, 20  # more than that is looked at again as a whole


@dataclass(frozen=True, slots=True)
class ChangedCase:
    """A case that somebody else changed: who did what, the values
    by field (before, now), its state before and now.

    `before` is "" for a case that is new.
    """

    case: Case
    who: str
    rows: tuple[Both, ...]
    before: str
    state: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Everything after some place in the store; `many`:
    too much to be named, or about the desk itself.
    """

    place: int
    cases: tuple[ChangedCase, ...] = ()
    many: bool = False


def changed_elsewhere(desk: Desk, place: int) -> Elsewhere:
    """What came after `place` and is not of this window's own deeds."""
    newer = desk.store.newer(place, MOST_FACTS)
    others = [fact for fact in newer.facts if fact.id not in desk.seen.own]
    keys = dict.fromkeys(fact.case for fact in others)
    if not newer.whole or DESK_KEY in keys or len(keys) > MOST_CASES:
        return Elsewhere(newer.place, many=True)
    now = desk.moment()
    ids = {fact.id for fact in others}
    cases = (desk.by_key(key, now) for key in keys)
    return Elsewhere(newer.place, tuple(_changed(case, ids) for case in cases))


def _changed(case: Case, newer: set[str]) -> ChangedCase:
    known = [fact for fact in case.facts if fact.id not in newer]
    who = told(case, (fact for fact in case.facts if fact.id in newer))
    current = state(case, case.as_of)
    if not known:
        return ChangedCase(case, who, (), "", current)
    before = replace(fold(known, case.editions, case.rules), as_of=case.as_of)
    return ChangedCase(
        case, who, both_values(before, case, case), state(before, case.as_of), current
    )
