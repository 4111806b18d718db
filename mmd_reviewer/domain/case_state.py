"""The state of a case on a day, the days on which it changes, and what stands beside it (A6)."""

from __future__ import annotations

from datetime import date, timedelta

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.second_assessment import standing as second_standing
from mmd_reviewer.domain.sides import TWO_SIDES, split

OPEN_STATES = ("parked", "returned", "incomplete", "in_assessment", "new")
STATES = (
    "withdrawn",
    "declined",
    "no_exemption_needed",
    "closed_unanswered",
    "removed",
    "cover_ended",
    "in_revocation",
    "expired",
    "in_force",
    "approved",
    *OPEN_STATES,
)
_DECIDED_STATES = {
    "withdrawn": "withdrawn",
    "decline": "declined",
    "no_exemption_needed": "no_exemption_needed",
    "closed_unanswered": "closed_unanswered",
}


def state(case: Case, day: date) -> str:
    """The one state of a case on a day, by all facts known: the first of rule A6 that holds.

    From the deployment on it is right for past days too; before it, for days not before the newest
    fact.
    """
    decided = case.holding.made if case.holding and not case.reopened else None
    if decided and decided.outcome in _DECIDED_STATES:
        return _DECIDED_STATES[decided.outcome]
    if decided and decided.outcome in ("approve", "approve_migration"):
        if _all_removed(case, day):
            return "removed"
        running = next((one for one in reversed(case.revocations) if one.running_on(day)), None)
        if running is not None:
            return "cover_ended" if running.lapsed_on(day) else "in_revocation"
        if decided.until is not None and day > decided.until:
            return "expired"
        return "in_force" if any(wave.on <= day for wave in case.waves) else "approved"
    if case.parked and day < case.parked.until:
        return "parked"
    if decided and decided.outcome == "return":
        return "returned"
    if case.missing_on(day):
        return "incomplete"
    return "in_assessment" if case.answered else "new"


def _all_removed(case: Case, day: date) -> bool:
    """It was deployed on devices by that day, and none carries it (D6, D10)."""
    spans = [span for device in case.spans.values() for span in device if span.since <= day]
    return bool(spans) and not any(span.covers(day) for span in spans)


def boundaries(case: Case) -> tuple[date, ...]:
    """The days on which the state may change if nothing more happens, in order."""
    days = {min(wave.on for wave in case.waves)} if case.waves else set()
    ends = case.holding.made.until if case.holding else None
    if ends is not None and ends != LAST_DAY:
        days.add(ends + timedelta(days=1))
    if case.parked:
        days.add(case.parked.until)
    if case.awaits_decision:
        days |= {one.effective for one in case.editions[1:]}
    for one in case.revocations:
        days |= {
            day
            for lapse in one.all_lapses()
            for day in (lapse.since, lapse.back)
            if day is not None
        }
        days |= {one.ended} if one.ended is not None else set()
        days |= {one.dates.first} if one.dates is not None else set()
    return tuple(sorted(days | _emptied(case)))


def _emptied(case: Case) -> set[date]:
    """The days on which the last device lost the exemption,
    and those on which one was found with it again.
    """
    steps = case.carrying_steps()
    found, carrying = set(), 0
    for day in sorted(steps):
        before, carrying = carrying, carrying + steps[day]
        if not carrying or not before:
            found.add(day)
    return found


def flags(case: Case, day: date) -> tuple[str, ...]:
    """What stands beside the state (A6)."""
    found = [] if split(case) is None else [TWO_SIDES]
    if case.awaits_decision and case.missing_on(day):
        found.append("details_missing")
    if case.amended:
        found.append("amended")
    if len({fold(row.request.customer) for row in case.versions}) > 1:
        found.append("two_customers")
    if case.before is not None and case.before.until is None:
        found.append("decision_untold")
    if len({link.other for link in case.links if link.extension == "extended_by"}) > 1:
        found.append("extended_twice")
    if case.revocation is not None and case.revocation.shortening_on(day) is not None:
        found.append("shortening_untold")
    if case.revocation is not None and not case.revocation.notified:
        found.append("revocation_prepared")
    if case.revocations and case.revocations[-1].appeal is not None:
        found.append("appeal_open")
    if case.handed_by:
        found.append("handed")
    if look_is_due(case):
        found.append("promise_broken")
    if case.hold:
        found.append("held")
    if case.rules.wants_second or case.second_assessments:
        found += filter(None, [second_standing(case)])
    if (case.decision is None or case.reopened or case.again) and _in_doubt(case, day):
        found.append("to_be_confirmed")
    return tuple(found)


def look_is_due(case: Case) -> bool:
    """Was a promise broken after the last look at the key conditions?

    It starts a look; an open revocation is one.
    """
    broken = [row.settled for row in case.promises if row.settled is not None and not row.kept]
    looked = max(case.reviews, default=None)
    return bool(broken) and case.revocation is None and (looked is None or looked < max(broken))


def _in_doubt(case: Case, day: date) -> bool:
    """Are answers to be confirmed: after an amendment,
    or because a later edition is in force that day (A5, B8)?
    """
    if case.answers.unconfirmed or not case.answers.exist:
        return bool(case.answers.unconfirmed)
    codes = [one.code for one in case.editions if one.effective <= day]
    return case.answers.edition in codes[:-1]
