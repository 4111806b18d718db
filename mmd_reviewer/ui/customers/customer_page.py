"""One customer's page: header, the answer asked for most, cases and devices, what else is known."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from mmd_reviewer.domain.register import amount
from mmd_reviewer.domain.uncovered import Machine
from mmd_reviewer.services.read.customer_page import CaseRow, CustomerPage
from mmd_reviewer.services.read.customer_words import copied
from mmd_reviewer.ui.customers.customer_header import CustomerHeader, OutBand
from mmd_reviewer.ui.customers.customer_rows import CustomerDelegate, CustomerModel, Row, key_of
from mmd_reviewer.ui.customers.customer_side import CustomerSide
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.labels import Rest, column_of, holding
from mmd_reviewer.ui.widgets.panes import BesideOrBelow, Room
from mmd_reviewer.ui.widgets.parted_list import PartedView

ROOM = Room(404, 340, 1000, (70, 30))
AT_FIRST = 828
BATCH = 2_000


class CustomerRows(PartedView):
    """Cases and devices have columns of their own, also where a row is copied."""

    def copy_rows(self) -> None:
        """The current row."""
        model, row = self.model(), self.currentIndex().row()
        if isinstance(model, CustomerModel) and row >= 0:
            QGuiApplication.clipboard().setText(model.as_table(row))


class CustomerPane(QWidget):
    """`opened` gives the row that Enter opens."""

    opened = Signal(object)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self._reviewing = reviewing
        self.page: CustomerPage | None = None
        self._awaited = ""
        self.header = CustomerHeader(reviewing.registry)
        self.band = OutBand(reviewing.registry.key)
        self.view = CustomerRows("customerRows", "Cases and devices")
        self.model = CustomerModel(self)
        self.side = CustomerSide()
        self.empty = EmptyState("No case", "No case stands under this name any more.")
        self._build()
        self.view.opened.connect(lambda _row: self.opened.emit(self.current()))
        self.band.copy_button.clicked.connect(self.copy)

    def _build(self) -> None:
        set_ground(self, "surface")
        self.view.setModel(self.model)
        self.view.setItemDelegate(CustomerDelegate(self.view))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setBatchSize(BATCH)  # rows of several heights are asked for theirs one by one
        self.empty.hide()
        left = holding(column_of(Rest(self.view), self.empty))
        set_ground(left, "surface")
        self.splitter = BesideOrBelow("customerSplitter", left, self.side, ROOM, AT_FIRST)
        column_of(self.header, self.band, Rest(self.splitter), inside=self)

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer; read again, the row that was current stays."""
        same = self.page is not None and self.page.name == page.name
        kept = self._awaited or (key_of(self.current()) if same else "")
        self.page, self._awaited = page, ""
        self.header.show_page(page, self._reviewing.locked)
        self.band.show_page(page)
        self.side.show_page(page)
        self.model.show(page)
        self.empty.setVisible(not page.cases)
        self.view.setVisible(bool(page.cases))
        place = self.model.place_of(kept) if kept else -1
        if place >= 0:
            self.view.go_to_row(place)
        else:
            self.view.go_to_row(0)
            self.view.scrollToTop()

    def current(self) -> Row | None:
        """The current case or device."""
        row = self.view.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def current_number(self) -> str:
        """The case of the current row, "" for none."""
        row = self.current()
        if isinstance(row, Machine):
            return row.because[0].number
        return row.number if isinstance(row, CaseRow) else ""

    def wait_for(self, number: str) -> None:
        """Make a case current: it is there now, or when the page is read again."""
        place = self.model.place_of(number)
        if place >= 0:
            self.view.go_to_row(place)
        else:
            self._awaited = number

    def go_to_devices(self) -> None:
        """The first device out of service levels, with as many below it as there is room for."""
        lines = (n for n in self.model.lines if isinstance(self.model.rows[n], Machine))
        place = next(lines, -1)
        if place < 0:
            words = "No device of this customer is out of service levels today."
            self._reviewing.say.show_message(DEED, words, "info")
            return
        self.view.go_to_row(place)
        top = self.model.index(max(place - 2, 0), 0)
        self.view.scrollTo(top, QListView.ScrollHint.PositionAtTop)
        self.view.setFocus()

    def copy(self) -> None:
        """The devices out of service levels to the clipboard, a device a line."""
        if self.page is not None and self.page.out:
            QGuiApplication.clipboard().setText(copied(self.page))
            words = f"{amount(len(self.page.out), 'device')} copied, with headings."
            self._reviewing.say.show_message(DEED, words, "info")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is beside the cases, or below them."""
        super().resizeEvent(event)
        above = self.header.sizeHint().height() + self.band.height()
        self.splitter.fold(QSize(event.size().width(), event.size().height() - above))
