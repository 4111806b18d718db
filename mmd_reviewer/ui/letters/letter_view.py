"""The letter: fields, real pages, checks; issue, save, print, correct (mock-up 03)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mmd_reviewer.pdf.read_back import PagePicture
from mmd_reviewer.services import letter, request_queue
from mmd_reviewer.ui.dialogs import ask_text
from mmd_reviewer.ui.letters.checks_pane import ChecksPane
from mmd_reviewer.ui.letters.dispatch_dialog import ask_dispatch
from mmd_reviewer.ui.letters.fields_pane import FieldsPane
from mmd_reviewer.ui.letters.letter_reading import LetterShown, draw_pages, read_letter
from mmd_reviewer.ui.letters.pages import PageView
from mmd_reviewer.ui.letters.paper import print_letter
from mmd_reviewer.ui.message_bar import MessageAction
from mmd_reviewer.ui.reviewing import DEED, Changes, Reviewing
from mmd_reviewer.ui.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import IconButton, PushButton
from mmd_reviewer.ui.widgets.labels import Hairline, Label

MODES = (("page", "Fit page", "Ctrl+0"), ("width", "Fit width", ""), ("two", "Two pages", ""))


class LetterView(QWidget):
    """Shows the letter of a case by number; `done(number)` asks for what comes next."""

    view_id = "letter"
    done = Signal(str)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.shown: LetterShown | None = None
        self._number, self._wanted = "", ""
        self.fields = FieldsPane()
        self.pages = PageView()
        self.checks = ChecksPane(reviewing.registry)
        self._build()
        self._connect()
        self._bind()

    def _build(self) -> None:
        self.setObjectName("letterView")
        self.setProperty("helpPage", "letters")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._build_tools())
        middle.addWidget(Hairline())
        middle.addWidget(self.pages, 1)
        row.addWidget(self.fields)
        row.addWidget(Hairline(vertical=True))
        row.addLayout(middle, 1)
        row.addWidget(Hairline(vertical=True))
        row.addWidget(self.checks)

    def _build_tools(self) -> QWidget:
        bar = QWidget()
        set_ground(bar, "surface")
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        group = QButtonGroup(self)
        for mode, words, key in MODES:
            button = PushButton(words, f"fit_{mode}", kind="normal" if mode == "page" else "flat", key=key)
            button.setCheckable(True)
            button.setChecked(mode == "page")
            button.clicked.connect(lambda _=False, mode=mode: self.pages.set_mode(mode))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._zoom = Label("", "body")
        self._page = Label("", "body")
        smaller, larger = IconButton("minus", "Zoom out", "zoomOut"), IconButton("plus", "Zoom in", "zoomIn")
        before = IconButton("chevron-left", "Previous page", "pageBefore")
        after = IconButton("chevron-right", "Next page", "pageAfter")
        for tool, run in (
            (smaller, lambda: self.pages.zoom_by(-1)), (larger, lambda: self.pages.zoom_by(1)),
            (before, lambda: self._turn(-1)), (after, lambda: self._turn(1)),
        ):  # fmt: skip
            tool.clicked.connect(run)
        for widget in (smaller, self._zoom, larger, before, self._page, after):
            row.addWidget(widget)
        return bar

    def _connect(self) -> None:
        self.reviewing.changed.connect(self._on_reviewing_changed)
        self.pages.pictures_wanted.connect(self._on_pages_pictures_wanted)
        self.pages.shown.connect(self._on_pages_shown)
        self.pages.canvas.place_clicked.connect(self.fields.focus_field)
        self.fields.marked.connect(self.pages.mark)
        self.fields.chosen.connect(lambda wanted: self.open_case(self._number, wanted))
        self.fields.change_wanted.connect(self.change_decision)
        self.checks.issue_wanted.connect(self.issue)
        self.checks.next_wanted.connect(lambda: self.done.emit(self._number))
        self.checks.save_wanted.connect(self.save_copy)
        self.checks.print_wanted.connect(self.print)
        self.checks.replace_wanted.connect(self.replace)
        self.checks.dispatch_wanted.connect(self.record_dispatch)
        self.checks.source_wanted.connect(self.fields.focus_field)

    def _bind(self) -> None:
        actions: dict[str, Callable[[], object]] = {
            "letter.issue": self.issue,
            "letter.next_problem": self.checks.next_problem,
            "letter.page_down": lambda: self._turn(1),
            "letter.page_up": lambda: self._turn(-1),
            "letter.back": lambda: self.reviewing.case_wanted.emit("assessment", self._number),
        }
        for name, run in actions.items():
            self.reviewing.registry.bind(name, run)

    @property
    def number(self) -> str:
        """The case shown."""
        return self._number

    def activate(self) -> None:
        """Next case after issuing, else the pages, so that Page Down works at once."""
        if self.shown is not None and self.shown.issued is not None:
            self.checks.next.setFocus()
        else:
            self.pages.setFocus()

    def panes(self) -> list[QWidget]:
        """Fields, pages, checks."""
        return [self.fields, self.pages, self.checks]

    def open_case(self, number: str, wanted: str = "") -> None:
        """Show a letter of the case: a kind, an issued number, or what the case calls for."""
        self._number, self._wanted = number, wanted
        desk = self.reviewing.desk
        self.reviewing.read("letter", lambda: read_letter(desk, number, wanted), self._show)

    def _show(self, shown: LetterShown) -> None:
        same = self.shown is not None and self.shown.pdf == shown.pdf and bool(shown.pdf)
        self.shown = shown
        self.fields.show_letter(shown)
        self.checks.show_letter(shown)
        if not same:
            self.pages.show_pages(shown.sizes, shown.places)
        self.activate()

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if self._number and self.isVisible() and changes.touches(self._number):
            self.open_case(self._number, self._wanted)

    def _on_pages_pictures_wanted(self, near: tuple[int, ...], scale: float) -> None:
        pdf = self.shown.pdf if self.shown else b""
        if pdf:
            self.reviewing.read("letter pages", lambda: draw_pages(pdf, near, scale), self._take_pictures(pdf))

    def _take_pictures(self, pdf: bytes) -> Callable[[dict[int, PagePicture]], None]:
        def take(pictures: dict[int, PagePicture]) -> None:
            if self.shown is not None and self.shown.pdf == pdf:
                self.pages.take_pictures(pictures)

        return take

    def _on_pages_shown(self, page: int, zoom: int) -> None:
        total = len(self.shown.sizes) if self.shown else 0
        self._zoom.setText(f"{zoom} %")
        self._page.setText(f"Page {page + 1} of {total}" if total else "No page")

    def _turn(self, step: int) -> None:
        self.pages.go_to_page(self.pages.page + step)

    def issue(self) -> None:
        """Freeze and store the letter; refused while a check is red or an amber one is not ticked."""
        shown = self.shown
        if shown is None or shown.record is None or shown.issued is not None:
            return
        if not self.checks.ready:
            self.checks.next_problem()
            return
        desk, number, kind = self.reviewing.desk, self._number, shown.kind
        self._wanted = ""
        self.reviewing.deed(
            lambda: letter.issue(desk, desk.case(number), kind)[0],
            said=f"{shown.record.number} is issued and stored. Nothing was sent.",
        )

    def replace(self) -> None:
        """Ask why, then issue a letter that replaces this one."""
        desk, number, kind = self.reviewing.desk, self._number, self.shown.kind if self.shown else ""

        def go_on(reason: str) -> None:
            self._wanted = ""
            self.reviewing.deed(
                lambda: letter.issue(desk, desk.case(number), kind, reason)[0], said="The corrected letter is issued."
            )

        ask_text(
            self, "Issue a corrected letter", "Reason", go_on, accept="Issue", name="replace",
            sentence="The new letter says which one it replaces, and this reason. The old one stays readable, as void.",
        )  # fmt: skip

    def change_decision(self) -> None:
        """Take the decision back and go to the assessment (C7)."""
        desk, number = self.reviewing.desk, self._number
        self.reviewing.deed(
            lambda: request_queue.undo(desk, desk.case(number)),
            lambda _: self.reviewing.case_wanted.emit("assessment", number),
            said="The decision is taken back.",
        )

    def save_copy(self) -> None:
        """Save the stored file, or a draft that says so on every page."""
        shown = self.shown
        if shown is None or shown.record is None:
            return
        draft = "" if shown.issued else "_DRAFT"
        name = f"{shown.record.number if shown.issued else self._number}_{shown.kind}_{shown.record.day}{draft}.pdf"
        dialog = QFileDialog(self, "Save a copy", name, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._write_copy(Path(path)))
        dialog.open()

    def _write_copy(self, path: Path) -> None:
        shown, desk = self.shown, self.reviewing.desk
        if shown is None or shown.record is None:
            return
        record, issued = shown.record, shown.issued

        def write() -> str:
            content = letter.stored(desk, issued) if issued else desk.press.draw(record, draft=True)[0]
            path.write_bytes(content)
            return str(path)

        self.reviewing.read(
            "save copy", write, lambda done: self.reviewing.window.show_message(DEED, f"Saved as {done}.", "info")
        )

    def print(self) -> None:
        """Print through the system's dialog; what came out of the printer is for the person to say."""
        if self.shown is not None and self.shown.issued is not None:
            print_letter(self, self.reviewing, self.shown.pdf, self.shown.issued.record.number, self._printed)
        else:
            self.reviewing.window.show_message(DEED, "Issue the letter first; a draft can be saved.", "amber")

    def _printed(self, number: str) -> None:
        desk = self.reviewing.desk

        def record() -> None:
            case = self._number
            self.reviewing.deed(lambda: letter.printed(desk, desk.case(case), number), said=f"{number}: printed.")

        words = f"{number} was handed to the printer. Did it come out right?"
        self.reviewing.window.show_message("print", words, "info", action=MessageAction("Record as printed", record))

    def record_dispatch(self) -> None:
        """Ask day and portal reference, then record that the letter was sent (C4)."""
        issued = self.shown.issued if self.shown else None
        if issued is None:
            return
        desk, case, number = self.reviewing.desk, self._number, issued.record.number
        ask_dispatch(
            self,
            number,
            self.reviewing.day,
            lambda on, reference: self.reviewing.deed(
                lambda: letter.dispatched(desk, desk.case(case), number, on, reference),
                said=f"{number}: dispatch recorded.",
            ),
        )
