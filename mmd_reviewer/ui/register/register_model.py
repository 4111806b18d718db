"""The rows of the register, and the decisions behind a figure, as models of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject

from mmd_reviewer.domain.register import Decided, RegisterRow
from mmd_reviewer.ui.register.register_cells import COLUMNS, DECIDED_COLUMNS, Looks, cell_of, decided_cell
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, CellModel, Index


class RegisterModel(CellModel):
    """Rows in order; `looks` is set with them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.rows: Sequence[RegisterRow] = ()
        self.looks: Looks | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """One for each deviation."""
        return 0 if parent.isValid() else len(self.rows)

    def cell(self, row: int, column: int) -> Cell:
        """The cell; a customer named in the row above is muted."""
        if self.looks is None or not 0 <= row < len(self.rows):
            return EMPTY
        here = self.rows[row]
        repeats = row > 0 and self.rows[row - 1].customer == here.customer
        return cell_of(here, COLUMNS[column].key, self.looks, repeats)

    def show(self, rows: Sequence[RegisterRow], looks: Looks) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows, self.looks = rows, looks
        self.endResetModel()

    def place(self, number: str) -> int:
        """The place of a case, -1 if it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.number == number), -1)


class DecidedModel(CellModel):
    """The decisions behind a figure."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(DECIDED_COLUMNS, parent)
        self.rows: Sequence[Decided] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """One for each decision."""
        return 0 if parent.isValid() else len(self.rows)

    def cell(self, row: int, column: int) -> Cell:
        """The cell."""
        if not 0 <= row < len(self.rows):
            return EMPTY
        return decided_cell(self.rows[row], DECIDED_COLUMNS[column].key)

    def show(self, rows: Sequence[Decided]) -> None:
        """Show these decisions."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
