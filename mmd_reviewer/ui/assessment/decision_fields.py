"""What goes with a decision: period, what a migration leads to,
terms, devices, route (rules B6, C1, C3).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.decision import NO_EXEMPTION
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.recommendation import APPROVE, MIGRATE
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Combo, Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label

APPROVING = (APPROVE, MIGRATE)
DECISION_DAY = "The day of the decision"


class DecisionFields(QWidget):
    """`answered(answer)` gives technology and scope of a migration
    that the checklist does not ask for.

    `typed(name, text)` while typing or choosing.
    """

    answered = Signal(object)
    typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.period = Field("period", "Period", "")
        self.starts_on = Field("decisionStart", "Starts on", DECISION_DAY)
        self.technology = Field(
            "decisionTechnology", "Microsoft technology", "What they move to, by name"
        )
        self.scope = Field("decisionScope", "Scope of the project", "Why these months, in words")
        self._answering = (("technology", self.technology), ("scope", self.scope))
        self.terms = TextArea(
            "terms", "Terms", "Terms of the approval, as they will print", lines=2
        )
        self.devices = TextArea(
            "limitedDevices", "Devices", "One serial number a line; empty for all", lines=2
        )
        self.route = Combo("route", "Route")
        self._more = LinkButton("Terms, devices", "moreTerms", size=12)
        self._answers = Answers()
        self._wished = False
        self._drafts: dict[str, str] = {}
        self._shown: tuple[str, bool] = ("", False)
        self._labels: dict[QWidget, Label] = {}
        self._build()

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("Period", self.period),
            ("Starts on", self.starts_on),
            ("Technology", self.technology),
            ("Scope", self.scope),
            ("Terms", self.terms),
            ("Only on", self.devices),
            ("Route", self.route),
        )
        for place, (words, field) in enumerate(rows):
            self._labels[field] = Label(words, "muted")
            grid.addWidget(self._labels[field], place, 0)
            grid.addWidget(field, place, 1)
        grid.addWidget(self._more, 0, 2)
        self._more.clicked.connect(self._on_more_clicked)
        for name, line in self._answering:
            line.editingFinished.connect(self.tell)
            line.textEdited.connect(lambda text, name=name: self._on_answer_edited(name, text))
        self.period.textEdited.connect(lambda text: self.typed.emit("period", text))
        self.starts_on.textEdited.connect(lambda text: self.typed.emit("start", text))
        for name, area in (("terms", self.terms), ("devices", self.devices)):
            area.textChanged.connect(lambda name=name, area=area: self._on_area_changed(name, area))
        self.route.activated.connect(
            lambda _: self.typed.emit("route", str(self.route.currentData() or ""))
        )

    def _on_answer_edited(self, name: str, text: str) -> None:
        self._drafts.pop(name, None)
        self.typed.emit(name, text)

    def _on_area_changed(self, name: str, area: TextArea) -> None:
        if area.hasFocus():
            self.typed.emit(name, area.toPlainText())

    def tell(self) -> None:
        """Technology and scope as they stand here become answers,
        also those that came back as drafts.
        """
        for name, line in self._answering:
            text = line.text().strip()
            if not line.isHidden() and text != getattr(self._answers, name):
                self._drafts.pop(name, None)
                self.answered.emit({name: text})

    def _on_more_clicked(self) -> None:
        self.show_for(*self._shown, more=True)
        self.terms.setFocus()

    def start(self, edition: Edition, drafts: Mapping[str, str]) -> None:
        """A new case: nothing typed but what was kept as a draft."""
        self.route.blockSignals(True)
        self.route.clear()
        for route in edition.routes:
            self.route.addItem(route.name, route.code)
        self.route.setCurrentIndex(
            self.route.findData(drafts["route"]) if "route" in drafts else -1
        )
        self.route.blockSignals(False)
        self.period.setText(drafts.get("period", ""))
        self.starts_on.setText(drafts.get("start", ""))
        for name, area in (("terms", self.terms), ("devices", self.devices)):
            area.hide()
            area.set_text(drafts.get(name, ""))
        self._drafts = {name: drafts[name] for name, _ in self._answering if name in drafts}

    def show_answers(self, answers: Answers) -> None:
        """Technology and scope as they were answered; what is being typed stays."""
        self._answers = answers
        for name, line in self._answering:
            if not line.hasFocus():
                line.setText(self._drafts.get(name, getattr(answers, name)))

    def wish_start(self, wished: date | None) -> None:
        """The start that the customer wishes is shown where it can be given (A3, C1)."""
        self._wished = wished is not None
        hint = f"{on_screen(wished)} is wished" if wished else DECISION_DAY
        self.starts_on.setPlaceholderText(hint)

    def edit_again(self, data: Mapping[str, Any]) -> bool:
        """Put what was typed and not recorded into its field again, if it was typed here."""
        for name, line in self._answering:
            if name in data and line.isVisible():
                line.setText(data[name])
                line.setFocus()
                return True
        return False

    def show_for(self, outcome: str, asked: bool, *, more: bool = False) -> None:
        """Show what the outcome needs; `asked`:
        the checklist asks for technology and scope already.
        """
        self._shown = (outcome, asked)
        approving = outcome in APPROVING
        extra = approving and (more or bool(self.terms.toPlainText() or self.devices.toPlainText()))
        shown: dict[QWidget, bool] = {
            self.period: approving,
            self.starts_on: extra or (approving and (self._wished or bool(self.starts_on.text()))),
            self.technology: outcome == MIGRATE and not asked,
            self.scope: outcome == MIGRATE and not asked,
            self.terms: extra or (approving and self.terms.isVisible() and not more),
            self.devices: extra or (approving and self.devices.isVisible() and not more),
            self.route: outcome == NO_EXEMPTION,
        }
        for field, visible in shown.items():
            field.setVisible(visible)
            self._labels[field].setVisible(visible)
        self.setVisible(any(shown.values()))
        self._more.setVisible(approving and not shown[self.terms])

    @property
    def serials(self) -> tuple[str, ...]:
        """The devices an approval is limited to, each once."""
        return tuple(dict.fromkeys(self.devices.toPlainText().split()))
