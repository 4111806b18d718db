"""`list`: the queue, and its requests as a file that an import reads back."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.cli import answers
from mmd_reviewer.cli.answers import Answer
from mmd_reviewer.cli.windows import Windows
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request_queue import SORTS, QueueFilter
from mmd_reviewer.exports.requests import request_table
from mmd_reviewer.exports.tables import LONGEST, write_csv, write_xlsx
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices


def list_cases(options: argparse.Namespace, choices: Choices, windows: Windows) -> Answer:
    """The cases that a filter leaves, in order."""
    desk = open_desk(choices)
    key = options.sort.removeprefix("-")
    if key not in SORTS:
        raise Refused(f'"{key}" is no sort key; it can be {", ".join(SORTS)}.', "", "sort")
    wish = QueueFilter(
        words=options.search,
        state=options.state,
        type=options.type,
        customer=options.customer,
        sort=key,
        descending=options.sort.startswith("-"),
    )
    day = desk.today()
    rows = desk.store.page(wish, day, max(options.limit, 0))
    lines = [
        f"{row.number}  {row.age_days(day):>4} d  {row.state:<20}  {row.customer[:24]:<24}  {row.title[:60]}"
        for row in rows
    ]
    data = [answers.row_json(row, day) for row in rows]
    if options.out is not None:
        lines = [_requests_out(desk, [row.number for row in rows], options)]
    return Answer(data, "\n".join(lines) or "No case matches.")


def _requests_out(desk: Desk, numbers: Sequence[str], options: argparse.Namespace) -> str:
    """The requests as they are now, as a file that an import reads back."""
    form = options.out.suffix.casefold()
    if form not in (".csv", ".xlsx"):
        raise Refused(f"{options.out.name} is neither .csv nor .xlsx: name the file so.", "", "out")
    today = desk.today()
    requests = [desk.case(number).newest for number in numbers]
    columns, rows = request_table(requests, desk.edition(today), workbook=form == ".xlsx")
    longest = max((len(cell) for row in rows for cell in row if isinstance(cell, str)), default=0)
    if form == ".xlsx" and longest > LONGEST:
        raise Refused(f"A text has {longest:,} characters and a cell of a workbook holds {LONGEST:,}: write CSV.", "A5")
    about = (("Made on", today), ("Requests", len(rows)))
    content = write_csv(columns, rows) if form == ".csv" else write_xlsx("Requests", columns, rows, about, today)
    desk.files.check(options.out, force=options.force, digest=hashlib.sha256(content).hexdigest())
    desk.files.write(options.out, content)
    return f"{count(len(rows), 'request')} written to {options.out}."
