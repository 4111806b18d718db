"""Which column of a table is which of ours: the headings people use, shared by CSV and XLSX (interfaces.md)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from mmd_reviewer.readers.limits import HEADING_ROWS, Unreadable

FIELDS = (
    "Ticket", "Customer", "Exemption type", "Title", "Requirement", "Proposal", "Timeline",
    "Submitted", "Contact", "Email", "Severity", "Devices",
)  # fmt: skip
_TELLING = {"Customer", "Exemption type", "Title", "Requirement", "Proposal", "Timeline"}
_SYNONYMS = {
    "Ticket": "ticket no, ticket nr, ticket number, ticket id, tickets, mmd ticket, mmd ticket number, id, case id, "
    "case number, case no, request id, request number, request no, support request id, support request, reference, "
    "reference number, ref, number",
    "Customer": "customer name, company, company name, organisation, organization, organisation name, "
    "organization name, tenant, tenant name, client, account",
    "Exemption type": "exception type, customization type, customisation type, exemption, exception, customization, "
    "customisation, type, type of exemption, type of exception, type of customization, type of customisation, category",
    "Title": "subject, summary, short description, request title, headline, name",
    "Requirement": "requirements, business requirement, business requirements, business need, business needs, need, "
    "business justification, justification, business case, business reason, reason, why",
    "Proposal": "proposals, proposed solution, solution, solution wanted, requested solution, wanted solution, what",
    "Timeline": "time line, timeframe, time frame, how long, duration, period, requested period, proposed timeline, "
    "expected timeline, until, needed until, end date",
    "Submitted": "submitted on, submitted at, date submitted, submission date, created, created on, created at, "
    "created date, date created, createddatetime, created date time, creation date, date, received, received on, "
    "opened, filed, filed on, request date, requested on",
    "Contact": "contact name, contact person, primary contact, requester, requestor, requester name, requested by, "
    "submitter, submitted by, created by, asked by",
    "Email": "e mail, mail, email address, e mail address, mail address, contact email, contact e mail, "
    "requester email, requester e mail, requestor email",
    "Severity": "sev, priority",
    "Devices": "device, number of devices, no of devices, nr of devices, device count, affected devices, "
    "devices affected, users or devices, users or devices impacted, usersordevicesimpacted, how many devices",
}


def fold_heading(words: str) -> str:
    """Case, signs and blanks of a heading taken away: `# Devices` is `devices`."""
    text = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


_KNOWN = {
    **{synonym: (name, 1) for name, line in _SYNONYMS.items() for synonym in line.split(", ")},
    **{fold_heading(name): (name, 0) for name in FIELDS},
}


@dataclass(frozen=True, slots=True)
class Columns:
    """A heading row understood: `places` says where each of FIELDS stands, `width` (one past the last) if nowhere."""

    headings: tuple[str, ...]
    places: tuple[int, ...]
    extras: tuple[tuple[int, str], ...]
    remarks: tuple[str, ...]
    unnamed: frozenset[int]

    @property
    def width(self) -> int:
        return len(self.headings)

    def mapping(self) -> tuple[tuple[str, str], ...]:
        """(their heading, our name), "" for a column kept as a note, in the order of the file."""
        ours = dict(zip(self.places, FIELDS, strict=True))
        named = (pair for pair in enumerate(self.headings) if pair[0] not in self.unnamed)
        return tuple((heading, ours.get(place, "")) for place, heading in named)

    def heading_of(self, field: str) -> str:
        """Their heading of one of our columns, ours if they have none."""
        place = self.places[FIELDS.index(field)]
        return self.headings[place] if place < self.width else field


def known_headings(cells: Sequence[str]) -> set[str]:
    """Which of our columns a row names."""
    return {_KNOWN[folded][0] for cell in cells if (folded := fold_heading(cell[:80])) in _KNOWN}


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Index of the first row, among the first 20, that is a row of headings: two known ones, one of them telling."""
    for index, cells in enumerate(rows[:HEADING_ROWS]):
        found = known_headings(cells)
        if len(found) >= 2 and found & _TELLING:
            return index
    return None


def columns_of(cells: Sequence[str], kind: str) -> Columns:
    """The plan for a heading row; refuses two columns of which nobody could say which is meant."""
    headings = [" ".join(cell.split()) for cell in cells]
    chosen: dict[str, tuple[int, int]] = {}
    remarks: list[str] = []
    for place, heading in enumerate(headings):
        name, rank = _KNOWN.get(fold_heading(heading), ("", 0))
        if not name:
            continue
        if name in chosen:
            kept, noted = _preferred(name, chosen[name], (rank, place), headings, kind)
            remarks.append(f"“{headings[kept[1]]}” is taken as {name}; “{headings[noted]}” is kept as a note.")
            chosen[name] = kept
        else:
            chosen[name] = (rank, place)
    taken = {place for _, place in chosen.values()}
    unnamed = frozenset(place for place, heading in enumerate(headings) if not heading)
    headings = [heading or f"Column {letters(place)}" for place, heading in enumerate(headings)]
    names = _distinct(headings)
    extras = tuple((place, name) for place, name in enumerate(names) if place not in taken)
    places = tuple(chosen[name][1] if name in chosen else len(headings) for name in FIELDS)
    return Columns(tuple(headings), places, extras, tuple(remarks), unnamed)


def _preferred(
    name: str, one: tuple[int, int], other: tuple[int, int], headings: Sequence[str], kind: str
) -> tuple[tuple[int, int], int]:
    """Of two columns for one field, our own name comes before a synonym; two alike are refused."""
    if one[0] == other[0]:
        first, second = sorted((one[1], other[1]))
        raise Unreadable(
            f"Columns {letters(first)} (“{headings[first]}”) and {letters(second)} (“{headings[second]}”) could both "
            f"be the {name}. Rename or remove one of them.",
            kind,
        )
    best, rest = sorted((one, other))
    return best, rest[1]


def _distinct(names: Sequence[str]) -> list[str]:
    counts: dict[str, int] = {}
    result = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        result.append(name if counts[name] == 1 else f"{name} ({counts[name]})")
    return result


def letters(place: int) -> str:
    """Spreadsheet letters of a column counted from 0: A, Z, AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


_DEVICE_SIGNS = {"serial number", "device serial number", "hardware hash", "serialnumber", "windows product id"}


def lists_devices(cells: Sequence[str]) -> bool:
    """True for the heading row of a registration, Autopilot or inventory file."""
    return bool({fold_heading(cell[:80]) for cell in cells} & _DEVICE_SIGNS)


def no_headings(kind: str) -> Unreadable:
    """The refusal of a table whose columns have no known name; cells are never shown."""
    return Unreadable(
        f"No row of headings was found in the first {HEADING_ROWS} rows. Name the columns {', '.join(FIELDS[:-1])} "
        f"and {FIELDS[-1]}, in any order; those you do not have may be left out.",
        kind,
    )


def devices_not_requests(count: int, kind: str) -> Unreadable:
    """The refusal of a list of devices."""
    what = "1 device" if count == 1 else f"{count:,} devices"
    return Unreadable(
        f"This file lists {what}, not exemption requests. Nothing was taken from it: import the ticket "
        "export or a table of requests, and name the devices when an exemption is approved or deployed.",
        kind,
    )
