"""The first start asks three things; the samples have a store of their own."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer import paths
from mmd_reviewer.sample_store import sample_file
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.ui import app as app_module
from mmd_reviewer.ui.app import FACTOR, Program, begin_anew, make_application, open_window
from mmd_reviewer.ui.demo.pictures import settle
from mmd_reviewer.ui.look.theme import LIGHT, apply_theme
from mmd_reviewer.ui.widgets.fields import Field
from tests.making import DAY
from tests.ui.dialogs import accept, is_open
from tests.ui.running import Running, child, click, running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Running, list[Settings]]]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    apply_theme(make_application([]), LIGHT)
    program = Program(Choices(paths.default_store(), DAY, "Ines Moreau", asks=True), Settings())
    kept: list[Settings] = []
    program.keep = kept.append  # type: ignore[method-assign,assignment]
    program.backs_up = False
    program.window.show()
    program.window.activateWindow()
    program.load()
    settle(program)
    yield Running(program), kept
    program.window.close()
    program.window.deleteLater()


def test_three_answers_are_filled_in_and_one_key_takes_them(
    first: tuple[Running, list[Settings]],
) -> None:
    window, kept = first
    assert child(window, "firstFolder", Field).text() == str(paths.user_data())
    assert child(window, "firstContact", Field).text()
    child(window, "firstZone", Field).setText("Europe/Brussels")
    window.press(Qt.Key.Key_Return)
    assert not is_open("firstRun")
    standing = window.desk_window.reviewing.desk.standing()
    assert standing.zone == "Europe/Brussels"
    assert not standing.desk_set.sample
    assert paths.default_store().exists()
    assert not [one for one in kept if one.store]


def test_another_folder_and_address_are_kept(
    first: tuple[Running, list[Settings]], tmp_path: Path
) -> None:
    window, kept = first
    for wrong in ("", "work/here"):
        child(window, "firstFolder", Field).setText(wrong)
        accept(window)
        assert is_open("firstRun")
    child(window, "firstFolder", Field).setText(str(tmp_path / "work"))
    child(window, "firstZone", Field).setText("Mars")
    accept(window)
    assert is_open("firstRun")
    child(window, "firstZone", Field).setText("UTC")
    child(window, "firstContact", Field).setText(" ")
    accept(window)
    assert is_open("firstRun")
    child(window, "firstContact", Field).setText("exemptions@contoso.example")
    accept(window)
    window.settle()
    assert window.desk_window.reviewing.desk.standing().sender["contact"] == (
        "exemptions@contoso.example"
    )
    assert kept[0].store == str(tmp_path / "work" / "reviewer.sqlite")
    assert not paths.default_store().exists()


def test_leaving_it_makes_nothing(first: tuple[Running, list[Settings]]) -> None:
    window, _ = first
    window.press(Qt.Key.Key_Escape)
    assert not window.program.window.isVisible()
    assert not paths.default_store().exists()


def test_samples_first_are_a_store_of_their_own_and_lead_back(
    first: tuple[Running, list[Settings]],
) -> None:
    """Made once; the own store is not made by it, and asked about when one comes back."""
    window, _ = first
    click(window, "firstSample")
    following = window.program.next
    assert following is not None
    assert following.store == sample_file()
    assert following.own == window.program.choices
    assert not paths.default_store().exists()
    with running(sample_file()) as samples:
        assert "Sample" in samples.program.window.windowTitle()
        assert child(samples, "storeMark").isVisible()
        assert samples.desk_window.queue.list.view.isVisible()
        samples.program.choices = replace(samples.program.choices, own=following.own)
        samples.program.registry.run("file.sample")
        samples.settle()
        assert samples.program.next == following.own


def test_an_empty_store_offers_the_samples_and_stays_empty(
    calendar_file: Path, tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    sample_file().parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(calendar_file, sample_file())  # made already
    with running(tmp_path / "new.sqlite") as window:
        assert "Sample" not in window.program.window.windowTitle()
        desk = window.desk_window.reviewing.desk
        click(window, "emptySample")
        assert window.program.next is not None
        assert window.program.next.own == window.program.choices
        assert not sum(desk.store.state_counts(DAY).values())


def test_samples_that_cannot_be_made_are_said(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with running(tmp_path / "new.sqlite") as window:
        click(window, "emptySample")
        assert window.program.next is None
        said = window.program.window.message_bar.messages()["store"]
        assert said.startswith("The samples were not made.")


def test_another_size_begins_the_process_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    """Qt takes the size once; what the person's own factor was is given back."""
    sizes = iter([100, 125, 125])
    monkeypatch.setattr(app_module, "load", lambda path: (Settings(size=next(sizes)), []))
    monkeypatch.setattr(app_module, "_open_once", lambda app, choices: (0, choices))
    began: list[str | None] = []

    def anew(factor: str | None) -> None:
        began.append(factor)
        monkeypatch.setattr(app_module, "_open_once", lambda app, choices: (7, None))

    monkeypatch.setattr(app_module, "begin_anew", anew)
    monkeypatch.setenv(FACTOR, "1.5")
    assert open_window(Choices(tmp_path / "s.sqlite")) == 7
    assert began == ["1.5"]


@pytest.mark.parametrize("frozen", [True, False])
def test_the_same_command_runs_again(frozen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *given: calls.append(given))
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    monkeypatch.setattr(sys, "argv", ["mmd-reviewer", "--store", "x"])
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "mmd_reviewer", "--store", "x"])
    monkeypatch.setenv(FACTOR, "1.25")
    begin_anew(None)
    begin_anew("1.5")
    own = [sys.executable, *(["--store", "x"] if frozen else sys.orig_argv[1:])]
    assert [(call[1], call[2].get(FACTOR)) for call in calls] == [(own, None), (own, "1.5")]
