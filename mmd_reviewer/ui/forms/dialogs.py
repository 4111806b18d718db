"""Small dialogs that never block: open, then a callback with what was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.ui.commands.help_page import HelpWindow
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialog_size import bound, fit
from mmd_reviewer.ui.forms.kept_words import KeptWords
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label, holding, row_of

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PARK_QUICK = ("+7", "+2w", "+4w")
NO_FIELDS: Mapping[str, QWidget] = MappingProxyType({})


class ParkAnswer(NamedTuple):
    """Why and until when a case is parked."""

    reason: str
    until: date


class FormDialog(QDialog):
    """Title, sentence, rows, one inline error, two buttons;
    Esc cancels, Enter or Ctrl+Enter accepts, F1 helps.

    ``check`` returns the value, or a sentence (as `Missing`) that is shown while the dialog stays
    open.
    """

    submitted = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        accept_text: str,
        *,
        sentence: str = "",
        name: str = "formDialog",
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.check: Callable[[], object] = lambda: None
        self.keeps_words = True
        self._words = KeptWords(self)
        self.accept_button = PushButton(
            accept_text, f"{name}Accept", kind="primary", key="Ctrl+Enter"
        )
        self.cancel_button = PushButton("Cancel", f"{name}Cancel", key="Esc")
        self.error = Label("", "body", tone="broken", wrap=True)
        self._build(title, sentence)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.cancel_button.clicked.connect(self.reject)

    def _build(self, title: str, sentence: str) -> None:
        self._box = QVBoxLayout(self)
        self._box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # `fit` sees to it
        self._box.setContentsMargins(20, 20, 20, 20)
        self._box.setSpacing(12)
        self._box.addWidget(Label(title, "section", wrap=True))
        if sentence:
            self._box.addWidget(Label(sentence, "body", tone="muted", wrap=True))
        self.form = QGridLayout()
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setColumnMinimumWidth(0, 72)
        self.form.setColumnStretch(1, 1)
        self._box.addLayout(self.form, 1)
        self.error.setObjectName("dialogError")
        self.error.hide()
        self._box.addWidget(self.error)
        self._box.addSpacing(4)
        self._box.addLayout(row_of(-1, self.cancel_button, self.accept_button))
        self.setMinimumWidth(460)

    def add_row(self, label: str, field: QWidget, below: QWidget | None = None) -> None:
        """A muted label and its field, with something small under the field."""
        row = self.form.rowCount()
        key = Label(label, "muted")
        key.setBuddy(field)
        key.setMinimumHeight(32)
        self.form.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
        self.form.addWidget(field, row, 1)
        if below is not None:
            self.form.addWidget(below, row + 1, 1)
        if isinstance(field, QPlainTextEdit):
            field.installEventFilter(self)

    def show_row(self, field: QWidget, on: bool) -> None:
        """Show or hide a row with its label and what is under it."""
        at = self.form.indexOf(field)
        row = self.form.getItemPosition(at)[0]  # type: ignore[index]
        label, below = self.form.itemAtPosition(row, 0), self.form.itemAtPosition(row + 1, 1)
        field.setVisible(on)
        for item, first in ((label, True), (below, self.form.itemAtPosition(row + 1, 0) is None)):
            widget = item.widget() if item is not None and first else None
            if widget is not None:
                widget.setVisible(on)

    def fit(self) -> None:
        """Take the size that the rows ask for, never more than the window has:
        lists give way, the buttons stay.
        """
        fit(self, self._box)

    def showEvent(self, event: QShowEvent) -> None:
        """Open at the size that the rows ask for."""
        super().showEvent(event)
        if not event.spontaneous():
            self._words.begin(self._box, keeps=self.keeps_words)
            self.fit()

    def show_help(self) -> None:
        """The page of this dialog; it stays open while the dialog does."""
        window = self.findChild(HelpWindow) or HelpWindow(self)
        window.show_page(str(self.property("helpPage") or ""))

    def show_error(self, sentence: str) -> None:
        """Say in one sentence what is missing; empty takes it away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        bound(self, self._box)
        self.accept_button.setAccessibleDescription(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter accepts from inside a text of several lines."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in ENTER:
                self._on_accept_clicked()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts."""
        if event.key() in ENTER:
            self._on_accept_clicked()
        elif event.key() == Qt.Key.Key_F1:
            self.show_help()
        else:
            super().keyPressEvent(event)

    def ask(
        self, check: Callable[[], object], done: Callable[..., object], first: QWidget
    ) -> FormDialog:
        """Open with the keyboard in `first`; `done` gets what `check` gives."""
        self.check = check
        self.submitted.connect(done)
        first.setFocus()
        self.open()
        return self

    def finish(self, value: object = None) -> None:
        """What was pending is done: close."""
        if shiboken6.isValid(self):
            self.submitted.emit(value)
        self.recorded()

    def recorded(self) -> None:
        """The deed is done: close."""
        self._words.forget()
        if shiboken6.isValid(self):
            self.accept()

    def reject(self) -> None:
        """Closed without its deed: no word is lost."""
        self._words.left()
        super().reject()

    def fail(self, sentence: str, field: QWidget | None = None) -> None:
        """What was pending was refused: say why; everything typed is still here."""
        self.accept_button.setEnabled(True)
        self.show_error(sentence)
        if field is not None:
            field.setFocus()

    def refuse(self, error: Exception, fields: Mapping[str, QWidget] = NO_FIELDS) -> None:
        """Say why it failed; a refusal with its rule, and in the field that it names."""
        if isinstance(error, Refused):
            rule = f" (rule {error.rule})" if error.rule else ""
            self.fail(
                f"{error.message.rstrip('.')}{rule}.", fields.get(error.field.replace("-", "_"))
            )
        else:
            self.fail(str(error))

    def _on_accept_clicked(self) -> None:
        if not self.accept_button.isEnabled():
            return
        value = self.check()
        if isinstance(value, Pending):
            self._wait()
            return
        if isinstance(value, Missing):
            self.show_error(value.sentence)
            if value.field is not None:
                value.field.setFocus()
            return
        reviewing, tell = self._words.reviewing, partial(self.submitted.emit, value)
        if reviewing is not None and reviewing.hand_over(self, tell):
            self._wait()
        elif reviewing is not None:
            self.recorded()
        else:
            self.finish(value)

    def _wait(self) -> None:
        self.show_error("")
        self.accept_button.setEnabled(False)


def said_below(field: Field, today: date, words: Callable[[date], str] = on_screen) -> Label:
    """What stands under a field for a day: the day that was understood, with its weekday."""
    said = Label("", "muted")

    def show(text: str) -> None:
        day = parse_day(text, today)
        said.setText(words(day) if day is not None else "")

    field.textChanged.connect(show)
    return said


class Pending:
    """What `check` returns when the deed is on its way:
    the dialog stays until `finish` or `fail`.
    """


class Missing(NamedTuple):
    """Why a dialog cannot be accepted yet, and the field to go to."""

    sentence: str
    field: QWidget | None = None


def ask_park(
    parent: QWidget | None, today: date, done: Callable[[ParkAnswer], object], *, case: str = ""
) -> FormDialog:
    """Ask for a reason and a day after today; parking needs both."""
    sentence = "The case returns to the queue on the day; its age keeps running."
    title = f"Park {case}".strip()
    dialog = FormDialog(parent, title, title, name="parkDialog", sentence=sentence)
    reason = TextArea("parkReason", "Reason", "What is waited for", lines=3)
    until = Field("parkUntil", "Until", "2026-12-01, +7 or +2w")
    links = [LinkButton(text, f"parkQuick{text.strip('+')}", size=12) for text in PARK_QUICK]
    said = said_below(until, today)
    dialog.add_row("Reason", reason)
    dialog.add_row("Until", until, holding(row_of(*links, 8, said, stretch=True, spacing=4)))

    def check() -> object:
        day = parse_day(until.text(), today)
        if not reason.toPlainText().strip():
            return Missing("Give a reason.", reason)
        if day is None:
            return Missing(
                day_fault(until.text(), today, "Give a day as 2026-12-01, +7 or +2w."), until
            )
        if day <= today:
            return Missing("The day must come after today.", until)
        return ParkAnswer(reason.toPlainText().strip(), day)

    for link in links:
        link.clicked.connect(lambda _checked=False, text=link.label: until.setText(text))
    return dialog.ask(check, done, reason)


def ask_text(
    parent: QWidget | None,
    title: str,
    label: str,
    done: Callable[[str], object],
    *,
    accept: str = "Save",
    sentence: str = "",
    text: str = "",
    several_lines: bool = True,
    required: bool = True,
    name: str = "text",
) -> FormDialog:
    """Ask for a text: a note, a reason, a name."""
    dialog = FormDialog(parent, title, accept, sentence=sentence, name=f"{name}Dialog")
    field: Field | TextArea
    if several_lines:
        field = TextArea(f"{name}Field", label, lines=5)
        field.set_text(text)
    else:
        field = Field(f"{name}Field", label)
        field.setText(text)
        field.selectAll()
    dialog.add_row(label, field)

    def check() -> object:
        typed = field.toPlainText() if isinstance(field, TextArea) else field.text()
        return (
            Missing(f"{label} is empty.", field)
            if required and not typed.strip()
            else typed.strip()
        )

    return dialog.ask(check, done, field)


def confirm(
    parent: QWidget | None,
    title: str,
    sentence: str,
    done: Callable[[], object],
    *,
    accept: str,
    name: str = "confirm",
) -> FormDialog:
    """Ask once, stating the consequence; ``accept`` is the deed as a verb."""
    dialog = FormDialog(parent, title, accept, sentence=sentence, name=f"{name}Dialog")
    return dialog.ask(lambda: None, lambda _value: done(), dialog.accept_button)


def show_notice(
    parent: QWidget | None, title: str, sentence: str, *, name: str = "notice"
) -> FormDialog:
    """Say something that must be read; one button."""
    dialog = FormDialog(parent, title, "Close", sentence=sentence, name=f"{name}Dialog")
    dialog.cancel_button.hide()
    return dialog.ask(lambda: None, lambda _value: None, dialog.accept_button)
