"""Beside the rows: the selected row in detail, the columns,
how the file was read, its problems (mock-up 07).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mmd_reviewer.domain.intake import (
    AMENDED,
    FAILED,
    NEW,
    PlannedRow,
    Problem,
    Reading,
    StandingLetter,
)
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.request import DETAIL_NAMES, DETAILS, Request
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.ui.customers.customers_text import add_customers_text
from mmd_reviewer.ui.intake.columns_box import ColumnsBox
from mmd_reviewer.ui.intake.import_model import result_cell
from mmd_reviewer.ui.intake.standing_letters import StandingLetters
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.labels import (
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    holding,
    new_column,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import Pane

MOST_PROBLEMS = 20
NUMBERS = ("no", "one", "two", "three")
AFTERWARDS = "The amendment is recorded beside the request; its answers are then to be confirmed."
CONTACT_ALONE = (
    "The contact is recorded. Nothing of what is asked for changes, so no answer is to be "
    "confirmed."
)


class ImportPane(Pane):
    """Filled anew for each row; long texts scroll.

    `columns_chosen`: headings, and our names for them.
    """

    columns_chosen = Signal(list, list)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__("importPane", "Details of the row", "window")
        self._reviewing, self._edition = reviewing, reviewing.edition
        self._recorded: set[str] = set()
        self.show_row(None, None, ())

    def show_row(
        self,
        row: PlannedRow | None,
        reading: Reading | None,
        problems: Sequence[Problem],
        letters: Sequence[StandingLetter] = (),
        offer: QWidget | None = None,
    ) -> None:
        """Show a row, the file it is from, the letters that stand in the tickets,
        and what is offered for the row.
        """
        sections: list[QWidget] = []
        if problems:
            sections.append(_problems(problems))
        if letters:
            sections.append(
                StandingLetters(letters[:MOST_PROBLEMS], self._recorded, self._reviewing)
            )
        if offer is not None:
            sections.append(offer)
        if row is not None:
            sections.append(self._row(row))
        if reading is not None and reading.mapping:
            sections.append(self._columns_of(reading))
        if reading is not None and reading.remarks:
            sections.append(_remarks(reading))
        parts = [part for section in sections for part in (14, Hairline(), 12, section)][3:]
        self.fill(column_of(*parts, -1, margins=(20, 14, 20, 16)))

    def _columns_of(self, reading: Reading) -> ColumnsBox:
        made = ColumnsBox(reading)
        made.chosen.connect(self.columns_chosen)
        return made

    def _row(self, row: PlannedRow) -> QWidget:
        made, box = new_column()
        cell = result_cell(row)
        box.addLayout(
            row_of(Rest(Label(_title(row), "section", wrap=True)), IconLabel(cell.icon, cell.tone))
        )
        request = row.request
        if request is not None:
            box.addSpacing(4)
            parts = [
                part for part in (request.customer.strip() or "No customer", request.ticket) if part
            ]
            box.addWidget(Label(breakable(" · ".join(parts)), "muted", wrap=True))
        box.addSpacing(10)
        if row.result == AMENDED and row.before is not None and request is not None:
            self._differences(box, row.changed, row.before, request)
            box.addSpacing(10)
            add_customers_text(box, request)
            return made
        if row.why:
            box.addWidget(Label(breakable(_reason(row)), wrap=True, tone=cell.secondary_tone))
            box.addSpacing(8)
        for post in row.notes:
            box.addWidget(Label(breakable(post.heading), "muted", wrap=True))
            box.addWidget(Label(breakable(post.text), wrap=True))
            box.addSpacing(8)
        if request is not None and not row.notes_only:
            self._details(box, request)
        return made

    def _differences(
        self, box: QVBoxLayout, changed: Sequence[str], old: Request, new: Request
    ) -> None:
        for name in changed:
            box.addWidget(Label(DETAIL_NAMES.get(name, name).capitalize(), "strong"))
            box.addSpacing(6)
            for icon, tone, said, request in (
                ("minus", "broken", "In the case", old),
                ("plus", "good", "In the file", new),
            ):
                lines, inner = new_column()
                inner.addWidget(Label(said, "muted"))
                kind = "strong" if request is new else "body"
                inner.addWidget(
                    Label(breakable(self._words(request, name) or "Not given"), kind, wrap=True)
                )
                box.addLayout(_marked(IconLabel(icon, tone, 14), lines))
                box.addSpacing(6)
            box.addSpacing(6)
        if tuple(changed) == ("contact",):
            box.addWidget(Label(CONTACT_ALONE, "muted", wrap=True))
            return
        same = len(DETAILS) - sum(name in DETAILS for name in changed)
        words = f"The other {NUMBERS[same]} details are the same. " if 1 < same < 4 else ""
        box.addWidget(Label(words + AFTERWARDS, "muted", wrap=True))

    def _words(self, request: Request, name: str) -> str:
        if name == "type":
            return self._edition.type_name(request.type) if request.type else request.type_words
        if name == "timeline":
            return request.timeline.in_short() if request.timeline.given else ""
        if name == "contact":
            return " ".join(filter(None, (request.contact, request.email)))
        return str(getattr(request, name))

    def _details(self, box: QVBoxLayout, request: Request) -> None:
        submitted = on_screen(request.submitted) if request.submitted else ""
        rows = [
            (DETAIL_NAMES[name].capitalize(), self._words(request, name)) for name in DETAIL_NAMES
        ]
        rows += [("Submitted", submitted), ("Contact", request.contact), ("Email", request.email)]
        rows += [
            ("Severity", request.severity),
            ("Devices", request.devices),
            *request.notes.items(),
        ]
        for place, (label, words) in enumerate(rows):
            if place == len(DETAIL_NAMES):
                add_customers_text(box, request)
            missing = not words.strip()
            if missing and label.casefold() not in DETAIL_NAMES.values():
                continue
            box.addWidget(Label(breakable(label), "muted", wrap=True))
            tone = "attention" if missing else ""
            box.addWidget(
                Label("Missing" if missing else breakable(words.strip()), wrap=True, tone=tone)
            )
            box.addSpacing(8)


def _marked(mark: QWidget, words: QWidget) -> QHBoxLayout:
    row = row_of(mark, Rest(words))
    row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return row


def _title(row: PlannedRow) -> str:
    if row.result == AMENDED:
        return f"Row {row.row} amends {row.number or 'a row above'}"
    if row.result == NEW:
        return f"Row {row.row} is new" + (", but incomplete" if row.missing else "")
    if row.result == FAILED:
        return f"Row {row.row} is refused"
    return f"Row {row.row} is {'known' if row.request is not None else 'skipped'}"


def _reason(row: PlannedRow) -> str:
    column = row.problem.column if row.problem is not None else ""
    return f"Column {column}: {row.why}" if column else row.why


def _remarks(reading: Reading) -> QWidget:
    lines = (
        part for remark in reading.remarks for part in (Label(breakable(remark), wrap=True), 4)
    )
    return holding(column_of(Label("Reading", "section"), 8, *lines))


def _problems(problems: Sequence[Problem]) -> QWidget:
    made, box = new_column()
    box.addWidget(Label("The file as a whole", "section"))
    for problem in problems[:MOST_PROBLEMS]:
        box.addSpacing(8)
        words = Label(breakable(f"{problem.file}: {problem.message}"), wrap=True, tone="broken")
        box.addLayout(_marked(IconLabel("circle-x", "broken"), words))
    if len(problems) > MOST_PROBLEMS:
        box.addWidget(Label(f"and {len(problems) - MOST_PROBLEMS} more", "muted"))
    return made
