"""A dialog around a two-line list: rows to look at, Enter does something with the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.dialogs import FormDialog
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, CellModel, Column, Index
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

NOWHERE = QModelIndex()


class FixedRows(CellModel):
    """Rows of cells made before."""

    def __init__(self, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], parent: QObject) -> None:
        super().__init__(columns, parent)
        self._rows = tuple(rows)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        cells = self._rows[row]
        return cells[column] if column < len(cells) else EMPTY


class RowsDialog(FormDialog):
    """`rows` is the list; `show_rows` fills it."""

    def __init__(
        self, parent: QWidget, title: str, accept: str, columns: tuple[Column, ...], *, sentence: str, name: str
    ) -> None:
        super().__init__(parent, title, accept, sentence=sentence, name=f"{name}Dialog")
        self._columns = columns
        self.rows = TwoLineList(columns, f"{name}List", title)
        self.rows.setMinimumSize(760, 320)
        self.form.addWidget(self.rows, 0, 0, 1, 2)

    def open(self) -> None:
        """Open at the size that the list needs."""
        self.fit()
        if self.focusWidget() in (None, self.cancel_button, self.accept_button):
            self.rows.setFocus()
        super().open()

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show these rows, the first of them current."""
        self.rows.set_model(FixedRows(self._columns, rows, self.rows))
        if rows:
            self.rows.set_current_row(0)

    def current_row(self) -> int:
        """The place of the current row, -1 for none."""
        return self.rows.view.currentIndex().row()
