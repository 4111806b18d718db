"""Recording that a letter was sent, correcting it, and notices sent elsewhere (rules C4, D3, D11)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.revocation import FIRST, NOTICES, notice_of
from mmd_reviewer.services import letter, revocation
from mmd_reviewer.ui.reviewing import DEED, Reviewing, Shown
from mmd_reviewer.ui.revocation.course_dialogs import with_case
from mmd_reviewer.ui.revocation.deed_form import DeedForm

SENDS_NOTHING = "The program sends nothing. Record it when the letter stands in the portal."


def record_dispatch(reviewing: Reviewing, parent: QWidget, number: str, wanted: str = "") -> None:
    """Record the dispatch of a letter of the case: the one named, else the newest that waits for it."""
    with_case(reviewing, number, partial(_dispatch, reviewing, parent, wanted))


def _dispatch(reviewing: Reviewing, parent: QWidget, wanted: str, shown: Shown) -> None:
    waiting = [row for row in shown.case.letters if not row.void and row.dispatched is None]
    named = [row for row in waiting if row.record.number == wanted]
    notices = [row for row in waiting if notice_of(row.record.kind)]
    found = (named or notices or waiting)[-1:] if not wanted or named else []
    if not found:
        reviewing.window.show_message(DEED, f"{shown.case.number} has no issued letter that waits.", "amber")
        return
    _open(reviewing, parent, shown, found[0])


def _open(reviewing: Reviewing, parent: QWidget, shown: Shown, issued: Letter) -> DeedForm:
    number, name, desk = shown.case.number, issued.record.number, reviewing.desk
    first = notice_of(issued.record.kind) == FIRST
    deadline = issued.record.deadline
    starts = f" Day 0 will be that day, and the deadline {on_screen(deadline)}." if first and deadline else ""
    form = DeedForm(
        reviewing, parent, f"Record dispatch of {name}", "Record", name="dispatch",
        sentence=f"{name_of(issued.record.kind)}, dated {on_screen(issued.record.day)}. {SENDS_NOTHING}{starts}",
    )  # fmt: skip
    form.add_day("on", "Dispatched on", shown.day)
    reference = form.add_line("reference", "Portal reference", "MMD-1465058-R5V8P")
    to = form.add_line("to", "To", "Whom (optional)", shown.case.request.contact)
    reason = None
    if notice_of(issued.record.kind):
        reason = form.add_text(
            "reason", "Other day", "Only if it has gone out on another day than it bears: why", lines=2
        )

    def prepare() -> tuple[Callable[[], Case], str]:
        day, text, whom = form.day("on") or shown.day, reference.text(), to.text()
        why = reason.toPlainText() if reason is not None else ""
        return (
            lambda: letter.dispatched(desk, desk.case(number), name, day, text, whom, why),
            f"{name}: dispatch recorded.",
        )

    form.on_accept(prepare, ["on"])
    reference.setFocus()
    form.open()
    return form


def ask_correction(reviewing: Reviewing, parent: QWidget, number: str, name: str) -> None:
    """Correct a dispatch that was recorded wrongly; both stay visible (D11)."""
    with_case(reviewing, number, partial(_correct, reviewing, parent, name))


def _correct(reviewing: Reviewing, parent: QWidget, name: str, shown: Shown) -> None:
    number, desk, issued = shown.case.number, reviewing.desk, shown.case.letter(name)
    if issued is None:
        return
    form = DeedForm(
        reviewing, parent, f"Correct the dispatch of {name}", "Correct", name="correct",
        sentence="What was recorded stays visible. A correction never moves the deadline earlier.",
    )  # fmt: skip
    form.add_day("on", "Dispatched on", issued.dispatched)
    reference = form.add_line("reference", "Portal reference", "MMD-1465058-R5V8P", issued.reference)
    reason = form.add_text("correct", "Reason", "What was wrong", lines=2)

    def prepare() -> tuple[Callable[[], Case], str]:
        day, text, why = form.day("on") or shown.day, reference.text(), reason.toPlainText()
        return (
            lambda: letter.correct_dispatch(desk, desk.case(number), name, day, text, why),
            f"{name}: dispatch corrected.",
        )

    form.on_accept(prepare, ["on"])
    form.open()


def ask_sent_elsewhere(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """A notice that was given before this program was used (D3)."""
    form = DeedForm(
        reviewing, parent, f"Notice sent elsewhere, {number}", "Record", name="elsewhere",
        sentence="Only for notices that were given before this program was used. A second person confirms it.",
    )  # fmt: skip
    desk = reviewing.desk
    notice = form.add_choice("notice", "Notice", [(name, f"{name.capitalize()} notice") for name in NOTICES], FIRST)
    form.add_day("for", "Given on")
    reference = form.add_line("reference", "Portal reference", "MMD-1465058-R5V8P")
    second = form.add_line("second_person", "Confirmed by", "A second person")
    correct = form.add_text("correct", "Correction", "Only if it was recorded before: what was wrong", lines=2)

    def prepare() -> tuple[Callable[[], Case], str]:
        code, day, text, who = notice.code, form.day("for") or reviewing.day, reference.text(), second.text()
        why = correct.toPlainText()
        if why.strip():
            return (
                lambda: revocation.correct_elsewhere(desk, desk.case(number), code, day, text, why),
                f"{number}: {code} notice, sent elsewhere, corrected.",
            )
        return (
            lambda: revocation.sent_elsewhere(desk, desk.case(number), code, day, text, who),
            f"{number}: {code} notice recorded as sent elsewhere.",
        )

    form.on_accept(prepare, ["for"])
    form.open()
