"""What a view says when it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import Label, column_of, row_of


class EmptyState(QWidget):
    """Title, one sentence, buttons; the first button takes the focus."""

    def __init__(self, title: str = "", sentence: str = "") -> None:
        super().__init__()
        self.setObjectName("emptyState")
        self._title = Label(title, "title")
        self._sentence = Label(sentence, "body", tone="muted", wrap=True)
        self._row = row_of()
        self._build()

    def _build(self) -> None:
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._row.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        parts = self._title, self._sentence, 8, self._row
        box = column_of(-1, *parts, -1, spacing=8, margins=(40, 40, 40, 40), inside=self)
        box.setStretch(0, 2)
        box.setStretch(len(parts) + 1, 3)

    def show_text(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)

    def set_buttons(self, buttons: list[PushButton]) -> None:
        """Offer these buttons instead of the former ones."""
        while self._row.count():
            item = self._row.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for button in buttons:
            self._row.addWidget(button)
            button.show()
        if buttons:
            self.setFocusProxy(buttons[0])
