"""The commands of the main job as a person or a script would use them: words, JSON, exit codes."""

from pathlib import Path

import pytest

from tests.cli.terminal import NEW, Terminal


def test_the_main_job_in_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """A request, its answers, the decision, the letter; asked again, the stored bytes."""
    case = terminal.json(*NEW)
    assert (case["number"], case["state"], case["type"]) == (
        "A-0001",
        "new",
        "security_agents_vpns",
    )
    tried = terminal.json("assess", "A-0001", "--answers", terminal.answers(), "--dry-run")[
        "recommendation"
    ]
    assert tried["outcome"] == "approve_migration"
    assert tried["months"] == {"min": 3, "max": 12, "suggested": 12}
    assert tried["until"] == "2027-11-23"
    assert {"rule", "text"} == set(tried["because"][0])
    assert (
        terminal.json("assess", "A-0001", "--answers", terminal.answers())["recommendation"]
        == tried
    )
    made = terminal.json("decide", "A-0001", "approve_migration", "--months", "9")
    assert (made["outcome"], made["until"], made["by"]) == (
        "approve_migration",
        "2027-08-23",
        "Ines Moreau",
    )
    out = tmp_path / "letter.pdf"
    terminal("letter", "A-0001", "--out", str(out), "--draft")
    assert terminal.json("show", "A-0001")["letters"] == []
    out.unlink()
    issued = terminal.json("letter", "A-0001", "--out", str(out))
    assert (issued["number"], issued["kind"], issued["pages"]) == ("A-0001-L1", "migration", 2)
    content = out.read_bytes()
    assert (
        terminal.json("letter", "MMD-1465058-R5V8P", "--out", str(out))["sha256"]
        == issued["sha256"]
    )
    assert out.read_bytes() == content
    terminal("printed", "A-0001-L1")
    terminal("dispatch", "A-0001-L1", "--on", "2026-11-23", "--reference", "MMD-1465058-R5V8P")
    shown = terminal.json("show", "A-0001")
    assert shown["letters"][0]["dispatched"] == "2026-11-23"
    assert shown["timeline"] == {
        "text": "24 months",
        "months": 24,
        "days": None,
        "until": None,
        "open_ended": False,
        "start": None,
    }
    assert [row["kind"] for row in shown["history"]][-1] == "LetterDispatched"
    assert "History:" in terminal("show", "A-0001")
    terminal("undo", "A-0001", code=2)
    assert "C7" in terminal.err
    checked = terminal.json("verify")
    seal = checked.pop("seal")
    assert checked.pop("log_bytes") >= 0  # other connections of this test keep it open
    expected = {
        "ok": True,
        "facts": 8,
        "cases": 1,
        "documents": 1,
        "findings": [],
        "day": "2026-11-23",
    }
    assert checked == expected
    assert terminal.json("verify", "--seal", seal)["ok"]
    assert terminal.json("rebuild") == {"cases": 1}


def test_letters_as_text_and_as_corrections(terminal: Terminal, tmp_path: Path) -> None:
    """`--text` the plain-text twin; `--replace` a new letter;
    other bytes are not overwritten without --force.
    """
    terminal(*NEW)
    out = tmp_path / "a.txt"
    terminal("letter", "A-0001", "--out", str(out), "--text")
    assert out.read_text("utf-8").startswith("DRAFT, not issued")
    terminal("letter", "A-0001", "acknowledgement", "--out", str(tmp_path / "a.pdf"))
    terminal("letter", "A-0001", "--out", str(out), "--text", code=2)
    assert "--force" in terminal.err
    terminal("letter", "A-0001", "--out", str(out), "--text", "--force")
    assert out.read_text("utf-8").startswith("Microsoft Managed Desktop")
    terminal("letter", "A-0001", "--out", str(out), "--text", "--force", "--replace", "misspelt")
    assert out.read_text("utf-8").startswith("DRAFT, not issued")
    assert "misspelt" in out.read_text("utf-8"), "of the letter that would replace it"
    terminal("letter", "A-0001", "--out", str(tmp_path / "a.pdf"), "--replace", "misspelt", code=2)
    assert len(terminal.json("show", "A-0001")["letters"]) == 1
    second = terminal.json(
        "letter", "A-0001", "--out", str(tmp_path / "b.pdf"), "--replace", "misspelt"
    )
    assert second["number"] == "A-0001-L2"
    terminal("letter", "A-0001", "--out", str(tmp_path), code=2)
    terminal("letter", "A-0001", "--out", str(tmp_path / "no" / "c.pdf"), code=2)


def test_triage_in_a_terminal(terminal: Terminal) -> None:
    """Assign, park, note, link, judge, undo, redo; on several cases as one deed."""
    terminal(*NEW)
    terminal(*NEW[:-1], "MMD-2-B")
    assert len(terminal.json("assign", "A-0001", "A-0002")) == 2
    terminal("park", "A-0001", "A-0002", "--until", "2026-12-07", "--reason", "Study")
    assert {row["state"] for row in terminal.json("list")} == {"parked"}
    terminal("unpark", "A-0001")
    terminal("note", "A-0001", "asked the vendor")
    terminal("link", "A-0001", "A-0002")
    terminal("judge", "A-0001", "requirement", "--why", "vague")
    row = terminal.json("list", "--state", "incomplete")[0]
    assert (row["number"], row["missing"], row["flags"]) == (
        "A-0001",
        ["requirement"],
        ["details_missing"],
    )
    assert set(row) == {
        "number",
        "ticket",
        "customer",
        "type",
        "title",
        "state",
        "flags",
        "received",
        "age_days",
        "next_date",
        "reviewer",
        "missing",
        "waits_since",
        "first_look_due",
        "out",
    }
    assert [fact["changes"] for fact in terminal.json("show", "A-0001")["history"][-2:]] == [
        [],
        [{"field": "Requirement, as judged", "from": "", "to": "not sufficient: vague"}],
    ]
    terminal("judge", "A-0001", "requirement", "--sufficient")
    terminal("undo", "A-0001")
    assert terminal.json("show", "A-0001")["missing"] == ["requirement"]
    terminal("redo", "A-0001")
    terminal("redo", "A-0001", code=2)
    terminal("assign", "A-0001", "--to", "nobody")
    assert "A-0001" in terminal(
        "list", "--search", "anyconn", "--sort", "-customer", "--limit", "5"
    )
    assert terminal("list", "--customer", "Nobody") == "No case matches.\n"
    terminal("list", "--sort", "taste", code=2)


def test_import_counts_and_exit_codes(terminal: Terminal, tmp_path: Path) -> None:
    """rows = imported + amended + skipped + failed; 0 done, 1 in part, 2 nothing could be read."""
    csv = tmp_path / "r.csv"
    csv.write_text(
        "Ticket,Customer,Requirement,Submitted\nMMD-1-A,Contoso,x,2026-11-01\nMMD-2-B,Contoso,y,soon\n"
    )
    tried = terminal.json("import", str(csv), "--dry-run", code=1)
    assert (tried["rows"], tried["imported"], tried["failed"], tried["cases"]) == (2, 1, 1, [])
    done = terminal.json("import", str(csv), code=1)
    assert (
        done["rows"] == done["imported"] + done["amended"] + done["skipped"] + done["failed"] == 2
    )
    assert set(done["problems"][0]) == {"file", "row", "column", "message"}
    assert (done["problems"][0]["row"], done["problems"][0]["column"]) == (3, "Submitted")
    csv.write_text("Ticket,Requirement\nMMD-3-C,z\n")
    assert terminal.json("import", str(csv), "--customer", "Fabrikam")["imported"] == 1
    terminal("import", str(tmp_path / "none.csv"), code=2)
    assert "none.csv" in terminal.err
    assert "would be imported" in terminal(
        "import", str(csv), "--dry-run", "--customer", "Fabrikam"
    )


def test_a_list_that_is_cut_says_how_many_more_match(terminal: Terminal, tmp_path: Path) -> None:
    """A hundred are shown where nobody says otherwise; a file holds all of them."""
    file = tmp_path / "many.csv"
    rows = "".join(f"MMD-{n}-X,Fabrikam,Case {n}\n" for n in range(103))
    file.write_text(f"Ticket,Customer,Title\n{rows}")
    terminal("import", str(file))
    assert len(terminal.json("list")) == 100
    assert terminal.err == "3 more match, which --limit N adds.\n"
    assert (terminal("list", "--limit", "0"), terminal.err[:8]) == ("", "103 more")
    assert len(terminal("list", "--limit", "103").splitlines()) == 103
    assert terminal.err == ""
    assert terminal("list", "--search", "nowhere").strip() == "No case matches."
    out = tmp_path / "all.csv"
    assert "103 requests written" in terminal("list", "--out", str(out))
    assert "5 requests written" in terminal("list", "--limit", "5", "--out", str(out), "--force")
    assert terminal.err == "98 more match, which --limit N adds.\n"


def test_a5_a_dry_run_says_which_rows_are_like_a_case(terminal: Terminal, tmp_path: Path) -> None:
    """A5: a new row like a case of its customer is named; importing links nothing."""
    terminal(*NEW)
    csv = tmp_path / "r.csv"
    csv.write_text("Ticket,Customer,Title\nMMD-7-A,Fabrikam,AnyConnect in Linz\n")
    assert "new (" in (text := terminal("import", str(csv), "--dry-run"))
    assert "like A-0001: AnyConnect" in text
    found = terminal.json("import", str(csv), "--dry-run")["related"]
    assert [(row["file"], row["row"], row["number"]) for row in found] == [("r.csv", 2, "A-0001")]
    assert terminal.json("import", str(csv))["related"] == []
    assert terminal.json("show", "A-0002")["history"][-1]["kind"] == "RequestReceived"


def test_a_dry_run_makes_no_store(terminal: Terminal, tmp_path: Path) -> None:
    """Nothing is stored, not even an empty store, by a look at a file."""
    csv = tmp_path / "r.csv"
    csv.write_text("Customer,Requirement\nContoso,x\n")
    terminal("import", str(csv), "--dry-run")
    assert not (tmp_path / "s.sqlite").exists()


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("nonsense",), "usage"),
        (("list", "--state", "nowhere"), "usage"),
        (("park", "A-0001", "--until", "soon", "--reason", "x"), "usage"),
        (("show", "A-0099"), "usage"),
        (("park", "A-0001", "--until", "2026-11-01", "--reason", "x"), "refused"),
        (("assess", "A-0001", "--answers", "none.json"), "usage"),
        (("decide", "A-0001", "no_exemption_needed"), "refused"),
    ],
)
def test_refusals_are_one_sentence_and_one_document(
    terminal: Terminal, arguments: tuple[str, ...], kind: str
) -> None:
    """Exit code 2; with --json also kind, rule, field and message; no traceback."""
    terminal(*NEW)
    error = terminal.json(*arguments, code=2)["error"]
    assert (error["kind"], bool(error["message"])) == (kind, True)
    assert set(error) == {"kind", "rule", "field", "message"}
    assert len(terminal.err.strip().splitlines()) == 1
    assert "Traceback" not in terminal.err


def test_deployment_in_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """D1: an approval goes into force on the devices of a file;
    a list with a fault records nothing.
    """
    terminal(*NEW)
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration")
    file = tmp_path / "devices.csv"
    error = terminal.json("deploy", "A-0001", "--on", "2026-11-23", code=2)["error"]
    assert (error["rule"], error["field"]) == ("C9", "number")  # its letter is issued first
    terminal("letter", "A-0001", "--out", str(tmp_path / "approved.pdf"))
    file.write_text("Manufacturer,Model,Serial Number\nHP,Elite,1\nHP,Elite,1\nHP,Elite,\n")
    terminal("deploy", "A-0001", "--on", "2026-11-23", "--devices", str(file), code=2)
    assert "row 3" in terminal.err
    assert "2 such rows" in terminal.err
    file.write_text("Manufacturer,Model,Serial Number,Ring\nHP,Elite,01,Test\n")
    done = terminal.json("deploy", "A-0001", "--on", "2026-11-23", "--devices", str(file))
    assert done["deployment"]["devices"][0]["serial"] == "01"
    assert done["deployment"]["devices"][0]["outside_service_levels"]
    shown = terminal.json("show", "A-0001")
    assert (shown["state"], shown["deployment"]["since"]) == ("in_force", "2026-11-23")


def test_the_revocation_course_in_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """D1 to D10: revoke, first notice, dispatch, due, removal,
    consent, cover, withdraw; each with its JSON.
    """
    terminal(*NEW)
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration")
    assert terminal.tell("A-0001") == "A-0001-L1"
    devices = tmp_path / "devices.csv"
    devices.write_text("Serial Number,Model\n01,A\n02,B\n")
    terminal("deploy", "A-0001", "--on", "2026-11-23", "--devices", str(devices))
    grounds = (
        "--why",
        "61 stop errors",
        "--actions",
        "Remove it",
        "--not-evident",
        "It came later",
    )
    plan = terminal.json("revoke", "A-0001", "--conditions", "stability,security", *grounds)[
        "if_dispatched_today"
    ]
    assert (plan["second"], plan["final"], plan["deadline"]) == (
        "2026-12-23",
        "2027-02-14",
        "2027-02-21",
    )
    out = tmp_path / "first.pdf"
    issued = terminal.json("notice", "A-0001", "first", "--out", str(out))
    assert (issued["kind"], issued["deadline"]) == ("notice_first", "2027-02-21")
    assert (
        terminal.json("notice", "A-0001", "first", "--out", str(out))["sha256"] == issued["sha256"]
    )
    terminal("dispatch", issued["number"], "--on", "2026-11-23", "--reference", "MMD-1-R")
    later = ("--today", "2027-01-10")
    assert "18 days late" in terminal("due", *later)
    rows = terminal.json("due", "--within", "60", *later)
    assert set(rows[0]) == {"case", "what", "due", "overdue_days", "customer"}
    assert [row["what"] for row in rows] == [
        "second notice",
        "third notice",
        "final notice",
        "cover ends",
    ]
    assert terminal("due", "--within", "3").startswith("Nothing is due")
    shown = terminal.json("show", "A-0001")
    assert shown["state"] == "in_revocation"
    assert shown["revocation"]["sent"]["first"]["reference"] == "MMD-1-R"
    terminal(
        "consent", "A-0001", "--by", "Jana", "--on", "2026-11-23", "--text", "Please remove it"
    )
    terminal(
        "removal",
        "A-0001",
        "--devices",
        "01",
        "--on",
        "2026-12-01",
        "--confirmed-by",
        "Jana",
        *later,
    )
    cover = terminal.json("cover", "A-0001", "--on", "2027-02-21")
    assert [(row["serial"], row["state"]) for row in cover] == [
        ("01", "removed"),
        ("02", "not_covered"),
    ]
    assert "in_notice" in terminal("cover", "A-0001")
    terminal("withdraw-revocation", "A-0001", "--reason", "Fixed driver")
    assert terminal.json("show", "A-0001")["state"] == "in_force"
    terminal(
        "removal",
        "A-0001",
        "--devices",
        "all",
        "--on",
        "2026-11-23",
        "--confirmed-by",
        "I",
        "--by",
        "service",
    )
    assert terminal.json("show", "A-0001", *later)["state"] == "removed"
