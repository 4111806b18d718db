"""The registry of commands."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from mmd_reviewer.cli.commands import COMMANDS
from mmd_reviewer.ui.commands.menus import Menus
from mmd_reviewer.ui.commands.registry import ActionRegistry, clashes
from mmd_reviewer.ui.commands.table import ActionSpec, all_commands
from mmd_reviewer.ui.shell.main_window import MainWindow
from tests.ui.conftest import ListView, shown_list


def test_no_two_commands_answer_the_same_key_at_the_same_place() -> None:
    assert clashes(all_commands()) == []
    ids = [spec.id for spec in all_commands()]
    assert len(ids) == len(set(ids))


def test_a_clash_is_found_also_with_a_global_key() -> None:
    one, two = ActionSpec("a", "A", ("Ctrl+I",)), ActionSpec("b", "B", ("Ctrl+I",), scope="queue")
    assert clashes([two, one]) == [("Ctrl+I", "a", "b")]


def test_only_letters_digits_and_signs_are_single_keys() -> None:
    for spec in all_commands():
        assert spec.single_key == any(len(key) == 1 or key == "Space" for key in spec.keys), spec.id


def test_a_command_without_a_function_is_shown_nowhere(
    registry: ActionRegistry, qtbot: QtBot
) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    Menus(registry, bar)
    assert not any(action.isVisible() for action in bar.actions())
    assert registry.sheet_rows() == []
    registry.bind("queue.park", lambda: None)
    assert [action.text() for action in bar.actions() if action.isVisible()] == ["&Case"]
    assert [row.text for row in registry.sheet_rows()] == ["Park…"]
    assert [entry.text for entry in registry.palette_entries(["queue"])] == ["Park"]
    assert registry.palette_entries(["assessment"]) == []


def test_a_command_that_is_off_says_why_and_does_not_run(registry: ActionRegistry) -> None:
    ran: list[int] = []
    registry.bind("queue.park", lambda: ran.append(1))
    registry.enable("queue.park", False, "The store is read-only")
    registry.run("queue.park")
    entry = registry.palette_entries(["queue"])[0]
    assert (entry.enabled, entry.hint) == (False, "The store is read-only")
    assert registry.action("queue.park").toolTip() == "The store is read-only"
    registry.enable("queue.park", True)
    registry.run("queue.park")
    assert ran == [1]


def test_single_keys_live_in_the_list_and_are_dead_in_text(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    ran: list[str] = []
    for name in ("queue.park", "queue.filter", "queue.select"):
        registry.bind(name, lambda name=name: ran.append(name))  # type: ignore[misc]
    rows = shown_list(frame)
    QTest.keyClicks(rows.view, "p/")
    assert ran == ["queue.park", "queue.filter"]
    view = frame.stack.currentWidget()
    assert isinstance(view, ListView)
    view.field.setFocus()
    QTest.keyClicks(view.field, "park/x")
    assert view.field.text() == "park/x"
    assert ran == ["queue.park", "queue.filter"]
    frame.rail.focus_current()
    QTest.keyClicks(frame.rail.lines()[0], "p")
    assert ran == ["queue.park", "queue.filter"]


def test_single_keys_can_be_switched_off(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    ran: list[str] = []
    registry.bind("queue.park", lambda: ran.append("park"))
    registry.set_single_keys(False)
    QTest.keyClicks(shown_list(frame).view, "p")
    assert ran == []
    assert registry.key("queue.park") == ""
    registry.set_single_keys(True)
    QTest.keyClicks(shown_list(frame).view, "p")
    assert ran == ["park"]


def test_keys_can_be_changed_but_not_into_a_clash(
    qtbot: QtBot, frame: MainWindow, registry: ActionRegistry
) -> None:
    ran: list[str] = []
    registry.bind("queue.park", lambda: ran.append("park"))
    assert registry.set_keys("queue.park", ("A",)) == [("A", "queue.assign", "queue.park")]
    assert registry.key("queue.park") == "P"
    assert registry.set_keys("queue.park", ("W",)) == []
    QTest.keyClicks(shown_list(frame).view, "pw")
    assert ran == ["park"]


def test_global_keys_work_from_a_field(qtbot: QtBot, frame: MainWindow) -> None:
    view = frame.stack.currentWidget()
    assert isinstance(view, ListView)
    view.field.setFocus()
    QTest.keyClick(view.field, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert frame.view_id == "assessment"


def test_words_with_an_ampersand_stay_whole(registry: ActionRegistry) -> None:
    registry.set_text("edit.undo", "Undo note on R&D")
    assert registry.text("edit.undo") == "Undo note on R&D"


def test_what_records_in_the_window_is_recorded_in_the_terminal_too() -> None:
    """Each recording command names its twin, or says in a sentence why there is none;
    every twin exists.
    """
    assert [spec.id for spec in all_commands() if spec.records and not spec.twin] == []
    twins = {spec.twin for spec in all_commands() if spec.twin and " " not in spec.twin}
    assert twins - {command.name for command in COMMANDS} == set()
    assert len(twins) > 40


def test_a_lock_takes_what_records_and_leaves_what_looks(registry: ActionRegistry) -> None:
    for spec in all_commands():
        registry.bind(spec.id, lambda: None)
    registry.lock("The store is read-only")
    registry.enable("queue.park", True)
    for spec in all_commands():
        assert registry.action(spec.id).isEnabled() is not spec.records
        assert registry.reason(spec.id) == ("The store is read-only" if spec.records else "")
