"""Requests as a table that an import reads back as the same requests (rule A5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.guarded_text import kept, quoted_error
from mmd_reviewer.domain.intake import REQUEST_COLUMNS
from mmd_reviewer.domain.request import Request
from mmd_reviewer.exports.tables import LONGEST, Value

COLUMNS = (*REQUEST_COLUMNS, "Description")


def request_table(
    requests: Sequence[Request], edition: Edition, *, workbook: bool = False
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Columns and rows; what a file had in columns of its own stands in columns of its own again.

    `workbook`: for XLSX, where text needs no guard against being taken for a formula (CSV guards it
    when written), and where a text that no cell holds is refused.
    """
    notes = tuple(
        dict.fromkeys(name for request in requests for name in request.notes if name != "Ticket")
    )
    rows = ((*_cells(request, edition), *_notes(request, notes)) for request in requests)
    ours = set(map(_heading, COLUMNS))
    headings = (f"{name} (note)" if _heading(name) in ours else name for name in notes)
    shown = kept if workbook else str
    made = [
        tuple(shown(quoted_error(cell)) if isinstance(cell, str) else cell for cell in row)
        for row in rows
    ]
    longest = max((len(cell) for row in made for cell in row if isinstance(cell, str)), default=0)
    if workbook and longest > LONGEST:
        what = (
            f"A text has {longest:,} characters and a cell of a workbook holds {LONGEST:,}: write "
            f"CSV."
        )
        raise Refused(what, "A5", "out")
    return (*COLUMNS, *headings), made


def _heading(name: str) -> str:
    """As an import tells headings apart: case and signs do not count."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))


def _cells(request: Request, edition: Edition) -> tuple[Value, ...]:
    words = request.type_words or (edition.type_name(request.type) if request.type else "")
    submitted: str | date = request.submitted or ""
    asked = request.timeline.text or (
        request.timeline.in_short() if request.timeline.understood else ""
    )
    return (
        request.ticket or request.notes.get("Ticket", ""),
        request.customer,
        words,
        request.title,
        request.requirement,
        request.proposal,
        asked,
        submitted,
        request.contact,
        request.email,
        request.severity,
        request.devices,
        request.text,
    )


def _notes(request: Request, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(request.notes.get(name, "") for name in names)
