"""An issued letter is corrected: what may be changed is typed,
and both letters stand side by side (rules C2, C7).
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import APPROVALS, Letter
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.services import correction
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared, on_case
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.fields import TextArea
from mmd_reviewer.ui.widgets.labels import Label, column_of, row_of

SENTENCE = (
    "The new letter says which one it replaces, and why. What is decided otherwise is recorded as "
    "a new decision; "
    "the old letter stays readable, as void."
)
AFTER = 400  # milliseconds after the last key the new letter is composed
WIDE, LINES = 920, 14


@on_case
def ask_correction_of_letter(
    reviewing: Reviewing, parent: QWidget, shown: Shown, issued: Letter
) -> None:
    """Open the form on the letter of a case."""
    CorrectDialog(reviewing, parent, shown, issued).ask_what()


class CorrectDialog(DeedForm):
    """Why; of a decision its reason, terms and last day;
    the issued letter beside the corrected one.
    """

    def __init__(self, reviewing: Reviewing, parent: QWidget, shown: Shown, issued: Letter) -> None:
        number = shown.case.number
        title = f"Correct {issued.record.number}"
        super().__init__(
            reviewing, parent, number, title, "Issue corrected", sentence=SENTENCE, name="replace"
        )
        self.setMinimumWidth(WIDE)
        self._kind = issued.record.kind
        self._now = correction.as_it_stands(shown.case, self._kind)
        self._why = self.add_text(
            "why", "Why it is corrected", "Printed in the new letter", lines=2
        )
        self._fill()
        self._old = _reading("replaceOld", "The issued letter")
        self._new = _reading("replaceNew", "The corrected letter")
        columns = (
            column_of(Label(box.accessibleName(), "muted"), 4, box)
            for box in (self._old, self._new)
        )
        self.form.addLayout(row_of(*columns, spacing=12), self.form.rowCount(), 0, 1, 2)
        self._old.setPlainText(as_text(issued.record))
        self._timer = QTimer(self, interval=AFTER, singleShot=True)
        self._timer.timeout.connect(self._compose)

    def _fill(self) -> None:
        now = self._now
        if now is None:
            return
        self._reason = self.add_text("reason", "Reason", "As it will print", now.reason)
        if now.outcome in APPROVALS:
            self._terms = self.add_text("terms", "Terms", "None", now.terms, lines=2)
            self._last = self.add_day("until", "Last day", now.until)
            self._last.setPlaceholderText("Open-ended" if now.open_ended else "2026-12-01")

    def ask_what(self) -> None:
        """Open; accepted, the decision and the letter are recorded."""
        for field in self.fields.values():
            signal = field.textChanged  # type: ignore[attr-defined]
            signal.connect(lambda *_: self._timer.start())
        self._compose()
        self.ask_for(self._prepare, ["until"] if self._has_end else [], first=self._why)

    @property
    def _has_end(self) -> bool:
        """Was a last day told? Then it is told another one: none would mean what was asked for."""
        now = self._now
        return now is not None and now.outcome in APPROVALS and not now.open_ended

    def _unread(self) -> str:
        """Why the last day cannot be taken as it stands; "" if it can."""
        typed = self._last.text() if "until" in self.fields else ""
        if not (typed.strip() or self._has_end) or parse_day(typed, self.reviewing.day) is not None:
            return ""
        return day_fault(typed, self.reviewing.day)

    def _wish(self) -> Proposal | None:
        now = self._now
        if now is None:
            return None
        wish = replace(now, reason=self._reason.toPlainText().strip())
        if now.outcome in APPROVALS:
            until = parse_day(self._last.text(), self.reviewing.day)
            terms = self._terms.toPlainText().strip()
            wish = replace(
                wish, terms=terms, until=until, open_ended=until is None and now.open_ended
            )
        return wish

    def _prepare(self) -> Prepared:
        why, wish = self._why.toPlainText().strip(), self._wish()
        return self.deed(
            "The corrected letter is issued.", correction.correct, self._kind, why, wish
        )

    def _compose(self) -> None:
        why, wish, unread = self._why.toPlainText().strip() or "…", self._wish(), self._unread()
        compose = partial(_corrected, self.desk, self.number, self._kind, why, wish)
        read = compose if not unread else partial(str, unread)
        self.reviewing.read("corrected letter", read, self._new.setPlainText)


def _corrected(desk: Desk, number: str, kind: str, why: str, wish: Proposal | None) -> str:
    """The new letter, or why there can be none."""
    try:
        return correction.corrected_text(desk, desk.case(number), kind, why, wish)
    except Refused as refusal:
        return refusal.message


def _reading(name: str, label: str) -> TextArea:
    made = TextArea(name, label, lines=LINES)
    made.setReadOnly(True)
    return made
