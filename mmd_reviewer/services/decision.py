"""Decision: a person decides, with a reason where it departs (rules B5, C1, C7)."""

from __future__ import annotations

from collections.abc import Mapping

from mmd_reviewer.domain import triage
from mmd_reviewer.domain.case import APPROVALS, Case
from mmd_reviewer.domain.decision import RETURN, Proposal, decide
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.extension import check_still_extends, extended
from mmd_reviewer.domain.fact import Body, DecisionMade
from mmd_reviewer.services.assessment import recommended
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.moment import Moment
from mmd_reviewer.services.recording import after_change, chain, new_deed


def make(desk: Desk, case: Case, wish: Proposal) -> Case:
    """Record the decision of today, or refuse naming the rule."""
    now = desk.moment()
    return desk.record([(case, [prepared(desk, case, wish, now)])], now=now)[0]


def make_return(desk: Desk, case: Case, judged: Mapping[str, str], reason: str = "") -> Case:
    """Judge given details, each with why it is not sufficient ("": it is after all), and return the
    request for all that it lacks then: one deed (A1, C7).
    """
    now = desk.moment()
    bodies: list[Body] = [triage.judged(name, not why, why) for name, why in judged.items()]
    change = Change(case.facts, chain(case.key, case.heads, new_deed(), now.author, bodies))
    wish = Proposal(RETURN, reason=reason)
    bodies.append(prepared(desk, after_change(change, now), wish, now))
    return desk.record([(case, bodies)], now=now)[0]


def prepared(desk: Desk, case: Case, wish: Proposal, now: Moment) -> DecisionMade:
    """The decision as it would be recorded at that moment."""
    linked = desk.linked(case, now)
    old = extended(case, linked)
    if wish.outcome in APPROVALS:
        check_still_extends(case, old, now.issuer.customers)
    start = wish.start if wish.outcome in APPROVALS else None
    found = recommended(case, linked, now.edition, now.day, start=start)
    return decide(case, now.edition, found, wish, now.day, old)
