"""Every letter of a customer in one list; Enter opens it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Letter
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.customer_page import CustomerPage
from mmd_reviewer.services.read.customer_words import letter_state
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, Column

LETTERS = (
    Column("letter", "Letter", 0, hideable=False),
    Column("number", "Number", 130),
    Column("day", "Issued", 130),
    Column("dispatched", "Dispatched", 140),
)


def show_letters(reviewing: Reviewing, parent: QWidget, page: CustomerPage) -> None:
    """All of them, the newest first."""
    titles = {row.number: " ".join(row.case.request.heading().split()) for row in page.cases}
    dialog = RowsDialog(
        parent,
        f"Letters to {page.name}",
        "Open the letter",
        LETTERS,
        sentence="Of all its cases and spellings, the newest first.",
        name="customerLetters",
        nothing="No letter was issued yet.",
        page="customers",
    )
    dialog.accept_button.set_reason("" if page.letters else "There is no letter")
    dialog.offer(
        page.letters,
        lambda letter: _cells(letter, titles[letter.record.case]),
        lambda letter: reviewing.letter_wanted.emit(letter.record.case, letter.record.number),
    )
    dialog.open()


def _cells(letter: Letter, title: str) -> tuple[Cell, ...]:
    record, waits = letter.record, letter.dispatched is None and not letter.void
    return (
        Cell(name_of(record.kind), (title,), medium=True, elide=0, muted=letter.void),
        Cell(record.number, muted=True),
        Cell(on_screen(record.day)),
        Cell(letter_state(letter), text_tone="attention" if waits else "", muted=letter.void),
    )
