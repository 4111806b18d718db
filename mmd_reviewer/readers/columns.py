"""Which column of a table is which of ours, and which row names them:
the same for every table (interfaces.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mmd_reviewer.domain.detail_labels import label_of_cell
from mmd_reviewer.domain.guarded_text import unguarded
from mmd_reviewer.domain.intake import REQUEST_COLUMNS
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.readers.heading_words import (
    DEVICE_WORDS,
    REQUEST_WORDS,
    SOFTWARE_WORDS,
    WEAK_WORDS,
)
from mmd_reviewer.readers.limits import HEADING_ROWS, Unreadable

DESCRIPTION, TICKET_TYPE = "Description", "Ticket type"
ROLES = (*REQUEST_COLUMNS, DESCRIPTION, TICKET_TYPE)  # what a column of requests can be
SERIAL = "Serial Number"
NOTE = ""  # a column that is none of ours
_TELLING = {"Customer", "Exemption type", "Title", "Requirement", "Proposal", "Timeline"}
_OF_REQUESTS = {"Exemption type", "Requirement", "Proposal", "Timeline"}  # no device list has these
_MINOR = {"Submitted", "Contact", "Email", "Severity", "Devices", DESCRIPTION, TICKET_TYPE}
_SPARE = {"Last check-in", "Publisher", "Version", "Device ID", "Install state", "Customer"}
_OF_A_DEVICE = {"Device Name", "Device ID"}  # without a serial number an inventory has these
_UNIT = (
    "(?:(?:in|en|nombre de|anzahl) )?"
    "(months?|weeks?|days?|years?|monaten?|monate|wochen?|tagen?|tage|jahren?|jahre|mois|semaines?|jours?|ans?)"
)
_WITH_UNIT = re.compile(f"(.+?) {_UNIT}")
_NUMBERED = re.compile(
    r"^\W*(?:(?:q|nr|no|frage|question)\W*)?"
    r"(?:\d{1,2}(?:\.\d{1,2})+|(?:\d{1,2}|[a-z]|[ivx]{1,4})\s*(?:[.):\]]|[-–]\s)|(?<=#)\d{1,2}\s)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_BETWEEN = re.compile(r"[/|()\[\],;·•\n]|\s[-–—]\s")  # languages, or a hint
_HINT = re.compile(
    f"|required|mandatory|optional|pflicht(?:feld|angabe)?|erforderlich|obligatoire|facultatif|{_UNIT}"
)
_LABELS = {"type": "Exemption type"} | {
    name.casefold(): name for name in ("Requirement", "Proposal", "Timeline")
}


def fold_heading(words: str) -> str:
    """Case, accents, signs and blanks of a heading taken away: `# Geräte` is `gerate`."""
    text = unicodedata.normalize("NFKD", words).casefold()
    text = "".join(
        sign
        for sign in text
        if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    folded = " ".join(re.sub(r"[\W_]+", " ", text).split())
    return folded.removeprefix("custom field ")  # as Jira writes `Custom field (Customer)`


def unit_of(heading: str) -> str:
    """The unit that a heading gives to the bare numbers below it:
    `months` of `Duration (months)`, or "".
    """
    found = _WITH_UNIT.fullmatch(fold_heading(heading))
    return found[2] if found else ""


def heading_key(headings: Iterable[str]) -> str:
    """Names a row of headings, however it is spelled; under it a mapping by hand is remembered.

    A heading of signs alone (`#`) counts as it stands: there is a column below it.
    """
    bare = (" ".join(unguarded(heading).split()) for heading in headings)
    return " | ".join(fold_heading(heading) or heading for heading in bare if heading)


@dataclass(frozen=True)
class Vocabulary:
    """What a kind of table calls its columns.

    `known`: folded heading → (our name, rank; 0 is our own name).
    """

    fields: tuple[str, ...]
    known: Mapping[str, tuple[str, int]]

    def names(self, cells: Sequence[str], loosest: int = 2) -> set[str]:
        """Which of our columns a row names, and no looser than that."""
        return {
            name for name, rank in (self.known_as(cell[:80]) for cell in cells) if rank <= loosest
        } - {NOTE}

    def known_as(self, heading: str) -> tuple[str, int]:
        """Our name and the rank of a heading: it may be numbered, a field of ServiceNow or
        Salesforce, or say the same in two languages; of a period its unit may stand behind it. Else
        it is what such a label is in a text.
        """
        found = self.known.get(fold_heading(heading))
        if found:
            return found
        bare = _NUMBERED.sub("", heading, 1).removeprefix("u_").removesuffix("__c")
        folded = fold_heading(bare)
        with_unit = _WITH_UNIT.fullmatch(folded)
        if with_unit and self.known.get(with_unit[1], ("", 0))[0] == "Timeline":
            return self.known[with_unit[1]]
        parts = [
            part for part in map(fold_heading, _BETWEEN.split(bare)) if not _HINT.fullmatch(part)
        ]
        if folded in self.known:
            return self.known[folded][0], max(1, self.known[folded][1])
        names = {self.known.get(part, (NOTE, 0))[0] for part in parts}
        if len(names) == 1 and NOTE not in names:
            return names.pop(), 1
        outside = list(map(fold_heading, _BETWEEN.split(_BRACKETS.sub("", bare))))
        there = {self.known[part][0] for part in outside if part in self.known}
        if self is not REQUESTS:
            return NOTE, 2
        if (
            len(there) == 1 == len(outside) and names <= {*there, NOTE} and not there & _MINOR
        ):  # Company (legal name)
            return there.pop(), 2
        return _LABELS.get(label_of_cell(bare) if len(there) < 2 else "", NOTE), 2

    def merit(self, cells: Sequence[str]) -> int:
        """How good a row of headings this is; 0: it is none."""
        found = self.names(cells)
        if self is not REQUESTS:
            known = SERIAL in found or (self is INVENTORY and bool(found & _OF_A_DEVICE))
            return len(found) if known and not REQUESTS.names(cells, 1) & _OF_REQUESTS else 0
        if SERIAL in DEVICES.names(cells) and not self.names(cells, 1) & _OF_REQUESTS:
            return 0
        return len(found) if len(found) >= 2 and found & _TELLING else 0

    def heading_row(
        self, rows: Sequence[Sequence[str]], remembered: Iterable[str] = ()
    ) -> int | None:
        """Index of the row, among the first 20, that names most columns;
        one mapped by hand comes first.
        """
        keys, best, at = set(remembered), 0, None
        for index, cells in enumerate(rows[:HEADING_ROWS]):
            merit = self.merit(cells)
            if keys and heading_key(cells) in keys:
                return index
            if merit > best and (at is None or not _continued(rows[at], cells)):
                best, at = merit, index
        return at

    @cached_property
    def words(self) -> frozenset[str]:
        """Every known heading, folded."""
        return frozenset(self.known)


def _continued(headings: Sequence[str], cells: Sequence[str]) -> bool:
    """Are these the same headings on another page, with one or two more?"""
    once, again = (set(map(fold_heading, row)) - {""} for row in (headings, cells))
    return len(once) > 2 and once <= again and len(again - once) <= 2


def _known(words: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for rank, lines in ((2, WEAK_WORDS), (1, words)):
        for name in lines.keys() & words.keys():
            for synonym in lines[name].split(", "):
                found[fold_heading(synonym)] = (name, rank)
                for sign, spelled in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
                    synonym = synonym.replace(sign, spelled)
                found[fold_heading(synonym)] = (name, rank)
    return found | {fold_heading(name): (name, 0) for name in words}


REQUESTS = Vocabulary(REQUEST_COLUMNS, _known(REQUEST_WORDS))
DEVICES = Vocabulary(tuple(DEVICE_WORDS), _known(DEVICE_WORDS))
_INVENTORY_WORDS = {**DEVICE_WORDS, **SOFTWARE_WORDS}
INVENTORY = Vocabulary(tuple(_INVENTORY_WORDS), _known(_INVENTORY_WORDS))


@dataclass(frozen=True, slots=True)
class Columns:
    """A heading row understood: `places` says where each of ours stands;
    a name that is not there has no place.
    """

    headings: tuple[str, ...]
    places: Mapping[str, int]
    extras: tuple[tuple[int, str], ...]
    remarks: tuple[str, ...]
    unnamed: frozenset[int]

    @property
    def width(self) -> int:
        return len(self.headings)

    def mapping(self) -> tuple[tuple[str, str], ...]:
        """(their heading, our name), "" for a column kept as a note, in the order of the file."""
        ours = {place: name for name, place in self.places.items()}
        named = (pair for pair in enumerate(self.headings) if pair[0] not in self.unnamed)
        return tuple((heading, ours.get(place, NOTE)) for place, heading in named)

    def place(self, name: str) -> int:
        """Where one of our columns stands; one past the last if nowhere."""
        return self.places.get(name, self.width)

    def heading_of(self, name: str) -> str:
        """Their heading of one of our columns, ours if they have none."""
        place = self.place(name)
        return self.headings[place] if place < self.width else name


def columns_of(
    cells: Sequence[str],
    kind: str,
    vocabulary: Vocabulary = REQUESTS,
    remembered: Mapping[str, str] | None = None,
) -> Columns:
    """The plan for a heading row; refuses two columns of which nobody could say which is meant."""
    headings = [" ".join(unguarded(cell).split()) for cell in cells]
    by_hand = (remembered or {}).get(heading_key(headings))
    if by_hand is not None:
        return _plan(headings, _by_hand(headings, by_hand), ())
    chosen: dict[str, tuple[int, int]] = {}
    doubled: dict[str, int] = {}
    remarks: list[str] = []
    for place, cell in enumerate(cells):
        name, rank = vocabulary.known_as(cell)
        if not name:
            continue
        rival = chosen.get(name)
        if rival is None or rank < rival[0]:
            noted, chosen[name] = rival, (rank, place)
            doubled.pop(name, None)
        else:
            noted = (rank, place)
            if rank == rival[0]:
                doubled[name] = place
        if noted is not None and name not in doubled:
            kept = headings[chosen[name][1]]
            remarks.append(
                f"“{kept}” is taken as {name}; “{headings[noted[1]]}” is kept as a note."
            )
    for name, place in doubled.items():
        one, other = chosen[name][1], place
        both = (
            f"{letters(one)} (“{headings[one]}”) and {letters(other)} (“{headings[other]}”) could "
            f"both be the {name}"
        )
        if name not in (_SPARE if vocabulary is INVENTORY else _MINOR):
            raise Unreadable(
                f"Columns {both}. Rename or remove one of them, or choose in the preview.", kind
            )
        remarks.append(f"Columns {both}; they are kept as notes.")
        del chosen[name]
    return _plan(headings, {name: place for name, (_, place) in chosen.items()}, tuple(remarks))


def _by_hand(headings: Sequence[str], names: str) -> dict[str, int]:
    """`names`: ours for each heading that is not blank,
    in order, joined as `heading_key` joins them.
    """
    named = [place for place, heading in enumerate(headings) if heading]
    return {
        name: place for place, name in zip(named, names.split(" | "), strict=False) if name in ROLES
    }


def by_hand(names: Iterable[str]) -> str:
    """How a mapping by hand is kept: our name for each heading, `-` for a note."""
    return " | ".join(name or "-" for name in names)


def _plan(headings: list[str], places: dict[str, int], remarks: tuple[str, ...]) -> Columns:
    taken = set(places.values())
    unnamed = frozenset(place for place, heading in enumerate(headings) if not heading)
    headings = [heading or f"Column {letters(place)}" for place, heading in enumerate(headings)]
    extras = tuple(
        (place, name) for place, name in enumerate(_distinct(headings)) if place not in taken
    )
    return Columns(tuple(headings), places, extras, remarks, unnamed)


def moved(columns: Columns, place: int, name: str, remark: str) -> Columns:
    """The plan with a column taken for something else, or kept as a note."""
    places = {ours: at for ours, at in columns.places.items() if at != place and ours != name}
    if name:
        places[name] = place
    headings = [
        "" if at in columns.unnamed else heading for at, heading in enumerate(columns.headings)
    ]
    return _plan(headings, places, (*columns.remarks, remark))


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


def no_headings(kind: str) -> Unreadable:
    """The refusal of a table whose columns have no known name; cells are never shown."""
    return Unreadable(
        f"No row of headings was found in the first {HEADING_ROWS} rows. Name the columns "
        f"{in_a_row(REQUEST_COLUMNS)}, in any order; those you do not have may be left out.",
        kind,
    )


def devices_not_requests(count: int, kind: str) -> Unreadable:
    """The refusal of a list of devices."""
    what = "1 device" if count == 1 else f"{count:,} devices"
    return Unreadable(
        f"This file lists {what}, not exemption requests. Nothing was taken from it: import the "
        "ticket export or a table of requests, and name the devices when an exemption is approved "
        "or deployed.",
        kind,
    )
