"""Reading 100,000 rows of a workbook against python-calamine alone."""

from __future__ import annotations

import gc
import hashlib
from pathlib import Path

from tests.benchmarks.harness import Row, Side, compared, pairs, side, timed
from tests.benchmarks.material import ZONE, xlsx_file

ROWS = 100_000
QUICK_ROWS = 20_000


def measure(quick: bool) -> list[Row]:
    """The line of the table."""
    rows = QUICK_ROWS if quick else ROWS
    sides = pairs(__name__, "ours", "baseline", str(xlsx_file(rows)))
    return [
        compared(
            f"read {rows:,} XLSX rows",
            sides,
            1.2,
            note="raw: python-calamine to lists, nothing checked",
        )
    ]


def ours(file: str) -> Side:
    """The reader: archive checked, requests made."""
    from mmd_reviewer.domain.deed import Job
    from mmd_reviewer.readers import read_file

    gc.collect()
    seconds, found = timed(lambda: read_file(Path(file), ZONE, Job()))
    requests = [row.request for row in found.rows if row.request is not None]
    return side(seconds, _answer([(row.ticket, row.requirement, row.proposal) for row in requests]))


def baseline(file: str) -> Side:
    """The sheet as lists of Python values."""
    from python_calamine import CalamineWorkbook

    gc.disable()  # as our reader does
    seconds, rows = timed(
        lambda: CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    )
    return side(seconds, _answer([(str(row[0]), str(row[4]), str(row[5])) for row in rows[1:]]))


def _answer(rows: list[tuple[str, str, str]]) -> list[object]:
    digest = hashlib.sha256()
    for row in rows:
        digest.update("\t".join(row).encode())
    return [len(rows), digest.hexdigest()]
