"""Finding words in the letter shown: below the tools, from Ctrl+F until Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.period import count
from mmd_reviewer.ui.letters.pages import PageView
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import IconButton
from mmd_reviewer.ui.widgets.fields import SearchField
from mmd_reviewer.ui.widgets.labels import Label, Rest, row_of

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """Enter goes to the next place, Shift+Enter to the one before; Esc empties, then closes."""

    def __init__(self, pages: PageView) -> None:
        super().__init__()
        self._pages, self._place = pages, -1
        self.field = SearchField("letterFind", "Find in the letter", "Find in the letter")
        self.told = Label("", "muted")
        self._build()

    def _build(self) -> None:
        self.setObjectName("letterFindBar")
        set_ground(self, "surface")
        before = IconButton("chevron-left", "The place before", "findBefore")
        after = IconButton("chevron-right", "The next place", "findNext")
        before.clicked.connect(lambda: self.step(-1))
        after.clicked.connect(lambda: self.step(1))
        row_of(Rest(self.field), self.told, before, after, margins=(16, 4, 16, 4), inside=self)
        self.field.textChanged.connect(self.look)
        self.field.left_empty.connect(self._on_field_left_empty)
        self.hide()

    def open(self) -> None:
        """Show it, with the keyboard in it."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.look()

    def look(self) -> None:
        """Mark every place of the words, and go to the first."""
        number, self._place = self._pages.mark_words(self.field.text()), -1
        if number:
            self.step(1)
        else:
            self.told.setText("Not found" if self.field.text().strip() else "")

    def look_again(self) -> None:
        """The words of another document came."""
        if self.isVisible():
            self.look()

    def step(self, by: int) -> None:
        """To another place, round at the ends."""
        number = len(self._pages.canvas.found)
        if not number:
            return
        self._place = (self._place + by) % number
        self._pages.go_to_found(self._place)
        self.told.setText(f"{self._place + 1} of {count(number, 'place')}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the next place."""
        if event.key() in ENTER:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _on_field_left_empty(self) -> None:
        self.hide()
        self._pages.mark_words("")
        self._pages.setFocus()
