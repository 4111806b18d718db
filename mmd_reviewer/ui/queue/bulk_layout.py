"""The widgets of a deed for many cases, and what a row says (mock-up 15)."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from mmd_reviewer.domain.bulk import NEEDS, STAYS, WILL, Foreseen
from mmd_reviewer.services.read import bulk_words
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.queue.bulk_fields import BulkFields
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import CountTab, PushButton
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import BesideOrBelow, Pane, Room
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

ALL = "all"
TABS = (
    (ALL, "list", "marked", "muted"),
    (WILL, "check", "will be done", "accent"),
    (NEEDS, "diamond", "need something", "attention"),
    (STAYS, "minus", "stay as they are", "muted"),
)
COLUMNS = (
    Column("tick", "", 44, sortable=False, hideable=False),
    Column("request", "Request", sortable=False, hideable=False),
    Column("lacks", "Lacks", 190, sortable=False, yields=1),
    Column("happens", "What happens", 300, sortable=False, hideable=False),
)
ICONS = {WILL: ("check", "accent"), NEEDS: ("diamond", "attention"), STAYS: ("minus", "muted")}
ROOM, AT_FIRST = Room(340, 300, 960, (60, 40)), 880


class BulkLayout(QWidget):
    """The widgets; what they do is said in `BulkView`."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.title, self.outlook = ElidedLabel("", "title"), ElidedLabel("", "muted")
        key = reviewing.registry.key
        self.cancel_button = PushButton("Cancel", "bulkCancel", key=key("bulk.cancel"))
        self.run_button = PushButton("", "bulkRun", kind="primary", key=key("bulk.run"))
        self.tabs = {
            name: CountTab(icon, words, f"bulkTab_{name}", tone=tone)
            for name, icon, words, tone in TABS
        }
        self.list = TwoLineList(COLUMNS, "bulkTable", "Cases of the deed")
        self.fields = BulkFields(reviewing.edition)
        self.letter, self.afterwards = Label("", wrap=True), Label("", "muted", wrap=True)
        self._build()

    def _build(self) -> None:
        self.setObjectName("bulkView")
        self.setAccessibleName("One deed for many cases")
        self.setProperty("helpPage", "bulk")
        set_ground(self, "window")
        words = column_of(self.title, self.outlook, spacing=3)
        buttons = self.cancel_button, self.run_button
        head = row_of(Rest(words), 12, *buttons, margins=(20, 10, 20, 10))
        self._group = QButtonGroup(self)
        for tab in self.tabs.values():
            self._group.addButton(tab)
        tabs = row_of(*self.tabs.values(), stretch=True, margins=(20, 10, 20, 0))
        rows = holding(column_of(tabs, 4, Rest(self.list)))
        pane = Pane("bulkPane", "What the deed is given", "window")
        parts = self.fields, 12, self.afterwards, 12, Hairline(), 12, self.letter, -1
        pane.fill(column_of(*parts, margins=(20, 16, 20, 16)))
        self.splitter = BesideOrBelow("bulkSplitter", rows, pane, ROOM, AT_FIRST, self.list)
        column_of(head, Hairline(), Rest(self.splitter), inside=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the fields move below the rows."""
        super().resizeEvent(event)
        self.splitter.fold(event.size())


def cell_of(row: Foreseen, key: str, left_out: Collection[str]) -> Cell:
    """A row's tick, request, gaps and what happens to it."""
    case = row.case
    left = case.number in left_out
    quiet = row.standing != WILL or left
    if key == "tick":
        return Cell("", icon="minus" if quiet else "check", tone="muted" if quiet else "accent")
    if key == "request":
        who = (case.request.customer, case.number)
        return Cell(case.request.heading(), who, medium=not quiet, muted=quiet, elide=0)
    if key == "lacks":
        return Cell(bulk_words.lacking(row), muted=quiet)
    icon, tone = ICONS[row.standing]
    words = "Left out" if left and row.standing == WILL else row.words
    head, _, more = words.partition(": ") if row.standing == NEEDS else (words, "", "")
    return Cell(head, more, icon, tone, muted=quiet and row.standing != NEEDS)
