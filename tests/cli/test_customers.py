"""Customers in a terminal: spellings joined, what is said
by telephone, the queue as a table (rules A1, A5).
"""

from pathlib import Path

from mmd_reviewer import paths
from tests.cli.terminal import NEW, Terminal


def test_spellings_are_joined_and_words_of_two_customers_are_told_apart(terminal: Terminal) -> None:
    """A5: join, take back; nothing to separate is one sentence."""
    terminal(*NEW)
    head = terminal.json("editions")[0]["head"]
    said = terminal.json("--seen", head, "join", "Fabrikam Ltd", "Fabrikam")
    assert (said["name"], said["into"]) == ("Fabrikam Ltd", "Fabrikam")
    for repeated in (
        ["join", "Contoso Ltd", "Contoso"],
        ["join", "Fabrikam Ltd", "--undo"],
    ):  # C8 of the desk
        terminal("--seen", head, *repeated, code=2)
        assert "The desk was changed since you looked at it." in terminal.err
        assert "Nothing of yours was recorded." in terminal.err
    terminal("--seen", "abcd", "join", "Contoso Ltd", "Contoso", code=2)
    assert "is no fact of the desk" in terminal.err
    assert (
        terminal.json("--seen", said["head"], "join", "Fabrikam Inc", "Fabrikam")["into"]
        == "Fabrikam"
    )
    terminal(
        "--seen",
        said["head"],
        "import",
        str(paths.resources() / "samples" / "requests.csv"),
        code=2,
    )
    assert "--seen names the newest fact of one case" in terminal.err
    assert "counts as" in terminal("join", "Fabrikam AG", "fabrikam ltd")
    assert terminal.json("join", "fabrikam ag", "--undo")["into"] is None
    terminal("join", "fabrikam ag", "--undo", code=2)
    assert "(rule A5" in terminal.err
    terminal("separate", "A-0001", code=2)
    assert "nothing to separate" in terminal.err


def test_the_queue_is_written_as_requests(terminal: Terminal) -> None:
    """A5: as CSV or XLSX, to be imported elsewhere; another ending or a taken name is refused."""
    terminal(*NEW)
    out = terminal.folder / "requests.csv"
    assert terminal("list", "--out", str(out)).startswith("1 request written to")
    assert "MMD-1465058-R5V8P,Fabrikam," in out.read_text("utf-8-sig")
    terminal("list", "--out", str(out))
    out.write_text("mine", "utf-8")
    terminal("list", "--out", str(out), code=2)
    terminal("list", "--out", str(out), "--force")
    terminal("list", "--out", str(terminal.folder / "requests.xlsx"))
    terminal("list", "--out", str(terminal.folder / "requests.pdf"), code=2)
    assert "neither .csv nor .xlsx" in terminal.err


def test_what_is_said_by_telephone_amends(terminal: Terminal) -> None:
    """A1: with its source."""
    terminal(*NEW)
    said = terminal.json("amend", "A-0001", "--source", "telephone", "--timeline", "18 months")
    assert said["kind"] == "RequestAmended"
    assert terminal.json("show", "A-0001")["timeline"]["months"] == 18


def test_a1_the_type_is_set_in_a_terminal(terminal: Terminal) -> None:
    """A1, A2, C8: an unknown code lists the types and what they mean;
    a decided case shows its decision.
    """
    terminal(*NEW)
    terminal("judge", "A-0001", "type", "--as", "?", code=2)
    assert "devices: Devices. Devices that are not on the device list." in terminal.err
    terminal("judge", "A-0001", "proposal", "--as", "drivers", code=2)
    said = terminal("judge", "A-0001", "type", "--as", "drivers")
    assert "Exemption type set to Hardware or software drivers." in said
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "decline", "--reason", "The site closes.")
    said = terminal("show", "A-0001")
    assert "Decision: Decline, on 2026-11-23 by Ines Moreau" in said
    assert "Decline, until" not in said


def test_a_text_too_long_for_a_cell_is_refused_in_a_workbook_and_written_as_csv(
    terminal: Terminal, tmp_path: Path
) -> None:
    """A5: nothing is cut without a word."""
    table = tmp_path / "long.csv"
    table.write_text(f"Customer,Title,Requirement\nContoso,Macros,{'x' * 32_768}", encoding="utf-8")
    terminal("import", str(table))
    terminal("list", "--out", str(tmp_path / "out.xlsx"), code=2)
    assert not (tmp_path / "out.xlsx").exists()
    terminal("list", "--out", str(tmp_path / "out.csv"))
    assert "x" * 32_768 in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_the_language_of_letters_is_set_and_a_letter_carries_a_translation(
    terminal: Terminal,
) -> None:
    """C2: new letters in the customer's language; `--also` puts a courtesy translation behind."""
    terminal(*NEW)
    said = terminal("customer", "Fabrikam", "--language", "de")
    assert said.strip() == "New letters to Fabrikam are written in German; issued ones stay."
    assert terminal.json("customer", "Fabrikam")["language"] == "de"
    out = str(terminal.folder / "a.txt")
    terminal("letter", "A-0001", "acknowledgement", "--text", "--also", "fr", "--out", out)
    text = (terminal.folder / "a.txt").read_text("utf-8")
    assert "Wir haben Ihren Antrag erhalten" in text
    assert "Traduction de courtoisie\u00a0: seul le texte allemand fait foi" in text
    terminal("customer", "Fabrikam", "--language", "xx", code=2)
    assert "Letters are not written in" in terminal.err
