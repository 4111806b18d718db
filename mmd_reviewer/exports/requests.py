"""Requests as a table that an import reads back as the same requests (rule A5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.guarded_text import quoted_error
from mmd_reviewer.domain.request import Request
from mmd_reviewer.exports.tables import Value

COLUMNS = (
    "Ticket", "Customer", "Exemption type", "Title", "Requirement", "Proposal", "Timeline", "Submitted", "Contact",
    "Email", "Severity", "Devices",
)  # fmt: skip


def request_table(
    requests: Sequence[Request], edition: Edition
) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Columns and rows; what a file had in columns of its own stands in columns of its own again."""
    notes = tuple(dict.fromkeys(name for request in requests for name in request.notes if name not in COLUMNS))
    rows = ((*_cells(request, edition), *_notes(request, notes)) for request in requests)
    return (*COLUMNS, *notes), [tuple(quoted_error(v) if isinstance(v, str) else v for v in row) for row in rows]


def _cells(request: Request, edition: Edition) -> tuple[Value, ...]:
    words = request.type_words or (edition.type_name(request.type) if request.type else "")
    submitted: str | date = request.submitted or ""
    return (
        request.ticket, request.customer, words, request.title, request.requirement, request.proposal,
        request.timeline.text, submitted, request.contact, request.email, request.severity, request.devices,
    )  # fmt: skip


def _notes(request: Request, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(request.notes.get(name, "") for name in names)
