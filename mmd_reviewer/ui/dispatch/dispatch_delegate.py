"""Paints a row of the dispatch desk: tick, letter, customer, two fields, links;
below it what stands in its way, and what can be done (mock-up 12).
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from mmd_reviewer.services.read.dispatch_rows import REASON, DeskRow, DeskRows
from mmd_reviewer.ui.dispatch.dispatch_cells import LEFT_OUT, MARKED, tone_of
from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import MEDIUM, Theme, current_theme, font
from mmd_reviewer.ui.widgets.columns import NARROW, Cell, ColumnSet, Slot
from mmd_reviewer.ui.widgets.painting import draw_box, draw_text, elided, width_of
from mmd_reviewer.ui.widgets.row_delegate import RowDelegate
from mmd_reviewer.ui.widgets.tick import BOX, draw_tick

Index = QModelIndex | QPersistentModelIndex
ROW, FIELD, BELOW, INDENT, END, GAP = 44, 32, 38, 54, 16, 8
LINKS = (("copy", "copy", "Copy text", "C"), ("mail", "mail", "Mail draft", "M"))
WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


class DispatchDelegate(RowDelegate):
    """`pressed` tells a place and the part of the row that was clicked.

    `asking` is the letter whose reason is being typed: its row has room for the field.
    """

    pressed = Signal(int, str)

    def __init__(self, columns: ColumnSet, rows: DeskRows) -> None:
        super().__init__(columns, ROW)
        self._rows = rows
        self._current = False
        self.asking = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row is as high as what is said below it needs."""
        row, reason = self._rows.row(index.row()), 0
        if _has_reason(row, self.asking):
            reason = BELOW
        elif row.objection is None:
            return QSize(100, ROW)
        return QSize(100, ROW + self._said_height(row, option.widget.width() - 10) + reason)

    def _offers(self, row: DeskRow) -> tuple[tuple[str, str, str], ...]:
        """What is offered; nothing while the reason is being typed."""
        return () if row.letter.letter == self.asking else row.offers()

    def _said_height(self, row: DeskRow, width: int) -> int:
        if row.objection is None:
            return 0
        room = self._said_room(row, width)
        lines = [_height(words, medium, room) for words, medium in _said(row, room)]
        return max(BELOW, sum(lines) + 18)

    def _said_room(self, row: DeskRow, width: int) -> int:
        offers = sum(_offer_width(words, key) + GAP for _, words, key in self._offers(row))
        return max(width - INDENT - 22 - END - offers - GAP, 160)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, then what stands below it."""
        self._current = bool(option.state & QStyle.StateFlag.State_Selected)
        super().paint(painter, option, index)
        row = self._rows.row(index.row())
        painter.save()
        self._draw_below(painter, option.rect, row)
        painter.restore()

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
        """A box to tick, a field, or links; words as in every list."""
        cell, left, key = cells[place], rect.left() + slot.left, slot.column.key
        if key == "tick":
            on, top = cell.primary == MARKED, rect.top() + (ROW - BOX) // 2
            draw_tick(painter, left, top, on, theme, enabled=cell.primary != LEFT_OUT)
        elif key in ("reference", "on"):
            box = QRect(left, rect.top() + (ROW - FIELD) // 2, slot.width, FIELD)
            draw_box(painter, box, theme.surface, theme.hex(cell.text_tone or "field_edge"))
            ink = theme.hex("muted" if cell.muted and not cell.text_tone else cell.text_tone)
            text = elided(font(13), cell.primary, slot.width - 22)
            draw_text(painter, box.adjusted(11, 0, -8, 0), text, font(13), ink)
        elif key == "text":
            self._draw_links(painter, rect, slot, cell, theme)
        else:
            line = QRect(rect.left(), rect.top() - 2, rect.width(), ROW + 4)
            super().draw_cell(painter, line, slot, cells, place, current, theme)

    def _draw_links(
        self, painter: QPainter, rect: QRect, slot: Slot, cell: Cell, theme: Theme
    ) -> None:
        links = _links(rect, slot, bool(cell.primary))
        middle = rect.top() + ROW // 2
        if cell.primary:
            left = rect.left() + slot.left
            draw_icon(painter, left, middle - 8, "check", theme.good)
            line = QRect(left + 22, rect.top(), slot.width, ROW)
            draw_text(painter, line, cell.primary, font(12), theme.muted)
            if "again" in links:
                draw_text(painter, links["again"], "Again", font(12, MEDIUM), theme.accent)
            return
        for name, icon, words, key in LINKS:
            place, face = links[name], font(13, MEDIUM)
            shown = words if rect.width() >= NARROW else words.split()[0]
            draw_icon(painter, place.left(), middle - 8, icon, theme.accent)
            draw_text(painter, place.adjusted(22, 0, 0, 0), shown, face, theme.accent)
            if self._current and rect.width() >= NARROW:
                line = place.adjusted(28 + width_of(face, shown), 0, 20, 0)
                draw_text(painter, line, key, font(12), theme.muted)

    def _draw_below(self, painter: QPainter, rect: QRect, row: DeskRow) -> None:
        theme, why, places = current_theme(), row.objection, self._places_below(rect, row)
        if why is not None:
            top, tone = rect.top() + ROW + 8, theme.hex(tone_of(why))
            icon = "diamond" if why.question else "circle-alert"
            draw_icon(painter, rect.left() + INDENT, top + 2, icon, tone)
            room = self._said_room(row, rect.width())
            said = _said(row, room)
            for words, medium in said:
                height = _height(words, medium, room)
                painter.setFont(font(13, MEDIUM) if medium else font(13))
                painter.setPen(theme.color(tone_of(why) if medium else "text"))
                painter.drawText(QRect(rect.left() + INDENT + 22, top, room, height), WRAP, words)
                top += height
            if why.question and len(said) == 1:
                left = rect.left() + INDENT + 30 + width_of(font(13, MEDIUM), why.question)
                line = QRect(left, top - height, room, height)
                draw_text(painter, line, why.more, font(13), theme.text)
        if _has_reason(row, self.asking):
            line, asked = places[REASON], row.letter.letter == self.asking
            draw_text(painter, line.adjusted(-64, 0, 0, 0), "Reason", font(12), theme.muted)
            words = "" if asked else elided(font(13), row.given.reason, line.width())
            draw_text(painter, line, words, font(13), theme.text)
        for name, words, key in self._offers(row):
            _draw_offer(painter, places[f"offer {name}"], words, key, self._current, theme)

    def _places_below(self, rect: QRect, row: DeskRow) -> dict[str, QRect]:
        found, right = {}, rect.left() + rect.width() - END
        said = self._said_height(row, rect.width())
        top = rect.top() + ROW
        for name, words, key in reversed(self._offers(row)):
            width = _offer_width(words, key)
            found[f"offer {name}"] = QRect(right - width, top + 4, width, 30)
            right -= width + GAP
        if _has_reason(row, self.asking):
            left = rect.left() + INDENT + 64
            end = right if row.objection is None else rect.left() + rect.width() - END
            found[REASON] = QRect(left, top + said + 3, min(end - left - GAP, 620), FIELD)
        return found

    def places(self, rect: QRect, place: int) -> dict[str, QRect]:
        """Where the parts of a row are that stands in `rect`: what can be clicked or typed in."""
        row, found = self._rows.row(place), {}
        for slot in self._columns.slots(rect.width()):
            key, left = slot.column.key, rect.left() + slot.left
            if key == "tick":
                found[key] = QRect(rect.left() + 8, rect.top() + 6, BOX + 24, FIELD)
            elif key == "letter":
                width = width_of(font(12), row.letter.letter)
                found["open"] = QRect(left, rect.top() + 24, width, 20)
            elif key in ("reference", "on"):
                top = rect.top() + (ROW - FIELD) // 2
                found[key] = QRect(left, top, slot.width, FIELD)
            elif key == "text":
                found |= _links(rect, slot, bool(row.given.taken))
        return {**found, **self._places_below(rect, row)}

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on a part of the row."""
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        at, place = event.position().toPoint(), index.row()
        for name, part in self.places(option.rect, place).items():
            if part.contains(at) and event.button() == Qt.MouseButton.LeftButton:
                self.pressed.emit(place, name.removeprefix("offer "))
                return True
        return False


def _has_reason(row: DeskRow, asking: str) -> bool:
    return bool(row.given.reason) or row.letter.letter == asking


def _draw_offer(
    painter: QPainter, place: QRect, words: str, key: str, current: bool, theme: Theme
) -> None:
    first = key == "Enter" and current
    fill, edge = (theme.selection, theme.accent) if first else (theme.surface, theme.edge)
    draw_box(painter, place, fill, edge)
    face = font(13, MEDIUM)
    draw_text(painter, place.adjusted(13, 0, 0, 0), words, face, theme.text)
    line = place.adjusted(23 + width_of(face, words), 0, 0, 0)
    draw_text(painter, line, key if current else "", font(12), theme.muted)


def _said(row: DeskRow, room: int) -> tuple[tuple[str, bool], ...]:
    """The lines that say what stands in the way, each with whether it is of medium weight;
    what there is room for beside a question has no line of its own.
    """
    why = row.objection
    if why is None or not why.question:
        return ((_whole(why.sentence), True),) if why is not None else ()
    width = width_of(font(13, MEDIUM), why.question) + 8 + width_of(font(13), why.more)
    lines = (_whole(why.question), True), (_whole(why.more), False)
    return lines[:1] if width <= room else lines


def _whole(words: str) -> str:
    """Numbers and days are not broken at their hyphens."""
    return words.replace("-", "\u2011")


def _height(words: str, medium: bool, room: int) -> int:
    face = font(13, MEDIUM) if medium else font(13)
    return QFontMetrics(face).boundingRect(QRect(0, 0, room, 4000), WRAP, words).height()


def _offer_width(words: str, key: str) -> int:
    return 36 + width_of(font(13, MEDIUM), words) + width_of(font(12), key)


def _links(rect: QRect, slot: Slot, taken: bool) -> dict[str, QRect]:
    """Where the links of a row are: to copy, to draft a mail; taken, to do so again."""
    left, wide, face = rect.left() + slot.left, rect.width() >= NARROW, font(13, MEDIUM)
    if taken:
        width = width_of(font(12, MEDIUM), "Again")
        again = QRect(left + slot.width - width - END, rect.top() + 6, width, FIELD)
        return {"again": again} if wide else {}
    found = {}
    for name, _, words, _ in LINKS:
        width = 22 + width_of(face, words if wide else words.split()[0])
        found[name] = QRect(left, rect.top() + 6, width, FIELD)
        left += width + (36 if wide else 14)
    return found
