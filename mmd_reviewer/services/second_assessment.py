"""A second person assesses a decision; the deciding one looks at what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mmd_reviewer.domain.assessment import NO_ANSWERS, Answers, patch_from, patched
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decided import recommendation_of_decision
from mmd_reviewer.domain.decision import types_of
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.fact import SecondAssessed
from mmd_reviewer.domain.recommendation import Recommendation
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.domain.second_assessment import (
    WANTED,
    Agreement,
    agreement,
    check_second,
    difference_kept,
    may_assess,
    second_assessed,
)
from mmd_reviewer.services.assessment import judged_by, recommended
from mmd_reviewer.services.desk import Desk

MOST = 10_000  # cases that wait for a second assessment


def assess(desk: Desk, case: Case, data: Mapping[str, Any]) -> Case:
    """Record the second answers (shape: interfaces.md), by the edition of the decision."""
    check_second(case, desk.reviewer)
    edition, linked = edition_of(desk, case), desk.linked(case)
    patch = patch_from(data, edition, case.assessed, types_of(linked))
    found = recommended_for(case, edition, linked, patched(NO_ANSWERS, patch))
    body = second_assessed(case, patch, found, desk.reviewer)
    return desk.record([(case, [body])])[0]


def keep(desk: Desk, case: Case, reason: str) -> Case:
    """Record why a decision stands beside a second assessment that differs."""
    return desk.do(case, lambda now: [difference_kept(case, reason, now.author.by)])


def hidden(desk: Desk) -> frozenset[str]:
    """Numbers of the cases whose second assessment may be this reviewer's: no list tells them what
    the first decided.
    """
    if not desk.standing().desk_set.rules.wants_second:
        return frozenset()
    rows = desk.store.page(QueueFilter(state=WANTED), desk.today(), MOST)
    return frozenset(row.number for row in rows if may_assess(desk.case(row.number), desk.reviewer))


def edition_of(desk: Desk, case: Case) -> Edition:
    """The edition that the decision was made under, where it is known."""
    return judged_by(desk, case) or desk.edition(desk.today())


def recommended_for(
    case: Case, edition: Edition, linked: Sequence[Case], answers: Answers
) -> Recommendation:
    """What the edition of the decision recommends for other answers, on the decision's day; of a
    case without one, on the day worked under.
    """
    if case.decision is not None:
        return recommendation_of_decision(case, edition, linked, answers)
    return recommended(case, linked, edition, case.as_of, answers)


def agreement_of(desk: Desk, first: date, last: date) -> Agreement:
    """How far second assessments of these days agreed with the first."""
    assessed = []
    for key in desk.store.with_kind(SecondAssessed.__name__):
        assessed += [row for row in desk.by_key(key).second_assessments if first <= row.day <= last]
    named: dict[str, str] = {}
    for edition in desk.editions.values():
        named |= {row.code: row.words.name for row in edition.factors}
        named |= {row.code: row.name for row in edition.conditions}
    return agreement(assessed, named)
