"""The health check on opening a store: what waits longer than it should, as one line and a list."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.waiting import Concern
from mmd_reviewer.services import revocation_calendar
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.changes import CALENDAR, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import MessageAction
from mmd_reviewer.ui.shell.main_window import MainWindow
from mmd_reviewer.ui.shell.message_bar import HEALTH
from mmd_reviewer.ui.widgets.columns import Cell, Column

COLUMNS = (
    Column("what", "What waits", hideable=False, sortable=False),
    Column("since", "Since", 130, hideable=False, sortable=False),
)


def show_concerns(reviewing: Reviewing, parent: QWidget, concerns: tuple[Concern, ...]) -> None:
    """The findings; Enter on a line opens its case."""
    dialog = RowsDialog(
        parent,
        "What waits longer than it should",
        "Open the case",
        COLUMNS,
        name="health",
        sentence="Found when the store was opened.",
        page="calendar",
    )
    dialog.offer(concerns, _cells, lambda found: reviewing.case_wanted.emit("case", found.number))
    dialog.open()


def _cells(found: Concern) -> tuple[Cell, ...]:
    what = Cell(found.what, (found.customer, found.number), medium=True, elide=0)
    return what, Cell(on_screen(found.since))


class HealthCheck(QObject):
    """Looks when the store is opened; while it has something to say, again after every deed."""

    def __init__(self, reviewing: Reviewing, window: MainWindow) -> None:
        super().__init__(window)
        self._reviewing, self._window = reviewing, window
        reviewing.changed.connect(self._on_reviewing_changed)

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.moves(CALENDAR) and HEALTH in self._window.message_bar.messages():
            self.look()

    def look(self) -> None:
        """Look now."""
        desk = self._reviewing.desk
        self._reviewing.read(HEALTH, lambda: revocation_calendar.health(desk), self._take)

    def _take(self, concerns: tuple[Concern, ...]) -> None:
        window = self._window
        if not concerns:
            window.clear_message(HEALTH)
            return
        many = f"{len(concerns):,} things wait longer than they should"
        words = many if len(concerns) > 1 else "1 thing waits longer than it should"
        action = MessageAction("Show", lambda: show_concerns(self._reviewing, window, concerns))
        window.show_message(HEALTH, words, "info", action=action)
