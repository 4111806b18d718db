"""The muted words beside each decision, and the period it would have (rules A1, B4 to B6, E2)."""

from datetime import date
from typing import Any

import pytest

from mmd_reviewer.domain.assessment import Answers, patch_from, patched
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal, decide, not_possible
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Body, Deployed
from mmd_reviewer.domain.recommendation import Recommendation, recommend
from mmd_reviewer.services.read.decision_hints import hint, obstacle_words, suggestion
from tests.making import DAY, FACTOR_3, FACTOR_4, HOLDING, case, edition, request

FACTOR_1 = {"non_negotiable": "yes"}
BROKEN = {**FACTOR_4, "conditions": {**HOLDING, "security": "broken"}}
NOTED = {**BROKEN, "notes": {"security": "An open port on every device."}}
OPEN: dict[str, Any] = {"non_negotiable": "no", "microsoft_technology": "no", "conditions": {}}


def assessed(answers: dict[str, Any], **asked: Any) -> tuple[Case, Recommendation]:
    """A case with these answers, and what the rules suggest for it."""
    wanted, here = request(**asked), edition()
    patch = patch_from(answers, here, wanted)
    found = recommend(here, wanted, patched(Answers(), patch), DAY)
    return case(patch, asked=wanted), found


def said(
    answers: dict[str, Any], outcome: str, asked: dict[str, Any] | None = None, **wish: Any
) -> str:
    of, found = assessed(answers, **asked or {})
    return hint(of, found, Proposal(outcome, **wish), DAY)


@pytest.mark.parametrize(
    ("answers", "outcome", "words"),
    [
        (FACTOR_4, "approve", "as recommended"),
        (FACTOR_4, "approve_migration", "needs a reason"),
        (FACTOR_4, "decline", "needs a reason"),
        (FACTOR_3, "approve_migration", "as recommended"),
        (FACTOR_3, "approve", "needs a reason"),
        (FACTOR_1, "decline", "write the facts"),
        (BROKEN, "decline", "write the facts"),
        (NOTED, "decline", "as recommended"),
        (FACTOR_4, "withdrawn", ""),
        (FACTOR_4, "return", "needs a reason"),
        ({}, "no_exemption_needed", ""),
        (FACTOR_4, "no_exemption_needed", "needs a reason"),
    ],
)
def test_each_decision_says_what_it_asks_for(
    answers: dict[str, Any], outcome: str, words: str
) -> None:
    assert said(answers, outcome) == words


@pytest.mark.parametrize(
    ("asked", "outcome", "words"),
    [
        ({"requirement": ""}, "return", "names what is missing"),
        ({"timeline": ""}, "return", "names what is missing"),
        ({"timeline": "soon"}, "approve", "needs a period"),
        ({"timeline": "until 2026-11-01"}, "approve", "needs a period"),
        ({"timeline": "permanent"}, "approve", "as recommended"),
    ],
)
def test_what_is_missing_or_not_understood_is_said(
    asked: dict[str, Any], outcome: str, words: str
) -> None:
    assert said(FACTOR_4, outcome, asked) == words


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"months": 12}, "as recommended"),
        ({"months": 13}, "needs a reason"),
        ({"months": 2}, "needs a reason"),
        ({"until": date(2027, 6, 30)}, "as recommended"),
        ({"until": date(2026, 11, 22)}, "needs a period"),
        ({"open_ended": True}, "needs a period"),
        ({"months": 6, "until": date(2027, 6, 30)}, "needs a period"),
    ],
)
def test_the_period_that_is_typed_decides_whether_a_reason_is_needed(
    wish: dict[str, Any], words: str
) -> None:
    """B5, B6: a migration lasts 3 to 12 months; outside a reason is written."""
    assert said(FACTOR_3, "approve_migration", **wish) == words


def test_a_second_decision_needs_a_reason_whatever_it_is() -> None:
    """C7: it replaces an earlier one."""
    of, found = assessed(FACTOR_4)
    of = decided(of, found)
    assert hint(of, found, Proposal("approve"), DAY) == "needs a reason"


def decided(of: Case, found: Recommendation, *more: Body) -> Case:
    """The case approved as it was asked for, and what happened after it."""
    made = decide(of, edition(), found, Proposal("approve"), DAY)
    bodies = [fact.body for fact in of.facts[1:]]
    return case(*bodies, made, *more, asked=of.request)


def words_of(answers: dict[str, Any], outcome: str, of: Case | None = None, **asked: Any) -> str:
    made, found = assessed(answers, **asked)
    obstacle = not_possible(of or made, found, outcome, DAY)
    assert obstacle is not None
    return obstacle_words(found, obstacle)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "factor 1 unknown"),
        ({"non_negotiable": "no"}, "factor 3 unknown"),
        (OPEN, "4 answers unknown"),
        ({**OPEN, "conditions": {**HOLDING, "security": "unknown"}}, "security unknown"),
        ({**OPEN, "conditions": {"security": "holds", "cost": "holds"}}, "2 answers unknown"),
    ],
)
def test_an_approval_says_which_answer_it_waits_for(answers: dict[str, Any], words: str) -> None:
    """B4: no reason makes up for it; a factor is named as the checklist numbers it."""
    assert words_of(answers, "approve") == words


def test_a_decision_that_cannot_be_chosen_says_why_in_a_word() -> None:
    assert words_of(FACTOR_4, "approve", requirement="") == "details are missing"
    deployed = decided(*assessed(FACTOR_4), Deployed(DAY, ()))
    for outcome in ("withdrawn", "decline"):
        assert words_of(FACTOR_4, outcome, deployed) == "deployed"
    other = Refused("Edition 9 has no migration period.", "B8", "outcome")
    assert obstacle_words(Recommendation("approve"), other) == "Edition 9 has no migration period."


def test_the_refusal_names_what_is_open_by_its_name() -> None:
    made, found = assessed({**OPEN, "conditions": {"security": "holds", "cost": "holds"}})
    obstacle = not_possible(made, found, "approve", DAY)
    assert obstacle is not None
    assert (obstacle.rule, obstacle.field) == ("B4", "stability")
    assert obstacle.message == (
        "No approval yet: System stability and Operating the service are open, and no reason can "
        "make up for that."
    )


@pytest.mark.parametrize(
    ("timeline", "outcome", "period"),
    [
        ("24 months", "approve", "24 months"),
        ("6 weeks", "approve", "6 weeks"),
        ("permanent", "approve", "open-ended"),
        ("until 2027-06-30", "approve", "until 2027-06-30"),
        ("soon", "approve", "6 months"),
        ("24 months", "approve_migration", "12 months"),
        ("6 months", "approve_migration", "6 months"),
        ("permanent", "approve_migration", "12 months"),
    ],
)
def test_the_period_that_would_be_taken_is_shown(timeline: str, outcome: str, period: str) -> None:
    of, found = assessed(FACTOR_3, timeline=timeline)
    assert suggestion(of, outcome, found, DAY) == period
