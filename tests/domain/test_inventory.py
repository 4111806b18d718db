"""Devices of an inventory: what they are called, and two records of one machine (rule D9)."""

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.intake import Reading
from mmd_reviewer.domain.inventory import FoundDevice, InventoryFile, inventory_of
from tests.making import day


def test_a_found_device_is_called_by_the_first_thing_known_of_it() -> None:
    """Its serial number, else its name, else what Intune calls it."""
    known = (Device("S1", name="PC-1"), Device("", name="PC-1"), Device(""))
    assert [FoundDevice(one, "i1").name for one in known] == ["S1", "PC-1", "i1"]


def test_what_one_record_of_a_machine_leaves_open_the_other_fills_in() -> None:
    """D9: what both say is as the first says it; it was seen on the later day."""
    bare = FoundDevice(Device("S1"), "i1", "", day(-9), "d.csv", 2)
    full = FoundDevice(
        Device("S1", "HP", "Elite", "PC-1", "Test"), "i1", "Contoso", day(-3), "e.csv", 2
    )
    other = FoundDevice(
        Device("S1", "HP", "Elite", "PC-9", "Broad"), "i1", "Adatum", day(-5), "f.csv", 2
    )

    def joined(*rows: FoundDevice) -> FoundDevice:
        (one,) = inventory_of(
            [InventoryFile(row.file, Reading("CSV"), (row,)) for row in rows]
        ).devices
        return one

    for rows in ((bare, full), (full, bare)):
        one = joined(*rows)
        assert (one.device, one.id, one.customer, one.seen) == (
            full.device,
            "i1",
            "Contoso",
            day(-3),
        )
    assert joined(full, other) == full
    assert joined(other, full).device == other.device
