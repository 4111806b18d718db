"""What importing a row would do: a new case, an amendment, nothing, or a problem (A1 to A5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mmd_reviewer.domain import intake
from mmd_reviewer.domain.customers import Customers
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.identity import is_placeholder, reference
from mmd_reviewer.domain.intake import PlannedRow, Problem, ReadFile, ReadRow
from mmd_reviewer.domain.known_case import HAND, KnownCase
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import (
    DETAIL_NAMES,
    Request,
    changed_details,
    check_text,
    missing,
    one_line,
    recognise_type,
    same_contact,
    same_words,
)

ONE_LINE = ("title", "contact", "email", "severity")


def completed(
    request: Request, edition: Edition, named: str, fallback: str, types: dict[str, str]
) -> Request:
    """The customer is `named`, else the row's, else `fallback`.

    `types` keeps the words met so far and what they mean, as a table says the same few again and
    again.
    """
    words = request.type_words
    if words not in types:
        types[words] = recognise_type(words, edition)
    return replace(
        request,
        customer=one_line(named) or one_line(request.customer) or one_line(fallback),
        type=types[words],
        ticket=one_line(request.ticket),
        **_folded(request),
    )


def _folded(request: Request) -> dict[str, Any]:
    """The one-line fields into which line ends were pasted, each on one line."""
    lines = {name: getattr(request, name) for name in ONE_LINE}
    return {
        name: one_line(text)
        for name, text in lines.items()
        if not text.isprintable() or text != text.strip()
    }


def without_placeholder(request: Request | None) -> Request | None:
    """What is no reference is dropped; words and what is left of a damaged number are kept
    as a note to look at.
    """
    if request is None or not request.ticket or reference(request.ticket):
        return request
    notes = (
        request.notes
        if is_placeholder(request.ticket)
        else {**request.notes, "Ticket": request.ticket}
    )
    return replace(request, ticket="", notes=notes)


def planned_row(
    file: ReadFile,
    row: ReadRow,
    request: Request | None,
    key: str,
    versions: dict[str, KnownCase],
    customers: Customers,
) -> PlannedRow:
    """What importing this row would do, after the rows above it, which `versions` has as well."""
    if row.problem is not None:
        return PlannedRow(
            file.file, row.row, intake.FAILED, row.problem.message, request, problem=row.problem
        )
    if request is None:
        return PlannedRow(file.file, row.row, intake.SKIPPED, row.skipped, None)
    known = versions.get(key)
    if row.notes_only:
        return _notes_planned(file, row, request, key, known)
    if (
        known is not None and not request.customer
    ):  # a partner's ticket, whose customer was given before
        request = replace(request, customer=known.texts[-1].customer)
    try:
        check_text(request)
    except Refused as refusal:
        problem = Problem(file.file, row.row, _column(file, refusal.field), refusal.message)
        return PlannedRow(
            file.file, row.row, intake.FAILED, refusal.message, request, problem=problem
        )
    lacking = missing(request)
    if known is None:
        versions[key] = KnownCase("", [request], [request], posts=set(request.posts))
        names = in_a_row(DETAIL_NAMES[name] for name in lacking)
        why = f"{names[:1].upper()}{names[1:]} missing" if names else ""
        return PlannedRow(file.file, row.row, intake.NEW, why, request, key, missing=lacking)
    name = known.number or "a row above"
    theirs = known.texts[0].customer
    if not known.is_of(request.customer, customers):
        message = (
            f"{name} is a case of {theirs}, this row says {request.customer}: join the two "
            "spellings, or correct the row."
        )
        problem = Problem(file.file, row.row, _column(file, "customer"), message)
        return PlannedRow(file.file, row.row, intake.FAILED, message, request, problem=problem)
    before, said = known.texts[-1], request
    if any(same_words(request, text) for text in known.texts):
        return _unchanged(file, row, request, key, known)
    if known.exported is not None and file.file != HAND:
        known.exported, request = request, _only_what_differs(known.exported, request, before)
        if same_words(request, before):
            return _unchanged(file, row, request, key, known)
    changed = changed_details(before, request)
    known.texts.append(request)
    known.contacts.append(request)
    known.posts |= set(request.posts)
    why = f"{name}, {in_a_row(changed)} changed"
    return PlannedRow(
        file.file,
        row.row,
        intake.AMENDED,
        why,
        request,
        key,
        known.number,
        lacking,
        changed,
        before,
        said=said if said != request else None,
    )


def _only_what_differs(export: Request, request: Request, newest: Request) -> Request:
    """An export amends only what differs from the export before it (C8):
    the rest stays as it is now.
    """
    changed = changed_details(export, request)
    kept = {
        name: getattr(newest, name)
        for name in ("title", "requirement", "proposal", "timeline")
        if name not in changed
    }
    if "type" not in changed:
        kept |= {"type": newest.type, "type_words": newest.type_words}
    return replace(request, **kept)


def _unchanged(
    file: ReadFile, row: ReadRow, request: Request, key: str, known: KnownCase
) -> PlannedRow:
    """The customer's words are known; notes of the ticket, or the contact, may be new."""
    name = known.number or "a row above"
    new = tuple(post for post in request.posts if post not in known.posts)
    known.posts |= set(new)
    before = known.texts[-1]
    if (
        file.file != HAND
        and request.contact
        and not any(same_contact(request, text) for text in known.contacts)
    ):
        posts = tuple(dict.fromkeys((*before.posts, *new)))
        newest = replace(before, contact=request.contact, email=request.email, posts=posts)
        known.contacts.append(newest)
        return PlannedRow(
            file.file,
            row.row,
            intake.AMENDED,
            f"{name}, contact changed",
            newest,
            key,
            known.number,
            missing(newest),
            ("contact",),
            before,
        )
    why = (
        f"{name}, {count(len(new), 'new note')} of the ticket"
        if new
        else f"{name}, nothing changed"
    )
    return PlannedRow(
        file.file, row.row, intake.SKIPPED, why, request, key, known.number, notes=new
    )


def _notes_planned(
    file: ReadFile, row: ReadRow, request: Request, key: str, known: KnownCase | None
) -> PlannedRow:
    """The notes of a ticket alone: of a case that is known."""
    if known is None:
        message = (
            f"These are the notes of ticket {request.ticket}, and no case has it: import the "
            f"ticket first."
        )
        problem = Problem(file.file, row.row, "", message)
        return PlannedRow(file.file, row.row, intake.FAILED, message, request, problem=problem)
    try:
        check_text(replace(request, customer=known.texts[-1].customer))
    except Refused as refusal:
        problem = Problem(file.file, row.row, _column(file, refusal.field), refusal.message)
        return PlannedRow(
            file.file, row.row, intake.FAILED, refusal.message, request, problem=problem
        )
    return replace(_unchanged(file, row, request, key, known), notes_only=True)


def _column(file: ReadFile, field: str) -> str:
    wanted = {"type_words": "Exemption type"}.get(field, field[:1].upper() + field[1:])
    return next((theirs for theirs, ours in file.reading.mapping if ours == wanted), wanted)
