"""Decision: what a person may decide, and when a reason must be written (rules A1,
B4 to B6, C1, C7).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.amendment import amendment_of, not_again
from mmd_reviewer.domain.assessment import BROKEN, NO, UNKNOWN, Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.extension import (
    check_no_open_revocation,
    first_start,
    migrating_since,
    start_of,
)
from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import (
    add_days,
    add_months,
    check_day,
    count,
    months_between,
    whole_months,
)
from mmd_reviewer.domain.recommendation import (
    APPROVE,
    DECLINE,
    MIGRATE,
    UNDETERMINED,
    Recommendation,
    months_of,
)
from mmd_reviewer.domain.request import DETAIL_NAMES, check_words
from mmd_reviewer.domain.suggested_period import Suggested, asked_period

RETURN, NO_EXEMPTION, WITHDRAWN = "return", "no_exemption_needed", "withdrawn"
CLOSED = "closed_unanswered"
OUTCOMES = (APPROVE, MIGRATE, DECLINE, RETURN, NO_EXEMPTION, WITHDRAWN, CLOSED)
OUTCOME_NAMES: Mapping[str, str] = {
    APPROVE: "Approve",
    MIGRATE: "Approve for migration",
    DECLINE: "Decline",
    RETURN: "Return for details",
    NO_EXEMPTION: "No exemption needed",
    WITHDRAWN: "Withdrawn by the customer",
    CLOSED: "Close unanswered",
    UNDETERMINED: "Undetermined",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the reviewer wants to decide.

    Period: one of months, until, open_ended, or none for the suggestion. `start`: from when it
    counts, if that is not the decision's day (C1).
    """

    outcome: str
    reason: str = ""
    months: int | None = None
    until: date | None = None
    open_ended: bool = False
    terms: str = ""
    route: str = ""
    devices: tuple[str, ...] = ()
    start: date | None = None


def not_possible(
    case: Case, recommendation: Recommendation, outcome: str, day: date
) -> Refused | None:
    """Why an outcome cannot be chosen on a day whatever the reason, or None."""
    if outcome not in OUTCOMES:
        return Refused(
            f'"{outcome}" is no outcome; it can be {", ".join(OUTCOMES)}.', "C1", "outcome"
        )
    if case.deployed and outcome == WITHDRAWN:
        return Refused(
            "The exemption is deployed: a customer can withdraw until deployment only.",
            "C1",
            "outcome",
        )
    if case.deployed:
        return Refused(
            "The exemption is deployed: only a revocation takes an approval back.", "C7", "outcome"
        )
    if amendment_of(case) is not None and (obstacle := not_again(case)) is not None:
        return obstacle
    if outcome == MIGRATE and recommendation.migration is None:
        return Refused(
            f"Edition {recommendation.edition} has no migration period.", "B8", "outcome"
        )
    if outcome == CLOSED:
        return not_unanswered(case, day)
    lacking = case.missing
    if outcome in (APPROVE, MIGRATE, DECLINE) and lacking:
        names = in_a_row(DETAIL_NAMES[name] for name in lacking)
        return Refused(
            f"The request lacks its {names}, so it is neither approved nor declined: return it for "
            f"details.",
            "A1",
            lacking[0],
        )
    if outcome in (APPROVE, MIGRATE) and recommendation.outcome == UNDETERMINED:
        waiting = in_a_row(recommendation.open_names)
        verb = "are" if len(recommendation.open) > 1 else "is"
        words = f"No approval yet: {waiting} {verb} open, and no reason can make up for that."
        return Refused(words, "B4", recommendation.open[0])
    return None


def not_unanswered(case: Case, day: date) -> Refused | None:
    """Why a request cannot be closed unanswered:
    it was not returned, or its answer is not overdue (C1).
    """
    if case.decision is None or case.reopened or case.decision.made.outcome != RETURN:
        return Refused(f"{case.number} is not returned, so no answer is awaited.", "C1", "outcome")
    told = case.return_told
    if told is None:
        words = (
            "The return is not told: record the dispatch of its letter, or that it was told "
            "elsewhere, first."
        )
        return Refused(words, "C1", "outcome")
    days = case.decision.made.answer_days
    earliest = add_days(told, days)
    if day < earliest:
        words = f"The return was told on {told}: the customer has {count(days, 'day')}"
        return Refused(f"{words}; it can be closed from {earliest} on.", "C1", "outcome")
    return None


def departure(
    case: Case, recommendation: Recommendation, wish: Proposal, day: date, old: Case | None = None
) -> str:
    """Why this decision needs a written reason, in a few words,
    or "" where nothing departs (B5, B6, C7).

    `day` is that on which the period starts; `old` the approval that it extends (E2).
    """
    if wish.outcome == CLOSED:
        return ""
    if case.decision is not None and not case.reopened:
        return "it replaces an earlier decision"
    if wish.outcome == WITHDRAWN or (wish.outcome == RETURN and case.missing):
        return ""
    if wish.outcome == NO_EXEMPTION and not case.answers.exist:
        return ""
    if wish.outcome == MIGRATE and recommendation.migration is not None:
        until, _ = period(case, recommendation, wish, day)
        why = _period_departs(recommendation.migration, until, day, old)
        if why:
            return why
    if wish.outcome != recommendation.outcome:
        return f"the recommendation is: {OUTCOME_NAMES[recommendation.outcome].lower()}"
    return ""


def _period_departs(suggested: Suggested, until: date | None, day: date, old: Case | None) -> str:
    """Why the period of a migration needs a reason (B5, B6, E2)."""
    assert until is not None  # B6: a migration is never open-ended
    assert suggested.band is not None
    least, most = suggested.band
    if not add_months(day, least) <= until <= add_months(day, most):
        return f"the period is outside {months_between(least, most)}"
    since = migrating_since(old, day)
    if since is not None and until > add_months(since, most):
        return (
            f"with {old.number if old else ''} the migration is longer than {count(most, 'month')} "
            f"in all"
        )
    if suggested.until is not None and until > suggested.until:
        return "the period is longer than suggested"
    return ""


def period(
    case: Case, recommendation: Recommendation, wish: Proposal, day: date
) -> tuple[date | None, bool]:
    """(last day, open-ended) of an approval that starts on `day` (C1, C5);
    refuses a period that cannot be.
    """
    if sum((wish.months is not None, wish.until is not None, wish.open_ended)) > 1:
        raise Refused("Give months, an end date or open-ended, only one of them.", "", "period")
    if wish.open_ended:
        if wish.outcome == MIGRATE:
            raise Refused(
                "A migration period is never open-ended: give months or an end date.",
                "B6",
                "period",
            )
        return None, True
    if wish.months is not None and not 1 <= wish.months <= 1200:
        raise Refused(
            "The months of the period must be a whole number from 1 to 1,200.", "B6", "months"
        )
    if wish.until is not None or wish.months is not None:
        until = wish.until or add_months(day, wish.months or 0)
        check_day(until, "until", "C1")
        if until <= day:
            words = f"The period would end on {until}, which is not after its start on {day}."
            raise Refused(words, "C1", "until")
        return until, False
    suggested = asked_period(case.assessed.timeline, day)
    if wish.outcome == MIGRATE and recommendation.migration is not None:
        suggested = recommendation.migration
    if suggested.lack:
        raise Refused(suggested.lack, suggested.because[-1].rule, "period")
    return suggested.until, suggested.open_ended


def decide(
    case: Case,
    edition: Edition,
    recommendation: Recommendation,
    wish: Proposal,
    day: date,
    old: Case | None = None,
) -> DecisionMade:
    """The decision as a fact, or a refusal naming the rule.

    `recommendation` is that of the same day (B5), for a period from the same start.

    `old` is the approval that it extends: then the period starts the day after its end, if that is
    later (E2).
    """
    obstacle = not_possible(case, recommendation, wish.outcome, day)
    if obstacle:
        raise obstacle
    _check_words(case, edition, wish, day)
    approving = wish.outcome in (APPROVE, MIGRATE)
    if approving:
        check_no_open_revocation(old)
    start = start_of(old, day, wish.start) if approving else day
    until, open_ended = period(case, recommendation, wish, start) if approving else (None, False)
    why = departure(case, recommendation, wish, start, old)
    if why and not wish.reason.strip():
        raise Refused(
            f"Write a reason: {why}.", "C7" if why.startswith("it replaces") else "B5", "reason"
        )
    answers = case.answers
    found = {row.code: answers.findings.get(row.code, UNKNOWN) for row in edition.conditions}
    broken = {code for code, finding in found.items() if finding == BROKEN}
    shown = {*recommendation.broken, *broken, *recommendation.open, recommendation.factor}
    rows = [(row.code, f"An exemption must not {row.text}") for row in edition.conditions]
    rows += [(row.code, row.question) for row in edition.factors]
    deciding = edition.factor(recommendation.factor)
    return DecisionMade(
        outcome=wish.outcome,
        reason=wish.reason.strip(),
        start=start,
        until=until,
        open_ended=open_ended,
        months=whole_months(start, until)
        if until and add_months(start, whole_months(start, until)) == until
        else None,
        terms=wish.terms.strip(),
        route=wish.route,
        devices=wish.devices,
        departs=bool(why),
        recommended=recommendation.outcome,
        factor=recommendation.factor,
        because=recommendation.because,
        broken=recommendation.broken,
        missing=case.missing,
        edition=edition.code,
        edition_name=edition.name,
        edition_digest=edition.digest,
        wording={code: text for code, text in rows if code in shown},
        technology=_technology(edition, answers, wish.outcome),
        findings=found,
        condition_notes=dict(answers.notes),
        extends=old.number if old is not None and approving else "",
        first_start=first_start(old, start) if approving else None,
        decides=case.assessed_version.fact,
        open=recommendation.open,
        said=said(edition, shown, recommendation.open),
        change=deciding.words.change if deciding else "",
        language=edition.language,
        band=months_of(edition, recommendation.factor),
        scope=answers.scope.strip(),
        answer_days=case.rules.answer_days,
    )


def said(edition: Edition, shown: Collection[str], waiting: Collection[str] = ()) -> dict[str, str]:
    """The edition's sentence on each code that a letter names:
    what was found, or the question that is open (B8).
    """
    found = {
        row.code: row.question if row.code in waiting else row.words.finding
        for row in edition.factors
    }
    for row in edition.conditions:
        found[row.code] = row.words.open if row.code in waiting else row.words.broken
    return {code: text for code, text in found.items() if code in shown}


def _technology(edition: Edition, answers: Answers, outcome: str) -> str:
    """The technology named, unless the assessment found that none meets the requirement (B1)."""
    leading = {row.code for row in edition.factors if row.if_yes == MIGRATE}
    denied = any(answers.factors.get(code) == NO for code in leading)
    return "" if denied and outcome != MIGRATE else answers.technology.strip()


def _check_words(case: Case, edition: Edition, wish: Proposal, day: date) -> None:
    for name in ("reason", "terms"):
        check_words(getattr(wish, name), name)
    if wish.terms.strip() and wish.outcome not in (APPROVE, MIGRATE):
        raise Refused("Terms go with an approval only.", "C1", "terms")
    if wish.devices and wish.outcome not in (APPROVE, MIGRATE):
        raise Refused("Only an approval can be limited to devices.", "C1", "devices")
    if wish.outcome == NO_EXEMPTION and edition.route(wish.route) is None:
        if wish.route:
            known = ", ".join(row.code for row in edition.routes)
            raise Refused(f'"{wish.route}" is no route; it can be {known}.', "A4", "route")
        known = ", ".join(row.name for row in edition.routes)
        raise Refused(f"Name the route to take instead: {known}.", "A4", "route")
    if wish.outcome == RETURN and not case.missing and not wish.reason.strip():
        raise Refused(
            "All four details are given: mark one as not sufficient, or write what is asked.",
            "A1",
            "reason",
        )
    if day < case.received_on:
        raise Refused(
            f"The decision would be dated {day}, before the request came on {case.received_on}.",
            "C1",
            "today",
        )


def outcome_in_words(outcome: str) -> str:
    return OUTCOME_NAMES.get(outcome, outcome)


def types_of(linked: Sequence[Case]) -> tuple[str, ...]:
    """The exemption types of linked cases, for factor 2 of drivers (B7)."""
    return tuple(case.request.type for case in linked)
