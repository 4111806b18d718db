"""Letters that wait for their dispatch to be recorded; Enter opens one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, Column

COLUMNS = (
    Column("letter", "Letter", 0, hideable=False),
    Column("dated", "Dated", 170),
    Column("printed", "Printed", 170),
)


def _cells(row: WaitingLetter) -> tuple[Cell, ...]:
    printed = Cell(on_screen(row.printed)) if row.printed else Cell("Not printed", tone="muted")
    name = f"{name_of(row.kind)} {row.letter}"
    return (
        Cell(name, (row.customer, row.number), medium=True, elide=0),
        Cell(on_screen(row.day)),
        printed,
    )


def show_waiting(reviewing: Reviewing, parent: QWidget) -> None:
    """Read the letters and open the dialog."""
    store = reviewing.desk.store

    def show(letters: tuple[WaitingLetter, ...]) -> None:
        dialog = RowsDialog(
            parent,
            "Letters that are not dispatched",
            "Open",
            COLUMNS,
            name="waiting",
            sentence="A letter counts as given when its dispatch is recorded with the portal "
            "reference.",
            nothing="Every letter is dispatched.",
            page="letters",
        )
        dialog.accept_button.set_reason("" if letters else "Every letter is dispatched")
        dialog.offer(
            letters, _cells, lambda row: reviewing.letter_wanted.emit(row.number, row.letter)
        )
        dialog.open()

    reviewing.read("waiting letters", lambda: tuple(store.waiting_letters()), show)
