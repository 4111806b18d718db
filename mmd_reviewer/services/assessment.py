"""Assessment: record a patch of answers, recompute the recommendation (rules B1 to B8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mmd_reviewer.domain.amendment import answers_now
from mmd_reviewer.domain.assessment import Answers, patch_from, patched
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decided import recommendation_of_decision
from mmd_reviewer.domain.decision import types_of
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.extension import extended, migrating_since, start_of
from mmd_reviewer.domain.recommendation import Recommendation, recommend
from mmd_reviewer.services.desk import Desk


def answer(desk: Desk, case: Case, data: Mapping[str, Any]) -> Case:
    """Record a patch of answers (shape: interfaces.md); what is left out keeps its value."""
    now = desk.moment()
    patch = patch_from(data, now.edition, case.assessed, types_of(desk.linked(case, now)))
    before = answers_now(case)
    if patched(before, patch) == before:
        return case
    return desk.record([(case, [patch])], now=now)[0]


def recommendation(desk: Desk, case: Case) -> Recommendation:
    """What the rules suggest today;
    of a decided case what they suggested on the day of its decision (C8).
    """
    edition = judged_by(desk, case)
    if edition is not None:
        return recommendation_of_decision(case, edition, desk.linked(case))
    return recommendation_on(desk, case, desk.today())


def judged_by(desk: Desk, case: Case) -> Edition | None:
    """The edition that a decided case was judged by, and shows for ever (B8);
    None for one not decided.
    """
    if case.decision is None or case.reopened:
        return None
    return desk.editions.get(case.decision.made.edition)


def recommendation_on(desk: Desk, case: Case, day: date) -> Recommendation:
    """What the rules suggest were it decided on `day`, whatever was decided before."""
    now = desk.moment()
    return recommended(case, desk.linked(case, now), now.edition_on(day), day)


def recommended(
    case: Case,
    linked: Sequence[Case],
    edition: Edition,
    day: date,
    answers: Answers | None = None,
    start: date | None = None,
) -> Recommendation:
    """What an edition suggests on a day, by the answers of now or by others;
    an extension counts from its line (E2), a later `start` from there (C1).
    """
    old = extended(case, linked)
    start = start_of(old, day, start)
    since = migrating_since(old, start)
    return recommend(
        edition, case.assessed, answers or answers_now(case), start, types_of(linked), since
    )


def try_answers(desk: Desk, case: Case, data: Mapping[str, Any]) -> Recommendation:
    """The recommendation that a patch would lead to; nothing is recorded."""
    now = desk.moment()
    linked = desk.linked(case, now)
    patch = patch_from(data, now.edition, case.assessed, types_of(linked))
    return recommended(case, linked, now.edition, now.day, patched(answers_now(case), patch))
