"""`compare` in a terminal: what differs, as lines, as JSON, as a file (rules D6, D9, E3)."""

import csv
import io
from pathlib import Path

import pytest

from mmd_reviewer import paths
from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.readers import read_inventory
from mmd_reviewer.services.read.comparison import compare_with, read_files
from tests.cli.terminal import ANSWERS, NEW, Terminal
from tests.prepared import Prepared
from tests.samples import samples

HEAD = "Serial number,Device name,Last check-in,ApplicationName,ApplicationVersion\n"
ROWS = "01,PC-1,2026-11-20,AnyConnect,4.10\n09,PC-9,2026-11-20,AnyConnect,4.10\n"


@pytest.fixture
def terminal(prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(prepared(deployed, tmp_path, capsys), capsys)


def deployed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A store with AnyConnect of Fabrikam on the devices 01 and 02; an inventory of 01 and 09."""
    made = Terminal(folder, capsys)
    devices = folder / "devices.csv"
    devices.write_text("Serial Number,Model\n01,A\n02,B\n")
    made(*NEW)
    made("assess", "A-0001", "--answers", made.answers(ANSWERS))
    made("decide", "A-0001", "approve_migration", "--months", "9")
    made.tell("A-0001")
    made("deploy", "A-0001", "--on", "2026-11-23", "--devices", str(devices))
    (folder / "inventory.csv").write_text(HEAD + ROWS)


def test_the_differences_as_lines_and_as_json(terminal: Terminal) -> None:
    """D6, D9: each with its case, its devices and where the file says it; how it was read."""
    file = str(terminal.folder / "inventory.csv")
    text = terminal("compare", file)
    assert "On devices, not in the register (no case declares them)" in text
    assert "found 2, register 2  A-0001, in force; 1 never declared" in text
    assert "Perhaps: nothing says whose device it is." in text
    assert "row 3: AnyConnect 4.10" in text
    assert "absent is not removed" in text
    data = terminal.json("compare", file, "--customer", "Fabrikam")
    assert (data["on"], data["customer"], data["devices"]) == ("2026-11-23", "Fabrikam", 2)
    assert (data["declared"], data["same"], data["agreeing"]) == (2, 1, 0)
    new, unseen = data["differences"]
    assert (new["kind"], new["case"], new["perhaps"]) == ("undeclared", "A-0001", False)
    assert new["devices"][0] == {
        "serial": "09",
        "name": "PC-9",
        "last_check_in": "2026-11-20",
        "program": "AnyConnect",
        "version": "4.10",
        "why": None,
        "perhaps": None,
        "removed_on": None,
        "file": "inventory.csv",
        "row": 3,
    }
    assert (unseen["kind"], unseen["devices"][0]["why"]) == ("unseen", "device")
    assert data["read_as"][0]["columns"][3] == {"heading": "ApplicationName", "column": "Software"}


def test_an_earlier_day_and_a_row_that_cannot_be_read(terminal: Terminal) -> None:
    """E3: before the deployment nothing deviates; D9: done in part is exit code 1."""
    file = terminal.folder / "inventory.csv"
    assert terminal.json("compare", str(file), "--on", "2026-11-22")["differences"] == []
    file.write_text(f"{HEAD}{ROWS}Default string,,,AnyConnect,4.10\n")
    problems = terminal.json("compare", str(file), code=1)["problems"]
    assert (problems[0]["row"], problems[0]["column"]) == (4, "Serial Number")


def test_the_differences_as_files(terminal: Terminal) -> None:
    """E3: a device a row; another ending is refused, another file is not overwritten."""
    file, out = str(terminal.folder / "inventory.csv"), terminal.folder / "out.csv"
    assert f"→ {out}" in terminal("compare", file, "--out", str(out))
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [row["Difference"] for row in rows] == ["Found, not declared", "Declared, not seen"]
    terminal("compare", file, "--out", str(terminal.folder / "out.pdf"), code=2)
    out.write_text("mine")
    terminal("compare", file, "--out", str(out), code=2)
    terminal("compare", file, "--out", str(out), "--force")


def test_what_is_refused(terminal: Terminal) -> None:
    """D6: a file that is no inventory, or not there; A5: a customer that no case has."""
    (terminal.folder / "empty.csv").write_text("")
    file = str(terminal.folder / "inventory.csv")
    terminal("compare", file, str(terminal.folder / "empty.csv"), code=2)
    assert "empty.csv: The file is empty" in terminal.err
    terminal("compare", str(terminal.folder / "none.csv"), code=2)
    assert "There is no such file" in terminal.err
    terminal("compare", file, "--customer", "Nobody", code=2)


def test_the_sample_shows_each_kind(prepared: Prepared, tmp_path: Path) -> None:
    """D6, D9: what the help and the picture tell of it."""
    desk = open_desk(samples(prepared, tmp_path))
    path = paths.resources() / "samples" / "inventory.csv"
    found = compare_with(desk, read_files(desk, read_inventory, [str(path)], Job()))
    rows = [
        (row.kind, row.customer, row.exemption is None, len(row.finds))
        for row in found.comparison.differences
    ]
    assert rows == [
        ("undeclared", "Wingtip Toys", True, 14),
        ("undeclared", "Adatum", False, 3),
        ("undeclared", "Contoso", False, 2),
        ("unseen", "Coho Winery", False, 9),
        ("unseen", "Southridge Video", False, 7),
        ("unseen", "VanArsdel", False, 4),
        ("version", "Margie’s Travel", False, 30),
        ("version", "Graphic Design Institute", False, 12),
    ]
    assert all(find.gone for find in found.comparison.differences[2].finds)
