"""The whole program in a test: window, views and store, driven by keys and brought to rest."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer.settings import Choices, Place, Settings
from mmd_reviewer.ui.app import Program, make_application
from mmd_reviewer.ui.demo.pictures import settle
from mmd_reviewer.ui.desk_window import DeskWindow
from mmd_reviewer.ui.look.theme import LIGHT, apply_theme
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.shell.main_window import MainWindow
from tests.making import DAY


class Running:
    """`keys` counts what was pressed, as a person would count: a chord is one."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.keys = 0

    @property
    def desk_window(self) -> DeskWindow:
        """The views, once the store is open."""
        assert self.program.desk_window is not None
        return self.program.desk_window

    def settle(self) -> None:
        """Until nothing is read, done or painted any more;
        the window is active again after a dialog.
        """
        settle(self.program)
        if QApplication.activeWindow() is None:  # off screen nobody gives the window back its focus
            (QApplication.activeModalWidget() or self.program.window).activateWindow()
            settle(self.program)

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        """Press keys where the focus is, and come to rest after each."""
        modifier = (
            Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        )
        for key in keys:
            self.keys += 1
            QTest.keyClick(self.focus(), key, modifier)
            self.settle()

    def hurry(self, *keys: Qt.Key | str, control: bool = False, rest: bool = True) -> None:
        """Press keys of the window one after another before what the first one opens is there; a
        text is typed. Come to rest after all of them, unless more are to come.
        """
        # pressing lets the toolkit go on in between
        self.program.registry.holding.hold("hurry", True)
        modifier = (
            Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        )
        for key in keys:
            strokes: Sequence[Any] = key if isinstance(key, str) else [key]
            for one in strokes:
                QTest.keyClick(self.program.window.windowHandle(), one, modifier)
        if rest:
            self.program.registry.holding.hold("hurry", False)
            self.settle()

    def type(self, text: str) -> None:
        """Type words; they are not counted."""
        QTest.keyClicks(self.focus(), text)
        self.settle()

    def focus(self) -> QWidget:
        """The widget that has the keyboard."""
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.program.window

    def shown(self) -> str:
        """The view shown."""
        return self.program.window.view_id


def child(window: Running, name: str, kind: type[Any] = QWidget) -> Any:
    """A widget by its object name, in the window or in a dialog over it."""
    own = window.program.window
    boxes = [
        top
        for top in QApplication.topLevelWidgets()
        if top.isVisible() and not isinstance(top, MainWindow)
    ]
    for top in [*boxes, own]:
        found = top if top.objectName() == name else top.findChild(kind, name)
        if found is not None:
            return found
    raise AssertionError(f"no {name}")


def click(window: Running, name: str) -> None:
    """Press a button by its object name, and come to rest."""
    child(window, name).click()
    window.settle()


def words(window: Running, cause: str = DEED) -> str:
    """What the message bar says for a cause."""
    return window.program.window.message_bar.messages().get(cause, "")


@contextmanager
def running(
    store: Place, settings: Settings | None = None, *, makes_rooms: bool = False
) -> Iterator[Running]:
    """The program on a store, its settings kept nowhere; its views are those that a test goes to,
    or all as in the program.
    """
    app = make_application([])
    apply_theme(app, LIGHT)
    program = Program(
        Choices(store, DAY, "Ines Moreau", "Europe/Brussels"), settings or Settings(theme="light")
    )
    program.keep = lambda settings: None  # type: ignore[method-assign]
    program.backs_up = False  # told in test_safe_keeping.py
    program.makes_rooms = makes_rooms
    program.window.show()
    program.window.activateWindow()
    program.load()
    it = Running(program)
    it.settle()
    if program.desk_window is not None:
        program.desk_window.elsewhere.stop()  # told in test_elsewhere.py
    try:
        yield it
    finally:
        program.window.close()
        program.window.deleteLater()
        program.registry.deleteLater()  # each key of an action is looked for among all there are
