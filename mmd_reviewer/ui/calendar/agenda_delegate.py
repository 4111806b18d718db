"""Paints the agenda: headings of 38, entries of 32,
all columns at the same offsets (mock-up 04).
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.agenda import Heading
from mmd_reviewer.services.read.entry_line import Line, offset_words
from mmd_reviewer.ui.calendar.agenda_model import LINE_HEIGHT, ROW_ROLE
from mmd_reviewer.ui.calendar.entry_look import draw_code
from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, current_theme, font
from mmd_reviewer.ui.widgets import parted_list
from mmd_reviewer.ui.widgets.painting import (
    LEFT,
    draw_box,
    draw_hairline,
    draw_ring,
    draw_text,
    elided,
)

HEADING_HEIGHT = 38
INSET, END, TEXT = 20, 10, 55
CODE = 22
ROOMY = 1040
GAP = 12
RING_INSET = 4


class Slots(NamedTuple):
    """Left edge and width of each column; a remark that has no room is 0 wide."""

    day: tuple[int, int]
    offset: tuple[int, int]
    what: tuple[int, int]
    customer: tuple[int, int]
    number: tuple[int, int]
    title: tuple[int, int]
    when: tuple[int, int]
    remark: tuple[int, int]


def slots(width: int) -> Slots:
    """The columns over a width;
    where room is short the remark is left out (the pane below says it).
    """
    roomy = width >= ROOMY
    day, offset, what, number, when = (113, 64, 124, 83, 104) if roomy else (110, 54, 116, 70, 102)
    rest = max(width - END - TEXT - day - offset - what - number - when, 200)
    shares = (21, 25) if roomy else (45, 55)
    customer, title = (rest * share // 100 for share in shares)
    widths = (
        day,
        offset,
        what,
        customer,
        number,
        title,
        when,
        rest - customer - title if roomy else 0,
    )
    made, left = [], TEXT
    for room in widths:
        made.append((left, max(room - GAP, 0)))
        left += room
    return Slots(*made)


class AgendaDelegate(QStyledItemDelegate):
    """Headings and entries of one list."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """38 for a heading, 32 for an entry."""
        heading = isinstance(index.data(ROW_ROLE), Heading)
        return QSize(100, HEADING_HEIGHT if heading else LINE_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A heading, or an entry."""
        row = index.data(ROW_ROLE)
        painter.save()
        if isinstance(row, Heading):
            draw_heading(painter, option.rect, row)
        elif isinstance(row, Line):
            below = index.model().index(index.row() + 1, 0).data(ROW_ROLE)
            if isinstance(below, Line):
                draw_hairline(
                    painter,
                    option.rect.left() + TEXT,
                    option.rect.right() - END,
                    option.rect.bottom(),
                )
            self._draw_ground(painter, option)
            self._draw_line(painter, option.rect, row)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box = option.rect.adjusted(RING_INSET, 0, -RING_INSET, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, box, current_theme().selection, radius=5)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, box, radius=5)

    def _draw_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme, entry = current_theme(), line.entry
        at = slots(rect.width())
        top = rect.top() + (rect.height() - CODE) // 2
        draw_code(painter, QRect(rect.left() + INSET, top, CODE, CODE), entry.code, line.now)
        strong = line.tone in ("broken", "accent")
        for slot, words, px, weight, tone in (
            (at.day, on_screen(entry.day), 13, REGULAR, "text"),
            (at.offset, offset_words(entry), 13, REGULAR, "muted"),
            (at.what, entry.what, 13, SEMIBOLD, "text"),
            (at.customer, entry.customer, 13, REGULAR, "text"),
            (at.number, entry.number, 13, REGULAR, "muted"),
            (at.title, " ".join(entry.title.split()), 13, REGULAR, "text"),
            (at.when, line.when, 13, SEMIBOLD if strong else REGULAR, line.tone),
            (at.remark, line.remark, 12, REGULAR, "muted"),
        ):
            left, width = slot
            face = font(px, weight)
            area = QRect(rect.left() + left, rect.top(), width, rect.height())
            if width:
                draw_text(painter, area, elided(face, words, width), face, theme.hex(tone), LEFT)


def draw_heading(
    painter: QPainter, rect: QRect, row: Heading, inset: int = INSET, end: int = END
) -> None:
    """Title, note, hairline."""
    parted_list.draw_heading(painter, rect, row.title, row.note, row.tone, inset, end)
