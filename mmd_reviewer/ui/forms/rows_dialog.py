"""A dialog around a two-line list: rows to look at, Enter does something with the current one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, Column, RowsModel
from mmd_reviewer.ui.widgets.labels import Label
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

T = TypeVar("T")
# A list gives way before the buttons leave the screen
WANTED, LEAST = (QSize(760, 320), QSize(640, 136))


class _Rows(TwoLineList):
    """A list that says how large it would be."""

    def sizeHint(self) -> QSize:
        """Six rows."""
        return WANTED

    def minimumSizeHint(self) -> QSize:
        """Two rows."""
        return LEAST


class RowsDialog(FormDialog):
    """`rows` is the list; `show_rows` fills it, `nothing` is said where it has no rows."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        accept: str,
        columns: tuple[Column, ...],
        *,
        sentence: str,
        name: str,
        nothing: str = "",
        page: str = "",
    ) -> None:
        super().__init__(parent, title, accept, sentence=sentence, name=f"{name}Dialog")
        self.setProperty("helpPage", page or name)
        self.keeps_words = False  # what is typed beside a list only looks something up
        # They stand in the order they have: nothing sorts them
        self._columns = tuple(column._replace(sortable=False) for column in columns)
        self.rows = _Rows(self._columns, f"{name}List", title)
        self._nothing = Label(nothing, "body", tone="muted")
        self.setMinimumWidth(WANTED.width() + 40)
        self.put_list(0)

    def put_list(self, row: int) -> None:
        """The list in a row of the form, over its whole width."""
        self.form.addWidget(self.rows, row, 0, 1, 2)
        self.form.addWidget(self._nothing, row, 0, 1, 2, Qt.AlignmentFlag.AlignCenter)
        self.form.setRowStretch(row, 1)

    def open(self) -> None:
        """Open with the keyboard in the list, if it is nowhere else;
        where the list is empty, on a button.
        """
        if self.focusWidget() in (None, self.cancel_button, self.accept_button):
            model = self.rows.view.model()
            button = self.accept_button if self.accept_button.isEnabled() else self.cancel_button
            (button if model is not None and not model.rowCount() else self.rows).setFocus()
        super().open()

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show these rows, the first of them current."""
        self.show_made(rows, lambda cells, column: cells[column] if column < len(cells) else EMPTY)

    def show_made(self, rows: Sequence[T], cell: Callable[[T, int], Cell]) -> None:
        """Show rows whose cells are made as they are painted, the first of them current."""
        model = RowsModel(self._columns, cell, self.rows)
        model.show(rows)
        self.rows.set_model(model)
        self._nothing.setVisible(not model.rowCount())
        if model.rowCount():
            self.rows.set_current_row(0)

    def offer(
        self,
        rows: Sequence[T],
        cells: Callable[[T], tuple[Cell, ...]],
        chosen: Callable[[T], object],
    ) -> None:
        """Show a row for each; Enter or the button closes and hands over the current one."""
        self.show_rows([cells(row) for row in rows])
        self.cancel_button.set_label("Close")
        self.check = self.current_row
        self.rows.opened.connect(lambda _row: self.accept_button.click())
        self.submitted.connect(
            lambda place: chosen(rows[place]) if 0 <= place < len(rows) else None
        )

    def current_row(self) -> int:
        """The place of the current row, -1 for none."""
        return self.rows.view.currentIndex().row()
