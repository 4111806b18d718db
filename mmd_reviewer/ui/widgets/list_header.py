"""The header of a two-line list: sortable columns at the offsets of the rows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, current_theme, font
from mmd_reviewer.ui.widgets.columns import ColumnSet, Slot
from mmd_reviewer.ui.widgets.painting import (
    LEFT,
    RIGHT,
    draw_hairline,
    draw_ring,
    draw_text,
    elided,
    width_of,
)


class ListHeader(QWidget):
    """Left and Right choose a column, Enter sorts by it, the menu key offers the columns."""

    sort_requested = Signal(str, bool)

    def __init__(self, columns: ColumnSet, name: str) -> None:
        super().__init__()
        self._columns = columns
        self._sort = ("", False)
        self._current = 0
        self._end = 10
        self.setObjectName(name)
        used = any(column.sortable or column.hideable for column in columns.columns)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if used else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        columns.changed.connect(self._tell)
        self._tell()

    def set_sort(self, key: str, descending: bool) -> None:
        """Show by which column the rows are sorted."""
        self._sort = (key, descending)
        self._tell()

    def set_end(self, width: int) -> None:
        """The width the list's scroll bar takes at the right."""
        self._end = width
        self._tell()

    def slots(self) -> list[Slot]:
        """The columns over the width the rows have."""
        return self._columns.slots(self.width() - self._end)

    def sizeHint(self) -> QSize:
        """35 high."""
        return QSize(400, 35)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the list allows."""
        return QSize(120, 35)

    def _tell(self) -> None:
        key, descending = self._sort
        title = next((c.title for c in self._columns.columns if c.key == key), "")
        order = (
            f", sorted by {title}, {'descending' if descending else 'ascending'}" if title else ""
        )
        self.setAccessibleName(f"Columns{order}")
        slots = self.slots()
        self._current = min(self._current, len(slots) - 1)
        column = slots[self._current].column
        by = column.title or "this one"
        self.setAccessibleDescription(
            f"Enter sorts by {by}" if column.sortable else f"Rows are not sorted by {by}"
        )
        self.update()

    def _sort_by(self, slot: Slot) -> None:
        if not slot.column.sortable:
            return
        key, descending = self._sort
        wanted = not descending if key == slot.column.key else slot.column.descending_first
        self.set_sort(slot.column.key, wanted)
        self.sort_requested.emit(slot.column.key, wanted)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the columns."""
        menu_of_columns(self._columns, self).popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Sort by the column pressed."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        for place, slot in enumerate(self.slots()):
            if slot.left - 4 <= x < slot.left + slot.width + 10:
                self._current = place
                self._sort_by(slot)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose and sort."""
        last = len(self.slots()) - 1
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._current = min(max(self._current + step, 0), last)
            self._tell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._sort_by(self.slots()[self._current])
        elif event.key() == Qt.Key.Key_Menu:
            below = self.mapToGlobal(QPoint(20, self.height()))
            menu_of_columns(self._columns, self).popup(below)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Titles, the sort mark, the hairline below."""
        theme = current_theme()
        painter = QPainter(self)
        for place, slot in enumerate(self.slots()):
            sorted_by = slot.column.key == self._sort[0]
            face = font(12, SEMIBOLD if sorted_by else REGULAR)
            ink = theme.text if sorted_by else theme.muted
            align = RIGHT if slot.column.align == "right" else LEFT
            rect = QRect(slot.left, self.height() - 29, slot.width, 28)
            title = elided(face, slot.column.title, slot.width + 8)
            draw_text(painter, rect, title, face, ink, align)
            if sorted_by:
                width = width_of(face, title)
                at = rect.right() - width - 17 if align == RIGHT else rect.left() + width + 6
                mark = "arrow-down-wide-narrow" if self._sort[1] else "arrow-up-narrow-wide"
                draw_icon(painter, at, rect.top() + 8, mark, theme.muted, 12)
            if self.hasFocus() and place == self._current:
                draw_ring(painter, rect.adjusted(-6, 2, 6, -2), 5)
        draw_hairline(painter, 0, self.width(), self.height() - 1)
        painter.end()


def menu_of_columns(columns: ColumnSet, parent: QWidget) -> QMenu:
    """The columns to show, and the way back."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for column in (one for one in columns.columns if one.title):
        action = menu.addAction(column.title)
        action.setCheckable(True)
        action.setChecked(column.key not in columns.hidden)
        action.setEnabled(column.hideable)
        action.setData(column.key)
    menu.addSeparator()
    menu.addAction("Reset columns").setData("")
    menu.triggered.connect(partial(_show_or_hide, columns))
    return menu


def _show_or_hide(columns: ColumnSet, action: QAction) -> None:
    key = str(action.data())
    if key:
        columns.toggle(key)
    else:
        columns.reset()
