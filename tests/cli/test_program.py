"""The program itself in a terminal: its help, its window, its demo and its failures."""

import json
import re
from pathlib import Path

import pytest

from mmd_reviewer import __version__, paths
from mmd_reviewer.cli import commands as every
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.commands import COMMANDS
from mmd_reviewer.cli.main import run
from mmd_reviewer.cli.parser import build_parser
from mmd_reviewer.domain.letters.kinds import KINDS
from tests.cli.terminal import NEW, OPENED, WINDOWS, Terminal
from tests.long import LONG


def test_a_missing_store_is_an_environment_error(terminal: Terminal) -> None:
    """Exit code 3, and the sentence says what to do."""
    error = terminal.json("list", code=3)["error"]
    assert error["kind"] == "environment"
    assert "import" in error["message"]


def test_a_mistake_of_ours_writes_a_crash_file_without_words(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback reaches the person; the file has no customer's word."""

    def broken(*_: object) -> Answer:
        raise RuntimeError("Fabrikam's secret")

    others = tuple(one._replace(run=broken) if one.name == "list" else one for one in COMMANDS)
    monkeypatch.setattr(every, "COMMANDS", others)
    terminal("list", code=3)
    file = Path(terminal.err.split(" is in ")[1].split(". Nothing")[0])
    text = file.read_text("utf-8")
    assert "RuntimeError" in text
    assert "Fabrikam" not in text + terminal.err


def test_no_command_opens_the_window(terminal: Terminal) -> None:
    """With the store, the day and the reviewer chosen."""
    terminal()
    assert OPENED[-1].reviewer == "Ines Moreau"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "20261123", "2026-W48-1"])
def test_the_window_opens_under_no_day_that_a_command_would_refuse(
    terminal: Terminal, day: str
) -> None:
    """F2: `--today` means the same with a command and without."""
    before = len(OPENED)
    terminal("--today", day, code=2)
    assert len(OPENED) == before


def test_demo_without_a_window(terminal: Terminal, tmp_path: Path) -> None:
    """The main job on the samples: letters of every kind in every language, the store checked."""
    told = terminal.json("demo", "--headless", str(tmp_path / "demo"))
    assert len(told["files"]) >= 24
    for kind in KINDS:
        for language in ("", "_de", "_fr"):
            ending = re.compile(rf"A-\d+-L\d+_{kind}_[\d-]+{language}\.pdf")
            assert [name for name in told["files"] if ending.fullmatch(name)], kind
    for name in told["files"]:
        assert (tmp_path / "demo" / name).stat().st_size
    for counts in told["imports"].values():
        assert (
            counts["rows"]
            == counts["imported"] + counts["amended"] + counts["skipped"] + counts["failed"]
        )
    (tmp_path / "file").write_text("x")
    terminal("demo", "--headless", str(tmp_path / "file"), code=2)
    terminal("demo")
    assert OPENED[-1].reviewer == "Ines Moreau"


@pytest.mark.long_form
@pytest.mark.skipif(not LONG, reason="each part has its own tests; all of it at once: dev.py long")
def test_it_tries_itself(terminal: Terminal) -> None:
    """As a program that was installed does."""
    assert "Self-test passed" in terminal("--self-test")


def test_every_command_is_documented_with_an_example() -> None:
    """Each has a help text with an example, stands in the README and in the bundled help."""
    _, commands = build_parser(COMMANDS)
    root = Path(__file__).parents[2]
    readme = (root / "README.md").read_text("utf-8")
    page = (root / "resources" / "help" / "terminal.md").read_text("utf-8")
    for name, command in commands.items():
        assert f"mmd-reviewer {name}" in (command.epilog or "")
        assert f"`{name}" in readme, name
        assert f"`{name}" in page, name


def test_help_leaves_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` is not a mistake."""
    with pytest.raises(SystemExit) as leaving:
        run(["list", "--help"], WINDOWS)
    assert leaving.value.code == 0
    assert "mmd-reviewer list" in capsys.readouterr().out


def test_the_version_says_what_was_built(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version, day and seal of the sources where a build laid them; from sources that alone."""
    assert terminal("--version") == f"MMD Reviewer {__version__}, from its sources\n"
    assert terminal.json("--version") == {"version": __version__, "day": "", "sources": ""}
    told = {"version": "1.2.3", "day": "2026-11-23", "sources": "5ea1" * 16}
    (tmp_path / "built.json").write_text(json.dumps(told), "utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    assert terminal.json("--version") == told
    assert "1.2.3, built on 2026-11-23, sources 5ea15ea15ea15ea1" in terminal("--version")


def test_the_command_prints_the_page_and_one_licence(terminal: Terminal) -> None:
    assert "| reportlab | BSD-3-Clause |" in terminal("licences")
    assert terminal.json("licences")["babel"] == "BSD-3-Clause"
    assert "Copyright" in terminal.json("licences", "babel")["text"]
    terminal("licences", "nothing", code=2)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("customers", "There is no command “customers”: customer may be meant. Try --help."),
        ("zzzz", "There is no command “zzzz”. Try --help."),
        ("sho", "There is no command “sho”: show may be meant. Try --help."),
    ],
)
def test_a_command_that_is_none_is_named_with_what_may_be_meant(
    typed: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of sixty-six commands only those that are like it are named."""
    assert run([typed], WINDOWS) == 2
    assert capsys.readouterr().err == f"{said}\n"


@pytest.mark.parametrize("option", ["--to", "--revi", "--sto"])
def test_an_option_is_never_taken_for_another_that_begins_so(
    option: str, terminal: Terminal
) -> None:
    """`due --to D` was worked under the day D: what is recorded so bears a wrong day."""
    terminal(*NEW)
    terminal("note", "A-0001", "seen", option, "2026-12-31", code=2)
    assert f"nrecognized arguments: {option} 2026-12-31" in terminal.err
    assert terminal.json("show", "A-0001")["notes"] == []
