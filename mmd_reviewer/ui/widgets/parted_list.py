"""A list in parts: headings that the keyboard passes over, and the lines below them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QListView

from mmd_reviewer.ui.look.theme import SEMIBOLD, current_theme, font
from mmd_reviewer.ui.widgets.columns import Index
from mmd_reviewer.ui.widgets.painting import draw_hairline, draw_text, elided, width_of
from mmd_reviewer.ui.widgets.two_line_list import RecordView

LINE_HEIGHT = 32
ACTION = QListView.CursorAction


@runtime_checkable
class Parted(Protocol):
    """What the model of such a list tells: the rows that are lines, in order."""

    lines: Sequence[int]


class PartedView(RecordView):
    """Up, Down, Home, End and the page keys walk the lines;
    a heading above the line stays in view.
    """

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name, label)
        self.setUniformItemSizes(False)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)

    def _lines(self) -> Sequence[int]:
        model = self.model()
        return model.lines if isinstance(model, Parted) else ()

    def go_to_row(self, row: int) -> None:
        """Make a row current; of a heading the line below it."""
        lines = self._lines()
        if lines:
            place = lines[min(bisect_left(lines, max(row, 0)), len(lines) - 1)]
            self.setCurrentIndex(self.model().index(place, 0))

    def step(self, lines: int) -> None:
        """So many lines down, or up."""
        self.setCurrentIndex(self._moved(lines))

    def _moved(self, step: int) -> QModelIndex:
        lines = self._lines()
        if not lines:
            return QModelIndex()
        row = self.currentIndex().row()
        here = bisect_left(lines, row) if row >= 0 else -1 if step > 0 else 0
        return self.model().index(lines[min(max(here + step, 0), len(lines) - 1)], 0)

    def moveCursor(
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """From line to line."""
        page, every = max(self.viewport().height() // LINE_HEIGHT - 1, 1), len(self._lines())
        steps = {
            ACTION.MoveUp: -1,
            ACTION.MovePrevious: -1,
            ACTION.MoveDown: 1,
            ACTION.MoveNext: 1,
            ACTION.MovePageUp: -page,
            ACTION.MovePageDown: page,
            ACTION.MoveHome: -every,
            ACTION.MoveEnd: every,
        }
        return self._moved(steps.get(action, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The heading of a section's first line is shown with it."""
        super().currentChanged(current, previous)
        above, lines = current.row() - 1, self._lines()
        at = bisect_left(lines, above)
        if current.isValid() and above >= 0 and above not in lines[at : at + 1]:
            self.scrollTo(self.model().index(above, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in by keyboard there is always a current line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to_row(0)


def draw_heading(
    painter: QPainter, rect: QRect, title: str, note: str, tone: str, inset: int, end: int
) -> None:
    """Title, note, hairline."""
    theme, face = current_theme(), font(15, SEMIBOLD)
    area = QRect(
        rect.left() + inset, rect.top() + 10, rect.width() - inset - end, rect.height() - 11
    )
    draw_text(painter, area, title, face, theme.hex(tone))
    left = width_of(face, title) + 10
    words = elided(font(13), note, area.width() - left)
    draw_text(painter, area.adjusted(left, 1, 0, 1), words, font(13), theme.muted)
    draw_hairline(painter, rect.left() + inset, rect.right() + 1 - end, rect.bottom())
