"""The pane beside the queue: can I decide this? (mock-up 01)"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.request_queue import QueueFilter, QueueRow
from mmd_reviewer.domain.second_assessment import WANTED, may_assess
from mmd_reviewer.services.customers import with_joined
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.case_facts import (
    Mark,
    age_words,
    breakable,
    decision_facts,
    detail_facts,
    marks,
    outlook,
    unbroken,
    who_line,
)
from mmd_reviewer.services.read.checklist import headline
from mmd_reviewer.services.read.second_assessment import HIDDEN
from mmd_reviewer.services.read.shown import Shown, shown_case
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.customers.customers_text import add_customers_text
from mmd_reviewer.ui.queue.beside import PartedPane, facts_of, foot_of, grid_of, head_of
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.labels import IconLabel, Label, Rest, new_column, row_of

EARLIER = 5
MOST_CASES = 1000  # of one customer that are looked through


class Previewed(NamedTuple):
    """A case and the earlier cases of its customer, newest first."""

    shown: Shown
    earlier: tuple[QueueRow, ...]


def read_preview(desk: Desk, number: str) -> Previewed:
    """Read what the pane shows; on the worker."""
    shown = shown_case(desk, number)
    wish = QueueFilter(state="", customer=shown.case.request.customer, descending=True)
    rows = desk.store.page(with_joined(desk, wish), shown.day, MOST_CASES)
    own = (shown.case.received_on, shown.case.number)
    earlier = [row for row in rows if (row.received, row.number) < own]
    return Previewed(shown, tuple(earlier)[:EARLIER])


class PreviewPane(PartedPane):
    """Shows one case, or the words for none or several."""

    case_wanted = Signal(str)

    def __init__(self, registry: ActionRegistry, me: str) -> None:
        super().__init__("previewPane", "Preview of the request")
        self.registry, self.me = registry, me
        self.number = ""
        self.assess_button = PushButton("Assess", "previewAssess", kind="primary", key="Enter")
        self.assign_button = PushButton("Assign", "previewAssign", key=registry.key("queue.assign"))
        self.park_button = PushButton("Park", "previewPark", key=registry.key("queue.park"))
        self.ask_button = PushButton("Ask for details", "previewAsk")
        self._parked = self._mine = False
        self._marked = self._asked = ""
        self._row = row_of(
            self.assess_button, self.assign_button, self.park_button, self.ask_button, stretch=True
        )
        self._buttons.setLayout(self._row)
        self._connect()

    def _connect(self) -> None:
        for button, name in (
            (self.assess_button, "open"),
            (self.assign_button, "assign"),
            (self.ask_button, "ask"),
        ):
            button.clicked.connect(partial(self._run, f"queue.{name}"))
        self.park_button.clicked.connect(self._on_park_button_clicked)

    def _run(self, name: str) -> None:
        self.registry.run(name)

    def _on_park_button_clicked(self) -> None:
        self._run("queue.unpark" if self._parked and not self._marked else "queue.park")

    def name_deeds(self, marked: str, shown: str, asked: str) -> None:
        """While rows are `marked`, every button says what it touches:
        those, the case `shown`, or those whose details would be `asked` for.
        """
        self._marked, self._asked = marked, asked
        # Four buttons fit with three key hints; the longer words stand below one another or go
        # without.
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if marked else QBoxLayout.Direction.LeftToRight
        )
        parked = self._parked and not marked
        self.park_button.set_label(f"Park {marked}" if marked else "Unpark" if parked else "Park")
        self.park_button.set_key("" if parked else self.registry.key("queue.park"))
        self.assign_button.set_label(f"Assign {marked}".strip())
        self.assign_button.set_reason("It is assigned to you" if self._mine and not marked else "")
        self.assess_button.set_label(f"Assess {shown}" if marked else "Assess")
        self.ask_button.set_label(f"Ask for details of {asked}" if marked else "Ask for details")

    def show_none(self) -> None:
        """Nothing is current."""
        self.number = ""
        super().show_none()

    def show_case(self, preview: Previewed) -> None:
        """Show a case; another one from its top."""
        shown = preview.shown
        new = shown.case.number != self.number
        self.number = shown.case.number
        self._parked = shown.state == "parked"
        self._mine = shown.case.reviewer == self.me
        self.name_deeds(self._marked, self.number, self._asked)
        described = f"{shown.case.number} {shown.case.request.heading()}"
        state = WANTED if may_assess(shown.case, self.me) else shown.state
        self.show_parts(
            _head(shown, state), foot_of(self._sections(preview)), described, from_top=new
        )

    def _sections(self, preview: Previewed) -> Iterator[QWidget]:
        shown = preview.shown
        hidden = may_assess(shown.case, self.me)
        decided = [] if hidden else list(decision_facts(shown.case))
        if decided:
            yield facts_of(decided)
        yield facts_of(detail_facts(shown))
        if shown.case.request.text:
            text, box = new_column()
            add_customers_text(box, shown.case.request)
            yield text
        yield _marks([Mark("eye", "muted", HIDDEN)] if hidden else list(marks(shown, self.me)))
        if shown.state == "in_assessment":
            yield _recommendation(shown)
        if shown.case.notes and not hidden:
            yield _notes(shown.case)
        if shown.linked:
            rows = [
                (case.number, case.request.heading(), case.request.customer)
                for case in shown.linked
            ]
            yield self._cases("Linked cases", rows)
        if preview.earlier:
            rows = [(row.number, row.title, outlook(row)) for row in preview.earlier]
            yield self._cases(f"Earlier cases of {shown.case.request.customer}", rows)

    def _cases(self, title: str, rows: Sequence[tuple[str, str, str]]) -> QWidget:
        made, box = new_column()
        box.addWidget(Label(breakable(title), "strong", wrap=True))
        grid = grid_of()
        for place, (number, words, note) in enumerate(rows):
            link = LinkButton(number, f"earlier_{number}")
            link.setAccessibleDescription(f"Open {words}")
            link.clicked.connect(partial(self.case_wanted.emit, number))
            grid.addWidget(link, place, 0, Qt.AlignmentFlag.AlignVCenter)
            _, lines = cell = new_column()
            lines.addWidget(Label(breakable(words or "No title or proposal"), wrap=True))
            lines.addWidget(Label(breakable(note), "muted", wrap=True))
            grid.addWidget(cell[0], place, 1)
        box.addSpacing(8)
        box.addLayout(grid)
        return made


def _head(shown: Shown, state: str) -> QWidget:
    case = shown.case
    title, age = (
        unbroken(case.request.heading()) or "No title or proposal",
        Label(age_words(case, shown.day), "muted"),
    )
    return head_of(case.number, state, age, breakable(title), who_line(case.request, shown.edition))


def _marks(found: Sequence[Mark]) -> QWidget:
    made, box = new_column()
    box.setSpacing(6)
    for mark in found:
        words = Label(breakable(mark.words), wrap=True, tone=mark.text_tone)
        row = row_of(IconLabel(mark.icon, mark.tone), Rest(words))
        row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(row)
    return made


def _recommendation(shown: Shown) -> QWidget:
    title, under, waiting, _ = headline(shown.recommended_by, shown.recommendation)
    made, box = new_column()
    box.setSpacing(2)
    box.addWidget(Label("Recommendation so far", "muted"))
    box.addWidget(Label(title, "section", wrap=True))
    for line in (under, waiting):
        if line:
            box.addWidget(Label(breakable(line), "muted", wrap=True))
    return made


def _notes(case: Case) -> QWidget:
    made, box = new_column()
    box.addWidget(Label("Notes", "strong"))
    for note in reversed(case.notes):
        box.addSpacing(8)
        box.addWidget(Label(breakable(note.text), wrap=True))
        box.addWidget(Label(f"{note.by}, {on_screen(note.day)}", "muted"))
    return made
