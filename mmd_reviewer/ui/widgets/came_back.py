"""The line that says that entries came back which were typed before and never recorded."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.labels import IconLabel, Label, Rest, row_of


class CameBack(QWidget):
    """Hidden until something came back; `afresh` when it is to go."""

    afresh = Signal()

    def __init__(self, name: str = "startAfresh") -> None:
        super().__init__()
        self.link = LinkButton("Start afresh", name, size=12)
        self.link.setAccessibleDescription("What was typed before and not recorded is let go")
        words = Label("As you left it, not recorded yet.", "muted", wrap=True)
        row_of(IconLabel("history", "muted"), Rest(words), self.link, spacing=6, inside=self)
        self.link.clicked.connect(self.afresh)
        self.hide()
