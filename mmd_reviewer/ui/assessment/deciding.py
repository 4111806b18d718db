"""Recording the decision: once, with what was typed before it,
and where to go when it is refused.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.recommendation import MIGRATE
from mmd_reviewer.services import decision
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.assessment.decision_pane import DecisionPane
from mmd_reviewer.ui.assessment.drafts import DraftKeeper
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


class Deciding(QObject):
    """`before` it what was typed is recorded, or refused; `decided(number, outcome)` after it.
    A second press meanwhile does nothing.
    """

    decided = Signal(str, str)

    def __init__(
        self,
        reviewing: Reviewing,
        pane: DecisionPane,
        drafts: DraftKeeper,
        before: Callable[[], bool],
        view: QWidget,
    ) -> None:
        super().__init__(view)
        self._reviewing, self._pane, self._drafts, self._view = reviewing, pane, drafts, view
        self._before = before
        self._running = False

    def decide(self, shown: Shown) -> None:
        """Record what stands in the pane."""
        if self._running or not self._before():
            return
        try:
            wish = self._pane.proposal(shown.start)
        except Refused as refusal:
            self._on_failed(refusal)
            return
        self._drafts.save()
        case, desk = shown.case, self._reviewing.desk
        self._running = True
        self._reviewing.deed(
            lambda: decision.make(desk, desk.case(case.number), wish),
            lambda _: self._on_made(case, wish.outcome),
            failed=self._on_failed,
            edit=self._pane.reason.setFocus,
            opens=True,
        )

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        self._reviewing.failures.tell(error)
        at = error.field if isinstance(error, Refused) else ""
        fields = self._pane.fields
        found = {
            **dict.fromkeys(("period", "until", "months"), fields.period),
            "route": fields.route,
            "start": fields.starts_on,
        }
        found.get(at, self._pane.reason).setFocus()

    def _on_made(self, case: Case, outcome: str) -> None:
        self._running = False
        self._drafts.forget(case.key)
        if self._drafts.key == case.key:
            self._pane.start(self._reviewing.edition, {})
        self.decided.emit(case.number, outcome)


def what_deciding_does(case: Case | None, answers: Answers, outcome: str) -> str:
    """What stands above the buttons while an outcome, or none, is chosen."""
    if case is not None and case.decision is not None and not case.reopened:
        return f"Decided on {case.decision.day}; another decision needs a reason and a new letter."
    if outcome == MIGRATE and not (answers.technology and answers.scope):
        return "The letter will need the Microsoft technology and the scope of the project."
    if outcome:
        return "Opens the letter. Can be undone until it is issued."
    return "Choose a decision, or park until what is open is known."
