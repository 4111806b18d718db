"""One key condition: holds, broken or unknown, with a note that a letter may quote (rule B3)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from mmd_reviewer.domain.assessment import BROKEN, FINDINGS, HOLDS, UNKNOWN
from mmd_reviewer.domain.edition import KeyCondition
from mmd_reviewer.ui.look.theme import current_theme
from mmd_reviewer.ui.widgets.answers import AnswerButton, Variant
from mmd_reviewer.ui.widgets.fields import TextArea
from mmd_reviewer.ui.widgets.labels import (
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)

VARIANTS: dict[str, Variant] = {HOLDS: "good", BROKEN: "broken", UNKNOWN: "attention"}


class ConditionRow(QWidget):
    """`found(code, finding)`; `noted(code, text)` when the note is left;
    `typed(code, text)` while typing.
    """

    found = Signal(str, str)
    noted = Signal(str, str)
    typed = Signal(str, str)

    def __init__(self, condition: KeyCondition) -> None:
        super().__init__()
        self.condition = condition
        self.buttons: dict[str, AnswerButton] = {}
        self._current = False
        self._draft: str | None = None
        self._build()

    def _build(self) -> None:
        self._name = Label(self.condition.name, "strong")
        self._line = Label(self.condition.short or self.condition.text, "muted", wrap=True)
        self._group = QButtonGroup(self)
        for finding in FINDINGS:
            word = finding.capitalize()
            name = f"{self.condition.code}{word}"
            button = AnswerButton(word, name, variant=VARIANTS[finding], low=True)
            button.setAccessibleName(f"{self.condition.name}: {word}")
            button.clicked.connect(
                lambda _=False, f=finding: self.found.emit(self.condition.code, f)
            )
            self._group.addButton(button)
            self.buttons[finding] = button
        self._flag = Label("", "muted", wrap=True, tone="attention")
        icon = column_of(IconLabel("flag", "attention", 14), -1, margins=(0, 2, 0, 0))
        self._flagged = holding(row_of(icon, Rest(self._flag), spacing=5))
        self._flagged.hide()
        words = column_of(self._name, self._line, self._flagged, spacing=1)
        self._row = row_of(Rest(words), row_of(*self.buttons.values(), -1, spacing=6), spacing=6)
        about = f"Note on {self.condition.name}"
        self.note = TextArea(f"{self.condition.code}Note", about, "What it rests on", lines=2)
        self.note.committed.connect(self._on_note_committed)
        self.note.textChanged.connect(self._on_note_text_changed)
        column_of(self._row, self.note, Hairline(), spacing=8, margins=(0, 8, 0, 0), inside=self)

    def _on_note_committed(self, text: str) -> None:
        self._draft = None
        self.noted.emit(self.condition.code, text.strip())

    def set_draft(self, draft: str | None) -> None:
        """What was being typed and never left: shown until the field is left again."""
        self._draft = draft

    def commit(self) -> None:
        """Tell a draft that came back as a note."""
        if self._draft is not None:
            self.note.set_text(self._draft)
            self._on_note_committed(self._draft)

    def edit_again(self, text: str) -> None:
        """The note that was typed and not recorded, to be typed on."""
        self._draft = text
        self.note.show()
        self.note.setFocus()
        self.note.set_draft(text)

    def _on_note_text_changed(self) -> None:
        if self.note.hasFocus():
            self._draft = None
            self.typed.emit(self.condition.code, self.note.toPlainText())

    def set_current(self, current: bool) -> None:
        """Mark the row that Y, N and U answer."""
        if current != self._current:
            self._current = current
            self.update()

    def set_narrow(self, narrow: bool) -> None:
        """The findings below the words, or beside them."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An accent mark at the left of the current row."""
        super().paintEvent(event)
        if self._current:
            painter = QPainter(self)
            painter.fillRect(0, 10, 3, 34, current_theme().color("accent"))
            painter.end()

    def show_flag(self, words: str) -> None:
        """What is known of the same product elsewhere; "" for nothing."""
        self._flag.setText(words)
        self._flagged.setVisible(bool(words))

    def show_finding(self, finding: str, note: str, doubt: bool) -> None:
        """Show the answer; the note appears where there is one or where the finding asks for it."""
        self._group.setExclusive(False)
        for code, button in self.buttons.items():
            button.setChecked(code == finding and bool(finding))
        self._group.setExclusive(True)
        words = self.condition.short or self.condition.text
        self._line.setText("To be confirmed" if doubt else words)
        self._line.set_tone("attention" if doubt else "muted")
        if not self.note.hasFocus():
            self.note.set_text(note)
            if self._draft is not None:
                self.note.set_draft(self._draft)
        self.note.setVisible(
            bool(note or self._draft) or finding in (BROKEN, UNKNOWN) or self.note.hasFocus()
        )
        margin = 10 if self._current else 0
        self.layout().setContentsMargins(margin, 8, 0, 0)  # type: ignore[union-attr]
