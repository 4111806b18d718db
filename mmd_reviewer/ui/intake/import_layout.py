"""How the import preview stands: title and buttons, counters that filter, rows, details (mock-up 07)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mmd_reviewer.ui.intake.import_pane import ImportPane
from mmd_reviewer.ui.intake.import_plan import ALL, COLUMNS, ImportModel
from mmd_reviewer.ui.reviewing import Reviewing
from mmd_reviewer.ui.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import CountTab, PushButton
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import ElidedLabel, Hairline, Label, row_of
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

PANE, NARROW = 320, 960
TABS = (
    (ALL, "file-spreadsheet", "rows", "muted", ""),
    ("new", "plus", "new", "accent", ""),
    ("amended", "history", "amend a case", "attention", ""),
    ("skipped", "check", "known, skipped", "muted", ""),
    ("failed", "circle-x", "refused", "broken", "broken"),
)


class ImportLayout(QWidget):
    """The widgets; what they do is said in `ImportView`."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        key = reviewing.registry.key
        self.title = ElidedLabel("Import", "title")
        self.subtitle = ElidedLabel("", "muted")
        self.choose_button = PushButton("Choose another file", "importChoose", key="")
        self.cancel_button = PushButton("Cancel", "importCancel", key=key("import.cancel"))
        self.import_button = PushButton("Import", "importButton", kind="primary", key=key("import.run"))
        self.tabs = {row[0]: CountTab(row[1], row[2], f"tab_{row[0]}", tone=row[3], number_tone=row[4]) for row in TABS}
        self.group = QButtonGroup(self)
        self.note = Label("", "muted")
        self.customer = Field("importCustomer", "Customer of the rows that name none", "The organisation that asks")
        self.apply_button = PushButton("Use for these rows", "importCustomerApply", key="Enter")
        self.list = TwoLineList(COLUMNS, "importTable", "Rows of the file")
        self.model = ImportModel(reviewing.edition)
        self.empty = EmptyState()
        self.pane = ImportPane(reviewing)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setObjectName("importView")
        self.setAccessibleName("Import")
        set_ground(self, "window")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("importSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._build_rows())
        self.splitter.addWidget(self.pane)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([912, PANE])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._build_head())
        box.addWidget(Hairline())
        box.addWidget(self.splitter, 1)

    def _build_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(3)
        self.title.setMinimumHeight(28)
        self.subtitle.setMinimumHeight(18)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 20, 10)
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addSpacing(12)
        for button in (self.choose_button, self.cancel_button, self.import_button):
            head.addWidget(button)
        return head

    def _build_rows(self) -> QWidget:
        made = QWidget()
        for tab in self.tabs.values():
            self.group.addButton(tab)
        self.tabs[ALL].setChecked(True)
        tabs = row_of(*self.tabs.values(), -1, self.note)
        tabs.setContentsMargins(20, 10, 20, 0)
        self.customer_row = QWidget()
        label = Label("Rows that name no customer are of", "body")
        label.setBuddy(self.customer)
        row = row_of(label, self.customer, self.apply_button)
        row.setStretch(1, 1)
        row.setContentsMargins(20, 10, 20, 0)
        self.customer_row.setLayout(row)
        self.pages = QStackedWidget()
        self.list.set_model(self.model)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(tabs)
        box.addWidget(self.customer_row)
        box.addSpacing(4)
        box.addWidget(self.pages, 1)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the details move below the rows."""
        super().resizeEvent(event)
        width, height = event.size().width(), event.size().height()
        narrow = width < NARROW
        self.note.setVisible(not narrow)
        self.pane.setMinimumWidth(0 if narrow else PANE - 40)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted != self.splitter.orientation():
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([height * 6 // 10, height * 3 // 10] if narrow else [width - PANE, PANE])
            self.list.view.scrollTo(self.list.view.currentIndex())
