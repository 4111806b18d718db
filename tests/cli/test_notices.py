"""Notices and the print batch in a terminal,
and what is said when a file cannot be written (rules C2, C4, D3 to D5).
"""

from pathlib import Path

import pytest

from tests.cli.course_store import APPROVE, DAY, Terminal, assessed, notified
from tests.prepared import Prepared


@pytest.fixture
def terminal(prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(prepared(notified, tmp_path, capsys), capsys)


def test_a_notice_sent_elsewhere_and_one_dated_otherwise(
    terminal: Terminal, tmp_path: Path
) -> None:
    """D3: the second was given before;
    the third goes out on another day than it bears, with a reason.
    """
    day = "2027-01-21"
    elsewhere = (
        "--sent-elsewhere",
        "--for",
        "2026-12-23",
        "--reference",
        "MMD-2-R",
        "--second-person",
        "Petra",
    )
    terminal(day, "notice", "A-0001", "second", *elsewhere)
    assert terminal(day, "notice", "A-0001", "third", code=2) == ""
    out = str(tmp_path / "third.pdf")
    terminal(day, "notice", "A-0001", "third", "--for", "2027-01-22", "--out", out)
    later = "2027-01-25"
    terminal(later, "dispatch", "A-0001-L3", "--on", "2027-01-25", "--reference", "R", code=2)
    terminal(
        later,
        "dispatch",
        "A-0001-L3",
        "--on",
        "2027-01-25",
        "--reference",
        "R",
        "--reason",
        "Posted on Monday",
    )
    assert (
        terminal.json(later, "show", "A-0001")["revocation"]["sent"]["third"]["on"] == "2027-01-25"
    )
    terminal("2027-02-18", "notice", "A-0001", "final", "--out", str(tmp_path / "final.pdf"))
    assert "leaves 3 days, not 7 (rule D4)" in terminal.err


def test_print_batch_in_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """C4, D5: one file, printed once; a file in the way, a folder, reprint, letters left out."""
    day = "2026-12-21"
    out = tmp_path / "batch.pdf"
    out.write_bytes(b"other")
    terminal(day, "print-batch", "--due-by", "2026-12-24", "--out", str(out), code=2)
    terminal(
        day,
        "print-batch",
        "--due-by",
        "2026-12-24",
        "--out",
        str(tmp_path / "none" / "b.pdf"),
        code=2,
    )
    done = terminal.json(day, "print-batch", "--due-by", "2026-12-24", "--out", str(out), "--force")
    assert (done["letters"], done["left_out"]) == (["A-0001-L3"], [])
    assert out.read_bytes().startswith(b"%PDF")
    assert done["pages"] % 2 == 0
    assert (
        terminal.json(day, "print-batch", "--due-by", "2026-12-24", "--out", str(out))["letters"]
        == []
    )
    folder = tmp_path / "letters"
    folder.mkdir()
    said = terminal(day, "print-batch", "--reprint", "--out", str(folder))
    assert "Second notice" in said, "by the name of its kind, as everywhere else"
    assert [file.name for file in folder.iterdir()] == ["A-0001_notice_second_2026-12-23.pdf"]
    late = terminal.json("2026-12-30", "print-batch", "--reprint", "--out", str(folder), code=1)
    assert late["letters"] == []
    assert late["left_out"][0]["letter"] == "A-0001-L3"
    assert terminal.json(day, "show", "A-0001")["letters"][2]["dispatched"] is None


def test_c2_d5_letter_gives_a_notice_again_and_never_one_too_early(
    terminal: Terminal, tmp_path: Path
) -> None:
    """C2: asking for it again gives the stored bytes; D5: no way round the rules of the notices."""
    day, out = "2026-12-01", str(tmp_path / "again.pdf")
    again = terminal.json(day, "letter", "A-0001", "notice_first", "--out", out)
    assert (again["number"], Path(out).read_bytes()) == (
        "A-0001-L2",
        (tmp_path / "first.pdf").read_bytes(),
    )
    for form in ((), ("--draft",), ("--text",)):
        asked = ("letter", "A-0001", "notice_final", "--out", str(tmp_path / "final"), *form)
        assert terminal.error(day, *asked) == ("D5", "notice")
    assert len(terminal.json(day, "show", "A-0001")["letters"]) == 2


def test_nothing_is_issued_for_a_file_that_cannot_be_written(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D5, C2: a file in the way or a folder that cannot
    be written to is found before a notice is issued.
    """
    day, taken = "2026-12-23", tmp_path / "taken.pdf"
    taken.write_text("mine")
    terminal(day, "print-batch", "--due-by", day, "--out", str(taken), code=2)

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr("mmd_reviewer.exports.to_file.tempfile.TemporaryFile", deny)
    for out in (tmp_path / "batch.pdf", tmp_path):
        terminal(day, "print-batch", "--due-by", day, "--out", str(out), code=3)
    terminal(day, "notice", "A-0001", "second", "--out", str(tmp_path / "second.pdf"), code=3)
    assert len(terminal.json(day, "show", "A-0001")["letters"]) == 2
    assert taken.read_text() == "mine"


def test_what_is_said_after_a_failure_is_true(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C2, D5: what was issued before the failure is told, and which command writes it."""
    day = "2026-12-23"

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mmd_reviewer.exports.to_file.os.fsync", full)
    for command in (("notice", "A-0001", "second"), ("print-batch", "--due-by", day)):
        out = tmp_path / f"{command[0]}.pdf"
        terminal(day, *command, "--out", str(out), code=1 if command[0] == "notice" else 3)
        assert f"{out} could not be written: No space left on device." in terminal.err
        assert ("Letter A-0001-L3 issued" in terminal.err) is (command[0] == "notice")
        assert "Nothing was recorded" not in terminal.err
        assert not out.exists()
    letters = terminal.json(day, "show", "A-0001")["letters"]
    assert [(row["number"], row["printed"]) for row in letters[2:]] == [("A-0001-L3", None)]
    monkeypatch.undo()
    for name in ("s.sqlite", "s.sqlite-wal"):
        terminal(
            day, "notice", "A-0001", "second", "--out", str(tmp_path / name), "--force", code=2
        )
        assert "belongs to the store" in terminal.err


def test_d3_all_dates_if_the_first_notice_goes_out_on_a_day(
    terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """D3: `due --if-dispatched` records nothing; a course that has begun has its dates."""
    assert terminal.error("2026-12-01", "due", "--if-dispatched", "A-0001") == ("D3", "number")
    (tmp_path / "other").mkdir()
    other = assessed(tmp_path / "other", capsys)
    asked = ("due", "--if-dispatched", "A-0001", "--on", "2026-12-05")
    assert other.error(DAY, *asked)[0] == "D1"
    other(DAY, *APPROVE)
    other(DAY, "letter", "A-0001", "--out", str(tmp_path / "other.pdf"))
    other(DAY, "dispatch", "A-0001-L1", "--on", DAY, "--reference", "MMD-0-R")
    other(DAY, "deploy", "A-0001", "--on", DAY)
    assert other.json(DAY, *asked)["dates"][0] == {
        "what": "first",
        "date": "2026-12-05",
        "closed": "Saturday",
        "same_week": [],
    }
    assert "first    Sat 2026-12-05, not a working day" in other(DAY, *asked)
