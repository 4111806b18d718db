"""Your decision: outcome, period, terms, route and the reason as it will print (rules B5, C1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from mmd_reviewer.domain.assessment import APPROVE, DECLINE, MIGRATE, Recommendation
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import (
    CLOSED,
    NO_EXEMPTION,
    OUTCOME_NAMES,
    RETURN,
    WITHDRAWN,
    Proposal,
    not_possible,
)
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.ui.assessment.hints import hint, obstacle_words, suggestion
from mmd_reviewer.ui.widgets.answers import RadioRow
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Combo, Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label, Section, row_of

ORDER = (MIGRATE, APPROVE, DECLINE, RETURN, NO_EXEMPTION, WITHDRAWN, CLOSED)


class DecisionPane(QWidget):
    """`proposal()` gives what stands here; `changed` when it does; `typed(field, text)` while typing."""

    changed = Signal()
    typed = Signal(str, str)
    sentences_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decisionPane")
        self.rows: dict[str, RadioRow] = {}
        self._chosen = ""
        self._offered: tuple[Case, Recommendation, date, Case | None] | None = None
        self._group = QButtonGroup(self)
        self.period = Field("period", "Period", "")
        self.route = Combo("route", "Route")
        self.terms = TextArea("terms", "Terms", "Terms of the approval, as they will print", lines=2)
        self.devices = TextArea("limitedDevices", "Devices", "One serial number a line; empty for all", lines=2)
        self.reason = TextArea("reason", "Reason, as it will print", "Write why, or take a sentence", lines=3)
        self._build()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Section("Your decision"))
        box.addSpacing(4)
        for outcome in ORDER:
            row = RadioRow(OUTCOME_NAMES[outcome], f"outcome_{outcome}")
            row.clicked.connect(lambda _=False, outcome=outcome: self._on_row_clicked(outcome))
            self._group.addButton(row)
            self.rows[outcome] = row
            box.addWidget(row)
        self._extra = QWidget()
        self._grid = QGridLayout(self._extra)
        self._grid.setContentsMargins(0, 8, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.route.currentIndexChanged.connect(self.changed)
        self._labels = {
            name: self._add(words, field)
            for name, words, field in (
                ("period", "Period", self.period),
                ("terms", "Terms", self.terms),
                ("devices", "Only on", self.devices),
                ("route", "Route", self.route),
            )
        }
        box.addWidget(self._extra)
        box.addSpacing(6)
        self._more = LinkButton("Terms, devices", "moreTerms", size=12)
        self._more.clicked.connect(self._on_more_clicked)
        self._sentences = LinkButton("Sentences F9", "sentences", size=12)
        self._sentences.clicked.connect(self.sentences_wanted)
        self._grid.addWidget(self._more, self._grid.rowCount() - 4, 2)
        box.addLayout(row_of(Label("Reason, as it will print", "muted"), -1, self._sentences))
        box.addSpacing(4)
        box.addWidget(self.reason)
        for name, area in (("reason", self.reason), ("terms", self.terms)):
            area.textChanged.connect(lambda name=name, area=area: self._on_text_changed(name, area))
        self.period.textChanged.connect(self._on_period_text_changed)

    def _add(self, words: str, field: QWidget) -> Label:
        row = self._grid.rowCount()
        label = Label(words, "muted")
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        return label

    def _on_text_changed(self, name: str, area: TextArea) -> None:
        if area.hasFocus():
            self.typed.emit(name, area.toPlainText())
        self.changed.emit()

    def _on_row_clicked(self, outcome: str) -> None:
        self._chosen = outcome
        self._show_fields()
        self.changed.emit()

    def _on_more_clicked(self) -> None:
        self._show_fields(more=True)
        self.terms.setFocus()

    @property
    def outcome(self) -> str:
        """The outcome chosen or preselected; "" when none can be."""
        return next((code for code, row in self.rows.items() if row.isChecked()), "")

    def start(self, edition: Edition, drafts: dict[str, str]) -> None:
        """A new case: nothing chosen, what was being typed comes back."""
        self._chosen = ""
        self.route.blockSignals(True)
        self.route.clear()
        for route in edition.routes:
            self.route.addItem(route.name, route.code)
        self.route.blockSignals(False)
        self.period.clear()
        self.devices.set_text("")
        for area in (self.terms, self.devices):
            area.hide()
        self.reason.set_text(drafts.get("reason", ""))
        self.terms.set_text(drafts.get("terms", ""))

    def offer(self, case: Case, found: Recommendation, start: date, extends: Case | None = None) -> None:
        """Which outcomes are possible, which one is as recommended, which need a reason.

        `start` is the day on which a period would begin, `extends` the approval that would go on (E2).
        """
        self._offered = (case, found, start, extends)
        wanted = self._chosen or (RETURN if case.missing else found.outcome)
        self._group.setExclusive(False)
        for outcome, row in self.rows.items():
            obstacle = not_possible(case, found, outcome, start)
            row.setChecked(outcome == wanted and obstacle is None)
            row.setVisible(outcome != CLOSED or obstacle is None)
            if obstacle is not None:
                row.set_hint(obstacle_words(found, obstacle), enabled=False)
            else:
                row.set_hint(hint(case, found, self._sketch(outcome, start), start, extends))
        self._group.setExclusive(True)
        self._show_fields()

    def _sketch(self, outcome: str, day: date) -> Proposal:
        """The outcome with the period as far as it is understood."""
        wish = read_timeline(self.period.text() if outcome in (APPROVE, MIGRATE) else "")
        until = wish.until or (wish.end(day) if wish.days else None)
        return Proposal(outcome, months=wish.months, until=until, open_ended=wish.open_ended)

    def _on_period_text_changed(self) -> None:
        if self._offered is not None and self.period.hasFocus():
            self.offer(*self._offered)
        self.changed.emit()

    def _show_fields(self, more: bool = False) -> None:
        outcome = self.outcome
        approving = outcome in (APPROVE, MIGRATE)
        if self._offered is not None:
            case, found, start, _ = self._offered
            self.period.setPlaceholderText(suggestion(case, outcome, found, start))
        extra = approving and (more or bool(self.terms.toPlainText() or self.devices.toPlainText()))
        shown = {
            "period": approving,
            "terms": extra or (approving and self.terms.isVisible() and not more),
            "devices": extra or (approving and self.devices.isVisible() and not more),
            "route": outcome == NO_EXEMPTION,
        }
        fields = {"period": self.period, "terms": self.terms, "devices": self.devices, "route": self.route}
        for name, visible in shown.items():
            fields[name].setVisible(visible)
            self._labels[name].setVisible(visible)
        self._extra.setVisible(any(shown.values()))
        self._more.setVisible(approving and not shown["terms"])

    def proposal(self, day: date) -> Proposal:
        """What stands here as a proposal; refuses a period that is not understood."""
        outcome = self.outcome
        if not outcome:
            raise Refused("Choose a decision first.", "C1", "outcome")
        approving = outcome in (APPROVE, MIGRATE)
        wish = read_timeline(self.period.text()) if approving else read_timeline("")
        if wish.given and not wish.understood:
            raise Refused(
                f"The period “{wish.text}” was not understood: write 6 months, 2027-06-30 or open-ended.",
                "C1",
                "period",
            )
        serials = self.devices.toPlainText().split() if approving else []
        return replace(
            self._sketch(outcome, day),
            reason=self.reason.toPlainText().strip(),
            terms=self.terms.toPlainText().strip() if approving else "",
            route=str(self.route.currentData() or "") if outcome == NO_EXEMPTION else "",
            devices=tuple(dict.fromkeys(serials)),
        )

    def add_sentence(self, text: str) -> None:
        """Add a reusable sentence to the reason."""
        written = self.reason.toPlainText().strip()
        self.reason.setPlainText(f"{written} {text}".strip())
