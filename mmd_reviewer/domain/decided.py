"""A decided case as it stood on the day of its decision,
and what was recommended then (rules B8, C8).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case import APPROVALS, Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.decision import types_of
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.extension import extended, migrating_since, start_of
from mmd_reviewer.domain.recommendation import Recommendation, recommend


def as_decided(case: Case) -> Case:
    """The case by the facts before its decision:
    the version and the answers that were decided on.
    """
    assert case.decision is not None  # only decided cases are asked about
    decision = case.decision.fact
    return fold(takewhile(lambda fact: fact.id != decision, case.counting))


def recommendation_of_decision(
    case: Case, edition: Edition, linked: Sequence[Case], answers: Answers | None = None
) -> Recommendation:
    """What the rules recommended on the decision's day,
    by its edition: never what today's would; by its answers, or by others.
    """
    assert case.decision is not None
    then = as_decided(case)
    old = extended(case, linked)
    made = case.decision.made
    start = made.start if made.outcome in APPROVALS else start_of(old, case.decision.day)
    return recommend(
        edition,
        then.version_of(case.decision),
        answers or then.answers,
        start,
        types_of(linked),
        migrating_since(old, start),
    )
