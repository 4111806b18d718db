"""The rows of the agenda as a model, and the list that walks its entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from mmd_reviewer.domain.calendar_words import why
from mmd_reviewer.services.read.agenda import Heading, Row
from mmd_reviewer.services.read.entry_line import Line
from mmd_reviewer.ui.widgets.columns import Index
from mmd_reviewer.ui.widgets.parted_list import LINE_HEIGHT as LINE_HEIGHT
from mmd_reviewer.ui.widgets.parted_list import PartedView
from mmd_reviewer.ui.widgets.tips import plain_tip

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2


class AgendaModel(QAbstractListModel):
    """Headings and lines in one column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.lines: list[int] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.lines = [place for place, row in enumerate(rows) if isinstance(row, Line)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Headings and lines."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only lines are chosen."""
        if index.isValid() and isinstance(self.rows[index.row()], Line):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def line(self, row: int) -> Line | None:
        """The line of a row; none for a heading or no row."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Line) else None

    def row_of(self, uid: str) -> int:
        """Where an entry stands, -1 if it is not among the rows."""
        places = (place for place in self.lines if self._uid(place) == uid)
        return next(places, -1)

    def first_notice(self) -> int:
        """Where the first notice stands that is due:
        what a reviewer does first; -1 if there is none.
        """
        found = ((place, line) for place in self.lines if (line := self.line(place)) is not None)
        return next(
            (n for n, line in found if line.entry.is_notice and line.entry.day <= line.day), -1
        )

    def _uid(self, place: int) -> str:
        line = self.line(place)
        return line.entry.uid if line is not None else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, its words, its speech, why the date is what it is."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Heading):
                return f"{row.title}, {row.note}" if row.note else row.title
            return row.speech()
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Line):
            return plain_tip(
                "\n".join(part for part in (row.entry.title, row.remark, why(row.entry)) if part)
            )
        return None


class EntryView(PartedView):
    """The agenda's list."""

    def entries(self) -> AgendaModel:
        """The model."""
        model = self.model()
        assert isinstance(model, AgendaModel)
        return model

    def current_line(self) -> Line | None:
        """The current line."""
        return self.entries().line(self.currentIndex().row())
