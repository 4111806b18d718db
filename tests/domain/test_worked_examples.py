"""The worked examples of the field handbook come out as written there."""

from datetime import date
from typing import Any

import pytest

from mmd_reviewer.domain.assessment import Answers, patch_from, patched
from mmd_reviewer.domain.decision import Proposal, departure
from mmd_reviewer.domain.recommendation import recommend
from tests.domain.test_decision import try_to
from tests.making import DAY, HOLDING, case, edition, request

NO = {"non_negotiable": "no", "microsoft_technology": "no", "conditions": HOLDING}
MIGRATE = {**NO, "microsoft_technology": "yes", "technology": "Endpoint analytics"}


def found(kind: str, timeline: str, answers: dict[str, Any], code: str = "2019-11") -> Any:
    """The recommendation for a type, a wish and answers."""
    asked = request(type=kind, timeline=timeline)
    given = patched(Answers(), patch_from(answers, edition(code), asked))
    return recommend(edition(code), asked, given, DAY)


def test_3_sap_gui_needs_no_exemption() -> None:
    """A4: no tick and deliverable by Intune: closed with its route, without a reason of its own."""
    asked = request(type="productivity_software", timeline="permanent")
    made = try_to("no_exemption_needed", {}, asked=asked, route="deploy_through_intune")
    assert (made.route, made.departs) == ("deploy_through_intune", False)


def test_4_office_2013_and_9_crowdstrike_are_declined_by_factor_1() -> None:
    """B1: they touch what is on every device."""
    for kind, timeline in (
        ("productivity_software", "12 months"),
        ("security_agents_vpns", "permanent"),
    ):
        outcome = found(kind, timeline, {"non_negotiable": "yes"})
        assert (outcome.outcome, outcome.factor) == ("decline", "non_negotiable")


def test_7_citrix_is_approved_by_factor_2_without_a_cap() -> None:
    """B7: factor 2 precedes factor 3, although Microsoft has an equivalent."""
    answers = {
        "non_negotiable": "no",
        "restricted_productivity": "yes",
        "ticks": ["U1", "U2"],
        "conditions": HOLDING,
    }
    outcome = found("productivity_software", "18 months", answers)
    assert (outcome.outcome, outcome.factor, outcome.until) == (
        "approve",
        "restricted_productivity",
        date(2028, 5, 23),
    )
    assert outcome.flags == ()


def test_11_anyconnect_is_a_migration_capped_at_12() -> None:
    """B1, B6: 24 months asked for, 12 the longest."""
    outcome = found("security_agents_vpns", "24 months", MIGRATE)
    assert (outcome.outcome, outcome.suggested, outcome.flags) == (
        "approve_migration",
        12,
        ("over_most",),
    )


def test_17_systrack_for_six_weeks_is_granted_and_flagged() -> None:
    """B6: under the floor, kept as asked, flagged, with a reason."""
    outcome = found("digital_experience_monitoring", "6 weeks", MIGRATE)
    assert (outcome.outcome, outcome.until, outcome.flags) == (
        "approve_migration",
        date(2027, 1, 4),
        ("under_least",),
    )
    asked = request(type="digital_experience_monitoring", timeline="6 weeks")
    assert departure(case(asked=asked), outcome, Proposal("approve_migration"), DAY)


def test_19_zebra_drivers_are_approved_by_factor_4() -> None:
    """B1: no Microsoft technology, nothing broken."""
    outcome = found("drivers", "permanent", NO)
    assert (outcome.outcome, outcome.factor, outcome.open_ended) == (
        "approve",
        "no_microsoft_technology",
        True,
    )


def test_20_an_unsigned_kernel_driver_breaks_two_conditions() -> None:
    """B3, B4: both are named."""
    broken = {**HOLDING, "security": "broken", "stability": "broken"}
    outcome = found("drivers", "12 months", {**NO, "conditions": broken})
    assert (outcome.outcome, outcome.broken) == ("decline", ("security", "stability"))


@pytest.mark.parametrize(
    ("number", "route"), [(26, "routine_change"), (27, "configurable_setting")]
)
def test_26_metered_updates_and_27_brand_image_take_another_route(number: int, route: str) -> None:
    """A4: routine change request, configurable setting."""
    asked = request(type="policies", timeline="permanent")
    assert try_to("no_exemption_needed", {}, asked=asked, route=route).route == route


def test_28_a_fixed_start_layout_depends_on_the_edition() -> None:
    """B8: approved under the conditions of 2019, declined under the fifth condition of 2022."""
    assert found("policies", "permanent", NO).outcome == "approve"
    later = {**NO, "conditions": {**HOLDING, "personalisation": "broken"}}
    outcome = found("policies", "permanent", later, "2022-12")
    assert (outcome.outcome, outcome.broken) == ("decline", ("personalisation",))


def test_33_we_need_adobe_is_returned() -> None:
    """A1: three of four details are missing."""
    asked = request(type="", type_words="", proposal="", timeline="", requirement="we need Adobe")
    assert try_to("return", {}, asked=asked).missing == ("type", "proposal", "timeline")
