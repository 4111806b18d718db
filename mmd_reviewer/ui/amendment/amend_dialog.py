"""What the customer said by telephone or mail amends the request, with its source (rule A1)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.triage import TOLD
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared, on_case
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

SENTENCE = "The words until now stay readable; after the decision it is settled as any amendment."


@on_case
def ask_amend(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """Open the form with the words of now."""
    number, request = shown.case.number, shown.case.newest
    title = f"The customer amends {number}"
    form = DeedForm(reviewing, parent, number, title, "Amend", name="amend", sentence=SENTENCE)
    source = form.add_choice(
        "source", "Said by", [(code, code.capitalize()) for code in TOLD], TOLD[0]
    )
    requirement = form.add_text(
        "requirement", "Requirement", "Why it is needed", request.requirement
    )
    proposal = form.add_text("proposal", "Proposal", "What is wanted", request.proposal)
    timeline = form.add_line(
        "timeline", "Timeline", "24 months, until 30 June 2027", request.timeline.text
    )

    def prepare() -> Prepared:
        code, words = (
            source.code,
            {
                "requirement": requirement.toPlainText(),
                "proposal": proposal.toPlainText(),
                "timeline": timeline.text(),
            },
        )
        said = f"{number} is amended, by {code}."
        return form.deed(said, lambda desk, case: request_queue.amend(desk, case, code, **words))

    form.ask_for(prepare, first=requirement)
