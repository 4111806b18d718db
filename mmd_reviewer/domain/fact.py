"""Facts: what happened to a case, each written once, hash-linked to the facts before it.

A fact is stored as one canonical JSON text; its id is the SHA-256 of exactly those bytes. Kinds are
small frozen dataclasses; adding a kind is adding a class here and its line in `case_fold.py`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from mmd_reviewer.domain.course_facts import AppealDecided as AppealDecided
from mmd_reviewer.domain.course_facts import AppealRaised as AppealRaised
from mmd_reviewer.domain.course_facts import CarriedOver as CarriedOver
from mmd_reviewer.domain.course_facts import ConsentRecorded as ConsentRecorded
from mmd_reviewer.domain.course_facts import Deployed as Deployed
from mmd_reviewer.domain.course_facts import DeviceExchanged as DeviceExchanged
from mmd_reviewer.domain.course_facts import DevicesJoined as DevicesJoined
from mmd_reviewer.domain.course_facts import DispatchCorrected as DispatchCorrected
from mmd_reviewer.domain.course_facts import DispatchProven as DispatchProven
from mmd_reviewer.domain.course_facts import FoundAgain as FoundAgain
from mmd_reviewer.domain.course_facts import GroundAdded as GroundAdded
from mmd_reviewer.domain.course_facts import NoticeSentElsewhere as NoticeSentElsewhere
from mmd_reviewer.domain.course_facts import Reinstated as Reinstated
from mmd_reviewer.domain.course_facts import RemovalConfirmed as RemovalConfirmed
from mmd_reviewer.domain.course_facts import Retimed as Retimed
from mmd_reviewer.domain.course_facts import RevocationPrepared as RevocationPrepared
from mmd_reviewer.domain.course_facts import RevocationWithdrawn as RevocationWithdrawn
from mmd_reviewer.domain.course_facts import SerialCorrected as SerialCorrected
from mmd_reviewer.domain.course_facts import ToldElsewhere as ToldElsewhere
from mmd_reviewer.domain.desk_facts import NO_RULES as NO_RULES
from mmd_reviewer.domain.desk_facts import AbsenceEnded as AbsenceEnded
from mmd_reviewer.domain.desk_facts import AbsenceSet as AbsenceSet
from mmd_reviewer.domain.desk_facts import CustomerLanguageSet as CustomerLanguageSet
from mmd_reviewer.domain.desk_facts import CustomersJoined as CustomersJoined
from mmd_reviewer.domain.desk_facts import CustomersParted as CustomersParted
from mmd_reviewer.domain.desk_facts import DateConfirmed as DateConfirmed
from mmd_reviewer.domain.desk_facts import DeskRules as DeskRules
from mmd_reviewer.domain.desk_facts import DeskSet as DeskSet
from mmd_reviewer.domain.desk_facts import EditionAnnounced as EditionAnnounced
from mmd_reviewer.domain.desk_facts import EditionPublished as EditionPublished
from mmd_reviewer.domain.desk_facts import LogoRemoved as LogoRemoved
from mmd_reviewer.domain.desk_facts import LogoSet as LogoSet
from mmd_reviewer.domain.desk_facts import WentBack as WentBack
from mmd_reviewer.domain.disposal_facts import CaseDisposed as CaseDisposed
from mmd_reviewer.domain.disposal_facts import HoldLifted as HoldLifted
from mmd_reviewer.domain.disposal_facts import HoldPlaced as HoldPlaced
from mmd_reviewer.domain.disposal_facts import RetentionSet as RetentionSet
from mmd_reviewer.domain.fact_body import Body as Body
from mmd_reviewer.domain.fact_text import canonical, from_json, to_json
from mmd_reviewer.domain.letter_facts import LetterDispatched as LetterDispatched
from mmd_reviewer.domain.letter_facts import LetterIssued as LetterIssued
from mmd_reviewer.domain.letter_facts import LetterPrinted as LetterPrinted
from mmd_reviewer.domain.letter_facts import LetterSigned as LetterSigned
from mmd_reviewer.domain.pack_facts import PackGivenUp as PackGivenUp
from mmd_reviewer.domain.pack_facts import PackReturned as PackReturned
from mmd_reviewer.domain.pack_facts import PackTaken as PackTaken
from mmd_reviewer.domain.pack_facts import SidesSettled as SidesSettled
from mmd_reviewer.domain.promise_facts import PromiseMade as PromiseMade
from mmd_reviewer.domain.promise_facts import PromiseSettled as PromiseSettled
from mmd_reviewer.domain.promise_facts import ReviewDone as ReviewDone
from mmd_reviewer.domain.request import Post, Request
from mmd_reviewer.domain.timeline import Timeline

# The case that carries what letters and dates depend on; its key is fixed.
DESK_KEY = hashlib.sha256(b"desk").hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class RequestReceived(Body):
    """The case begins; `number` is its number for people."""

    number: str
    request: Request
    source: str


@dataclass(frozen=True, slots=True)
class VersionSeparated(Body):
    """A version came from another customer's request of the same reference;
    it is the case `number` now (A5).
    """

    separated: str
    number: str


@dataclass(frozen=True, slots=True)
class RequestAmended(Body):
    """The customer's words changed (A5).

    `said` is what the file said, where the case has words that it does not have: the next export is
    compared with that (C8).
    """

    request: Request
    source: str
    said: Request | None = None


@dataclass(frozen=True, slots=True)
class TicketNotesReceived(Body):
    """Notes of the portal's ticket that a later export brought,
    the customer's words being the same (A5).
    """

    posts: tuple[Post, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AmendmentSettled(Body):
    """What a person made of an amendment that came after the decision (C8).

    `how`: "link", the new words became the case `other`; "again", the case is to be decided anew on
    them; "rest", they change nothing, for the reason given.
    """

    how: str
    reason: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class DetailJudged(Body):
    """A given detail is (not) sufficient; not sufficient counts as missing (A1)."""

    detail: str
    sufficient: bool
    why: str


@dataclass(frozen=True, slots=True)
class ReadingCorrected(Body):
    """What the reviewer takes the customer's words for: the timeline, who the customer is (A1)."""

    timeline: Timeline | None = None
    customer: str = ""


@dataclass(frozen=True, slots=True)
class TypeChosen(Body):
    """The reviewer set the exemption type, beside the customer's words;
    `name` as the edition calls it (A1, B8).
    """

    code: str
    name: str
    edition: str


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
class LettersUsed(Body):
    """So many letters of the case were numbered, some
    after the backup that the store went back to.
    """

    letters: int


@dataclass(frozen=True, slots=True)
class NoteAdded(Body):
    text: str


@dataclass(frozen=True, slots=True)
class CaseLinked(Body):
    """`other` is a case number; its own received day is kept, as age counts from the first (A5)."""

    other: str
    received: date
    type: str = ""
    extension: str = ""  # "extends" on the newer case, "extended_by" on the older (E2)


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
    order: tuple[
        str, ...
    ] = ()  # the asked factors of the edition in their order; () in facts before they had it


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence of a recommendation and the rule it comes from (B5)."""

    rule: str
    text: str
    tone: str = "holds"


@dataclass(frozen=True, slots=True)
class DecisionMade(Body):
    """A person's decision with everything it rested on (B5, B8, C1).

    `decides` is the fact that brought the version of the request it is about; "": the newest before
    it (C8).
    """

    version: ClassVar[int] = 2  # from 2 on its letter is owed (C9)
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
    extends: str = ""  # the number of the case whose approval this one extends (E2)
    first_start: date | None = None  # from when the months of such a line count
    decides: str = ""
    # What the letter needs beside that; empty in facts before decisions carried it (B8).
    open: tuple[str, ...] = ()  # the factor or key conditions that were open
    # The edition's sentence on each code that the letter names
    said: Mapping[str, str] = field(default_factory=dict)
    change: str = ""  # its sentence on what would change the answer
    language: str = ""  # the language of these
    band: tuple[int, int] | None = None  # least and most months of a migration
    scope: str = ""  # the scope of the project, in the reviewer's words
    answer_days: int = 30  # of a return: so long the customer's answer is awaited (C1)


@dataclass(frozen=True, slots=True)
class SecondAssessed(Body):
    """A second person's answers to the request that the fact `decides` brought, given without
    sight of the first's; `recommended` is the outcome that they lead to.
    """

    answers: AnswersGiven
    recommended: str
    decides: str


@dataclass(frozen=True, slots=True)
class DifferenceKept(Body):
    """The decision stands, though the second assessment differs from its answers."""

    reason: str


@dataclass(frozen=True, slots=True)
class EvidenceAttached(Body):
    """A file kept by its SHA-256: `about` is "case", a finding's code,
    "revocation" or "appeal"; `size` in bytes.
    """

    name: str
    sha256: str
    size: int
    about: str
    media: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class DeedRetracted(Body):
    """Undo of the deed named; redo retracts the retraction."""

    deed_retracted: str


KINDS: dict[str, type[Body]] = {kind.__name__: kind for kind in Body.__subclasses__()}


@dataclass(frozen=True, slots=True)
class Fact:
    """`id` and `parents` are SHA-256 in hex; `case` 32 hex digits;
    `at` a UTC moment in ISO form (F2).
    """

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


def write_fact(
    case: str, parents: Sequence[str], deed: str, author: Author, body: Body
) -> tuple[Fact, bytes]:
    """A new fact and its canonical bytes. Refuses text that no store can keep.

    Its body is the one that reading the bytes gives, in which mappings have the order of their
    keys: what is made of a fact when it is written and when it is read is the same.
    """
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
        body if _is_in_order(body) else from_json(type(body), json.loads(content)["body"]),
    )
    return fact, content


def _is_in_order(body: Body) -> bool:
    """Is it sure to be read as it is, without looking? An import writes a hundred thousand."""
    return isinstance(body, RequestReceived) and len(body.request.notes) < 2


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
