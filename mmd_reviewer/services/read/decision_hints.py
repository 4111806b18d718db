"""The muted words beside each decision, and the period suggested:
pure, so that they can be told without a window.
"""

from __future__ import annotations

from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import RETURN, Proposal, departure, period
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.extension import check_no_open_revocation
from mmd_reviewer.domain.recommendation import APPROVE, DECLINE, MIGRATE, Recommendation
from mmd_reviewer.domain.suggested_period import asked_period


def obstacle_words(found: Recommendation, obstacle: Refused) -> str:
    """Why a decision cannot be chosen, in a word or two."""
    if obstacle.rule == "A1":
        return "details are missing"
    if obstacle.rule == "B4" and found.open:
        if len(found.open) > 1:
            return f"{len(found.open)} answers unknown"
        is_condition = found.open[0] in found.unknown  # its code is shorter than its name
        name = found.open[0].replace("_", " ") if is_condition else found.open_names[0].lower()
        return f"{name} unknown"
    return "deployed" if obstacle.rule in ("C1", "C7") else obstacle.message


def hint(
    case: Case, found: Recommendation, wish: Proposal, day: date, extends: Case | None = None
) -> str:
    """What a decision that can be chosen asks for: a reason,
    a period, or nothing; `day` begins the period.
    """
    if wish.outcome == RETURN and case.missing:
        return "names what is missing"
    try:
        if wish.outcome in (APPROVE, MIGRATE):
            check_no_open_revocation(extends)
            period(case, found, wish, day)
        why = departure(case, found, wish, day, extends)
    except Refused as refusal:
        return "revocation open" if refusal.rule == "E2" else "needs a period"
    if why:
        return "needs a reason"
    if wish.outcome == DECLINE and not any(
        case.answers.notes.get(code) for code in (found.factor, *found.broken)
    ):
        # the letter requires them: notes beside what decides, or the reason (C3)
        return "write the facts"
    return "as recommended" if wish.outcome == found.outcome else ""


def suggestion(case: Case, outcome: str, found: Recommendation, start: date) -> str:
    """The period that is taken when none is written; an example of one where one has to be."""
    period = asked_period(case.assessed.timeline, start)
    if outcome == MIGRATE and found.migration is not None:
        period = found.migration
    if period.until is not None:
        return period.length or f"until {period.until.isoformat()}"
    return "open-ended" if period.open_ended else "6 months"
