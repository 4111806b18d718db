"""`verify`: every hash, link, document and projection checked against the facts;
trusts no guard of the database.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from mmd_reviewer.domain.deed import Finding, Job, Verified
from mmd_reviewer.domain.fact import KINDS
from mmd_reviewer.store import chain, projections, tables
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.dialects.dialect import dialect_of, rows_of
from mmd_reviewer.store.disposal import GONE, named_gone
from mmd_reviewer.store.facts import cases as cases_of
from mmd_reviewer.store.facts import has_hash
from mmd_reviewer.store.rows.projection import Projection

Check = Callable[[Connection], Iterable[Finding]]


class _Envelope(msgspec.Struct):
    """What links a fact to the others; the body is not decoded."""

    case: str
    kind: str
    parents: list[str]
    day: str


class _Named(msgspec.Struct):
    sha256: str = ""
    document: str = ""


class _Kept(msgspec.Struct):
    """A fact that names a document."""

    body: _Named


KEPT = {  # facts whose document must be in the store, and what it is called
    "LetterIssued": "the letter's file",
    "LetterSigned": "the signed letter's file",
    "EvidenceAttached": "the attached file",
    "DispatchProven": "the proof of dispatch",
    "EditionAnnounced": "the edition's file",
    "LogoSet": "the logo",
}


def verify(connection: Connection, job: Job, check: Check) -> Verified:
    """All findings; an empty list means that nothing was changed,
    removed, inserted or reordered unseen.

    `check` finds what is wrong with the database itself.
    """
    findings: list[Finding] = []
    facts = cases = documents = 0
    with dialect_of(connection).any_text(connection), _named(findings):
        findings += check(connection)
        facts, letters, newest = _facts(connection, job, findings)
        findings += chain.check(connection)
        documents = _documents(connection, letters, findings)
        if not projections.are_current(connection):
            findings.append(
                Finding(
                    "queue and calendar",
                    "they were made by another version of the program: rebuild",
                )
            )
        if not findings:
            cases = _projections(connection, findings)
            findings += _remembered(connection, newest)
        else:
            cases = (
                connection.execute(select(func.count()).select_from(tables.case_id)).scalar_one()
                - 1
            )
    return Verified(facts, cases, documents, tuple(findings))


@contextmanager
def _named(findings: list[Finding]) -> Iterator[None]:
    """In a damaged file anything may stand anywhere: what cannot even be compared is a finding."""
    try:
        yield
    except (TypeError, ValueError, AttributeError) as error:
        findings.append(Finding("the file", f"what stands in it is not as it was written: {error}"))


def check_links(connection: Connection, job: Job) -> tuple[int, list[Finding]]:
    """Hashes and links alone: the part whose speed is measured."""
    findings: list[Finding] = []
    facts = 0
    with dialect_of(connection).any_text(connection), _named(findings):
        facts, *_ = _facts(connection, job, findings)
        findings += chain.check(connection)
    return facts, findings


def content_seal(connection: Connection) -> str:
    """SHA-256 over the sorted ids of all facts:
    the same for every copy that holds the same facts.
    """
    digest = hashlib.sha256()
    for (id,) in rows_of(connection, "SELECT CAST(id AS BLOB) FROM fact ORDER BY id"):
        digest.update(id)
    return digest.hexdigest()


def _facts(
    connection: Connection, job: Job, findings: list[Finding]
) -> tuple[int, dict[str, tuple[int, int, str]], str]:
    """How many there are, the documents they name (by which entry,
    and what they are), and their newest day.
    """
    decode = msgspec.json.Decoder(_Envelope).decode
    decode_kept = msgspec.json.Decoder(_Kept).decode
    total = connection.execute(select(func.count()).select_from(tables.fact)).scalar_one()
    rows = rows_of(
        connection,
        "SELECT f.id, c.case_key, f.case_no, f.n, f.kind, f.content FROM fact f "
        "LEFT JOIN case_id c ON c.case_no = f.case_no ORDER BY f.case_no, f.n",
    )
    done, key, expected = 0, b"", 0
    seen: set[str] = set()
    newest = ""
    letters: dict[str, tuple[int, int, str]] = {}

    sha256, gone = hashlib.sha256, named_gone(connection)

    def wrong(message: str) -> None:
        findings.append(Finding(_where(connection, case_no, n), message))

    for id, case_key, case_no, n, kind, content in rows:
        done += 1
        if not done % 5000:
            job.step(done, total)
        if case_key != key:
            key, expected, seen = case_key, 0, set()
            case_hex = case_key.hex() if isinstance(case_key, bytes) else str(case_key)
        if not isinstance(n, int):
            n = expected
            wrong("its place in the case is none")
        if n != expected:
            wrong(f"entries {expected + 1} to {n} are missing")
        expected = n + 1
        if content == GONE and id in gone:
            seen.add(id.hex())
            continue
        if content == GONE:
            wrong("its words are missing, and no disposal names it")
            continue
        if gone and id in gone:
            wrong("it was disposed of, and its words are here all the same")
        if (
            not isinstance(content, bytes) or sha256(content).digest() != id
        ):  # `has_hash`, called a million times
            wrong("the stored text does not have the hash it is known by")
            continue
        try:
            envelope = decode(content)
        except msgspec.MsgspecError as error:
            wrong(f"the stored text cannot be read: {error}")
            continue
        if envelope.case != case_hex:
            wrong("it belongs to another case")
        if envelope.kind != kind:
            wrong(f"it is filed as {kind} but says {envelope.kind}")
        if kind not in KINDS:
            wrong(f"{kind} is not known to this version of the program")
        if not envelope.parents and n and kind != "RequestReceived":  # at two stations apart
            wrong("it follows nothing although it is not the first")
        if not seen.issuperset(envelope.parents):
            wrong("what it follows is not in the case")
        seen.add(id.hex())
        if envelope.day > newest:
            newest = envelope.day
        if kind in KEPT:
            kept = decode_kept(content).body
            letters[kept.sha256 or kept.document] = (case_no, n, KEPT[kind])
    return done, letters, newest


def files_named(connection: Connection, but: bytes) -> frozenset[bytes]:
    """The files that facts of other cases name than that of the key `but`."""
    decode_kept = msgspec.json.Decoder(_Kept).decode
    marks = ", ".join("?" * len(KEPT))
    rows = driver(connection).execute(
        "SELECT content FROM fact JOIN case_id USING (case_no) "
        f"WHERE kind IN ({marks}) AND case_key <> ? AND content <> x''",
        (*KEPT, but),
    )
    kept = (decode_kept(content).body for (content,) in rows)
    return frozenset(bytes.fromhex(body.sha256 or body.document) for body in kept)


def _where(connection: Connection, case_no: int, n: int) -> str:
    """`A-0142, entry 3`."""
    found = (
        driver(connection)
        .execute("SELECT number FROM case_id WHERE case_no = ?", (case_no,))
        .fetchone()
    )
    return f"{found[0] if found else 'a case without a number'}, entry {n + 1}"


def _documents(
    connection: Connection, letters: dict[str, tuple[int, int, str]], findings: list[Finding]
) -> int:
    stored = set()
    for id, content in rows_of(connection, "SELECT id, content FROM document"):
        stored.add(bytes(id).hex() if isinstance(id, bytes) else str(id))
        if not has_hash(content, id):
            name = id.hex()[:12] if isinstance(id, bytes) else str(id)[:12]
            findings.append(
                Finding(f"document {name}", "its bytes do not have the hash they are known by")
            )
    for sha256, (case_no, n, what) in letters.items():
        if sha256 not in stored:
            findings.append(Finding(_where(connection, case_no, n), f"{what} is not in the store"))
    return len(stored)


def _remembered(connection: Connection, newest: str) -> Iterator[Finding]:
    """What is kept beside the facts so that it need not be counted:
    the newest day, the highest numbers (F3).
    """
    kept = dict(connection.execute(select(tables.meta.c.key, tables.meta.c.value)).all())
    said = projections.remembered(projections.numbers_given(connection), newest)
    for key in sorted(kept.keys() - said.keys() - tables.META_KEYS):
        yield Finding(f"what is remembered as “{key}”", "no fact says it: rebuild")
    for key, value in said.items():
        if key == "newest_day" and kept.get(key) != value:
            yield Finding(
                "the newest day", f"{kept.get(key, 'none')} is kept, the facts say {value}: rebuild"
            )
        elif kept.get(key, "") < value:
            station = key.removeprefix("highest ")
            yield Finding(
                f"station {station}", f"number {int(value)} is given, and not remembered: rebuild"
            )
        elif kept[key] > value and key != "newest_day":
            yield Finding(
                f"station {key.removeprefix('highest ')}",
                f"number {int(value)} is the highest given, and {kept[key]} is remembered: rebuild",
            )


class _Walk:
    """The stored rows of one projection, read in step with the cases;
    `strangers`: those that belong to none.
    """

    def __init__(self, connection: Connection, projection: Projection[Any]) -> None:
        self.projection, self.strangers = projection, 0
        stored = rows_of(connection, projection.stored)
        self._rows = ((owner, tuple(row)) for owner, *row in stored)
        self._next = next(self._rows, None)

    def up_to(self, case_no: int) -> list[str]:
        """The rows of that case, as text, so that 1 is neither true nor 1.0."""
        found = []
        while self._next is not None:
            owner, row = self._next
            if isinstance(owner, int) and owner > case_no:
                break
            if owner == case_no:
                found.append(repr(row))
            else:
                self.strangers += 1
            self._next = next(self._rows, None)
        return sorted(found)


def _projections(connection: Connection, findings: list[Finding]) -> int:
    """Every row of every projection beside what the facts say; how many cases."""
    cases = 0
    walks = [_Walk(connection, projection) for projection in projections.all_of(connection)]
    listed = connection.execute(select(tables.case_id.c.case_no, tables.case_id.c.number))
    numbers = dict(listed.all())
    for case_no, case in cases_of(connection):
        cases += 1
        if numbers.get(case_no) != case.number:
            findings.append(Finding(case.number, f"it is listed as {numbers.get(case_no)}"))
        for walk in walks:
            made = walk.projection.rows(case_no, case)
            if walk.up_to(case_no) != sorted(map(repr, made)):
                findings.append(
                    Finding(
                        case.number, f"its {walk.projection.what} differ from its facts: rebuild"
                    )
                )
    for walk in walks:
        walk.up_to(sys.maxsize)
        if walk.strangers:
            findings.append(
                Finding(walk.projection.what, f"{walk.strangers} belong to no case: rebuild")
            )
    return cases
