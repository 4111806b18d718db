"""Absence in a terminal: recorded, listed, ended; the queue of who stands in."""

from tests.cli.terminal import NEW, Terminal


def test_an_absence_in_a_terminal(terminal: Terminal) -> None:
    terminal(*NEW)
    terminal("assign", "A-0001", "--to", "Ines Moreau")
    assert terminal("absence") == "Nobody is away.\n"
    terminal("absence", "--end", code=2)
    assert "Name who is back." in terminal.err
    terminal("absence", "Ines Moreau", "--by", "Petra Novak", code=2)
    assert "Say with --to until when" in terminal.err
    assert terminal.json("list", "--of", "Petra Novak") == []
    said = terminal("absence", "Ines Moreau", "--by", "Petra Novak", "--to", "2026-12-04")
    assert "Ines Moreau, Mon 2026-11-23 to Fri 2026-12-04: Petra Novak stands in" in said
    assert terminal.json("absence") == [
        {
            "who": "Ines Moreau",
            "by": "Petra Novak",
            "from": "2026-11-23",
            "to": "2026-12-04",
            "note": "",
            "holds": True,
        }
    ]
    assert [row["number"] for row in terminal.json("list", "--of", "Petra Novak")] == ["A-0001"]
    assert "A-0001" in terminal("--reviewer", "Petra Novak", "list", "--of", "me")
    terminal("absence", "Ines Moreau", "--by", "Ana", "--to", "2026-12-01", code=2)
    assert "is away" in terminal.err
    assert terminal("absence", "Ines Moreau", "--end") == "Nobody is away.\n"
    assert terminal.json("list", "--of", "Petra Novak") == []
    assert terminal.json("list", "--of", "nobody") == []
