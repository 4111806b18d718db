"""The middle column: the ordered factors, then the key conditions,
with one place that Y, N and U answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mmd_reviewer.domain.assessment import BROKEN, HOLDS, NO, UNKNOWN, YES, Answers
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.request import Request
from mmd_reviewer.services.read.checklist import next_open, step_looks
from mmd_reviewer.ui.assessment.condition_row import ConditionRow
from mmd_reviewer.ui.assessment.factor_step import FactorStep
from mmd_reviewer.ui.widgets.labels import Hairline, Label, column_of, row_of
from mmd_reviewer.ui.widgets.panes import Pane

FINDING_OF = {YES: HOLDS, NO: BROKEN, UNKNOWN: UNKNOWN}

NARROW = 548


class Checklist(Pane):
    """`patched(patch)` tells an answer in the shape of `assess`;
    `finished` when nothing is open any more.

    `typed(name, text)` while typing: `technology`, `scope`, `months`, or `note` and a key
    condition's code.
    """

    patched = Signal(dict)
    typed = Signal(str, str)
    look_up = Signal(str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__("checklist", "Assessment checklist", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its keys answer
        self._edition: Edition | None = None
        self._request: Request | None = None
        self._answers = Answers()
        self._linked: tuple[str, ...] = ()
        self.steps: dict[str, FactorStep] = {}
        self.rows: dict[str, ConditionRow] = {}
        self.at = ""
        self.refused: list[Mapping[str, Any]] = []  # answers, since what was typed was told

    def show_case(
        self,
        edition: Edition,
        request: Request,
        answers: Answers,
        linked: tuple[str, ...],
        drafts: Mapping[str, str] | None = None,
    ) -> None:
        """Show the answers; a new case brings the drafts of its notes,
        and the cursor goes to what is open.
        """
        if self._edition is None or self._edition.digest != edition.digest:
            self._edition = edition
            self._fill(edition)
        self._request, self._answers, self._linked = request, answers, linked
        if drafts is not None:
            for code, row in self.rows.items():
                row.set_draft(drafts.get(f"note {code}"))
            for step in self.steps.values():
                step.set_drafts(drafts)
            self.at = next_open(edition, request, answers, linked)
            self.verticalScrollBar().setValue(0)
        self._refresh()

    def _fill(self, edition: Edition) -> None:
        self.steps, self.rows = {}, {}
        for place, factor in enumerate(edition.factors, 1):
            ticks = edition.ticks if factor.types else ()
            step = FactorStep(place, factor, ticks, last=place == len(edition.factors))
            step.answered.connect(self._on_step_answered)
            step.edited.connect(self._on_step_edited)
            step.typed.connect(self.typed)
            step.ticked.connect(lambda ticks: self.patched.emit({"ticks": ticks}))
            step.wanted.connect(self.go_to)
            step.look_up.connect(self.look_up)
            self.steps[factor.code] = step
        for condition in edition.conditions:
            row = ConditionRow(condition)
            row.found.connect(self._on_row_found)
            row.noted.connect(lambda code, text: self.patched.emit({"notes": {code: text}}))
            row.typed.connect(lambda code, text: self.typed.emit(f"note {code}", text))
            row.set_narrow(self.viewport().width() < NARROW)
            self.rows[condition.code] = row
        self.fill(_sheet(edition, self.steps.values(), self.rows.values()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the findings stand below the conditions."""
        super().resizeEvent(event)
        for row in self.rows.values():
            row.set_narrow(event.size().width() < NARROW)

    def _refresh(self) -> None:
        edition, request = self._edition, self._request
        if edition is None or request is None:
            return
        looks = step_looks(edition, request, self._answers, self._linked, self.at)
        asked = request.timeline.in_short() if request.timeline.given else "No period"
        for code, step in self.steps.items():
            step.show_look(looks[code], self._answers, asked)
        doubt = self._answers.to_confirm(edition)
        for code, row in self.rows.items():
            row.set_current(code == self.at)
            row.show_finding(
                self._answers.findings.get(code, ""),
                self._answers.notes.get(code, ""),
                code in doubt,
            )

    def answer(self, answer: str) -> None:
        """Answer what the cursor is on; for a key condition yes is holds, no is broken."""
        if self.at in self.rows:
            self._on_row_found(self.at, FINDING_OF[answer])
        elif self.at in self.steps:
            self._on_step_answered(self.at, answer)

    def go_to(self, code: str) -> None:
        """Put the cursor on a factor or key condition that may be answered now."""
        if self._edition is None or self._request is None:
            return
        looks = step_looks(self._edition, self._request, self._answers, self._linked, code)
        if code in looks and looks[code].state in ("locked", "aside"):
            return
        self.at = code
        self._refresh()
        self._bring_into_view()

    def go_to_step(self, place: int) -> None:
        """Keys 1 to 4: the factor at that place;
        past the factors that are asked, the first key condition.
        """
        if self._edition is None:
            return
        asked = self._edition.asked()
        self.go_to(
            asked[place - 1].code if place <= len(asked) else self._edition.conditions[0].code
        )
        self.setFocus()

    def _on_step_answered(self, code: str, answer: str) -> None:
        self.patched.emit({code: answer})
        self._move_on(code, keep=answer == YES and bool(self.steps[code].fields))

    def _on_step_edited(self, name: str, value: object) -> None:
        if value != getattr(self._answers, name):
            self.patched.emit({name: value})

    def _on_row_found(self, code: str, finding: str) -> None:
        self.patched.emit({"conditions": {code: finding}})
        note = self.rows[code].note
        asked = finding != HOLDS and note.isVisible() and not note.toPlainText()
        if finding == UNKNOWN:
            self.at = self._after(code)
            self._refresh()
        else:
            self._move_on(code, last=not asked)
        if asked:
            note.setFocus()  # what is typed now is meant for it, and answers nothing

    def _move_on(self, code: str, *, keep: bool = False, last: bool = True) -> None:
        """On to what is open next; `keep` stays where fields are
        to be filled in (the conditions follow by Tab).

        `last`: with nothing open any more, that is told.
        """
        if self._edition is None or self._request is None:
            return
        following = next_open(self._edition, self._request, self._answers, self._linked)
        if keep and not self._answers.technology:
            self.at = following
            self._refresh()
            self.steps[code].fields["technology"].setFocus()
            return
        self.at = self._after(code) if following == code else following
        self._refresh()
        self._bring_into_view()
        if not self.at and last:
            self.finished.emit()

    def _after(self, code: str) -> str:
        order = [*self.rows]
        place = order.index(code) + 1 if code in order else 0
        return order[place] if place < len(order) else code

    def _bring_into_view(self) -> None:
        target: QWidget | None = self.rows.get(self.at) or self.steps.get(self.at)
        if target is not None:
            QTimer.singleShot(0, target, lambda: self.ensureWidgetVisible(target, 0, 24))

    def commit(self) -> None:
        """What came back as a draft and was not left since is told as if it had been typed now."""
        for step in self.steps.values():
            step.commit()
        for row in self.rows.values():
            row.commit()

    def edit_again(self, data: Mapping[str, Any], at: str) -> None:
        """Back to what an answer in the shape of `assess` was typed in, with what was typed."""
        self.go_to(at)
        for code, text in data.get("notes", {}).items():
            if code in self.rows:
                self.rows[code].edit_again(text)
                return
        if not any(step.edit_again(data) for step in self.steps.values()):
            self.setFocus()

    @property
    def answers(self) -> Answers:
        """As they are shown, stored or not."""
        return self._answers

    def set_answers(self, answers: Answers) -> None:
        """Show answers that were just given, before the store has them."""
        self._answers = answers
        self._refresh()


def tell_typed(
    view: QWidget, checklist: Checklist, more: Callable[[], object] = lambda: None
) -> bool:
    """A field that is left commits what was typed, and so does one that came back with a draft and
    was not left; what a rule refuses stands in its field again: False.
    """
    checklist.refused.clear()
    view.setFocus()
    checklist.commit()
    more()
    for refused in checklist.refused[:1]:
        checklist.edit_again(refused, checklist.at)
    return not checklist.refused


def _sheet(
    edition: Edition, steps: Iterable[FactorStep], rows: Iterable[ConditionRow]
) -> QVBoxLayout:
    """The factors under one title, the key conditions under another that says since when."""
    since = f"{edition.name[:1].upper()}{edition.name[1:]}, since {edition.since.isoformat()}"
    head = row_of(Label("Key conditions", "section"), -1, Label(since, "muted"))
    return column_of(
        Label("Assessment factors", "section"),
        12,
        *steps,
        2,
        Hairline(),
        14,
        head,
        *rows,
        -1,
        margins=(24, 16, 8, 16),
    )
