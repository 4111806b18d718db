"""Decision: a person decides, with a reason where it departs (rules B5, C1, C7)."""

from __future__ import annotations

from mmd_reviewer.domain.case import APPROVALS, Case
from mmd_reviewer.domain.decision import Proposal, decide
from mmd_reviewer.domain.extension import check_still_extends, extended
from mmd_reviewer.services.assessment import recommendation_on
from mmd_reviewer.services.desk import Desk


def make(desk: Desk, case: Case, wish: Proposal) -> Case:
    """Record the decision of today, or refuse naming the rule."""
    day = desk.today()
    old = extended(case, desk.linked(case))
    if wish.outcome in APPROVALS:
        check_still_extends(case, old, desk.standing().customers)
    made = decide(case, desk.edition(day), recommendation_on(desk, case, day), wish, day, old)
    return desk.record([(case, [made])])[0]
