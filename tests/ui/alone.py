"""One part of the window by itself: a desk, deeds and reads off the GUI thread, no views."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.work import Work
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import ElidedLabel
from tests.ui.heard import Heard

W = TypeVar("W", bound=QWidget)
PATIENCE = 60  # seconds: only a test that fails takes them


class Alone:
    """`under` is what dialogs open over; `heard` is what the window would say."""

    def __init__(self, desk: Desk, settings: Settings | None = None) -> None:
        self.desk, self.heard, self.under = desk, Heard(), QWidget()
        self.under.resize(1100, 800)
        self.registry = ActionRegistry(parent=self.under)
        self.work = Work((Refused, StoreError, OSError), parent=self.under)
        self.reviewing = Reviewing(
            desk,
            desk.today(),
            desk.edition(desk.today()),
            self.work,
            self.heard,
            self.registry,
            settings or Settings(),
            self.under,
        )

    def rest(self) -> None:
        """Until nothing is read, done or to be told any more."""
        until = time.monotonic() + PATIENCE
        QCoreApplication.processEvents()
        while not self.work.is_quiet:
            assert time.monotonic() < until, "it comes to no rest"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def dialog(self, name: str = "") -> Any:
        """The dialog that is open, whose name this is."""
        self.rest()
        found = [
            top
            for top in QApplication.topLevelWidgets()
            if isinstance(top, QDialog) and top.isVisible() and name in ("", top.objectName())
        ]
        assert len(found) == 1, [top.objectName() for top in found]
        return found[0]

    def accept(self, dialog: FormDialog) -> str:
        """Accept as with Ctrl+Enter and wait; what the dialog says then, "" if it closed."""
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.rest()
        return said(dialog) if is_there(dialog) else ""


@contextmanager
def alone(desk: Desk, settings: Settings | None = None) -> Iterator[Alone]:
    """Its threads end with the test."""
    it = Alone(desk, settings)
    it.under.show()
    try:
        yield it
    finally:
        it.work.shutdown()
        it.under.deleteLater()


def is_there(dialog: QDialog) -> bool:
    """Is it still open?"""
    return any(top is dialog and top.isVisible() for top in QApplication.topLevelWidgets())


def child(of: QWidget, name: str, kind: type[W]) -> W:
    """A widget by its object name."""
    found = of.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def fill(dialog: QWidget, **values: str) -> None:
    """Put words into fields, and codes into choices, by their object names."""
    for name, value in values.items():
        field = dialog.findChild(QWidget, name)
        if isinstance(field, Choice):
            field.set_code(value)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(value)
        else:
            assert isinstance(field, Field), name
            field.setText(value)


def typed(dialog: QWidget, name: str) -> str:
    """The words that stand in a field, the code of a choice."""
    field = dialog.findChild(QWidget, name)
    if isinstance(field, Choice):
        return field.code
    if isinstance(field, TextArea):
        return field.toPlainText()
    assert isinstance(field, Field), name
    return field.text()


def said(dialog: FormDialog) -> str:
    """The error that the dialog shows; "" for none."""
    return dialog.error.text() if dialog.error.isVisibleTo(dialog) else ""


def texts(of: QWidget) -> list[str]:
    """The words of its labels that are not hidden, in the order in which they were placed; where
    they may be broken is left out.
    """
    return [
        label.text().replace("\u200b", "")
        for label in of.findChildren(QLabel)
        if label.text() and not label.isHidden()
    ]


def on_screen(qtbot: QtBot, made: W, wide: int) -> W:
    """A part as wide as in the window, seen, and where the keyboard is."""
    qtbot.addWidget(made)
    made.setFixedWidth(wide)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def too_wide(of: QWidget) -> list[str]:
    """The beginnings of texts that run over their edge: a word without an end, or a line that does
    not wrap and has no room.
    """
    return [
        label.text()[:30]
        for label in of.findChildren(QLabel)
        if label.isVisible()
        and not isinstance(label, ElidedLabel)
        and (
            _width(label) > label.width()
            or label.mapTo(of, label.rect().topRight()).x() > of.width()
        )
    ]


def _width(label: QLabel) -> int:
    if not label.wordWrap():
        return label.sizeHint().width() if label.text() else 0
    room = QRect(0, 0, label.width(), 100_000)
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    return label.fontMetrics().boundingRect(room, flags, label.text()).width()
