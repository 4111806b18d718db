"""Assessment: record a patch of answers, recompute the recommendation (rules B1 to B8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mmd_reviewer.domain.amendment import answers_now
from mmd_reviewer.domain.assessment import Recommendation, patch_from, patched, recommend
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decided import recommendation_of_decision
from mmd_reviewer.domain.decision import types_of
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.extension import extended, migrating_since, start_of
from mmd_reviewer.services.desk import Desk


def answer(desk: Desk, case: Case, data: Mapping[str, Any]) -> Case:
    """Record a patch of answers (shape: interfaces.md); what is left out keeps its value."""
    edition = desk.edition(desk.today())
    linked = types_of(desk.linked(case))
    patch = patch_from(data, edition, case.assessed, linked)
    now = answers_now(case)
    if patched(now, patch) == now:
        return case
    return desk.record([(case, [patch])])[0]


def recommendation(desk: Desk, case: Case) -> Recommendation:
    """What the rules suggest today; of a decided case what they suggested on the day of its decision (C8)."""
    edition = judged_by(desk, case)
    if edition is not None:
        return recommendation_of_decision(case, edition, desk.linked(case))
    return recommendation_on(desk, case, desk.today())


def judged_by(desk: Desk, case: Case) -> Edition | None:
    """The edition that a decided case was judged by, and shows for ever (B8); None for one not decided."""
    if case.decision is None or case.reopened:
        return None
    return desk.editions.get(case.decision.made.edition)


def recommendation_on(desk: Desk, case: Case, day: date) -> Recommendation:
    """What the rules suggest were it decided on `day`, whatever was decided before."""
    linked = desk.linked(case)
    old = extended(case, linked)
    start = start_of(old, day)
    since = migrating_since(old, start)
    return recommend(desk.edition(day), case.assessed, answers_now(case), start, types_of(linked), since)


def try_answers(desk: Desk, case: Case, data: Mapping[str, Any]) -> Recommendation:
    """The recommendation that a patch would lead to; nothing is recorded."""
    day = desk.today()
    edition = desk.edition(day)
    linked = desk.linked(case)
    types = types_of(linked)
    answers = patched(answers_now(case), patch_from(data, edition, case.assessed, types))
    old = extended(case, linked)
    start = start_of(old, day)
    return recommend(edition, case.assessed, answers, start, types, migrating_since(old, start))
