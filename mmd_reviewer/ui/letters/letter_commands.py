"""What is done with a letter from its view: issue,
replace, save, print, record (rules C2, C4, C7).
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import deed_to_undo
from mmd_reviewer.domain.revocation import notice_of
from mmd_reviewer.services import letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.letter import LetterShown
from mmd_reviewer.services.signing import signed_file
from mmd_reviewer.ui.dispatch.dispatch_dialogs import ask_correction, record_dispatch
from mmd_reviewer.ui.forms.file_dialog import ask_where, save_file
from mmd_reviewer.ui.forms.print_sheets import SheetPrinting
from mmd_reviewer.ui.letters.changed_dialog import ChangedDialog
from mmd_reviewer.ui.letters.correct_dialog import ask_correction_of_letter
from mmd_reviewer.ui.letters.sign_dialog import SignDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED, MessageAction
from mmd_reviewer.ui.revocation.revocation_dialogs import ask_revoke

DOTS = 300  # an inch: enough for text, small enough to be quick


class Place(Protocol):
    """Where the letter is shown."""

    shown: LetterShown | None

    @property
    def number(self) -> str:
        """The case."""

    def ready(self) -> bool:
        """May the letter be issued? If not, the next problem is shown."""

    @property
    def also(self) -> str:
        """The language of the courtesy translation behind the letter; "" for none."""

    @property
    def dated(self) -> date | None:
        """The day a notice is to be dispatched on, if it is another one than today."""

    def show_kind(self, kind: str) -> None:
        """Show the newest letter of this kind after the next change."""


class LetterCommands(QObject):
    """The deeds of one letter view."""

    def __init__(self, reviewing: Reviewing, place: Place, widget: QWidget) -> None:
        super().__init__(widget)
        self.reviewing, self._place, self._widget = reviewing, place, widget
        self._issuing = self._taking_back = False

    @property
    def _shown(self) -> LetterShown | None:
        return self._place.shown

    def issue(self) -> None:
        """Freeze and store the letter;
        refused while a check is red or an amber one is not ticked.
        """
        shown = self._shown
        if self._issuing or shown is None or shown.record is None or shown.issued is not None:
            return
        if not self._place.ready():
            return
        desk, number, kind, dated = (
            self.reviewing.desk,
            self._place.number,
            shown.kind,
            self._place.dated,
        )
        self._place.show_kind(kind)
        self._issuing = True
        how = partial(letter.issue, dated=dated, write_out=True, also=self._place.also)
        self.reviewing.deed(
            lambda: how(desk, desk.case(number), kind)[0],
            lambda _: self._on_issue_over(),
            said=f"{shown.record.number} is issued and stored. Nothing was sent.",
            failed=self._on_issue_over,
            opens=True,
        )

    def _on_issue_over(self, error: Exception | None = None) -> None:
        self._issuing = False
        if error is not None:
            self.reviewing.failures.tell(error)

    def replace(self) -> None:
        """What may be changed is typed beside both letters; a new letter replaces this one."""
        shown = self._shown
        if shown is None or shown.issued is None or shown.issued.void or notice_of(shown.kind):
            words = (
                "Only an issued letter that is valid is corrected; a notice is made again by its "
                "own rules."
            )
            self.reviewing.say.show_message(DEED, words, "amber")
        else:
            self._place.show_kind(shown.kind)
            ask_correction_of_letter(self.reviewing, self._widget, self._place.number, shown.issued)

    def change_decision(self) -> None:
        """Take the decision back and go to the assessment (C7);
        of a first notice, change its grounds (D1).
        """
        desk, number = self.reviewing.desk, self._place.number
        if self._shown is not None and self._shown.kind == "notice_first":
            ask_revoke(self.reviewing, self._widget, number)
            return
        if self._taking_back:
            return
        self._taking_back = True
        self.reviewing.deed(
            lambda: take_back_decision(desk, number),
            lambda _: self._on_taken_back(number),
            said="The decision is taken back.",
            failed=self._on_not_taken_back,
            undoable=False,
            opens=True,
        )

    def _on_not_taken_back(self, error: Exception) -> None:
        self._taking_back = False
        self.reviewing.failures.tell(error)

    def _on_taken_back(self, number: str) -> None:
        self._taking_back = False
        self.reviewing.undoing.taken_back(number)
        self.reviewing.case_wanted.emit("case", number)

    def save_copy(self) -> None:
        """Save the stored file, or a draft that says so on every page."""
        shown = self._shown
        if shown is None or shown.record is None:
            return
        number = shown.record.number if shown.issued else f"{self._place.number}_DRAFT"
        name = f"{number}_{shown.kind}_{shown.record.day}.pdf"
        ask_where(
            self._widget,
            "Save a copy",
            name,
            self._write_copy,
            name="saveCopyDialog",
            filters="PDF (*.pdf)",
            ending="pdf",
        )

    def _write_copy(self, path: Path) -> None:
        shown, desk = self._shown, self.reviewing.desk
        if shown is None or shown.record is None:
            return
        record, issued = shown.record, shown.issued
        save_file(
            self.reviewing,
            path,
            lambda: (
                letter.stored(desk, issued) if issued else desk.press.draw(record, draft=True)[0]
            ),
        )

    def show_changed(self) -> None:
        """What this letter says otherwise than the one that it replaces."""
        shown = self._shown
        record = shown.record if shown is not None else None
        before = shown.case.letter(record.replaces) if shown is not None and record else None
        if record is None or before is None:
            words = "This letter replaces no other."
            self.reviewing.say.show_message(DEED, words, "amber")
            return
        ChangedDialog(self._widget, before.record, record).open()

    def sign(self) -> None:
        """A signed copy beside the issued letter (C2)."""
        shown = self._shown
        if shown is None or shown.issued is None or shown.issued.void:
            words = "Only an issued letter that is valid is signed."
            self.reviewing.say.show_message(DEED, words, "amber")
            return
        SignDialog(
            self.reviewing, self._widget, self._place.number, shown.issued.record.number
        ).open_it()

    def save_signed(self) -> None:
        """Save the newest signed copy, as it is stored."""
        shown, desk = self._shown, self.reviewing.desk
        if shown is None or shown.issued is None or not shown.issued.signed:
            return
        issued = shown.issued
        record = issued.record
        ask_where(
            self._widget,
            "Save the signed copy",
            f"{record.number}_{record.kind}_{record.day}_signed.pdf",
            lambda path: save_file(self.reviewing, path, lambda: signed_file(desk, issued)),
            name="saveSignedDialog",
            filters="PDF (*.pdf)",
            ending="pdf",
        )

    def print(self) -> None:
        """Print through the system's dialog;
        what came out of the printer is for the person to say.
        """
        if self._shown is not None and self._shown.issued is not None:
            # Never the customer's name: it stands in the printer's queue
            number = self._shown.issued.record.number
            done = partial(self._printed, number)
            pdf, kind = self._shown.pdf, self._shown.kind
            SheetPrinting(self.reviewing, pdf, number, done, self._widget, DOTS, kind).ask()
        else:
            self.reviewing.say.show_message(
                DEED, "Issue the letter first; a draft can be saved.", "amber"
            )

    def _printed(self, number: str, problem: str) -> None:
        desk = self.reviewing.desk
        if problem:
            words = f"The printer did not take {number}. {problem}"
            self.reviewing.say.show_message("print", words, "red")
            return

        case = self._place.number

        def record() -> None:
            self.reviewing.say.clear_message("print")
            self.reviewing.deed(
                lambda: letter.printed(desk, desk.case(case), number), said=f"{number}: printed."
            )

        words = f"{number} was handed to the printer. Did it come out right?"
        self.reviewing.say.show_message(
            "print", words, "info", action=MessageAction("Record as printed", record)
        )

    def record_dispatch(self) -> None:
        """Record that the letter was sent, or correct what was recorded of it (C4, D11)."""
        issued = self._shown.issued if self._shown else None
        if issued is None:
            return
        number = issued.record.number
        if issued.dispatched is None:
            record_dispatch(self.reviewing, self._widget, self._place.number, number)
        else:
            ask_correction(self.reviewing, self._widget, self._place.number, number)


def take_back_decision(desk: Desk, number: str) -> tuple[Case, ...]:
    """Undo the decision, and nothing else: refused when something was recorded after it (C7)."""
    case = desk.case(number)
    made = case.decision.fact if case.decision else ""
    if not any(fact.id == made and fact.deed == deed_to_undo(case) for fact in case.facts):
        raise Refused(
            f"Something was recorded on {number} after its decision: undo that first, or decide "
            f"again with a reason.",
            "C7",
            "undo",
        )
    return request_queue.undo(desk, case)
