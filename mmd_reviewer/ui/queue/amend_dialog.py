"""What the customer said by telephone or mail amends the request, with its source (rule A1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.triage import TOLD
from mmd_reviewer.services import request_queue
from mmd_reviewer.ui.reviewing import Reviewing, Shown
from mmd_reviewer.ui.revocation.course_dialogs import with_case
from mmd_reviewer.ui.revocation.deed_form import DeedForm

SENTENCE = "The words until now stay readable; after the decision it is settled as any amendment."


def ask_amend(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Open the form with the words of now."""
    with_case(reviewing, number, partial(_ask, reviewing, parent))


def _ask(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    number, desk, request = shown.case.number, reviewing.desk, shown.case.newest
    form = DeedForm(reviewing, parent, f"The customer amends {number}", "Amend", name="amend", sentence=SENTENCE)
    source = form.add_choice("source", "Said by", [(code, code.capitalize()) for code in TOLD], TOLD[0])
    requirement = form.add_text("requirement", "Requirement", "Why it is needed", request.requirement)
    proposal = form.add_text("proposal", "Proposal", "What is wanted", request.proposal)
    timeline = form.add_line("timeline", "Timeline", "24 months, until 30 June 2027", request.timeline.text)

    def prepare() -> tuple[Callable[[], Case], str]:
        words = {
            "requirement": requirement.toPlainText(), "proposal": proposal.toPlainText(), "timeline": timeline.text(),
        }  # fmt: skip
        code = source.code
        return lambda: request_queue.amend(desk, desk.case(number), code, **words), f"{number} is amended, by {code}."

    form.on_accept(prepare)
    requirement.setFocus()
    form.open()
    return form
