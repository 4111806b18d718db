"""How the import preview stands: title and buttons,
counters that filter, rows, details (mock-up 07).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from mmd_reviewer.domain.intake import ENCODINGS, Reading, ReadWish
from mmd_reviewer.services.read.import_preview import ALL
from mmd_reviewer.ui.intake.import_model import COLUMNS, ImportModel
from mmd_reviewer.ui.intake.import_pane import ImportPane
from mmd_reviewer.ui.intake.related_rows import RelatedRows
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import CountTab, PushButton
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.fields import Combo, Field
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    Label,
    Rest,
    column_of,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import BesideOrBelow, Room, has_keyboard
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

ROOM = Room(320, 280, 960, (60, 30))
AT_FIRST = 912
INSET = (20, 10, 20, 0)
ROWS_AT_ONCE = 1_000  # a preview begins at its first row: the others may be laid out behind it
TABS = (
    (ALL, "file-spreadsheet", "rows", "muted", ""),
    ("new", "plus", "new", "accent", ""),
    ("amended", "history", "amend a case", "attention", ""),
    ("skipped", "check", "known, skipped", "muted", ""),
    ("failed", "circle-x", "refused", "broken", "broken"),
)


def _row(words: str, choice: Combo) -> QWidget:
    label = Label(words, "body")
    label.setBuddy(choice)
    return holding(row_of(label, choice, -1, margins=INSET))


class ImportLayout(QWidget):
    """The widgets; what they do is said in `ImportView`.

    `reading_wanted`: a person chose how the file is read (`wish`); `columns_kept`: the mappings
    made by hand.
    """

    reading_wanted = Signal()
    columns_kept = Signal(dict)
    offer_changed = Signal()

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.wish = ReadWish(columns=reviewing.settings.columns)
        key = reviewing.registry.key
        self.title = ElidedLabel("Import", "title")
        self.subtitle = ElidedLabel("", "muted")
        self.choose_button = PushButton("Choose another file", "importChoose", key="")
        self.cancel_button = PushButton("Cancel", "importCancel", key=key("import.cancel"))
        self.import_button = PushButton(
            "Import", "importButton", kind="primary", key=key("import.run")
        )
        self.tabs = {
            row[0]: CountTab(row[1], row[2], f"tab_{row[0]}", tone=row[3], number_tone=row[4])
            for row in TABS
        }
        self.group = QButtonGroup(self)
        self.note = Label("", "muted")
        self.customer = Field(
            "importCustomer", "Customer of the rows that name none", "The organisation that asks"
        )
        self.apply_button = PushButton("Use for these rows", "importCustomerApply", key="Enter")
        self.encoding = Combo("importEncoding", "Encoding of the file")
        self.sheet = Combo("importSheet", "Sheet of the workbook")
        for box in (self.encoding, self.sheet):
            box.setMinimumContentsLength(20)  # beside its label nothing else would widen it
        self.list = TwoLineList(COLUMNS, "importTable", "Rows of the file")
        self.list.view.setBatchSize(ROWS_AT_ONCE)
        self.model = ImportModel(reviewing.edition)
        self.related = RelatedRows(reviewing, self)
        self.model.related = self.related.words
        self.related.changed.connect(self._show_related)
        reviewing.registry.attach_single_keys("import", self.list.view)
        reviewing.registry.bind("import.link", self._link)
        self.empty = EmptyState()
        self.pane = ImportPane(reviewing)
        self._lay_out()
        self.pane.columns_chosen.connect(self._on_columns_chosen)
        self.encoding.activated.connect(self._on_reading_chosen)
        self.sheet.activated.connect(self._on_reading_chosen)

    def _lay_out(self) -> None:
        self.setObjectName("importView")
        self.setAccessibleName("Import")
        set_ground(self, "window")
        rows = self._build_rows()
        self.splitter = BesideOrBelow("importSplitter", rows, self.pane, ROOM, AT_FIRST, self.list)
        column_of(self._build_head(), Hairline(), Rest(self.splitter), inside=self)

    def _build_head(self) -> QHBoxLayout:
        self.title.setMinimumHeight(28)
        self.subtitle.setMinimumHeight(18)
        words = column_of(self.title, self.subtitle, spacing=3)
        buttons = self.choose_button, self.cancel_button, self.import_button
        return row_of(Rest(words), 12, *buttons, margins=(20, 10, 20, 10))

    def _build_rows(self) -> QWidget:
        for tab in self.tabs.values():
            self.group.addButton(tab)
        self.tabs[ALL].setChecked(True)
        tabs = row_of(*self.tabs.values(), -1, self.note, margins=INSET)
        label = Label("Rows that name no customer are of", "body")
        label.setBuddy(self.customer)
        self.customer_row = holding(
            row_of(label, Rest(self.customer), self.apply_button, margins=INSET)
        )
        self.encoding.addItem("As found", "")
        for name in ENCODINGS:
            self.encoding.addItem(name, name)
        self.encoding_row, self.sheet_row = (
            _row("Encoding", self.encoding),
            _row("Sheet", self.sheet),
        )
        self.pages = QStackedWidget()
        self.list.set_model(self.model)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        choices = self.encoding_row, self.sheet_row, self.customer_row
        return holding(column_of(tabs, *choices, 4, Rest(self.pages)))

    def _link(self) -> None:
        self.related.toggle(self.model.place_of(self.list.current_row))

    def _show_related(self) -> None:
        if has_keyboard(self.pane):
            self.list.setFocus()  # the button is another one now
        self.model.show_related()
        if self.model.place_of(self.list.current_row) in self.related.found:
            self.offer_changed.emit()  # else what stands there, and may be at work, stays

    def forget_wishes(self) -> None:
        """Another file: only the mappings made by hand count on."""
        self.encoding.setCurrentIndex(0)
        self.wish = ReadWish(columns=self.wish.columns)

    def _on_reading_chosen(self, _index: int) -> None:
        wish = replace(
            self.wish,
            encoding=self.encoding.currentData() or "",
            sheet=self.sheet.currentData() or "",
        )
        if wish != self.wish:
            self.wish = wish
            self.reading_wanted.emit()

    def _on_columns_chosen(self, headings: list[str], names: list[str]) -> None:
        """Remembered for the same headings."""
        # Readers bring parsers that the window does not need before a file is opened.
        from mmd_reviewer.readers.columns import by_hand, heading_key

        self.wish = replace(
            self.wish, columns={**self.wish.columns, heading_key(headings): by_hand(names)}
        )
        self.columns_kept.emit(dict(self.wish.columns))
        self.reading_wanted.emit()

    def offer_readings(self, readings: Sequence[Reading]) -> None:
        """Encoding and sheet are chosen for one file at a time."""
        reading = readings[0] if len(readings) == 1 else Reading("")
        self.encoding_row.setVisible(reading.kind == "CSV")
        self.sheet_row.setVisible(len(reading.sheets) > 1)
        self.sheet.clear()
        for name in reading.sheets:
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(reading.sheet)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the details move below the rows."""
        super().resizeEvent(event)
        self.splitter.fold(event.size())
        self.note.setVisible(event.size().width() >= ROOM.narrow)
