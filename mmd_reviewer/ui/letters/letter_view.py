"""The letter: fields, real pages, checks; issue, save, print, correct (mock-up 03)."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from mmd_reviewer.services.read.letter import LetterShown, read_letter
from mmd_reviewer.ui.letters.checks_pane import ChecksPane
from mmd_reviewer.ui.letters.fields_pane import FieldsPane
from mmd_reviewer.ui.letters.find_bar import FindBar
from mmd_reviewer.ui.letters.letter_commands import LetterCommands
from mmd_reviewer.ui.letters.notice_day_dialog import ask_notice_day
from mmd_reviewer.ui.letters.page_reading import PageReading
from mmd_reviewer.ui.letters.page_tools import PageTools
from mmd_reviewer.ui.letters.pages import PageView
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.labels import Hairline, Rest, column_of, row_of

NARROW = 1220  # narrower: fields and pages take turns


class LetterView(QWidget):
    """Shows the letter of a case by number; `done(number)` asks for what comes next."""

    view_id = "letter"
    done = Signal(str)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.shown: LetterShown | None = None
        # what is painted, and its `dated`, also while another one is read
        self._painted: tuple[LetterShown | None, date | None] = (None, None)
        self._number, self._wanted = "", ""
        self.dated: date | None = None  # when a notice is dispatched, if not today (D3)
        self.also = ""  # the language of the courtesy translation wanted
        self.fields = FieldsPane()
        self.pages = PageView()
        self.tools = PageTools()
        self.find_bar = FindBar(self.pages)
        self._reading = PageReading(reviewing, self.pages)
        self.checks = ChecksPane(reviewing.registry)
        self._narrow = False
        self.deeds = LetterCommands(reviewing, self, self)
        self._build()
        self._connect()
        self._bind()

    def _build(self) -> None:
        self.setObjectName("letterView")
        self.setProperty("helpPage", "letters")
        self._line, right = Hairline(vertical=True), Hairline(vertical=True)
        self._middle = column_of(self.tools, Hairline(), self.find_bar, Rest(self.pages))
        self._wide = row_of(
            self.fields, self._line, Rest(self._middle), right, self.checks, spacing=0, inside=self
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window fields and pages take turns."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self.tools.set_narrow(narrow)
            self._line.setVisible(not narrow)
            self.fields.set_alone(narrow)
            if narrow:
                self._middle.addWidget(self.fields, 1)
            else:
                self._wide.insertWidget(0, self.fields)
        asked = narrow and self.tools.fields.isChecked()
        self.fields.setVisible(asked or not narrow)
        self.pages.setVisible(not asked)

    def _go_to_field(self, source: str) -> None:
        self.tools.fields.setChecked(True)  # without effect where the fields have their own column
        self.fields.focus_field(source)

    def _connect(self) -> None:
        self.reviewing.changed.connect(self._on_reviewing_changed)
        self.pages.shown.connect(self._on_pages_shown)
        self._reading.words_came.connect(self.find_bar.look_again)
        self.pages.canvas.place_clicked.connect(self._go_to_field)
        self.tools.fields.toggled.connect(self._fold)
        self.tools.mode_wanted.connect(self.pages.set_mode)
        self.tools.zoom_wanted.connect(self.pages.zoom_by)
        self.tools.turn_wanted.connect(self._turn)
        self.fields.marked.connect(self.pages.mark)
        self.fields.chosen.connect(lambda wanted: self.open_case(self._number, wanted))
        self.fields.change_wanted.connect(self.deeds.change_decision)
        self.fields.also_chosen.connect(self._on_also_chosen)
        self.checks.issue.clicked.connect(self.deeds.issue)
        self.checks.next.clicked.connect(lambda: self.done.emit(self._number))
        self.checks.save.clicked.connect(self.deeds.save_copy)
        self.checks.print.clicked.connect(self.deeds.print)
        self.checks.replace_wanted.connect(self.deeds.replace)
        self.checks.dispatch_wanted.connect(self.deeds.record_dispatch)
        self.checks.sign_wanted.connect(self.deeds.sign)
        self.checks.signed_wanted.connect(self.deeds.save_signed)
        self.checks.changed_wanted.connect(self.deeds.show_changed)
        self.checks.source_wanted.connect(self._go_to_field)

    def _bind(self) -> None:
        self.reviewing.registry.bind_all(
            "letter",
            {
                "issue": self.deeds.issue,
                "next_problem": self.checks.next_problem,
                "for_day": self._ask_day,
                "correct": self.deeds.replace,
                "sign": self.deeds.sign,
                "changed": self.deeds.show_changed,
                "page_down": lambda: self._turn(1),
                "page_up": lambda: self._turn(-1),
            },
        )

    @property
    def number(self) -> str:
        """The case shown."""
        return self._number

    def activate(self) -> None:
        """Next case after issuing, else the pages, so that Page Down works at once."""
        if self.shown is not None and (self.shown.issued is not None or not self.shown.kind):
            self.checks.next.setFocus()
        else:
            self.pages.setFocus()

    def panes(self) -> list[QWidget]:
        """Fields, pages, checks."""
        return [self.fields, self.pages, self.checks]

    def open_case(self, number: str, wanted: str = "", dated: date | None = None) -> None:
        """Show a letter of the case: a kind, an issued number, or what the case calls for."""
        if number != self._number:  # nothing of the former case can be issued or saved for this one
            self.shown = None
            self.tools.fields.setChecked(False)
            self.also = ""
        self._number, self._wanted, self.dated = number, wanted, dated
        desk = self.reviewing.desk
        read = partial(read_letter, desk, number, wanted, dated, self.also)
        self.reviewing.read(
            "letter", read, self._show, fills=True, failed=lambda: self._stay_with(*self._painted)
        )

    def _stay_with(self, painted: LetterShown | None, dated: date | None = None) -> None:
        """What is painted is the letter that deeds are for, whatever was not read or is gone."""
        self.shown, self._painted, self.dated = painted, (painted, dated), dated
        self._number = painted.case.number if painted else ""
        issued = painted.issued if painted else None
        self._wanted = issued.record.number if issued else painted.kind if painted else ""

    def _on_also_chosen(self, also: str) -> None:
        self.also = also
        self.open_case(self._number, self._wanted, self.dated)

    def _show(self, shown: LetterShown) -> None:
        new = (
            self.shown is None
            or self.shown.record != shown.record
            or self.shown.issued != shown.issued
        )
        same = self.shown is not None and self.shown.pdf == shown.pdf and bool(shown.pdf)
        self.shown, self._painted = shown, (shown, self.dated)
        self.reviewing.saw(shown.case)
        if shown.issued is not None:
            # After its dispatch, too, this letter is looked at, not the next
            self._wanted = shown.issued.record.number
        self.fields.show_letter(shown)
        self.checks.show_letter(shown)
        if not same:
            self._reading.read(shown.pdf)
            self.pages.show_pages(shown.sizes, shown.places)
        chooses = self.fields.also is not None and self.fields.also.hasFocus()
        if not self.isVisible():
            return  # left meanwhile: it takes the keys when it is gone to
        if (new and not chooses) or not self.isAncestorOf(QApplication.focusWidget() or self):
            self.activate()

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.gone and changes.gone == self._number:
            self._stay_with(None)
        elif self._number and self.isVisible() and changes.touches(self._number):
            self.open_case(self._number, self._wanted, self.dated)

    def go_to_filter(self) -> None:
        """Find words in the pages."""
        self.find_bar.open()

    def _on_pages_shown(self, page: int, zoom: int) -> None:
        total = len(self.shown.sizes) if self.shown else 0
        self.tools.show_state(self.pages.mode, zoom, page, total)

    def _turn(self, step: int) -> None:
        self.pages.go_to_page(self.pages.page + step)

    def ready(self) -> bool:
        """May the letter be issued? If not, the next problem is shown."""
        if not self.checks.ready:
            self.checks.next_problem()
        return self.checks.ready

    def show_kind(self, kind: str) -> None:
        """Show the newest letter of this kind after the next change."""
        self._wanted = kind

    def _ask_day(self) -> None:
        kind = self.shown.kind if self.shown else ""
        opened = partial(self.open_case, self._number, kind)
        ask_notice_day(self.reviewing, self, self.shown, opened)
