"""One factor of the checklist: its question, its answer,
and what it asks beside (rules B1, B2, B7).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from mmd_reviewer.domain.assessment import ANSWERS, NO, UNKNOWN, YES, Answers
from mmd_reviewer.domain.edition import Factor, Tick
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.checklist import StepLook
from mmd_reviewer.ui.widgets.answers import AnswerButton, StepState, Thread, Variant
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import IconLabel, Label, Rest, column_of, holding, row_of
from mmd_reviewer.ui.widgets.tick import Tick as TickBox
from mmd_reviewer.ui.widgets.tips import set_tip

WORDS = {YES: "Yes", NO: "No", UNKNOWN: "Unknown"}
LOOKS = {YES: ("check", "good"), NO: ("check", "good"), UNKNOWN: ("diamond", "attention")}


class _Folded(QWidget):
    """The step in one line, while another is worked on: question, answer, why it is so."""

    def __init__(self, factor: Factor, number: int) -> None:
        super().__init__()
        self._asked = factor.asked
        self._title = Label(factor.question, "strong", wrap=True)
        self._icon = IconLabel("check", "good")
        self._answer = Label("", "strong")
        self.change = LinkButton("Change", f"factor{number}Change")
        for label in (self._title, self._answer):
            label.setContentsMargins(0, 3, 0, 3)  # on one line with the link, which is 24 high
        self._lock = IconLabel("lock")
        self.line = Label("", "muted", wrap=True)
        mark = column_of(self._icon, margins=(0, 4, 0, 0))
        top = row_of(Rest(self._title), mark, self._answer, self.change, spacing=6)
        for item in (self._answer, self.change):
            top.setAlignment(item, Qt.AlignmentFlag.AlignTop)
        mark.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        column_of(top, row_of(self._lock, Rest(self.line), spacing=6), inside=self)

    def show_look(self, look: StepLook) -> None:
        """Show the step as it stands."""
        self._title.set_tone("muted" if look.state == "locked" else "")
        self.line.setText(breakable(look.line))
        self.line.setVisible(bool(look.line))
        self._lock.setVisible(look.state == "locked")
        aside, given = look.state == "aside", look.state in ("done", "confirm")
        icon, tone = LOOKS.get(look.answer, ("minus", "muted"))
        self._icon.set_icon("minus" if aside else icon, "muted" if aside else tone)
        self._icon.setVisible(aside or (bool(look.answer) and given))
        self._answer.setText("Does not apply" if aside else WORDS.get(look.answer, ""))
        self._answer.set_tone("muted" if aside else "")
        self.change.setVisible(self._asked and given)
        self.change.set_label("Confirm" if look.state == "confirm" else "Change")


class FactorStep(QWidget):
    """`answered(code, answer)`; `edited(field, value)`, in the shape
    of `assess`, when technology, scope or months are left; `wanted(code)`.

    `typed(field, text)` while they are typed.
    """

    answered = Signal(str, str)
    edited = Signal(str, object)
    typed = Signal(str, str)
    ticked = Signal(list)
    wanted = Signal(str)
    look_up = Signal(str)

    def __init__(
        self, number: int, factor: Factor, ticks: tuple[Tick, ...], last: bool = False
    ) -> None:
        super().__init__()
        self.factor, self._number = factor, number
        self.thread_mark = Thread(number, last=last)
        self.buttons: dict[str, AnswerButton] = {}
        self.fields: dict[str, Field] = {}
        self._drafts: dict[str, str] = {}
        self.boxes: dict[str, TickBox] = {}
        self._build(ticks)

    def _build(self, ticks: tuple[Tick, ...]) -> None:
        self.folded = _Folded(self.factor, self._number)
        self.folded.change.clicked.connect(lambda: self.wanted.emit(self.factor.code))
        self.question = Label(self.factor.question, "title", wrap=True)
        self._guidance = Label(self.factor.guidance, "muted", wrap=True)
        box = column_of(self.question, self._guidance, spacing=8, margins=(0, 0, 0, 12))
        if self.factor.asked:
            self._build_answers(box)
        if self.factor.months:
            self._build_migration(box)
        if self.factor.types and ticks:
            self._build_ticks(box, ticks)
        self._open = holding(box)
        parts = column_of(self.folded, self._open, 10, spacing=2)
        row_of(self.thread_mark, Rest(parts), spacing=12, inside=self)

    def _build_answers(self, box: QVBoxLayout) -> None:
        self._group = QButtonGroup(self)
        for answer in ANSWERS:
            variant: Variant = "attention" if answer == UNKNOWN else "neutral"
            name = f"factor{self._number}{WORDS[answer]}"
            button = AnswerButton(WORDS[answer], name, key=WORDS[answer][0], variant=variant)
            button.setAccessibleName(f"{self.factor.question} {WORDS[answer]}")
            button.clicked.connect(
                lambda _=False, answer=answer: self.answered.emit(self.factor.code, answer)
            )
            self._group.addButton(button)
            self.buttons[answer] = button
        self._look = LinkButton("Look up", f"factor{self._number}LookUp")
        self._look.clicked.connect(lambda: self.look_up.emit(self.factor.code))
        if self.factor.types:
            self._look.hide()
        box.addLayout(row_of(*self.buttons.values(), -1, self._look, spacing=6))

    def _build_migration(self, box: QVBoxLayout) -> None:
        self._migration = QWidget()
        grid = QGridLayout(self._migration)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 88)
        grid.setColumnStretch(1, 1)
        rows = (("technology", "Technology"), ("scope", "Scope"), ("months", "Months"))
        for place, (name, words) in enumerate(rows):
            field = Field(name, words)
            field.editingFinished.connect(lambda name=name: self._on_left(name))
            field.textEdited.connect(lambda text, name=name: self.typed.emit(name, text))
            self.fields[name] = field
            grid.addWidget(Label(words, "muted"), place, 0)
            if name == "months":
                field.setFixedWidth(56)
                self.asked = Label("", "muted", wrap=True)
                grid.addLayout(row_of(field, Rest(self.asked), spacing=10), place, 1)
            else:
                grid.addWidget(field, place, 1)
        box.addWidget(self._migration)

    def _build_ticks(self, box: QVBoxLayout, ticks: tuple[Tick, ...]) -> None:
        box.addWidget(Label("App requirements that it touches", "muted"))
        for tick in ticks:
            check = TickBox(f"{tick.code}  {tick.text}", f"tick{tick.code}")
            check.setAccessibleName(f"{tick.code} {tick.text}")
            set_tip(check, tick.text)
            check.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            check.clicked.connect(self._on_tick_clicked)
            self.boxes[tick.code] = check
            box.addWidget(check)

    def _on_left(self, name: str) -> None:
        self._drafts.pop(name, None)
        text = self.fields[name].text().strip()
        if name == "months":  # what is no number is refused, in words
            self.edited.emit(name, int(text) if text.isdecimal() else text or None)
        else:
            self.edited.emit(name, text)

    def set_drafts(self, drafts: Mapping[str, str]) -> None:
        """What was being typed and never left: shown until the field is left again."""
        self._drafts = {name: drafts[name] for name in self.fields if name in drafts}

    def commit(self) -> None:
        """Tell the drafts that came back, where the fields are asked for."""
        for name in [*self._drafts] if self.fields and not self._migration.isHidden() else ():
            self._on_left(name)

    def edit_again(self, data: Mapping[str, object]) -> bool:
        """What was typed and not recorded stands in its field again, if it is one of these."""
        name = next((name for name in self.fields if name in data), "")
        if name:
            self.fields[name].setText(str(data[name] or ""))
            self.fields[name].setFocus()
        return bool(name)

    def _on_tick_clicked(self) -> None:
        self.ticked.emit([code for code, check in self.boxes.items() if check.isChecked()])

    def show_look(self, look: StepLook, answers: Answers, asked: str) -> None:
        """Show the step as it stands; fields that have the focus are left alone."""
        states: dict[str, StepState] = {"done": "done", "active": "active", "confirm": "confirm"}
        self.thread_mark.set_state(
            states.get(look.state, "done" if look.state == "aside" else "locked")
        )
        active = look.state == "active"
        self._open.setVisible(active)
        self.folded.setVisible(not active)
        self.folded.show_look(look)
        if self.factor.asked:
            self._group.setExclusive(False)
            for answer, button in self.buttons.items():
                button.setChecked(look.answer == answer)
            self._group.setExclusive(True)
        self._guidance.setVisible(look.answer in ("", UNKNOWN))
        if self.factor.months:
            self._migration.setVisible(look.answer == YES)
        self._show_fields(answers, asked)

    def _show_fields(self, answers: Answers, asked: str) -> None:
        texts = {
            "technology": answers.technology,
            "scope": answers.scope,
            "months": str(answers.months) if answers.months is not None else "",
        }
        for name, field in self.fields.items():
            if not field.hasFocus():
                field.setText(self._drafts.get(name, texts[name]))
                field.setCursorPosition(0)
        if self.factor.months:
            least, most = self.factor.months
            self.asked.setText(f"{asked} asked for, {least} to {most} possible")
        for code, check in self.boxes.items():
            check.setChecked(code in answers.ticks)
