"""A6, D9, E1, E3: state, flags, cover and register row of a day."""

from __future__ import annotations

from datetime import date

from tests.model.advice import Setup, has_answer, settled
from tests.model.course import pending
from tests.model.decided import approval_on, decisions, deployments, held, reopened
from tests.model.facts import (
    APPROVING,
    Amended,
    Appealed,
    AppealOutcome,
    Facts,
    Marked,
    Parked,
    Row,
)
from tests.model.places import Picture, picture

CLOSED = {
    "withdrawn": "withdrawn",
    "decline": "declined",
    "no_exemption_needed": "no_exemption_needed",
    "closed_unanswered": "closed_unanswered",
}


def missing(facts: Facts, day: date) -> frozenset[str]:
    """A1: the details that count as missing on a day."""
    out: frozenset[str] = frozenset()
    for fact in facts:
        if isinstance(fact, Marked) and fact.day <= day:
            out = fact.missing
        if isinstance(fact, Amended) and fact.day <= day:
            out = out - fact.supplies
    return out


def state(facts: Facts, day: date) -> str:
    """A6: the first that holds."""
    decision = held(facts, day).decision
    if decision is not None and reopened(facts, decision, day):
        return undecided(facts, day, reopening(facts, decision.seq, day))
    if decision is not None and decision.outcome in CLOSED:
        return CLOSED[decision.outcome]
    if decision is not None and decision.outcome in APPROVING:
        return approved(facts, day, picture(facts, day), decision.end)
    return undecided(facts, day, 0, decision is not None)


def reopening(facts: Facts, decision: int, day: date) -> int:
    """The amendment that opened the case again."""
    later = [f for f in facts if f.seq > decision and f.day <= day]
    return next(f.seq for f in later if isinstance(f, Amended))


def approved(facts: Facts, day: date, now: Picture, end: date | None) -> str:
    """The states of an approval."""
    was_deployed = any(wave.on <= day for wave in deployments(facts))
    carried = bool(now.carrying())
    if was_deployed and now.places and not carried:
        return "removed"
    if now.revocation is not None:
        if now.deadline is not None and now.deadline <= day and carried:
            return "cover_ended"
        if now.first is not None:
            return "in_revocation"
    if end is not None and day > end:
        return "expired"  # C5, E1
    return "in_force" if was_deployed else "approved"


def undecided(facts: Facts, day: date, after: int, returned: bool = False) -> str:
    """The states below the decision; A5: answers from before a reopening do not count."""
    parked = [f for f in facts if isinstance(f, Parked) and f.day <= day]
    if parked and day < parked[-1].until:
        return "parked"
    if returned:
        return "returned"
    if missing(facts, day):
        return "incomplete"
    known = [fact for fact in facts if fact.day <= day]
    return "in_assessment" if has_answer(known, after) else "new"


def appeal_open(facts: Facts, day: date) -> bool:
    """D8: one appeal open at a time."""
    is_open = False
    for fact in facts:
        if fact.day <= day and isinstance(fact, Appealed):
            is_open = True
        if fact.day <= day and isinstance(fact, AppealOutcome):
            is_open = False
    return is_open


def open_amendments(facts: Facts, day: date) -> list[Amended]:
    """C8: amendments after the newest decision, neither linked nor let rest."""
    made = [d for d in decisions(facts) if d.day <= day]
    if not made or reopened(facts, made[-1], day):
        return []
    known = [fact for fact in facts if fact.day <= day]
    return [
        f
        for f in known
        if isinstance(f, Amended) and f.seq > made[-1].seq and not settled(known, f)
    ]


def flags(facts: Facts, day: date) -> frozenset[str]:
    """A6, C9: what stands beside the state."""
    out = set()
    now = picture(facts, day)
    if now.revocation is not None and now.first is None:
        out.add("revocation_prepared")
    if appeal_open(facts, day):
        out.add("appeal_open")
    if missing(facts, day):
        out.add("details_missing")
    if open_amendments(facts, day):
        out.add("amended")
    if held(facts, day).waiting is not None:
        out.add("decision_waiting")
    if now.revocation is not None and pending(facts, now.revocation, day) is not None:
        out.add("shortening_waiting")
    return frozenset(out)


def cover(facts: Facts, day: date) -> dict[str, tuple[str, date]]:
    """D9: code and since, for every device of the case on that day."""
    return {place.serial: (place.code, place.since) for place in picture(facts, day).places}


def register(facts: Facts, setup: Setup, day: date) -> Row | None:
    """E3: a deviation from the template on at least one device that day."""
    decision = approval_on(facts, day)
    waves = [wave.on for wave in deployments(facts) if wave.on <= day]
    now = picture(facts, day)
    if decision is None or not waves or (now.places and not now.carrying()):
        return None
    serials = tuple(sorted(place.serial for place in now.carrying()))
    return Row(
        setup.kind,
        serials,
        min(waves),
        decision.end,
        state(facts, day),
        decision.recommendation.factor,
        setup.edition,
    )
