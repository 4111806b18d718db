"""Resources are found however the program was started;
the user's folders are made when asked for.
"""

import sys
from pathlib import Path

import pytest

from mmd_reviewer import paths


def test_from_a_source_checkout_resources_lie_beside_the_package() -> None:
    assert paths.resources() == Path(paths.__file__).parents[1] / "resources"
    assert (paths.resources() / "fonts" / "NotoSans-Regular.ttf").is_file()


def test_in_a_wheel_they_lie_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "mmd_reviewer" / "resources"
    inside.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", inside.parent)
    assert paths.resources() == inside


def test_frozen_they_lie_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_a_damaged_installation_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(FileNotFoundError, match="resources are missing"):
        paths.resources()


def test_the_users_folders_are_there_when_asked_for() -> None:
    assert paths.user_data().is_dir()
    assert paths.user_log().is_dir()
    assert paths.user_config().parent.is_dir()
    assert paths.user_config().name == "settings.toml"
    assert paths.default_store().parent == paths.user_data()


def test_the_command_that_starts_it_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Built it is a program of its own, from sources a module of Python."""
    assert paths.this_program() == (sys.executable, "-m", "mmd_reviewer")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.this_program() == (sys.executable,)
