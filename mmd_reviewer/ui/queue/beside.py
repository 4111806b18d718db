"""What the queue and the letters owed share: the room of the pane beside, made of a head, buttons and a foot."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.widgets.labels import column_of
from mmd_reviewer.ui.widgets.panes import Pane, Room

SCROLL_BAR = 10
ROOM = Room(444, 420, 1070, (58, 42))  # in a narrower window the chips and the pane would be cut
AT_FIRST = 788


class PartedPane(Pane):
    """A scrolling pane whose head and foot are made anew for each row; the buttons between them stay."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label, "window")
        self._buttons = QWidget()
        self._head, self._foot = QWidget(), QWidget()
        self._box = column_of(self._head, self._buttons, self._foot, -1, margins=(20, 14, 20, 20))
        self._body = self.fill(self._box)
        self._body.hide()
        self.verticalScrollBar().rangeChanged.connect(self._on_scroll_bar_range_changed)

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
        bar.setValue(bar.minimum() if bar.value() >= bar.maximum() else bar.value() + bar.pageStep() - 24)
