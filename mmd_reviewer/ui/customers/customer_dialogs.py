"""Spellings of one customer joined, and words of two customers separated,
from the case shown (rule A5).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.services import customers
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.dialogs import ask_text
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED

JOINED = (
    "New letters print that name; issued ones keep theirs, and each case shows the name it came "
    "under."
)


def ask_join(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """As which customer the customer of the case counts; the same name takes a joining back."""
    reviewing.read_case("join", number, partial(_ask, reviewing, parent), opens=True)


def _ask(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    name = shown.case.request.customer

    def take(into: str) -> None:
        def record(job: Job) -> str:
            known = reviewing.desk.standing().customers
            if plain(into) == plain(name) != plain(known.name(name)):
                customers.part(reviewing.desk, name)
                return f"{name} is a customer of its own again."
            return f"{name} counts as {customers.join(reviewing.desk, name, into)} from now on."

        def said(words: str) -> None:
            reviewing.say.show_message(DEED, words, "info")

        reviewing.job("Joining customers", record, said, stores=True)

    ask_text(
        parent,
        f"{name} counts as",
        "Customer",
        take,
        sentence=JOINED,
        text=name,
        several_lines=False,
        name="join",
    )


def separate(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Words of another customer in the case become a case of their own."""
    desk = reviewing.desk
    reviewing.deed(
        lambda: customers.separate(desk, desk.case(number)),
        said=f"{number} was separated: see its history.",
        undoable=False,
    )
