"""How the checklist stands for given answers (rules B1, B2, B7)."""

from typing import Any

import pytest

from mmd_reviewer.domain.assessment import patch_from, patched
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.recommendation import recommend
from mmd_reviewer.domain.request import Request
from mmd_reviewer.services.read.checklist import headline, next_open, step_looks
from mmd_reviewer.services.read.decision_hints import obstacle_words
from tests.making import DAY, FACTOR_3, FACTOR_4, HOLDING, edition, request
from tests.making import case as made_case


def answers(asked: Request, *patches: dict[str, Any]) -> Any:
    """Answers as they stand after these patches."""
    found = made_case(asked=asked).answers
    for patch in patches:
        found = patched(found, patch_from(patch, edition(), asked))
    return found


def looks(asked: Request, *patches: dict[str, Any], cursor: str = "") -> dict[str, str]:
    """State of each factor, by code."""
    given = answers(asked, *patches)
    return {
        code: look.state for code, look in step_looks(edition(), asked, given, (), cursor).items()
    }


def codes() -> list[str]:
    return [factor.code for factor in edition().factors]


def test_an_empty_checklist_asks_the_first_factor_and_locks_the_rest() -> None:
    vpn = request()
    first = edition().asked()[0].code
    assert next_open(edition(), vpn, answers(vpn), ()) == first
    states = looks(vpn, cursor=first)
    assert [states[code] for code in codes()] == ["active", "aside", "locked", "locked"]
    lines = step_looks(edition(), vpn, answers(vpn), (), first)
    assert (
        lines["restricted_productivity"].line
        == "Only for type Productivity software. Counts as No."
    )
    assert lines["microsoft_technology"].line == "Locked: asked when factor 1 is answered"
    assert lines[codes()[3]].line == "Locked: asked only when factor 3 is answered No"


def test_yes_to_the_first_factor_settles_the_case() -> None:
    vpn = request()
    yes = {"non_negotiable": "yes"}
    assert next_open(edition(), vpn, answers(vpn, yes), ()) == ""
    assert looks(vpn, yes)["microsoft_technology"] == "locked"
    line = step_looks(edition(), vpn, answers(vpn, yes), (), "")["microsoft_technology"].line
    assert line == "Not asked: factor 1 settles the case"


def test_an_unknown_factor_stays_open() -> None:
    vpn = request()
    unknown = {"non_negotiable": "unknown"}
    assert next_open(edition(), vpn, answers(vpn, unknown), ()) == "non_negotiable"
    assert looks(vpn, unknown)["microsoft_technology"] == "locked"


def test_a_changed_answer_leaves_later_ones_to_be_confirmed() -> None:
    apps = request(type="productivity_software", type_words="Productivity software")
    given = (
        {"non_negotiable": "no", "restricted_productivity": "no", "microsoft_technology": "no"},
    )
    assert looks(apps, *given)["restricted_productivity"] == "done"
    changed = (*given, {"non_negotiable": "unknown"}, {"non_negotiable": "no"})
    assert looks(apps, *changed)["restricted_productivity"] == "confirm"
    assert (
        looks(apps, *changed, cursor="restricted_productivity")["restricted_productivity"]
        == "active"
    )
    assert next_open(edition(), apps, answers(apps, *changed), ()) == "restricted_productivity"


def test_conditions_follow_the_factors() -> None:
    vpn = request()
    no = {"non_negotiable": "no", "microsoft_technology": "no"}
    assert next_open(edition(), vpn, answers(vpn, no), ()) == "security"
    assert (
        next_open(edition(), vpn, answers(vpn, no, {"conditions": {"security": "broken"}}), ())
        == "cost"
    )
    assert next_open(edition(), vpn, answers(vpn, no, {"conditions": HOLDING}), ()) == ""
    assert looks(vpn, no)[codes()[3]] == "done"


@pytest.mark.parametrize(
    ("patch", "timeline", "expected"),
    [
        (
            {"non_negotiable": "yes"},
            "9 months",
            ("Decline", "Factor 1 decides", "Nothing is open", True),
        ),
        ({}, "9 months", ("Undetermined", "", "Open: Factor 1", False)),
        (FACTOR_4, "open-ended", ("Approve", "Open-ended", "Nothing is open", True)),
        (
            FACTOR_4,
            "when we like",
            ("Approve", "The period is yours to give", "Nothing is open", True),
        ),
        (FACTOR_4, "2026-12-10", ("Approve", "Until Thu 2026-12-10", "Nothing is open", True)),
        (
            FACTOR_3,
            "24 months",
            ("Approve for migration", "12 months, until Tue 2027-11-23", "Nothing is open", True),
        ),
    ],
)
def test_the_headline_says_what_follows(
    patch: dict[str, Any], timeline: str, expected: tuple[object, ...]
) -> None:
    asked = request(timeline=timeline)
    found = recommend(edition(), asked, answers(asked, patch), DAY)
    assert headline(edition(), found) == expected


def test_the_headline_names_what_is_open_and_what_is_broken() -> None:
    asked = request()
    unknown = {**FACTOR_3, "conditions": {**HOLDING, "stability": "unknown"}}
    found = headline(edition(), recommend(edition(), asked, answers(asked, unknown), DAY))
    assert found[1:3] == (
        "Migration, 12 months, if system stability holds",
        "Open: System stability",
    )
    bare = {**FACTOR_4, "conditions": {}}
    found = headline(edition(), recommend(edition(), asked, answers(asked, bare), DAY))
    assert found[1] == "Approve, if all conditions hold"
    assert found[2] == "Open: Security, Operations and support cost and 2 more"
    broken = {**FACTOR_4, "conditions": {**HOLDING, "security": "broken", "cost": "broken"}}
    found = headline(edition(), recommend(edition(), asked, answers(asked, broken), DAY))
    assert found[:2] == ("Decline", "Security and Operations and support cost broken")


def test_the_row_of_a_deployed_case_says_so() -> None:
    found = recommend(edition(), request(), answers(request(), FACTOR_4), DAY)
    assert obstacle_words(found, Refused("x", "C7")) == "deployed"
    assert obstacle_words(found, Refused("Not so.", "B9")) == "Not so."


def test_b2_the_headline_names_two_open_conditions_and_counts_the_rest() -> None:
    """B2: what is open is named; of three the third is counted."""
    asked = request()
    open_ones = list(HOLDING)[:3]
    for many, said in (
        (2, "Open: Security, Operations and support cost"),
        (3, "Open: Security, Operations and support cost and 1 more"),
    ):
        unknown = {**HOLDING, **dict.fromkeys(open_ones[:many], "unknown")}
        given = answers(asked, {**FACTOR_4, "conditions": unknown})
        found = headline(edition(), recommend(edition(), asked, given, DAY))
        assert found[1:3] == ("Approve, if all conditions hold", said)
