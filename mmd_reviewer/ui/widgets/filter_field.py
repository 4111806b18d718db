"""The field above a list: its words count once typing rests, Enter or Down go into the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from mmd_reviewer.ui.widgets.fields import SearchField

TYPING_MS = 60
INTO_THE_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class FilterField(SearchField):
    """`changed` tells other words, `entered` that the keyboard goes into the list."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name, "Filter", placeholder)
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self.changed)
        self.textChanged.connect(self._typing.start)
        self.left_empty.connect(self.entered)

    @property
    def words(self) -> str:
        """What is typed, without the blanks around it."""
        return self.text().strip()

    def set_words(self, words: str) -> None:
        """Set the words without telling, nor what was being typed."""
        self._typing.stop()
        self.blockSignals(True)
        self.setText(words)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down do not wait until typing rests."""
        if event.key() not in INTO_THE_LIST:
            super().keyPressEvent(event)
            return
        if self._typing.isActive():
            self._typing.stop()
            self.changed.emit()
        self.entered.emit()
