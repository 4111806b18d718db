"""`register` and `calendar` in a terminal: tables, JSON, files (rules D2 to D5, E1, E3)."""

import csv
import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from mmd_reviewer.pdf.read_back import read_pages
from tests.cli.terminal import ANSWERS, NEW, Terminal
from tests.prepared import Prepared

LATER = ("--today", "2026-12-10")


@pytest.fixture
def terminal(prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(prepared(deployed, tmp_path, capsys), capsys)


def deployed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A store with one approval, deployed on day 0 and recorded then,
    another recorded ten days later.
    """
    made = Terminal(folder, capsys)
    devices = folder / "devices.csv"
    devices.write_text("Serial Number,Model\n01,A\n02,B\n")
    for ticket, today in (("MMD-1-A", "2026-11-23"), ("MMD-2-B", "2026-12-03")):
        made(*NEW[:-1], ticket)
        made("assess", ticket, "--answers", made.answers(ANSWERS))
        made("decide", ticket, "approve_migration", "--months", "9")
        made.tell(ticket)
        made("deploy", ticket, "--on", "2026-11-23", "--devices", str(devices), "--today", today)


def test_e3_the_register_as_a_table_and_as_rows(terminal: Terminal) -> None:
    """E3: on D by all facts known now; as it stood on D only by facts whose day is not after D."""
    rows = terminal.json("register", "--on", "2026-11-25")
    assert rows[0] == {
        "number": "A-0001",
        "ticket": "MMD-1-A",
        "customer": "Fabrikam",
        "type": "security_agents_vpns",
        "title": "AnyConnect",
        "devices": 2,
        "since": "2026-11-23",
        "until": "2027-08-23",
        "state": "in_force",
        "edition": "2019-11",
        "factor": "microsoft_technology",
    }
    assert [row["number"] for row in rows] == ["A-0001", "A-0002"]
    stood = terminal.json("register", "--as-known", "2026-11-25")
    assert [row["number"] for row in stood] == ["A-0001"]
    assert [
        row["number"]
        for row in terminal.json("register", "--on", "2026-11-25", "--as-known", "2026-12-03")
    ] == ["A-0001", "A-0002"]
    text = terminal("register")
    assert "2 deviations, 1 customer, 4 devices. On Mon 2026-11-23, by all facts known now." in text
    assert "2027-08-23" in text
    assert "as it stood that day" in terminal("register", "--as-known", "2026-11-25")
    assert terminal.json("register", "--on", "2026-11-22") == []


def test_filters_of_the_register(terminal: Terminal) -> None:
    """E1: what ends, in which state, of whom."""
    assert (
        len(
            terminal.json(
                "register", "--state", "in_force", "--customer", "Fabrikam", "--ends", "12m"
            )
        )
        == 2
    )
    assert (
        terminal.json("register", "--type", "drivers")
        == terminal.json("register", "--search", "zebra")
        == []
    )
    assert terminal.json("register", "--ends", "3m") == []
    assert terminal.json("register", "--ends", "never", code=2)["error"]["field"] == "ends"
    assert terminal.json("register", "--state", "new", code=2)["error"]["kind"] == "usage"


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_a_file_of_the_register_is_whole_and_not_overwritten(
    terminal: Terminal, tmp_path: Path, kind: str
) -> None:
    """The same register gives the same bytes; other bytes are not overwritten without --force."""
    out = tmp_path / f"register.{kind}"
    assert len(terminal.json("register", "--out", str(out))) == 2
    content = out.read_bytes()
    assert "→" in terminal("register", "--out", str(out))
    assert out.read_bytes() == content
    terminal("register", "--out", str(out), "--search", "zebra", code=2)
    assert "--force" in terminal.err
    terminal("register", "--out", str(out), "--search", "MMD-2", "--force")
    changed = out.read_bytes()
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(changed.decode("utf-8-sig"))))
        assert (rows[0][0], [row[9] for row in rows[1:]]) == ("Customer", ["A-0002"])
    elif kind == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(changed))
        assert book.sheet_names == ["Register", "About"]
        assert book.get_sheet_by_name("Register").to_python()[1][9] == "A-0002"
        assert ["Filters", "“MMD-2”"] in book.get_sheet_by_name("About").to_python()
    else:
        assert "A-0002" in read_pages(changed)[0].text


def test_a_file_of_an_unknown_kind_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    assert (
        terminal.json("register", "--out", str(tmp_path / "r.txt"), code=2)["error"]["field"]
        == "out"
    )
    first = ("calendar", "--from", "2026-11-01", "--to", "2027-12-31")
    assert (
        terminal.json(*first, "--out", str(tmp_path / "r.txt"), code=2)["error"]["field"] == "out"
    )
    assert list(tmp_path.glob("r.*")) == []


def test_the_calendar_as_a_table_rows_and_files(terminal: Terminal, tmp_path: Path) -> None:
    """E1, D2: what stands on which day, what of it is done; iCalendar and paper."""
    grounds = (
        "--why",
        "61 stop errors",
        "--actions",
        "Remove it",
        "--not-evident",
        "It came later",
    )
    terminal("revoke", "A-0001", "--conditions", "stability", *grounds)
    number = terminal.json("notice", "A-0001", "first", "--out", str(tmp_path / "first.pdf"))[
        "number"
    ]
    terminal("dispatch", number, "--on", "2026-11-23", "--reference", "MMD-1-R")
    days = ("calendar", "--from", "2026-11-01", "--to", "2027-12-31")
    rows = terminal.json(*days, *LATER)
    assert {"date", "kind", "case", "customer", "text", "done"} <= set(rows[0])
    assert [(row["kind"], row["date"], row["done"]) for row in rows] == [
        ("first notice", "2026-11-23", True),
        ("second notice", "2026-12-23", False),
        ("third notice", "2027-01-22", False),
        ("final notice", "2027-02-14", False),
        ("cover ends", "2027-02-21", False),
        ("approval ends", "2027-08-23", False),
        ("approval ends", "2027-08-23", False),
    ]
    assert "Sunday, act by Fri 2027-02-12" in terminal(*days)
    assert terminal("calendar", "--from", "2030-01-01", "--to", "2030-01-31").startswith(
        "Nothing stands"
    )
    ics, pdf = tmp_path / "c.ics", tmp_path / "c.pdf"
    assert "7 entries" in terminal(*days, "--out", str(ics))
    assert ics.read_bytes().count(b"BEGIN:VEVENT") == 7
    terminal(*days, "--out", str(pdf))
    assert len(read_pages(pdf.read_bytes())) == 15
    one = ("calendar", "--from", "2026-11-23", "--to", "2026-11-23")
    terminal(*one, "--out", str(ics), code=2)
    assert "1 entry" in terminal(*one, "--out", str(ics), "--force")
    said = ("--received", "2026-11-23", "--grounds", "upgrade", "--text", "A new version.")
    terminal("appeal", "A-0001", *said)
    kinds = [(row["kind"], row["case"]) for row in terminal.json(*one)]
    assert ("appeal received owed", "A-0001") in kinds, "C9: as in the due list"


def test_days_of_the_calendar_that_make_no_sense(terminal: Terminal, tmp_path: Path) -> None:
    assert (
        terminal.json("calendar", "--from", "2026-12-01", "--to", "2026-11-01", code=2)["error"][
            "field"
        ]
        == "to"
    )
    long = (
        "calendar",
        "--from",
        "2026-01-01",
        "--to",
        "2031-01-01",
        "--out",
        str(tmp_path / "c.pdf"),
    )
    assert "60 months" in terminal.json(*long, code=2)["error"]["message"]
    terminal("calendar", "--from", "2026-12-01", code=2)


def test_e3_the_decisions_of_a_year_and_what_they_measure(
    terminal: Terminal, tmp_path: Path
) -> None:
    """E3: all of them, those that depart from the recommendation, those drawn; also as a file."""
    found = terminal.json("register", "--decisions", "all", *LATER)
    assert (found["decisions"], found["departing"]) == (2, 0)
    assert found["rows"][1] == {
        "number": "A-0002",
        "customer": "Fabrikam",
        "title": "AnyConnect",
        "outcome": "approve_migration",
        "received": "2026-11-23",
        "first_look": "2026-11-23",
        "decided": "2026-11-23",
        "days": 0,
        "departs": False,
    }
    drawn = terminal.json("register", "--decisions", "drawn", *LATER)
    assert [row["number"] for row in drawn["rows"]] == ["A-0001", "A-0002"]
    assert "0 decisions, 0 otherwise than recommended. None to measure." in terminal(
        "register", "--decisions", "departing", *LATER
    )
    out = tmp_path / "decisions.csv"
    text = terminal("register", "--decisions", "all", "--out", str(out), *LATER)
    assert "Median 0 days, first look 0." in text
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert rows[0][4:8] == ["First look", "Decided", "Days", "As recommended"]
    assert rows[1][-2:] == ["yes", "A-0001"]
