"""Facts: what happened to a case, each written once, hash-linked to the facts before it.

A fact is stored as one canonical JSON text; its id is the SHA-256 of exactly those bytes. Kinds are small frozen
dataclasses; adding a kind is adding a class here and its line in `case.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact_text import canonical, from_json, to_json
from mmd_reviewer.domain.request import Request

# The case that carries what letters and dates depend on; its key is fixed.
DESK_KEY = hashlib.sha256(b"desk").hexdigest()[:32]


class Body:
    """What a fact says. Subclasses are frozen dataclasses of text, integers, days, lists and such."""

    __slots__ = ()
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class DeskSet(Body):
    """The service time zone, the station's code and the sender printed on letters."""

    zone: str
    station: str
    sender: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EditionPublished(Body):
    """An edition takes effect (B8)."""

    code: str
    digest: str
    effective: date


@dataclass(frozen=True, slots=True)
class DateConfirmed(Body):
    """A reviewer confirmed that the day worked under is right (F3)."""


@dataclass(frozen=True, slots=True)
class RequestReceived(Body):
    """The case begins; `number` is its number for people."""

    number: str
    request: Request
    source: str


@dataclass(frozen=True, slots=True)
class RequestAmended(Body):
    """The customer's words changed (A5)."""

    request: Request
    source: str


@dataclass(frozen=True, slots=True)
class DetailJudged(Body):
    """A given detail is (not) sufficient; not sufficient counts as missing (A1)."""

    detail: str
    sufficient: bool
    why: str


@dataclass(frozen=True, slots=True)
class CaseAssigned(Body):
    reviewer: str


@dataclass(frozen=True, slots=True)
class CaseParked(Body):
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class CaseUnparked(Body):
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoteAdded(Body):
    text: str


@dataclass(frozen=True, slots=True)
class CaseLinked(Body):
    """`other` is a case number; its own received day is kept, as age counts from the first (A5)."""

    other: str
    received: date
    type: str = ""


@dataclass(frozen=True, slots=True)
class AnswersGiven(Body):
    """A patch of the assessment: only what is named changes (B2)."""

    edition: str
    factors: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    technology: str | None = None
    scope: str | None = None
    months: int | None = None
    months_given: bool = False
    ticks: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of a recommendation and the rule it comes from (B5)."""

    rule: str
    text: str
    tone: str = "holds"


@dataclass(frozen=True, slots=True)
class DecisionMade(Body):
    """A person's decision with everything it rested on (B5, B8, C1)."""

    outcome: str
    reason: str
    start: date
    until: date | None
    open_ended: bool
    months: int | None
    terms: str
    route: str
    devices: tuple[str, ...]
    departs: bool
    recommended: str
    factor: str
    because: tuple[Reason, ...]
    broken: tuple[str, ...]
    missing: tuple[str, ...]
    edition: str
    edition_name: str
    edition_digest: str
    wording: Mapping[str, str]
    technology: str
    findings: Mapping[str, str]
    condition_notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a letter in reading order.

    kind: heading, text, rows (label, value), list, signature. `content` names the required content it gives (C3),
    `source` the field a person would change it in.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    content: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """A letter's frozen words (C2): the PDF and the plain-text twin are drawn from this alone."""

    number: str
    kind: str
    day: date
    case: str
    ticket: str
    sender: Mapping[str, str]
    addressee: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]
    edition: str
    wording: str
    replaces: str = ""
    deadline: date | None = None
    language: str = "en-GB"


@dataclass(frozen=True, slots=True)
class LetterIssued(Body):
    record: LetterRecord
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class LetterPrinted(Body):
    letter: str


@dataclass(frozen=True, slots=True)
class LetterDispatched(Body):
    letter: str
    on: date
    reference: str
    to: str


@dataclass(frozen=True, slots=True)
class Deployed(Body):
    """An approval is in force since `on`, on these devices; deployment may come in waves (D1)."""

    on: date
    devices: tuple[Device, ...] = ()


@dataclass(frozen=True, slots=True)
class RevocationPrepared(Body):
    """What every notice will say, word for word (D1, D2); the clock starts with the first dispatch."""

    conditions: tuple[str, ...]
    why: str
    actions: str
    not_evident: str
    edition: str
    edition_name: str
    wording: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RevocationWithdrawn(Body):
    """The revocation is taken back; the exemption is in force again (D8)."""

    reason: str


@dataclass(frozen=True, slots=True)
class RemovalConfirmed(Body):
    """Devices (by key) no longer carry the exemption since `on`, as `confirmed_by` says (D6)."""

    devices: tuple[str, ...]
    on: date
    confirmed_by: str
    by_service: bool = False


@dataclass(frozen=True, slots=True)
class ConsentRecorded(Body):
    """The customer agrees that the service removes the exemption (D6)."""

    by: str
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class DeedRetracted(Body):
    """Undo of the deed named; redo retracts the retraction."""

    deed_retracted: str


KINDS: dict[str, type[Body]] = {kind.__name__: kind for kind in Body.__subclasses__()}


@dataclass(frozen=True, slots=True)
class Fact:
    """`id` and `parents` are SHA-256 in hex; `case` 32 hex digits; `at` a UTC moment in ISO form (F2)."""

    id: str
    case: str
    parents: tuple[str, ...]
    deed: str
    kind: str
    version: int
    day: date
    at: str
    by: str
    station: str
    body: Body


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, at which station, on which day and at which moment (F2)."""

    by: str
    station: str
    day: date
    at: str


def write_fact(case: str, parents: Sequence[str], deed: str, author: Author, body: Body) -> tuple[Fact, bytes]:
    """A new fact and its canonical bytes. Refuses text that no store can keep."""
    kind = type(body).__name__
    envelope = {
        "at": author.at,
        "body": to_json(body),
        "by": author.by,
        "case": case,
        "day": author.day.isoformat(),
        "deed": deed,
        "kind": kind,
        "parents": sorted(parents),
        "station": author.station,
        "version": body.version,
    }
    content = canonical(envelope)
    digest = hashlib.sha256(content).hexdigest()
    fact = Fact(
        digest,
        case,
        tuple(envelope["parents"]),
        deed,
        kind,
        body.version,
        author.day,
        author.at,
        author.by,
        author.station,
        body,
    )
    return fact, content


def read_fact(content: bytes) -> Fact:
    """The fact whose canonical bytes are `content`."""
    data = json.loads(content)
    return Fact(
        hashlib.sha256(content).hexdigest(),
        data["case"],
        tuple(data["parents"]),
        data["deed"],
        data["kind"],
        data["version"],
        date.fromisoformat(data["day"]),
        data["at"],
        data["by"],
        data["station"],
        from_json(KINDS[data["kind"]], data["body"]),
    )
