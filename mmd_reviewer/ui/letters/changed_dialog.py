"""What a letter says otherwise than the one that it replaces, in words, side by side (C2)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.changed import ChangedParagraph, changes
from mmd_reviewer.domain.period import count
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.forms.marked_words import MarkedWords
from mmd_reviewer.ui.widgets.labels import Hairline, Label, column_of
from mmd_reviewer.ui.widgets.panes import Pane

WIDE, HIGH = 860, 420
TOP = Qt.AlignmentFlag.AlignTop


class ChangedDialog(FormDialog):
    """Only looks: Enter and Esc close it."""

    def __init__(self, parent: QWidget, before: LetterRecord, after: LetterRecord) -> None:
        found = changes(before, after)
        super().__init__(
            parent,
            f"What changed against {before.number}",
            "Close",
            sentence=f"Of {after.number} {_differing(len(found))}. The rest stands in both, word "
            f"for word.",
            name="changedDialog",
        )
        self.setProperty("helpPage", "letters")
        self.keeps_words = False
        self.cancel_button.hide()
        self.pane = Pane("letterChanges", "What changed", "surface")
        self.pane.setMinimumSize(WIDE, min(HIGH, 120 + 60 * len(found)))
        self.pane.fill(column_of(self._grid(before, after, found), -1, margins=(0, 0, 8, 0)))
        self.form.addWidget(self.pane, 0, 0, 1, 2)
        self.form.setRowStretch(0, 1)

    @staticmethod
    def _grid(
        before: LetterRecord, after: LetterRecord, found: tuple[ChangedParagraph, ...]
    ) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 130)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        grid.addWidget(Label(f"{before.number}, replaced", "muted"), 0, 1)
        grid.addWidget(Label(after.number, "muted"), 0, 2)
        for place, row in enumerate(found):
            at = 2 * place + 1
            grid.addWidget(Hairline(), at, 0, 1, 3)
            grid.addWidget(Label(row.heading, "muted", wrap=True), at + 1, 0, TOP)
            for column, parts, letter, side in (
                (1, row.before, before, "before"),
                (2, row.after, after, "after"),
            ):
                words = MarkedWords(
                    f"changed{place}{side}",
                    row.heading,
                    parts,
                    "before" if side == "before" else "after",
                    letter.number,
                )
                grid.addWidget(words, at + 1, column)
        return grid


def _differing(number: int) -> str:
    return f"{count(number, 'paragraph')} {'differs' if number == 1 else 'differ'}"
