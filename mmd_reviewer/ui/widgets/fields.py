"""Fields to type in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import current_theme, font
from mmd_reviewer.ui.widgets.painting import elided


class Field(QLineEdit):
    """A one-line field of height 32."""

    def __init__(self, name: str, label: str, placeholder: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(placeholder)
        self.setFont(font(13))
        # The sheet's min-height alone lets layouts squeeze the border away.
        self.setFixedHeight(32)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Words may be dropped here; files go to the window, which imports them."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)


class SearchField(Field):
    """A field with a magnifier; Esc empties it, Esc when empty gives the focus back."""

    left_empty = Signal()

    def __init__(self, name: str, label: str, placeholder: str = "") -> None:
        super().__init__(name, label, placeholder)
        self.setTextMargins(22, 0, 0, 0)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the field before any shortcut sees it."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, then leaves."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left_empty.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and its magnifier."""
        super().paintEvent(event)
        painter = QPainter(self)
        draw_icon(painter, 10, (self.height() - 16) // 2, "search", current_theme().muted)
        painter.end()


class Combo(QComboBox):
    """A box to choose from that looks like a field; codes are the items' data."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFont(font(13))
        self.setFixedHeight(32)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls what is around it; it chooses only where the keyboard is."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, its words as far as they fit, and its chevron."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = elided(self.font(), self.currentText() or "Choose", self.width() - 34)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        draw_icon(
            painter,
            self.width() - 22,
            (self.height() - 16) / 2,
            "chevron-down",
            current_theme().muted,
        )
        painter.end()


class TextArea(QPlainTextEdit):
    """Several lines; Tab moves on, F9 asks for sentences; tells when it is left and changed."""

    committed = Signal(str)
    sentences_wanted = Signal()

    def __init__(self, name: str, label: str, placeholder: str = "", *, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self._known = ""
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(placeholder)
        self.setFont(font(13))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show a text without telling it was changed."""
        self._known = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def set_draft(self, text: str) -> None:
        """Show a text that is not told yet: it is when the field is left."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Words may be dropped here; files go to the window, which imports them."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 asks for sentences where somebody offers them."""
        if event.key() == Qt.Key.Key_F9:
            self.sentences_wanted.emit()
            return
        super().keyPressEvent(event)

    def add(self, text: str) -> None:
        """Put words behind those that stand there."""
        present = self.toPlainText().rstrip()
        self.setPlainText(f"{present} {text}" if present else text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field commits what changed."""
        super().focusOutEvent(event)
        text = self.toPlainText()
        if event.reason() != Qt.FocusReason.PopupFocusReason and text != self._known:
            self._known = text
            self.committed.emit(text)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(240, self._lines * self.fontMetrics().lineSpacing() + 24)

    def minimumSizeHint(self) -> QSize:
        """Never lower than its lines."""
        return QSize(80, self.sizeHint().height())
