"""`precedents` in a terminal: decided cases like one, in words and for a program."""

from tests.cli.terminal import NEW, Terminal

SECOND = tuple(part.replace("MMD-1465058-R5V8P", "MMD-1465059-R5V8P") for part in NEW)


def test_decided_cases_like_one(terminal: Terminal) -> None:
    """How, when, for how long and why; what differs; a recommendation that departs (B5)."""
    terminal(*NEW)
    assert "No decided case is like A-0001" in terminal("precedents", "A-0001")
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration", "--months", "9", "--reason", "Two sites.")
    terminal(*SECOND)
    said = terminal("precedents", "A-0002")
    assert "A-0001  Migration, 9 months  Mon 2026-11-23  Fabrikam (same product)" in said
    assert "“Two sites.”" in said
    assert "departs" not in said, "nothing is recommended yet"
    terminal("assess", "A-0002", "--answers", terminal.answers())
    said = terminal("precedents", "A-0002")
    assert (
        "The recommendation: departs from A-0001, the nearest precedent: migration, 9 months."
        in said
    )


def test_precedents_for_a_program(terminal: Terminal) -> None:
    terminal(*NEW)
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration", "--months", "9", "--reason", "Two sites.")
    terminal(*SECOND)
    found = terminal.json("precedents", "A-0002")
    assert (found["number"], found["counts"], found["revoking"]) == ("A-0002", None, [])
    assert found["departs"] is None
    assert found["precedents"] == [
        {
            "number": "A-0001",
            "customer": "Fabrikam",
            "type": "security_agents_vpns",
            "title": "AnyConnect",
            "outcome": "approve_migration",
            "decided": "2026-11-23",
            "months": 9,
            "until": "2027-08-23",
            "reason": "Two sites.",
            "revoked": None,
            "same_product": True,
            "differs": [],
        }
    ]
    terminal("precedents", "A-0099", code=2)
