"""Your decision: outcome, period, terms, route and the reason as it will print (rules B5, C1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import (
    CLOSED,
    NO_EXEMPTION,
    OUTCOME_NAMES,
    RETURN,
    WITHDRAWN,
    Proposal,
    not_possible,
    period,
)
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.recommendation import APPROVE, DECLINE, MIGRATE, Recommendation
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services.read.decision_hints import hint, obstacle_words, suggestion
from mmd_reviewer.ui.assessment.decision_fields import DecisionFields
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.widgets.answers import RadioRow
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.came_back import CameBack
from mmd_reviewer.ui.widgets.fields import TextArea
from mmd_reviewer.ui.widgets.labels import Label, column_of, row_of

ORDER = (MIGRATE, APPROVE, DECLINE, RETURN, NO_EXEMPTION, WITHDRAWN, CLOSED)


def start_day(typed: str, earliest: date) -> date:
    """The day that was typed for an approval's start, if it is one that can be;
    else the earliest (C1).
    """
    day = parse_day(typed, earliest)
    return max(day, earliest) if day is not None else earliest


class DecisionPane(QWidget):
    """`proposal()` gives what stands here; `changed` when it does;
    `typed(name, text)` at each entry.

    `answered(answer)` gives technology and scope of a migration that the checklist does not ask
    for. `start_given` when another start was: the recommendation counts from it.
    """

    changed = Signal()
    typed = Signal(str, str)
    answered = Signal(object)
    sentences_wanted = Signal()
    start_given = Signal()
    afresh = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("decisionPane")
        self.rows: dict[str, RadioRow] = {}
        self._chosen = ""
        self._offered: tuple[Case, Recommendation, date, Case | None] | None = None
        self._group = QButtonGroup(self)
        self.fields = DecisionFields()
        self.period, self.terms = self.fields.period, self.fields.terms
        self.came_back = CameBack()
        self.reason = TextArea(
            "reason", "Reason, as it will print", "Write why, or take a sentence", lines=3
        )
        self._build()

    def _build(self) -> None:
        for outcome in ORDER:
            row = RadioRow(OUTCOME_NAMES[outcome], f"outcome_{outcome}")
            row.clicked.connect(lambda _=False, outcome=outcome: self._on_row_clicked(outcome))
            self._group.addButton(row)
            self.rows[outcome] = row
        self._sentences = LinkButton("Sentences F9", "sentences", size=12)
        self._sentences.clicked.connect(self.sentences_wanted)
        head = row_of(Label("Reason, as it will print", "muted"), -1, self._sentences)
        title, rows = Label("Your decision", "section"), self.rows.values()
        column_of(
            title, 4, self.came_back, *rows, self.fields, 6, head, 4, self.reason, inside=self
        )
        self.reason.textChanged.connect(self._on_reason_text_changed)
        self.terms.textChanged.connect(self.changed)
        self.period.textChanged.connect(self._on_period_text_changed)
        self.fields.starts_on.editingFinished.connect(self.start_given)
        self.fields.route.currentIndexChanged.connect(self.changed)
        self.fields.answered.connect(self.answered)
        self.fields.typed.connect(self.typed)
        self.came_back.afresh.connect(self.afresh)

    def _on_reason_text_changed(self) -> None:
        if self.reason.hasFocus():
            self.typed.emit("reason", self.reason.toPlainText())
        self.changed.emit()

    def _on_row_clicked(self, outcome: str) -> None:
        self._chosen = outcome
        self.typed.emit("outcome", outcome)
        self._show_fields()
        self.changed.emit()

    @property
    def outcome(self) -> str:
        """The outcome chosen or preselected; "" when none can be."""
        return next((code for code, row in self.rows.items() if row.isChecked()), "")

    def start(self, edition: Edition, drafts: Mapping[str, str]) -> None:
        """A new case: nothing chosen; what was typed and chosen
        before comes back as a whole, and is said so.
        """
        self._chosen = drafts.get("outcome", "")
        self.fields.start(edition, drafts)
        self.reason.set_text(drafts.get("reason", ""))
        self.came_back.setVisible(bool(drafts))

    def offer(
        self, case: Case, found: Recommendation, start: date, extends: Case | None = None
    ) -> None:
        """Which outcomes are possible, which one is as recommended, which need a reason.

        `start` is the day on which a period would begin, `extends` the approval that would go on
        (E2).
        """
        self._offered = (case, found, start, extends)
        self.fields.wish_start(case.assessed.timeline.start)
        self.fields.show_answers(case.answers)
        wanted = self._chosen or (RETURN if case.missing else found.outcome)
        self._group.setExclusive(False)
        for outcome, row in self.rows.items():
            obstacle = not_possible(case, found, outcome, start)
            row.setChecked(outcome == wanted and obstacle is None)
            row.setVisible(outcome != CLOSED or obstacle is None)
            if obstacle is not None:
                row.set_hint(obstacle_words(found, obstacle), enabled=False)
            else:
                row.set_hint(
                    hint(case, found, _sketch(self.period.text(), outcome, start), start, extends)
                )
        self._group.setExclusive(True)
        self._show_fields()

    def _on_period_text_changed(self) -> None:
        if self._offered is not None and self.period.hasFocus():
            self.offer(*self._offered)
        self.changed.emit()

    def _show_fields(self) -> None:
        asked = False
        if self._offered is not None:
            case, found, start, _ = self._offered
            self.period.setPlaceholderText(suggestion(case, self.outcome, found, start))
            asked = found.outcome == MIGRATE
        self.fields.show_for(self.outcome, asked)

    def proposal(self, day: date) -> Proposal:
        """What stands here as a proposal; refuses a period that is not understood."""
        outcome = self.outcome
        if not outcome:
            raise Refused("Choose a decision first.", "C1", "outcome")
        approving = outcome in (APPROVE, MIGRATE)
        wish = read_timeline(self.period.text()) if approving else read_timeline("")
        starts = self.fields.starts_on.text().strip() if approving else ""
        start = parse_day(starts, day)
        if starts and start is None:
            raise Refused(day_fault(starts, day), "C1", "start")
        if wish.given and not wish.understood:
            raise Refused(
                f"The period “{wish.text}” was not understood: write 6 months, 2027-06-30 or "
                f"open-ended.",
                "C1",
                "period",
            )
        return replace(
            _sketch(self.period.text(), outcome, start or day),
            start=start,
            reason=self.reason.toPlainText().strip(),
            terms=self.terms.toPlainText().strip() if approving else "",
            route=str(self.fields.route.currentData() or "") if outcome == NO_EXEMPTION else "",
            devices=self.fields.serials if approving else (),
        )

    def draft(self) -> tuple[str, date, date | None] | None:
        """Outcome, start and last day as they stand here; None while they cannot be read."""
        if self._offered is None or not self.outcome:
            return None
        case, found, start, _ = self._offered
        try:
            wish = self.proposal(start)
            start = wish.start or start
            until = (
                period(case, found, wish, start)[0] if wish.outcome in (APPROVE, MIGRATE) else None
            )
        except Refused:
            return None
        return wish.outcome, start, until

    def add_sentence(self, text: str) -> None:
        """Add a reusable sentence to the reason, which is typed on from there."""
        written = self.reason.toPlainText().strip()
        self.reason.setPlainText(f"{written} {text}".strip())
        self.typed.emit("reason", self.reason.toPlainText())
        self.reason.setFocus()


def _sketch(period: str, outcome: str, day: date) -> Proposal:
    """The outcome with the period as far as it is understood."""
    wish = read_timeline(period if outcome in (APPROVE, MIGRATE) else "")
    until = wish.until or (wish.end(day) if wish.days else None)
    return Proposal(outcome, months=wish.months, until=until, open_ended=wish.open_ended)
