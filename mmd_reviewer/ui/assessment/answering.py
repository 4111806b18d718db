"""Recording answers: one by one, in the order they were given, while the next is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.services import assessment
from mmd_reviewer.ui.assessment.checklist import Checklist
from mmd_reviewer.ui.assessment.drafts import DraftKeeper
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


class Answering(QObject):
    """`settled` when no answer waits any more;
    `edit_wanted(number, answer, place)` after a conflict.

    `given`: the answers of cases by key, as far as some of them still wait to be recorded. What was
    read meanwhile is older: shown instead, it would have the next key answer once more.
    """

    settled = Signal()
    edit_wanted = Signal(str, object, str)

    def __init__(
        self, reviewing: Reviewing, checklist: Checklist, drafts: DraftKeeper, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reviewing, self._checklist, self._drafts = reviewing, checklist, drafts
        self.pending = 0
        self.given = dict[str, Answers]()

    def answer(self, case: Case, data: Mapping[str, Any], given: Answers) -> None:
        """Record an answer in the shape of `assess`; a note stays a draft until it is recorded."""
        self.given[case.key] = given
        desk, at = self._reviewing.desk, self._checklist.at
        self.pending += 1
        self._reviewing.deed(
            lambda: assessment.answer(desk, desk.case(case.number), data),
            lambda _: self._on_answered(case.key, data),
            failed=lambda error: self._on_failed(error, case.key, at),
            edit=lambda: self.edit_wanted.emit(case.number, data, at),
            drop=lambda: self._forget_notes(case.key, data),
        )

    def _on_answered(self, key: str, data: Mapping[str, Any]) -> None:
        self._forget_notes(key, data)
        self._settle()

    def _forget_notes(self, key: str, data: Mapping[str, Any]) -> None:
        self._drafts.forget(key, *(f"note {code}" for code in data.get("notes", {})), *data)

    def _settle(self) -> None:
        self.pending = max(0, self.pending - 1)  # "take mine" ends an answer that was counted once
        if not self.pending:
            self.given.clear()
            self.settled.emit()

    def _on_failed(self, error: Exception, key: str, at: str) -> None:
        if self._drafts.key == key:  # else another case is shown, with a cursor of its own
            self._checklist.at = at  # the next key answers what this one did not
        self._reviewing.failures.tell(error)
        self._settle()
