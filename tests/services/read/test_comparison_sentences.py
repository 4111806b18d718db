"""What a comparison says, row by row, of hand-made differences (rules D6, D9, E3)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mmd_reviewer.domain.comparison import (
    BY_NAME,
    BY_YEAR,
    NO_OWNER,
    NO_SOFTWARE,
    NOTHING_LISTED,
    SEVERAL,
    SILENT_DAYS,
    UNDECLARED,
    UNSEEN,
    VERSION,
    Difference,
    Exemption,
    Find,
)
from mmd_reviewer.domain.intake import Problem, Reading
from mmd_reviewer.domain.inventory import FoundDevice, Inventory, InventoryFile
from mmd_reviewer.domain.product_words import PERHAPS, SURE, Program
from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.services.read.comparison import Compared
from tests.services.read.differences import (
    CASE,
    CISCO,
    DAY,
    DEVICES,
    GONE,
    OTHERS,
    THERE,
    compared,
    find,
    row,
    unseen,
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (0, "The register and the devices agree"),
        (1, "1 difference between the register and the devices"),
        (1234, "1,234 differences between the register and the devices"),
    ],
)
def test_the_headline_counts_the_differences(rows: int, said: str) -> None:
    assert words.headline(compared(*[row(UNDECLARED, find(5))] * rows)) == said


def test_below_it_stand_files_devices_day_and_how_much_agrees() -> None:
    assert words.subline(compared(row(UNDECLARED, find(5)))) == (
        "apps.csv, 5 devices · newest check-in Mon 2026-11-23 · against the register of Mon "
        "2026-11-23 · 2 of 3 exemptions agree"
    )
    assert words.subline(compared(customer="Fabrikam")).startswith("Fabrikam only · apps.csv")
    unseen_at = Inventory((InventoryFile("a.csv", Reading("CSV")),), (FoundDevice(DEVICES[0]),))
    assert words.subline(compared(inventory=unseen_at)) == (
        "a.csv, 1 device · against the register of Mon 2026-11-23 · 3 of 3 exemptions agree"
    )


def file_of(*devices: FoundDevice, problems: int = 0, software: bool = True) -> Inventory:
    rows = tuple(Problem("a.csv", n, "", "no") for n in range(problems))
    file = InventoryFile("a.csv", Reading("CSV"), devices, rows, software)
    return Inventory((file,), devices)


NAMED, NAMELESS = FoundDevice(DEVICES[0], customer="Fabrikam"), FoundDevice(DEVICES[1])


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (compared(inventory=file_of(NAMED)), []),
        (
            compared(inventory=file_of(NAMED, software=False)),
            ["No column names programs: only whether a device is listed was compared."],
        ),
        (
            compared(inventory=file_of(NAMED), left_out=OTHERS[:1]),
            ["Not compared: 1 exemption of 1 customer of whom no device is listed."],
        ),
        (compared(inventory=file_of(NAMED), left_out=OTHERS[:1], customer="Fabrikam"), []),
        (
            compared(inventory=file_of(NAMED), strangers=("Adatum",)),
            ["No exemption is of “Adatum”: if it is a spelling of a customer, join it."],
        ),
        (
            compared(inventory=file_of(NAMED), strangers=("A", "B", "C", "D", "E")),
            [
                "No exemption is of “A”, “B”, “C” and 2 more: if it is a spelling of a customer, "
                "join it."
            ],
        ),
        (
            compared(inventory=file_of(NAMED, NAMELESS)),
            ["1 device names no customer: a case that lists one tells whose it is."],
        ),
        (
            compared(inventory=file_of(NAMED, NAMELESS, NAMELESS)),
            ["2 devices name no customer: a case that lists one tells whose it is."],
        ),
        (
            compared(inventory=file_of(NAMELESS)),
            ["The devices name no customer: a case that lists one tells whose it is."],
        ),
        (compared(inventory=file_of(NAMELESS), customer="Fabrikam"), []),
        (compared(inventory=file_of(NAMED, problems=1)), ["1 row could not be read whole."]),
        (compared(inventory=file_of(NAMED, problems=3)), ["3 rows could not be read whole."]),
    ],
)
def test_what_could_not_be_compared_is_said(found: Compared, said: list[str]) -> None:
    assert [*words.remarks(found)] == said


@pytest.mark.parametrize(
    ("exemption", "number"),
    [
        (None, "–"),
        (CASE, "4"),
        (replace(CASE, carrying=DEVICES * 60), "1,200"),
        (replace(CASE, carrying=(), listed=False), "no list"),
    ],
)
def test_the_register_has_a_number_a_dash_or_no_list(
    exemption: Exemption | None, number: str
) -> None:
    assert words.register_number(row(UNDECLARED, find(5), exemption=exemption)) == number


DIFFERS = [
    (row(UNDECLARED, find(5)), "1 never declared"),
    (row(UNDECLARED, find(5), find(6)), "2 never declared"),
    (row(UNDECLARED, find(5, gone=GONE)), "1 removed once, found again"),
    (row(UNDECLARED, find(5, gone=GONE), find(6)), "1 never declared, 1 found again"),
    (row(UNSEEN, unseen(0)), "1 not listed in the file"),
    (row(UNSEEN, unseen(0), unseen(1, why=NO_SOFTWARE)), "1 listed without it, 1 not listed"),
    (row(UNSEEN, unseen(1, why=NOTHING_LISTED)), "1 listed without it"),
    (row(VERSION, find(0, VERSION, "5.1")), "1 in version 5.1"),
    (
        row(VERSION, find(0, VERSION, "5.1"), find(1, VERSION, "6.0"), find(2, VERSION, "6.0")),
        "3 in version 6.0 and 5.1",
    ),
    (
        row(VERSION, *(find(n, VERSION, f"{n}.0") for n in range(5))),
        "5 in version 0.0, 1.0, 2.0 and 2 more",
    ),
]


@pytest.mark.parametrize(("difference", "said"), DIFFERS)
def test_a_row_says_its_case_and_what_differs(difference: Difference, said: str) -> None:
    assert words.case_words(difference) == ("A-0001, in force", said)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (1, "approved for others: A-0002"),
        (3, "approved for others: A-0002, A-0003 and A-0004"),
        (5, "approved for others: A-0002, A-0003, A-0004 and 2 more"),
    ],
)
def test_without_a_case_it_says_who_has_it_approved(others: int, said: str) -> None:
    difference = row(UNDECLARED, find(5), exemption=None, others=OTHERS[:others])
    assert words.case_words(difference) == ("no case", said)


PANES = [
    (row(UNDECLARED, find(5)), "1 device carries it undeclared"),
    (row(UNDECLARED, find(5), find(6)), "2 devices carry it undeclared"),
    (row(UNDECLARED, find(5), exemption=None), "1 device carries it without a case"),
    (row(UNDECLARED, find(5), find(6), exemption=None), "2 devices carry it without a case"),
    (row(VERSION, find(0, VERSION, "5"), carried=3), "1 of 3 devices carries another version"),
    (
        row(VERSION, find(0, VERSION, "5"), find(1, VERSION, "5"), carried=3),
        "2 of 3 devices carry another version",
    ),
    (row(UNSEEN, unseen(0)), "3 of 4 devices still carry it"),
    (row(UNSEEN, unseen(0), unseen(1), unseen(2)), "1 of 4 devices still carries it"),
    (row(UNSEEN, *map(unseen, range(4))), "0 of 4 devices still carry it"),
]


@pytest.mark.parametrize(("difference", "title"), PANES)
def test_the_pane_begins_with_what_matters(difference: Difference, title: str) -> None:
    assert words.pane_title(difference) == title


def test_what_a_row_means_and_what_it_does_not() -> None:
    """D6: absent is not removed; D9: a device found joins the exemption."""
    stray = row(UNDECLARED, find(5), exemption=None, others=OTHERS[:1])
    assert words.pane_sentence(stray, DAY) == (
        "No case of Fabrikam asks for it; others have it approved (A-0002). A request comes first."
    )
    unnamed = replace(stray, customer="")
    assert words.pane_sentence(unnamed, DAY).startswith("No case of these devices asks for it")
    assert "the same deadline, or no cover" in words.pane_sentence(row(UNDECLARED, find(5)), DAY)
    other = row(VERSION, find(0, VERSION, "5.1"))
    assert "The proposal names version 4.10." in words.pane_sentence(other, DAY)


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (row(UNSEEN, unseen(0)), ""),
        (
            row(UNSEEN, unseen(0), exemption=replace(CASE, state="in_revocation")),
            " Removed on or before the last day, a device keeps its cover.",
        ),
        (
            row(UNSEEN, unseen(0), carried=0),
            " Nothing in the file is called so: it may be named otherwise there.",
        ),
        (row(UNSEEN, unseen(0), carried=0, exemption=replace(CASE, type="policies")), ""),
        (
            row(UNSEEN, find(0, UNSEEN, found=FoundDevice(DEVICES[0], seen=DAY - timedelta(99)))),
            " 1 of them has reported nothing for over four weeks.",
        ),
        (
            row(
                UNSEEN,
                *(
                    find(n, UNSEEN, found=FoundDevice(DEVICES[n], seen=DAY - timedelta(99)))
                    for n in range(2)
                ),
            ),
            " 2 of them have reported nothing for over four weeks.",
        ),
    ],
)
def test_of_a_device_not_seen_only_its_absence_is_said(difference: Difference, said: str) -> None:
    begins = "The file shows only that it was absent. Absent is not removed."
    assert words.pane_sentence(difference, DAY) == f"{begins}{said}"


@pytest.mark.parametrize(("days", "silent"), [(SILENT_DAYS, False), (SILENT_DAYS + 1, True)])
def test_a_device_is_silent_after_four_weeks(days: int, silent: bool) -> None:
    seen = FoundDevice(DEVICES[0], seen=DAY - timedelta(days))
    assert find(0, found=seen).silent_on(DAY) is silent
    assert not find(0, found=FoundDevice(DEVICES[0])).silent_on(DAY)


@pytest.mark.parametrize(
    ("finds", "said"),
    [
        ((find(0),), ""),
        ((find(0, doubt=BY_NAME),), f"Perhaps: {words.DOUBTS[BY_NAME]}."),
        ((find(0, doubt=BY_YEAR), find(1)), f"Perhaps (1 of 2): {words.DOUBTS[BY_YEAR]}."),
        (
            (find(0, doubt=NO_OWNER), find(1, doubt=SEVERAL), find(2, doubt=NO_OWNER)),
            f"Perhaps: {words.DOUBTS[NO_OWNER]} and {words.DOUBTS[SEVERAL]}.",
        ),
    ],
)
def test_doubts_are_named_once_with_how_many_they_are_of(
    finds: tuple[Find, ...], said: str
) -> None:
    assert words.doubts(row(UNDECLARED, *finds)) == said


ONE, TWO = file_of(NAMED), Inventory((InventoryFile("a.csv", Reading("CSV")),) * 2)


@pytest.mark.parametrize(
    ("one", "inventory", "note"),
    [
        (find(0), ONE, "row 2: Cisco AnyConnect 4.10"),
        (find(0, version=""), ONE, "row 2: Cisco AnyConnect"),
        (find(0), TWO, "apps.csv, row 2: Cisco AnyConnect 4.10"),
        (unseen(0), ONE, "not listed"),
        (unseen(0, other=THERE), ONE, "row 1,234: PC-0 is S77 there"),
        (unseen(0, other=THERE), TWO, "apps.csv, row 1,234: PC-0 is S77 there"),
        (unseen(0, found=NAMED, why=NO_SOFTWARE), ONE, "row 0: listed without it"),
        (unseen(0, found=NAMED, why=NOTHING_LISTED), ONE, "row 0: no program is listed of it"),
    ],
)
def test_each_device_says_where_it_stands_in_the_file(
    one: Find, inventory: Inventory, note: str
) -> None:
    assert words.find_note(one, inventory) == note


def test_the_last_check_in_is_a_day_or_a_dash() -> None:
    assert words.seen_words(find(0)) == "2026-11-23"
    assert words.seen_words(find(0, found=FoundDevice(DEVICES[0]))) == "–"
    assert words.seen_words(unseen(0)) == "–"


def test_names_taken_for_the_product_say_whether_surely() -> None:
    found = compared(programs={"A-0001": ((CISCO, SURE), (Program("Cisco VPN"), PERHAPS))})
    assert words.programs_words(found, row(UNSEEN, unseen(0))) == [
        ("Cisco AnyConnect", True),
        ("Cisco VPN", False),
    ]
    stray = row(UNDECLARED, find(5), exemption=None, others=OTHERS[:1])
    assert words.programs_words(found, stray) == []


def test_a_counter_has_the_rows_of_its_kind() -> None:
    rows = [row(UNDECLARED, find(5)), row(UNSEEN, unseen(0)), row(UNDECLARED, find(6))]
    assert words.of_kind(rows, "all") == rows
    assert words.of_kind(rows, UNDECLARED) == [rows[0], rows[2]]
    assert words.of_kind(rows, VERSION) == []
