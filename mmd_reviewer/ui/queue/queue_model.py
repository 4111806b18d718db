"""The windowed model of the queue: an array of ids,
and rows only for the windows that were looked at.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from mmd_reviewer.domain.request_queue import QueueRow
from mmd_reviewer.services.read.queue_order import PAGE, place_of
from mmd_reviewer.ui.queue.queue_cells import COLUMNS, WAITING, Looks, cell_of
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, CellModel, Index

KEPT_WINDOWS = 24
WANTED_WINDOWS = 4
SKELETON = 12


class Windows:
    """Rows by window: kept are the windows looked at last, wanted those that are not here."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, dict[int, QueueRow]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()

    def row(self, place: int, id: int) -> QueueRow | None:
        """The row at a place if it is here."""
        window = self._kept.get(place // PAGE)
        if window is None:
            return None
        self._kept.move_to_end(place // PAGE)
        return window.get(id)

    def known(self) -> list[QueueRow]:
        """Every row that is here."""
        return [row for window in self._kept.values() for row in window.values()]

    def wanted(self) -> list[int]:
        """The windows looked at last that are not here."""
        return list(self._wanted)

    def want(self, window: int) -> bool:
        """A window was looked at: must it be read?"""
        if window in self._kept:
            return False
        self._wanted[window] = None
        self._wanted.move_to_end(window)
        while len(self._wanted) > WANTED_WINDOWS:
            self._wanted.popitem(last=False)
        return True

    def take(self, window: int, rows: Sequence[QueueRow]) -> None:
        """Keep the rows of a window; see `drop_oldest`."""
        self._wanted.pop(window, None)
        self._kept[window] = {row.id: row for row in rows}

    def drop_oldest(self) -> None:
        """Keep no more than the windows looked at last."""
        while len(self._kept) > KEPT_WINDOWS:
            self._kept.popitem(last=False)

    def fill(self, windows: Mapping[int, Sequence[QueueRow]]) -> None:
        """Keep these and no others; none is wanted."""
        self._kept.clear()
        self._wanted.clear()
        for window, rows in windows.items():
            self.take(window, rows)


class QueueModel(CellModel):
    """`rows_wanted` tells that rows were looked at which are not here yet; see `windows`."""

    rows_wanted = Signal()
    told = Signal(object, object)  # ids whose rows are wanted once, and who takes their words

    def __init__(self, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.looks = looks
        self.ids: Sequence[int] = array("q")
        self.complete = False
        self.windows = Windows()
        self._timer = QTimer(self, interval=15, singleShot=True)
        self._timer.timeout.connect(self.rows_wanted)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """One row per id."""
        return 0 if parent.isValid() else len(self.ids)

    def cell(self, row: int, column: int) -> Cell:
        """The cell, or dots until the row comes."""
        found = self.row_at(row)
        if found is None:
            if self.windows.want(row // PAGE) and not self._timer.isActive():
                self._timer.start()
            return WAITING if COLUMNS[column].key == "title" else EMPTY
        return cell_of(found, COLUMNS[column].key, self.looks)

    def tell_rows(self, rows: Sequence[int], take: Callable[[list[list[str]]], object]) -> None:
        """Rows that were not looked at yet are read before they are told."""
        if all(self.row_at(row) is not None for row in rows):
            super().tell_rows(rows, take)
        else:
            self.told.emit([self.ids[row] for row in rows], take)

    def row_at(self, row: int) -> QueueRow | None:
        """The row at a place if it is here."""
        return self.windows.row(row, self.ids[row]) if 0 <= row < len(self.ids) else None

    def place(self, number: str) -> int:
        """The place of a case among the rows that are here, -1 if it is not."""
        for row in self.windows.known():
            if row.number == number:
                return place_of(self.ids, row.id)
        return -1

    def reset(
        self, ids: Sequence[int], complete: bool, windows: Mapping[int, list[QueueRow]]
    ) -> None:
        """Show another order; where it only grows, nothing moves."""
        grows = len(ids) > len(self.ids) > 0 and ids[: len(self.ids)] == self.ids
        if ids == self.ids or grows:
            self._grow(ids, windows)
        else:
            self.beginResetModel()
            self.ids = ids
            self.windows.fill(windows)
            self.endResetModel()
        self.complete = complete

    def _grow(self, ids: Sequence[int], windows: Mapping[int, list[QueueRow]]) -> None:
        before = len(self.ids)
        if len(ids) > before:
            self.beginInsertRows(QModelIndex(), before, len(ids) - 1)
            self.ids = ids
            self.windows.fill(windows)
            self.endInsertRows()
        else:
            self.windows.fill(windows)
        if before:
            self.dataChanged.emit(self.index(0, 0), self.index(before - 1, len(COLUMNS) - 1))

    def show_skeleton(self) -> None:
        """Rows of dots while the first answer is awaited."""
        if not self.ids:
            self.beginResetModel()
            self.ids, self.complete = array("q", [0] * SKELETON), False
            self.windows.take(0, [])
            self.endResetModel()

    def add_windows(self, ids: Sequence[int], windows: Mapping[int, list[QueueRow]]) -> None:
        """Take rows that were read for an order; those of an older order are left."""
        if ids is not self.ids:
            return
        for window, rows in windows.items():
            self.windows.take(window, rows)
            last = min((window + 1) * PAGE, len(self.ids)) - 1
            self.dataChanged.emit(self.index(window * PAGE, 0), self.index(last, len(COLUMNS) - 1))
        self.windows.drop_oldest()
