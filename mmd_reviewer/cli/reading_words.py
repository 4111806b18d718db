"""How files were read, said by `import` and `deploy`: nothing is assumed in silence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mmd_reviewer.domain.intake import Reading, ReadRow


def reading_json(file: str, reading: Reading, rows: Sequence[ReadRow] = ()) -> dict[str, Any]:
    """An entry of `read_as`; null where something does not apply."""
    return {
        "file": file,
        "kind": reading.kind or None,
        "encoding": reading.encoding or None,
        "separator": reading.separator or None,
        "sheet": reading.sheet or None,
        "sheets": list(reading.sheets),
        "heading_row": reading.heading_row,
        "columns": [
            {"heading": theirs, "column": ours or None} for theirs, ours in reading.mapping
        ],
        "date_order": reading.date_order or None,
        "passed_over": [{"row": row.row, "reason": row.skipped} for row in rows if row.skipped],
        "remarks": list(reading.remarks),
    }


def reading_lines(file: str, reading: Reading) -> list[str]:
    """`requests.csv: CSV, UTF-8, separated by semicolon,
    headings in row 1` and what was assumed; [] if not read.
    """
    if not (reading.encoding or reading.sheet or reading.remarks):
        return []
    parts = [reading.kind]
    parts += [reading.encoding] if reading.encoding else []
    parts += [f"separated by {reading.separator}"] if reading.separator else []
    parts += [f"sheet “{reading.sheet}”"] if reading.sheet else []
    parts += [f"headings in row {reading.heading_row}"] if reading.heading_row else []
    lines = [f"{file}: {', '.join(parts)}."]
    other = [f"“{theirs}” as {ours}" for theirs, ours in reading.mapping if ours and theirs != ours]
    notes = [f"“{theirs}”" for theirs, ours in reading.mapping if not ours]
    lines += [f"  Columns: {', '.join(other)}."] if other else []
    lines += [f"  Kept as notes: {', '.join(notes)}."] if notes else []
    return lines + [f"  {remark}" for remark in reading.remarks]
