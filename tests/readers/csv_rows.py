"""A table of one request, written as CSV and read again."""

import csv
import io
from collections.abc import Sequence

from mmd_reviewer.domain.intake import ReadRow
from mmd_reviewer.domain.request import Request

HEADINGS = (
    "Ticket",
    "Customer",
    "Exemption type",
    "Title",
    "Requirement",
    "Proposal",
    "Timeline",
    "Submitted",
)
ROW = (
    "MMD-1",
    "Žižkov",
    "Drivers",
    "Labels",
    "print; quickly",
    'the "big" package',
    "six weeks",
    "2026-11-20",
)


def csv_text(rows: Sequence[Sequence[str]], separator: str = ",", ending: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=ending).writerows(rows)
    return text.getvalue()


def request_of(row: ReadRow) -> Request:
    assert row.request is not None, row
    return row.request


def problem_of(row: ReadRow) -> tuple[int | None, str, str]:
    assert row.problem is not None, row
    return row.problem.row, row.problem.column, row.problem.message
