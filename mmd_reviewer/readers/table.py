"""Rows of a table → draft requests, the same for CSV and XLSX (rules A1, A3, A5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from zoneinfo import ZoneInfo

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import Problem, ReadRow
from mmd_reviewer.domain.request import LONGEST_TEXT, Request
from mmd_reviewer.domain.timeline import Timeline
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.readers.cells import DateReader, date_order, not_text
from mmd_reviewer.readers.columns import FIELDS, Columns, letters
from mmd_reviewer.readers.limits import STEP

Record = tuple[int, list[str] | Problem]  # row number as a person counts; texts without outer blanks
_SUBMITTED = FIELDS.index("Submitted")
_HOLE = "The text holds a byte that is no character of Windows-1252: save the file as UTF-8 and import it again."


class Table:
    """Turns records into rows. `suspect`: characters that are no text may occur; `holes`: bytes that are none do."""

    def __init__(self, file: str, columns: Columns, zone: str, *, suspect: bool, holes: bool = False) -> None:
        self._file = file
        self._columns = columns
        self._zone = ZoneInfo(zone)
        self._suspect = suspect
        self._holes = holes
        self._pick = itemgetter(*columns.places)
        self._dates = DateReader(self._zone)
        self._timelines: dict[str, Timeline] = {}
        self._padded = 0
        self._order = ""

    def read(self, records: Sequence[Record], job: Job) -> tuple[ReadRow, ...]:
        """All rows in order; a row of blanks is passed over, as a spreadsheet shows nothing there."""
        self._order = date_order(self._column(records, self._columns.places[_SUBMITTED]))
        self._dates = DateReader(self._zone, self._order)
        rows = []
        for done, (number, cells) in enumerate(records):
            if not done % STEP:
                job.step(len(records) + done, 2 * len(records))
            if isinstance(cells, Problem):
                rows.append(ReadRow(number, None, problem=cells))
                continue
            row = self._row(number, cells)
            if row is not None:
                rows.append(row)
        return tuple(rows)

    def remarks(self) -> tuple[str, ...]:
        """What was read into the table, for the preview."""
        found = list(self._columns.remarks)
        if self._order:
            heading = self._columns.heading_of("Submitted")
            found.append(f"Dates in {heading} are read as {self._order}.")
        if self._padded:
            rows = "1 row has" if self._padded == 1 else f"{self._padded:,} rows have"
            found.append(f"{rows} fewer cells than there are headings; what is not there counts as empty.")
        return tuple(found)

    def _column(self, records: Iterable[Record], place: int) -> Iterable[str]:
        if place >= self._columns.width:
            return ()
        return {cells[place] for _, cells in records if not isinstance(cells, Problem) and len(cells) > place}

    def _row(self, number: int, cells: list[str]) -> ReadRow | None:
        if not any(cells):
            return None
        width = self._columns.width
        if len(cells) != width:
            if any(cells[width:]):
                return self._too_many(number, len(cells))
            self._padded += len(cells) < width
            cells = (cells + [""] * width)[:width]
        if max(map(len, cells)) > LONGEST_TEXT or self._suspect:
            problem = self._text_problem(number, cells)
            if problem:
                return problem
        cells.append("")
        return self._request(number, cells)

    def _request(self, number: int, cells: list[str]) -> ReadRow:
        (
            ticket, customer, type_words, title, requirement, proposal, words,
            submitted, contact, email, severity, devices,
        ) = self._pick(cells)  # fmt: skip
        day, wrong = self._dates.read(submitted)
        if wrong:
            return self._problem(number, self._columns.heading_of("Submitted"), wrong)
        timeline = self._timelines.get(words)
        if timeline is None:
            timeline = self._timelines[words] = read_timeline(words)
        notes = {name: cells[place] for place, name in self._columns.extras if cells[place]}
        request = Request(
            customer, title, "", type_words, requirement, proposal, timeline, ticket,
            day, contact, email, severity, devices, "", notes,
        )  # fmt: skip
        return ReadRow(number, request)

    def _text_problem(self, number: int, cells: Sequence[str]) -> ReadRow | None:
        for place, cell in enumerate(cells):
            wrong = not_text(cell) or (_HOLE if self._holes and "\ufffd" in cell else "")
            if wrong:
                return self._problem(number, self._columns.headings[place], wrong)
        return None

    def _too_many(self, number: int, count: int) -> ReadRow:
        width = self._columns.width
        return self._problem(
            number,
            letters(width),
            f"The row has {count} cells and there are {width} headings. Put quotation marks around a text that holds "
            "the separator.",
        )

    def _problem(self, number: int, column: str, message: str) -> ReadRow:
        return ReadRow(number, None, problem=Problem(self._file, number, column, message))
