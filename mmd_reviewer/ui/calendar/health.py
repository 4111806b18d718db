"""The health check on opening a store: what waits longer than it should, as one line and a list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.waiting import Concern
from mmd_reviewer.services import revocation_calendar
from mmd_reviewer.ui.dialogs import FormDialog
from mmd_reviewer.ui.message_bar import MessageAction
from mmd_reviewer.ui.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, CellModel, Column, Index
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

HEALTH = "health"
COLUMNS = (
    Column("what", "What waits", hideable=False, sortable=False),
    Column("since", "Since", 130, hideable=False, sortable=False),
)


class ConcernModel(CellModel):
    """One row per finding."""

    def __init__(self, concerns: tuple[Concern, ...], parent: QObject) -> None:
        super().__init__(COLUMNS, parent)
        self.concerns = concerns

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """As many as findings."""
        return 0 if parent.isValid() else len(self.concerns)

    def cell(self, row: int, column: int) -> Cell:
        """What is the matter, whose case, since when."""
        found = self.concerns[row]
        if column == 0:
            return Cell(found.what, (found.customer, found.number), medium=True, elide=0)
        return Cell(on_screen(found.since))


def show_concerns(reviewing: Reviewing, parent: QWidget, concerns: tuple[Concern, ...]) -> FormDialog:
    """The findings in a dialog; Enter on a line opens its case."""
    dialog = FormDialog(
        parent, "What waits longer than it should", "Open the case", name="healthDialog",
        sentence="Found when the store was opened.",
    )  # fmt: skip
    rows = TwoLineList(COLUMNS, "healthList", "Findings")
    rows.set_model(ConcernModel(concerns, rows))
    rows.setMinimumHeight(380)
    dialog.setMinimumWidth(720)

    def open_case(row: int) -> None:
        dialog.accept()
        if 0 <= row < len(concerns):
            reviewing.case_wanted.emit("assessment", concerns[row].number)

    rows.opened.connect(open_case)
    dialog.accept_button.set_key("Enter")
    dialog.cancel_button.set_label("Close")
    dialog.submitted.connect(lambda _value: open_case(rows.current_row))
    dialog.form.addWidget(rows, 0, 0, 1, 2)
    rows.set_current_row(0)
    rows.setFocus()
    dialog.open()
    return dialog


class HealthCheck(QObject):
    """Looks when the store is opened; while it has something to say, again after every deed."""

    def __init__(self, reviewing: Reviewing, parent: QObject) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        reviewing.changed.connect(self._on_reviewing_changed)

    def _on_reviewing_changed(self, changes: object) -> None:
        if HEALTH in self._reviewing.window.message_bar.messages():
            self.look()

    def look(self) -> None:
        """Look now."""
        desk = self._reviewing.desk
        self._reviewing.read(HEALTH, lambda: revocation_calendar.health(desk), self._take)

    def _take(self, concerns: tuple[Concern, ...]) -> None:
        window = self._reviewing.window
        if not concerns:
            window.clear_message(HEALTH)
            return
        many = f"{len(concerns):,} things wait longer than they should"
        words = many if len(concerns) > 1 else "1 thing waits longer than it should"
        action = MessageAction("Show", lambda: show_concerns(self._reviewing, window, concerns))
        window.show_message(HEALTH, words, "info", action=action)
