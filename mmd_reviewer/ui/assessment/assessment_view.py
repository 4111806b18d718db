"""The assessment: request, checklist, recommendation
and decision of one case (mock-ups 02, 02b).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from mmd_reviewer.domain.assessment import Answers, patch_from, patched
from mmd_reviewer.domain.decision import types_of
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services.drafts import together
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.assessment.answering import Answering
from mmd_reviewer.ui.assessment.assessment_layout import AssessmentLayout
from mmd_reviewer.ui.assessment.checklist import tell_typed
from mmd_reviewer.ui.assessment.deciding import Deciding, what_deciding_does
from mmd_reviewer.ui.assessment.decision_pane import start_day
from mmd_reviewer.ui.assessment.drafts import DraftKeeper
from mmd_reviewer.ui.assessment.like_cases import LikeCases
from mmd_reviewer.ui.assessment.offers import look_up, offer_sentences
from mmd_reviewer.ui.forms.asides import ask_for_note, ask_to_park
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


class AssessmentView(AssessmentLayout):
    """Shows one case by number; answers are stored one by one,
    in order, while the next is given.
    """

    view_id = "assessment"
    decided = Signal(str, str)  # number, outcome
    step_wanted = Signal(str, int)  # case number, -1 or 1

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing.registry)
        self.reviewing = reviewing
        self.shown: Shown | None = None
        self._answers = Answers()
        self._wanted = ""
        self._drafts = DraftKeeper(reviewing, self)
        self._answering = Answering(reviewing, self.checklist, self._drafts, self)
        self._like = LikeCases(reviewing, self)
        typed = partial(tell_typed, self, self.checklist, self.decision.fields.tell)
        self._deciding = Deciding(reviewing, self.decision, self._drafts, typed, self)
        self._connect()
        self._bind()
        self.header.follow(reviewing.claims)

    def _connect(self) -> None:
        self.reviewing.changed.connect(self._on_reviewing_changed)
        self.checklist.patched.connect(self._on_checklist_patched)
        self.checklist.typed.connect(self._drafts.typed)
        self.checklist.look_up.connect(self._on_checklist_look_up)
        self.checklist.finished.connect(self.decide_button.setFocus)
        self.decision.changed.connect(self._show_hint)
        self.decision.typed.connect(self._drafts.typed)
        self.decision.afresh.connect(self._on_decision_afresh)
        self.decision.start_given.connect(self._recompute)
        self.decision.answered.connect(self._on_checklist_patched)
        self.decision.sentences_wanted.connect(self.take_sentence)
        self.decide_button.clicked.connect(self.decide)
        self._deciding.decided.connect(self.decided)
        self._answering.settled.connect(self._reload)
        self._answering.edit_wanted.connect(self._edit_again)
        self.park_button.clicked.connect(self.park)
        self.request_pane.note_wanted.connect(self.add_note)
        self.queue_button.clicked.connect(lambda: self.reviewing.say.show_view("queue"))

    def _bind(self) -> None:
        registry = self.reviewing.registry
        registry.attach_single_keys("assessment", self.checklist)
        registry.bind_all(
            "assessment",
            {
                "decide": self.decide,
                "park": self.park,
                "sentences": self.take_sentence,
                "previous": lambda: self.step_wanted.emit(self.number, -1),
                "next": lambda: self.step_wanted.emit(self.number, 1),
                "back": lambda: self.reviewing.say.show_view("queue"),
                **{
                    answer: partial(self.checklist.answer, answer)
                    for answer in ("yes", "no", "unknown")
                },
                **{
                    f"step{place}": partial(self.checklist.go_to_step, place)
                    for place in (1, 2, 3, 4)
                },
            },
        )

    @property
    def number(self) -> str:
        """The case shown; "" for none."""
        return self.shown.case.number if self.shown else ""

    def activate(self) -> None:
        """The checklist takes the keys; without a case, the way to the queue."""
        self.header.fold.setChecked(False)
        (self.queue_button if self.shown is None else self.checklist).setFocus()

    def open_case(self, number: str) -> None:
        """Read a case and show it."""
        self._drafts.save()
        self._wanted = number
        self.reviewing.read_case("assessment", number, self.take, fills=True)

    def _reload(self) -> None:
        """Read the case again, unless another one is on its way."""
        if self.shown is not None and self.number == self._wanted:
            self.reviewing.read_case("assessment", self.number, self._show_again)

    def _show_again(self, shown: Shown) -> None:
        """What was read of a case that another one has taken the place of comes too late."""
        if shown.case.number == self._wanted:
            self._show(shown)

    def take(self, shown: Shown) -> None:
        """Show a case that was read, with what was being typed there."""
        self._drafts.save()
        drafts = together(shown.drafts)
        self._wanted = shown.case.number
        self._drafts.start(shown.case.key, drafts)
        self.decision.start(shown.edition, drafts)
        self._show(shown, drafts)
        if self.isVisible():
            self.activate()

    def _show(self, shown: Shown, drafts: Mapping[str, str] | None = None) -> None:
        self.shown = shown
        self._answers = self._answering.given.get(shown.case.key, shown.case.answers)
        self.show_head(shown)
        linked = types_of(shown.linked)
        self.checklist.show_case(shown.edition, shown.case.assessed, self._answers, linked, drafts)
        self._recompute()

    def _on_decision_afresh(self) -> None:
        if self.shown is not None:
            self._drafts.forget(self.shown.case.key)
            self.decision.start(self.shown.edition, {})
            self._show(self.shown, {})
            self.checklist.setFocus()

    def _recompute(self) -> None:
        shown = self.shown
        assert shown is not None
        start = start_day(self.decision.fields.starts_on.text(), shown.start)
        found = shown.recommended(self._answers, start)
        if shown.judged_by is not None and self._answers == shown.case.answers:
            self.recommendation.show_recommendation(shown.judged_by, shown.recommendation)
        else:
            self.recommendation.show_recommendation(shown.edition, found)
        self.decision.offer(shown.case, found, start, shown.extends)
        self._like.tell(shown)
        self._show_hint()

    def _show_hint(self) -> None:
        outcome = self.decision.outcome
        text = what_deciding_does(self.shown.case if self.shown else None, self._answers, outcome)
        self.say(text, "file-text" if outcome else "info")
        self.decide_button.set_reason("" if outcome else "Choose a decision first")

    def _on_checklist_patched(self, data: Mapping[str, Any]) -> None:
        shown = self.shown
        if shown is None:
            return
        linked = types_of(shown.linked)
        try:
            patch = patch_from(data, shown.edition, shown.case.assessed, linked)
        except Refused as refusal:
            self.checklist.refused.append(data)
            self.reviewing.failures.tell(refusal)
            self.checklist.set_answers(self._answers)
            return
        self._answers = patched(self._answers, patch)
        self.checklist.set_answers(self._answers)
        self._recompute()
        self._answering.answer(shown.case, data, self._answers)

    def _edit_again(self, number: str, data: Mapping[str, Any], at: str) -> None:
        """What met another's change stands in its field again, to be changed and left."""
        if number != self.number:
            self.reviewing.case_wanted.emit("assessment", number)
        elif not self.decision.fields.edit_again(data):
            self.checklist.edit_again(data, at)

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if self.shown is not None and changes.gone == self.number:
            self.shown, self._wanted = None, ""
            self.show_body(False)
        if self.shown is not None and not self._answering.pending and changes.touches(self.number):
            self._reload()

    def _on_checklist_look_up(self, code: str) -> None:
        if self.shown is not None:
            look_up(self, self.shown, code, self._on_checklist_patched)

    def take_sentence(self) -> None:
        """Offer the reusable sentences, those for this outcome and factor first."""
        if self.shown is not None:
            offer_sentences(self.reviewing, self.decision, self.shown, self._answers)

    def decide(self) -> None:
        """Record the decision and open its letter."""
        if self.shown is not None:
            self._deciding.decide(self.shown)

    def park(self) -> None:
        """Ask why and until when, then park and go on."""
        if self.shown is not None:
            number = self.number
            ask_to_park(self.reviewing, self, self.shown, lambda: self.step_wanted.emit(number, 1))

    def keep_drafts(self) -> None:
        """Before the window closes: what was typed is kept."""
        self.setFocus()  # a field that is left commits what was typed
        self._drafts.save()

    def add_note(self) -> None:
        """Ask for a note and keep it with the case."""
        if self.shown is not None:
            ask_for_note(self.reviewing, self, self.number)
