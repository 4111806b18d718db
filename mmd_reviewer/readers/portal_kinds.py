"""What a JSON document of the portal is:
tickets, or something to refuse by its name (domain.md §7).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Tickets:
    """The tickets of a document, remarks on it, and what the file as a whole lacks.

    `notes_of`: the entries are the notes of this ticket alone.
    """

    entries: tuple[Any, ...] = ()
    remarks: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    notes_of: str = ""


def tickets_in(document: Any) -> Tickets:
    """The tickets; keys are folded already. Refuses every other document, saying what it is."""
    if isinstance(document, list):
        return _pages(document) if are_pages(document) else _without_context(document)
    if not isinstance(document, Mapping):
        raise Unreadable(f"The JSON is a single value, not tickets. {INSTEAD}", KIND)
    error = document.get("error")
    if isinstance(error, Mapping):
        code = str(error.get("code", ""))[:20]
        raise Unreadable(
            f"The portal answered with an error{f' ({code})' if code else ''}, not with tickets. "
            f"Export again."
        )
    value = document.get("value")
    context = document.get("@odata.context")
    if not isinstance(context, str) or not context:
        found = _without_context(value if isinstance(value, list) else [document])
        return replace(found, lacks=more_pages(document))
    fragment = context.partition("#")[2]
    notes = _NOTES.fullmatch(fragment)
    if notes and isinstance(value, list):
        return Tickets(tuple(value), lacks=more_pages(document), notes_of=notes[1])
    if not _TICKETS.fullmatch(fragment):
        raise _refused(fragment, value)
    if isinstance(value, list):
        return Tickets(tuple(value), lacks=more_pages(document))
    if "value" in document:
        raise Unreadable(f"The “value” of the ticket list is not a list. {INSTEAD}", KIND)
    return Tickets((document,))


def more_pages(document: Mapping[str, Any]) -> tuple[str, ...]:
    """What to say of a page that names a next one; keys are folded already."""
    if not any(key.endswith("nextlink") and link for key, link in document.items()):
        return ()
    value, count = document.get("value"), document.get("@odata.count")
    held = len(value) if isinstance(value, list) else 1
    of = f" of {count:,}" if isinstance(count, int) else ""
    return (
        f"This is one page of several (@odata.nextLink): it holds {held:,}{of} entries. Export the "
        "other pages and import them too.",
    )


def are_pages(entries: list[Any]) -> bool:
    """Is it a list of pages, each with its envelope?"""
    return bool(entries) and all(
        isinstance(entry, Mapping)
        and ("@odata.context" in entry or isinstance(entry.get("value"), list))
        for entry in entries
    )


def _pages(pages: list[Any]) -> Tickets:
    """Pages saved one after the other;
    only the last may name a next one without anything lacking.
    """
    found = [tickets_in(page) for page in pages]
    notes_of, *others = {page.notes_of for page in found}
    if others:
        raise Unreadable(
            "The file holds the notes of a ticket and other documents, one after the other. Import "
            "each in a file of its own.",
            KIND,
        )
    entries = tuple(entry for page in found for entry in page.entries)
    remarks = tuple(dict.fromkeys(remark for page in found for remark in page.remarks))
    said = (
        f"The file holds {len(pages):,} documents, one after the other; they were read as one list."
    )
    remarks = (*((said,) if len(pages) > 1 else ()), *remarks)
    return Tickets(entries, remarks, found[-1].lacks, notes_of)


def _without_context(entries: list[Any]) -> Tickets:
    """Tickets that lost their envelope are known by their fields."""
    objects = [entry for entry in entries if isinstance(entry, Mapping)]
    if not objects or any(not entry.keys() >= _TICKET_FIELDS for entry in objects):
        raise Unreadable(
            "This JSON is not from the portal: it has no @odata.context, and its entries lack id, "
            f"title, description or type. {INSTEAD}",
            KIND,
        )
    remark = "The file has no @odata.context; its entries were known as tickets by their fields."
    return Tickets(tuple(entries), (remark,))


def _refused(fragment: str, value: Any) -> Unreadable:
    if "elevationdetail" in fragment.casefold():
        return Unreadable(
            "This file holds an administrator password for a device, not exemption requests. "
            f"Nothing was read from it: delete it when it is no longer needed. {INSTEAD}",
            "Portal elevation detail (JSON)",
        )
    base = fragment.partition("/")[0].partition("(")[0].casefold()
    for name, one, many in _OTHERS:
        if base.removesuffix("s") == name.removesuffix("s"):
            count = len(value) if isinstance(value, list) else 1
            what = f"1 {one}" if count == 1 else f"{count:,} {many}"
            return Unreadable(
                f"This file lists {what}, not exemption requests. {INSTEAD}",
                f"Portal {many} (JSON)",
            )
    return Unreadable(
        f"This portal document (“{fragment[:60]}”) does not hold tickets. {INSTEAD}", KIND
    )
