"""What the customer of a case was told (rule C10)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.letters.promised import ToldRow
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.services import owed
from mmd_reviewer.services.read.told_words import value_words
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, Column

TOLD = (
    Column("what", "What", 190, hideable=False),
    Column("holds", "Holds", 260),
    Column("told", "The customer was told", 0),
)


def show_told(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Read what was told and open the dialog; Enter opens the letter that told the current row."""
    desk = reviewing.desk

    def show(rows: tuple[ToldRow, ...]) -> None:
        differing = sum(row.differs for row in rows)
        title = f"{number}: what the customer was told"
        verb = "differs" if differing == 1 else "differ"
        sentence = (
            f"{count(differing, 'row')} {verb} from what holds."
            if differing
            else "All of it holds."
        )
        dialog = RowsDialog(
            parent,
            title,
            "Open the letter",
            TOLD,
            sentence=sentence,
            name="told",
            nothing="Nothing was told, and nothing is to be told.",
            page="letters",
        )
        dialog.setMinimumWidth(860)
        dialog.accept_button.set_reason("" if rows else "There is no letter")
        dialog.offer(
            rows,
            told_cells,
            lambda row: reviewing.letter_wanted.emit(
                number, row.letter if "-L" in row.letter else ""
            ),
        )
        dialog.open()

    reviewing.read("told", lambda: owed.told(desk, desk.case(number)), show, opens=True)


def told_cells(row: ToldRow) -> tuple[Cell, ...]:
    """What, what holds, what was told and by which letter (C10)."""
    by = f"{row.by} on {on_screen(row.on)}" if row.on else "no letter told it"
    told = value_words(row.what, row.told) or "Not told"
    told = f"{told}, differs" if row.differs else told
    tone = "attention" if row.differs else ""
    holds = Cell(value_words(row.what, row.holds) or "–")
    return Cell(row.name, medium=True), holds, Cell(told, (by,), tone=tone)
