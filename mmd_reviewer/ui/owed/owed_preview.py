"""The pane beside the letters owed: what does not hold yet,
or what the customer does not know (mock-up 17).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.services.read.owing import Owing
from mmd_reviewer.services.read.owing_words import (
    headline,
    lines,
    owed_words,
    told_lines,
    waiting_words,
    who_line,
)
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.owed.owed_line import WaitingLine
from mmd_reviewer.ui.queue.beside import LABELS, PartedPane, facts_of, foot_of, head_of
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import IconLabel, Label, new_column, row_of

WRITE, RECORD, LOOK = "Issue the letter", "Record the dispatch", "Look at the letter"


class OwedPreview(PartedPane):
    """Shows one letter owed."""

    def __init__(self, registry: ActionRegistry, read_only: bool) -> None:
        super().__init__("owedPreview", "Preview of the letter owed")
        self.registry, self._read_only = registry, read_only
        self.key: object = None
        self.issue_button = PushButton(
            WRITE, "owedIssue", kind="primary", key=registry.key("owed.issue")
        )
        self.open_button = PushButton("Open case", "owedOpen", key="Enter")
        self._buttons.setLayout(row_of(self.issue_button, self.open_button, stretch=True))
        self.issue_button.clicked.connect(partial(registry.run, "owed.issue"))
        self.open_button.clicked.connect(partial(registry.run, "owed.open"))

    def show_none(self) -> None:
        """Nothing is current."""
        self.key = None
        super().show_none()

    def show_owing(self, owing: Owing) -> None:
        """Show a letter owed; another one from its top."""
        new, self.key = owing.item.key != self.key, owing.item.key
        written = bool(owing.item.row.letter)
        self.issue_button.set_label(LOOK if self._read_only else RECORD if written else WRITE)
        described = f"{owing.case.number}, {headline(owing)}"
        self.show_parts(_head(owing), foot_of(_sections(owing)), described, from_top=new)


def _head(owing: Owing) -> QWidget:
    waits = owing.item.row.waits
    age = Label(owed_words(owing), "small" if waits else "muted", tone="broken" if waits else "")
    return head_of(owing.case.number, owing.state, age, headline(owing), who_line(owing))


def _sections(owing: Owing) -> Iterator[QWidget]:
    yield facts_of(lines(owing), LABELS + 8)
    if owing.waiting is not None:
        made, box = new_column(6)
        box.addWidget(Label("Each day of waiting costs", "section"))
        box.addWidget(WaitingLine(owing.waiting, owing.day))
        words = waiting_words(owing.waiting, owing.day, owing.case.request.customer)
        late = owing.day > owing.waiting.last
        box.addWidget(Label(words, wrap=True, tone="broken" if late else ""))
        yield made
    yield _told(owing)


def _told(owing: Owing) -> QWidget:
    made, box = new_column(4)
    box.addWidget(Label("What the customer was told", "section"))
    found = list(told_lines(owing))
    if not found:
        box.addWidget(Label("Nothing of it yet", "muted"))
    for line, differs in found:
        box.addSpacing(4)
        box.addLayout(
            row_of(Label(line.words, "strong"), Label(line.label), spacing=12, stretch=True)
        )
        box.addWidget(Label(line.note, "muted", wrap=True))
        if differs:
            words = Label("Differs from what was decided", "medium", tone="attention")
            box.addSpacing(4)
            box.addLayout(row_of(IconLabel("diamond", "attention"), words, stretch=True))
    return made
