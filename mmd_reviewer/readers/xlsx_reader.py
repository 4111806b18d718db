"""XLSX of requests: the first sheet that has known headings, checked before anything is unpacked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import Problem, ReadFile, Reading
from mmd_reviewer.readers.cells import text_of
from mmd_reviewer.readers.columns import columns_of, devices_not_requests, heading_row, lists_devices, no_headings
from mmd_reviewer.readers.limits import HEADING_ROWS, STEP, Unreadable, check_rows, check_size
from mmd_reviewer.readers.table import Record, Table
from mmd_reviewer.readers.workbook_check import check_workbook

KIND = "XLSX"
_DAMAGED = "The workbook is damaged. Open it in Excel, let it be repaired and save it again."


def read_xlsx(path: Path, zone: str, job: Job, remarks: tuple[str, ...] = ()) -> ReadFile:
    """The requests of a workbook; raises `Unreadable` for the file as a whole."""
    check_size(path.stat().st_size, KIND)
    content = path.read_bytes()
    check_workbook(content, job)
    sheet, index, first = _chosen(content, job)
    columns = columns_of(first[index], KIND)
    records = list(_records(sheet, index + 1, job))
    table = Table(path.name, columns, zone, suspect=False)
    rows = table.read(records, job)
    reading = Reading(
        KIND, "", "", sheet.name, index + 1, columns.mapping(), (*remarks, *table.remarks())
    )  # fmt: skip
    nothing = "The sheet has headings and no rows below them: there is nothing to import."
    return ReadFile(path.name, reading, rows, () if rows else (Problem(path.name, None, "", nothing),))


def _chosen(content: bytes, job: Job) -> tuple[CalamineSheet, int, list[list[str]]]:
    """(sheet, index of its heading row, its first rows)."""
    devices = None
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            job.step(0, 1)
            sheet = _sheet(workbook, name)
            if sheet is None:
                continue
            first = list(islice(_texts(sheet), HEADING_ROWS))
            index = heading_row(first)
            if index is not None:
                return sheet, index, first
            at = next((at for at, cells in enumerate(first) if lists_devices(cells)), None)
            if at is not None and devices is None:
                devices = sum(1 for cells in islice(_texts(sheet), at + 1, None) if any(cells))
    except PasswordError:
        raise Unreadable("The workbook has a password. Take it away in Excel and save the file again.", KIND) from None
    except (CalamineError, ValueError):
        raise Unreadable(_DAMAGED, KIND) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # a fault inside calamine, which Python cannot name otherwise
            raise Unreadable(_DAMAGED, KIND) from None
        raise
    raise no_headings(KIND) if devices is None else devices_not_requests(devices, KIND)


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet | None:
    """None for a sheet that holds no cells, such as a chart."""
    try:
        sheet = workbook.get_sheet_by_name(name)
    except CalamineError:
        if len(workbook.sheet_names) == 1:
            raise
        return None
    return sheet if sheet.start is not None else None


def _records(sheet: CalamineSheet, below: int, job: Job) -> Iterator[Record]:
    height = sheet.end[0] + 1 if sheet.end else 0
    count = 0
    for number, cells in enumerate(_texts(sheet), 1):
        if not number % STEP:
            job.step(number, 2 * height)
        if number > below and any(cells):
            count += 1
            check_rows(count, KIND)
            yield number, cells


def _texts(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Every row from the first of the sheet, every cell from column A, though the table may begin further right."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        cells = [cell.strip() if type(cell) is str else text_of(cell) for cell in row]
        yield left + cells if left else cells
