"""`promise` and `review` in the terminal (C1, D1)."""

from pathlib import Path

import pytest

from tests.cli.course_store import DAY, Terminal, assessed

APPROVE = ("decide", "A-0001", "approve", "--open-ended", "--reason", "No end is asked for.")


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    it = assessed(tmp_path, capsys)
    it(DAY, *APPROVE)
    return it


def test_c1_a_promise_its_proof_and_its_end(terminal: Terminal) -> None:
    """C1: made, asked for 30 days ahead, settled; the calendar says so."""
    words = "Version 6.1 on every device"
    made = terminal(DAY, "promise", "A-0001", "--text", words, "--due", "2027-03-01")
    assert made == "1. Version 6.1 on every device, due Mon 2027-03-01: open\n"
    due = terminal("2027-02-01", "due")
    assert "Proof to ask for" in due
    settled = terminal("2027-02-02", "promise", "A-0001", "--broken", "1", "--text", "Still 6.0")
    assert settled.endswith("broken on Tue 2027-02-02: Still 6.0\n")
    (row,) = terminal.json("2027-02-02", "promise", "A-0001")
    assert (row["promise"], row["kept"], row["settled"]) == (1, False, "2027-02-02")
    assert "promise_broken" in terminal.json("2027-02-02", "show", "A-0001")["flags"]
    terminal("2027-02-03", "review", "A-0001", "--text", "All four hold.")
    assert "promise_broken" not in terminal.json("2027-02-03", "show", "A-0001")["flags"]


def test_c1_what_is_refused(terminal: Terminal) -> None:
    """C1: no day, both ends at once, no such promise."""
    assert terminal(DAY, "promise", "A-0001") == "A-0001 has no promises.\n"
    assert terminal.error(DAY, "promise", "A-0001", "--text", "Version 6.1") == ("C1", "due")
    assert terminal.error(DAY, "promise", "A-0001", "--kept", "1", "--text", "Seen") == (
        "C1",
        "promise",
    )
    again = ("--text", "Seen", "--due", "2027-03-01")
    for place in ("0", "-1"):
        assert terminal.error(DAY, "promise", "A-0001", "--kept", place, *again)[1] == "promise"
    assert terminal(DAY, "promise", "A-0001") == "A-0001 has no promises.\n"
    terminal(DAY, "promise", "A-0001", "--kept", "1", "--broken", "1", code=2)
    assert terminal.err == "Say --kept or --broken, not both.\n"
