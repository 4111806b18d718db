"""The views beside the queue are made when somebody goes there, or at leisure (ux.md)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.shell.rooms import ROOMS, Room
from mmd_reviewer.ui.widgets.labels import Label
from tests.ui.calendar_store import COMING
from tests.ui.dialogs import choose, chord, on_a_copy
from tests.ui.running import Running, running

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
IDS = [room.view_id for room in ROOMS]


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def made(window: Running) -> list[str]:
    return [view for view in IDS if window.desk_window.rooms.is_made(view)]


def test_nothing_is_made_before_somebody_goes_there(window: Running) -> None:
    assert made(window) == []
    chord(window, "Ctrl+3")
    assert made(window) == [window.shown()] == ["calendar"]
    chord(window, "Ctrl+1")
    chord(window, "Ctrl+3")
    assert made(window) == ["calendar"]
    assert window.program.window.stack.count() == 2


@pytest.mark.parametrize("room", ROOMS, ids=IDS)
def test_every_command_of_a_room_is_there_before_it_and_gets_its_function_from_it(
    window: Running, room: Room
) -> None:
    """Or a menu would show a command that does nothing."""
    registry = window.program.registry
    own = [spec.id for spec in registry.bound() if spec.scope == room.view_id]
    before = {name: registry._runs[name] for name in own}
    window.desk_window.rooms.go_in(room)
    assert own
    assert [spec.id for spec in registry.bound() if spec.scope == room.view_id] == own
    left = [name for name in own if registry._runs[name] is before[name]]
    assert left == (["letter.back"] if room.view_id == "letter" else []) + (
        ["register.compare"] if room.view_id == "register" else []
    )


def test_a_command_of_a_room_that_is_not_made_makes_it_and_is_done(window: Running) -> None:
    window.program.registry.run("calendar.month")
    window.settle()
    assert window.shown() == "calendar"
    assert window.desk_window.rooms.calendar.month.isVisible()


def test_at_leisure_they_are_made_one_by_one_behind_what_is_shown(window: Running) -> None:
    """One after the other, so that no key waits for them all."""
    rooms = window.desk_window.rooms
    chord(window, "Ctrl+4")
    assert made(window) == ["register"]
    grown = []
    rooms.made.connect(lambda _view: grown.append(len(made(window))))
    rooms.make_at_leisure()
    window.settle()
    for _ in ROOMS:
        rooms.make_next()
    assert made(window) == IDS
    assert grown == list(range(2, len(ROOMS) + 1))
    assert window.shown() == "register"


def test_a_program_makes_them_by_itself(calendar_file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    file = Path(shutil.copy(calendar_file, tmp_path / "s.sqlite"))
    with running(file, makes_rooms=True) as window:
        rooms = window.desk_window.rooms
        qtbot.waitUntil(lambda: made(window) == IDS and not rooms._leisure.isActive())
        assert window.shown() == "queue"


def test_a_page_made_later_tells_the_place_in_the_queue_all_the_same(window: Running) -> None:
    """An assessment is opened from the queue; the page is made when its tab is chosen."""
    choose(window, COMING)
    window.desk_window.open_case("assessment", COMING)
    window.settle()
    rooms = window.desk_window.rooms
    assert made(window) == ["assessment"]
    (place,) = [words for words in said(rooms.assessment) if " of " in words and words[0].isdigit()]
    chord(window, "Ctrl+Shift+Tab")
    assert window.shown() == "case"
    assert place in said(rooms.case)


def said(view: QWidget) -> list[str]:
    return [label.text() for label in view.findChildren(Label) if label.isVisible()]
