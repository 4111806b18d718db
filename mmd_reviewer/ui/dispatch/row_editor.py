"""The one field in which something of a row is typed; it stands over the row as it is painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.widgets.fields import Field

KEYS = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Escape: "back",
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "previous",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
ELSEWHERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class RowEditor(Field):
    """`left` tells by which key the field was left, `away` by none: what was typed stays typed."""

    left = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, "")
        self.setParent(parent)
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Esc and Tab belong to the field before any shortcut sees them."""
        if isinstance(event, QKeyEvent) and event.key() in KEYS and not _chord(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.left.emit(KEYS[Qt.Key(event.key())])
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere in the window."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in ELSEWHERE:
            self.left.emit("away")


def _chord(event: QKeyEvent) -> bool:
    plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    return bool(event.modifiers() & ~plain)
