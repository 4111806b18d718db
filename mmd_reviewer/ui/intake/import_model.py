"""The rows of an import before anything is stored: what each says in its columns."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.intake import AMENDED, NEW, SKIPPED, Plan, PlannedRow
from mmd_reviewer.ui.widgets.columns import Cell, CellModel, Column, Index

COLUMNS = (
    Column("row", "Row", 64, "right", sortable=False, hideable=False),
    Column("title", "Proposal", sortable=False, hideable=False),
    Column("timeline", "Timeline", 138, sortable=False, yields=1),
    Column("result", "Result", 332, sortable=False, hideable=False),
)


class ImportModel(CellModel):
    """The rows of one result over the plan's tuple."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(COLUMNS)
        self._types = {row.code: row.name for row in edition.types}
        self._plan = Plan((), ())
        self._places: Sequence[int] = array("l")
        self.related: Callable[[int], str] = lambda place: ""

    def show(self, plan: Plan, places: Sequence[int]) -> None:
        """Show some rows of a plan."""
        self.beginResetModel()
        self._plan, self._places = plan, places
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows of the result chosen."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def place_of(self, row: int) -> int:
        """The place in the plan of a row; -1 for none."""
        return self._places[row] if 0 <= row < len(self._places) else -1

    def show_related(self) -> None:
        """What rows are like is known now, or chosen."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 3))

    def row_at(self, row: int) -> PlannedRow | None:
        """The planned row at a place."""
        return self._plan.rows[self._places[row]] if 0 <= row < len(self._places) else None

    def cell(self, row: int, column: int) -> Cell:
        """The cell of a planned row."""
        planned = self._plan.rows[self._places[row]]
        quiet = planned.result == SKIPPED
        key = COLUMNS[column].key
        if key == "row":
            return Cell(str(planned.row), muted=True)
        if key == "title":
            return self._title(planned, quiet)
        if key == "timeline":
            given = planned.request is not None and planned.request.timeline.given
            words = planned.request.timeline.in_short() if planned.request else ""
            return Cell(" ".join(words.split()), muted=quiet or not given)
        cell, like = result_cell(planned), self.related(self._places[row])
        if not like:
            return cell
        return cell._replace(secondary=" · ".join(filter(None, (cell.second_line(), like))))

    def _title(self, planned: PlannedRow, quiet: bool) -> Cell:
        request = planned.request
        if request is None:
            return Cell("No request in this row", planned.file, muted=True)
        if planned.notes_only:
            return Cell(
                f"Notes of the ticket {request.ticket}", (planned.file,), muted=quiet, elide=0
            )
        type_name = (
            self._types.get(request.type, "") or request.type_words.strip() or "Type missing"
        )
        parts = (
            request.customer.strip() or "No customer",
            " ".join(type_name.split()),
            request.ticket,
        )
        heading = request.heading()
        words = heading or "No proposal"
        muted = quiet or not heading
        return Cell(
            words, tuple(part for part in parts if part), medium=not muted, muted=muted, elide=1
        )


def result_cell(planned: PlannedRow) -> Cell:
    """The result in a word, the reason below it."""
    if planned.result == NEW and planned.missing:
        return Cell(
            "Incomplete",
            planned.why,
            "circle-dashed",
            "attention",
            secondary_tone="attention",
            medium=True,
        )
    if planned.result == NEW:
        return Cell("New", "", "plus", "accent", medium=True)
    if planned.result == AMENDED:
        return Cell(
            "Amended", planned.why, "history", "attention", secondary_tone="attention", medium=True
        )
    if planned.result == SKIPPED:
        word = "Known" if planned.request is not None else "Skipped"
        return Cell(word, planned.why, "check", "muted", muted=True)
    short = planned.why.partition(":")[0]  # what to do about it stands beside the list
    return Cell(
        "Refused",
        short,
        "circle-x",
        "broken",
        text_tone="broken",
        secondary_tone="broken",
        medium=True,
    )
