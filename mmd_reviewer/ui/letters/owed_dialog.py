"""Letters owed over all cases: since when, why, and what is true until each is dispatched (C9, mock-up 17)."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.waiting import OwedRow
from mmd_reviewer.services.owed import counts, owed_list
from mmd_reviewer.ui.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.rows_dialog import RowsDialog

COLUMNS = (
    Column("age", "Age", 76, hideable=False),
    Column("letter", "Letter owed", 0, hideable=False),
    Column("since", "Owed since", 136),
    Column("effect", "Until it is dispatched", 270),
)
SENTENCE = (
    "What makes a customer worse off takes effect when its letter is dispatched; what makes them better off, at once."
)


class OwedDialog(RowsDialog):
    """The letters, oldest first; Enter opens the one that is current, written or as it would be written."""

    def __init__(
        self, reviewing: Reviewing, parent: QWidget, rows: tuple[OwedRow, ...], day: date
    ) -> None:
        super().__init__(
            parent, title_of(rows), "Open the letter", COLUMNS, name="owed", sentence=SENTENCE,
            nothing="No letter is owed.", page="letters",
        )  # fmt: skip
        self._reviewing, self._owed = reviewing, rows
        self.setMinimumWidth(920)
        self.show_rows([cells(row, day) for row in rows])
        self.cancel_button.set_label("Close")
        self.accept_button.set_reason("" if rows else "No letter is owed")
        self.check = self.current_row
        self.rows.opened.connect(lambda _row: self.accept_button.click())
        self.submitted.connect(self._on_self_submitted)

    def _on_self_submitted(self, place: int) -> None:
        if 0 <= place < len(self._owed):
            row = self._owed[place]
            self._reviewing.letter_wanted.emit(row.number, row.letter or row.kind)


def title_of(rows: tuple[OwedRow, ...]) -> str:
    """`22 letters owed, 4 of them not written`."""
    found = counts(rows)
    if not rows:
        return "Letters owed"
    words = f"{count(found.owed, 'letter')} owed, {found.unwritten} of them not written"
    return f"{words}, {found.settle} to be settled" if found.settle else words


def cells(row: OwedRow, day: date) -> tuple[Cell, ...]:
    """Age, what and whose, since when, and what holds until then; red where an effect waits."""
    written = f"Written as {row.letter}, not dispatched" if row.letter else "Not written"
    if row.settle:
        written = "To be settled: recorded before letters were owed"
    tone = "broken" if row.waits else "attention" if not row.letter else "muted"
    whose = f"{row.customer} · {row.title}"
    return (
        Cell(f"{row.age_days(day)} d", medium=True),
        Cell(name_of(row.kind), (whose, row.number), medium=True, elide=0),
        Cell(on_screen(row.since)),
        Cell(row.effect, (written,), tone=tone),
    )


def show_owed(reviewing: Reviewing, parent: QWidget) -> None:
    """Read the letters and open the dialog."""
    desk, day = reviewing.desk, reviewing.day

    def show(rows: tuple[OwedRow, ...]) -> None:
        OwedDialog(reviewing, parent, rows, day).open()

    reviewing.read("letters owed", lambda: owed_list(desk, day), show)
