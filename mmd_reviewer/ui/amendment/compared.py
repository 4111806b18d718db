"""Both versions side by side, detail by detail (mock-up 16)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mmd_reviewer.domain.amendment import Amendment
from mmd_reviewer.domain.case import Case
from mmd_reviewer.services.read.amendment_words import (
    changes_words,
    differing_words,
    in_order,
    version_words,
)
from mmd_reviewer.ui.forms.marked_words import MarkedWords
from mmd_reviewer.ui.widgets.labels import Hairline, Label, column_of, holding, row_of
from mmd_reviewer.ui.widgets.panes import Pane

NAMES, PAD = 116, 20
TOP = Qt.AlignmentFlag.AlignTop


class Compared(Pane):
    """The left column names the detail, the middle has the version decided upon,
    the right the newest.
    """

    def __init__(self) -> None:
        super().__init__("amendmentCompared", "Both versions", "surface")
        self.words: list[MarkedWords] = []

    def show_amendment(self, case: Case, found: Amendment) -> None:
        """Show the versions of a case."""
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(0, NAMES)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        self.words = []
        self._add_head(grid, case, found)
        for place, row in enumerate(in_order(found)):
            at = 2 * place + 2
            grid.addWidget(Hairline(), at - 1, 0, 1, 4)
            tone = "" if row.changes else "muted"
            title = Label(row.title, "strong" if row.changes else "body", tone=tone, wrap=True)
            changes = Label(changes_words(row), "muted", tone="attention" if row.changes else "")
            grid.addWidget(holding(column_of(title, changes, margins=(0, 10, 8, 10))), at, 0, TOP)
            before = MarkedWords(
                f"before_{row.name}", row.title, row.before, "before", "as decided"
            )
            after = MarkedWords(f"after_{row.name}", row.title, row.after, "after", "amended")
            grid.addWidget(_padded(before, 0, PAD), at, 1)
            grid.addWidget(Hairline(vertical=True), at, 2)
            grid.addWidget(_padded(after, PAD, 0), at, 3)
            self.words += [before, after]
        self.fill(column_of(grid, Hairline(), -1, margins=(PAD, 14, PAD, 14)))
        said = [word.accessibleName() for word in self.words if "[" in word.accessibleName()]
        self.setAccessibleDescription(". ".join(said))

    def _add_head(self, grid: QGridLayout, case: Case, found: Amendment) -> None:
        amount = Label(differing_words(found), "small", tone="attention")
        for at, kind, version in (
            (1, [Label("Decided on", "muted")], found.decided),
            (3, [Label("Amended", "muted"), -1, amount], found.newest),
        ):
            words = Label(version_words(case, version), "section", wrap=True)
            head = holding(column_of(row_of(*kind), words))
            grid.addWidget(_padded(head, PAD if at > 1 else 0, PAD if at == 1 else 0), 0, at)


def _padded(widget: QWidget, left: int, right: int) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(left, 10 if isinstance(widget, MarkedWords) else 0, right, 10)
    box.addWidget(widget, 0, TOP)
    return made
