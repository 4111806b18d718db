"""What was assumed of a file is told, in words and in JSON (interfaces.md: `read_as`)."""

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal

FOUND = Path(__file__).parents[1] / "readers" / "found"


@pytest.fixture
def found() -> Path:
    return FOUND


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_an_import_tells_what_it_assumed(
    terminal: Terminal, found: Path, dry: tuple[str, ...]
) -> None:
    words = terminal(
        "import", str(found / "c05_footer.csv"), str(found / "c04_report_block.csv"), *dry
    )
    assert "c05_footer.csv: CSV, UTF-8, separated by comma, headings in row 1." in words
    assert "Passed over: a total (row 4); a line about the report (row 5)." in words
    assert "Above the headings stands what is not read: “Customer Contoso Date 2026-11-20”" in words


def test_the_same_in_json(terminal: Terminal, found: Path) -> None:
    file = found / "c10b_servicenow_disp.csv"
    done = terminal.json(
        "import", str(file), str(found / "x04_two_sheets.xlsx"), "--sheet", "November"
    )
    assert [one["file"] for one in done["read_as"]] == [file.name, "x04_two_sheets.xlsx"]
    table, book = done["read_as"]
    assert (table["encoding"], table["separator"], table["heading_row"]) == ("UTF-8", "comma", 1)
    assert table["date_order"] == "day, month, year"
    assert {"heading": "Short description", "column": "Title"} in table["columns"]
    assert {"heading": "Category", "column": None} in table["columns"]
    assert (book["sheet"], book["sheets"], book["passed_over"]) == (
        "November",
        ["October", "November"],
        [],
    )
    over = terminal.json("import", str(found / "c05_footer.csv"), "--dry-run")
    assert over["read_as"][0]["passed_over"] == [
        {"row": 4, "reason": "A total"},
        {"row": 5, "reason": "A line about the report"},
    ]


def test_an_encoding_is_asked_for_and_given(terminal: Terminal, found: Path) -> None:
    file = str(found / "c06c_macroman.csv")
    terminal("import", file, code=2)
    assert "mac-roman reads “Müller Söhne”" in terminal.err
    assert terminal.json("import", file, "--encoding", "mac-roman")["imported"] == 1


def test_a_deployment_tells_how_its_list_was_read(terminal: Terminal, found: Path) -> None:
    terminal("import", str(found / "l1_contoso.csv"))
    answers = {
        "non_negotiable": "no",
        "restricted_productivity": "no",
        "microsoft_technology": "no",
        "conditions": dict.fromkeys(("security", "cost", "stability", "operations"), "holds"),
    }
    terminal("assess", "A-0001", "--answers", terminal.answers(answers))
    terminal("decide", "A-0001", "approve", "--months", "12")
    terminal.tell("A-0001")
    deploy = ("deploy", "A-0001", "--on", "2026-11-23", "--devices")
    terminal(*deploy, str(found / "v06_sci.csv"), code=2)
    assert "row 2" in terminal.err
    done = terminal.json(*deploy, str(found / "x40_devices.xlsx"))
    assert done["read_as"][0]["sheet"] == "Sheet"
    assert "row 3" in done["read_as"][0]["remarks"][0]
    terminal(*deploy, str(found / "v01c_autopilot.csv"), code=2)
    assert "in force there already: 5CG0000001" in terminal.err
