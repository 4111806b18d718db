"""What a row of the letters owed says in each column (mock-up 17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.owed_list import OwedItem, until_dispatched
from mmd_reviewer.ui.widgets.columns import Cell, Column, RowsModel

COLUMNS = (
    Column("age", "Age", 60, "right", descending_first=True, hideable=False),
    Column("letter", "Letter owed", hideable=False),
    Column("because", "Because of", 164, yields=1),
    Column("until", "Until it is dispatched", 214, hideable=False),
)


def cell_of(item: OwedItem, key: str, day: date) -> Cell:
    """The cell of one column."""
    row = item.row
    if key == "age":
        return Cell(
            str(row.age_days(day)), unit="d", strong=row.waits or not row.letter, medium=True
        )
    if key == "letter":
        title = " ".join(row.title.split())
        return Cell(item.letter, (row.customer, title, row.number), medium=True, elide=1)
    if key == "because":
        return Cell(item.because, on_screen(row.since))
    until = until_dispatched(row)
    text_tone = "" if until.tone == "muted" else until.tone
    strong = until.tone == "broken"
    return Cell(until.words, until.more, until.icon, until.tone, strong=strong, text_tone=text_tone)


class OwedModel(RowsModel):
    """All letters owed that fit the filter; `day` is the one that ages are told on."""

    def __init__(self, day: date, parent: QObject | None = None) -> None:
        super().__init__(
            COLUMNS, lambda item, column: cell_of(item, COLUMNS[column].key, self.day), parent
        )
        self.day = day

    @property
    def items(self) -> Sequence[OwedItem]:
        """What is shown."""
        return self.rows

    def item_at(self, row: int) -> OwedItem | None:
        """The item at a place, if there is one."""
        return self.items[row] if 0 <= row < len(self.items) else None

    def reset(self, items: list[OwedItem], day: date) -> None:
        """Show other items."""
        self.day = day
        self.show(items)
