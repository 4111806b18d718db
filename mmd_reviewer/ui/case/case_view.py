"""A decided case: its page, its devices and its history (mock-up 11)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.services.read.case_page import CasePage, read_page
from mmd_reviewer.ui.assessment.header import CaseHeader
from mmd_reviewer.ui.calendar.devices_bar import COVER_COLUMNS, cover_cell
from mmd_reviewer.ui.case.history_dialog import story
from mmd_reviewer.ui.case.page_pane import PagePane
from mmd_reviewer.ui.dispatch.dispatch_dialogs import record_dispatch
from mmd_reviewer.ui.letters.told_dialog import show_told
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.case_tabs import DEVICES, HISTORY, LETTERS, PAGE, CaseTabs
from mmd_reviewer.ui.widgets.columns import RowsModel
from mmd_reviewer.ui.widgets.labels import Hairline, Rest, column_of
from mmd_reviewer.ui.widgets.panes import Pane
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList


class CaseView(QWidget):
    """Shows one case by number; `step_wanted` asks for the case before or after it."""

    view_id = "case"
    step_wanted = Signal(str, int)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.number = ""
        self._page: CasePage | None = None
        self.part = PAGE
        self._opening = False
        registry = reviewing.registry
        self.header = CaseHeader(registry, "case")
        self.tabs = CaseTabs(PAGE, registry.key("case.next_part"))
        self.page = PagePane(registry)
        self.devices = TwoLineList(COVER_COLUMNS, "caseDeviceList", "Devices of the case")
        self._devices = RowsModel(COVER_COLUMNS, cover_cell, self.devices)
        self.devices.set_model(self._devices)
        self._story: Pane | None = None
        self._stack = QStackedWidget()
        self._build()
        self._bind()
        self.header.follow(reviewing.claims)

    def _build(self) -> None:
        self.setObjectName("caseView")
        self.setProperty("helpPage", "case")
        for part in (self.page, self.devices):
            self._stack.addWidget(part)
        column_of(self.header, self.tabs, Hairline(), Rest(self._stack), inside=self)
        self.page.wanted.connect(self._on_page_wanted)
        self.reviewing.changed.connect(self._on_reviewing_changed)

    def _bind(self) -> None:
        registry, say = self.reviewing.registry, self.reviewing.say
        registry.attach_single_keys("case", self.page)
        runs: dict[str, Callable[[], object]] = {
            "next_deed": self.do_next,
            "previous": lambda: self.step_wanted.emit(self.number, -1),
            "next": lambda: self.step_wanted.emit(self.number, 1),
            "back": lambda: say.show_view("queue"),
        }
        for part in (PAGE, DEVICES, HISTORY):
            runs[f"part_{part}"] = partial(self.show_part, part)
        registry.bind_all("case", runs)

    def activate(self) -> None:
        """The part shown takes the keys."""
        shown = self._stack.currentWidget()
        (shown if shown is not None else self).setFocus()

    def panes(self) -> list[QWidget]:
        """Tabs and the part shown."""
        shown = self._stack.currentWidget()
        return [self.tabs, shown] if shown is not None else [self.tabs]

    def open_case(self, number: str, part: str = PAGE) -> None:
        """Show a case, from its page."""
        self.number, self.part, self._opening = number, part, True
        self._read()

    def _read(self) -> None:
        desk, number = self.reviewing.desk, self.number
        read = partial(read_page, desk, number)
        failed = self._on_failed
        self.reviewing.read("case page", read, self._show, fills=self._opening, failed=failed)

    def _on_failed(self) -> None:
        """What is shown stays the case that deeds are for."""
        self._opening = False
        self.number = self._page.case.number if self._page is not None else ""

    def _show(self, page: CasePage) -> None:
        if page.case.number != self.number:
            return  # another one was asked for meanwhile
        self.reviewing.saw(page.case)
        self._page = page
        self.header.show_case(page.shown)
        self.tabs.show_case(page.case)
        self.page.show_page(page)
        self._devices.show(page.ledger)
        self._forget_story()
        if self._opening:
            self._opening = False
            self.show_part(self.part)
        else:
            self._turn_to(self.part)

    def _forget_story(self) -> None:
        if self._story is not None:
            self._stack.removeWidget(self._story)
            self._story.deleteLater()
            self._story = None

    def _tell_story(self) -> Pane | None:
        """Made when it is looked at: a long history has a widget for each fact."""
        if self._story is None and self._page is not None:
            self._story = story(self._page.case)
            self._story.setContentsMargins(20, 8, 20, 8)
            self._stack.addWidget(self._story)
        return self._story

    def show_part(self, part: str) -> None:
        """Show the page, the devices or the history; it takes the keys."""
        self.part = part
        self._turn_to(part)
        if self.isVisible():
            self.activate()

    def _turn_to(self, part: str) -> None:
        shown: QWidget = self.devices if part == DEVICES else self.page
        if part == HISTORY:
            shown = self._tell_story() or self.page
        self._stack.setCurrentWidget(shown)
        self.tabs.show_part(part)

    def _on_page_wanted(self, what: str) -> None:
        if what == "told":
            show_told(self.reviewing, self.window(), self.number)
        elif what == DEVICES:
            self.show_part(what)
        else:
            self.reviewing.letter_wanted.emit(self.number, "" if what == LETTERS else what)

    def do_next(self) -> None:
        """The letter that the case calls for, or the dispatch of the one that waits for it."""
        page = self._page
        if page is None or not page.next_kind:
            return
        written = page.next_written
        if written is not None and not self.reviewing.read_only:
            record_dispatch(self.reviewing, self.window(), self.number, written.record.number)
        else:
            self.reviewing.letter_wanted.emit(self.number, page.next_kind)

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.gone == self.number and self.number:
            self.number, self._page = "", None
            if self.isVisible():
                self.reviewing.say.show_view("queue")
        elif self.number and changes.touches(self.number):
            self._read()
