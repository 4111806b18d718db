"""What an import would do, read and planned; nothing is stored by it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import (
    AMENDED,
    FAILED,
    NEW,
    NO_WISH,
    SKIPPED,
    Plan,
    PlannedRow,
    ReadFile,
    Reading,
    ReadWish,
)
from mmd_reviewer.services import intake
from mmd_reviewer.services.desk import Desk

ReadOne = Callable[[Path, str, Job, ReadWish], ReadFile]
ALL = "rows"
RESULTS = (NEW, AMENDED, SKIPPED, FAILED)


@dataclass(frozen=True, slots=True)
class Preview:
    """The plan, its rows by result, and what is worth saying of all of them;
    `to_store` rows would be recorded.
    """

    files: tuple[ReadFile, ...]
    plan: Plan
    groups: Mapping[str, Sequence[int]]
    incomplete: int
    unnamed: int
    to_store: int


def read_and_plan(
    desk: Desk,
    read_file: ReadOne,
    paths: Sequence[str],
    customer: str,
    job: Job,
    wish: ReadWish = NO_WISH,
) -> Preview:
    """Read the files and plan their import; on the worker."""
    zone = desk.standing().zone
    files = tuple(read_file(Path(path), zone, job, wish) for path in paths)
    return plan_again(desk, files, customer, job)


def plan_again(desk: Desk, files: tuple[ReadFile, ...], customer: str, job: Job) -> Preview:
    """Plan what was read; on the worker."""
    plan = intake.plan_import(desk, files, customer, job)
    groups: dict[str, array[int]] = {result: array("l") for result in (ALL, *RESULTS)}
    incomplete = unnamed = storing = 0
    for place, row in enumerate(plan.rows):
        groups[ALL].append(place)
        groups[row.result].append(place)
        storing += row.stores
        incomplete += row.result == NEW and bool(row.missing)
        unnamed += lacks_customer(row)
    if customer and not unnamed:
        unnamed = sum(
            not r.request.customer.strip()
            for f in files
            for r in f.rows
            if r.request and not r.problem
        )
    return Preview(files, plan, groups, incomplete, unnamed, storing)


def lacks_customer(row: PlannedRow) -> bool:
    """Is the row refused because it names no customer?"""
    return row.result == FAILED and row.request is not None and not row.request.customer.strip()


def how_read(file: ReadFile) -> str:
    """`Sheet “Requests”, 48 rows, headings in row 1`."""
    reading: Reading = file.reading
    separators = {",": "comma", ";": "semicolon", "\t": "tab"}
    between = separators.get(reading.separator, reading.separator)
    parts = (
        f"Sheet “{reading.sheet}”" if reading.sheet else reading.kind,
        reading.encoding,
        between and f"separated by {between}",
        "1 row" if len(file.rows) == 1 else f"{len(file.rows):,} rows",
        f"headings in row {reading.heading_row}" if reading.heading_row else "",
    )
    return ", ".join(filter(None, parts))


def counts_words(imported: int, amended: int, skipped: int, failed: int) -> str:
    """`41 new, 2 amended, 4 known, 1 refused`."""
    pairs = (
        (imported, "new"),
        (amended, "amended"),
        (skipped, "known or skipped"),
        (failed, "refused"),
    )
    return ", ".join(f"{number:,} {word}" for number, word in pairs if number) or "no rows"
