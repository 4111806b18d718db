"""How the checklist stands for given answers:
pure, so that it can be told without a window (rules B1, B2, B7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmd_reviewer.domain.assessment import NO, UNKNOWN, YES, Answers, applies
from mmd_reviewer.domain.decision import OUTCOME_NAMES
from mmd_reviewer.domain.edition import Edition, Factor
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.recommendation import Recommendation, number
from mmd_reviewer.domain.request import Request


@dataclass(frozen=True, slots=True)
class StepLook:
    """How a step stands: done, active, locked, aside (does not apply) or confirm;
    the line under its question.
    """

    state: str
    line: str
    answer: str = ""


def next_open(edition: Edition, request: Request, answers: Answers, linked: Sequence[str]) -> str:
    """The code of the factor or key condition to answer next; "" when nothing is open."""
    doubt = answers.to_confirm(edition)
    for factor in edition.asked():
        if not applies(factor, request.type, linked):
            continue
        answer = answers.factors.get(factor.code, UNKNOWN)
        if answer == UNKNOWN or factor.code in doubt:
            return factor.code
        if answer == YES:
            if factor.if_yes == "decline":
                return ""
            break
    for condition in edition.conditions:
        if answers.findings.get(condition.code, UNKNOWN) == UNKNOWN or condition.code in doubt:
            return condition.code
    return ""


def step_looks(
    edition: Edition, request: Request, answers: Answers, linked: Sequence[str], cursor: str
) -> dict[str, StepLook]:
    """How each factor of the edition is shown, by code."""
    looks: dict[str, StepLook] = {}
    doubt = answers.to_confirm(edition)
    settled: Factor | None = None
    waiting: Factor | None = None
    reached = ""
    for factor in edition.factors:
        answer = answers.factors.get(factor.code, "")
        if not applies(factor, request.type, linked):
            names = " or ".join(edition.type_name(code) for code in factor.types)
            looks[factor.code] = StepLook("aside", f"Only for type {names}. Counts as No.")
            continue
        if settled is not None:
            looks[factor.code] = StepLook(
                "locked", f"Not asked: factor {number(edition, settled)} settles the case"
            )
        elif waiting is not None:
            looks[factor.code] = StepLook("locked", _lock_words(edition, factor, waiting))
        elif not factor.asked:
            looks[factor.code] = StepLook("done", factor.words.yes)
        else:
            state = "confirm" if factor.code in doubt else "done"
            line = answers.notes.get(factor.code, "")
            if state == "confirm":
                line = "To be confirmed: the request or an earlier answer changed."
            looks[factor.code] = StepLook(state, line, answer)
            reached = factor.code
        if settled is None and waiting is None and factor.asked:
            if answer == YES:
                settled = factor
            elif answer != NO or factor.code in doubt:
                waiting = factor
    deciding = edition.factor(reached)
    stays_open = (
        deciding is not None and deciding.months is not None and looks[reached].answer == YES
    )
    shown = edition.factor(cursor) or (deciding if stays_open else None)
    if shown is not None and shown.asked and looks[shown.code].state in ("done", "confirm"):
        looks[shown.code] = StepLook("active", looks[shown.code].line, looks[shown.code].answer)
    return looks


def _lock_words(edition: Edition, factor: Factor, waiting: Factor) -> str:
    if not factor.asked:
        asked = edition.asked()[-1]
        return f"Locked: asked only when factor {number(edition, asked)} is answered No"
    return f"Locked: asked when factor {number(edition, waiting)} is answered"


def headline(edition: Edition, found: Recommendation) -> tuple[str, str, str, bool]:
    """(headline, line under it, what is open, whether nothing is open) of a recommendation."""
    title = OUTCOME_NAMES[found.outcome]
    conditions = {row.code: row.name for row in edition.conditions}
    if found.outcome == "undetermined":
        names = found.open_names
        shown = ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")
        likely = ""
        if found.if_open_holds:
            held = names[0].lower() if len(names) == 1 else "all conditions"
            verb = "holds" if len(found.open) == 1 else "hold"
            likely = f"{_likely(found)}, if {held} {verb}"
        return title, likely, f"Open: {shown}", False
    if found.outcome == "decline":
        broken = in_a_row(conditions[code] for code in found.broken)
        decides = f"Factor {edition.number(found.factor)} decides"
        return title, f"{broken} broken" if broken else decides, "Nothing is open", True
    return title, _period(found), "Nothing is open", True


def _likely(found: Recommendation) -> str:
    if found.if_open_holds == "approve_migration":
        period = found.period.length or (f"until {on_screen(found.until)}" if found.until else "")
        return f"Migration, {period}" if period else "Migration"
    return "Approve"


def _period(found: Recommendation) -> str:
    if found.open_ended:
        return "Open-ended"
    if found.until is None:
        return "The period is yours to give"
    words = f"until {on_screen(found.until)}"
    return f"{found.period.length}, {words}" if found.period.length else f"U{words[1:]}"
