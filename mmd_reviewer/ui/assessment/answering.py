"""Recording answers: one by one, in the order they were given, while the next is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from mmd_reviewer.domain.case import Case
from mmd_reviewer.services import assessment
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.assessment.checklist import Checklist
from mmd_reviewer.ui.assessment.drafts import DraftKeeper
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


class Answering(QObject):
    """`settled` when no answer waits any more;
    `edit_wanted(number, answer, place)` after a conflict.
    """

    settled = Signal()
    edit_wanted = Signal(str, object, str)

    def __init__(
        self, reviewing: Reviewing, checklist: Checklist, drafts: DraftKeeper, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reviewing, self._checklist, self._drafts = reviewing, checklist, drafts
        self.pending = 0

    def answer(self, case: Case, data: Mapping[str, Any]) -> None:
        """Record an answer in the shape of `assess`; a note stays a draft until it is recorded."""
        desk, at = self._reviewing.desk, self._checklist.at
        self.pending += 1
        self._reviewing.deed(
            lambda: assessment.answer(desk, desk.case(case.number), data),
            lambda _: self._on_answered(case.key, data),
            failed=lambda error: self._on_failed(error, at),
            edit=lambda: self.edit_wanted.emit(case.number, data, at),
            drop=lambda: self._forget_notes(case.key, data),
        )

    def read_again(self, number: str, show: Callable[[Shown], object]) -> None:
        """Show the case as it is stored, but not while an answer waits that was given since: it
        would be taken off the checklist, and the next key would answer it once more. The case is
        read again when that is recorded.
        """
        self._reviewing.read_case(
            "assessment", number, lambda shown: None if self.pending else show(shown)
        )

    def _on_answered(self, key: str, data: Mapping[str, Any]) -> None:
        self._forget_notes(key, data)
        self._settle()

    def _forget_notes(self, key: str, data: Mapping[str, Any]) -> None:
        self._drafts.forget(key, *(f"note {code}" for code in data.get("notes", {})), *data)

    def _settle(self) -> None:
        self.pending = max(0, self.pending - 1)  # "take mine" ends an answer that was counted once
        if not self.pending:
            self.settled.emit()

    def _on_failed(self, error: Exception, at: str) -> None:
        self._checklist.at = at  # the next key answers what this one did not
        self._reviewing.failures.tell(error)
        self._settle()
