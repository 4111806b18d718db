"""`compare`: the register against an inventory; nothing is recorded by it (rules D6, E3)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.command import FORCE, READING, arg, command, day, ending_of, job_of, write_out
from mmd_reviewer.cli.reading_words import reading_json, reading_lines
from mmd_reviewer.domain.comparison import Difference, Find
from mmd_reviewer.domain.intake import ReadWish
from mmd_reviewer.readers import read_inventory
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.services.read.comparison import Compared, compare_with, read_files
from mmd_reviewer.services.read.comparison_file import make_file

NAMED = 5  # so many devices of a difference are named


@command(
    "compare",
    "an inventory against the register: not declared, not seen, another version (rule D6)",
    "compare intune-devices.csv intune-apps.csv --customer Contoso --out differences.xlsx",
    arg("files", nargs="+", type=Path, metavar="FILE", help="of Intune, Autopilot or the portal"),
    arg(
        "--customer", default="", metavar="NAME", help="this one only; rows that name none are its"
    ),
    arg("--on", type=day, default=None, metavar="D", help="the register of that day; else today"),
    *READING,
    arg("--out", type=Path, default=None, metavar="FILE", help="a .xlsx or .csv file"),
    FORCE,
)
def compare(options: argparse.Namespace, desk: Desk) -> Answer:
    """What differs; exit code 1 where a row could not be read."""
    job = job_of(options, "Reading")
    wish = ReadWish(options.encoding, options.sheet)
    inventory = read_files(desk, read_inventory, [str(path) for path in options.files], job, wish)
    found = compare_with(
        desk, inventory, options.on, options.customer, job_of(options, "Comparing")
    )
    lines = [*_lines(found)]
    if options.out is not None:
        kind = ending_of(options.out, ".xlsx or .csv")
        write_out(desk, options, make_file(desk, found, found.comparison.differences, kind))
        lines.append(f"→ {options.out}")
    code = 1 if any(file.problems for file in inventory.files) else 0
    return Answer(compared_json(found), "\n".join(lines), code)


def _lines(found: Compared) -> Iterator[str]:
    for file in found.inventory.files:
        yield from reading_lines(file.file, file.reading)
        for problem in file.problems:
            yield f"{problem.file}, row {problem.row}: {problem.message}"
    for kind, (title, note) in words.HEADINGS.items():
        rows = words.of_kind(found.comparison.differences, kind)
        if rows:
            yield f"{title} ({note})"
        for row in rows:
            yield from _row_lines(row, found)
    yield from words.remarks(found)
    yield f"{words.headline(found)}. {words.subline(found)}."


def _row_lines(row: Difference, found: Compared) -> Iterator[str]:
    case, differs = words.case_words(row)
    yield (
        f"  {row.title[:40]:<40}  {row.customer[:24]:<24}  found {row.carried:,}, register "
        f"{words.register_number(row)}  {case}; {differs}"
    )
    if words.doubts(row):
        yield f"    {words.doubts(row)}"
    for find in row.finds[:NAMED]:
        removed = f", removed {find.gone}" if find.gone else ""
        name, note = find.device.serial or find.device.name, words.find_note(find, found.inventory)
        yield f"    {name:<20}  {words.seen_words(find):<10}  {note}{removed}"
    if len(row.finds) > NAMED:
        yield f"    and {len(row.finds) - NAMED:,} more"


def compared_json(found: Compared) -> dict[str, Any]:
    """The whole comparison, every device of every difference."""
    what = found.comparison
    return {
        "on": what.day.isoformat(),
        "customer": found.customer or None,
        "devices": len(found.inventory.devices),
        "exemptions": len(what.exemptions),
        "agreeing": what.agreeing,
        "declared": what.declared,
        "same": what.same,
        "perhaps_same": what.perhaps,
        "matched": {"by_serial": what.by_serial, "by_name": what.by_name},
        "not_compared": [one.number for one in what.left_out],
        "unknown_customers": list(what.strangers),
        "differences": [difference_json(row) for row in what.differences],
        "problems": [
            {"file": row.file, "row": row.row, "column": row.column or None, "message": row.message}
            for file in found.inventory.files
            for row in file.problems
        ],
        "read_as": [reading_json(file.file, file.reading) for file in found.inventory.files],
    }


def difference_json(row: Difference) -> dict[str, Any]:
    """A difference; `case` null where no case of the customer has it."""
    one = row.exemption
    return {
        "kind": row.kind,
        "case": one.number if one is not None else None,
        "state": one.state if one is not None else None,
        "customer": row.customer or None,
        "title": row.title,
        "found": row.carried,
        "register": len(one.carrying) if one is not None and one.listed else None,
        "version_approved": (one.product.version or None) if one is not None else None,
        "approved_for_others": [other.number for other in row.others],
        "perhaps": row.perhaps,
        "devices": [find_json(find) for find in row.finds],
    }


def find_json(find: Find) -> dict[str, Any]:
    """One device of a difference."""
    found, installed = find.found, find.installed
    return {
        "serial": find.device.serial or None,
        "name": find.device.name or None,
        "last_check_in": found.seen.isoformat() if found is not None and found.seen else None,
        "program": installed.program.name if installed is not None else None,
        "version": (installed.version or None) if installed is not None else None,
        "why": find.why or None,
        "perhaps": find.doubt or None,
        "removed_on": find.gone.isoformat() if find.gone is not None else None,
        "file": installed.file if installed is not None else found.file if found else None,
        "row": installed.row if installed is not None else found.row if found is not None else None,
    }


COMMANDS = (compare,)
