"""Rows of a table → draft requests, the same for CSV and XLSX (rules A1, A3, A5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from operator import itemgetter
from zoneinfo import ZoneInfo

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.detail_words import Taken
from mmd_reviewer.domain.details_in_text import read_details
from mmd_reviewer.domain.identity import reference
from mmd_reviewer.domain.intake import REQUEST_COLUMNS, Problem, ReadFile, ReadRow, ReadWish
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.timeline import Timeline
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.readers.cells import DateReader, by_numbers, date_order
from mmd_reviewer.readers.columns import (
    DESCRIPTION,
    NOTE,
    REQUESTS,
    ROLES,
    TICKET_TYPE,
    Columns,
    fold_heading,
    moved,
    unit_of,
)
from mmd_reviewer.readers.grid import Grid, Record
from mmd_reviewer.readers.html_text import plain_text
from mmd_reviewer.readers.limits import STEP
from mmd_reviewer.readers.rows import EXAMPLE, Rows, is_example, is_total, rows_named

NO_REQUEST = "nothing of a request"
_OUR_OWN = (*REQUEST_COLUMNS, DESCRIPTION)  # the headings of an export of ours
_CHANGE = {"changerequest", "change"}
_TICKET_TYPES = {
    "changerequest",
    "incident",
    "requestforinformation",
}  # what the portal calls its tickets
_OTHER_TYPES = {
    "incident": "An incident, not a change request",
    "requestforinformation": "A request for information, not a change request",
}
_MORE_THAN_A_FIGURE = re.compile(r"[^\d.,'%\s-]")
_LONG = 24  # characters that no total has
_BARE_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d+)?")
_SWAPPED = 20  # so many rows are named one by one


def read_table(
    grid: Grid, zone: str, job: Job, wish: ReadWish, remarks: tuple[str, ...]
) -> ReadFile:
    """The requests of a table whose heading row is known."""
    assert grid.index is not None
    columns = grid.columns(REQUESTS, wish)
    records = list(grid.records(grid.index + 1, job, columns.place("Submitted")))
    table = Table(grid, _with_ticket_type(columns, records), zone)
    rows = table.read(records, job)
    reading = grid.reading(table.columns.mapping(), (*remarks, *table.remarks()), table.order)
    where = "sheet" if grid.sheet else "file"
    nothing = f"The {where} has headings and no rows below them: there is nothing to import."
    return ReadFile(
        grid.file, reading, rows, () if rows else (Problem(grid.file, None, "", nothing),)
    )


def _with_ticket_type(columns: Columns, records: Sequence[Record]) -> Columns:
    """A column of `Incident` and `Change request` says what a ticket is,
    not which exemption is asked for.
    """
    named = columns.places.get(TICKET_TYPE)
    places = [
        columns.places[name] for name in (TICKET_TYPE, "Exemption type") if name in columns.places
    ]
    places += [
        at
        for at, heading in enumerate(columns.headings)
        if fold_heading(heading) in ("type", "typ")
    ]
    for place in places:
        if {_folded(cell) for cell in _column(records, place)} & _TICKET_TYPES:
            said = (
                f"“{columns.headings[place]}” tells the type of ticket: only change requests are "
                f"taken."
            )
            return moved(columns, place, TICKET_TYPE, said)
    if named is not None:
        return moved(columns, named, NOTE, f"“{columns.headings[named]}” is kept as a note.")
    return columns


def _column(records: Iterable[Record], place: int) -> set[str]:
    return {
        cells[place]
        for _, cells in records
        if not isinstance(cells, Problem) and len(cells) > place
    }


def _cell(cells: list[str] | Problem, place: int) -> str:
    return cells[place] if isinstance(cells, list) and len(cells) > place else ""


def _folded(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


class Table:
    """Turns the records of a grid into rows."""

    def __init__(self, grid: Grid, columns: Columns, zone: str) -> None:
        self.columns = columns
        self.order = ""
        self._grid = grid
        self._zone = ZoneInfo(zone)
        self._rows = Rows(grid.file, columns, REQUESTS, suspect=grid.suspect, untidy=grid.untidy)
        self._pick = itemgetter(*(columns.place(name) for name in ROLES))
        self._dates = DateReader(self._zone)
        self._timelines: dict[str, Timeline] = {}
        self._unit = unit_of(columns.heading_of("Timeline"))
        self._half_swapped: tuple[str, ...] = ()
        # An export of ours holds requests alone: one without a word but its customer is one too.
        self._requests_alone = columns.headings[: len(_OUR_OWN)] == _OUR_OWN

    def read(self, records: Sequence[Record], job: Job) -> tuple[ReadRow, ...]:
        """All rows in order; a row of blanks is passed over,
        as a spreadsheet shows nothing there.
        """
        self.order = date_order(_column(records, self.columns.place("Submitted")))
        self._dates = DateReader(self._zone, self.order)
        rows = []
        for done, (number, cells) in enumerate(records):
            if not done % STEP:
                job.step(len(records) + done, 2 * len(records))
            found = cells if isinstance(cells, Problem) else self._rows.read(number, cells)
            if isinstance(found, list):
                found.append("")
                rows.append(self._request(number, found))
            elif isinstance(found, Problem):
                rows.append(ReadRow(number, None, problem=found))
            elif found is not None:
                rows.append(_passed(number, found))
        if self._grid.numbers:
            place = self.columns.place("Submitted")
            texts = [row for row, cells in records if by_numbers(_cell(cells, place))]
            self._half_swapped = self._mixed_dates(rows, texts)
        return tuple(rows)

    def remarks(self) -> tuple[str, ...]:
        """What was read into the table, for the preview."""
        found = list(self._rows.remarks())
        if self._unit:
            found.append(
                f"Bare numbers in “{self.columns.heading_of('Timeline')}” are read as {self._unit}."
            )
        if self.order:
            found.append(
                f"Dates in {self.columns.heading_of('Submitted')} are read as {self.order}."
            )
        return (*found, *self._half_swapped)

    def _mixed_dates(self, rows: Sequence[ReadRow], texts: Sequence[int]) -> tuple[str, ...]:
        """A spreadsheet that left `13/11` as text took `02/11` for a date,
        perhaps with day and month exchanged.
        """
        cells = set(self._grid.numbers)
        days = {
            row.row: row.request.submitted for row in rows if row.request and row.request.submitted
        }
        doubtful = [
            (number, day)
            for number, day in days.items()
            if number in cells and day.day <= 12 and day.day != day.month
        ]
        if not doubtful or not texts:
            return ()
        heading = self.columns.heading_of("Submitted")
        said = [
            f"{heading} holds text in {rows_named(texts)} and dates in other rows, as where a "
            f"spreadsheet took some "
            "dates for its own and exchanged day and month in them. Look at these rows:"
        ]
        said += [
            f"Row {number:,}: {heading} reads {day}; meant may be "
            f"{day.year}-{day.day:02}-{day.month:02}."
            for number, day in doubtful[:_SWAPPED]
        ]
        more = len(doubtful) - _SWAPPED
        return (*said, *([f"and {more:,} more rows."] if more > 0 else ()))

    def _request(self, number: int, cells: list[str]) -> ReadRow:
        (
            ticket,
            customer,
            type_words,
            title,
            requirement,
            proposal,
            words,
            submitted,
            contact,
            email,
            severity,
            devices,
            description,
            kind,
        ) = self._pick(cells)
        if kind and _folded(kind) not in _CHANGE:
            other = f"“{kind[:40]}”, not a change request"
            return ReadRow(number, None, skipped=_OTHER_TYPES.get(_folded(kind), other))
        asked = (title, type_words, requirement, proposal, words, description, contact, email)
        says = len(requirement) > _LONG or any(map(_says, asked))  # the first of most rows
        if not (says or self._requests_alone) and (" " in ticket or not reference(ticket)):
            return _passed(number, self._rows.pass_over(number, NO_REQUEST))
        if ticket and is_example(ticket):
            return _passed(number, self._rows.pass_over(number, EXAMPLE))
        day, wrong = self._dates.read(submitted)
        if wrong:
            problem = self._rows.problem(number, self.columns.heading_of("Submitted"), wrong)
            return ReadRow(number, None, problem=problem)
        text, taken = "", tuple[Taken, ...]()
        if description:
            text = unicodedata.normalize("NFC", plain_text(description))  # as facts are kept
            found = read_details(text, contact)
            given = {
                "type": type_words,
                "requirement": requirement,
                "proposal": proposal,
                "timeline": words,
            }
            said = {name: cell or found.words.get(name, "") for name, cell in given.items()}
            type_words, requirement, proposal, words = said.values()
            taken = tuple(
                one for one in found.taken if found.words.get(one.detail) == said[one.detail]
            )
        if self._unit and _BARE_NUMBER.fullmatch(words):
            words = f"{words} {self._unit}"
        timeline = self._timelines.get(words)
        if timeline is None:
            timeline = self._timelines[words] = read_timeline(words)
        notes = {name: cells[place] for place, name in self.columns.extras if cells[place]}
        request = Request(
            customer,
            title,
            "",
            type_words,
            requirement,
            proposal,
            timeline,
            ticket,
            day,
            contact,
            email,
            severity,
            devices,
            text,
            notes,
            taken,
        )
        return ReadRow(number, request)


def _says(text: str) -> bool:
    """Does a cell ask for anything: is it more than a figure or the word for a total?"""
    return bool(_MORE_THAN_A_FIGURE.search(text)) and not is_total(text)


def _passed(number: int, reason: str) -> ReadRow:
    return ReadRow(number, None, skipped=f"{reason[:1].upper()}{reason[1:]}")
