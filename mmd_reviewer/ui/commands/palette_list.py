"""Rows of the palette: groups, commands, cases, help; how they match and how they are painted."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.painting import CENTRE, draw_box, draw_text, elided, width_of

Index = QModelIndex | QPersistentModelIndex
Kind = Literal["heading", "command", "customer", "case", "device", "help"]
ROW, HEADING = 38, 30
HELP_KEY = "F1"  # stands at the first page found, and opens it there
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 2


class PaletteCase(NamedTuple):
    """A case the search found."""

    number: str
    title: str
    customer: str
    state: str


class PaletteCustomer(NamedTuple):
    """A customer the search found, and in words how much there is of it."""

    name: str
    hint: str


class PaletteDevice(NamedTuple):
    """A device the search found."""

    serial: str
    name: str
    model: str


Hit = PaletteCase | PaletteCustomer | PaletteDevice


class HelpEntry(NamedTuple):
    """A help page: file name without ending, title, what it answers."""

    page: str
    title: str
    hint: str = ""


class Row(NamedTuple):
    """A line of the palette."""

    kind: Kind
    id: str
    text: str
    hint: str = ""
    icon: str = ""
    key: str = ""
    lead: str = ""
    tail: str = ""
    enabled: bool = True

    def speech(self) -> str:
        """What a screen reader says."""
        return ", ".join(
            part for part in (self.lead, self.text, self.hint, self.tail, self.key) if part
        )


def row_of_hit(hit: Hit) -> Row:
    """The line of something found in the store."""
    if isinstance(hit, PaletteCase):
        return Row("case", hit.number, hit.title, hit.customer, lead=hit.number, tail=hit.state)
    if isinstance(hit, PaletteCustomer):
        return Row("customer", hit.name, hit.name, hit.hint, "building-2")
    return Row("device", hit.serial, hit.serial, hit.name, "laptop", tail=hit.model)


def spans(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """The text in pieces, those that match a word marked."""
    folded = text.lower()
    marked = [False] * len(text)
    if len(folded) == len(text):
        for word in words:
            start = folded.find(word.lower())
            if start >= 0:
                marked[start : start + len(word)] = [True] * len(word)
    pieces: list[tuple[str, bool]] = []
    for char, mark in zip(text, marked, strict=True):
        if pieces and pieces[-1][1] == mark:
            pieces[-1] = (pieces[-1][0] + char, mark)
        else:
            pieces.append((char, mark))
    return pieces


def matches(text: str, words: list[str]) -> bool:
    """Does every word occur?"""
    folded = text.casefold()
    return all(word in folded for word in words)


def rank(text: str, words: list[str]) -> int:
    """0 when the text starts with the first word, 1 otherwise;
    equals keep the order of the table.
    """
    return 0 if words and text.casefold().startswith(words[0]) else 1


class PaletteModel(QAbstractListModel):
    """The lines shown now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.words: list[str] = []

    def set_rows(self, rows: list[Row], words: list[str]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.rows, self.words = rows, words
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many lines, headings included."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row, its words, its speech."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ENTRY_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        return row.speech() if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and self.rows[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def line_of(self, key: str) -> int:
        """The line that shows this key; -1 for none."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), -1)

    def next_row(self, start: int, step: int) -> int:
        """The next line that can be chosen, or where it was."""
        at = start + step
        while 0 <= at < len(self.rows):
            if self.rows[at].kind != "heading":
                return at
            at += step
        return start

    def height(self) -> int:
        """Pixels all lines take."""
        return sum(HEADING if row.kind == "heading" else ROW for row in self.rows)


class PaletteDelegate(QStyledItemDelegate):
    """Paints the lines; the match stands in accent."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """30 for a heading, 38 for the rest."""
        row = index.data(ENTRY_ROLE)
        return QSize(100, HEADING if isinstance(row, Row) and row.kind == "heading" else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        row, model = index.data(ENTRY_ROLE), index.model()
        if not isinstance(row, Row) or not isinstance(model, PaletteModel):
            return
        theme = current_theme()
        painter.save()
        rect = option.rect
        if row.kind == "heading":
            line = rect.adjusted(16, 6, 0, 0)
            draw_text(painter, line, row.text, font(12, SEMIBOLD), theme.muted)
        else:
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            if current:
                draw_box(painter, rect.adjusted(6, 0, -6, 0), theme.selection)
            self._draw_row(painter, rect, row, model.words, current, theme)
        painter.restore()

    def _draw_row(
        self,
        painter: QPainter,
        rect: QRect,
        row: Row,
        words: list[str],
        current: bool,
        theme: Theme,
    ) -> None:
        right = self._draw_right(painter, rect, row, words, theme)
        left = rect.left() + 46
        if row.kind == "case":
            lead = QRect(rect.left() + 18, rect.top(), 80, rect.height())
            draw_text(painter, lead, row.lead, font(13), theme.muted)
            left = rect.left() + 100
        elif row.icon:
            tone = theme.accent if current else theme.muted
            draw_icon(
                painter, rect.left() + 18, rect.top() + (rect.height() - 16) / 2, row.icon, tone
            )
        ink = theme.text if row.enabled else theme.muted
        room = right - left - 12
        text = elided(font(13, SEMIBOLD), row.text, room)
        end = draw_spans(
            painter, QRect(left, rect.top(), room, rect.height()), text, words, (13, MEDIUM), ink
        )
        hint = elided(font(12), row.hint, right - end - 24)
        if hint and right - end > 60:
            draw_text(
                painter,
                QRect(end + 12, rect.top(), right - end, rect.height()),
                hint,
                font(12),
                theme.muted,
            )

    def _draw_right(
        self, painter: QPainter, rect: QRect, row: Row, words: list[str], theme: Theme
    ) -> int:
        """Key cap or state at the right; returns where it begins."""
        right = rect.right() + 1 - 18
        if row.key:
            width = max(21, width_of(font(12), row.key) + 14)
            cap = QRect(right - width, rect.top() + (rect.height() - 22) // 2, width, 22)
            draw_box(painter, cap, theme.surface, theme.edge, radius=5)
            draw_text(painter, cap, row.key, font(12), theme.muted, CENTRE)
            return cap.left()
        if row.tail:
            pieces = spans(row.tail, words)
            width = sum(
                width_of(font(12, SEMIBOLD if mark else REGULAR), piece) for piece, mark in pieces
            )
            line = QRect(right - width, rect.top(), width + 2, rect.height())
            draw_spans(painter, line, row.tail, words, (12, REGULAR), theme.muted)
            return right - width
        return right


def draw_spans(
    painter: QPainter, rect: QRect, text: str, words: list[str], face: tuple[int, int], ink: str
) -> int:
    """Draw a text with its matches in accent; returns where it ends."""
    left = rect.left()
    for piece, mark in spans(text, words):
        made = font(face[0], SEMIBOLD if mark else face[1])
        width = width_of(made, piece)
        colour = current_theme().accent if mark else ink
        draw_text(painter, QRect(left, rect.top(), width + 2, rect.height()), piece, made, colour)
        left += width
    return left
