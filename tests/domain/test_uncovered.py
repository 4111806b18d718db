"""Devices out of service levels, each machine once; what stood in the place of a device (D9)."""

from datetime import timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.cover import NOT_COVERED, OUTSIDE, cover
from mmd_reviewer.domain.customers import Customers, customers_of, the_customer
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.device_history import formers, listed, the_serial
from mmd_reviewer.domain.uncovered import Uncovered, by_machine, machines, tally, uncovered
from tests.domain.letter_cases import LAPTOP, notified
from tests.making import DAY, day, refused, story

TESTER = Device("016520771357", "Microsoft", "Surface Laptop", ring="Test")


def out(case: Case, on: int) -> set[tuple[str, str]]:
    """Serial number and why of every device that is out that day."""
    return {(row.serial, row.state) for row in uncovered(case) if row.holds_on(day(on))}


def test_d9_the_stretches_say_what_cover_says_of_each_day() -> None:
    """D9: by a revocation from the deadline's own day on, in the Test group until it is removed."""
    case = notified(80, kinds.RemovalConfirmed((TESTER.key,), day(3), "Jana Hofer"))
    assert out(case, 0) == {(TESTER.serial, OUTSIDE)}
    assert out(case, 3) == set()
    assert out(case, 9) == set(), "the day before the deadline"
    assert out(case, 10) == {(LAPTOP.serial, NOT_COVERED)}, "the deadline's own day"
    for on in range(-79, 120, 3):
        states = {
            (row.device.serial, row.state)
            for row in cover(case, day(on))
            if row.state in (NOT_COVERED, OUTSIDE)
        }
        assert out(case, on) == states, on


def test_d9_removed_on_the_deadline_keeps_its_cover() -> None:
    """D9: removed on the deadline's own day it was never out."""
    case = notified(80, kinds.RemovalConfirmed((LAPTOP.key,), day(10), "Jana Hofer"))
    assert (LAPTOP.serial, NOT_COVERED) not in out(case, 40)


def row(number: str, serial: str, maker: str, state: str, name: str = "") -> Uncovered:
    return Uncovered(number, "F", serial, maker, "", name, state, DAY, DAY + timedelta(days=9))


def test_d9_a_machine_counts_once_and_the_worst_of_its_exemptions_counts() -> None:
    """D9: however many cases list it, and whichever of them names its maker."""
    rows = [
        row("A-0002", "5cg1", "", OUTSIDE, "PC-1"),
        row("A-0001", "5CG1", "HP", NOT_COVERED),
        row("A-0003", "5CG1", "Dell", OUTSIDE),
        row("A-0003", "ZZ9", "", OUTSIDE),
    ]
    found = by_machine(rows)
    assert [(one.device.serial, one.device.name, one.revoked) for one in found] == [
        ("5CG1", "", True),
        ("5CG1", "PC-1", False),
        ("ZZ9", "", False),
    ]
    assert tally(found) == (1, 2)
    assert [one.since for one in found] == [DAY, None, None]
    both = by_machine(rows[:2])
    assert [(one.device.name, one.revoked) for one in both] == [("PC-1", True)]
    assert [row.number for row in both[0].because] == ["A-0001"], "what counts is named"


def test_machines_are_the_same_in_any_order() -> None:
    devices = [Device("S1", "HP", "Elite"), Device("s1"), Device("S1", "HP"), Device("S2")]
    for order in (devices, devices[::-1], devices[2:] + devices[:2]):
        found = machines(order)
        assert {found[device.key].model for device in devices[:3]} == {"Elite"}
        assert len({machine.key for machine in found.values()}) == 2


@pytest.mark.parametrize(
    ("full", "short", "name"),
    [("PC-1", "", "PC-1"), ("", "PC-2", "PC-2"), ("PC-1", "PC-2", "PC-1"), ("", "", "")],
)
def test_d9_a_machine_has_the_name_of_the_list_that_names_it_most_fully(
    full: str, short: str, name: str
) -> None:
    """D9: the name of another list only where that one gives none."""
    devices = [Device("S1", name=short), Device("S1", "HP", "Elite", full)]
    for order in (devices, devices[::-1]):
        assert {row.name for row in machines(order).values()} == {name}


def test_d9_what_stood_in_the_place_of_a_device() -> None:
    """D9: an exchange and a correction, one after the other; a corrected number is still found."""
    wrong, right = Device("5CG2", "HP", "Elite"), Device("5CG3", "HP", "Elite", "PC-3")
    exchanged = kinds.DeviceExchanged(LAPTOP.key, wrong, DAY, "Broken.")
    case = notified(5, exchanged, kinds.SerialCorrected(wrong.key, right, "Misread."))
    (rows,) = formers(case).values()
    assert [(former.device.serial, former.how) for former in rows] == [
        ("5CG1", "exchanged"),
        ("5CG2", "corrected"),
    ]
    assert {device.serial for device in listed(case)} >= {"5CG1", "5CG2", "5CG3"}
    assert formers(notified(5)) == {}
    assert refused(lambda: the_serial(listed(case), "PC-9")) == ("", "serial")
    assert the_serial(listed(case), "pc-3") == the_serial(listed(case), " 5cg3 ") == "5CG3"
    same = (right, Device("5CG4", name="PC-3"))
    assert refused(lambda: the_serial(same, "PC-3")) == ("D9", "serial")


def test_a5_the_customer_is_meant_by_a_spelling_or_by_words_of_one_name() -> None:
    """A5: joined spellings mean the name chosen; words that fit several names mean none."""
    facts = story(kinds.CustomersJoined("Northwind", "Northwind Traders"))
    known = customers_of(facts)
    names = ["Northwind Traders", "Contoso", "Contoso Bank"]
    for wanted, meant in (
        ("northwind", "Northwind Traders"),
        ("TRADERS", "Northwind Traders"),
        ("contoso", "Contoso"),
        ("bank cont", "Contoso Bank"),
    ):
        assert the_customer(known, names, wanted) == meant
    for wanted in ("adatum", "o", " "):
        assert refused(lambda: the_customer(known, names, wanted)) == ("A5", "name")  # noqa: B023
    assert known.joined_to("northwind traders") == ("Northwind",)
    assert Customers().joined_to("Contoso") == ()
    with pytest.raises(StopIteration):
        next(iter(known.joined_to("Contoso")))
