"""Inventories compared with what is recorded; nothing is recorded by it (rules D6, D9, E3)."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from mmd_reviewer.domain.comparison import UNDECLARED, UNSEEN, VERSION, Difference
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.inventory import Inventory
from mmd_reviewer.readers import read_inventory
from mmd_reviewer.services import removal, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.services.read.comparison import (
    Compared,
    Done,
    compare_with,
    lines_of,
    read_files,
    still_counting,
)
from mmd_reviewer.services.read.comparison_file import COLUMNS, make_file
from tests.making import DAY, Course, day, refused

DEVICES = tuple(Device(f"S{n}", "HP", "Elite", f"PC-{n}") for n in range(4))
HEAD = "Serial number,Device name,Last check-in,Tenant,ApplicationName,ApplicationVersion\n"
CISCO = "Cisco AnyConnect Secure Mobility Client"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Fabrikam has Cisco AnyConnect 4.10 on four devices."""
    return Course(tmp_path, DEVICES)


def inventory(desk: Desk, folder: Path, *rows: str, head: str = HEAD) -> Inventory:
    path = folder / "inventory.csv"
    path.write_text(head + "\n".join(rows), "utf-8")
    return read_files(desk, read_inventory, [str(path)], Job())


def usual(desk: Desk, folder: Path) -> Inventory:
    """One agrees, one has another version, one does not carry it, one is not listed; one is new."""
    return inventory(
        desk,
        folder,
        f"S0,PC-0,2026-11-20,Fabrikam,{CISCO},4.10.05",
        f"S1,PC-1,2026-11-20,Fabrikam,{CISCO},5.1",
        "S2,PC-2,2026-09-01,Fabrikam,=Zoom,6.2",
        f"S9,PC-9,2026-11-19,Fabrikam,{CISCO},4.10",
    )


def kinds(found: Compared) -> list[tuple[str, int]]:
    return [(row.kind, len(row.finds)) for row in found.comparison.differences]


def test_the_store_against_a_file(course: Course, tmp_path: Path) -> None:
    """E3, D6: three ways to differ, and what each offers; no fact is added."""
    desk = course.on(1)
    before = desk.store.seal()
    found = compare_with(desk, usual(desk, tmp_path))
    assert kinds(found) == [(UNDECLARED, 1), (UNSEEN, 2), (VERSION, 1)]
    assert found.comparison.same == 1
    assert words.headline(found) == "3 differences between the register and the devices"
    assert "newest check-in Fri 2026-11-20" in words.subline(found)
    assert desk.store.seal() == before


def test_the_register_of_an_earlier_day(course: Course, tmp_path: Path) -> None:
    """E3: before the deployment there was no exemption."""
    desk = course.on(1)
    found = compare_with(desk, usual(desk, tmp_path), day(-1))
    assert (found.comparison.exemptions, kinds(found)) == ((), [])
    assert words.headline(found) == "The register and the devices agree"


def test_a_customer_is_meant_by_a_spelling_and_refused_if_unknown(
    course: Course, tmp_path: Path
) -> None:
    """A5: by words of its name; devices that name none are its."""
    desk = course.on(1)
    nameless = inventory(desk, tmp_path, f"S8,PC-8,,,{CISCO},4.10")
    assert compare_with(desk, nameless).comparison.exemptions == ()
    found = compare_with(desk, nameless, customer="fabri")
    assert (found.customer, kinds(found)) == ("Fabrikam", [(UNDECLARED, 1), (UNSEEN, 4)])
    assert refused(lambda: compare_with(desk, nameless, customer="Nobody")) == ("A5", "name")


def test_a_file_that_is_none_is_refused(course: Course, tmp_path: Path) -> None:
    """D6: nothing is compared."""
    desk = course.on(1)
    assert refused(lambda: inventory(desk, tmp_path, head="")) == ("", "file")


def test_what_rows_and_pane_say(course: Course, tmp_path: Path) -> None:
    """D6: absent is not removed, said in each place where it could be mistaken."""
    desk = course.on(1)
    found = compare_with(desk, usual(desk, tmp_path))
    new, unseen, version = found.comparison.differences
    assert words.case_words(new) == ("A-0001, in force", "1 never declared")
    assert words.case_words(unseen)[1] == "1 listed without it, 1 not listed"
    assert words.case_words(version)[1] == "1 in version 5.1"
    assert words.pane_title(unseen) == "2 of 4 devices still carry it"
    sentence = words.pane_sentence(unseen, desk.today())
    assert "Absent is not removed." in sentence
    assert "1 of them has reported nothing for over four weeks." in sentence
    assert "names version 4.10" in words.pane_sentence(version, desk.today())
    assert [words.find_note(find, found.inventory) for find in unseen.finds] == [
        "row 4: listed without it",
        "not listed",
    ]
    assert words.find_note(version.finds[0], found.inventory) == f"row 3: {CISCO} 5.1"
    assert "Absent is not removed" in words.note_text(found, unseen)
    assert "version 4.10 was approved" in words.why_words(found, version)


def test_of_two_files_the_one_is_named(course: Course, tmp_path: Path) -> None:
    """D9: Intune's devices and its programs; each place with its file."""
    desk, apps = course.on(1), tmp_path / "apps.csv"
    apps.write_text(f"DeviceName,ApplicationName,ApplicationVersion\nPC-1,{CISCO},5.1\n")
    devices = tmp_path / "devices.csv"
    devices.write_text("Serial number,Device name\nS0,PC-0\nS1,PC-1\n")
    there = read_files(desk, read_inventory, [str(devices), str(apps)], Job())
    found = compare_with(desk, there)
    unseen, version = found.comparison.differences
    assert words.find_note(version.finds[0], there) == f"apps.csv, row 2: {CISCO} 5.1"
    said = "devices.csv, row 2: no program is listed of it"
    assert words.find_note(unseen.finds[0], there) == said
    assert words.names_of(there) == "devices.csv and apps.csv"


def offered(rows: Sequence[Difference]) -> list[list[str]]:
    return [[offer.deed for offer in words.offers(row)] for row in rows]


def test_the_deeds_on_offer_follow_the_case(course: Course, tmp_path: Path) -> None:
    """D1, D6, D9: in a revocation the removal comes first, and a ground is added."""
    desk = course.on(1)
    rows = compare_with(desk, usual(desk, tmp_path)).comparison.differences
    assert offered(rows) == [["declare", "note"], ["note", "removal"], ["note", "revoke"]]
    course.notified()
    rows = compare_with(desk, usual(desk, tmp_path)).comparison.differences
    assert offered(rows) == [["declare", "note"], ["removal", "note"], ["note", "ground"]]


def test_a_row_is_done_while_its_deed_counts(course: Course, tmp_path: Path) -> None:
    """D6: a removal does its row away, an undo opens it again; one device left keeps it open."""
    desk, there = course.on(1), usual(course.on(1), tmp_path)
    row = compare_with(desk, there).comparison.differences[1]
    case = removal.confirm_removal(desk, course.case(), ["S2"], day(0), "Jana Hofer")
    done = (Done(row, "Removal confirmed", "A-0001", case.facts[-1].id),)
    lines = lines_of(compare_with(desk, there), still_counting(desk, done))
    assert [(line.row.kind, len(line.row.finds), line.done) for line in lines] == [
        (UNDECLARED, 1, ""),
        (UNSEEN, 1, ""),
        (VERSION, 1, ""),
    ]
    case = removal.confirm_removal(desk, case, ["S3"], day(0), "Jana Hofer")
    done = (Done(row, "Removal confirmed", "A-0001", case.facts[-1].id),)
    lines = lines_of(compare_with(desk, there), still_counting(desk, done))
    assert [(line.row.kind, line.done) for line in lines][-1] == (UNSEEN, "Removal confirmed")
    request_queue.undo(desk, case)
    assert still_counting(desk, done) == ()


def test_a_note_leaves_the_difference_and_marks_it(course: Course, tmp_path: Path) -> None:
    """D6: asking the customer changes no device."""
    desk, there = course.on(1), usual(course.on(1), tmp_path)
    row = compare_with(desk, there).comparison.differences[1]
    case = request_queue.note(desk, course.case(), "Asked.")
    done = still_counting(desk, (Done(row, "Asked", "A-0001", case.facts[-1].id),))
    lines = lines_of(compare_with(desk, there), done)
    assert [line.done for line in lines] == ["", "Asked", ""]


def test_the_files_for_other_programs(course: Course, tmp_path: Path) -> None:
    """E3: a device a row, no cell a formula, and what it is about beside it."""
    desk = course.on(1)
    there = inventory(desk, tmp_path, f"=S9,+PC,2026-11-20,Fabrikam,{CISCO},-4.10")
    found = compare_with(desk, there, customer="Fabrikam")
    rows = found.comparison.differences
    table = make_file(desk, found, rows, "csv").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(table)))
    assert tuple(lines[0]) == COLUMNS
    assert len(lines) == 1 + 5
    assert not [cell for line in lines for cell in line if cell[:1] in "=+-@" and cell]
    book = CalamineWorkbook.from_filelike(io.BytesIO(make_file(desk, found, rows, "xlsx")))
    sheet = book.get_sheet_by_name("Comparison").to_python()
    assert [row[4] for row in sheet[1:]] == ["Found, not declared"] + ["Declared, not seen"] * 4
    about = {row[0]: row[1] for row in book.get_sheet_by_name("About").to_python()}
    assert about["Register on"] == DAY.replace(day=24)
    assert about["Devices in it"] == 1


def test_what_the_whole_comparison_leaves_out_is_said(course: Course, tmp_path: Path) -> None:
    """E3: no programs, strangers, devices of nobody, customers without a device."""
    desk = course.on(1)
    there = inventory(desk, tmp_path, "X1,PC,,Tailspin", "X2,PC2,,", head="Serial,Name,,Tenant\n")
    said = " ".join(words.remarks(compare_with(desk, there)))
    for part in (
        "No column names programs",
        "Not compared: 1 exemption of 1 customer",
        "No exemption is of “Tailspin”",
        "1 device names no customer",
    ):
        assert part in said


def test_d9_what_was_removed_once_is_told_apart(course: Course, tmp_path: Path) -> None:
    """D9: a device found again, and one that was never declared; each is recorded by itself."""
    desk = course.on(1)
    removal.confirm_removal(desk, course.case(), ["S2", "S3"], day(0), "Jana Hofer")
    rows = [f"S{n},PC-{n},2026-11-24,Fabrikam,{CISCO},4.10" for n in (0, 1, 2, 7, 8, 9)]
    found = compare_with(desk, inventory(desk, tmp_path, *rows))
    (row,) = found.comparison.differences
    assert words.case_words(row)[1] == "3 never declared, 1 found again"
    assert [offer.words for offer in words.offers(row)] == [
        "Record 1 found again…",
        "Record 3 as found…",
        "Ask the customer…",
    ]
    assert words.pane_title(row) == "4 devices carry it undeclared"
    rows = [f"S{n},PC-{n},2026-11-24,Fabrikam,{CISCO},4.10" for n in (0, 1, 2)]
    (row,) = compare_with(desk, inventory(desk, tmp_path, *rows)).comparison.differences
    assert words.case_words(row)[1] == "1 removed once, found again"
    assert [offer.deed for offer in words.offers(row)] == ["again", "note"]


def test_d6_what_is_not_seen_is_listed_without_it_or_not_listed(
    course: Course, tmp_path: Path
) -> None:
    """D6: both are counted, and each alone where it is all."""
    desk = course.on(1)
    rows = [f"S{n},PC-{n},2026-11-20,Fabrikam,Zoom,6.2" for n in range(4)]
    for listed, said in (
        (0, "4 not listed in the file"),
        (1, "1 listed without it, 3 not listed"),
        (4, "4 listed without it"),
    ):
        there = inventory(desk, tmp_path, *rows[:listed], "X1,PC-X,,Fabrikam,Zoom,6.2")
        (row,) = compare_with(desk, there).comparison.differences
        assert words.case_words(row)[1] == said
        assert words.pane_title(row) == "0 of 4 devices still carry it"


def test_d6_one_device_that_is_left_carries_it(course: Course, tmp_path: Path) -> None:
    """D6."""
    desk = course.on(1)
    there = inventory(desk, tmp_path, f"S0,PC-0,2026-11-24,Fabrikam,{CISCO},4.10")
    (row,) = compare_with(desk, there).comparison.differences
    assert words.pane_title(row) == "1 of 4 devices still carries it"
