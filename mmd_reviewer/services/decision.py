"""Decision: a person decides, with a reason where it departs (rules B5, C1, C7)."""

from __future__ import annotations

from mmd_reviewer.domain.case import APPROVALS, Case
from mmd_reviewer.domain.decision import Proposal, decide
from mmd_reviewer.domain.extension import check_still_extends, extended
from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.services.assessment import recommended
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.moment import Moment


def make(desk: Desk, case: Case, wish: Proposal) -> Case:
    """Record the decision of today, or refuse naming the rule."""
    now = desk.moment()
    return desk.record([(case, [prepared(desk, case, wish, now)])], now=now)[0]


def prepared(desk: Desk, case: Case, wish: Proposal, now: Moment) -> DecisionMade:
    """The decision as it would be recorded at that moment."""
    linked = desk.linked(case, now)
    old = extended(case, linked)
    if wish.outcome in APPROVALS:
        check_still_extends(case, old, now.issuer.customers)
    start = wish.start if wish.outcome in APPROVALS else None
    found = recommended(case, linked, now.edition, now.day, start=start)
    return decide(case, now.edition, found, wish, now.day, old)
