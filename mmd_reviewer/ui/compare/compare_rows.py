"""The differences as rows of one list: a heading for each way to differ, an exemption a row, the
deed on offer at its end (mock-up 19).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from mmd_reviewer.domain.comparison import Kind
from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.services.read.comparison import Line
from mmd_reviewer.ui.look.theme import MEDIUM, Theme, current_theme, font
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, CellModel, Column, ColumnSet, Index, Slot
from mmd_reviewer.ui.widgets.painting import CENTRE, draw_box, draw_text, elided, width_of
from mmd_reviewer.ui.widgets.parted_list import PartedView, draw_heading
from mmd_reviewer.ui.widgets.row_delegate import ROW_HEIGHT, RowDelegate

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
HEADING = 40
BUTTON, EDGE = 32, 12
COLUMNS = (
    Column("title", "Exemption", sortable=False, hideable=False),
    Column("found", "Found", 62, "right", sortable=False, hideable=False),
    Column("register", "Register", 86, "right", sortable=False, hideable=False),
    Column("case", "Case", 226, sortable=False, hideable=False),
    Column("offer", "Deed on offer", 210, "right", sortable=False, hideable=False),
)
OFFER = len(COLUMNS) - 1


class Part(NamedTuple):
    """The heading of a way to differ."""

    kind: Kind
    number: int


Row = Part | Line


def cells_of(line: Line) -> tuple[Cell, ...]:
    """A difference, in the order of the columns; done, it is quiet."""
    row, quiet = line.row, bool(line.done)
    case, differs = words.case_words(row)
    who = row.customer or "no customer named"
    offers = words.offers(row)
    offer = Cell(offers[0].words) if offers else Cell("A request comes first", muted=True)
    none = row.exemption is None
    return (
        Cell(row.title, (who, "perhaps") if row.perhaps else who, medium=not quiet, muted=quiet),
        Cell(f"{row.carried:,}", strong=not quiet, muted=quiet),
        Cell(words.register_number(row), muted=quiet),
        Cell(case, differs, text_tone="broken" if none else "", muted=quiet),
        Cell(line.done, icon="check", tone="good", muted=True) if quiet else offer,
    )


class CompareModel(CellModel):
    """Headings and differences; `lines` are the places of the differences."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.rows: Sequence[Row] = ()
        self.lines: list[int] = []
        self.locked = False

    def show(self, lines: Sequence[Line]) -> None:
        """Show other rows, each under the heading of its kind."""
        rows: list[Row] = []
        for kind in words.HEADINGS:
            found = [line for line in lines if line.row.kind == kind]
            if found:
                rows += [Part(kind, sum(not line.done for line in found)), *found]
        self.beginResetModel()
        self.rows = rows
        self.lines = [place for place, row in enumerate(rows) if isinstance(row, Line)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Headings included."""
        return 0 if parent.isValid() else len(self.rows)

    def line_at(self, place: int) -> Line | None:
        """The difference at a place, if it is one."""
        row = self.rows[place] if 0 <= place < len(self.rows) else None
        return row if isinstance(row, Line) else None

    def place_of(self, key: object) -> int:
        """Where a difference stands, -1 if it does not."""
        return next((at for at in self.lines if self._key(at) == key), -1)

    def _key(self, place: int) -> object:
        line = self.line_at(place)
        return line.row.key if line is not None else None

    def cell(self, row: int, column: int) -> Cell:
        """One cell of a difference."""
        line = self.line_at(row)
        return cells_of(line)[column] if line is not None else EMPTY

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and self.line_at(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, a heading's speech; else as every list of cells."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Part):
            return f"{words.HEADINGS[row.kind][0]}, {row.number}"
        return super().data(index, role)


class CompareRows(PartedView):
    """`offer_clicked` tells the row whose button was pressed."""

    offer_clicked = Signal(int)

    def __init__(self, columns: ColumnSet) -> None:
        super().__init__("compareTable", "Differences")
        self._columns = columns

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the button at a row's end."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        model = self.model()
        if event.button() != Qt.MouseButton.LeftButton or not isinstance(model, CompareModel):
            return
        line = model.line_at(index.row())
        slot = self._columns.slots(self.viewport().width())[OFFER]
        if line is not None and not line.done and event.position().x() >= slot.left:
            self.offer_clicked.emit(index.row())


class CompareDelegate(RowDelegate):
    """Headings, and rows whose last cell is a button: filled in the current row."""

    def __init__(self, columns: ColumnSet) -> None:
        super().__init__(columns)
        self._filled = False

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """By the kind of the row."""
        return QSize(100, HEADING if isinstance(index.data(ROW_ROLE), Part) else ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A heading, or a difference."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, Part):
            self._filled = bool(option.state & QStyle.StateFlag.State_Selected)
            super().paint(painter, option, index)
            return
        painter.save()
        title, note = words.HEADINGS[row.kind]
        area = option.rect.adjusted(0, 2, 0, 0)
        tone = words.TONES[row.kind]
        draw_heading(painter, area, title, f"{row.number:,}   {note}", tone, 20, 0)
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
        """As everywhere, but for the button."""
        cell = cells[place]
        if slot.number != OFFER or cell.muted:
            super().draw_cell(painter, rect, slot, cells, place, current, theme)
            return
        face, end = font(13, MEDIUM), rect.left() + slot.left + slot.width - EDGE
        words_ = elided(face, cell.primary, slot.width - 26 - EDGE)
        width = width_of(face, words_) + 26
        box = QRect(end - width, rect.top() + (ROW_HEIGHT - BUTTON) // 2, width, BUTTON)
        theme = current_theme()
        filled = self._filled
        draw_box(
            painter, box, theme.accent if filled else theme.surface, "" if filled else theme.edge
        )
        ink = theme.on_accent if filled else theme.text
        draw_text(painter, box, words_, face, ink, CENTRE)
