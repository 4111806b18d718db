"""Dialogs of the course in a test: opened by their keys on a case,
filled and accepted as a person would.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from tests.ui.running import Running, child, running

K = Qt.Key


@contextmanager
def on_a_copy(file: Path, folder: Path) -> Iterator[Running]:
    """The program on a copy of a store."""
    with running(Path(shutil.copy(file, folder / "s.sqlite"))) as window:
        yield window


def choose(window: Running, number: str) -> None:
    """Make the case the current one of the queue."""
    window.program.window.show_view("queue")
    window.desk_window.queue.bar.set_filter({"state": ""})
    window.settle()
    window.desk_window.queue.go_to_case(number)
    window.settle()
    assert window.desk_window.queue.current_number() == number


def chord(window: Running, keys: str) -> None:
    """Press keys together, as `Ctrl+Shift+R`."""
    QTest.keySequence(window.focus(), QKeySequence(keys))
    window.settle()


def opened(window: Running, number: str, keys: str, name: str) -> Any:
    """The dialog that these keys, or this command, open on a case."""
    if number:
        choose(window, number)
    if "+" in keys:
        chord(window, keys)
    else:
        window.program.registry.run(keys)
        window.settle()
    found = child(window, f"{name}Dialog")
    assert isinstance(found, FormDialog)
    return found


def write(window: Running, **texts: str) -> None:
    """Put words into fields by their object names."""
    for name, text in texts.items():
        field = child(window, name)
        if isinstance(field, TextArea):
            field.setPlainText(text)
        else:
            assert isinstance(field, Field)
            field.setText(text)


def accept(window: Running) -> None:
    """Ctrl+Enter where the keyboard is."""
    window.press(K.Key_Return, control=True)


def said(dialog: FormDialog) -> str:
    """The error that the dialog shows; empty for none."""
    return dialog.error.text() if dialog.error.isVisibleTo(dialog) else ""


def texts(dialog: FormDialog) -> str:
    """All its words, one after the other."""
    return " ".join(label.text() for label in dialog.findChildren(type(dialog.error)))


def refused(window: Running, dialog: FormDialog, words: str, field: str) -> None:
    """Accepting is refused in these words, and the keyboard is in this field."""
    accept(window)
    assert words in said(dialog)
    focus = window.focus()
    at: QWidget | None = focus
    while at is not None and at.objectName() != field:
        at = at.parentWidget()
    assert at is not None or focus.objectName().startswith(field), focus.objectName()


def the_case(window: Running, number: str) -> Case:
    """As it is stored now."""
    return window.desk_window.reviewing.desk.case(number)


def is_open(name: str) -> bool:
    """Is a dialog of this name seen?"""
    from PySide6.QtWidgets import QApplication

    return any(
        top.objectName() == name and top.isVisible() for top in QApplication.topLevelWidgets()
    )
