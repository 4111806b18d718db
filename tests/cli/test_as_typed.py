"""Cases, letters, devices and customers as people type their names (rules A5, C10, D6)."""

from pathlib import Path

import pytest

from tests.cli import course_store
from tests.cli.terminal import NEW, Terminal
from tests.prepared import Prepared

TICKET = "MMD-1465058-R5V8P"
DAY = course_store.DAY


@pytest.fixture
def course(
    prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> course_store.Terminal:
    folder = prepared(course_store.notified, tmp_path, capsys)
    return course_store.Terminal(folder, capsys)


@pytest.mark.parametrize("devices", ["", " ", ",", " , "])
def test_d6_no_device_named_is_not_all_of_them(course: course_store.Terminal, devices: str) -> None:
    """D6: nothing is confirmed of devices that nobody named; `all` says so, in any case."""
    wish = ("--on", DAY, "--confirmed-by", "Jana Hofer")
    refused = course.error(DAY, "removal", "A-0001", "--devices", devices, *wish)
    assert refused == ("D6", "devices")
    assert course.error(DAY, "reinstate", "A-0001", "--devices", devices, "--reason", "x") == (
        "D6",
        "devices",
    )
    assert "Removed from 4 devices" in course(DAY, "removal", "A-0001", "--devices", " All", *wish)


def test_a_case_named_by_number_and_ticket_is_one_case(terminal: Terminal) -> None:
    """One deed on one case: it was refused as changed elsewhere."""
    terminal(*NEW)
    assert terminal.json("assign", "A-0001", TICKET, "a-0001", "--to", "Kim")["number"] == "A-0001"
    pack = str(terminal.folder / "p.mmdpack")
    assert terminal.json("checkout", "--out", pack, "A-0001", TICKET)["cases"] == 1


def test_numbers_are_found_in_any_case(terminal: Terminal) -> None:
    """A5: a number of a case, a letter or a ticket, as it may be typed."""
    terminal(*NEW)
    for name in ("a-0001", TICKET.lower(), f" {TICKET.lower()} "):
        assert terminal.json("show", name)["number"] == "A-0001"
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration", "--months", "9")
    terminal("letter", "A-0001", "--out", str(terminal.folder / "l.pdf"))
    assert "A-0001-L1" in terminal("printed", "a-0001-l1")
    assert terminal.json("to-dispatch", "a-0001-l1")["letter"] == "A-0001-L1"
    assert "A-0001-L1" in terminal(
        "dispatch", "a-0001-l1", "A-0001-L1", "--on", "2026-11-23", "--reference", TICKET
    )


def test_c10_what_was_told_elsewhere_is_said_in_words(terminal: Terminal) -> None:
    """C10: the decision by its name, days with their weekday, as the window says them."""
    terminal(*NEW)
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration", "--months", "9")
    terminal("letter", "A-0001", "--out", str(terminal.folder / "l.pdf"))
    elsewhere = ("--on", "2026-11-23", "--reference", "mail", "--second-person", "Jonas Weber")
    assert "not told" in terminal("told", "A-0001")
    terminal("told-elsewhere", "A-0001", TICKET, *elsewhere)
    decided, _, last = terminal("told", "A-0001").splitlines()
    assert decided.endswith("Approved for migration (told elsewhere on Mon 2026-11-23)")
    assert last.endswith("Mon 2027-08-23 (told elsewhere on Mon 2026-11-23)")
    assert terminal.json("told", "A-0001")[0]["holds"] == "approve_migration"


def test_a5_the_queue_of_a_customer_has_all_its_spellings(terminal: Terminal) -> None:
    """A5: case and blanks folded, joined spellings one customer."""
    terminal(*NEW)
    terminal("join", "Fabrikam Ltd", "Fabrikam")
    for name in ("Fabrikam", "FABRIKAM", " fabrikam ", "Fabrikam Ltd"):
        assert [row["number"] for row in terminal.json("list", "--customer", name)] == ["A-0001"]
    assert terminal.json("list", "--customer", "Contoso") == []


def test_one_is_counted_as_one(terminal: Terminal) -> None:
    """What a check and a rebuild found, and a contact without an address, are read as sentences."""
    terminal(*NEW, "--contact", "Jana Hofer")
    assert "3 facts, 1 case, 0 documents checked." in terminal("verify")
    assert terminal("rebuild") == "1 case made again from the facts.\n"
    assert "Contact: Jana Hofer, 1 request" in terminal("customer", "Fabrikam")


def test_d9_devices_never_declared_have_their_maker_and_model(
    course: course_store.Terminal,
) -> None:
    """D1, D9: serial number, manufacturer and model say which machine it is."""
    found = ("found", "A-0001", "--on", DAY, "--by", "Ines Moreau", "--undeclared")
    course(DAY, *found, "--devices", "N1, N2", "--manufacturer", "HP", "--model", "Elite")
    devices = course.json(DAY, "show", "A-0001")["deployment"]["devices"][-2:]
    assert [(row["serial"], row["manufacturer"], row["model"]) for row in devices] == [
        ("N1", "HP", "Elite"),
        ("N2", "HP", "Elite"),
    ]


def test_a5_the_register_of_a_customer_is_found_by_any_spelling(
    course: course_store.Terminal,
) -> None:
    """A5: case and blanks folded, joined spellings one customer; another has nothing in it."""
    course(DAY, "join", "Fabrikam Ltd", "Fabrikam")
    for name in ("Fabrikam", "FABRIKAM", " fabrikam", "fabrikam ltd"):
        (row,) = course.json(DAY, "register", "--customer", name)
        assert row["number"] == "A-0001"
    assert course.json(DAY, "register", "--customer", "Contoso") == []
