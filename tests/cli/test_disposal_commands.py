"""Retention, holds and disposal in a terminal (rule C11)."""

from tests.cli.terminal import NEW, Terminal


def test_a_case_is_kept_held_and_disposed_of(terminal: Terminal) -> None:
    """C11: for so many years, unless it is held; then its words go,
    and a backup that still has them is named.
    """
    terminal(*NEW)
    terminal("decide", "A-0001", "withdrawn", "--reason", "The customer wrote so.")
    assert "withdrawn            for ever" in terminal("retention")
    terminal("retention", "withdrawn", code=2)
    assert "is not STATE=YEARS" in terminal.err
    assert terminal.json("retention", "withdrawn=2") == {"years": {"withdrawn": 2}, "due": []}
    backup = terminal.json("backup")["file"]
    assert "Held, so that it is not disposed of" in terminal(
        "hold", "A-0001", "--reason", "A lawsuit runs."
    )
    gone = ("dispose", "A-0001", "--reason", "Over.", "--second-person", "Petra Novak")
    terminal("--today", "2029-01-01", *gone, code=2)
    assert "A-0001 is held: A lawsuit runs. (rule C11" in terminal.err
    terminal("hold", "A-0001", "--reason", "It ended.", "--lift")
    due = terminal.json("--today", "2029-01-01", "retention")["due"]
    assert [(row["number"], row["customer"]) for row in due] == [("A-0001", "Fabrikam")]
    said = terminal("--today", "2029-01-01", *gone)
    assert "their hashes stay" in said
    assert f"Still held by the backup {backup}" in said
    terminal("show", "A-0001", code=2)
    assert "was disposed of on 2029-01-01" in terminal.err
    plan = terminal.json("--today", "2029-01-01", "list")
    assert plan == []
    assert terminal.json("verify")["ok"]
