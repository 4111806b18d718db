"""Letters that wait in a terminal: the list, a text, a draft, many dispatches (C4, D3)."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from tests.cli.terminal import NEW, Terminal

TODAY = ("--on", "2026-11-23")


def waiting(terminal: Terminal, tickets: tuple[str, ...]) -> list[str]:
    """Acknowledgements issued, one a ticket; their numbers."""
    out = str(terminal.folder / "a.pdf")
    for place, ticket in enumerate(tickets, 1):
        terminal(*NEW[:-1], ticket, "--title", f"AnyConnect {place}")
        terminal("letter", f"A-{place:04}", "acknowledgement", "--out", out, "--force")
    return [row["letter"] for row in terminal.json("to-dispatch")]


def test_what_waits_is_listed_with_what_stands_in_its_way(terminal: Terminal) -> None:
    names = waiting(terminal, ("MMD-1-A", "MMD-2-B"))
    assert names == ["A-0001-L1", "A-0002-L1"]
    (row, _) = terminal.json("to-dispatch")
    assert row == {
        "letter": "A-0001-L1",
        "case": "A-0001",
        "kind": "acknowledgement",
        "dated": "2026-11-23",
        "printed": None,
        "customer": "Fabrikam",
        "contact": "",
        "ticket": "MMD-1-A",
        "refused_today": None,
    }
    early = terminal.json("to-dispatch", "--today", "2026-11-20")
    assert "is before the letter's date" in early[0]["refused_today"]
    shown = terminal("to-dispatch", "--today", "2026-11-20")
    assert shown.startswith("2 letters issued, not dispatched.\nA-0001-L1")
    assert "is before the letter's date" in shown


def test_a_text_and_a_draft_leave_and_nothing_is_recorded(
    terminal: Terminal, tmp_path: Path
) -> None:
    """C4: the text for the portal on stdout, a draft in a file that is not overwritten."""
    waiting(terminal, ("MMD-1-A",))
    text = terminal("to-dispatch", "A-0001-L1")
    assert text.startswith("Microsoft Managed Desktop\n")
    assert "A-0001-L1" in text
    assert terminal.json("to-dispatch", "A-0001-L1")["text"] == text
    out = tmp_path / "a.eml"
    told = terminal.json("to-dispatch", "A-0001-L1", "--eml", str(out))
    assert (told["letter"], told["to"]) == ("A-0001-L1", "")
    message = message_from_bytes(out.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    assert message["X-Unsent"] == "1"
    assert "Nothing was sent." in terminal("to-dispatch", "A-0001-L1", "--eml", str(out))
    out.write_text("mine")
    terminal("to-dispatch", "A-0001-L1", "--eml", str(out), code=2)
    assert out.read_text() == "mine"
    terminal("to-dispatch", "--eml", str(out), code=2)
    assert "Name the letter" in terminal.err
    terminal("to-dispatch", "A-0001-L9", code=2)
    assert len(terminal.json("to-dispatch")) == 1


def test_many_are_recorded_under_their_own_tickets(terminal: Terminal) -> None:
    """C4, D3: each a deed; what is refused is told and left out, exit code 1."""
    names = waiting(terminal, ("MMD-1-A", "MMD-2-B", ""))
    found = terminal.json("dispatch", *names, *names, *TODAY, code=1)
    assert [row["number"] for row in found["recorded"]] == ["A-0001", "A-0002"]
    assert found["refused"] == [
        {
            "letter": "A-0003-L1",
            "rule": "C4",
            "field": "reference",
            "message": "Give the portal's reference of the dispatch.",
        }
    ]
    references = [
        terminal.json("show", name)["letters"][0]["reference"] for name in ("A-0001", "A-0002")
    ]
    assert references == ["MMD-1-A", "MMD-2-B"]
    terminal("dispatch", *names, *TODAY, code=2)
    assert terminal.err.count("not recorded") == 3
    terminal("dispatch", *names, *TODAY, "--correct", "A slip", code=2)
    assert "one letter" in terminal.err
    terminal("dispatch", names[2], *TODAY, "--reference", "INC-7", "--taken-back", code=2)
    assert "--correct REASON" in terminal.err
    assert terminal.json("dispatch", names[2], *TODAY, "--reference", "INC-7")["number"] == "A-0003"


def test_all_of_them_leave_with_zero(terminal: Terminal) -> None:
    names = waiting(terminal, ("MMD-1-A", "MMD-2-B"))
    assert terminal("dispatch", *names, *TODAY).startswith("2 dispatches recorded.\nA-0001: ")
    assert terminal("to-dispatch") == "Every letter is dispatched.\n"
