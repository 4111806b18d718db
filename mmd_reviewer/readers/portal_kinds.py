"""What a JSON document of the portal is: tickets, or something to refuse by its name (domain.md §7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mmd_reviewer.readers.limits import Unreadable

KIND = "Portal tickets (JSON)"
INSTEAD = "Import the portal's list of tickets, or a table of requests (CSV or XLSX)."
_TICKETS = re.compile(r"tickets(?:\([^')]*\))?(?:/\$entity)?", re.IGNORECASE)
_NOTES = re.compile(r"tickets\('([^']{0,60})'\)/notes", re.IGNORECASE)
_OTHERS = (
    ("devices", "device", "devices"),
    ("users", "user", "users"),
    ("profile", "device profile", "device profiles"),
    ("elevationrequests", "elevation request", "elevation requests"),
)
_TICKET_FIELDS = {"id", "title", "description", "type"}


def tickets_in(document: Any) -> tuple[list[Any], tuple[str, ...]]:
    """(the tickets, remarks); keys are folded already. Refuses every other document, saying what it is."""
    if isinstance(document, list):
        return _without_context(document)
    if not isinstance(document, Mapping):
        raise Unreadable(f"The JSON is a single value, not tickets. {INSTEAD}", KIND)
    error = document.get("error")
    if isinstance(error, Mapping):
        code = str(error.get("code", ""))[:20]
        raise Unreadable(
            f"The portal answered with an error{f' ({code})' if code else ''}, not with tickets. Export again."
        )
    value = document.get("value")
    context = document.get("@odata.context")
    if not isinstance(context, str) or not context:
        return _without_context(value if isinstance(value, list) else [document])
    fragment = context.partition("#")[2]
    if not _TICKETS.fullmatch(fragment):
        raise _refused(fragment, value)
    if isinstance(value, list):
        return value, ()
    if "value" in document:
        raise Unreadable(f"The “value” of the ticket list is not a list. {INSTEAD}", KIND)
    return [document], ()


def _without_context(entries: list[Any]) -> tuple[list[Any], tuple[str, ...]]:
    """Tickets that lost their envelope are known by their fields."""
    objects = [entry for entry in entries if isinstance(entry, Mapping)]
    if not objects or any(not entry.keys() >= _TICKET_FIELDS for entry in objects):
        raise Unreadable(
            f"This JSON is not from the portal: it has no @odata.context, and its entries lack id, title, description "
            f"or type. {INSTEAD}",
            KIND,
        )
    return entries, ("The file has no @odata.context; its entries were known as tickets by their fields.",)


def _refused(fragment: str, value: Any) -> Unreadable:
    notes = _NOTES.fullmatch(fragment)
    if notes:
        return Unreadable(
            f"These are the notes of ticket {notes[1]}, not an exemption request. {INSTEAD}", "Portal notes (JSON)"
        )
    if "elevationdetail" in fragment.casefold():
        return Unreadable(
            "This file holds an administrator password for a device, not exemption requests. Nothing was read from it: "
            f"delete it when it is no longer needed. {INSTEAD}",
            "Portal elevation detail (JSON)",
        )
    base = fragment.partition("/")[0].partition("(")[0].casefold()
    for name, one, many in _OTHERS:
        if base.removesuffix("s") == name.removesuffix("s"):
            count = len(value) if isinstance(value, list) else 1
            what = f"1 {one}" if count == 1 else f"{count:,} {many}"
            return Unreadable(f"This file lists {what}, not exemption requests. {INSTEAD}", f"Portal {many} (JSON)")
    return Unreadable(f"This portal document (“{fragment[:60]}”) does not hold tickets. {INSTEAD}", KIND)
