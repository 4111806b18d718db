"""JSON saved from the portal: tickets become requests,
everything else is refused by its name (domain.md §7).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.details_in_text import read_details
from mmd_reviewer.domain.intake import Problem, ReadFile, Reading, ReadRow
from mmd_reviewer.domain.organisation import organisation_of
from mmd_reviewer.domain.request import LONGEST_TEXT, Post, Request
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.readers.cells import DateReader, not_text
from mmd_reviewer.readers.encoding import named_encoding
from mmd_reviewer.readers.html_text import plain_text
from mmd_reviewer.readers.json_text import TWICE, documents_in
from mmd_reviewer.readers.limits import STEP, check_rows, check_size
from mmd_reviewer.readers.portal_kinds import KIND, tickets_in

MAPPING = (
    ("id", "Ticket"),
    ("contact.email", "Customer"),
    ("title", "Title"),
    ("description", "Exemption type"),
    ("description", "Requirement"),
    ("description", "Proposal"),
    ("description", "Timeline"),
    ("createdDateTime", "Submitted"),
    ("contact", "Contact"),
    ("contact.email", "Email"),
    ("severity", "Severity"),
    ("usersOrDevicesImpacted", "Devices"),
)
_NOTES = {
    "category": "Category",
    "subcategory": "Subcategory",
    "state": "State",
    "businessimpact": "Business impact",
    "issuefirstnoticed": "First noticed",
    "troubleshootingsteps": "Troubleshooting steps",
    "reprosteps": "Steps to reproduce",
    "nextactionowner": "Next action by",
    "nextactiontime": "Next action",
    "resolveddatetime": "Resolved",
    "compromiseindicator": "Compromise indicator",
    "relatedalerts": "Related alerts",
    "ispartner": "Filed by a partner",
}
_HTML_MOST = 4 * LONGEST_TEXT  # tags included
_MILLISECONDS = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/")
_CHANGE_REQUEST = "changerequest"
_FALSE = ("", "no", "false", "0", "nein", "non", "n")
_OTHER_TYPES = {
    "incident": "An incident, not a change request",
    "requestforinformation": "A request for information, not a change request",
}


def read_portal_json(
    path: Path, zone: str, job: Job, remarks: tuple[str, ...] = (), encoding: str = ""
) -> ReadFile:
    """The change requests of a ticket list or a single ticket;
    raises `Unreadable` for anything else.
    """
    check_size(path.stat().st_size, "JSON")
    job.step(0, 1)
    raw = path.read_bytes()
    found = json.detect_encoding(raw)
    byte_mark = found in ("utf-8-sig", "utf-16", "utf-32")  # what a file says of itself comes first
    encoding = named_encoding(encoding, KIND) if encoding and not byte_mark else found
    tickets = tickets_in(documents_in(raw, encoding, KIND))
    check_rows(len(tickets.entries), KIND)
    reader = _Tickets(path.name, ZoneInfo(zone))
    rows = []
    if tickets.notes_of:
        tickets, rows = (
            replace(tickets, entries=()),
            [reader.notes_row(tickets.notes_of, tickets.entries)],
        )
    for done, ticket in enumerate(tickets.entries):
        if not done % STEP:
            job.step(done, len(tickets.entries))
        rows.append(reader.row(done + 1, ticket))
    names = {"utf-8-sig": "UTF-8 with BOM"}
    said = (*remarks, *tickets.remarks, *reader.remarks())
    name = names.get(encoding, encoding.upper())
    reading = Reading(KIND, name, mapping=MAPPING, remarks=said, customer_by_mail=True)
    lacks = (
        tickets.lacks
        if rows
        else (*tickets.lacks, "The list holds no tickets: there is nothing to import.")
    )
    return ReadFile(
        path.name,
        reading,
        tuple(rows),
        tuple(Problem(path.name, None, "", words) for words in lacks),
    )


class _Tickets:
    """Makes rows of tickets; a ticket that cannot be kept is a problem of its row alone."""

    def __init__(self, file: str, zone: ZoneInfo) -> None:
        self._file = file
        self._dates = DateReader(zone)
        self._rows: dict[
            str, tuple[int, Request]
        ] = {}  # of each ticket: where it stood first, and as what
        self._partners = 0
        self._cut_off = 0

    def remarks(self) -> tuple[str, ...]:
        """What is to be said of the tickets together."""
        said = []
        if self._partners:
            tickets = "1 ticket was" if self._partners == 1 else f"{self._partners:,} tickets were"
            said.append(
                f"{tickets} filed by a partner, whose address does not name the customer: give the "
                f"customer."
            )
        if self._cut_off:
            contacts = "1 contact was" if self._cut_off == 1 else f"{self._cut_off:,} contacts were"
            said.append(
                f"{contacts} cut off when the file was saved and not read: ConvertTo-Json needs "
                f"-Depth 5."
            )
        return tuple(said)

    def row(self, number: int, ticket: Any) -> ReadRow:
        if not isinstance(ticket, Mapping):
            return self._problem(number, "", "This entry of the list is not a ticket: remove it.")
        contact = ticket.get("contact") if isinstance(ticket.get("contact"), Mapping) else {}
        assert isinstance(contact, Mapping)
        twice = ticket.get(TWICE) or contact.get(TWICE)
        if twice:
            return self._problem(
                number,
                str(twice),
                "The field stands twice with different values: keep one of them.",
            )
        words = _text(ticket.get("type"))
        kind = re.sub(r"[\W_]+", "", words.casefold())
        if not kind:
            return self._problem(
                number,
                "type",
                "The field is empty, so nobody can tell whether this is a change request: fill it "
                "in.",
            )
        if kind != _CHANGE_REQUEST:
            return ReadRow(
                number,
                None,
                skipped=_OTHER_TYPES.get(kind, f"“{words[:40]}”, not a change request"),
            )
        return self._change_request(number, ticket, contact)

    def notes_row(self, ticket: str, notes: Iterable[Any]) -> ReadRow:
        """The notes of one ticket, without the ticket."""
        request = Request(customer="", ticket=ticket, posts=self._posts(list(notes)))
        row = self._checked(1, request)
        if row.problem is None and not request.posts:
            return ReadRow(1, None, skipped=f"The ticket {ticket} has no notes")
        return replace(row, notes_only=True)

    def _change_request(
        self, number: int, ticket: Mapping[str, Any], contact: Mapping[str, Any]
    ) -> ReadRow:
        for name in ("title", "description", "id"):
            if isinstance(ticket.get(name), (list, Mapping)):
                return self._problem(
                    number, name, "The field holds a list or an object and should hold text."
                )
        raw = _text(ticket.get("description"))
        if len(raw) > _HTML_MOST:
            return self._problem(number, "description", not_text(raw))
        created = _text(ticket.get("createddatetime"))
        try:
            submitted = self._day(created)
        except ValueError:
            return self._problem(
                number,
                "createdDateTime",
                f"“{created[:40]}” is not a moment: write it as 2026-11-23T09:30:00Z.",
            )
        self._cut_off += _text(ticket.get("contact")).startswith("@{")
        partner = _text(ticket.get("ispartner")).casefold() not in _FALSE
        self._partners += partner
        name = " ".join(
            f"{_text(contact.get('givenname'))} {_text(contact.get('surname'))}".split()
        )
        # Facts are kept so, and `taken` counts its letters
        text = unicodedata.normalize("NFC", plain_text(raw))
        found = read_details(text, name)
        details = found.words
        email = _text(contact.get("email"))
        request = Request(
            customer="" if partner else organisation_of(email),
            title=" ".join(plain_text(_text(ticket.get("title"))).split()),
            type_words=details.get("type", ""),
            requirement=details.get("requirement", ""),
            proposal=details.get("proposal", ""),
            timeline=read_timeline(details.get("timeline", "")),
            ticket=_text(ticket.get("id")),
            submitted=submitted,
            contact=name,
            email=email,
            severity=_text(ticket.get("severity")),
            devices=_text(ticket.get("usersordevicesimpacted")),
            text=text,
            notes=_notes(ticket),
            taken=found.taken,
            posts=self._posts(ticket.get("notes")),
        )
        return self._checked(number, request)

    def _posts(self, notes: Any) -> tuple[Post, ...]:
        """The ticket's notes that say something; a day that cannot be read is none."""
        found = []
        for note in notes if isinstance(notes, list) else ():
            text = _text(note.get("text")) if isinstance(note, Mapping) else ""
            if not text or len(text) > _HTML_MOST:
                continue
            try:
                day = self._day(_text(note.get("createddatetime")))
            except ValueError:
                day = None
            found.append(
                Post(unicodedata.normalize("NFC", plain_text(text)), day, _text(note.get("sender")))
            )
        return tuple(found)

    def _day(self, created: str) -> date | None:
        """The civil day of a moment, written as tables write it
        or as `/Date(1793606400000)/`; None for no date.
        """
        day, wrong = self._dates.read(_usual(created))
        if wrong:
            raise ValueError(wrong)
        return day

    def _checked(self, number: int, request: Request) -> ReadRow:
        fields = {
            "description": request.text,
            "title": request.title,
            "id": request.ticket,
            "contact": request.contact,
            "contact.email": request.email,
            "severity": request.severity,
            "usersOrDevicesImpacted": request.devices,
            **request.notes,
            **{f"notes[{place}].text": post.text for place, post in enumerate(request.posts)},
            **{f"notes[{place}].sender": post.sender for place, post in enumerate(request.posts)},
        }
        for name, value in fields.items():
            wrong = not_text(value)
            if wrong:
                return self._problem(number, name, wrong)
        first, other = self._rows.setdefault(request.ticket.casefold(), (number, request))
        if request.ticket and other.customer != request.customer:
            words = (
                f"Ticket {request.ticket} stands in row {first} with another organisation: keep "
                f"one of them."
            )
            return self._problem(number, "id", words)
        return ReadRow(number, request)

    def _problem(self, number: int, column: str, message: str) -> ReadRow:
        return ReadRow(number, None, problem=Problem(self._file, number, column, message))


def _text(value: Any) -> str:
    """A scalar as text; null, lists and objects are none."""
    if value is None or isinstance(value, (list, Mapping)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value).strip()


def _usual(moment: str) -> str:
    """`/Date(1793606400000)/`, as older programs save a moment, in the usual form."""
    match = _MILLISECONDS.fullmatch(moment)
    with suppress(OverflowError):  # beyond the year 9999
        if match:
            since = timedelta(milliseconds=int(match[1]))
            return (datetime(1970, 1, 1, tzinfo=UTC) + since).isoformat()
    return moment


def _notes(ticket: Mapping[str, Any]) -> dict[str, str]:
    """Fields without a place of their own; an empty one, a "no" and the year 1 say nothing."""
    found = {}
    for key, name in _NOTES.items():
        value = _usual(_text(ticket.get(key)))
        if value and value != "no" and not value.startswith("0001-01-01"):
            found[name] = plain_text(value) if len(value) <= _HTML_MOST else value
    return found
