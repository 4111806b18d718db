"""The deeds of this window, each with what undoing it would take back, or why it cannot be."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.undoing import Done, what_stands_above
from mmd_reviewer.ui.widgets.columns import Cell, Column

COLUMNS = (Column("deed", "Takes back", 0, hideable=False), Column("standing", "Stands", 300))
MOST = 50  # looked at, the newest first
Row = tuple[Done, str]


def show_deeds(reviewing: Reviewing, parent: QWidget) -> None:
    """Look at what stands above each of them, then open the list."""
    desk, deeds = reviewing.desk, reviewing.undoing.deeds()[:MOST]

    def show(rows: list[Row]) -> None:
        dialog = RowsDialog(
            parent,
            "Deeds of this window",
            "Take back",
            COLUMNS,
            name="deeds",
            page="keys",
            sentence="Enter takes the chosen deed back. What others did is never taken back from "
            "here.",
            nothing="In this window nothing was done yet.",
        )
        dialog.offer(rows, _cells, lambda row: reviewing.undoing.undo(row[0]))
        dialog.open()

    def read() -> list[Row]:
        return [(done, what_stands_above(desk, done)) for done in deeds]

    reviewing.read("deeds", read, show, opens=True)


def _cells(row: Row) -> tuple[Cell, Cell]:
    done, above = row
    icon, tone = ("circle-x", "muted") if above else ("undo-2", "")
    return Cell(done.words, medium=True), Cell(above or "Can be taken back", icon=icon, tone=tone)
