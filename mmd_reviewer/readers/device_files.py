"""Device lists: the portal's JSON, registration, Autopilot
and inventory tables, or serial numbers alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.device import Device, DeviceFile
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.identity import is_placeholder
from mmd_reviewer.domain.intake import NO_WISH, Problem, Reading, ReadWish
from mmd_reviewer.domain.request import check_words, fold
from mmd_reviewer.readers.any_file import kind_of, open_table, withheld
from mmd_reviewer.readers.cells import tidy
from mmd_reviewer.readers.columns import DEVICES, REQUESTS, SERIAL, Vocabulary, fold_heading
from mmd_reviewer.readers.encoding import HEAD, guess_encoding
from mmd_reviewer.readers.grid import LONGEST_HEADING, Grid
from mmd_reviewer.readers.json_text import documents_in
from mmd_reviewer.readers.limits import Unreadable, check_rows
from mmd_reviewer.readers.portal_kinds import are_pages, more_pages
from mmd_reviewer.readers.rows import Rows, is_example, rows_named

MOST_BYTES = 50 * 1024 * 1024
OURS = {
    SERIAL: "serial",
    "Manufacturer": "manufacturer",
    "Model": "model",
    "Device Name": "name",
    "Ring Name": "ring",
}
_DAMAGED = re.compile(r"\d+(?:[.,]\d+E|E\+)[+-]?\d+|\d{5,}[.,]0?", re.IGNORECASE)
_SEVERAL = re.compile(r"\S\s*[;,]\s*\S|\S\s+/\s+\S")
# Nothing but signs, one letter again and again, words without a number; but the portal's own
# documentation writes its samples so.
_FILLER = re.compile(
    r"(?!serial number value$)(?:[\W_]*|[a-z]|([1-9a-z])\1{2,}|\D*[^\W\d_]\W*[ \t]\D*|=.*|"
    r".*\b(?:serial number|default string)\b.*)",
    re.IGNORECASE,
)
_COUNTING = "0123456789abcdef"
_PLACEHOLDERS = {
    "default string",
    "to be filled by o e m",
    "to be filled by oem",
    "system serial number",
    "chassis serial number",
    "base board serial number",
    "o e m",
    "oem",
    "none",
    "null",
    "n a",
    "na",
    "tbd",
    "unknown",
    "unbekannt",
    "inconnu",
    "not specified",
    "not available",
    "not applicable",
    "invalid",
    "empty",
    "0",
    "serial",
    "no serial",
    "1234567890",
    "default",
    "standard",
    "unset",
    "true",
    "false",
}
TWICE = "stands in the list twice"
_Row = tuple[int, Mapping[str, str] | Problem]


def read_devices(path: Path, wish: ReadWish = NO_WISH) -> DeviceFile:
    """Devices and problems of a file; a file that is none is one problem.

    The hardware hash is never kept.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return _none(path, "The file is over 50 MB: split the list.")
        kind, remarks = kind_of(path)
        reading, rows = _from_json(path) if kind == "JSON" else _from_table(path, wish)
    except Unreadable as reason:
        return _none(path, reason.message, reason.reading or Reading(reason.kind))
    except OSError as error:
        return _none(path, withheld(error))
    return _checked(path.name, rows, replace(reading, remarks=(*remarks, *reading.remarks)))


def typed_devices(text: str) -> DeviceFile:
    """Devices typed in: one a line, `serial`, or `serial, manufacturer, model` with commas,
    semicolons, or tabs as a spreadsheet copies them.
    """
    rows: list[_Row] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [tidy(cell) for cell in re.split("[,;\t]", line)]
        if any(cells):
            rows.append(
                (number, dict(zip(("serial", "manufacturer", "model"), cells, strict=False)))
            )
    return _checked("typed in", rows, Reading("typed in"))


def _none(path: Path, message: str, reading: Reading | None = None) -> DeviceFile:
    return DeviceFile((), (Problem(path.name, None, "", message),), reading)


def json_entries(path: Path) -> tuple[Reading, list[Any]]:
    """The entries of a portal's or Graph's answer, and how it was read; one entity is a list.

    Keys are folded.
    """
    raw = path.read_bytes()
    document = documents_in(raw, json.detect_encoding(raw), "JSON")
    pages = document if isinstance(document, list) and are_pages(document) else [document]
    entries: list[Any] = []
    for page in pages:
        value = page.get("value", [page]) if isinstance(page, Mapping) else page
        entries += value if isinstance(value, list) else []
    check_rows(len(entries), "JSON")
    last = pages[-1]
    remarks = more_pages(last) if isinstance(last, Mapping) else ()
    return Reading("JSON", guess_encoding(raw[:HEAD]).name, remarks=remarks), entries


def _from_json(path: Path) -> tuple[Reading, list[_Row]]:
    reading, entries = json_entries(path)
    rows: list[_Row] = [
        (number, entry_cells(path.name, number, entry, DEVICES, OURS))
        for number, entry in enumerate(entries, 1)
    ]
    if not any(isinstance(row, Problem) or "serial" in row for _, row in rows):
        raise Unreadable(
            "The file lists no devices: it needs a field with the serial number.", "JSON"
        )
    return reading, rows


def entry_cells(
    file: str, number: int, entry: Any, vocabulary: Vocabulary, ours: Mapping[str, str]
) -> dict[str, str] | Problem:
    """The texts of an entry by what `ours` calls their fields; a serial number is no number.

    Of two fields that name the same the closer one counts, as of two columns, and none that is
    empty: a `deviceName` stays beside a `name`.
    """
    found: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for key, value in entry.items() if isinstance(entry, Mapping) else ():
        name, rank = vocabulary.known.get(fold_heading(key), ("", 0))
        if name == SERIAL and isinstance(value, (int, float)) and not isinstance(value, bool):
            said = (
                f"The serial number is a number ({value}), not text: zeros before it may be lost. "
                f"Put it in quotes."
            )
            return Problem(file, number, SERIAL, said)
        if name in ours and isinstance(value, str):
            there = found.setdefault(ours[name], "")
            if value and (not there or rank < ranks[name]):
                found[ours[name]], ranks[name] = value, rank
    return found


def in_one_line(
    file: str, number: int, cells: Mapping[str, str], kind: str
) -> Mapping[str, str] | Problem:
    """The cells of a device, or what is wrong where one goes over several lines (D1): in CSV a
    quotation mark that is not closed swallows the devices below, in a workbook a cell may hold two.
    """
    names = ("serial", "manufacturer", "model", "name") if kind == "CSV" else ("serial",)
    if not any("\n" in cells.get(name, "") for name in names):
        return cells
    said = (
        "A text here holds a line break: a quotation mark is not closed, or one too many is there."
        if kind == "CSV"
        else "The serial number holds a line break: give each device a row of its own."
    )
    return Problem(file, number, SERIAL, said)


def _from_table(path: Path, wish: ReadWish) -> tuple[Reading, list[_Row]]:
    grid = open_table(path, Job(), DEVICES, wish)
    if grid.index is None:
        return _serials_alone(path, grid, wish)
    columns = grid.columns(DEVICES, wish)
    rows = Rows(grid.file, columns, DEVICES, suspect=grid.suspect, untidy=grid.untidy)
    places = [(OURS[name], place) for name, place in columns.places.items() if name in OURS]
    found: list[_Row] = []
    for number, cells in grid.records(grid.index + 1, Job(), columns.place(SERIAL)):
        read = cells if isinstance(cells, Problem) else rows.read(number, cells)
        if isinstance(read, list):
            named = {ours: read[place] for ours, place in places}
            found.append((number, in_one_line(grid.file, number, named, grid.kind)))
        elif isinstance(read, Problem):
            found.append((number, read))
    remarks = list(rows.remarks())
    if grid.numbers:
        remarks.append(
            f"The serial number is a number in {rows_named(grid.numbers)}, not text: zeros before "
            f"it may be missing."
        )
    return grid.reading(columns.mapping(), remarks), found


def _serials_alone(path: Path, grid: Grid, wish: ReadWish) -> tuple[Reading, list[_Row]]:
    """One serial number a line and no heading;
    any heading is refused by its name, lest it be taken for a device.
    """
    if open_table(path, Job(), REQUESTS, wish).index is not None:
        raise Unreadable(
            "This file holds exemption requests, not devices. Import it instead.", grid.kind
        )
    there = [[cell for cell in cells if cell] for cells in grid.first if any(cells)]
    if all(len(cells) == 1 and _like_a_serial(cells[0]) for cells in there) and there:
        found: list[_Row] = []
        for number, cells in grid.records(0, Job(), -1):
            if isinstance(cells, Problem):
                found.append((number, cells))
            else:
                alone = {"serial": next(filter(None, cells))}
                found.append((number, in_one_line(grid.file, number, alone, grid.kind)))
        return grid.reading(
            (), ("The file has no headings: each line is taken for a serial number.",)
        ), found
    headings = [cell for cell in max(there, key=len, default=[]) if len(cell) <= LONGEST_HEADING][
        :6
    ]
    named = (
        f" What stands there is {', '.join(f'“{heading}”' for heading in headings)}."
        if headings
        else ""
    )
    refusal = Unreadable(
        f"The file lists no devices: no heading names a column with the serial number.{named} Name "
        f"it {SERIAL}, and the others Manufacturer, Model, Device Name.",
        grid.kind,
    )
    refusal.reading = grid.unknown()
    raise refusal


def _like_a_serial(text: str) -> bool:
    return (
        len(text.split()) == 1
        and any(map(str.isdigit, text))
        and fold_heading(text) not in DEVICES.words
    )


def _checked(file: str, rows: Sequence[_Row], reading: Reading) -> DeviceFile:
    devices: dict[str, list[tuple[int, Device]]] = {}
    good, problems = [], []
    for number, row in rows:
        if isinstance(row, Problem):
            problems.append(row)
            continue
        device = Device(**row) if "serial" in row else Device("")
        there = devices.setdefault(fold(device.serial), [])
        column, problem = wrong_with(device, there)
        if problem:
            problems.append(Problem(file, number, column, problem))
        else:
            there.append((number, device))
            good.append(device)
    return DeviceFile(tuple(good), tuple(problems), reading)


def _is_filler(serial: str) -> bool:
    folded = fold_heading(serial)
    return (
        folded in _PLACEHOLDERS
        or folded in DEVICES.words
        or (is_placeholder(serial) and not any(map(str.isdigit, serial)))
        or is_example(serial)
        or _FILLER.fullmatch(serial) is not None
        or (len(folded) > 5 and folded in _COUNTING)
    )


def wrong_with(device: Device, known: Sequence[tuple[int, Device]] = ()) -> tuple[str, str]:
    """(column, what is wrong with a device), two empty texts if nothing is."""
    serial = device.serial
    if not serial:
        return SERIAL, "The serial number is missing."
    if _DAMAGED.fullmatch(serial):
        return (
            SERIAL,
            f"“{serial}” is a serial number that a spreadsheet has turned into a number: take the "
            f"list anew.",
        )
    if _is_filler(serial):
        return SERIAL, f"“{serial}” is no serial number, it stands where one is missing."
    if _SEVERAL.search(serial):
        return SERIAL, f"“{serial}” names several devices: give each a row of its own."
    for name in ("serial", "manufacturer", "model", "name"):
        try:
            check_words(getattr(device, name), name)
        except Refused as refusal:
            return SERIAL, refusal.message
    for row, other in known:
        if device.is_machine(other):
            return SERIAL, f"The device {serial} {TWICE}, first in row {row:,}."
    return "", ""
