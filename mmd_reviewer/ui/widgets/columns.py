"""Columns shared by a two-line list and its header:
what they are, where they stand, what a row says.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
INSET, END, GAP = 20, 4, 14
LEAST_REST = 200
NARROW = 1000


class Cell(NamedTuple):
    """One column of one row.

    ``secondary`` may be a tuple of parts joined by a dot; the part with index ``elide`` gives way
    first. ``tone`` colours the icon, ``text_tone`` the first line, ``secondary_tone`` the second
    one.
    """

    primary: str
    secondary: str | tuple[str, ...] = ""
    icon: str = ""
    tone: str = ""
    strong: bool = False
    secondary_tone: str = ""
    muted: bool = False
    medium: bool = False
    unit: str = ""
    text_tone: str = ""
    elide: int = -1

    def second_line(self) -> str:
        """The second line in full."""
        return (
            self.secondary if isinstance(self.secondary, str) else " \u00b7 ".join(self.secondary)
        )

    def speech(self) -> str:
        """What a screen reader says of the cell."""
        first = f"{self.primary} {self.unit}".strip()
        return ", ".join(part for part in (first, self.second_line()) if part)


EMPTY = Cell("")


class Column(NamedTuple):
    """A column: width in pixels, 0 for the one that takes the rest.

    Where room is short the column with the highest ``yields`` is left out first; 0 always stays.
    ``narrow`` is its width in a list that is less than NARROW wide, if it is another one.
    """

    key: str
    title: str
    width: int = 0
    align: Literal["left", "right"] = "left"
    sortable: bool = True
    descending_first: bool = False
    hideable: bool = True
    yields: int = 0
    narrow: int = 0


class Slot(NamedTuple):
    """Where a column stands: its number in the model, left edge and width available to text."""

    number: int
    column: Column
    left: int
    width: int


class ColumnSet(QObject):
    """The columns of a list, which of them are shown, and where."""

    changed = Signal()

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._hidden: frozenset[str] = frozenset()

    @property
    def hidden(self) -> frozenset[str]:
        """Keys of the columns not shown."""
        return self._hidden

    def set_hidden(self, keys: frozenset[str]) -> None:
        """Hide these columns; those that cannot be hidden stay."""
        allowed = frozenset(c.key for c in self.columns if c.hideable)
        self._hidden = keys & allowed
        self.changed.emit()

    def toggle(self, key: str) -> None:
        """Show or hide one column."""
        self.set_hidden(self._hidden ^ {key})

    def reset(self) -> None:
        """Show every column."""
        self.set_hidden(frozenset())

    def slots(self, width: int) -> list[Slot]:
        """The columns shown, laid out over a width."""
        shown = [(i, c) for i, c in enumerate(self.columns) if c.key not in self._hidden]
        if width < NARROW:
            shown = [(i, c._replace(width=c.narrow or c.width)) for i, c in shown]
        while width - sum(c.width for _, c in shown) < LEAST_REST and any(
            c.yields for _, c in shown
        ):
            shown.remove(max(shown, key=lambda pair: pair[1].yields))
        fixed = sum(c.width for _, c in shown)
        rest = max(120, width - INSET - END - fixed)
        left, made = INSET, []
        for place, (index, column) in enumerate(shown):
            room = column.width or rest
            gap = 0 if place == len(shown) - 1 else GAP + (4 if column.align == "right" else 0)
            made.append(Slot(index, column, left, room - gap))
            left += room
        return made


class CellModel(QAbstractTableModel):
    """Base of models for a two-line list: give `cell`, get display, speech and cell roles."""

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns

    @abstractmethod
    def cell(self, row: int, column: int) -> Cell:
        """The cell to paint; column is the index in `columns`."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """As many as columns."""
        return 0 if parent.isValid() else len(self.columns)

    def tell_rows(self, rows: Sequence[int], take: Callable[[list[list[str]]], object]) -> None:
        """The words of rows, cell by cell; at once where all of them are here."""
        places = range(len(self.columns))
        take([[self.cell(row, place).speech() for place in places] for row in rows])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cell, display text (lists search by it), and speech:
        column plus value for the whole row.
        """
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).primary
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_speech(self, index.row())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


class RowsModel(CellModel):
    """Rows in order; `cell_of` gives the cell of a row and a column's number."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        cell_of: Callable[[Any, int], Cell],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self.rows: Sequence[Any] = ()
        self._cell_of = cell_of

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell; none beyond the rows."""
        return self._cell_of(self.rows[row], column) if 0 <= row < len(self.rows) else EMPTY

    def show(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


def row_speech(model: CellModel, row: int) -> str:
    """A row as a screen reader says it: each column's title with its value."""
    cells = ((column.title, model.cell(row, i).speech()) for i, column in enumerate(model.columns))
    return sentences(f"{title}: {words}" if title else words for title, words in cells if words)


def sentences(parts: Iterable[str]) -> str:
    """Spoken one after another; what ends with a full stop has no second one."""
    return ". ".join(part.removesuffix(".") for part in parts if part)
