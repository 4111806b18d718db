"""How the comparison stands: headline, counters that filter, differences, what each rests on."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListView, QStackedWidget, QWidget

from mmd_reviewer.domain.comparison import UNDECLARED, UNSEEN, VERSION
from mmd_reviewer.services.read.comparison_words import ALL
from mmd_reviewer.ui.compare.compare_pane import ComparePane
from mmd_reviewer.ui.compare.compare_rows import COLUMNS, CompareDelegate, CompareModel, CompareRows
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import CountTab, PushButton
from mmd_reviewer.ui.widgets.columns import ColumnSet
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.list_header import ListHeader
from mmd_reviewer.ui.widgets.panes import BesideOrBelow, Room

TABS = (
    (ALL, "list", "differences", "muted"),
    (UNDECLARED, "circle-help", "not declared", "broken"),
    (UNSEEN, "minus", "not seen", "attention"),
    (VERSION, "layers", "other version", "attention"),
)
ROOM, AT_FIRST = Room(340, 300, 960, (58, 42)), 900
INSET = (20, 10, 20, 0)


class CompareLayout(QWidget):
    """The widgets; what they do is said in `CompareView`."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        key = reviewing.registry.key
        self.title, self.subline = ElidedLabel("", "title"), ElidedLabel("", "muted")
        self.choose_button = PushButton(
            "Choose another file", "compareChoose", key=key("compare.choose")
        )
        self.export_button = PushButton("Export", "compareExport", key=key("compare.export"))
        self.tabs = {
            name: CountTab(icon, said, f"compareTab_{name}", tone=tone)
            for name, icon, said, tone in TABS
        }
        self.group = QButtonGroup(self)
        self.customer = Field(
            "compareCustomer",
            "Customer of the devices that name none",
            "The organisation whose devices they are",
        )
        self.apply_button = PushButton("Use for these", "compareCustomerApply", key="Enter")
        self.columns = ColumnSet(COLUMNS, self)
        self.header = ListHeader(self.columns, "compareHeader")
        self.view = CompareRows(self.columns)
        self.model = CompareModel(self)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self.pane = ComparePane(reviewing.registry)
        self._build()

    def _build(self) -> None:
        self.setObjectName("compareView")
        self.setAccessibleName("The register against an inventory")
        self.setProperty("helpPage", "compare")
        set_ground(self, "window")
        self.title.setObjectName("compareTitle")
        self.title.setMinimumHeight(28)
        self.subline.setObjectName("compareSubline")
        self.view.setModel(self.model)
        self.view.setItemDelegate(CompareDelegate(self.columns))
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.resized.connect(self._on_view_resized)
        rows = holding(column_of(self.header, Rest(self.view)))
        rows.setFocusProxy(self.view)
        self.pages.addWidget(rows)
        self.pages.addWidget(self.empty)
        self.rows = rows
        left = holding(column_of(self._tabs(), self._customer(), 10, Rest(self.pages)))
        self.splitter = BesideOrBelow("compareSplitter", left, self.pane, ROOM, AT_FIRST)
        column_of(self._head(), Hairline(), Rest(self.splitter), inside=self)

    def _head(self) -> QHBoxLayout:
        said = column_of(self.title, self.subline, spacing=3)
        return row_of(
            Rest(said), 12, self.choose_button, self.export_button, margins=(20, 12, 20, 12)
        )

    def _tabs(self) -> QHBoxLayout:
        for tab in self.tabs.values():
            self.group.addButton(tab)
        self.tabs[ALL].setChecked(True)
        return row_of(*self.tabs.values(), stretch=True, margins=INSET)

    def _customer(self) -> QWidget:
        label = Label("Devices that name no customer are of", "body")
        label.setBuddy(self.customer)
        self.customer_row = holding(
            row_of(label, Rest(self.customer), self.apply_button, margins=INSET)
        )
        return self.customer_row

    def _on_view_resized(self) -> None:
        self.header.set_end(self.header.width() - self.view.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what a row rests on moves below the rows."""
        super().resizeEvent(event)
        self.splitter.fold(event.size())
        self.view.scrollTo(self.view.currentIndex())
