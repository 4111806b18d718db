"""What the queue and the letters owed share: a list with a pane beside it, and the pane of head, buttons and foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from mmd_reviewer.ui.theme import set_ground
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

WIDTH = 444
SCROLL_BAR = 10
NARROW = 1070  # below it the chips and the pane would be cut


class BesideOrBelow(QSplitter):
    """A pane beside a list; in a narrow window it moves below it."""

    def __init__(self, name: str, left: QWidget, pane: QWidget, rows: TwoLineList) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._pane, self._rows = pane, rows
        self.setObjectName(name)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(pane)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([788, WIDTH])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below, by the width; the current row stays in sight."""
        super().resizeEvent(event)
        width, height = event.size().width(), event.size().height()
        narrow = width < NARROW
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self._pane.setMinimumWidth(0 if narrow else WIDTH - 24)
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self.setSizes([height * 58 // 100, height * 42 // 100] if narrow else [width - WIDTH, WIDTH])
            self._rows.view.scrollTo(self._rows.view.currentIndex())


class PartedPane(QScrollArea):
    """A scrolling pane whose head and foot are made anew for each row; the buttons between them stay."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_ground(self, "window")
        self._body = QWidget()
        set_ground(self._body, "window")
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(20, 14, 20, 20)
        self._box.setSpacing(0)
        self._buttons = QWidget()
        self._head, self._foot = QWidget(), QWidget()
        for part in (self._head, self._buttons, self._foot):
            self._box.addWidget(part)
        self._box.addStretch(1)
        self._body.hide()
        self.setWidget(self._body)
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
