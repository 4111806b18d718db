"""The control sheet: all dates of a case, old and new;
every deed that changes dates leads to it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.control_sheet import ControlSheet
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services import control_sheet
from mmd_reviewer.ui.forms.file_dialog import ask_where, save_file
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, Column

DATES = (
    Column("day", "Date", 150, hideable=False),
    Column("what", "What", 150),
    Column("standing", "Standing", 100),
    Column("why", "Rule and arithmetic", 0),
)


def show_control_sheet(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """All dates of the case, old and new; Save writes them on one page."""
    desk = reviewing.desk

    def show(found: ControlSheet) -> None:
        dialog = RowsDialog(
            parent,
            f"{number}: control sheet",
            "Save as PDF…",
            DATES,
            name="controlSheet",
            sentence="Every date with its rule; cancelled ones and those before a change included.",
            nothing="The case has no dates.",
            page="calendar",
        )
        dialog.setMinimumWidth(940)
        dialog.show_rows(
            [
                (
                    Cell(on_screen(row.day), (f"was {on_screen(row.was)}",) if row.was else ()),
                    Cell(row.what, medium=True),
                    Cell(row.standing.replace("_", " ")),
                    Cell(row.why),
                )
                for row in found.rows
            ]
        )
        dialog.cancel_button.set_label("Close")
        dialog.check = lambda: found
        dialog.submitted.connect(lambda _value: _save(reviewing, parent, found))
        dialog.open()

    reviewing.read(
        "control sheet", lambda: control_sheet.read(desk, desk.case(number)), show, opens=True
    )


def _save(reviewing: Reviewing, parent: QWidget, found: ControlSheet) -> None:
    ask_where(
        parent,
        "Save the control sheet",
        f"{found.number}_dates_{found.day}.pdf",
        lambda path: save_file(reviewing, path, lambda: reviewing.desk.press.control_sheet(found)),
        name="saveControlSheetDialog",
        filters="PDF (*.pdf)",
        ending="pdf",
    )
