"""JSON saved from the portal: tickets become requests, everything else is refused by its name (domain.md §7)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import Problem, ReadFile, Reading, ReadRow
from mmd_reviewer.domain.request import LONGEST_TEXT, Request, details_in, organisation_of
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.readers.cells import moment_day, not_text
from mmd_reviewer.readers.html_text import plain_text
from mmd_reviewer.readers.limits import STEP, Unreadable, check_rows, check_size
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
_TWICE = "\0twice"
_CHANGE_REQUEST = "changerequest"
_OTHER_TYPES = {
    "incident": "An incident, not a change request",
    "requestforinformation": "A request for information, not a change request",
}


def read_portal_json(path: Path, zone: str, job: Job, remarks: tuple[str, ...] = ()) -> ReadFile:
    """The change requests of a ticket list or a single ticket; raises `Unreadable` for anything else."""
    check_size(path.stat().st_size, "JSON")
    job.step(0, 1)
    raw = path.read_bytes()
    encoding = json.detect_encoding(raw)
    tickets, said = tickets_in(_loaded(raw, encoding))
    check_rows(len(tickets), KIND)
    reader = _Tickets(path.name, ZoneInfo(zone))
    rows = []
    for done, ticket in enumerate(tickets):
        if not done % STEP:
            job.step(done, len(tickets))
        rows.append(reader.row(done + 1, ticket))
    names = {"utf-8-sig": "UTF-8 with BOM"}
    reading = Reading(
        KIND,
        names.get(encoding, encoding.upper()),
        mapping=MAPPING,
        remarks=(*remarks, *said),
        customer_by_mail=True,
    )
    problems = () if rows else (Problem(path.name, None, "", "The list holds no tickets: there is nothing to import."),)
    return ReadFile(path.name, reading, tuple(rows), problems)


def _loaded(raw: bytes, encoding: str) -> Any:
    try:
        return json.loads(raw.decode(encoding, "surrogatepass"), object_pairs_hook=_folded)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"The file is not {encoding.upper()} text at byte {error.start + 1:,}. Export it again from the portal.",
            KIND,
        ) from None
    except json.JSONDecodeError as error:
        raise Unreadable(_syntax(error), KIND) from None
    except RecursionError:
        raise Unreadable("The JSON is nested too deeply to be a ticket export. Export it again.", KIND) from None
    except ValueError:
        raise Unreadable("The JSON holds a number too long to be one. Export it again from the portal.", KIND) from None


def _syntax(error: json.JSONDecodeError) -> str:
    where = f"line {error.lineno:,}, column {error.colno:,}"
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):
        return f"The JSON breaks off: what begins in {where} has no end. Export it again from the portal."
    return f"The JSON is not valid in {where} ({error.msg}). Export it again from the portal."


def _folded(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Keys without regard to case, outer blanks of texts taken away; a key that stands twice is remembered."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        name = key.strip().casefold()
        value = value.strip() if isinstance(value, str) else value
        if name in found and found[name] != value:
            found.setdefault(_TWICE, key.strip() or "(without a name)")
        found[name] = value
    return found


class _Tickets:
    """Makes rows of tickets; a ticket that cannot be kept is a problem of its row alone."""

    def __init__(self, file: str, zone: ZoneInfo) -> None:
        self._file = file
        self._zone = zone

    def row(self, number: int, ticket: Any) -> ReadRow:
        if not isinstance(ticket, Mapping):
            return self._problem(number, "", "This entry of the list is not a ticket: remove it.")
        contact = ticket.get("contact") if isinstance(ticket.get("contact"), Mapping) else {}
        assert isinstance(contact, Mapping)
        twice = ticket.get(_TWICE) or contact.get(_TWICE)
        if twice:
            return self._problem(number, str(twice), "The field stands twice with different values: keep one of them.")
        words = _text(ticket.get("type"))
        kind = "".join(words.casefold().split())
        if not kind:
            return self._problem(
                number, "type", "The field is empty, so nobody can tell whether this is a change request: fill it in."
            )
        if kind != _CHANGE_REQUEST:
            return ReadRow(number, None, skipped=_OTHER_TYPES.get(kind, f"“{words[:40]}”, not a change request"))
        return self._change_request(number, ticket, contact)

    def _change_request(self, number: int, ticket: Mapping[str, Any], contact: Mapping[str, Any]) -> ReadRow:
        for name in ("title", "description", "id"):
            if isinstance(ticket.get(name), (list, Mapping)):
                return self._problem(number, name, "The field holds a list or an object and should hold text.")
        raw = _text(ticket.get("description"))
        if len(raw) > _HTML_MOST:
            return self._problem(number, "description", not_text(raw))
        created = _text(ticket.get("createddatetime"))
        try:
            submitted = moment_day(created, self._zone) if created else None
        except ValueError:
            return self._problem(
                number, "createdDateTime", f"“{created[:40]}” is not a moment: write it as 2026-11-23T09:30:00Z."
            )
        text = plain_text(raw)
        details = details_in(text)
        email = _text(contact.get("email"))
        request = Request(
            customer=organisation_of(email),
            title=" ".join(plain_text(_text(ticket.get("title"))).split()),
            type_words=details.get("type", ""),
            requirement=details.get("requirement", ""),
            proposal=details.get("proposal", ""),
            timeline=read_timeline(details.get("timeline", "")),
            ticket=_text(ticket.get("id")),
            submitted=submitted,
            contact=" ".join(f"{_text(contact.get('givenname'))} {_text(contact.get('surname'))}".split()),
            email=email,
            severity=_text(ticket.get("severity")),
            devices=_text(ticket.get("usersordevicesimpacted")),
            text=text,
            notes=_notes(ticket),
        )
        return self._checked(number, request)

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
        }
        for name, value in fields.items():
            wrong = not_text(value)
            if wrong:
                return self._problem(number, name, wrong)
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


def _notes(ticket: Mapping[str, Any]) -> dict[str, str]:
    """Fields without a place of their own; an empty one, a "no" and the year 1 say nothing."""
    found = {}
    for key, name in _NOTES.items():
        value = _text(ticket.get(key))
        if value and value != "no" and not value.startswith("0001-01-01"):
            found[name] = plain_text(value) if len(value) <= _HTML_MOST else value
    return found
