"""All customers with what is open, in force, revoked and without cover; Enter opens a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.domain.register import amount
from mmd_reviewer.services.read.customer_list import CustomerLine, fitting
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.columns import Cell, Column, RowsModel
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.filter_field import FilterField
from mmd_reviewer.ui.widgets.labels import Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

ROW = 36
COLUMNS = (
    Column("name", "Customer", hideable=False),
    Column("open", "Open", 76, "right", descending_first=True),
    Column("in_force", "In force", 90, "right", descending_first=True),
    Column("in_revocation", "In revocation", 122, "right", descending_first=True),
    Column("out", "Out of service levels today", 206, "right", descending_first=True, yields=1),
    Column("revoked", "Out by a revocation", 160, "right", descending_first=True),
    Column("test", "Out, Test group", 126, "right", descending_first=True),
)


def cell_of(line: CustomerLine, column: int) -> Cell:
    """The cell of one column; what is none is muted."""
    key = COLUMNS[column].key
    if key == "name":
        return Cell(line.name, medium=True)
    number = int(getattr(line, key))
    tone = "broken" if key == "revoked" and number else ""
    return Cell(f"{number:,}" if number else "–", text_tone=tone, muted=not number)


class CustomerList(QWidget):
    """`chosen` gives the customer whose page is wanted, `left` tells that the queue is."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[CustomerLine] = ()
        self.search = FilterField("customersFilter", "Filter by a customer’s name")
        self.count = Label("", "muted")
        self.list = TwoLineList(COLUMNS, "customersTable", "Customers", row_height=ROW)
        self.model = RowsModel(COLUMNS, cell_of, self)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self._sort = ("name", False)
        self._build()
        self._connect()

    def _build(self) -> None:
        set_ground(self, "window")
        self.count.setObjectName("customersCount")
        self.empty.setObjectName("customersEmpty")
        self.list.set_model(self.model)
        self.list.header.set_sort(*self._sort)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        bar = row_of(Rest(self.search), self.count, spacing=12, margins=(20, 12, 20, 10))
        column_of(bar, Rest(self.pages), inside=self)

    def _connect(self) -> None:
        self.search.changed.connect(self.show_fitting)
        self.search.entered.connect(lambda: self.shown_page().setFocus())
        self.list.opened.connect(self.open_row)
        self.list.sort_requested.connect(self._on_list_sort_requested)

    def shown_page(self) -> QWidget:
        """The list, or what stands in its place."""
        return self.list if self.pages.currentWidget() is self.list else self.empty

    def show_lines(self, lines: Sequence[CustomerLine]) -> None:
        """Show these customers; the current one stays."""
        self.lines = lines
        self.show_fitting()

    def show_fitting(self) -> None:
        """Those that the words fit, in order."""
        row = self.list.current_row
        kept = self.model.rows[row].name if 0 <= row < len(self.model.rows) else ""
        found = fitting(self.lines, self.search.words)
        key, descending = self._sort
        if key != "name":
            found.sort(key=lambda line: getattr(line, key), reverse=descending)  # else by name
        elif descending:
            found.reverse()
        self.model.show(found)
        shown, every = len(found), len(self.lines)
        self.count.setText(
            amount(every, "customer") if shown == every else f"{shown:,} of {every:,} shown"
        )
        self.pages.setCurrentWidget(self.list if found else self.empty)
        if found:
            places = [place for place, line in enumerate(found) if line.name == kept]
            self.list.set_current_row(places[0] if places else 0)
        else:
            self._show_none()

    def _show_none(self) -> None:
        if self.lines:
            self.empty.show_text("No customer fits the filter", f"“{self.search.words}”")
            button = PushButton("Clear the filter", "customersClear", kind="primary", icon="x")
            button.clicked.connect(self.clear)
            self.empty.set_buttons([button])
        else:
            self.empty.show_text(
                "No customers yet", "A customer stands here with its first request."
            )
            button = PushButton("Go to the queue", "customersQueue", kind="primary", icon="inbox")
            button.clicked.connect(self.left)
            self.empty.set_buttons([button])

    def clear(self) -> None:
        """Show every customer."""
        self.search.set_words("")
        self.show_fitting()
        self.list.setFocus()

    def open_row(self, _row: int = -1) -> None:
        """The page of the current customer."""
        row = self.list.current_row
        if 0 <= row < len(self.model.rows):
            self.chosen.emit(self.model.rows[row].name)

    def go_to(self, name: str) -> None:
        """Make a customer current."""
        for place, line in enumerate(self.model.rows):
            if line.name == name:
                self.list.set_current_row(place)

    def _on_list_sort_requested(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self.show_fitting()
