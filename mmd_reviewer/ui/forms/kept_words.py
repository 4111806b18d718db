"""Nothing typed into a dialog is lost: its entries are kept while it is open,
and come back until they are recorded.
"""

from __future__ import annotations

from typing import Any

import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QDialog, QVBoxLayout, QWidget

from mmd_reviewer.ui.forms.device_choice import DeviceChoice
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.reviewing.typed import KEPT_AFTER
from mmd_reviewer.ui.widgets.came_back import CameBack
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Combo, Field, SearchField, TextArea

Entry = Field | TextArea | Choice | Combo | DeviceChoice | QAbstractButton


def entries_of(root: QWidget) -> dict[str, Entry]:
    """Whatever a person fills in, by object name;
    the filter of a list and plain buttons are no entries.
    """
    found: dict[str, Entry] = {}
    for widget in root.findChildren(QWidget):
        entry = isinstance(widget, (Field, TextArea, Choice, Combo, DeviceChoice))
        entry = entry or (isinstance(widget, QAbstractButton) and widget.isCheckable())
        if entry and widget.objectName() and not isinstance(widget, SearchField):
            found[widget.objectName()] = widget  # type: ignore[assignment]
    return found


def value_of(entry: Entry) -> Any:
    """What stands in it now."""
    if isinstance(entry, Field):
        return entry.text()
    if isinstance(entry, TextArea):
        return entry.toPlainText()
    if isinstance(entry, Choice):
        return entry.code
    if isinstance(entry, Combo):
        return entry.currentData() or ""
    return sorted(entry.model.ticked) if isinstance(entry, DeviceChoice) else entry.isChecked()


def put(entry: Entry, value: Any) -> None:
    """Let this stand in it, as if it had been typed or chosen."""
    if value == value_of(entry) or not isinstance(value, type(value_of(entry))):
        return
    if isinstance(entry, Field):
        entry.setText(value)
    elif isinstance(entry, TextArea):
        entry.setPlainText(value)
    elif isinstance(entry, Choice):
        entry.set_code(value)
        entry.chosen.emit(value)
    elif isinstance(entry, Combo):
        entry.setCurrentIndex(entry.findData(value))
    elif isinstance(entry, DeviceChoice):
        entry.model.tick_only(value)
    elif value:
        entry.click()
    else:
        group = entry.group()  # of which one is chosen, unless none was
        if group is not None:
            group.setExclusive(False)
        entry.setChecked(False)
        if group is not None:
            group.setExclusive(True)


class KeptWords:
    """The entries of one dialog that differ from those it opened with."""

    def __init__(self, dialog: QDialog) -> None:
        self._dialog = dialog
        self._entries: dict[str, Entry] = {}
        self._first: dict[str, Any] = {}
        self._line: CameBack | None = None
        self._timer = QTimer(dialog, interval=KEPT_AFTER, singleShot=True)
        self._timer.timeout.connect(self.keep)
        self.reviewing: Reviewing | None = None
        self._name = ""

    def begin(self, box: QVBoxLayout, *, keeps: bool) -> None:
        """The dialog opens: what was typed before comes back below its title,
        and whatever changes is kept.
        """
        top: QWidget = self._dialog
        while (above := top.parentWidget()) is not None:
            top = above
        self.reviewing = top.findChild(Reviewing)
        if self.reviewing is None or self._name or not keeps:
            return
        self._name = f"{self._dialog.objectName()} {self._dialog.windowTitle()}"
        self._entries = entries_of(self._dialog)
        self._first = {name: value_of(entry) for name, entry in self._entries.items()}
        before = self.reviewing.typed.of(self._name)
        if before:
            self._line = CameBack()
            self._line.afresh.connect(self._on_afresh)
            box.insertWidget(1, self._line)
            self._line.show()
            self._put(before)
        for entry in self._entries.values():
            _change_of(entry).connect(self._timer.start)

    def _put(self, values: Any) -> None:
        focus = self._dialog.focusWidget()
        for name, value in values.items():
            if name in self._entries and self._entries[name].isEnabled():
                put(self._entries[name], value)
        if focus is not None:
            focus.setFocus()  # an entry that opened another one took it

    def _on_afresh(self) -> None:
        self._put(self._first)
        self.keep()
        if self._line is not None:
            self._line.hide()

    def keep(self) -> None:
        """Keep what differs from how the dialog opened."""
        self._timer.stop()
        if self.reviewing is not None and self._name:
            self.reviewing.typed.keep(self._name, self._changed())

    def _changed(self) -> dict[str, Any]:
        now = {name: value_of(entry) for name, entry in self._entries.items()}
        return {name: value for name, value in now.items() if value != self._first[name]}

    def left(self) -> None:
        """The dialog closes and its deed is not done: what was typed is kept, and that is said."""
        if self.reviewing is None or not self._name:
            return
        self.keep()
        if self._changed():
            words = (
                f"What was typed in “{self._dialog.windowTitle()}” is kept, and comes back when it "
                f"is opened again."
            )
            self.reviewing.say.show_message(DEED, words, "info")

    def forget(self) -> None:
        """It is recorded, perhaps after the dialog was closed."""
        if self.reviewing is not None and self._name:
            if shiboken6.isValid(self._timer):
                self._timer.stop()
            self.reviewing.typed.keep(self._name, {})


def _change_of(entry: Entry) -> Any:
    """The signal that tells of any change."""
    if isinstance(entry, (Field, TextArea)):
        return entry.textChanged
    if isinstance(entry, Choice):
        return entry.chosen
    if isinstance(entry, Combo):
        return entry.currentIndexChanged
    return entry.model.ticked_changed if isinstance(entry, DeviceChoice) else entry.toggled
