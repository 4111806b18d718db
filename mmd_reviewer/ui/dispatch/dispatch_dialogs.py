"""Recording that a letter was sent, correcting it,
and notices sent elsewhere (rules C4, D3, D11).
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Letter
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.revocation import FIRST, NOTICES, notice_of
from mmd_reviewer.services import letter, revocation
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared, on_case
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED

OTHER_TICKET = "Only for another case’s ticket: why it is right"
SENDS_NOTHING = "The program sends nothing. Record it when the letter stands in the portal."


@on_case
def record_dispatch(reviewing: Reviewing, parent: QWidget, shown: Shown, wanted: str = "") -> None:
    """Record the dispatch of a letter of the case:
    the one named, else the newest that waits for it.
    """
    waiting = [row for row in shown.case.letters if not row.void and row.dispatched is None]
    named = [row for row in waiting if row.record.number == wanted]
    notices = [row for row in waiting if notice_of(row.record.kind)]
    found = (named or notices or waiting)[-1:] if not wanted or named else []
    if not found:
        reviewing.say.show_message(
            DEED, f"{shown.case.number} has no issued letter that waits.", "amber"
        )
        return
    _open(reviewing, parent, shown, found[0])


def _open(reviewing: Reviewing, parent: QWidget, shown: Shown, issued: Letter) -> None:
    name, kind = issued.record.number, issued.record.kind
    deadline = issued.record.deadline
    first = notice_of(kind) == FIRST
    starts = (
        f" Day 0 will be that day, and the deadline {on_screen(deadline)}."
        if first and deadline
        else ""
    )
    form = DeedForm(
        reviewing,
        parent,
        shown.case.number,
        f"Record dispatch of {name}",
        "Record",
        name="dispatch",
        sentence=f"{name_of(kind)}, dated {on_screen(issued.record.day)}. {SENDS_NOTHING}{starts}",
    )
    form.add_day("on", "Dispatched on", shown.day)
    ticket = shown.case.request.ticket
    reference = form.add_line("reference", "Portal reference", "MMD-1465058-R5V8P", ticket)
    reference.selectAll()  # what is typed instead replaces it
    to = form.add_line("to", "To", "Whom (optional)", shown.case.request.contact)
    other_day = "on another day than it bears, or " if notice_of(kind) else ""
    reason = form.add_text(
        "reason",
        "Reason",
        f"Only if it has gone out {other_day}under another case’s ticket",
        lines=2,
    )
    form.ask_for(
        lambda: form.deed(
            f"{name}: dispatch recorded.",
            letter.dispatched,
            name,
            form.day("on") or shown.day,
            reference.text(),
            to.text(),
            reason.toPlainText(),
        ),
        ["on"],
        reference,
    )


@on_case
def ask_correction(reviewing: Reviewing, parent: QWidget, shown: Shown, name: str) -> None:
    """Correct a dispatch that was recorded wrongly; both stay visible (D11)."""
    issued = shown.case.letter(name)
    if issued is None:
        return
    form = DeedForm(
        reviewing,
        parent,
        shown.case.number,
        f"Correct the dispatch of {name}",
        "Correct",
        name="correct",
        sentence="What was recorded stays visible. A correction never moves the deadline earlier.",
    )
    form.add_day("on", "Dispatched on", issued.dispatched)
    reference = form.add_line(
        "reference", "Portal reference", "MMD-1465058-R5V8P", issued.reference
    )
    reason = form.add_text("correct", "Reason", "What was wrong", lines=2)
    form.ask_for(
        lambda: form.deed(
            f"{name}: dispatch corrected.",
            letter.correct_dispatch,
            name,
            form.day("on") or shown.day,
            reference.text(),
            reason.toPlainText(),
        ),
        ["on"],
    )


def ask_sent_elsewhere(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """A notice that was given before this program was used (D3)."""
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Notice sent elsewhere, {number}",
        "Record",
        name="elsewhere",
        sentence="Only for notices that were given before this program was used. A second person "
        "confirms it.",
    )
    notice = form.add_choice(
        "notice", "Notice", [(name, f"{name.capitalize()} notice") for name in NOTICES]
    )
    form.add_day("for", "Given on")
    reference = form.add_line("reference", "Portal reference", "MMD-1465058-R5V8P")
    second = form.add_line("second_person", "Confirmed by", "A second person")
    reason = form.add_line("reason", "Reason", OTHER_TICKET)
    correct = form.add_text(
        "correct", "Correction", "Only if it was recorded before: what was wrong", lines=2
    )

    def prepare() -> Prepared:
        code, day, why = notice.code, form.day("for") or reviewing.day, correct.toPlainText()
        if why.strip():
            said = f"{number}: {code} notice, sent elsewhere, corrected."
            return form.deed(said, revocation.correct_elsewhere, code, day, reference.text(), why)
        said = f"{number}: {code} notice recorded as sent elsewhere."
        return form.deed(
            said,
            revocation.sent_elsewhere,
            code,
            day,
            reference.text(),
            second.text(),
            reason.text(),
        )

    form.ask_for(prepare, ["notice", "for"])
