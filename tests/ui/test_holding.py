"""What opens now: which keys wait for it, and what they do when it comes, fails or is left."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.commands.holding import Holding
from mmd_reviewer.ui.commands.type_ahead import LOST, TypeAhead

K = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Heard:
    """What the holding told, in order."""

    def __init__(self, holding: Holding) -> None:
        self.said: list[str] = []
        holding.changed.connect(lambda on: self.said.append("begins" if on else "over"))
        holding.lost.connect(lambda: self.said.append("lost"))

    def noting(self, word: str) -> Callable[[Any], object]:
        return lambda value: self.said.append(f"{word} {value}")


@pytest.fixture
def holding(app: QApplication) -> Holding:
    return Holding()


@pytest.fixture
def heard(holding: Holding) -> Heard:
    return Heard(holding)


def test_only_the_first_beginning_and_the_last_end_are_told(holding: Holding, heard: Heard) -> None:
    holding.hold("case", True)
    holding.hold("letter", True)
    holding.hold("case", True)
    holding.hold("case", False)
    assert holding.on
    holding.hold("letter", False)
    holding.hold("letter", False)
    holding.hold("never begun", False)
    assert heard.said == ["begins", "over"]
    assert not holding.on


def test_what_comes_is_over_before_it_is_used(holding: Holding, heard: Heard) -> None:
    """What is done then may hold something else."""
    holding.hold("case", True)
    holding.over("case", heard.noting("came"))("A-0001")
    assert heard.said == ["begins", "over", "came A-0001"]


def test_what_does_not_come_loses_the_keys_that_waited_for_it(
    holding: Holding, heard: Heard
) -> None:
    holding.hold("case", True)
    holding.failed("case", heard.noting("failed"))(OSError("gone"))
    assert heard.said == ["begins", "lost", "over", "failed gone"]


def test_what_was_not_waited_for_fails_without_losing_anything(
    holding: Holding, heard: Heard
) -> None:
    holding.hold("other", True)
    holding.failed("case", heard.noting("failed"))(OSError("gone"))
    assert heard.said == ["begins", "failed gone"]
    assert holding.on


def test_escape_keeps_from_being_led_away_by_what_comes_later(
    holding: Holding, heard: Heard
) -> None:
    holding.hold("case", True, leads=True)
    came = holding.over("case", heard.noting("came"))
    holding.give_up()
    came("A-0001")
    assert heard.said == ["begins", "over"]


def test_escape_leaves_what_does_not_lead_away(holding: Holding, heard: Heard) -> None:
    holding.hold("case", True, leads=True)
    holding.hold("list", True)
    came = holding.over("list", heard.noting("came"))
    holding.give_up()
    assert holding.on
    came("five rows")
    assert heard.said == ["begins", "over", "came five rows"]


def test_what_is_asked_for_again_after_escape_comes(holding: Holding, heard: Heard) -> None:
    holding.hold("case", True, leads=True)
    former = holding.over("case", heard.noting("former"))
    holding.give_up()
    holding.hold("case", True, leads=True)
    newer = holding.over("case", heard.noting("newer"))
    former("A-0001")
    assert holding.on, "the former one does not end the newer"
    newer("A-0002")
    assert heard.said == ["begins", "over", "begins", "over", "newer A-0002"]


def test_escape_with_nothing_open_does_not_stop_what_opens_next(
    holding: Holding, heard: Heard
) -> None:
    holding.give_up()
    holding.hold("case", True, leads=True)
    came = holding.over("case", heard.noting("came"))
    holding.give_up()
    holding.give_up()
    holding.hold("letter", True, leads=True)
    later = holding.over("letter", heard.noting("came"))
    came("A-0001")
    later("L1")
    assert heard.said == ["begins", "over", "begins", "over", "came L1"]


def test_what_is_forgotten_still_comes_and_holds_nothing(holding: Holding, heard: Heard) -> None:
    """It took too long to wait for; it is not unwanted."""
    holding.hold("case", True, leads=True)
    holding.hold("list", True)
    came = holding.over("case", heard.noting("came"))
    holding.forget()
    assert not holding.on
    came("A-0001")
    assert heard.said == ["begins", "over", "came A-0001"]


class Desk(QWidget):
    """A window with a command, a field in which its letter types, and a place where it does not."""

    def __init__(self, holding: Holding) -> None:
        super().__init__()
        self.field, self.place = QLineEdit(), QWidget()
        self.place.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.said: list[str] = []
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.place)
        self.park = QAction("Park", self)
        self.park.setShortcuts([QKeySequence("P"), QKeySequence("Ctrl+Return")])
        self.park.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.park)
        self.park.triggered.connect(lambda: self.said.append("park"))
        self.ahead = TypeAhead(holding, self, self.said.append)

    def press(self, key: Any, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """As the window system brings it: to the window, not to one of its widgets."""
        QTest.keyClick(self.windowHandle(), key, modifiers)


@pytest.fixture
def desk(holding: Holding, qtbot: QtBot) -> Desk:
    made = Desk(holding)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.place.setFocus()
    return made


def come(holding: Holding, qtbot: QtBot) -> None:
    """It is there, and the events that follow have run."""
    holding.hold("it", False)
    qtbot.wait(1)


def test_keys_pressed_meanwhile_are_text_where_a_field_has_the_focus_then(
    holding: Holding, desk: Desk, qtbot: QtBot
) -> None:
    holding.hold("it", True)
    for key in ("p", "a", "b"):
        desk.press(key)
    assert desk.said == []
    desk.field.setFocus()
    come(holding, qtbot)
    assert (desk.field.text(), desk.said) == ("pab", [])


def test_a_command_of_the_place_that_has_the_focus_then_is_run(
    holding: Holding, desk: Desk, qtbot: QtBot
) -> None:
    desk.field.setFocus()
    holding.hold("it", True)
    desk.press("p")
    desk.press(K.Key_Return, CONTROL)
    desk.place.setFocus()
    come(holding, qtbot)
    assert (desk.said, desk.field.text()) == (["park", "park"], "")


def test_a_command_that_is_off_by_then_does_not_run(
    holding: Holding, desk: Desk, qtbot: QtBot
) -> None:
    holding.hold("it", True)
    desk.press("p")
    desk.park.setEnabled(False)
    come(holding, qtbot)
    assert desk.said == []


def test_escape_takes_back_what_was_pressed_before_it_and_not_after(
    holding: Holding, desk: Desk, qtbot: QtBot
) -> None:
    holding.hold("it", True)
    desk.press("p")
    desk.press(K.Key_Escape)
    desk.press("p")
    come(holding, qtbot)
    assert desk.said == ["park"]


def test_what_fails_takes_the_keys_along(holding: Holding, desk: Desk, qtbot: QtBot) -> None:
    holding.hold("it", True)
    desk.press("p")
    holding.failed("it", lambda error: None)(OSError())
    qtbot.wait(1)
    assert desk.said == []
    desk.press("p")
    assert desk.said == ["park"], "keys act where they are again"


def test_what_takes_too_long_is_said_only_where_keys_waited(holding: Holding, desk: Desk) -> None:
    holding.hold("it", True)
    desk.ahead.let_go()
    assert (desk.said, holding.on) == ([], False)
    holding.hold("it", True)
    desk.press("p")
    desk.ahead.let_go()
    assert (desk.said, holding.on) == ([LOST], False)


def test_a_key_that_opens_something_leaves_the_next_ones_waiting(
    holding: Holding, desk: Desk, qtbot: QtBot
) -> None:
    desk.park.triggered.connect(lambda: holding.hold("next", True))
    holding.hold("it", True)
    desk.press("p")
    desk.press("p")
    come(holding, qtbot)
    assert desk.said == ["park"]
    holding.hold("next", False)
    qtbot.wait(1)
    assert desk.said == ["park", "park"]


def test_a_key_held_down_counts_once(holding: Holding, desk: Desk, qtbot: QtBot) -> None:
    holding.hold("it", True)
    desk.press("p")
    again = QKeyEvent(QKeyEvent.Type.KeyPress, K.Key_P, NONE, "p", True)
    QApplication.sendEvent(desk.windowHandle(), again)
    come(holding, qtbot)
    assert desk.said == ["park"]


def test_the_pointer_does_not_wait(holding: Holding, desk: Desk, qtbot: QtBot) -> None:
    holding.hold("it", True)
    QTest.mouseClick(desk.field, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert desk.field.hasFocus()


def test_a_window_that_is_gone_meanwhile_is_no_mistake(
    holding: Holding, desk: Desk, qtbot: QtBot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is other)
    holding.hold("it", True)
    other.close()
    other.destroy()
    with qtbot.captureExceptions() as found:
        come(holding, qtbot)
    assert found == []
