"""What the queue and the letters owed share:
the room of the pane beside, made of a head, buttons and a foot.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mmd_reviewer.services.read.case_facts import Fact, breakable
from mmd_reviewer.ui.widgets.labels import Hairline, Label, StateBadge, column_of, holding, row_of
from mmd_reviewer.ui.widgets.panes import Pane, Room

SCROLL_BAR = 10
LABELS = 108
ROOM = Room(444, 420, 1070, (58, 42))  # in a narrower window the chips and the pane would be cut
AT_FIRST = 788


class PartedPane(Pane):
    """A scrolling pane whose head and foot are made anew for each row;
    the buttons between them stay.
    """

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, "window")
        self._buttons = QWidget()
        self._head, self._foot = QWidget(), QWidget()
        self._box = column_of(self._head, self._buttons, self._foot, -1, margins=(20, 14, 20, 20))
        self._body = self.fill(self._box)
        self._body.hide()
        self.verticalScrollBar().rangeChanged.connect(self._on_scroll_bar_range_changed)

    def show_none(self) -> None:
        """Nothing is current."""
        self._body.hide()

    def _on_scroll_bar_range_changed(self, _least: int, most: int) -> None:
        # The scroll bar stands in the margin, so the texts keep their width.
        self._box.setContentsMargins(20, 14, 20 - (SCROLL_BAR if most > 0 else 0), 20)

    def show_parts(self, head: QWidget, foot: QWidget, described: str, *, from_top: bool) -> None:
        """A new head and foot; `described` is what a screen reader says of them."""
        self._head = self._replace(self._head, head)
        self._foot = self._replace(self._foot, foot)
        self.setAccessibleDescription(described)
        self._body.show()
        if from_top:
            self.verticalScrollBar().setValue(0)

    def _replace(self, old: QWidget, new: QWidget) -> QWidget:
        place = self._box.indexOf(old)
        self._box.insertWidget(place, new)
        self._box.removeWidget(old)
        old.hide()
        old.deleteLater()
        new.show()
        return new

    def page(self) -> None:
        """One page down; from the end back to the top."""
        bar = self.verticalScrollBar()
        bar.setValue(
            bar.minimum() if bar.value() >= bar.maximum() else bar.value() + bar.pageStep() - 24
        )


def foot_of(sections: Iterable[QWidget]) -> QWidget:
    """The foot of such a pane: its sections with a line above each."""
    parts = (part for section in sections for part in (Hairline(), 14, section, 14))
    return holding(column_of(16, *parts))


def head_of(number: str, state: str, age: Label, title: str, who: str) -> QWidget:
    """The head of such a pane: which case, how old, and what it is about."""
    first = row_of(Label(number, "strong"), StateBadge(state), -1, age)
    below = Label(title, "title", wrap=True), 3, Label(breakable(who), "muted", wrap=True)
    return holding(column_of(first, 8, *below, 14))


def facts_of(facts: Iterable[Fact], labels: int = LABELS) -> QWidget:
    """Rows of a muted label, its words, and a small line below them."""
    made, top = QWidget(), Qt.AlignmentFlag.AlignTop
    grid = grid_of(labels)
    made.setLayout(grid)
    for place, fact in enumerate(facts):
        key = Label(fact.label, "muted")
        key.setContentsMargins(0, 1, 0, 0)
        grid.addWidget(key, place, 0, top)
        words = [
            Label(
                breakable(fact.words),
                "strong" if fact.strong else "body",
                wrap=True,
                tone=fact.tone,
            )
        ]
        if fact.note:
            words.append(Label(breakable(fact.note), "muted", wrap=True, tone=fact.note_tone))
        grid.addWidget(holding(column_of(*words, spacing=2)), place, 1, top)
    return made


def grid_of(labels: int = LABELS) -> QGridLayout:
    """Two columns: labels of a width, and what takes the rest."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(0)
    grid.setVerticalSpacing(10)
    grid.setColumnMinimumWidth(0, labels)
    grid.setColumnStretch(1, 1)
    return grid
