"""Precedents of a case: the nearest, whatever their outcome; counts; what is being revoked."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import assessment, decision, letter, request_queue, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.precedents import NEAREST, Precedents, precedents_of
from tests.making import FACTOR_3, FACTOR_4, GROUNDS, QuickPress, new_desk, put_in_force, receive

NEEDS = (
    "214 planners must reach the ERP from home.",
    "Engineers update machines at customers over a tunnel.",
    "Auditors read files of the branch in Graz.",
    "The hotline connects to shops at night.",
    "Captains order spare parts from ships.",
    "Nurses look at pictures of patients at home.",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def decided(desk: Desk, place: int, outcome: str = "approve", **given: str) -> Case:
    """A case of AnyConnect that is decided."""
    values = {"ticket": f"MMD-{place}-D", "requirement": NEEDS[place % len(NEEDS)], **given}
    answers = FACTOR_3 if outcome == "approve_migration" else FACTOR_4
    case = assessment.answer(desk, receive(desk, **values), answers)
    return decision.make(desk, case, Proposal(outcome, "For a reason.", months=9 + place))


def numbers(found: Precedents) -> list[str]:
    return [near.row.number for near in found.nearest]


def test_the_nearest_are_at_most_five_and_never_the_case_itself(desk: Desk) -> None:
    for place in range(6):
        decided(desk, place)
    case = decided(desk, 6, requirement="Planners reach the ERP when they are at home.")
    found = precedents_of(desk, case)
    assert len(found.nearest) == NEAREST
    assert numbers(found)[0] == "A-0001"
    assert case.number not in numbers(found)
    assert all(near.same_product for near in found.nearest)


def test_the_order_does_not_go_by_the_outcome(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The same requests, decided the other way round, stand in the same order."""
    other = new_desk(tmp_path_factory.mktemp("other"))
    for place in range(5):
        decided(desk, place, "approve" if place % 2 else "decline")
        decided(other, place, "decline" if place % 2 else "approve")
    orders = []
    for one in (desk, other):
        case = receive(one, ticket="MMD-9-N", requirement="Ships' captains need spare parts.")
        found = precedents_of(one, case)
        orders.append(numbers(found))
        assert found.nearest[0].row.outcome == ("decline" if one is desk else "approve")
    assert orders[0] == orders[1]
    assert orders[0][0] == "A-0005"


def test_a_case_not_decided_returned_or_undone_is_none(desk: Desk) -> None:
    """C1, C7: what was taken back says nothing; nor does a return."""
    receive(desk, ticket="MMD-1-O")
    back = receive(desk, ticket="MMD-2-R")
    decision.make(desk, back, Proposal("return", "Which devices?"))
    undone = decided(desk, 3)
    request_queue.undo(desk, undone)
    assert precedents_of(desk, receive(desk, ticket="MMD-9-N")) == Precedents()


def test_counts_are_of_product_and_type_else_of_the_type(desk: Desk) -> None:
    """From five decided cases on, the case itself left out; a product has its own as soon as it has
    five.
    """
    for place in range(4):
        decided(desk, place)
    asking = receive(desk, ticket="MMD-9-N")
    assert precedents_of(desk, asking).counts is None
    decided(desk, 4, "approve_migration", title="GlobalProtect", proposal="GlobalProtect 6.0")
    found = precedents_of(desk, asking)
    assert found.counts is not None
    assert (found.counts.of, found.counts.with_it, found.of_product) == (5, 4, False)
    own = decided(desk, 5)
    assert precedents_of(desk, own).counts == found.counts, "not counted for itself"
    found = precedents_of(desk, asking)
    assert found.counts is not None
    assert (found.counts.of, found.counts.outcome, found.of_product) == (5, "approve", True)


def revoked(desk: Desk, place: int, **given: str) -> Case:
    """In force on two devices, and the first notice dispatched."""
    devices = (Device(f"A{place}", "HP", "Elite"), Device(f"B{place}", "HP", "Elite"))
    case = put_in_force(desk, decided(desk, place, **given), devices=devices)
    case = revocation.revoke(desk, case, ["stability"], **GROUNDS)
    case, issued = letter.issue(desk, case, "notice_first")
    return letter.dispatched(desk, case, issued.record.number, desk.today(), f"MMD-{place}-N")


def test_d1_the_same_product_in_revocation_elsewhere(desk: Desk) -> None:
    """D1: prepared alone is no revocation; of another product, or withdrawn, neither."""
    revoked(desk, 0)
    revoked(desk, 1, title="GlobalProtect", proposal="GlobalProtect 6.0 on laptops")
    third = decided(desk, 2)
    prepared = put_in_force(desk, third, devices=(Device("C1", "HP", "Elite"),))
    revocation.revoke(desk, prepared, ["cost"], **GROUNDS)
    asking = receive(desk, ticket="MMD-9-N", type_words="Policies", title="Rule for AnyConnect 5")
    found = precedents_of(desk, asking).revoking
    assert [(row.number, row.revoked_for, row.devices) for row in found] == [
        ("A-0001", ("stability",), 2)
    ]
    assert found[0].revoked_why == GROUNDS["why"]
    first = desk.case("A-0001")
    revocation.withdraw(desk, first, "The driver is repaired.")
    found = precedents_of(desk, asking).revoking
    assert found == ()
    near = next(one for one in precedents_of(desk, asking).nearest if one.row.number == "A-0001")
    assert near.row.revoked is not None, "that it was revoked is still told"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"title": "Nexthink", "proposal": "Nexthink 6.30", "type_words": "Drivers"}, False),
        ({"title": "Nexthink", "proposal": "Nexthink 6.30"}, True),
        ({"type_words": "Drivers"}, True),
    ],
    ids=["nothing in common", "the type", "the product"],
)
def test_a_case_with_nothing_in_common_is_not_shown(
    desk: Desk, given: dict[str, Any], shown: bool
) -> None:
    decided(desk, 0)
    words = {"ticket": "MMD-9-N", "requirement": "Start-up of machines at home.", **given}
    assert bool(precedents_of(desk, receive(desk, **words)).nearest) == shown


def test_a_request_without_words_has_none(desk: Desk) -> None:
    decided(desk, 0)
    empty = receive(desk, ticket="MMD-9-N", title="", requirement="", proposal="", type_words="")
    assert precedents_of(desk, empty) == Precedents()
