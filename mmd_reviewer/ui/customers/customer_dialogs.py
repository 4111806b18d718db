"""Spellings of one customer joined and taken back, from a case or the customer's page;
words of two customers in a case separated (rule A5).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.customers import language_name
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.services import customers
from mmd_reviewer.services.read.customer_list import CustomerLine, read_customers
from mmd_reviewer.services.read.customer_page import CustomerPage
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.choosing import choose
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
                return _part(reviewing, name)
            return _joined(reviewing, name, into)

        _record(reviewing, record)

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


def join_spelling(reviewing: Reviewing, parent: QWidget, into: str) -> None:
    """Which other customer is the same as this one: chosen among all there are."""
    desk = reviewing.desk

    def show(lines: tuple[CustomerLine, ...]) -> None:
        others = [(line.name, line.name) for line in lines if plain(line.name) != plain(into)]
        if not others:
            words = f"{into} is the only customer: there is no other spelling to join."
            reviewing.say.show_message(DEED, words, "amber")
            return
        dialog = choose(
            parent,
            f"Which customer counts as {into}?",
            others,
            lambda name: _record(reviewing, lambda job: _joined(reviewing, name, into)),
            accept="Join",
            sentence=JOINED,
            name="joinSpelling",
        )
        dialog.setProperty("helpPage", "customers")

    reviewing.read("join", lambda: read_customers(desk), show, opens=True)


def choose_language(reviewing: Reviewing, parent: QWidget, page: CustomerPage) -> None:
    """In which language new letters to this customer are written."""
    desk = reviewing.desk

    def record(code: str) -> str:
        name = customers.set_language(desk, page.name, code)
        return f"New letters to {name} are written in {language_name(code)}; issued ones stay."

    others = [code for code in desk.wordings.languages() if code != page.language]
    dialog = choose(
        parent,
        f"Letters to {page.name}",
        [(code, language_name(code)) for code in others],
        lambda code: _record(reviewing, lambda job: record(code)),
        accept="Set language",
        sentence=f"They are written in {language_name(page.language)} now; issued ones stay.",
        name="customerLanguage",
    )
    dialog.setProperty("helpPage", "customers")


def choose_take_back(reviewing: Reviewing, parent: QWidget, page: CustomerPage) -> None:
    """Which of the joined spellings becomes a customer of its own again."""
    if not page.joined:
        words = f"No spelling is joined to {page.name}."
        reviewing.say.show_message(DEED, words, "amber")
        return
    dialog = choose(
        parent,
        f"Take back a spelling of {page.name}",
        [(name, name) for name in page.joined],
        lambda name: take_back(reviewing, name),
        accept="Take back",
        name="takeBack",
    )
    dialog.setProperty("helpPage", "customers")


def take_back(reviewing: Reviewing, name: str) -> None:
    """The spelling is a customer of its own again."""
    _record(reviewing, lambda job: _part(reviewing, name))


def _joined(reviewing: Reviewing, name: str, into: str) -> str:
    return f"{name} counts as {customers.join(reviewing.desk, name, into)} from now on."


def _part(reviewing: Reviewing, name: str) -> str:
    customers.part(reviewing.desk, name)
    return f"{name} is a customer of its own again."


def _record(reviewing: Reviewing, record: Callable[[Job], str]) -> None:
    def said(words: str) -> None:
        reviewing.say.show_message(DEED, words, "info")

    reviewing.job("Changing customers", record, said, stores=True)


def separate(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """Words of another customer in the case become a case of their own."""
    desk = reviewing.desk
    reviewing.deed(
        lambda: customers.separate(desk, desk.case(number)),
        said=f"{number} was separated: see its history.",
        undoable=False,
    )
