"""Editions are rows of data: complete, with the rules' own structure,
and refused when they have a hole.
"""

from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.edition import edition_from
from mmd_reviewer.domain.edition_replay import replayed
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import DecisionMade
from tests.domain.test_decision import try_to
from tests.making import case

SMALL: dict[str, Any] = {
    "code": "x",
    "name": "an edition",
    "since": "2020-01-01",
    "types": [{"code": "t", "name": "T", "description": "d"}],
    "factors": [{"code": "f", "question": "?", "if_yes": "decline", "months": [3, 12]}],
    "conditions": [{"code": "c", "name": "C", "text": "harm"}],
}


@pytest.mark.parametrize("code", ["2019-11", "2022-12"])
def test_a2_b1_b3_b8_the_bundled_editions(code: str) -> None:
    """A0, A2, B1, B3, B8: seven types, four factors in order, the key conditions of their time."""
    edition = bootstrap.editions()[code]
    assert [row.code for row in edition.types] == [
        "productivity_software",
        "security_agents_vpns",
        "digital_experience_monitoring",
        "drivers",
        "policies",
        "devices",
        "other",
    ]
    assert [(row.code, row.if_yes) for row in edition.factors] == [
        ("non_negotiable", "decline"),
        ("restricted_productivity", "approve"),
        ("microsoft_technology", "approve_migration"),
        ("no_microsoft_technology", "approve"),
    ]
    assert edition.factors[2].months == (3, 12)
    extra = ["personalisation"] if code == "2022-12" else []
    assert [row.code for row in edition.conditions] == [
        "security",
        "cost",
        "stability",
        "operations",
        *extra,
    ]
    assert len(edition.ticks) == 12
    assert {row.code for row in edition.routes} == {
        "configurable_setting",
        "customer_setting",
        "routine_change",
        "request_for_information",
        "deploy_through_intune",
        "register_device",
    }
    assert all(row["source"] for row in edition.baseline)
    assert {row["type"] for row in edition.technology} <= {row.code for row in edition.types} | {""}
    assert all(row.description for row in edition.types)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"types": []}, "types"),
        ({"factors": None}, "factors"),
        ({"conditions": [{"code": "c"}]}, "name"),
        ({"since": "soon"}, "since"),
    ],
)
def test_b8_an_edition_with_a_hole_is_refused(change: dict[str, Any], field: str) -> None:
    """B8: the refusal names the hole."""
    with pytest.raises(Refused) as refusal:
        edition_from({**SMALL, **change})
    assert (refusal.value.rule, refusal.value.field) == ("B8", field)


def test_rows_are_found_by_code() -> None:
    """A type that is gone keeps its code as its name."""
    edition = edition_from(SMALL)
    assert edition.type_name("t") == "T"
    assert edition.type_name("gone") == "gone"
    assert (edition.number("f"), edition.number("g")) == (1, 0)
    assert edition.factor("g") is None
    assert edition.condition("d") is None
    assert edition.route("r") is None
    assert edition.digest != edition_from({**SMALL, "name": "other"}).digest


@pytest.mark.parametrize("made", [(), (try_to("return", {}, reason="Which devices?"),)])
def test_b8_only_approvals_and_declines_are_replayed(made: tuple[DecisionMade, ...]) -> None:
    """B8: an open request has no decision that a draft could change,
    and a return says nothing of the factors.
    """
    assert (
        replayed(case(*made), bootstrap.editions()["2019-11"], bootstrap.editions()["2022-12"])
        is None
    )
    decline = try_to("decline", {"non_negotiable": "yes"}, reason="No.")
    assert replayed(case(decline), bootstrap.editions()["2019-11"], edition_from(SMALL)) is not None
