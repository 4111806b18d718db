"""Letters that wait for their dispatch to be recorded; Enter opens one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.ui.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.rows_dialog import RowsDialog

COLUMNS = (
    Column("letter", "Letter", 0, hideable=False),
    Column("dated", "Dated", 170),
    Column("printed", "Printed", 170),
)


class WaitingDialog(RowsDialog):
    """The letters by day."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, letters: tuple[WaitingLetter, ...]) -> None:
        super().__init__(
            parent, "Letters that are not dispatched", "Open", COLUMNS, name="waiting",
            sentence="A letter counts as given when its dispatch is recorded with the portal reference.",
            nothing="Every letter is dispatched.", page="letters",
        )  # fmt: skip
        self._reviewing, self._letters = reviewing, letters
        self.show_rows([_cells(row) for row in letters])
        self.cancel_button.set_label("Close")
        self.accept_button.set_reason("" if letters else "Every letter is dispatched")
        self.check = self.current_row
        self.rows.opened.connect(lambda _row: self.accept_button.click())
        self.submitted.connect(self._on_self_submitted)

    def _on_self_submitted(self, row: int) -> None:
        if 0 <= row < len(self._letters):
            self._reviewing.letter_wanted.emit(self._letters[row].number, self._letters[row].letter)


def _cells(row: WaitingLetter) -> tuple[Cell, ...]:
    printed = Cell(on_screen(row.printed)) if row.printed else Cell("Not printed", tone="muted")
    name = f"{name_of(row.kind)} {row.letter}"
    return Cell(name, (row.customer, row.number), medium=True, elide=0), Cell(on_screen(row.day)), printed


def show_waiting(reviewing: Reviewing, parent: QWidget) -> None:
    """Read the letters and open the dialog."""
    store = reviewing.desk.store

    def show(letters: tuple[WaitingLetter, ...]) -> None:
        WaitingDialog(reviewing, parent, letters).open()

    reviewing.read("waiting letters", lambda: tuple(store.waiting_letters()), show)
