"""The register against an inventory, device by device (rules D6, D9, E3)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.comparing import compare
from mmd_reviewer.domain.comparison import (
    BY_NAME,
    BY_YEAR,
    NO_DEVICE,
    NO_OWNER,
    NO_SOFTWARE,
    NOTHING_LISTED,
    SEVERAL,
    UNDECLARED,
    UNSEEN,
    VERSION,
    Comparison,
    Exemption,
    exemption_of,
)
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.intake import Problem, Reading
from mmd_reviewer.domain.inventory import (
    FoundDevice,
    Installed,
    Inventory,
    InventoryFile,
    inventory_of,
)
from mmd_reviewer.domain.product_words import Product, Program
from tests.domain.test_decision import try_to
from tests.making import DAY, FACTOR_4, case, day, request

PROGRAMS = {
    "wacom": Program("Wacom Driver", "Wacom"),
    "tablet": Program("Wacom Tablet Driver", "Wacom"),
    "docker": Program("Docker Desktop", "Docker Inc."),
    "zoom": Program("Zoom Workplace", "Zoom"),
}


def device(n: int) -> Device:
    return Device(f"S{n:03d}", "HP", "Elite", f"PC-{n:03d}")


def exemption(number: str = "A-0001", who: str = "Contoso", **given: Any) -> Exemption:
    """In force on three devices unless told otherwise; Wacom, in version 6.4."""
    values: dict[str, Any] = {
        "title": "Wacom driver",
        "type": "drivers",
        "state": "in_force",
        "until": None,
        "product": Product("Wacom driver", "Wacom driver 6.4 by Intune"),
        "carrying": tuple(device(n) for n in range(3)),
    }
    return Exemption(number, who, who.casefold(), **{**values, **given})


def found(n: int, *programs: str, **given: Any) -> FoundDevice:
    """A device of the file with programs, each as `wacom` or `wacom 6.5`."""
    software = []
    for row, one in enumerate(programs, 2):
        name, _, version = one.partition(" ")
        software.append(Installed(PROGRAMS[name], version or "6.4.1", row))
    values: dict[str, Any] = {"device": device(n), "seen": day(-3), "file": "f.csv", "row": n + 2}
    return FoundDevice(**{**values, **given}, software=tuple(software))


def inventory(*devices: FoundDevice, tells: bool = True) -> Inventory:
    return inventory_of([InventoryFile("f.csv", Reading("CSV"), devices, (), tells)])


def compared(
    exemptions: Sequence[Exemption], *devices: FoundDevice, tells: bool = True, only: str = ""
) -> Comparison:
    there = inventory(*devices, tells=tells)
    return compare(DAY, exemptions, there, str.casefold, only)


def kinds_of(what: Comparison) -> list[tuple[str, str, int]]:
    """Kind, case and number of devices of each difference."""
    return [
        (row.kind, row.exemption.number if row.exemption else "", len(row.finds))
        for row in what.differences
    ]


def test_what_agrees_is_counted_only() -> None:
    """E3: a declared device with the approved version is no difference."""
    what = compared([exemption()], *(found(n, "wacom", "zoom") for n in range(3)))
    assert (what.differences, what.same, what.agreeing, what.declared) == ((), 3, 1, 3)
    assert [program.name for program, _ in what.programs["A-0001"]] == ["Wacom Driver"]


def test_of_two_programs_the_surer_and_of_the_approved_version_counts() -> None:
    """E3: a device is what it carries at best, in whatever order its programs are listed."""
    for programs in (("tablet", "wacom"), ("wacom", "tablet"), ("wacom 7.0", "wacom")):
        for listed in (programs, programs[::-1]):
            what = compared([exemption(carrying=(device(0),))], found(0, *listed))
            assert (what.differences, what.same) == ((), 1)


def test_absent_is_not_removed() -> None:
    """D6: not listed, listed without the program, listed with no program at all: not seen, each
    with why; none is taken for removed or for having left the service.
    """
    what = compared([exemption()], found(0, "zoom"), found(1), found(9, "zoom"))
    assert kinds_of(what) == [(UNSEEN, "A-0001", 3)]
    why = [find.why for find in what.differences[0].finds]
    assert why == [NO_SOFTWARE, NOTHING_LISTED, NO_DEVICE]
    assert all(find.gone is None for find in what.differences[0].finds)
    assert what.differences[0].carried == 0


def test_another_version_than_the_proposal_names() -> None:
    """D1: of a device that carries both the approved one counts."""
    what = compared(
        [exemption()],
        found(0, "wacom 7.0"),
        found(1, "wacom 6.4"),
        found(2, "wacom 7.0", "wacom 6.4.2"),
    )
    assert kinds_of(what) == [(VERSION, "A-0001", 1)]
    assert what.differences[0].carried == 3
    doubted = exemption(product=Product("Wacom driver 2024", ""))
    what = compared([doubted], *(found(n, "wacom 6.4") for n in range(3)))
    assert {find.doubt for find in what.differences[0].finds} == {BY_YEAR}


def test_a_name_that_only_resembles_agrees_perhaps() -> None:
    """D9: it is counted apart; on a device of nobody's it is a row that says perhaps."""
    what = compared([exemption()], *(found(n, "tablet") for n in range(4)), only="contoso")
    assert (what.same, what.perhaps) == (0, 3)
    assert kinds_of(what) == [(UNDECLARED, "A-0001", 1)]
    assert what.differences[0].finds[0].doubt == BY_NAME
    assert what.differences[0].perhaps


def test_found_and_never_declared_is_of_the_customer_s_own_case() -> None:
    """D9: a device of the customer, as the file or a case says, joins that customer's exemption."""
    other = exemption("A-0002", "Fabrikam", carrying=(device(7),))
    rows = [*(found(n, "wacom") for n in range(3)), found(7, "wacom")]
    rows.append(found(8, "wacom", customer="Fabrikam"))
    what = compared([exemption(), other], *rows)
    assert kinds_of(what) == [(UNDECLARED, "A-0002", 1)]
    assert what.differences[0].finds[0].device == device(8)
    assert what.differences[0].carried == 2


def test_a_program_that_only_others_have_approved_has_no_case() -> None:
    """D9: on the devices of a customer without a case for it; a mere resemblance is left out."""
    docker = exemption(
        "A-0002",
        "Adatum",
        carrying=(device(7),),
        product=Product("Docker Desktop", "Docker Desktop"),
    )
    what = compared(
        [exemption(), docker],
        *(found(n, "wacom", "docker") for n in range(3)),
        found(7, "docker"),
        found(8, "tablet", customer="Adatum"),
    )
    row = what.differences[0]
    assert (row.exemption, row.title, len(row.finds)) == (None, "Docker Desktop", 3)
    assert [other.number for other in row.others] == ["A-0002"]
    assert len(what.differences) == 1


def test_nobody_knows_whose_device_it_is() -> None:
    """D9: one exemption that fits is perhaps meant; of several none is."""
    own = [found(n, "wacom") for n in range(3)]
    what = compared([exemption()], *own, found(8, "wacom"))
    assert kinds_of(what) == [(UNDECLARED, "A-0001", 1)]
    assert what.differences[0].finds[0].doubt == NO_OWNER
    other = exemption("A-0002", "Fabrikam", carrying=(device(7),))
    what = compared([exemption(), other], *own, found(7, "wacom"), found(8, "wacom"))
    assert kinds_of(what) == [(UNDECLARED, "", 1)]
    assert [one.number for one in what.differences[0].others] == ["A-0001", "A-0002"]


def test_several_exemptions_of_the_customer_may_be_meant() -> None:
    """D9: one is offered, and in doubt."""
    other = exemption("A-0002", carrying=(device(7),))
    rows = [found(n, "wacom") for n in (0, 1, 2, 7)]
    what = compared([exemption(), other], *rows, found(8, "wacom", customer="Contoso"))
    assert kinds_of(what) == [(UNDECLARED, "A-0001", 1)]
    assert what.differences[0].finds[0].doubt == SEVERAL


def test_found_again_after_its_removal_unless_the_file_is_older() -> None:
    """D9: the day of the removal is kept; a file that saw the device before it says nothing."""
    gone = ((device(7), day(-5)), (device(8), day(-2)))
    what = compared([exemption(gone=gone)], *(found(n, "wacom") for n in (0, 1, 2, 7, 8)))
    assert kinds_of(what) == [(UNDECLARED, "A-0001", 1)]
    assert what.differences[0].finds[0].gone == day(-5)
    bare = found(7, "wacom", device=Device("s007"))
    what = compared([exemption(gone=gone)], *(found(n, "wacom") for n in range(3)), bare)
    assert what.differences[0].finds[0].device == device(7)  # as the case lists it
    unseen = found(7, "wacom", seen=None)  # no day contradicts the file
    what = compared([exemption(gone=gone)], *(found(n, "wacom") for n in range(3)), unseen)
    assert what.differences[0].finds[0].gone == day(-5)
    same_day = found(7, "wacom", seen=day(-5))
    what = compared([exemption(gone=gone)], *(found(n, "wacom") for n in range(3)), same_day)
    assert kinds_of(what) == [(UNDECLARED, "A-0001", 1)]
    over = exemption(state="removed", carrying=(), gone=gone[:1])
    what = compared([over], found(7, "wacom"))
    assert kinds_of(what) == [(UNDECLARED, "A-0001", 1)]
    assert what.exemptions == ()  # it is no deviation that day


def test_policies_and_devices_are_compared_by_their_devices() -> None:
    """A2: no program shows them."""
    policy = exemption(type="policies", product=Product("Longer screen lock", ""))
    what = compared([policy], found(0, "zoom"), found(1))
    assert (what.same, kinds_of(what)) == (2, [(UNSEEN, "A-0001", 1)])


def test_a_list_of_devices_alone_tells_only_who_is_there() -> None:
    """D6: without programs nothing is said of what a device carries."""
    what = compared([exemption()], found(0), found(1), tells=False)
    assert (what.same, kinds_of(what)) == (2, [(UNSEEN, "A-0001", 1)])


def test_customers_without_a_listed_device_are_not_compared() -> None:
    """E3: an export of one customer says nothing of the others."""
    other = exemption("A-0002", "Fabrikam", carrying=(device(7),))
    what = compared([exemption(), other], *(found(n, "wacom") for n in range(3)))
    assert [one.number for one in what.left_out] == ["A-0002"]
    assert what.differences == ()
    what = compared([exemption(), other], found(8, customer="Tailspin"), only="fabrikam")
    assert kinds_of(what) == [(UNSEEN, "A-0002", 1)]
    assert what.strangers == ("Tailspin",)


def test_only_one_customer_s_devices_and_exemptions() -> None:
    """E3: with a customer named, devices that name none are its, those of others are left out."""
    other = exemption("A-0002", "Fabrikam", carrying=(device(7),))
    rows = [*(found(n, "wacom") for n in (0, 1, 2, 7)), found(9, "wacom", customer="Fabrikam")]
    what = compared([exemption(), other], *rows, found(8, "wacom"), only="contoso")
    assert kinds_of(what) == [(UNDECLARED, "A-0001", 1)]
    assert what.differences[0].finds[0].doubt == ""


def test_devices_are_known_by_serial_number_then_by_a_name_that_one_has() -> None:
    """D9: a file may name no maker; one without serial numbers is matched by names."""
    bare = found(0, "wacom", device=Device("s000"))
    named = found(1, "wacom", device=Device("", name="pc-001"))
    what = compared([exemption()], bare, named, found(2, "wacom"))
    assert (what.same, what.by_serial, what.by_name) == (3, 2, 1)
    double = [found(n, "wacom", device=Device("", name="PC-001"), id=str(n)) for n in (1, 5)]
    what = compared([exemption()], found(0, "wacom"), found(2, "wacom"), *double)
    assert (UNSEEN, "A-0001", 1) in kinds_of(what)


def test_the_same_name_under_another_serial_number_is_said() -> None:
    """D9: it may have been exchanged."""
    swapped = found(9, "wacom", device=Device("S900", "HP", "Elite", "PC-002"))
    what = compared([exemption()], found(0, "wacom"), found(1, "wacom"), swapped, only="contoso")
    assert kinds_of(what) == [(UNDECLARED, "A-0001", 1), (UNSEEN, "A-0001", 1)]
    other = what.differences[1].finds[0].other
    assert other is not None
    assert other.device.serial == "S900"


def test_a_device_that_was_silent_for_weeks_is_marked() -> None:
    """D6: it says nothing of what it carries."""
    rows = [found(0, "zoom", seen=day(-28)), found(1, "zoom", seen=day(-29)), found(2, seen=None)]
    finds = compared([exemption()], *rows).differences[0].finds
    assert [find.silent_on(DAY) for find in finds] == [False, True, False]


def test_two_files_are_one_inventory() -> None:
    """D9: Intune lists devices and programs apart; its id joins them, else a name."""
    devices = (
        FoundDevice(device(0), "i0", "", day(-3), "d.csv", 2),
        FoundDevice(device(1), "i1", "", day(-9), "d.csv", 3),
        FoundDevice(device(1), "i2", "", day(-4), "d.csv", 4),  # enrolled twice
    )
    installed = (Installed(PROGRAMS["wacom"], "6.4", 2),)
    apps = (
        FoundDevice(Device("", name="old name"), "i0", "", None, "a.csv", 2, installed),
        FoundDevice(Device("", name="PC-001"), "", "", None, "a.csv", 3, installed),
        FoundDevice(Device("", name="PC-777"), "i7", "", None, "a.csv", 4, installed),
    )
    files = [
        InventoryFile("d.csv", Reading("CSV"), devices),
        InventoryFile("a.csv", Reading("CSV"), apps, (), True),
    ]
    one = inventory_of(files)
    assert [(row.name, len(row.software)) for row in one.devices] == [
        ("S000", 1),
        ("S001", 1),
        ("PC-777", 1),
    ]
    assert one.devices[1].seen == day(-4)
    assert (one.tells_software, one.newest) == (True, day(-3))


@pytest.mark.parametrize("problems", [(Problem("b.csv", None, "", "It is empty."),), ()])
def test_a_file_that_cannot_be_read_whole_is_refused(problems: tuple[Problem, ...]) -> None:
    """D6: what it does not tell would look absent."""
    good = InventoryFile("a.csv", Reading("CSV"), (found(0),))
    with pytest.raises(Refused, match=r"b\.csv: "):
        inventory_of([good, InventoryFile("b.csv", Reading("CSV"), (), problems)])


def test_an_exemption_is_a_case_as_it_deviates_on_a_day() -> None:
    """E3: on the day the devices that carry it, and until when others did."""
    devices = tuple(device(n) for n in range(3))
    removal = kinds.RemovalConfirmed((device(0).key,), day(-2), "Jana", False, False)
    of = case(
        try_to("approve", FACTOR_4),
        kinds.Deployed(day(-9), devices),
        removal,
        asked=request(title="Wacom", proposal="Wacom driver 6.4."),
    )
    now = exemption_of(of, DAY, "fabrikam")
    assert now is not None
    assert (now.carrying, now.gone, now.state) == (devices[1:], ((device(0), day(-2)),), "in_force")
    before = exemption_of(of, day(-5), "fabrikam")
    assert before is not None
    assert (before.carrying, before.gone) == (devices, ())
    assert exemption_of(case(), DAY, "fabrikam") is None


PROGRAM_NAMES = st.lists(
    st.sampled_from(["wacom", "wacom 7.0", "tablet", "docker", "zoom"]), max_size=3
)
SEEN = st.sampled_from([None, day(-40), day(-1)])
WHOSE = st.sampled_from(["", "Contoso", "Fabrikam", "Tailspin"])


@pytest.mark.model
@given(
    st.lists(st.sets(st.integers(0, 12)), min_size=1, max_size=4),
    st.dictionaries(st.integers(0, 15), st.tuples(PROGRAM_NAMES, SEEN, WHOSE), min_size=1),
    st.booleans(),
    st.sampled_from(["", "contoso"]),
)
def test_every_declared_device_is_in_exactly_one_place_and_none_is_removed(
    carried: list[set[int]],
    listed: dict[int, tuple[list[str], date | None, str]],
    tells: bool,
    only: str,
) -> None:
    """D6, E3: same, not seen or another version, each device of each exemption once; a device that
    the file does not show is never anything but not seen.
    """
    exemptions = [
        exemption(
            f"A-{place:04d}",
            ("Contoso", "Fabrikam")[place % 2],
            carrying=tuple(device(n) for n in sorted(numbers)),
            type=("drivers", "policies")[place // 3],
        )
        for place, numbers in enumerate(carried)
    ]
    rows = [
        found(n, *programs, seen=seen, customer=whose)
        for n, (programs, seen, whose) in listed.items()
    ]
    what = compared(exemptions, *rows, tells=tells, only=only)
    declared = [(one.number, d.key) for one in what.exemptions for d in one.carrying]
    differing = [
        (row.exemption.number, find.device.key)
        for row in what.differences
        if row.exemption is not None and row.kind in (UNSEEN, VERSION)
        for find in row.finds
    ]
    assert len(differing) == len(set(differing))
    assert set(differing) <= set(declared)
    assert what.declared == len(declared) == len(differing) + what.same + what.perhaps
    for number, key in declared:
        n = next(n for n in range(13) if device(n).key == key)
        if n not in listed:
            assert (number, key) in differing
    strays = [row for row in what.differences if row.kind == UNDECLARED]
    for row in strays:
        for find in row.finds:
            assert find.found is not None
            assert row.exemption is None or find.device not in row.exemption.carrying
