"""`second` in the terminal: blind, recorded, kept; `register --agreement`."""

import json

from tests.cli.terminal import ANSWERS, NEW, Terminal

JONAS = ("--reviewer", "Jonas Weber")


def wanting(terminal: Terminal) -> None:
    terminal(*NEW)
    assert "No case wants" in terminal("second")
    terminal("settings", "second_types", "security_agents_vpns")
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration", "--months", "9")


def test_none_of_the_first_answers_is_printed(terminal: Terminal) -> None:
    """Neither in words nor in JSON, until the second is recorded."""
    wanting(terminal)
    assert [row["number"] for row in terminal.json("second")] == ["A-0001"]
    assert "A-0001   wanted" in terminal("second")
    said = terminal("second", "A-0001", *JONAS)
    assert "microsoft_technology: " in said
    for hidden in ("Always On VPN", "holds", "approve", "9 months", "Yes"):
        assert hidden not in said
        assert hidden not in json.dumps(terminal.json("second", "A-0001", *JONAS))
    letter = terminal.json("letter", "A-0001", "--out", str(terminal.folder / "x.pdf"), code=2)
    assert letter["error"]["field"] == "second"


def test_the_second_person_is_shown_the_case_only_when_asked_twice(terminal: Terminal) -> None:
    """`show` names the way round; `list` says what it waits for and not what was decided."""
    wanting(terminal)
    assert "second_wanted" in terminal("list")
    assert "approved" not in terminal("list")
    refusal = terminal.json("show", "A-0001", *JONAS, code=2)["error"]
    assert "second A-0001" in refusal["message"]
    assert terminal.json("show", "A-0001", "--all-the-same", *JONAS)["decision"]
    assert terminal.json("show", "A-0001")["decision"], "the first sees it"


def test_it_is_recorded_compared_and_kept(terminal: Terminal) -> None:
    wanting(terminal)
    conditions = {**ANSWERS["conditions"], "cost": "broken"}  # type: ignore[dict-item]
    file = terminal.answers({**ANSWERS, "conditions": conditions})
    mine = terminal.json("second", "A-0001", "--answers", file, code=2)
    assert mine["error"]["field"] == "reviewer"
    found = terminal.json("second", "A-0001", "--answers", file, *JONAS)
    assert found["differs"]
    assert [row["code"] for row in found["answers"] if row["differs"]] == ["cost"]
    assert "≠ Operations and support cost" in terminal("second", "A-0001")
    assert "differs" in terminal("second")
    assert terminal.json("second", "--keep", "x", code=2)["error"]["field"] == "number"
    assert "The decision stands: It is paid." in terminal(
        "second", "A-0001", "--keep", "It is paid."
    )
    terminal.tell("A-0001")
    counts = terminal.json("register", "--agreement")
    assert (counts["assessed_twice"], counts["agreed"]) == (1, 0)
    cost = next(row for row in counts["by_factor"] if row["name"].startswith("Operations and"))
    assert (cost["agreed"], cost["both_answered"]) == (0, 1)
    assert "agreed 0 of 1" in terminal("register", "--agreement")


def test_a_note_is_printed_below_its_answer(terminal: Terminal) -> None:
    wanting(terminal)
    notes = {"notes": {"cost": "One package a year."}}
    terminal("second", "A-0001", "--answers", terminal.answers({**ANSWERS, **notes}), *JONAS)
    assert "second: One package a year." in terminal("second", "A-0001")
    assert "Nothing waits." in terminal.out
