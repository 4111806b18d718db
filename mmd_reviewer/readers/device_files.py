"""Device lists: the portal's JSON, registration CSV, Autopilot and inventory exports, or serial numbers alone."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.device import Device, DeviceFile
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.intake import Problem
from mmd_reviewer.domain.request import check_words, fold
from mmd_reviewer.readers.csv_reader import HEAD, guess_encoding

MOST_BYTES = 50 * 1024 * 1024
_FIELDS = {
    "serial": ("serialnumber", "deviceserialnumber", "serial"),
    "manufacturer": ("manufacturer", "make"),
    "model": ("model",),
    "name": ("devicename", "name"),
    "ring": ("ringname", "ring", "primaryupdatering", "deploymentgroup"),
}
_TOO_MANY = "The row has more cells than headings: a name with a comma has lost its quotation marks."


def read_devices(path: Path) -> DeviceFile:
    """Devices and problems of a file; a file that is none is one problem. The hardware hash is never kept."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return _none(path, "The file is over 50 MB: split the list.")
        content = path.read_bytes()
        encoding = guess_encoding(content[:HEAD])
        text = content[len(encoding.bom) :].decode(encoding.codec)
    except OSError as error:
        return _none(path, f"The file cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        return _none(path, "The file is not text. Choose the portal's device list (JSON) or a CSV.")
    rows = _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_csv(text)
    if rows is None:
        return _none(path, "The file lists no devices: it needs a column or field with the serial number.")
    return _checked(path.name, rows)


def typed_devices(text: str) -> DeviceFile:
    """Devices typed in: one a line, `serial`, or `serial, manufacturer, model` with commas or semicolons."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.replace(";", ",").split(",")]
        if any(cells):
            rows.append((number, dict(zip(("serial", "manufacturer", "model"), cells, strict=False))))
    return _checked("typed in", rows)


def _none(path: Path, message: str) -> DeviceFile:
    return DeviceFile((), (Problem(path.name, None, "", message),))


def _field(heading: str) -> str | None:
    name = fold(heading).replace(" ", "").replace("_", "").replace("-", "")
    return next((field for field, names in _FIELDS.items() if name in names), None)


def _from_json(text: str) -> list[tuple[int, dict[str, str]]] | None:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    value = document.get("value", [document]) if isinstance(document, Mapping) else document
    entries = value if isinstance(value, list) else []
    rows = [(number, _entry(entry)) for number, entry in enumerate(entries, 1)]
    return rows if any("serial" in row for _, row in rows) else None


def _entry(entry: Any) -> dict[str, str]:
    found = {}
    for key, value in entry.items() if isinstance(entry, Mapping) else ():
        field = _field(key)
        if field is not None and isinstance(value, str):
            found[field] = value.strip()
    return found


def _from_csv(text: str) -> list[tuple[int, dict[str, str]]] | None:
    first = text.splitlines()[0] if text.strip() else ""
    separator = max(",;\t", key=first.count)
    records = _records(text, separator)
    heading = next(records, None)
    if heading is None:
        return None
    columns = [_field(cell) for cell in heading[1]]
    if "serial" not in columns:
        alone = separator not in first and len(first.split()) == 1
        return [(number, {"serial": cells[0].strip()}) for number, cells in _records(text, ",")] if alone else None
    rows = []
    for number, cells in records:
        if any(cell.strip() for cell in cells[len(columns) :]):
            rows.append((number, {"too many": ""}))
            continue
        pairs = zip(columns, cells, strict=False)
        rows.append((number, {column: cell.strip() for column, cell in pairs if column}))
    return rows


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Records with their row numbers; blank ones are passed over, an over-long cell ends the reading."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except (StopIteration, csv.Error):
            return
        if any(cell.strip() for cell in cells):
            yield number, cells


def _checked(file: str, rows: list[tuple[int, dict[str, str]]]) -> DeviceFile:
    devices: dict[str, Device] = {}
    problems = []
    for number, row in rows:
        device = Device(**row) if "serial" in row else Device("")
        problem = _TOO_MANY if "too many" in row else _wrong(device, devices)
        if problem:
            problems.append(Problem(file, number, "Serial Number", problem))
        else:
            devices[device.key] = device
    return DeviceFile(tuple(devices.values()), tuple(problems))


def _wrong(device: Device, known: Mapping[str, Device]) -> str:
    if not device.serial:
        return "The serial number is missing."
    if device.key in known:
        return f"The device {device.serial} stands in the list twice."
    try:
        for name in ("serial", "manufacturer", "model", "name"):
            check_words(getattr(device, name), name)
    except Refused as refusal:
        return refusal.message
    return ""
