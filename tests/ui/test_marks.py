"""One row marked, another shown: what a deed touches is written wherever it is asked for;
marks end with it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mmd_reviewer.services.desk import Desk
from tests.making import new_desk, receive
from tests.ui.dialogs import accept, choose
from tests.ui.running import Running, child, running

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    for n in range(5):
        receive(desk, ticket=f"MMD-{n}-T", customer=f"Customer {n}")
    return desk


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with running(tmp_path / "s.sqlite") as it:
        choose(it, "A-0001")
        yield it


def count(window: Running) -> str:
    return str(child(window, "queueCount").text())


def text(window: Running, name: str) -> str:
    return window.program.registry.text(name)


def test_one_row_marked_and_another_shown_is_said_everywhere(window: Running, desk: Desk) -> None:
    """X marks A-0001, J shows A-0002: Park says A-0001, Ask says A-0002;
    in button, menu, dialog; and does it.
    """
    preview = window.desk_window.queue.preview
    assert (preview.park_button.label, text(window, "queue.park")) == ("Park", "Park A-0001…")
    window.press(K.Key_X, K.Key_J)
    assert preview.park_button.label == "Park A-0001"
    assert preview.assign_button.label == "Assign A-0001"
    assert preview.assess_button.label == "Assess A-0002"
    assert preview.ask_button.label == "Ask for details of A-0002"
    assert text(window, "queue.park") == "Park A-0001…"
    assert text(window, "queue.close") == "Close A-0002 as no exemption needed…"
    assert count(window) == "1 marked, Esc clears"
    window.press(K.Key_P)
    dialog = child(window, "parkDialog")
    assert (dialog.windowTitle(), dialog.accept_button.label) == ("Park A-0001", "Park A-0001")
    window.type("A study")
    child(window, "parkUntil").setText("+9")
    accept(window)
    assert [bool(desk.case(f"A-000{n}").parked) for n in (1, 2)] == [True, False]
    assert "marked" not in count(window)


def test_marks_are_counted_named_and_end_with_the_deed(window: Running, desk: Desk) -> None:
    window.press(K.Key_X, K.Key_J, K.Key_X, K.Key_J, K.Key_X, K.Key_J)
    assert count(window) == "3 marked, Esc clears"
    assert text(window, "queue.assign") == "Assign A-0001 and 2 more to me"
    QTest.mouseClick(window.desk_window.queue.preview.assign_button, Qt.MouseButton.LeftButton)
    window.settle()
    assert [desk.case(f"A-000{n}").reviewer for n in (1, 2, 3, 4)] == ["Ines Moreau"] * 3 + [""]
    assert "marked" not in count(window)
    window.press(K.Key_P)
    assert child(window, "parkDialog").windowTitle() == "Park A-0004"


def test_esc_takes_the_marks_away_and_nothing_else(window: Running) -> None:
    window.press(K.Key_X, K.Key_J, K.Key_X)
    window.press(K.Key_Escape)
    queue = window.desk_window.queue
    assert (queue.list.selected_rows, queue.current_number()) == (
        [queue.list.current_row],
        "A-0002",
    )
    assert "marked" not in count(window)
    assert queue.preview.park_button.label == "Park"


def test_asking_for_details_goes_on_from_the_case_it_was_about(window: Running, desk: Desk) -> None:
    """A row marked above: the next case is the one after the case shown."""
    window.press(K.Key_X, K.Key_J, K.Key_J, K.Key_T)
    assert child(window, "askDetails").windowTitle() == "Ask for details of A-0003"
    child(window, "askReason").setPlainText("Which devices?")
    accept(window)
    assert desk.case("A-0003").decision is not None
    assert desk.case("A-0001").decision is None


def test_the_case_that_commands_work_on_stands_above_them(window: Running) -> None:
    menu = child(window, "menuCase")
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "On the case shown: A-0001"
    assert menu.actions()[0].isVisible()
