"""Two assessments side by side; where they differ is told by a sign and a word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.second_assessment import Beside, SecondShown
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import Hairline, IconLabel, Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.panes import Pane

WIDE = 3  # columns after the sign: question, first, second


class SecondCompared(Pane):
    """`keep_button` and `anew_button` stand below while the decision waits for one of them."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__("secondCompared", "Both assessments", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._number = ""
        key = registry.key
        self.keep_button = PushButton(
            "Keep the decision…", "secondKeep", kind="primary", key=key("second.keep")
        )
        self.anew_button = PushButton("Decide anew", "secondAnew", key=key("second.anew"))
        self._buttons = row_of(self.keep_button, self.anew_button, stretch=True)
        self._held = QWidget()
        self._held.setLayout(self._buttons)

    def show_look(self, look: SecondShown, locked: str) -> None:
        """Show both answers to every question."""
        same, self._number = look.number == self._number, look.number
        self._held.setParent(None)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, share in ((1, 5), (2, 3), (3, 3)):
            grid.setColumnStretch(column, share)
            grid.setColumnMinimumWidth(column, 150)
        for column, name in enumerate(("Question", *look.names), 1):
            grid.addWidget(Label(name, "strong", wrap=True), 0, column)
        for row in look.rows:
            _add(grid, row)
        different = sum(row.differs for row in look.rows)
        said = f"{different} of {len(look.rows)} answers differ" if different else "They agree"
        self.fill(
            column_of(
                Label(said, "title", wrap=True),
                4,
                Label(look.headline, "body", wrap=True),
                Label(look.remark, "muted", wrap=True),
                16,
                grid,
                20,
                self._held,
                -1,
                margins=(24, 16, 24, 16),
            ),
            stays=same,
        )
        self._held.setVisible(look.differs)
        for button in (self.keep_button, self.anew_button):
            button.set_reason(locked)


def _add(grid: QGridLayout, row: Beside) -> None:
    place = grid.rowCount()
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(Hairline(), place, 0, 1, WIDE + 1)
    icon = IconLabel("diamond", "attention") if row.differs else IconLabel("check", "good")
    grid.addLayout(column_of(icon, -1, margins=(0, 2, 0, 0)), place + 1, 0)
    question = Label(row.question, "body", wrap=True)
    mark = Label("Differs" if row.differs else "", "muted", tone="attention")
    mark.setVisible(row.differs)
    grid.addLayout(column_of(question, mark, spacing=2), place + 1, 1)
    for column, (word, note) in enumerate(
        ((row.first, row.first_note), (row.second, row.second_note)), 2
    ):
        said = Label(word, "strong", tone="attention" if row.differs else "")
        below = Label(breakable(note), "muted", wrap=True)
        below.setVisible(bool(note))
        cell = column_of(said, row_of(Rest(below)), spacing=2)
        grid.addLayout(cell, place + 1, column, top)
