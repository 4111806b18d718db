"""`settings` in the terminal: yours in your file, those of the store as facts."""

from pathlib import Path

import pytest

from mmd_reviewer import paths
from mmd_reviewer.cli.main import _choices
from mmd_reviewer.settings import Settings, load, save
from tests.cli.terminal import NEW, Terminal


@pytest.fixture(autouse=True)
def _own_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_every_setting_is_listed_with_what_it_does(terminal: Terminal) -> None:
    """Without a store those of the person alone."""
    own = [row["name"] for row in terminal.json("settings")]
    assert own[:2] == ["reviewer", "store"]
    terminal(*NEW)
    rows = terminal.json("settings")
    assert {row["of"] for row in rows} == {"you", "store"}
    assert next(row for row in rows if row["name"] == "answer_days")["value"] == "30"
    assert all(row["does"] for row in rows)


def test_a_value_is_set_or_refused(terminal: Terminal) -> None:
    terminal(*NEW)
    assert terminal.json("settings", "answer_days", "14")["value"] == "14"
    assert terminal.json("settings", "theme", "dark")["value"] == "dark"
    assert load(paths.user_config())[0].theme == "dark"
    for name, value in (("answer_days", "x"), ("theme", "pink"), ("colour", "red")):
        field = "name" if name == "colour" else name
        assert terminal.json("settings", name, value, code=2)["error"]["field"] == field
    assert terminal.json("settings", "colour", code=2)["error"]["field"] == "name"


def test_the_store_and_the_name_of_the_settings_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(Settings(store=str(tmp_path / "own.sqlite"), reviewer="Ines Moreau"), paths.user_config())
    found = _choices(None, None, None)
    assert (found.store, found.reviewer) == (tmp_path / "own.sqlite", "Ines Moreau")
    assert not found.asks
    assert _choices("x.sqlite", None, "Jonas").reviewer == "Jonas"
    save(Settings(), paths.user_config())
    assert _choices(None, None, None).asks is not paths.default_store().exists()
