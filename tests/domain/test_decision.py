"""What may be decided, and when a reason must be written."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mmd_reviewer.domain.assessment import Answers, patch_from, patched
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import (
    OUTCOMES,
    Proposal,
    decide,
    departure,
    not_possible,
    outcome_in_words,
    types_of,
)
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import DecisionMade, Deployed, DetailJudged, RequestAmended
from mmd_reviewer.domain.recommendation import recommend
from tests.making import DAY, FACTOR_3, FACTOR_4, HOLDING, case, edition, request


def try_to(
    outcome: str,
    answers: dict[str, Any],
    *,
    asked: Any = None,
    day: date = DAY,
    of: Case | None = None,
    **wish: Any,
) -> DecisionMade:
    """Decide on a case with these answers."""
    asked = asked or request()
    here = edition()
    given = patched(Answers(), patch_from(answers, here, asked))
    of = of or case(patch_from(answers, here, asked), asked=asked)
    return decide(of, here, recommend(here, asked, given, day), Proposal(outcome, **wish), day)


def refused(outcome: str, answers: dict[str, Any], **given: Any) -> tuple[str, str]:
    """Rule and field of the refusal."""
    with pytest.raises(Refused) as refusal:
        try_to(outcome, answers, **given)
    return refusal.value.rule, refusal.value.field


def test_b5_as_recommended_needs_no_reason() -> None:
    """B5, C1: the recommendation's reasons are the reason;
    the period starts on the decision date.
    """
    made = try_to("approve_migration", FACTOR_3)
    assert (made.departs, made.start, made.until, made.months) == (
        False,
        DAY,
        date(2027, 11, 23),
        12,
    )
    assert [reason.rule for reason in made.because] == ["B1", "B7", "B1", "B6", "B4"]
    assert made.edition == "2019-11"
    assert made.edition_digest == edition().digest


@pytest.mark.parametrize(
    ("outcome", "answers", "wish"),
    [
        ("decline", FACTOR_4, {}),
        ("approve", FACTOR_3, {"months": 6}),
        ("return", FACTOR_4, {}),
        ("no_exemption_needed", FACTOR_4, {"route": "deploy_through_intune"}),
        ("approve_migration", FACTOR_3, {"months": 2}),
        ("approve_migration", FACTOR_3, {"months": 13}),
        ("approve_migration", {**FACTOR_3, "months": 6}, {"months": 9}),
        ("approve", {**FACTOR_4, "conditions": {**HOLDING, "cost": "broken"}}, {}),
        ("approve", {"non_negotiable": "yes"}, {}),
        ("decline", {}, {}),
    ],
)
def test_b5_b6_a_departure_needs_a_reason(
    outcome: str, answers: dict[str, Any], wish: dict[str, Any]
) -> None:
    """B4, B5, B6: another outcome, a period outside 3 to 12 months or longer than suggested."""
    rule, field = refused(outcome, answers, **wish)
    assert (rule, field) in {("B5", "reason"), ("A1", "reason")}
    made = try_to(outcome, answers, **wish, reason="Because of the board's decision.")
    assert made.departs
    assert made.reason == "Because of the board's decision."


@pytest.mark.parametrize(
    ("months", "until", "why"),
    [
        (None, date(2027, 2, 22), "outside 3 to 12 months"),
        (None, date(2027, 2, 23), ""),
        (None, date(2027, 11, 23), ""),
        (None, date(2027, 11, 24), "outside 3 to 12 months"),
        (6, date(2027, 5, 22), ""),
        (6, date(2027, 5, 23), ""),
        (6, date(2027, 5, 24), "longer than suggested"),
    ],
)
def test_b5_b6_from_which_day_on_a_migration_departs(
    months: int | None, until: date, why: str
) -> None:
    """B5, B6: the ends of 3 and 12 months and that of the suggested period are still within."""
    given = {**FACTOR_3, "months": months}
    if why:
        with pytest.raises(Refused, match=why):
            try_to("approve_migration", given, until=until)
    made = try_to("approve_migration", given, until=until, reason="The plant moves then.")
    assert (made.departs, made.until) == (bool(why), until)


def test_b6_a_shorter_wish_is_kept_and_needs_a_reason() -> None:
    """B6: six weeks are granted as a date, with a reason."""
    asked = request(timeline="6 weeks")
    assert refused("approve_migration", FACTOR_3, asked=asked) == ("B5", "reason")
    made = try_to("approve_migration", FACTOR_3, asked=asked, reason="The study takes six weeks.")
    assert (made.until, made.months) == (date(2027, 1, 4), None)


def test_b4_undetermined_cannot_be_made_an_approval() -> None:
    """B4: an unknown condition or an open factor; no reason makes up for it."""
    unknown = {**FACTOR_3, "conditions": {**HOLDING, "stability": "unknown"}}
    for answers in (unknown, {"non_negotiable": "no"}, {}):
        assert refused("approve_migration", answers, reason="Please.")[0] == "B4"
    assert try_to("decline", unknown, reason="The vendor withdrew it.").departs


@pytest.mark.parametrize("outcome", ["approve", "approve_migration", "decline"])
def test_a1_incomplete_is_neither_approved_nor_declined(outcome: str) -> None:
    """A1: it can be returned, withdrawn or closed; the refusal names what is missing."""
    asked = request(proposal="")
    assert refused(outcome, FACTOR_3, asked=asked, reason="x") == ("A1", "proposal")
    assert try_to("return", {}, asked=asked).missing == ("proposal",)
    assert not try_to("withdrawn", {}, asked=asked).departs
    assert (
        try_to("no_exemption_needed", {}, asked=asked, route="routine_change").route
        == "routine_change"
    )


def test_b5_of_what_lacks_details_only_a_return_needs_no_reason() -> None:
    """B5, A4: no exemption needed departs where an answer exists, whatever is missing."""
    asked, route = request(proposal=""), "routine_change"
    assert refused("no_exemption_needed", FACTOR_3, asked=asked, route=route) == ("B5", "reason")
    made = try_to("no_exemption_needed", FACTOR_3, asked=asked, route=route, reason="Routine.")
    assert made.departs
    assert not try_to("return", FACTOR_3, asked=asked).departs
    unknown = {"non_negotiable": "unknown"}
    assert not try_to("no_exemption_needed", unknown, asked=asked, route=route).departs


def test_a1_a_detail_marked_not_sufficient_counts_as_missing() -> None:
    """A1: and a complete request is returned only with what is asked."""
    judged = case(DetailJudged("requirement", False, "No business need is named."))
    assert refused("decline", {}, of=judged, reason="x") == ("A1", "requirement")
    assert try_to("return", {}, of=judged).missing == ("requirement",)
    assert refused("return", {}) == ("A1", "reason")


def test_a4_no_exemption_names_its_route() -> None:
    """A4: one of the edition's routes."""
    assert refused("no_exemption_needed", {}, route="by magic") == ("A4", "route")
    with pytest.raises(Refused, match="no route; it can be configurable_setting, customer_setting"):
        try_to("no_exemption_needed", {}, route="by magic")
    with pytest.raises(Refused, match="to take instead: Configurable setting, Setting of your own"):
        try_to("no_exemption_needed", {})
    assert not try_to("no_exemption_needed", {}, route="deploy_through_intune").departs


@pytest.mark.parametrize(
    ("outcome", "wish", "rule", "field"),
    [
        ("undetermined", {}, "C1", "outcome"),
        ("approve_migration", {"open_ended": True, "reason": "x"}, "B6", "period"),
        ("approve_migration", {"months": 3, "until": date(2027, 1, 1)}, "", "period"),
        ("approve_migration", {"months": 0}, "B6", "months"),
        ("approve_migration", {"until": DAY, "reason": "x"}, "C1", "until"),
        ("decline", {"terms": "only on Mondays", "reason": "x"}, "C1", "terms"),
        ("decline", {"devices": ("1",), "reason": "x"}, "C1", "devices"),
        ("approve_migration", {"reason": "x" * 33000}, "A1", "reason"),
    ],
)
def test_c1_proposals_that_cannot_be(
    outcome: str, wish: dict[str, Any], rule: str, field: str
) -> None:
    """C1, B6: each refusal names rule and field."""
    assert refused(outcome, FACTOR_3, **wish) == (rule, field)


def test_c1_periods_of_approvals() -> None:
    """C1, C5: until a date, in months from the decision date, or open-ended."""
    assert try_to("approve", FACTOR_4).until == date(2028, 11, 23)
    assert try_to("approve", FACTOR_4, open_ended=True).open_ended
    made = try_to(
        "approve", FACTOR_4, until=date(2027, 6, 30), terms="Test group first.", devices=("5", "6")
    )
    assert (made.until, made.months, made.terms, made.devices) == (
        date(2027, 6, 30),
        None,
        "Test group first.",
        ("5", "6"),
    )
    vague = request(timeline="when it suits")
    assert refused("approve", FACTOR_4, asked=vague) == ("A1", "period")
    assert try_to("approve", FACTOR_4, asked=vague, months=6).until == date(2027, 5, 23)
    assert try_to("approve", FACTOR_4, asked=request(timeline="permanent")).open_ended


def test_c1_not_before_the_request_came() -> None:
    """C1: a decision is dated on or after the day the request came."""
    assert refused("decline", {"non_negotiable": "yes"}, day=date(2026, 11, 1)) == ("C1", "today")


def test_c7_a_second_decision_needs_a_reason() -> None:
    """C7: also where it is as recommended."""
    first = try_to("approve_migration", FACTOR_3)
    decided = case(patch_from(FACTOR_3, edition(), request()), first)
    assert refused("approve_migration", FACTOR_3, of=decided) == ("C7", "reason")
    assert try_to(
        "approve_migration", FACTOR_3, of=decided, months=6, reason="A shorter project."
    ).departs


def test_a5_after_an_answer_to_a_return_nothing_is_replaced() -> None:
    """A5, C7: the amended request is decided anew without a reason for replacing."""
    returned = try_to("return", {}, reason="Which devices?")
    again = request(requirement="40 planners.")
    reopened = case(
        returned, RequestAmended(again, "tickets.json"), patch_from(FACTOR_3, edition(), again)
    )
    assert not try_to("approve_migration", FACTOR_3, of=reopened).departs


def test_c7_once_deployed_only_a_revocation_takes_it_back() -> None:
    """C1, C7: withdrawn until deployment, nothing else after it."""

    on_devices = case(try_to("approve_migration", FACTOR_3), Deployed(DAY))
    found = recommend(edition(), on_devices.request, Answers(), DAY)
    rules = {outcome: not_possible(on_devices, found, outcome, DAY) for outcome in OUTCOMES}
    assert {outcome: refusal.rule if refusal else "" for outcome, refusal in rules.items()} == {
        "approve": "C7",
        "approve_migration": "C7",
        "decline": "C7",
        "return": "C7",
        "no_exemption_needed": "C7",
        "withdrawn": "C1",
        "closed_unanswered": "C7",
    }


def test_b8_no_migration_under_an_edition_without_one() -> None:
    """B8, B6: where no factor leads to a migration there are no months that could be granted."""
    factors = tuple(replace(row, if_yes="approve", months=None) for row in edition().factors)
    found = recommend(replace(edition(), factors=factors), request(), Answers(), DAY)
    refusal = not_possible(case(), found, "approve_migration", DAY)
    assert refusal is not None
    assert (refusal.rule, refusal.field) == ("B8", "outcome")


def test_words_and_linked_types() -> None:
    """B7: the types of linked cases; outcomes have names for people."""
    assert types_of((case(),)) == ("security_agents_vpns",)
    assert outcome_in_words("approve_migration") == "Approve for migration"
    assert outcome_in_words("other") == "other"
    assert (
        departure(
            case(), recommend(edition(), request(), Answers(), DAY), Proposal("withdrawn"), DAY
        )
        == ""
    )
