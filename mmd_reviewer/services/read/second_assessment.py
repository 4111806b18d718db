"""What a second assessment shows: before it is recorded the request and the questions alone,
afterwards both side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from mmd_reviewer.domain.assessment import UNKNOWN, Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.recommendation import Recommendation
from mmd_reviewer.domain.second_assessment import (
    DIFFERS,
    check_second,
    second_of,
    standing,
    why_wanted,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.shown import Shown, shown_case
from mmd_reviewer.services.second_assessment import edition_of, recommended_for

WORDS = {UNKNOWN: "Not answered", "yes": "Yes", "no": "No", "holds": "Holds", "broken": "Broken"}
HIDDEN = "The first answers and the decision stay hidden until yours are recorded."


def _obstacle(case: Case, reviewer: str) -> str:
    try:
        check_second(case, reviewer)
    except Refused as refusal:
        return refusal.message
    return ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A question with both answers and the notes on them."""

    code: str
    question: str
    first: str
    second: str
    first_note: str
    second_note: str

    @property
    def differs(self) -> bool:
        """Do they answer it otherwise?"""
        return self.first != self.second


@dataclass(frozen=True, slots=True)
class SecondShown:
    """A case for its second assessment. `blind` shows the request and nothing of the first's;
    `rows` are empty until the second is recorded. `obstacle`: why this person cannot make it.
    `recommend` tells what answers lead to.
    """

    blind: Shown
    edition: Edition
    wanted: str
    obstacle: str
    rows: tuple[Beside, ...]
    headline: str
    remark: str
    differs: bool
    names: tuple[str, str]
    recommend: Callable[[Answers], Recommendation]

    @property
    def number(self) -> str:
        """The case's number."""
        return self.blind.case.number


def read_second(desk: Desk, number: str) -> SecondShown:
    """Read a case for its second assessment, or with both that were made."""
    shown = shown_case(desk, number)
    case, edition = shown.case, edition_of(desk, shown.case)
    waits = standing(case)
    return SecondShown(
        _blind(shown, edition),
        edition,
        why_wanted(case),
        _obstacle(case, desk.reviewer),
        tuple(_rows(case, edition)),
        _headline(case),
        _remark(case, waits),
        waits == DIFFERS,
        _names(case),
        partial(recommended_for, case, edition, shown.linked),
    )


def _blind(shown: Shown, edition: Edition) -> Shown:
    """The request as it was decided on, without answers, decision and notes."""
    case = replace(shown.case, notes=(), answers=Answers(), second_assessments=(), evidence=())
    return replace(shown, case=case, edition=edition, judged_by=None, drafts=(), state="new")


def _rows(case: Case, edition: Edition) -> Iterator[Beside]:
    second = second_of(case)
    if second is None or case.decision is None:
        return
    first, other = case.decision.answers, second.answers
    asked = [(row.code, row.question) for row in edition.asked()]
    for code, question in [*asked, *((row.code, row.name) for row in edition.conditions)]:
        pair = [{**one.factors, **one.findings}.get(code, UNKNOWN) for one in (first, other)]
        notes = first.notes.get(code, ""), other.notes.get(code, "")
        yield Beside(code, question, WORDS[pair[0]], WORDS[pair[1]], *notes)


def _headline(case: Case) -> str:
    second = second_of(case)
    if second is None or case.decision is None:
        return ""
    first = case.decision
    return (
        f"{first.by} decided: {outcome_in_words(first.made.outcome).lower()}. {second.by}’s "
        f"answers of {on_screen(second.day)} recommend: "
        f"{outcome_in_words(second.recommended).lower()}."
    )


def _names(case: Case) -> tuple[str, str]:
    """Who assessed first, and second."""
    first, second = case.decision, second_of(case)
    return first.by if first is not None else "", second.by if second is not None else ""


def _remark(case: Case, waits: str) -> str:
    second = second_of(case)
    if second is None or case.decision is None:
        return HIDDEN
    if waits == DIFFERS:
        return (
            f"{case.decision.by} decides anew, or says why the decision stands; the letter waits "
            "for that."
        )
    if second.kept:
        return f"The decision stands: {second.kept}"
    return "Nothing waits."


def second_lines(look: SecondShown) -> list[str]:
    """Both side by side, for the terminal; differences are marked."""
    lines = [look.headline]
    for row in look.rows:
        mark = "≠" if row.differs else " "
        lines.append(f"{mark} {row.question[:60]:<60}  {row.first:<13} {row.second}")
        lines += [f"    first: {row.first_note}"] if row.first_note else []
        lines += [f"    second: {row.second_note}"] if row.second_note else []
    return [*lines, look.remark]
