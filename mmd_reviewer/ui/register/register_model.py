"""The rows of the register, and the decisions behind a figure, as models of a list."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mmd_reviewer.ui.register.register_cells import (
    COLUMNS,
    DECIDED_COLUMNS,
    Looks,
    cell_of,
    decided_cell,
)
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, RowsModel


class RegisterModel(RowsModel):
    """Rows in order; `looks` is set with them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, lambda row, column: EMPTY, parent)
        self.looks: Looks | None = None

    def cell(self, row: int, column: int) -> Cell:
        """The cell; a customer named in the row above is muted."""
        if self.looks is None or not 0 <= row < len(self.rows):
            return EMPTY
        here = self.rows[row]
        repeats = row > 0 and self.rows[row - 1].customer == here.customer
        return cell_of(here, COLUMNS[column].key, self.looks, repeats)

    def place(self, number: str) -> int:
        """The place of a case, -1 if it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.number == number), -1)


def decided_model(parent: QObject) -> RowsModel:
    """The decisions behind a figure."""
    return RowsModel(
        DECIDED_COLUMNS, lambda one, column: decided_cell(one, DECIDED_COLUMNS[column].key), parent
    )
