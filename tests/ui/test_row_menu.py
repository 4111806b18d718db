"""The menu of a row, by the right button or the menu key: the commands of its list."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

from tests.ui.dialogs import chord
from tests.ui.running import Running, running
from tests.ui.window_store import three_requests

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(tmp_path: Path, qtbot: object) -> Iterator[Running]:
    three_requests(tmp_path)
    with running(tmp_path / "s.sqlite") as it:
        yield it


def asked(window: Running, view: QAbstractItemView, at: QPoint) -> QMenu | None:
    """The menu that opens there."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    return menu if isinstance(menu, QMenu) else None


def row(view: QAbstractItemView, place: int) -> QPoint:
    model = view.model()
    assert model is not None
    return view.visualRect(model.index(place, 0)).center()


def test_the_row_under_the_pointer_and_what_can_be_done_with_it(window: Running) -> None:
    queue = window.desk_window.queue
    menu = asked(window, queue.list.view, row(queue.list.view, 2))
    assert menu is not None
    assert queue.current_number() == "A-0003"
    words = [action.text() for action in menu.actions()]
    assert words[:3] == ["Assess A-0003", "Assign A-0003 to me", "Park A-0003…"]
    assert "Hand over…" in words
    assert not {"Next row", "Select all", "Go to the filter", "Save filter…"} & set(words)
    menu.close()


def test_it_runs_the_command(window: Running) -> None:
    queue, desk = window.desk_window.queue, window.desk_window.reviewing.desk
    menu = asked(window, queue.list.view, row(queue.list.view, 1))
    assert menu is not None
    next(action for action in menu.actions() if action.objectName() == "queue.assign").trigger()
    menu.close()
    window.settle()
    assert desk.case("A-0002").reviewer == "Ines Moreau"


def test_marks_stay_where_a_marked_row_is_clicked(window: Running) -> None:
    queue = window.desk_window.queue
    queue.list.setFocus()
    chord(window, "Ctrl+A")
    menu = asked(window, queue.list.view, row(queue.list.view, 1))
    assert menu is not None
    assert queue.list.view.marked == 3
    assert "Park A-0001 and 2 more…" in [action.text() for action in menu.actions()]
    menu.close()


def test_an_empty_list_has_none(window: Running) -> None:
    owed = window.desk_window.rooms.owed
    chord(window, "Ctrl+Shift+W")
    assert asked(window, owed.list.view, QPoint(30, 30)) is None
