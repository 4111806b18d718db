"""The terminal on a team's store: daily commands by URL, moving in and out, what is a file's."""

from pathlib import Path

import pytest

from mmd_reviewer.cli.main import run
from mmd_reviewer.settings import Server
from tests.cli.terminal import NEW, WINDOWS, Terminal
from tests.team_server import TeamServer


class TeamTerminal(Terminal):
    """Commands on a store that stands on a server."""

    def __init__(self, place: Server, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(folder, capsys)
        self.place = place

    def __call__(self, *arguments: str, code: int = 0) -> str:
        everywhere = ("--store", self.place.url, "--today", "2026-11-23", "--reviewer", "Ines")
        found = run([*everywhere, *arguments], WINDOWS)
        self.out, self.err = self._capsys.readouterr()
        assert found == code, self.out + self.err
        return self.out


@pytest.fixture
def terminal(place: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> TeamTerminal:
    return TeamTerminal(place, tmp_path, capsys)


def test_the_main_job_by_url(terminal: TeamTerminal, tmp_path: Path) -> None:
    terminal("list", code=3)
    assert "There is no store at postgresql://" in terminal.err
    assert terminal.json(*NEW)["number"] == "A-0001"
    samples = Path(__file__).parents[2] / "resources" / "samples" / "requests.csv"
    imported = terminal.json("import", str(samples))["imported"]
    assert imported > 1
    assert len(terminal.json("list", "--limit", "99")) == imported + 1
    assert terminal.json("list", "--search", "erp")[0]["number"]
    terminal("assess", "A-0001", "--answers", terminal.answers())
    terminal("decide", "A-0001", "approve_migration", "--months", "9")
    out = tmp_path / "letter.pdf"
    terminal("letter", "A-0001", "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF")
    terminal.json("due")
    terminal("note", "A-0001", "x")
    assert terminal.json("show", "A-0001")["history"][-1]["text"]
    checked = terminal.json("verify")
    assert checked["ok"]
    assert checked["facts"] > imported
    assert terminal.json("rebuild") == {"cases": imported + 1}
    assert terminal.json("verify", "--seal", checked["seal"])["ok"]


def test_a_url_that_is_none_is_told(terminal: TeamTerminal, tmp_path: Path) -> None:
    """Nothing of the kind is passed over, no file is made of it, and no password is repeated."""
    terminal(*NEW)
    for option in ("--read-from", "--listen-url"):
        terminal("list", option, "nonsense", code=3)
        assert "What is named is no URL that PostgreSQL understands" in terminal.err
        terminal("list", option, terminal.place.url, "--store", str(tmp_path / "s.sqlite"), code=2)
        assert f"{option} is about a team store" in terminal.err
    terminal("list", "--store", "postgresql://ines:hush@127.0.0.1/re views", code=3)
    assert terminal.err.startswith("postgresql://ines@127.0.0.1/re views is no URL")
    terminal(*NEW, "--store", "mysql://desk.example/reviews", code=3)
    assert "begins with postgresql://" in terminal.err


@pytest.mark.parametrize(
    "command",
    [("backup",), ("backup", "copy.sqlite"), ("backups",), ("protect", "--into", "new.sqlite")],
)
def test_what_is_a_files_alone_says_whose_it_is(
    terminal: TeamTerminal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    """In one sentence, and nothing is done."""
    monkeypatch.chdir(tmp_path)
    terminal(*NEW)
    terminal(*command, code=3)
    assert "its server's means do that" in terminal.err
    assert list(tmp_path.iterdir()) == []


def test_moved_from_a_file_to_a_server_and_back(
    terminal: TeamTerminal, place: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same facts, files, numbers and rows; both content seals are the same."""
    filed = Terminal(tmp_path, capsys)
    filed(*NEW)
    filed("assess", "A-0001", "--answers", filed.answers())
    filed("decide", "A-0001", "approve_migration", "--months", "9")
    filed("letter", "A-0001", "--out", str(tmp_path / "letter.pdf"))
    store, back = str(tmp_path / "s.sqlite"), str(tmp_path / "back.sqlite")
    there = filed.json("copy-store", store, place.url)
    assert place.url not in filed.out or ":" not in place.url.partition("@")[0].partition("//")[2]
    again = filed.json("copy-store", place.url, back)
    assert there["seal"] == again["seal"]
    assert (there["facts"], there["documents"]) == (again["facts"], again["documents"])
    for asked in (("show", "A-0001"), ("list",), ("told", "A-0001")):
        assert terminal.json(*asked) == filed.json(*asked)
    assert terminal.json("verify")["seal"] == filed.json("verify")["seal"]
    filed("copy-store", store, place.url, code=3)
    assert "not empty" in filed.err
    filed("copy-store", place.url, back, code=3)
    assert "nothing is overwritten" in filed.err
    filed("copy-store", str(tmp_path / "none.sqlite"), back, code=3)
    assert "There is no store" in filed.err


def test_roles_are_shown_and_made(terminal: TeamTerminal, team_server: TeamServer) -> None:
    terminal(*NEW)
    shown = terminal("team-roles", "--print")
    assert "CREATE ROLE mmd_auditor NOLOGIN" in shown
    assert set(terminal.json("team-roles")) == {
        "mmd_auditor",
        "mmd_reviewer",
        "mmd_approver",
        "mmd_administrator",
    }
    assert terminal.json("verify")["ok"]
    file = Terminal(terminal.folder, terminal._capsys)
    file(*NEW)
    file("team-roles", code=3)
    assert "is a file: name the URL" in file.err


def test_a_pack_taken_from_a_server_and_merged_back(
    terminal: TeamTerminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Work goes on while the server cannot be reached, and both sides stand afterwards."""
    pack = tmp_path / "s.sqlite"
    terminal(*NEW)
    terminal("checkout", "--out", str(pack), "A-0001")
    road = Terminal(tmp_path, capsys)
    road("note", "A-0001", "on the road")
    terminal("note", "A-0001", "at the desk")
    terminal("merge", str(pack))
    told = [row["text"] for row in terminal.json("show", "A-0001")["history"]]
    assert {"Note: on the road", "Note: at the desk"} <= {text.rstrip(".") for text in told}
    assert terminal.json("verify")["ok"]
