"""Tables as XLSX and CSV in which nothing is ever a formula (quality.md, "hostile text").

XLSX: days are days, counts are numbers, everything else is text. CSV: UTF-8 with a BOM, ISO days,
and an apostrophe before what a spreadsheet would take for a formula; whoever reads the file by
program takes that apostrophe away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from mmd_reviewer.domain.guarded_text import guarded

Value = str | int | date

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # and their full-width forms
_FORMULA = re.compile(f"[\\s\u200b\u2060\ufeff]*[{_SIGNS}]|[\t\r\n]")
_DAY_ZERO = date(1899, 12, 30)  # of serial days
_FIRST_SERIAL = date(1900, 3, 1)  # before it the serial days of spreadsheets are off by one
WIDTHS = {
    "Customer": 28,
    "Exemption type": 28,
    "Exemption": 48,
    "Devices": 10,
    "Since": 12,
    "Until": 12,
    "State": 24,
    "Edition": 12,
    "Deciding factor": 26,
    "Case": 10,
    "Ticket": 22,
}
_WIDTH = 16
LONGEST = 32_767  # characters of a cell


def is_formula(text: str) -> bool:
    """Would a spreadsheet take this text for a formula if it were typed in?"""
    return _FORMULA.match(text) is not None


def write_xlsx(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Value]],
    about: Sequence[tuple[str, Value]],
    day: date,
) -> bytes:
    """A workbook: a sheet named `title` under a frozen header
    with a filter, and a sheet "About" of what it shows.

    The same input gives the same bytes: the file says that it was made on `day`.
    """
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": title, "created": datetime(day.year, day.month, day.day)})
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "text": book.add_format({"valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "label": book.add_format({"bold": True, "valign": "top"}),
        "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
        "sign": book.add_format({"valign": "top", "quote_prefix": True}),
    }
    sheet = book.add_worksheet(title)
    for place, name in enumerate(columns):
        sheet.set_column(place, place, WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, place, name, styles["head"])
    last = _fill(sheet, rows, styles, 1)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    notes = book.add_worksheet("About")
    notes.set_column(0, 0, 24, styles["label"])
    notes.set_column(1, 1, 80, styles["wrapped"])
    _fill(notes, about, {**styles, "text": styles["wrapped"]}, 0)
    book.close()
    return file.getvalue()


def _fill(
    sheet: object, rows: Iterable[Sequence[Value]], styles: dict[str, object], first: int
) -> int:
    """Write rows from a line on; the number of the last line written."""
    string, number = sheet.write_string, sheet.write_number  # type: ignore[attr-defined]
    plain, day, figure, sign = styles["text"], styles["day"], styles["number"], styles["sign"]
    formula = _FORMULA.match
    serials: dict[date, int] = {}
    line = first - 1
    for line, row in enumerate(rows, first):
        for place, value in enumerate(row):
            kind = type(value)
            if kind is str:
                if len(value) > LONGEST:  # type: ignore[arg-type]
                    value = f"{value[: LONGEST - 1]}…"  # type: ignore[index]
                string(line, place, value, sign if formula(value) else plain)  # type: ignore[arg-type]
            elif kind is int:
                number(line, place, value, figure)
            elif value in serials:
                number(line, place, serials[value], day)  # type: ignore[index]
            elif isinstance(value, date) and value >= _FIRST_SERIAL:
                serials[value] = (value - _DAY_ZERO).days
                number(line, place, serials[value], day)
            else:
                string(line, place, str(value), plain)
    return line


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows as UTF-8 with a BOM, commas and CRLF; days as 2027-02-28; no cell is a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(map(guarded, columns))
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def csv_cell(value: Value) -> str:
    """A cell that no spreadsheet takes for a formula:
    an apostrophe stands before one, at the start or after `;`.
    """
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else str(value)
    return guarded(value)
