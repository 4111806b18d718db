"""XLSX: the visible sheet with the best headings, or the one
that is wished, checked before it is unpacked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import NO_WISH, ReadWish
from mmd_reviewer.domain.listing import first_of
from mmd_reviewer.readers.cells import text_of
from mmd_reviewer.readers.columns import Vocabulary, letters
from mmd_reviewer.readers.grid import Grid, Record
from mmd_reviewer.readers.limits import HEADING_ROWS, STEP, Unreadable, check_rows, check_size
from mmd_reviewer.readers.workbook_check import check_workbook
from mmd_reviewer.readers.workbook_errors import errors_of

KIND = "XLSX"
_DAMAGED = "The workbook is damaged. Open it in Excel, let it be repaired and save it again."
_EXAMPLE = re.compile(  # such a sheet is taken only where no other is known
    r"example|sample|beispiel|muster|exemple|mod[eè]le|template|vorlage", re.IGNORECASE
)
_CHOOSE = "It has known headings too: choose it in the preview, or with --sheet, if it is meant."
_Cells = Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A visible sheet with cells: its first rows, which row of them is best, and how good it is."""

    sheet: CalamineSheet
    first: list[list[str]]
    index: int | None
    merit: int


def open_xlsx(path: Path, job: Job, vocabulary: Vocabulary, wish: ReadWish = NO_WISH) -> Grid:
    """The table of a workbook; raises `Unreadable` for the file as a whole."""
    check_size(path.stat().st_size, KIND)
    content = path.read_bytes()
    has_errors = check_workbook(content, job)
    found, hidden = _sheets(content, vocabulary, wish, job)
    known = [one for one in found if one.index is not None]
    wished = [one for one in found if wish.sheet and _folded(one.sheet.name) == _folded(wish.sheet)]
    chosen = max(
        wished or known or found,
        key=lambda one: (_EXAMPLE.search(one.sheet.name) is None, one.merit),
        default=None,
    )
    if chosen is None:
        raise Unreadable(
            (
                "No row of headings was found in a visible sheet. "
                + _not_read("hidden sheet", hidden)
            ).strip(),
            KIND,
        )
    errors = errors_of(content, chosen.sheet.name) if has_errors else {}
    filled, merged = _merged(chosen.sheet, (chosen.index or 0) + 1)
    others = [one.sheet.name for one in known if one is not chosen]
    plain = [one.sheet.name for one in found if one not in known and one is not chosen]
    said = [f"{_not_read('sheet', others)} {_CHOOSE}"] if others else []
    said += [_not_read("sheet without known headings", plain)] if plain else []
    said += [_not_read("hidden sheet", hidden)] if hidden else []
    said += [merged] if merged else []
    numbers: list[int] = []
    return Grid(
        path.name,
        KIND,
        chosen.first,
        chosen.index,
        lambda below, job, watch: _records(
            chosen.sheet, below, job, watch, numbers, {**errors, **filled}
        ),
        sheet=chosen.sheet.name,
        sheets=tuple(one.sheet.name for one in known or found),
        said=tuple(said),
        untidy=None,
        numbers=numbers,
    )


def _not_read(what: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    sheets = ", ".join(f"“{name}”" for name in names)
    return (
        f"Not read: the {what} {sheets}."
        if len(names) == 1
        else f"Not read: each {what} of {sheets}."
    )


def _sheets(
    content: bytes, vocabulary: Vocabulary, wish: ReadWish, job: Job
) -> tuple[list[_Sheet], list[str]]:
    """(visible sheets with cells; names of the hidden ones)."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [
            row.name for row in workbook.sheets_metadata if row.visible == SheetVisibleEnum.Visible
        ]
        hidden = [name for name in workbook.sheet_names if name not in visible]
        _check_wished(wish.sheet, visible, hidden)
        found = []
        for name in visible:
            job.step(0, 1)
            sheet = _sheet(workbook, name)
            if sheet is None:
                continue
            first = list(islice(_texts(sheet), HEADING_ROWS))
            index = vocabulary.heading_row(first, wish.columns)
            merit = 0 if index is None else max(vocabulary.merit(first[index]), 1)
            found.append(_Sheet(sheet, first, index, merit))
        return found, hidden
    except PasswordError:
        raise Unreadable(
            "The workbook has a password. Take it away in Excel and save the file again.", KIND
        ) from None
    except (CalamineError, ValueError):
        raise Unreadable(_DAMAGED, KIND) from None
    except BaseException as error:
        if (
            type(error).__name__ == "PanicException"
        ):  # a fault inside calamine, which Python cannot name otherwise
            raise Unreadable(_DAMAGED, KIND) from None
        raise


def _check_wished(name: str, visible: Sequence[str], hidden: Sequence[str]) -> None:
    """Refuse a sheet that is not there or not seen; case and outer blanks do not count."""
    wanted = _folded(name)
    if not wanted or wanted in map(_folded, visible):
        return
    if wanted in map(_folded, hidden):
        raise Unreadable(
            f"The sheet “{name}” is hidden. Show it in Excel if it is meant, and save the file.",
            KIND,
        )
    sheets = ", ".join(f"“{sheet}”" for sheet in visible)
    raise Unreadable(f"The workbook has no sheet “{name}”. It has {sheets}.", KIND)


def _folded(name: str) -> str:
    """A sheet may end in a blank that nobody sees."""
    return name.strip().casefold()


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet | None:
    """None for a sheet that holds no cells, such as a chart."""
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError:
        if len(workbook.sheet_names) == 1:
            raise
        return None
    return sheet if sheet.start is not None else None


def _merged(sheet: CalamineSheet, below: int) -> tuple[dict[tuple[int, int], str], str]:
    """(texts of the rows that a merged cell covers besides its first,
    by row and column; what is said of it).
    """
    ranges = [one for one in sheet.merged_cell_ranges or () if one[1][0] > one[0][0] >= below]
    if not ranges:
        return {}, ""
    tops = {top: "" for (top, _), _ in ranges}
    rows: dict[int, list[str]] = {}
    for number, cells in enumerate(_texts(sheet)):
        if number in tops:
            rows[number] = cells
    filled: dict[tuple[int, int], str] = {}
    for (top, left), (bottom, _) in ranges:
        words = rows.get(top, [])[left : left + 1]
        filled |= {
            (row + 1, left): words[0] for row in range(top + 1, bottom + 1) if words and words[0]
        }
    names = [f"{letters(a[1])}{a[0] + 1}:{letters(b[1])}{b[0] + 1}" for a, b in ranges]
    return filled, f"Merged cells count in each of their rows: {first_of(names, 5)}."


def _records(
    sheet: CalamineSheet, below: int, job: Job, watch: int, numbers: list[int], instead: _Cells
) -> Iterator[Record]:
    height = sheet.end[0] + 1 if sheet.end else 0
    left = sheet.start[1] if sheet.start else 0
    by_row: dict[int, dict[int, str]] = {}
    for (row, place), text in instead.items():
        by_row.setdefault(row, {})[place] = text
    count = 0
    numbers.clear()
    for number, raw in enumerate(sheet.iter_rows(), 1):
        if not number % STEP:
            job.step(number, 2 * height)
        if number <= below:
            continue
        cells = _text(raw, left)
        for place, text in by_row.get(number, {}).items():
            if place < len(cells):  # a formula without value beside the table makes it no wider
                cells[place] = cells[place] or text
        if any(cells):
            count += 1
            check_rows(count, KIND)
            if (
                left <= watch < left + len(raw)
                and cells[watch]
                and type(raw[watch - left]) is not str
            ):
                numbers.append(number)
            yield number, cells


def _texts(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Every row from the first of the sheet, every cell from column A,
    though the table may begin further right.
    """
    left = sheet.start[1] if sheet.start else 0
    return (_text(row, left) for row in sheet.iter_rows())


def _text(row: Sequence[Any], left: int) -> list[str]:
    cells = [
        text_of(cell) if type(cell) is not str or "\r" in cell else cell.strip() for cell in row
    ]
    return [""] * left + cells if left else cells
