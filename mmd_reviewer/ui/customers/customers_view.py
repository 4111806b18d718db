"""The customers: all of them in a list, or the page of one (mock-up 13)."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.uncovered import Machine
from mmd_reviewer.services.read.customer_list import CustomerLine, read_customers
from mmd_reviewer.services.read.customer_page import CaseRow, CustomerPage, read_customer
from mmd_reviewer.ui.customers.customer_deeds import CustomerDeeds
from mmd_reviewer.ui.customers.customer_list import CustomerList
from mmd_reviewer.ui.customers.customer_page import CustomerPane
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.revocation.device_dialog import DeviceDialog
from mmd_reviewer.ui.widgets.labels import Rest, column_of


class CustomersView(QWidget):
    """The list, from which Enter leads to a page and Esc back."""

    view_id = "customers"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing, self._stale = reviewing, True
        self.every = CustomerList()
        self.pane = CustomerPane(reviewing)
        self.deeds = CustomerDeeds(reviewing, self.pane, self)
        self.pages = QStackedWidget()
        self._build()
        self._connect()
        self._bind()
        self.deeds.show_name("")

    def _build(self) -> None:
        self.setObjectName("customersView")
        self.setAccessibleName("Customers")
        self.pages.addWidget(self.every)
        self.pages.addWidget(self.pane)
        column_of(Rest(self.pages), inside=self)

    def _connect(self) -> None:
        self.every.chosen.connect(self.open_customer)
        self.every.left.connect(self.go_back)
        self.pane.opened.connect(self._open_row)
        self.reviewing.changed.connect(self._on_reviewing_changed)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        for view in (self.every.list.view, self.pane.view):
            registry.attach_single_keys("customers", view)
        registry.bind_all(
            "customers",
            {
                "open": self.open_current,
                "filter": self.go_to_filter,
                "next": partial(self._step, 1),
                "previous": partial(self._step, -1),
                "back": self.go_back,
            },
        )

    @property
    def name(self) -> str:
        """The customer whose page is shown, "" for the list."""
        return self.deeds.name

    def open_customer(self, name: str) -> None:
        """Show the page of a customer, when it is read."""
        self.deeds.show_name(name)
        self._stale = True
        self._read()

    def _read(self) -> None:
        comes, self._stale = self._stale, False
        desk, name = self.reviewing.desk, self.name
        if name:

            def look() -> CustomerPage | str:
                try:
                    return read_customer(desk, name)
                except Refused as refusal:  # its last case is gone
                    return refusal.message

            failed = self._on_failed
            self.reviewing.read("customers", look, self._show_page, fills=comes, failed=failed)
        else:
            read = partial(read_customers, desk)
            self.reviewing.read("customers", read, self._show_list, fills=comes)

    def _on_failed(self) -> None:
        """What is shown stays the customer that deeds are for."""
        page = self.pane.page if self.pages.currentWidget() is self.pane else None
        self.deeds.show_name(page.name if page is not None else "")

    def _show_page(self, page: CustomerPage | str) -> None:
        if not self.name:
            return
        if isinstance(page, str):
            self.reviewing.say.show_message(DEED, page, "amber")
            self.go_back()
            return
        self.deeds.show_name(page.name)
        self.pane.show_page(page)
        self._turn_to(self.pane)

    def _show_list(self, lines: tuple[CustomerLine, ...]) -> None:
        if self.name:
            return
        self.every.show_lines(lines)
        self._turn_to(self.every)

    def _turn_to(self, page: QWidget) -> None:
        if self.pages.currentWidget() is not page:
            focus = self.window().focusWidget()
            here = focus is None or focus is self or self.isAncestorOf(focus)
            self.pages.setCurrentWidget(page)
            if self.isVisible() and here:  # it goes along
                self.shown_page().setFocus()

    def shown_page(self) -> QWidget:
        """What takes the keys: the rows of a page, or the list of customers."""
        return self.pane.view if self.name else self.every.shown_page()

    def activate(self) -> None:
        """The rows take the keys."""
        if self._stale:
            self._read()
        self.shown_page().setFocus()

    def panes(self) -> list[QWidget]:
        """Header, rows and what is beside them; or filter and list."""
        if self.name:
            return [self.pane.header, self.pane.band, self.pane.view, self.pane.side]
        return [self.every.search, self.every.shown_page()]

    def current_number(self) -> str:
        """The case of the current row, "" for none."""
        return self.pane.current_number() if self.name else ""

    def open_current(self) -> None:
        """Open the current customer, case or device."""
        if self.name:
            self._open_row(self.pane.current())
        else:
            self.every.open_row()

    def _open_row(self, row: object) -> None:
        if isinstance(row, Machine):
            self.open_device(row.device.serial)
        elif isinstance(row, CaseRow):
            self.reviewing.case_wanted.emit("case", row.number)

    def open_device(self, serial: str) -> None:
        """The page of a device, over whatever view is shown."""
        DeviceDialog(self.reviewing, self.window(), serial).open()

    def _step(self, rows: int) -> None:
        if self.name:
            self.pane.view.step(rows)
        else:
            self.every.list.step(rows)

    def go_to_filter(self) -> None:
        """Find another customer: the list, with the keyboard in its filter."""
        if self.name:
            self.go_back()
        self.every.search.setFocus()
        self.every.search.selectAll()

    def go_back(self) -> None:
        """From a page to the list, where its customer is current; from the list to the queue."""
        if not self.name:
            self.reviewing.say.show_view("queue")
            return
        name = self.name
        self.deeds.show_name("")
        self._turn_to(self.every)
        self._read()
        self.every.go_to(name)

    def _on_reviewing_changed(self, _changes: Changes) -> None:
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self._read()
