"""Deployment in waves: when, on which devices, and what it changes."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import (
    assessment,
    decision,
    deployment,
    letter,
    request_queue,
    revocation,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import DAY, FACTOR_3, FACTOR_4, Course, QuickPress, day, new_desk, receive
from tests.making import refused as refused_for

LAPTOP = Device("016520771357", "Microsoft Corporation", "Surface Laptop", "MMD-1", "First")
TABLET = Device("5CG1234", "HP", "Elite x2", ring="Test")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk three weeks after the decision."""
    early = replace(new_desk(tmp_path), press=QuickPress())
    for n, wish in enumerate((Proposal("approve"), Proposal("approve", devices=("5CG1234",)))):
        case = assessment.answer(
            early, receive(early, ticket=f"MMD-{n}-T", timeline="permanent"), FACTOR_4
        )
        letter.issue(early, decision.make(early, case, wish), "approved")
    case = assessment.answer(early, receive(early, ticket="MMD-2-T", timeline="6 weeks"), FACTOR_3)
    letter.issue(
        early, decision.make(early, case, Proposal("approve_migration", "A study.")), "migration"
    )
    decision.make(early, receive(early, ticket="MMD-3-T"), Proposal("return", "Which devices?"))
    return bootstrap.open_desk(Choices(tmp_path / "s.sqlite", date(2026, 12, 14), "Ines Moreau"))


def refused(desk: Desk, case: Case, on: date, *devices: Device) -> tuple[str, str]:
    """Rule and field of the refusal; nothing is recorded."""
    before = len(case.facts)
    with pytest.raises(Refused) as refusal:
        deployment.deploy(desk, case, on, devices)
    assert len(desk.case(case.number).facts) == before
    return refusal.value.rule, refusal.value.field


def test_d1_deployment_in_waves_puts_the_approval_in_force(desk: Desk) -> None:
    """D1, A6: in force since the first wave; a list may follow later; serials are text."""
    case = deployment.deploy(desk, desk.case("MMD-0-T"), date(2026, 12, 1))
    assert (state(case, date(2026, 12, 1)), case.devices) == ("in_force", ())
    assert state(case, DAY) == "approved"
    case = deployment.deploy(desk, case, date(2026, 12, 7), (LAPTOP,))
    case = deployment.deploy(desk, case, date(2026, 12, 14), (TABLET,))
    assert [device.serial for device in case.devices] == ["016520771357", "5CG1234"]
    assert [device.in_test_group for device in case.devices] == [False, True]
    assert (
        desk.store.page(QueueFilter(state="in_force"), date(2026, 12, 14), 9)[0].number
        == case.number
    )
    assert not desk.store.verify().findings


@pytest.mark.sqlite
def test_d1_when_an_exemption_may_be_deployed(desk: Desk) -> None:
    """D1: approved, not before the decision, not after the end, not in the future."""
    assert refused(desk, desk.case("MMD-3-T"), date(2026, 12, 1)) == ("D1", "number")
    assert refused(desk, desk.case("MMD-0-T"), date(2026, 11, 22)) == ("D1", "on")
    assert refused(desk, desk.case("MMD-0-T"), date(2026, 12, 15)) == ("D1", "on")
    late = bootstrap.open_desk(Choices(desk.store.path, date(2027, 2, 1), "Ines"))  # type: ignore[attr-defined]
    assert refused(late, late.case("MMD-2-T"), date(2027, 1, 5)) == ("D1", "on")
    case = deployment.deploy(late, late.case("MMD-2-T"), date(2027, 1, 4))
    assert state(case, date(2027, 1, 5)) == "expired"


def test_c9_deployment_needs_the_letter_of_the_approval(desk: Desk) -> None:
    """C9: issued is enough; the deployment may be of a day
    before the letter's date, never before the start.
    """
    early = replace(desk, clock=bootstrap.MachineClock(DAY))
    made = assessment.answer(
        early, receive(early, ticket="MMD-4-T", timeline="permanent"), FACTOR_4
    )
    case = decision.make(early, made, Proposal("approve"))
    assert refused(desk, case, DAY, LAPTOP) == ("C9", "number")
    case, issued = letter.issue(replace(desk, press=QuickPress()), case, "approved")
    assert issued.dispatched is None
    assert refused(desk, case, date(2026, 11, 22), LAPTOP) == ("D1", "on")
    case = deployment.deploy(desk, case, DAY, (LAPTOP,))
    assert (state(case, DAY), issued.record.day) == ("in_force", date(2026, 12, 14))
    lapsed = assessment.answer(
        early, receive(early, ticket="MMD-5-T", timeline="permanent"), FACTOR_4
    )
    lapsed, _ = letter.issue(
        replace(early, press=QuickPress()), decision.make(early, lapsed, Proposal("approve"))
    )
    lapsed = decision.make(desk, lapsed, Proposal("approve", "Shorter.", months=12))
    # The letter was of another
    assert refused(desk, lapsed, date(2026, 12, 14), LAPTOP) == ("C9", "number")


def test_d1_devices_once_and_with_a_serial_number(desk: Desk) -> None:
    """D1: twice in the list, there already, or without a serial number."""
    case = desk.case("MMD-0-T")
    assert refused(desk, case, DAY, LAPTOP, LAPTOP) == ("D1", "devices")
    assert refused(desk, case, DAY, Device(" ")) == ("D1", "devices")
    case = deployment.deploy(desk, case, DAY, (LAPTOP,))
    again = Device("016520771357", "microsoft  CORPORATION", "Surface Laptop")
    assert refused(desk, case, DAY, again) == ("D1", "devices")


def test_d1_one_machine_is_one_device_whichever_list_names_it(desk: Desk) -> None:
    case = deployment.deploy(desk, desk.case("MMD-0-T"), DAY, (LAPTOP,))
    assert refused(desk, case, DAY, Device(LAPTOP.serial.lower())) == ("D1", "devices")
    assert refused(desk, case, DAY, Device(LAPTOP.serial, "Microsoft")) == ("D1", "devices")


def test_c1_a_limited_approval_is_deployed_on_its_devices_only(desk: Desk) -> None:
    """C1: deployment on others is refused, naming them; the list is needed."""
    case = desk.case("MMD-1-T")
    others = [Device(f"S{n}") for n in range(5)]
    with pytest.raises(Refused, match="S0, S1, S2 and 2 more"):
        deployment.deploy(desk, case, DAY, others)
    assert refused(desk, case, DAY) == ("C1", "devices")
    assert deployment.deploy(desk, case, DAY, (TABLET,)).devices == (TABLET,)


def test_c7_once_deployed_the_decision_stands(desk: Desk) -> None:
    """C1, C7: no other decision, no withdrawal; the deployment itself can be undone."""
    case = deployment.deploy(desk, desk.case("MMD-0-T"), DAY)
    for outcome, rule in (("decline", "C7"), ("withdrawn", "C1")):
        with pytest.raises(Refused) as refusal:
            decision.make(desk, case, Proposal(outcome, "x"))
        assert refusal.value.rule == rule
    case = request_queue.undo(desk, case)[0]
    assert state(case, DAY) == "approved"


def test_c1_a_limit_is_no_matter_of_spelling(desk: Desk) -> None:
    """C1: limited to `5CG1234`, the device may be listed as `5cg1234`."""
    case = deployment.deploy(
        desk, desk.case("MMD-1-T"), DAY, (Device("5cg1234", "HP", "Elite x2"),)
    )
    assert len(case.devices) == 1


def test_d1_no_deployment_is_dated_inside_a_revocation_that_is_over(tmp_path: Path) -> None:
    """D1: what was open then stays open then, though it was withdrawn since."""
    course = Course(tmp_path)
    course.revoke(10)
    course.send(10, "first")
    case = revocation.withdraw(course.on(20), course.case(), "A new finding.")
    for inside in (10, 19):
        act = partial(deployment.deploy, course.on(25), case, day(inside), (Device("5CG9", "HP"),))
        assert refused_for(act) == ("D1", "on")
    for outside in (9, 20):
        case = deployment.deploy(
            course.on(25), case, day(outside), (Device(f"5CG{outside}", "HP"),)
        )
