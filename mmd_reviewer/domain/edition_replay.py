"""Which past decisions a draft edition would change, and why, before it is announced (rule B8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decided import as_decided, recommendation_of_decision
from mmd_reviewer.domain.decision import types_of
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.extension import extended, migrating_since
from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.period import add_months, count
from mmd_reviewer.domain.recommendation import APPROVE, DECLINE, MIGRATE, UNDETERMINED, recommend

REPLAYED = (APPROVE, MIGRATE, DECLINE)


@dataclass(frozen=True, slots=True)
class Replayed:
    """A past decision that the draft would change: `was` decided,
    `would_be` recommended, and the reasons for that.
    """

    number: str
    customer: str
    title: str
    was: str
    would_be: str
    because: tuple[str, ...]


def replayed(
    case: Case, old: Edition, new: Edition, linked: Sequence[Case] = ()
) -> Replayed | None:
    """The decision under `new` with the answers of then;
    None where the recommendation stays as it was under `old`.

    Answers to a question, and findings on a condition, that are worded anew are unknown: a person
    has to judge them.
    """
    if case.decision is None or case.decision.made.outcome not in REPLAYED:
        return None
    made = case.decision.made
    then = as_decided(case)
    asked = then.version_of(case.decision)
    before = recommendation_of_decision(case, old, linked)
    line = extended(case, linked)
    answers = _kept(then.answers, old, new)
    since = migrating_since(line, made.start)
    found = recommend(new, asked, answers, made.start, types_of(linked), since)
    reasons = [reason.text for reason in found.because]
    would_be = found.outcome
    if new.type(asked.type) is None:
        would_be, reasons = UNDETERMINED, ["Its exemption type is no longer used."]
    elif (found.outcome, found.broken) == (before.outcome, before.broken):
        if not _too_long(made, old, new):
            return None
        most = new.migration_months[1] if new.migration_months else 0
        reasons = [
            f"The longest migration is {count(most, 'month')}; it was approved until {made.until}."
        ]
    known = {reason.text for reason in before.because}
    because = tuple(text for text in reasons if text not in known) or tuple(reasons)
    return Replayed(
        case.number, case.request.customer, case.request.heading(), made.outcome, would_be, because
    )


def _too_long(made: DecisionMade, old: Edition, new: Edition) -> bool:
    """A migration that the old edition's months allowed and the new one's do not (B6)."""
    if made.outcome != MIGRATE or made.until is None or new.migration_months is None:
        return False
    if new.migration_months == old.migration_months:  # it had a reason of its own
        return False
    return made.until > add_months(made.start, new.migration_months[1])


def _kept(answers: Answers, old: Edition, new: Edition) -> Answers:
    """The answers of then that still answer the same question, as answers under the new edition."""
    factors, findings = {}, {}
    for factor in new.factors:
        same = old.factor(factor.code)
        if same is not None and same.question == factor.question and factor.code in answers.factors:
            factors[factor.code] = answers.factors[factor.code]
    for condition in new.conditions:
        known = old.condition(condition.code)
        if (
            known is not None
            and known.text == condition.text
            and condition.code in answers.findings
        ):
            findings[condition.code] = answers.findings[condition.code]
    return replace(
        answers,
        edition=new.code,
        factors=factors,
        findings=findings,
        unconfirmed=answers.unconfirmed & {*factors, *findings},
    )
