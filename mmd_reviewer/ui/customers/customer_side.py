"""Beside a customer's cases: the newest letters, what the customer was told last, contacts,
how requests were decided (rules C4, C10; mock-up 13).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from mmd_reviewer.domain.case import Letter
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.services.read import customer_words as words
from mmd_reviewer.services.read.case_facts import breakable
from mmd_reviewer.services.read.customer_page import CustomerPage
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    IconLabel,
    Label,
    Part,
    Rest,
    column_of,
    flush_row,
    holding,
    row_of,
)
from mmd_reviewer.ui.widgets.panes import Pane

NEWEST, PEOPLE = 5, 6


class CustomerSide(Pane):
    """`letter_wanted` gives case and letter, `all_wanted` asks for every letter."""

    letter_wanted = Signal(str, str)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("customerSide", "Letters, contacts and decisions", "window")
        self._name = ""

    def show_page(self, page: CustomerPage) -> None:
        """Show what is known of a customer."""
        parts: list[Part] = []
        for section in (self._letters(page), _told(page), _contacts(page), _decided(page)):
            if parts:
                parts += [14, Hairline(), 14]
            parts.append(section)
        same, self._name = page.name == self._name, page.name
        self.fill(column_of(*parts, -1, margins=(20, 14, 20, 20)), stays=same)
        self.setAccessibleDescription(f"{page.name}, {words.subline(page)}")

    def _letters(self, page: CustomerPage) -> QLayout:
        every = LinkButton(f"All {len(page.letters)}", "customerLetters")
        every.clicked.connect(self.all_wanted)
        every.setVisible(bool(page.letters))
        rows: list[Part] = [row_of(Label("Letters", "section"), -1, every)]
        for place, letter in enumerate(page.letters[:NEWEST]):
            rows += [self._letter(letter, place), Hairline()]
        if not page.letters:
            rows.append(Label("No letter was issued yet", "muted"))
        return column_of(*rows, spacing=3)

    def _letter(self, letter: Letter, place: int) -> QLayout:
        record = letter.record
        link = LinkButton(name_of(record.kind), f"customerLetter{place}")
        link.setAccessibleDescription(f"{record.number}, {words.letter_state(letter)}")
        link.clicked.connect(partial(self.letter_wanted.emit, record.case, record.number))
        state = Label(words.letter_state(letter), "muted")
        if letter.dispatched is None and not letter.void:
            state = Label(words.letter_state(letter), "small", tone="attention")
        number = ElidedLabel(record.number, "muted")
        return row_of(flush_row(link), Rest(number), state, spacing=4)


def _told(page: CustomerPage) -> QWidget:
    parts: list[Part] = [Label("What they were told last", "section"), 2]
    last = page.told
    if last is None:
        parts.append(Label("Nothing was told yet", "muted"))
    else:
        tone, said = words.told_holds(page)
        icon = "circle-check" if tone == "good" else "diamond"
        parts += [
            Label(breakable(words.told_sentence(last, page.day)), wrap=True),
            Label(breakable(words.told_by(last)), "muted", wrap=True),
            row_of(IconLabel(icon, tone), Label(said, "medium", tone=tone), stretch=True),
        ]
    if page.differing:
        parts.append(Label(words.differing_words(page), "small", wrap=True, tone="attention"))
    return holding(column_of(*parts, spacing=3))


def _contacts(page: CustomerPage) -> QWidget:
    parts: list[Part] = [Label("Contacts", "section"), 2]
    for one in page.contacts[:PEOPLE]:
        name = ElidedLabel(one.name or one.email, "medium")
        parts.append(row_of(Rest(name), Label(words.contact_note(one), "muted")))
        if one.name and one.email:
            parts += [ElidedLabel(one.email, "muted"), 5]
    more = len(page.contacts) - PEOPLE
    if more > 0:
        parts.append(Label(f"and {more} more", "muted"))
    if not page.contacts:
        parts.append(Label("No request names a contact", "muted"))
    return holding(column_of(*parts, spacing=2))


def _decided(page: CustomerPage) -> QWidget:
    parts: list[Part] = [Label("Decided so far", "section"), 2]
    parts += list(_decided_rows(page))
    return holding(column_of(*parts, spacing=5))


def _decided_rows(page: CustomerPage) -> Iterator[Part]:
    for left, right in words.decided_lines(page):
        yield row_of(Label(left, "medium"), -1, Label(right, "muted"))
