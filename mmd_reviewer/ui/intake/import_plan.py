"""What the import preview shows, read and planned on the worker; nothing is stored by it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.intake import (
    AMENDED,
    FAILED,
    NEW,
    NO_WISH,
    SKIPPED,
    Plan,
    PlannedRow,
    ReadFile,
    Reading,
    ReadWish,
)
from mmd_reviewer.services import intake
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.widgets.columns import Cell, CellModel, Column, Index

ALL = "rows"
RESULTS = (NEW, AMENDED, SKIPPED, FAILED)
COLUMNS = (
    Column("row", "Row", 64, "right", sortable=False, hideable=False),
    Column("title", "Proposal", sortable=False, hideable=False),
    Column("timeline", "Timeline", 138, sortable=False, yields=1),
    Column("result", "Result", 248, sortable=False, hideable=False),
)


@dataclass(frozen=True, slots=True)
class Preview:
    """The plan, its rows by result, and what is worth saying of all of them; `to_store` rows would be recorded."""

    files: tuple[ReadFile, ...]
    plan: Plan
    groups: Mapping[str, Sequence[int]]
    incomplete: int
    unnamed: int
    to_store: int


def read_and_plan(desk: Desk, paths: Sequence[str], customer: str, job: Job, wish: ReadWish = NO_WISH) -> Preview:
    """Read the files and plan their import; on the worker."""
    # Readers bring parsers that the window does not need before a file is opened.
    from mmd_reviewer.readers import read_file

    zone = desk.standing().zone
    files = tuple(read_file(Path(path), zone, job, wish) for path in paths)
    return plan_again(desk, files, customer, job)


def plan_again(desk: Desk, files: tuple[ReadFile, ...], customer: str, job: Job) -> Preview:
    """Plan what was read; on the worker."""
    plan = intake.plan_import(desk, files, customer, job)
    groups: dict[str, array[int]] = {result: array("l") for result in (ALL, *RESULTS)}
    incomplete = unnamed = storing = 0
    for place, row in enumerate(plan.rows):
        groups[ALL].append(place)
        groups[row.result].append(place)
        storing += row.stores
        incomplete += row.result == NEW and bool(row.missing)
        unnamed += lacks_customer(row)
    if customer and not unnamed:
        unnamed = sum(not r.request.customer.strip() for f in files for r in f.rows if r.request and not r.problem)
    return Preview(files, plan, groups, incomplete, unnamed, storing)


def lacks_customer(row: PlannedRow) -> bool:
    """Is the row refused because it names no customer?"""
    return row.result == FAILED and row.request is not None and not row.request.customer.strip()


class ImportModel(CellModel):
    """The rows of one result over the plan's tuple."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(COLUMNS)
        self._types = {row.code: row.name for row in edition.types}
        self._plan = Plan((), ())
        self._places: Sequence[int] = array("l")

    def show(self, plan: Plan, places: Sequence[int]) -> None:
        """Show some rows of a plan."""
        self.beginResetModel()
        self._plan, self._places = plan, places
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows of the result chosen."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

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
        return result_cell(planned)

    def _title(self, planned: PlannedRow, quiet: bool) -> Cell:
        request = planned.request
        if request is None:
            return Cell("No request in this row", planned.file, muted=True)
        if planned.notes_only:
            return Cell(f"Notes of the ticket {request.ticket}", (planned.file,), muted=quiet, elide=0)
        type_name = self._types.get(request.type, "") or request.type_words.strip() or "Type missing"
        parts = (request.customer.strip() or "No customer", " ".join(type_name.split()), request.ticket)
        heading = request.heading()
        words = heading or "No proposal"
        muted = quiet or not heading
        return Cell(words, tuple(part for part in parts if part), medium=not muted, muted=muted, elide=1)


def result_cell(planned: PlannedRow) -> Cell:
    """The result in a word, the reason below it."""
    if planned.result == NEW and planned.missing:
        return Cell("Incomplete", planned.why, "circle-dashed", "attention", secondary_tone="attention", medium=True)
    if planned.result == NEW:
        return Cell("New", "", "plus", "accent", medium=True)
    if planned.result == AMENDED:
        return Cell("Amended", planned.why, "history", "attention", secondary_tone="attention", medium=True)
    if planned.result == SKIPPED:
        word = "Known" if planned.request is not None else "Skipped"
        return Cell(word, planned.why, "check", "muted", muted=True)
    short = planned.why.partition(":")[0]  # what to do about it stands beside the list
    return Cell("Refused", short, "circle-x", "broken", text_tone="broken", secondary_tone="broken", medium=True)


def how_read(file: ReadFile) -> str:
    """`Sheet “Requests”, 48 rows, headings in row 1`."""
    reading: Reading = file.reading
    separators = {",": "comma", ";": "semicolon", "\t": "tab"}
    parts = [f"Sheet “{reading.sheet}”"] if reading.sheet else [reading.kind] if reading.kind else []
    parts += [reading.encoding] if reading.encoding else []
    parts += [f"separated by {separators.get(reading.separator, reading.separator)}"] if reading.separator else []
    parts.append("1 row" if len(file.rows) == 1 else f"{len(file.rows):,} rows")
    parts += [f"headings in row {reading.heading_row}"] if reading.heading_row else []
    return ", ".join(parts)


def counts_words(imported: int, amended: int, skipped: int, failed: int) -> str:
    """`41 new, 2 amended, 4 known, 1 refused`."""
    pairs = ((imported, "new"), (amended, "amended"), (skipped, "known or skipped"), (failed, "refused"))
    return ", ".join(f"{number:,} {word}" for number, word in pairs if number) or "no rows"
