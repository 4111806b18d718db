"""Which entries of lists mean one machine (D1, D9)."""

import pytest

from mmd_reviewer.domain.device import Device, as_known, named_twice

HP = Device("5CG1", "HP", "HP EliteBook 840 G8")


@pytest.mark.parametrize(
    "other",
    [
        Device("5cg1 "),
        Device("5CG1", "Hewlett-Packard"),
        Device("5CG1", "HP Inc.", "EliteBook 840 G8"),
        Device("5CG1", "Hewlett-Packard", "HP EliteBook 840 G8 Notebook PC"),
        Device("5CG1", "", "HP EliteBook 840 G8"),
    ],
)
def test_one_machine_however_it_is_named(other: Device) -> None:
    """D1: manufacturer and model may be missing in one list, or be spelled otherwise."""
    assert HP.is_machine(other)
    assert other.is_machine(HP)
    assert named_twice((HP, other)) == (other,)
    assert as_known((other,), (HP,)) == (HP,)


@pytest.mark.parametrize(
    "other", [Device("5CG2", "HP"), Device("5CG1", "Dell"), Device("5CG1", "HP", "ZBook 15")]
)
def test_other_machines_stay_apart(other: Device) -> None:
    """D1: placeholders of one serial number stay apart by model."""
    assert not HP.is_machine(other)
    assert not named_twice((HP, other))
    assert as_known((other,), (HP,)) == (other,)


def test_a_device_that_may_be_two_known_ones_is_left_as_it_is() -> None:
    """D1: never a guess; the one that is named exactly is meant."""
    known = (Device("7", "", "A"), Device("7", "", "B"), Device("7"))
    assert as_known((Device("7", "Dell"),), known) == (Device("7", "Dell"),)
    assert as_known((Device("7"),), known) == (Device("7"),)
    assert as_known((Device("7", "", "A"),), known) == (known[0],)


@pytest.mark.parametrize(
    "ring",
    ["Test", "test group", "Modern Workplace Devices-Test", "Update ring: Test", "Testgruppe"],
)
def test_the_test_group_by_any_name(ring: str) -> None:
    """D9."""
    assert Device("1", ring=ring).in_test_group
    for other in ("Modern Workplace Devices-First", "Latest", "Contest", "Test2", "", "Devices"):
        assert not Device("1", ring=other).in_test_group


def test_a_line_end_in_a_name_is_a_blank() -> None:
    """D1: pasted from anywhere, a device stands on one line."""
    device = Device("5CG1\n234", "HP\r\n", "Elite\tBook")
    assert (device.serial, device.manufacturer, device.model) == ("5CG1 234", "HP", "Elite Book")
