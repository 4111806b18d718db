"""A comparison as a table, a device a row, for other programs."""

from __future__ import annotations

from collections.abc import Sequence

from mmd_reviewer.domain.comparison import UNDECLARED, UNSEEN, VERSION, Difference, Find
from mmd_reviewer.domain.inventory import Inventory
from mmd_reviewer.domain.register import Value, state_words
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.comparison import Compared
from mmd_reviewer.services.read.comparison_words import (
    CONFIRMS,
    DOUBTS,
    find_note,
    names_of,
    remarks,
)

FORMATS = {"xlsx": "Excel workbook (*.xlsx)", "csv": "Comma-separated values (*.csv)"}
COLUMNS = (
    "Customer",
    "Exemption",
    "Case",
    "State",
    "Difference",
    "Serial number",
    "Device name",
    "Manufacturer",
    "Model",
    "Last check-in",
    "Program",
    "Version found",
    "Version approved",
    "Removed on",
    "What the file says",
    "Perhaps",
    "File",
)
KINDS = {
    UNDECLARED: "Found, not declared",
    UNSEEN: "Declared, not seen",
    VERSION: "Another version",
}


def make_file(desk: Desk, found: Compared, rows: Sequence[Difference], kind: str) -> bytes:
    """The rows shown, as XLSX or CSV."""
    cells = [cells_of(row, find, found.inventory) for row in rows for find in row.finds]
    if kind == "csv":
        return desk.files.csv(COLUMNS, cells)
    return desk.files.xlsx("Comparison", COLUMNS, cells, _about(found, rows), found.now)


def cells_of(row: Difference, find: Find, inventory: Inventory) -> tuple[Value, ...]:
    """A device under COLUMNS."""
    one, seen = row.exemption, find.found.seen if find.found is not None else None
    installed = find.installed
    return (
        row.customer,
        row.title,
        one.number if one is not None else "",
        state_words(one.state) if one is not None else "",
        KINDS[row.kind],
        find.device.serial,
        find.device.name,
        find.device.manufacturer,
        find.device.model,
        seen or "",
        installed.program.name if installed is not None else "",
        installed.version if installed is not None else "",
        one.product.version if one is not None else "",
        find.gone or "",
        find_note(find, inventory),
        DOUBTS[find.doubt] if find.doubt else "",
        installed.file if installed is not None else find.found.file if find.found else "",
    )


def _about(found: Compared, rows: Sequence[Difference]) -> tuple[tuple[str, Value], ...]:
    what = found.comparison
    pairs: list[tuple[str, Value]] = [
        ("Comparison", "The register against an inventory; nothing is recorded by it (rule D6)"),
        ("Inventory", names_of(found.inventory)),
        ("Devices in it", len(found.inventory.devices)),
        ("Newest check-in", found.inventory.newest or "Not told"),
        ("Register on", what.day),
        ("Customer", found.customer or "All"),
        ("Exemptions compared", len(what.exemptions)),
        ("Exemptions that agree", what.agreeing),
        ("Declared devices", what.declared),
        ("Devices that agree", what.same + what.perhaps),
        ("Differences in this file", len(rows)),
        ("Made on", found.now),
        ("Remark", CONFIRMS),
    ]
    return (*pairs, *(("Remark", words) for words in remarks(found)))
