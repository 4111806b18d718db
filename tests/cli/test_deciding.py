"""Assessing and deciding in a terminal: answers, devices,
periods, a draft edition (rules A3, B6, B8, C1).
"""

import io
import json
from pathlib import Path

import pytest

from mmd_reviewer import paths
from tests.cli.terminal import ANSWERS, NEW, Terminal


def test_answers_come_from_standard_input(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--answers -`; what is no object of answers is refused."""
    terminal(*NEW)
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(ANSWERS)))
    assert "Approve for migration" in terminal("assess", "A-0001", "--answers", "-")
    for text in ("[1]", "{", '"x"', "[" * 100_000, '{"ticks": "U1"}', '{"ticks": [1]}'):
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        terminal("assess", "A-0001", "--answers", "-", code=2)


def test_devices_limit_an_approval(terminal: Terminal, tmp_path: Path) -> None:
    """C1: one serial number a line; an empty or unreadable list is refused."""
    terminal(*NEW)
    answers = {**ANSWERS, "microsoft_technology": "no"}
    terminal("assess", "A-0001", "--answers", terminal.answers(answers))
    serials = tmp_path / "serials.txt"
    serials.write_text("\n")
    terminal("decide", "A-0001", "approve", "--devices", str(serials), code=2)
    terminal("decide", "A-0001", "approve", "--devices", str(tmp_path / "none"), code=2)
    serials.write_text("016520771357\n000000000000\n016520771357\n")
    made = terminal.json("decide", "A-0001", "approve", "--devices", str(serials))
    assert made["devices"] == ["016520771357", "000000000000"]
    assert terminal("undo", "A-0001").startswith("A-0001: Undone: Decided: Approve")
    assert terminal("redo", "A-0001").startswith("A-0001: Done again: Decided: Approve")
    assert terminal("undo", "A-0001").startswith("A-0001: Undone: Decided: Approve")
    serials.write_text("Manufacturer,Model,Serial Number\nHP,Elite,5CG1\nHP,Other,5CG1\n")
    made = terminal.json("decide", "A-0001", "approve", "--devices", str(serials))
    assert made["devices"] == ["5CG1"]


def test_c1_a_later_start_is_shown_and_decided(terminal: Terminal) -> None:
    """A3, C1: the start that is wished stands in both forms; the period counts from it."""
    words = "ab 1. Januar 2027 für 6 Monate"
    terminal(*NEW[: NEW.index("--timeline") + 1], words, "--ticket", "MMD-1465059-R5V8P")
    assert f", from Fri 2027-01-01 (“{words}”)" in terminal("show", "A-0001")
    assert terminal.json("show", "A-0001")["timeline"]["start"] == "2027-01-01"
    answers = {**ANSWERS, "microsoft_technology": "no"}
    terminal("assess", "A-0001", "--answers", terminal.answers(answers))
    period = ("--months", "6", "--start", "2027-01-01")
    made = terminal.json("decide", "A-0001", "approve", *period)
    assert (made["start"], made["until"]) == ("2027-01-01", "2027-07-01")


def test_b6_six_weeks_are_said_as_six_weeks(terminal: Terminal) -> None:
    """B6, C1: never a month count that is wrong; a day beyond the calendar's sense is refused."""
    terminal(*NEW[:-4], "--timeline", "six weeks", "--ticket", "MMD-1465058-R5V8P")
    said = terminal("assess", "A-0001", "--answers", terminal.answers())
    assert said.startswith("Recommendation: Approve for migration, 6 weeks, until 2027-01-04\n")
    found = terminal.json("show", "A-0001")["recommendation"]
    assert (found["length"], found["months"]["suggested"]) == ("6 weeks", 1)
    for command in (
        ("park", "A-0001", "--until", "9999-12-31", "--reason", "x"),
        ("decide", "A-0001", "approve", "--until", "2200-01-01"),
        ("calendar", "--from", "1899-12-31"),
    ):
        terminal(*command, code=2)
        assert "is out of range: give a day from 1900-01-01 to 2199-12-31" in terminal.err


def test_b8_a_draft_edition_is_replayed_in_a_terminal(terminal: Terminal) -> None:
    """B8: which past decisions it would change, and why."""
    terminal(*NEW)
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration")
    draft = json.loads((paths.resources() / "editions" / "2022-12.json").read_bytes())
    file = terminal.folder / "draft.json"
    file.write_text(json.dumps({**draft, "code": "2027-01"}))
    reason = "Personalisation is unknown: no approval yet."
    assert terminal.json("editions", "replay", str(file)) == [
        {
            "case": "A-0001",
            "was": "approve_migration",
            "would_be": "undetermined",
            "because": [reason],
        }
    ]
    said = f"  Approve for migration, would be undetermined: {reason}"
    assert said in terminal("editions", "replay", str(file))
    terminal("editions", "replay", code=2)


def test_c1_a_case_shows_from_when_under_which_terms_and_on_what_it_is_approved(
    terminal: Terminal,
) -> None:
    """C1: as the window and the letter say; nothing of it where nothing of it was decided."""
    terminal(*NEW)
    terminal("assess", "A-0001", "--answers", terminal.answers())
    plain = ("decide", "A-0001", "approve_migration", "--months", "9")
    terminal(*plain)
    decided = "Decision: Approve for migration, until 2027-08-23, on 2026-11-23 by Ines Moreau"
    assert f"{decided}\nRecommendation:" in terminal("show", "A-0001")
    devices = terminal.folder / "devices.txt"
    devices.write_text("5CG1\n5CG2\n")
    terminal("undo", "A-0001")
    limits = ("--terms", "Only at the plant.", "--devices", str(devices), "--start", "2026-12-01")
    terminal(*plain, *limits)
    assert (
        "Decision: Approve for migration, from 2026-12-01, until 2027-09-01, on 2026-11-23 by Ines "
        "Moreau\n  Terms: Only at the plant.\n  Only on 2 devices: 5CG1, 5CG2\n"
    ) in terminal("show", "A-0001")


@pytest.mark.parametrize(
    ("timeline", "line"),
    [
        ("24 months", "Timeline: 24 months (“24 months”)"),
        ("some years", "Timeline: not understood, the period is yours to give (“some years”)"),
        (
            "from 2027-01-04",
            "Timeline: not understood, the period is yours to give, from Mon 2027-01-04 (“from "
            "2027-01-04”)",
        ),
        ("", "Timeline: Not stated"),
    ],
)
def test_a3_what_was_not_understood_is_said_so(
    terminal: Terminal, timeline: str, line: str
) -> None:
    """A3: a start alone is a start only; the customer's own words stand beside what was read."""
    place = NEW.index("--timeline")
    terminal(*NEW[: place + 1], timeline, *NEW[place + 2 :])
    assert line in terminal("show", "A-0001").splitlines()
