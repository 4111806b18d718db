"""Paints the rows of a two-line list at the offsets its header uses."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.columns import CELL_ROLE, EMPTY, Cell, ColumnSet, Slot
from mmd_reviewer.ui.widgets.painting import (
    LEFT,
    RIGHT,
    draw_box,
    draw_hairline,
    draw_ring,
    draw_text,
    elided,
    width_of,
)

ROW_HEIGHT = 48
RING_INSET = 4
ICON_ROOM = 20
DOT = " \u00b7 "
LEAST_PART = 24


def fit_parts(parts: tuple[str, ...], elide: int, width: int) -> str:
    """Join parts by dots; when too long, cut the part that may give way,
    then the first one; the last stays.
    """
    whole = DOT.join(parts)
    face = font(12)
    over = width_of(face, whole) - width
    if over <= 0 or not 0 <= elide < len(parts):
        return whole if over <= 0 else elided(face, whole, width)
    room = width_of(face, parts[elide]) - over
    before, after = parts[:elide], parts[elide + 1 :]
    if room < LEAST_PART:
        return fit_parts((*before, *after), 0 if len(parts) > 2 else -1, width)
    return DOT.join((*before, elided(face, parts[elide], room), *after))


class RowDelegate(QStyledItemDelegate):
    """Two lines per row, one row per record."""

    def __init__(self, columns: ColumnSet, height: int = ROW_HEIGHT) -> None:
        super().__init__(columns)
        self._columns = columns
        self._height = height

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are equally high."""
        return QSize(100, self._height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Fill, ring, hairline, then each column."""
        theme = current_theme()
        rect = option.rect
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        # The style clears State_HasFocus on rows that are not current: it means current *and*
        # keyboard here.
        ringed = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        box = rect.adjusted(RING_INSET, 0, -RING_INSET, 0)
        self.draw_ground(painter, rect, index.row())
        if selected:
            draw_box(painter, box, theme.selection, radius=5)
        if ringed:
            draw_ring(painter, box, radius=5)
        slots = self._columns.slots(rect.width())
        cells = [self._cell(index, slot) for slot in slots]
        for place, slot in enumerate(slots):
            self.draw_cell(painter, rect, slot, cells, place, selected, theme)
        painter.restore()

    def draw_ground(self, painter: QPainter, rect: QRect, row: int) -> None:
        """What a row stands on: a hairline below."""
        draw_hairline(painter, rect.left() + 20, rect.right() + 1, rect.bottom())

    def _cell(self, index: QModelIndex | QPersistentModelIndex, slot: Slot) -> Cell:
        cell = index.model().index(index.row(), slot.number).data(CELL_ROLE)
        return cell if isinstance(cell, Cell) else EMPTY

    def draw_cell(
        self,
        painter: QPainter,
        rect: QRect,
        slot: Slot,
        cells: list[Cell],
        place: int,
        current: bool,
        theme: Theme,
    ) -> None:
        """One cell of a row: its icon, its first and its second line."""
        cell = cells[place]
        left, top = rect.left() + slot.left, rect.top()
        indent = ICON_ROOM if cell.icon else 0
        two = bool(cell.second_line()) or self._height >= ROW_HEIGHT
        first = QRect(
            left + indent,
            top + (7 if two else 0),
            slot.width - indent,
            20 if two else rect.height(),
        )
        if cell.icon:
            tone = theme.hex(cell.tone or "muted")
            draw_icon(painter, left, first.top() + (first.height() - 14) / 2, cell.icon, tone, 14)
        self._draw_first(painter, first, slot, cell, current, theme)
        if cell.secondary:
            room = slot.width + self._free_room(rect.width(), cells, place) - indent
            parts = cell.secondary if isinstance(cell.secondary, tuple) else (cell.secondary,)
            line = QRect(left + indent, top + 27, room, 19)
            text = fit_parts(parts, cell.elide, room)
            ink = theme.hex(cell.secondary_tone or "muted")
            draw_text(
                painter, line, text, font(12), ink, LEFT if slot.column.align == "left" else RIGHT
            )

    def _draw_first(
        self, painter: QPainter, line: QRect, slot: Slot, cell: Cell, current: bool, theme: Theme
    ) -> None:
        weight = (
            SEMIBOLD
            if cell.strong or (current and cell.medium)
            else MEDIUM
            if cell.medium
            else REGULAR
        )
        face = font(13, weight)
        ink = theme.hex("muted" if cell.muted else cell.text_tone)
        if cell.unit:
            draw_text(painter, line, cell.unit, font(13), theme.muted, RIGHT)
            line = line.adjusted(0, 0, -width_of(font(13), cell.unit) - 4, 0)
        align = RIGHT if slot.column.align == "right" else LEFT
        draw_text(painter, line, elided(face, cell.primary, line.width()), face, ink, align)

    def _free_room(self, width: int, cells: list[Cell], place: int) -> int:
        """Room of the columns at the right whose cells are empty: a second line may run into it."""
        slots = self._columns.slots(width)
        if slots[place].column.align == "right":
            return 0
        end = place
        while end + 1 < len(cells) and cells[end + 1] == EMPTY:
            end += 1
        return slots[end].left + slots[end].width - slots[place].left - slots[place].width
