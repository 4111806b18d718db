"""The left column: the request as received, never editable, with its versions, links and notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.request import DETAIL_NAMES
from mmd_reviewer.services.read.case_facts import BREAK, breakable, came_by
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.customers.customers_text import add_customers_text
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.labels import Hairline, Label, column_of, flush_row, row_of
from mmd_reviewer.ui.widgets.panes import Pane
from mmd_reviewer.ui.widgets.tips import set_tip

WIDTH = 304


class RequestPane(Pane):
    """Shows one version of a request, and the next one at a click."""

    note_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("requestPane", "Request as received", "window")
        self._version = -1
        self._shown: Shown | None = None
        self._unfolded = False
        self.fill(_column())

    def show_case(self, shown: Shown) -> None:
        """Show the newest version; of the case that is shown already the one that is read."""
        before, self._shown = self._shown, shown
        newest = len(shown.case.versions) - 1
        same = before is not None and before.case.number == shown.case.number
        other = not same or before is None or len(before.case.versions) - 1 != newest
        if other:
            self._version, self._unfolded = newest, False
        self._fill(stays=not other)

    def _fill(self, *, stays: bool) -> None:
        shown = self._shown
        if shown is None:
            return
        case = shown.case
        version = case.versions[self._version]
        request = version.request
        box = _column()
        count = f"Version {self._version + 1} of {len(case.versions)}"
        switch = self._version_switch(count, len(case.versions))
        box.addLayout(row_of(Label("Request as received", "section"), -1, switch))
        box.addSpacing(10)
        type_name = shown.edition.type_name(request.type) if request.type else request.type_words
        self._detail(box, case, "type", "Exemption type", type_name)
        self._detail(box, case, "requirement", "Requirement", request.requirement)
        self._detail(box, case, "proposal", "Proposal", request.proposal)
        self._timeline(box, shown, case)
        if shown.signs:
            box.addWidget(Label(shown.signs, "muted", wrap=True, tone="attention"))
            box.addSpacing(10)
        add_customers_text(box, request)
        on = version.day if self._version else case.received_on
        source = f"{on_screen(on)} {came_by(version.source)}"
        self._lines(box, "Amended" if self._version else "Received", source, _ticket(case))
        if request.devices:
            self._lines(box, "Devices", request.devices, "")
        for post in request.posts:
            self._lines(box, post.heading, post.text, "")
        if request.notes:
            self._more(box, case)
        self._links(box, shown)
        self._notes(box, case)
        box.addStretch(1)
        self.fill(box, stays=stays)

    def _version_switch(self, words: str, versions: int) -> QWidget:
        if versions < 2:
            return Label(words, "muted")
        link = LinkButton(words, "versionSwitch", size=12)
        set_tip(link, "Show the other version")
        link.clicked.connect(self._on_version_clicked)
        return link

    def _on_version_clicked(self) -> None:
        assert self._shown is not None
        self._version = (self._version + 1) % len(self._shown.case.versions)
        self._fill(stays=True)

    def _detail(self, box: QVBoxLayout, case: Case, name: str, label: str, text: str) -> None:
        judged = case.judged.get(name)
        if text.strip() and judged is None:
            self._lines(box, label, text, "")
        elif judged is not None:
            self._lines(box, label, text, f"Not sufficient: {judged}", "attention")
        else:
            self._lines(box, label, f"No {DETAIL_NAMES[name]} is given", "", "attention")
        if name == "type" and text.strip() and not case.request.type:
            box.addWidget(
                Label("This type is not one of the edition's", "muted", tone="attention", wrap=True)
            )

    def _timeline(self, box: QVBoxLayout, shown: Shown, case: Case) -> None:
        wish = case.versions[self._version].request.timeline
        end = wish.end(shown.counted_from)
        text = wish.in_short() if wish.given else ""
        if text and wish.until is None and end is not None:
            text += f", until {end.isoformat()}"
        if not text:
            self._detail(box, case, "timeline", "Timeline", "")
            return
        words = wish.text.strip()
        same = words.casefold() == wish.in_short().casefold()
        note = "" if same or not words else f"Customer’s words: “{words}”"
        if not wish.understood:
            text, note = words, "Not understood: give the period when you approve"
        self._lines(box, "Timeline", text, note)

    def _lines(self, box: QVBoxLayout, label: str, text: str, note: str, tone: str = "") -> None:
        box.addWidget(Label(breakable(label), "muted", wrap=True))
        if text:
            box.addWidget(_Words(text, "" if note else tone))
        if note:
            box.addWidget(Label(breakable(note), "muted", wrap=True, tone=tone))
        box.addSpacing(10)

    def _more(self, box: QVBoxLayout, case: Case) -> None:
        request = case.versions[self._version].request
        lines = [f"{name}: {value}" for name, value in request.notes.items() if value.strip()]
        link = LinkButton("The ticket’s other fields", "ticketText", size=12)
        text = Label(breakable("\n\n".join(lines)), "muted", wrap=True)
        text.setVisible(self._unfolded)

        def turn() -> None:
            self._unfolded = not self._unfolded
            text.setVisible(self._unfolded)

        link.clicked.connect(turn)
        box.addLayout(flush_row(link))
        box.addWidget(text)

    def _links(self, box: QVBoxLayout, shown: Shown) -> None:
        if not shown.linked:
            return
        box.addWidget(Hairline())
        box.addSpacing(8)
        box.addWidget(Label("Linked cases", "strong"))
        for other in shown.linked:
            words = breakable(f"{other.number}  {other.request.heading()}")
            box.addWidget(Label(words, "body", wrap=True))

    def _notes(self, box: QVBoxLayout, case: Case) -> None:
        box.addSpacing(4)
        box.addWidget(Hairline())
        box.addSpacing(8)
        add = LinkButton("Add", "addNote")
        add.clicked.connect(self.note_wanted)
        box.addLayout(row_of(Label("Notes", "strong"), -1, add))
        for note in reversed(case.notes):
            box.addWidget(Label(f"{note.by}, {on_screen(note.day)}", "muted"))
            box.addWidget(Label(breakable(note.text), "body", wrap=True))
            box.addSpacing(6)


class _Words(Label):
    """What the customer wrote: marked by the mouse and copied as it was written."""

    def __init__(self, text: str, tone: str) -> None:
        super().__init__(breakable(text), wrap=True, tone=tone)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def copy(self) -> None:
        """What is marked, without the places where long words may be broken."""
        QApplication.clipboard().setText(self.selectedText().replace(BREAK, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The toolkit's own Copy knows nothing of the breaks."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy", self.copy).setEnabled(self.hasSelectedText())
        menu.popup(event.globalPos())


def _column() -> QVBoxLayout:
    return column_of(spacing=2, margins=(20, 8, 20, 16))


def _ticket(case: Case) -> str:
    request = case.request
    who = f", {request.contact}" if request.contact else ""
    return f"Ticket {request.ticket}{who}" if request.ticket else f"No portal ticket{who}"
