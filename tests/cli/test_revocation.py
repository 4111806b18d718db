"""The revocation course in a terminal: each command, its JSON,
its refusals (rules B8, C4, D1 to D11, E2).
"""

import json
from pathlib import Path

import pytest

from mmd_reviewer import paths
from tests.cli.course_store import APPROVE, DAY, GROUNDS, Terminal, assessed, notified
from tests.cli.terminal import NEW
from tests.prepared import Prepared


@pytest.fixture
def terminal(prepared: Prepared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(prepared(notified, tmp_path, capsys), capsys)


def test_appeal_retiming_and_ground(terminal: Terminal, tmp_path: Path) -> None:
    """D1, D7, D8: each with its letter; show tells the whole course."""
    terminal(
        "2026-12-01",
        "ground",
        "A-0001",
        "--conditions",
        "security",
        "--why",
        "CVE",
        "--not-evident",
        "New",
    )
    day = "2026-12-10"
    terminal(
        day,
        "appeal",
        "A-0001",
        "--received",
        "2026-12-09",
        "--grounds",
        "upgrade",
        "--text",
        "6.1 is out",
        "--answer-by",
        "2026-12-17",
    )
    shown = terminal.json(day, "show", "A-0001")
    assert shown["flags"] == ["appeal_open"]
    assert shown["revocation"]["appeals"][0]["answer_by"] == "2026-12-17"
    assert "Answer to appeal" in terminal(day, "due")
    letter = terminal.json(
        day, "letter", "A-0001", "appeal_received", "--out", str(tmp_path / "a.pdf")
    )
    assert (letter["kind"], letter["pages"]) == ("appeal_received", 1)
    varied = (
        "--reason",
        "Tested",
        "--deadline",
        "2027-03-15",
        "--release",
        "04",
        "--actions",
        "Use 6.1",
    )
    terminal(day, "appeal-outcome", "A-0001", "varied", *varied)
    moved = terminal.json(
        day,
        "retime",
        "A-0001",
        "--kind",
        "severe_incident",
        "--deadline",
        "2027-01-15",
        "--reason",
        "It spreads",
        "--incident",
        "I-7",
        "--approved-by",
        "Petra Novak",
    )
    # C9: until its letter is dispatched the old deadline holds
    assert (moved["old"]["deadline"], moved["new"]["deadline"]) == ("2027-03-15", "2027-03-15")
    assert moved["waits"] == "2027-01-15"
    terminal(day, "letter", "A-0001", "retimed", "--text", "--out", str(tmp_path / "r.txt"))
    assert "New deadline: Friday 15 January 2027" in (tmp_path / "r.txt").read_text("utf-8")
    shown = terminal.json(day, "show", "A-0001")["revocation"]
    assert shown["appeals"][0]["outcome"] == "varied"
    assert (shown["retimings"], shown["shortening"]["incident"]) == ([], "I-7")
    out = ("--out", str(tmp_path / "r.pdf"))
    number = terminal.json(day, "letter", "A-0001", "retimed", *out)["number"]
    terminal(day, "dispatch", number, "--on", day, "--reference", "MMD-2-R")
    shown = terminal.json(day, "show", "A-0001")["revocation"]
    assert (shown["deadline"], shown["shortening"]) == ("2027-01-15", None)
    assert shown["retimings"][0]["incident"] == "I-7"
    assert shown["grounds_added"][0]["conditions"] == ["security"]
    assert [row["notice"] for row in shown["pending"]] == ["second", "final"]


def test_removal_found_and_reinstatement(terminal: Terminal) -> None:
    """D6, D9: by serial number; after the deadline cover comes back in the same step or later."""
    day = "2027-02-25"
    gone = ("--on", "2027-02-24", "--confirmed-by", "Jana")
    terminal(day, "removal", "A-0001", "--devices", "01,02", *gone)
    terminal(
        day,
        "removal",
        "A-0001",
        "--devices",
        "03",
        *gone,
        "--reinstate",
        "Clean.",
        "--left-service",
    )
    states = {row["serial"]: row["state"] for row in terminal.json(day, "cover", "A-0001")}
    assert states == {
        "01": "not_covered",
        "02": "not_covered",
        "03": "covered",
        "04": "not_covered",
    }
    terminal(day, "reinstate", "A-0001", "--devices", "01", "--reason", "Clean.")
    terminal(day, "found", "A-0001", "--devices", "03", "--on", "2027-02-25", "--by", "Ines")
    found = terminal.json(day, "device", "03")
    assert (found["state"], found["cases"][0]["number"]) == ("not_covered", "A-0001")
    assert "01 on 2027-02-25: covered" in terminal(day, "device", "01")
    assert terminal(day, "device", "99", code=2) == ""


def test_bad_input_is_one_sentence_that_names_rule_and_field(
    terminal: Terminal, tmp_path: Path
) -> None:
    """D1 to D11, B8: refused with exit code 2; nothing is recorded."""
    day = "2026-12-20"
    before = len(terminal.json(day, "show", "A-0001")["history"])
    hole = tmp_path / "hole.json"
    hole.write_text('{"code": "x", "name": "X"}')
    devices = tmp_path / "twice.csv"
    devices.write_text("Serial Number\n09\n09\n")
    retime = ("retime", "A-0001", "--reason", "w", "--deadline")
    cases: list[tuple[tuple[str, ...], tuple[str, str]]] = [
        (("deploy", "A-0001", "--on", "2026-11-01"), ("D1", "number")),
        (("deploy", "A-0001", "--on", "2026-11-23", "--devices", str(devices)), ("D1", "devices")),
        (
            ("removal", "A-0001", "--devices", "77", "--on", day, "--confirmed-by", "J"),
            ("D6", "devices"),
        ),
        (
            ("removal", "A-0001", "--devices", "01", "--on", "2026-11-20", "--confirmed-by", "J"),
            ("D6", "on"),
        ),
        (
            ("removal", "A-0001", "--devices", "01", "--on", "2026-12-21", "--confirmed-by", "J"),
            ("D6", "on"),
        ),
        (("dispatch", "A-0001-L2", "--on", day, "--reference", " "), ("C4", "letter")),
        (
            (*retime, "2027-01-05", "--kind", "severe_incident", "--incident", "I-7"),
            ("D7", "approved-by"),
        ),
        ((*retime, "2027-01-05", "--kind", "stay"), ("D7", "deadline")),
        (
            ("appeal", "A-0001", "--received", "2026-11-22", "--grounds", "other", "--text", "x"),
            ("D8", "received"),
        ),
        (
            ("appeal", "A-0001", "--received", day, "--grounds", "other", "--text", " "),
            ("D8", "text"),
        ),
        (("appeal-outcome", "A-0001", "stands", "--reason", "w"), ("D8", "number")),
        (("editions", "announce", str(hole), "--effective", "2027-03-01"), ("B8", "since")),
        (("notice", "A-0001", "first", "--sent-elsewhere"), ("D3", "for")),
        (("desk", "--region", "XX"), ("D3", "region")),
    ]
    for arguments, expected in cases:
        assert terminal.error(day, *arguments) == expected, arguments
    assert len(terminal.json(day, "show", "A-0001")["history"]) == before
    assert "29" in terminal(day, "cover", "A-0001", "--on", "2027-02-29", code=2) + terminal.err


def test_dispatch_corrected_proven_and_evidence(terminal: Terminal, tmp_path: Path) -> None:
    """C4, D11: a correction, a proof, a file of the case."""
    day = "2026-11-26"
    terminal(
        day,
        "dispatch",
        "A-0001-L2",
        "--on",
        "2026-11-24",
        "--reference",
        "MMD-1-S",
        "--correct",
        "Tuesday",
    )
    assert terminal.json(day, "show", "A-0001")["revocation"]["first"] == "2026-11-24"
    file = tmp_path / "page.png"
    file.write_bytes(b"\x89PNG portal")
    terminal(day, "proof", "A-0001-L2", str(file))
    terminal(day, "attach", "A-0001", str(file), "--about", "stability")
    assert terminal.json(day, "show", "A-0001")["evidence"][0]["name"] == "page.png"
    terminal(day, "attach", "A-0001", str(tmp_path / "none.png"), code=2)
    assert "cannot be read" in terminal.err
    assert terminal.json(day, "verify")["ok"]


def test_editions_in_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """B8: list, announce, letters, publish, impact."""
    data = json.loads((paths.resources() / "editions" / "2022-12.json").read_bytes())
    file = tmp_path / "edition.json"
    file.write_text(json.dumps({**data, "code": "2027-02", "name": "Edition of 2027"}))
    day = "2026-11-24"
    assert "2019-11" in terminal(day, "editions")
    assert terminal.json(day, "editions")[0]["standing"] == "in_force"
    terminal(day, "editions", "announce", str(file), code=2)
    terminal(day, "editions", "announce", str(file), "--effective", "2027-01-15")
    letters = terminal.json(day, "editions", "letters")["letters"]
    assert letters == ["A-0001-L3"]
    terminal(day, "dispatch", "A-0001-L3", "--on", day, "--reference", "R")
    told = ("--announced", day, "--effective", "2027-01-15")
    assert terminal.json(day, "editions", "publish", str(file), *told)["code"] == "2027-02"
    rows = terminal.json(day, "editions", "impact", "2027-02")
    assert {row["number"] for row in rows} == {"A-0001"}
    assert "No active exemption" in terminal(day, "editions", "impact", "2019-11")


def test_desk_and_extension(terminal: Terminal) -> None:
    """D3, E2: the region of holidays; an extension is linked,
    and refused where there is nothing to extend.
    """
    day = "2026-12-01"
    assert terminal.json(day, "desk")["region"] is None
    assert "Holidays of BE." in terminal(day, "desk", "--region", "BE")
    assert terminal.json(day, "desk")["region"] == "BE"
    assert "weekends only" in terminal(day, "desk", "--region", "")
    longer = [word.replace("AnyConnect", "AnyConnect longer") for word in NEW]
    longer[longer.index("--ticket") + 1] = "MMD-1470000-AAAAA"
    terminal(day, *longer)
    terminal(day, "link", "A-0002", "A-0001", "--extends")
    assert "Asks to extend A-0001." in terminal(day, "show", "A-0002")
    assert terminal.error(day, "link", "A-0001", "A-0002", "--extends") == ("E2", "other")


def test_a_seal_finds_a_cut_tail(terminal: Terminal, tmp_path: Path) -> None:
    """C4: a seal from a cover list; the last facts taken away show against it."""
    import sqlite3

    day = "2026-11-24"
    seal = terminal.json(day, "verify")["seal"]
    assert terminal.json(day, "verify", "--seal", seal)["ok"]
    terminal(day, "verify", "--seal", "nonsense", code=2)
    with sqlite3.connect(tmp_path / "s.sqlite") as connection:
        connection.execute("DROP TRIGGER fact_no_delete")
        connection.execute("DELETE FROM fact WHERE seq = (SELECT max(seq) FROM fact)")
    connection.close()
    found = terminal.json(day, "verify", "--seal", seal, code=1)
    assert "those that were sealed" in str(found["findings"])


def test_d7_the_plan_of_a_shortened_course(terminal: Terminal) -> None:
    """D3, D7: before the first notice as if dispatched today; what falls away has no day."""
    day = "2026-11-24"
    terminal(day, "withdraw-revocation", "A-0001", "--reason", "A mistake")
    terminal(day, "revoke", "A-0001", "--conditions", "stability", *GROUNDS)
    shortened = (
        "retime",
        "A-0001",
        "--kind",
        "severe_threat",
        "--deadline",
        "2026-12-20",
        "--reason",
        "It spreads",
        "--incident",
        "I-7",
        "--approved-by",
        "Petra Novak",
    )
    moved = terminal.json(day, *shortened)
    assert (moved["old"]["deadline"], moved["new"]["deadline"]) == ("2027-02-22", "2026-12-20")
    assert (moved["new"]["second"], moved["new"]["final"]) == (None, "2026-12-13")
    plan = terminal(day, "revoke", "A-0001", "--conditions", "security", *GROUNDS)
    assert "second   falls away" in plan
    assert "deadline Sun 2026-12-20" in plan


def test_numbers_and_days_out_of_bounds_are_refused(terminal: Terminal) -> None:
    """Exit code 2 and the option's name, never a crash; days are written YYYY-MM-DD."""
    day = "2026-12-01"
    for arguments, field in (
        (("due", "--within", "-5"), "within"),
        (("list", "--limit", "9" * 20), "limit"),
        (("cover", "A-0001", "--on", "20261201"), "on"),
        (("cover", "A-0001", "--on", "2027-02-29"), "on"),
        (("dispatch", "A-0001-L2", "--reference", "X"), "on"),
        (("verify", "--seal", f"{'9' * 20}:{'a' * 64}"), "seal"),
        (("register", "--on", "0001-01-01"), "on"),
    ):
        error = terminal.json(day, *arguments, code=2)["error"]
        assert (error["kind"], error["field"]) == ("usage", field)
    assert terminal.json(day, "register", "--on", "1900-01-01") == []


def test_c7_a_deed_on_what_was_seen_before_says_both_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """C7, F2: theirs and yours, by field; nothing of yours is recorded."""
    it = assessed(tmp_path, capsys)
    head = it.json(DAY, "show", "A-0001")["head"]
    it(DAY, *APPROVE)
    it(DAY, "--seen", head, "decide", "A-0001", "decline", "--reason", "No.", code=2)
    assert "Decision: theirs Approve" in it.err
    assert "yours Decline" in it.err
    assert it.json(DAY, "show", "A-0001")["state"] == "approved"
