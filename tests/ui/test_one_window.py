"""One window on a store: the second start calls the first, another's window makes it read-only."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer import store_hold
from mmd_reviewer.settings import Choices, Settings
from mmd_reviewer.store_hold import Hold, Holder, hold_store
from mmd_reviewer.ui import app as app_module
from mmd_reviewer.ui.app import Program, open_window
from mmd_reviewer.ui.demo.pictures import settle
from mmd_reviewer.ui.keeping.one_window import come_when_called, one_window
from mmd_reviewer.ui.shell.main_window import MainWindow
from tests.making import DAY, new_desk, receive

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SINCE = "2026-11-23T10:00"


def held(store: Path) -> Hold:
    found = hold_store(store, SINCE)
    assert isinstance(found, Hold)
    return found


def of_another(store: Path, monkeypatch: pytest.MonkeyPatch) -> Hold:
    """A hold of another account."""
    with monkeypatch.context() as patch:
        patch.setattr(store_hold, "_account", lambda: "petra")
        return held(store)


def test_a_store_is_held_until_its_window_is_closed_or_killed(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    first = held(store)
    second = hold_store(store, SINCE)
    assert isinstance(second, Holder)
    assert second.since == SINCE
    assert store_hold.is_here(second)
    first.let_go()
    first.let_go()
    held(store).let_go()
    program = (
        "import os, sys; from pathlib import Path; from mmd_reviewer.store_hold import hold_store; "
        "kept = hold_store(Path(sys.argv[1]), 'now'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", program, str(store)], check=False)
    held(store).let_go()
    assert not store.exists()


def test_where_no_file_can_be_written_nobody_holds(tmp_path: Path) -> None:
    found = hold_store(tmp_path / "nowhere" / "s.sqlite", SINCE)
    assert isinstance(found, Hold)
    found.let_go()
    torn = tmp_path / ".s.sqlite.window"
    torn.write_bytes(b"{")
    held(tmp_path / "s.sqlite").let_go()
    assert json.loads(torn.read_bytes())["since"] == SINCE


def test_the_second_start_brings_the_first_window_to_the_front(
    tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str], qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    store = tmp_path / "s.sqlite"
    first = held(store)
    program = Program(Choices(store, DAY, "Ines", "Europe/Brussels"), Settings(theme="light"))
    come_when_called(program.window, first)
    program.window.show()
    program.load()
    settle(program)
    program.window.setWindowState(Qt.WindowState.WindowMinimized)
    monkeypatch.setattr(app_module, "make_application", lambda arguments: qapp)
    assert open_window(Choices(store, DAY, "Ines", "Europe/Brussels")) == 0
    assert capsys.readouterr().out == f"The window that has {store} open is in front now.\n"
    qtbot.waitUntil(lambda: not program.window.isMinimized())
    tops = [top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow)]
    assert [top for top in tops if top.isVisible()] == [program.window]
    program.window.close()
    first.let_go()


def test_a_closed_window_stays_closed_when_the_next_one_takes_the_hold(
    tmp_path: Path, qtbot: QtBot
) -> None:
    """The window is opened again on the same store: after a recovery, in another size."""
    store = tmp_path / "s.sqlite"
    windows = []
    for _ in range(2):
        hold = held(store)
        program = Program(Choices(store, DAY, "Ines", "Europe/Brussels"), Settings(theme="light"))
        come_when_called(program.window, hold)
        program.window.show()
        windows.append(program.window)
        store_hold.call(store)
        qtbot.wait(300)
        assert [window.isVisible() for window in windows] == [False] * (len(windows) - 1) + [True]
        program.window.close()
        hold.let_go()


def test_somebody_elses_window_is_named_and_the_store_only_read(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "s.sqlite"
    desk = new_desk(tmp_path)
    receive(desk)
    desk.store.close()
    other = of_another(store, monkeypatch)
    choices, hold = one_window(Choices(store, DAY, "Ines", "Europe/Brussels"))
    assert choices is not None
    assert hold is None
    program = Program(choices, Settings(theme="light"))
    program.window.show()
    program.load()
    settle(program)
    said = program.window.message_bar.messages()["store"]
    assert said.startswith("petra on ")
    assert "since 2026-11-23 10:00 has this store open: it is only read here." in said
    assert program.registry.reason("file.new") == "The store is read-only"
    program.window.close()
    other.let_go()
    again, hold = one_window(Choices(store, DAY, "Ines", "Europe/Brussels"))
    assert again is not None
    assert again.held == ""
    assert hold is not None
    hold.let_go()


def test_a_look_at_a_copy_holds_nothing(tmp_path: Path) -> None:
    wish = Choices(tmp_path / "s.sqlite", DAY, looks=True)
    assert one_window(wish) == (wish, None)
