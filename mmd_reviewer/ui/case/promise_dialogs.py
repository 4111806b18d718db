"""Promises of the customer and reviews of an approval that runs (rules C1, D1)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services import promise
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared, on_case
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED

KEPT, BROKEN = "kept", "broken"
BROKEN_LEADS = (
    "A broken promise starts a look at the key conditions. It ends nothing by itself: a revocation "
    "needs a key condition that is broken."
)


def ask_promise(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """What the customer is to do, and by when."""
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"A promise of {number}",
        "Record",
        name="promise",
        sentence="The calendar asks for its proof 30 days ahead. No letter tells it: a term that "
        "the customer must know stands in the approval.",
    )
    text = form.add_text("text", "Promise", "What the customer is to do")
    form.add_day("due", "Due")

    def prepare() -> Prepared:
        due = form.day("due")
        assert due is not None  # it is needed
        said = f"{number}: promised by {on_screen(due)}."
        return form.deed(said, promise.make, text.toPlainText(), due)

    form.ask_for(prepare, ["due"])


@on_case
def ask_settle(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """Was a promise kept or broken?"""
    case = shown.case
    rows = [(n, row) for n, row in enumerate(case.promises, 1) if row.settled is None]
    if not rows:
        reviewing.say.show_message(DEED, f"{case.number} has no open promise.", "amber")
        return
    form = DeedForm(
        reviewing,
        parent,
        case.number,
        f"A promise of {case.number}: kept or broken",
        "Record",
        name="settlePromise",
        sentence=BROKEN_LEADS,
    )
    choices = [(str(n), f"{row.text}, due {on_screen(row.due)}") for n, row in rows]
    which = form.add_choice("promise", "Promise", choices, choices[0][0] if len(rows) == 1 else "")
    how = form.add_choice("how", "It was", [(KEPT, "Kept"), (BROKEN, "Broken")])
    text = form.add_text("text", "Proof", "What shows it")

    def prepare() -> Prepared:
        kept = how.code == KEPT
        said = f"{case.number}: the promise was {how.code}."
        return form.deed(said, promise.settle, int(which.code), text.toPlainText(), kept=kept)

    form.ask_for(prepare, ["promise", "how"])


def ask_review(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """What a look at the key conditions found."""
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Review {number}",
        "Record",
        name="review",
        sentence="An approval without an end is looked at as often as the settings say. If a "
        "key condition is broken, prepare a revocation.",
    )
    text = form.add_text("text", "Found", "Do the four key conditions still hold?")
    form.ask_for(lambda: form.deed(f"{number} is reviewed.", promise.review, text.toPlainText()))
