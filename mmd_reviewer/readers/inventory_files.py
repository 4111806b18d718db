"""Inventories: devices and the programs on them, as Intune, Autopilot or the portal export them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mmd_reviewer.domain.deed import Job, collector_at_rest
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.intake import NO_WISH, Problem, Reading, ReadWish
from mmd_reviewer.domain.inventory import FoundDevice, Installed, InventoryFile
from mmd_reviewer.domain.product_words import Program
from mmd_reviewer.domain.request import fold
from mmd_reviewer.readers.any_file import kind_of, open_table, withheld
from mmd_reviewer.readers.cells import DateReader, date_order
from mmd_reviewer.readers.columns import INVENTORY, REQUESTS, SERIAL, fold_heading
from mmd_reviewer.readers.device_files import (
    OURS,
    entry_cells,
    in_one_line,
    json_entries,
    wrong_with,
)
from mmd_reviewer.readers.grid import LONGEST_HEADING
from mmd_reviewer.readers.limits import Unreadable, check_size
from mmd_reviewer.readers.rows import Rows, rows_named

SOFTWARE, STATE = "Software", "Install state"
FIELDS = {
    **OURS,
    "Device ID": "id",
    "Customer": "customer",
    "Last check-in": "seen",
    SOFTWARE: "software",
    "Version": "version",
    "Publisher": "publisher",
    STATE: "state",
}
_DEVICE = ("serial", "manufacturer", "model", "name", "ring", "id", "customer", "seen")
_SOFTWARE = ("software", "version", "publisher", "state")
_INSTALLED = {"installed", "installiert", "installe", "installee", "success"}
_MOST = 5  # so many other states are named
_APPS = "detectedapps"  # what Graph calls the programs of a device
Row = tuple[int, Mapping[str, str] | Problem]


def read_inventory(path: Path, zone: str, job: Job, wish: ReadWish = NO_WISH) -> InventoryFile:
    """Devices and programs of a file; one that is none is one problem. Raises only `Cancelled`.

    The hardware hash is never kept.
    """
    try:
        kind, remarks = kind_of(path)
        with collector_at_rest():
            reading, rows = _from_json(path) if kind == "JSON" else _from_table(path, job, wish)
            made = _Collected(path.name, ZoneInfo(zone), rows)
            tells = any(ours == SOFTWARE for _, ours in reading.mapping) or made.tells
            said = (*remarks, *reading.remarks, *made.remarks)
            reading = replace(reading, remarks=said, date_order=made.order)
            return InventoryFile(path.name, reading, made.devices(), tuple(made.problems), tells)
    except Unreadable as reason:
        return _none(path, reason.message, reason.reading or Reading(reason.kind))
    except OSError as error:
        return _none(path, withheld(error), Reading(""))


def _none(path: Path, message: str, reading: Reading) -> InventoryFile:
    return InventoryFile(path.name, reading, (), (Problem(path.name, None, "", message),))


def _from_json(path: Path) -> tuple[Reading, list[Row]]:
    """An entry a device, each program of its `detectedApps` a row."""
    check_size(path.stat().st_size, "JSON")
    reading, entries = json_entries(path)
    rows: list[Row] = []
    for number, entry in enumerate(entries, 1):
        cells = entry_cells(path.name, number, entry, INVENTORY, FIELDS)
        if isinstance(cells, Problem):
            rows.append((number, cells))
            continue
        if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
            cells.setdefault("id", entry["id"])
        rows += [(number, {**cells, **app}) for app in _apps(entry)] or [(number, cells)]
    if not any(isinstance(row, Mapping) and ("serial" in row or "name" in row) for _, row in rows):
        raise Unreadable(
            "The file lists no devices: it needs a field with the serial number.", "JSON"
        )
    return reading, rows


def _apps(entry: Any) -> Iterator[dict[str, str]]:
    named = {"displayname": "software", "version": "version", "publisher": "publisher"}
    apps = entry.get(_APPS) if isinstance(entry, Mapping) else None
    for app in apps if isinstance(apps, list) else ():
        if isinstance(app, Mapping):
            cells = {ours: str(app.get(theirs) or "").strip() for theirs, ours in named.items()}
            yield cells


def _from_table(path: Path, job: Job, wish: ReadWish) -> tuple[Reading, list[Row]]:
    grid = open_table(path, job, INVENTORY, wish)
    if grid.index is None:
        if open_table(path, job, REQUESTS, wish).index is not None:
            raise Unreadable(
                "This file holds exemption requests, not devices. Import it instead.", grid.kind
            )
        there = max(grid.first, key=lambda cells: sum(map(bool, cells)), default=[])
        headings = [f"“{cell}”" for cell in there if cell and len(cell) <= LONGEST_HEADING][:6]
        named = f" What stands there is {', '.join(headings)}." if headings else ""
        refusal = Unreadable(
            f"No heading names a column of devices.{named} Name it {SERIAL} or Device Name, and "
            "those of the programs Software, Version, Publisher.",
            grid.kind,
        )
        refusal.reading = grid.unknown()
        raise refusal
    columns = grid.columns(INVENTORY, wish)
    if STATE in columns.places and SOFTWARE not in columns.places:
        refusal = Unreadable(
            f"The file tells of each device whether one program is installed, and not which: add "
            f"a column {SOFTWARE} with its name.",
            grid.kind,
        )
        refusal.reading = grid.reading(columns.mapping())
        raise refusal
    rows = Rows(grid.file, columns, INVENTORY, suspect=grid.suspect, untidy=grid.untidy)
    ours = [(FIELDS[name], place) for name, place in columns.places.items() if name in FIELDS]
    names = [name for name, _ in ours]
    pick: Callable[[Sequence[str]], Any] = itemgetter(*(place for _, place in ours))
    found: list[Row] = []
    for number, cells in grid.records(grid.index + 1, job, columns.place(SERIAL)):
        read = cells if isinstance(cells, Problem) else rows.read(number, cells)
        if isinstance(read, list):
            picked = pick(read) if len(names) > 1 else (pick(read),)
            texts = dict(zip(names, picked, strict=True))
            found.append((number, in_one_line(grid.file, number, texts, grid.kind)))
        elif isinstance(read, Problem):
            found.append((number, read))
    remarks = list(rows.remarks())
    if grid.numbers:
        remarks.append(
            f"The serial number is a number in {rows_named(grid.numbers)}, not text: zeros before "
            f"it may be missing."
        )
    return grid.reading(columns.mapping(), remarks), found


@dataclass(slots=True)
class _Gathering:
    """A device while its rows come in."""

    found: FoundDevice
    software: list[Installed] = field(default_factory=list)


class _Collected:
    """The rows of a file as devices: those of one device stand together or apart."""

    def __init__(self, file: str, zone: ZoneInfo, rows: Sequence[Row]) -> None:
        self._file, self.problems = file, list[Problem]()
        self._devices: dict[tuple[str, ...], _Gathering | None] = {}
        self._programs: dict[tuple[str, str], Program] = {}
        self._others: Counter[str] = Counter()
        self._undated: list[int] = []
        self.tells = False
        words = {row["seen"] for _, row in rows if isinstance(row, Mapping) and row.get("seen")}
        self.order = date_order(words)
        self._dates = DateReader(zone, self.order)
        for number, row in rows:
            if isinstance(row, Problem):
                self.problems.append(row)
            else:
                self._take(number, row)

    def devices(self) -> tuple[FoundDevice, ...]:
        """As they were found first."""
        made = (one for one in self._devices.values() if one is not None)
        return tuple(replace(one.found, software=tuple(one.software)) for one in made)

    @property
    def remarks(self) -> Iterator[str]:
        """What was assumed of rows and cells."""
        if self._undated:
            yield f"The last check-in of {rows_named(self._undated)} cannot be read as a day."
        if self._others:
            named = [f"{number:,} “{state}”" for state, number in self._others.most_common(_MOST)]
            yield f"Counted as not installed: rows with the state {', '.join(named)}."

    def _take(self, number: int, row: Mapping[str, str]) -> None:
        key = tuple(row.get(name, "") for name in _DEVICE)
        if key not in self._devices:
            self._devices[key] = self._device(number, row)
        there = self._devices[key]
        name, version, publisher, state = (row.get(part, "") for part in _SOFTWARE)
        if there is None or not name:
            return
        self.tells = True
        if state and fold_heading(state) not in _INSTALLED:
            self._others[state] += 1
            return
        program = self._programs.setdefault((name, publisher), Program(name, publisher))
        there.software.append(Installed(program, version, number, self._file))

    def _device(self, number: int, row: Mapping[str, str]) -> _Gathering | None:
        """A row that names a device by no number that is one may name it otherwise."""
        named = {name: row.get(name, "") for name in ("manufacturer", "model", "name", "ring")}
        device = Device(row.get("serial", ""), **named)
        column, wrong = wrong_with(device)
        if wrong:
            if device.serial or not (device.name or row.get("id")):
                self.problems.append(Problem(self._file, number, column, wrong))
            device = replace(device, serial="")
        if not (device.serial or device.name or row.get("id")):
            return None
        day, unread = self._dates.read(row.get("seen", ""))
        if unread:
            self._undated.append(number)
        return _Gathering(
            FoundDevice(
                device, fold(row.get("id", "")), row.get("customer", ""), day, self._file, number
            )
        )
