"""`verify`: every hash, link, document and projection checked against the facts; trusts no guard of the database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from mmd_reviewer.domain.deed import Finding, Job, Verified
from mmd_reviewer.domain.fact import KINDS
from mmd_reviewer.store import course_projections, projections, tables


class _Envelope(msgspec.Struct):
    """What links a fact to the others; the body is not decoded."""

    case: str
    kind: str
    parents: list[str]
    version: int
    body: msgspec.Raw


class _Kept(msgspec.Struct):
    """A fact that names a document."""

    sha256: str = ""
    document: str = ""


KEPT = {  # facts whose document must be in the store, and what it is called
    "LetterIssued": "the letter's file",
    "EvidenceAttached": "the attached file",
    "DispatchProven": "the proof of dispatch",
    "EditionAnnounced": "the edition's file",
}


def verify(connection: Connection, job: Job) -> Verified:
    """All findings; an empty list means that nothing was changed, removed, inserted or reordered unseen."""
    findings: list[Finding] = []
    facts, letters = _facts(connection, job, findings)
    documents = _documents(connection, letters, findings)
    cases = 0
    if not findings:
        cases = _projections(connection, findings)
    else:
        cases = connection.execute(select(func.count()).select_from(tables.case_id)).scalar_one() - 1
    return Verified(facts, cases, documents, tuple(findings))


def check_links(connection: Connection, job: Job) -> tuple[int, list[Finding]]:
    """Hashes and links alone: the part whose speed is measured."""
    findings: list[Finding] = []
    facts, _ = _facts(connection, job, findings)
    return facts, findings


def _facts(connection: Connection, job: Job, findings: list[Finding]) -> tuple[int, dict[str, tuple[str, str]]]:
    decode = msgspec.json.Decoder(_Envelope).decode
    decode_kept = msgspec.json.Decoder(_Kept).decode
    total = connection.execute(select(func.count()).select_from(tables.fact)).scalar_one()
    cursor = connection.exec_driver_sql(
        "SELECT f.id, c.case_key, c.number, f.n, f.kind, f.content FROM fact f "
        "LEFT JOIN case_id c ON c.case_no = f.case_no ORDER BY f.case_no, f.n"
    )
    done, key, expected = 0, b"", 0
    seen: set[str] = set()
    letters: dict[str, tuple[str, str]] = {}
    for id, case_key, number, n, kind, content in cursor:
        where = f"{number or 'a case without a number'}, entry {n + 1}"
        done += 1
        if not done % 5000:
            job.step(done, total)
        if case_key != key:
            key, expected, seen = case_key, 0, set()
            case_hex = (case_key or b"").hex()
        if n != expected:
            findings.append(Finding(where, f"entries {expected + 1} to {n} are missing"))
        expected = n + 1
        if hashlib.sha256(content).digest() != id:
            findings.append(Finding(where, "the stored text does not have the hash it is known by"))
            continue
        try:
            envelope = decode(content)
        except msgspec.MsgspecError as error:
            findings.append(Finding(where, f"the stored text cannot be read: {error}"))
            continue
        if envelope.case != case_hex:
            findings.append(Finding(where, "it belongs to another case"))
        if envelope.kind != kind:
            findings.append(Finding(where, f"it is filed as {kind} but says {envelope.kind}"))
        if kind not in KINDS:
            findings.append(Finding(where, f"{kind} is not known to this version of the program"))
        if not envelope.parents and n:
            findings.append(Finding(where, "it follows nothing although it is not the first"))
        for parent in envelope.parents:
            if parent not in seen:
                findings.append(Finding(where, "what it follows is not in the case"))
        seen.add(id.hex())
        if kind in KEPT:
            kept = decode_kept(envelope.body)
            letters[kept.sha256 or kept.document] = (where, KEPT[kind])
    return done, letters


def _documents(connection: Connection, letters: dict[str, tuple[str, str]], findings: list[Finding]) -> int:
    stored = set()
    for id, content in connection.exec_driver_sql("SELECT id, content FROM document"):
        stored.add(id.hex())
        if hashlib.sha256(content).digest() != id:
            findings.append(Finding(f"document {id.hex()[:12]}", "its bytes do not have the hash they are known by"))
    for sha256, (where, what) in letters.items():
        if sha256 not in stored:
            findings.append(Finding(where, f"{what} is not in the store"))
    return len(stored)


def _projections(connection: Connection, findings: list[Finding]) -> int:
    cases = 0
    stored = _stored_rows(connection)
    words = {
        row[0]: tuple(row)
        for row in connection.exec_driver_sql(
            "SELECT rowid, number, ticket, customer, title, requirement, proposal FROM search"
        )
    }
    course = course_projections.Stored(connection)
    current = next(stored, None)
    for case_no, case in projections.cases(connection):
        cases += 1
        if course.differs(case_no, case):
            findings.append(Finding(case.number, "its calendar, register, devices or letters differ: rebuild"))
        made = projections.all_row_values(case_no, case)
        found = []
        while current is not None and current[1] <= case_no:
            if current[1] == case_no:
                found.append(current)
            else:
                findings.append(Finding(f"queue row {current[5]}", "it belongs to no case"))
            current = next(stored, None)
        if found != made:
            findings.append(Finding(case.number, "its queue rows differ from its facts: rebuild"))
        if words.pop(case_no, None) != projections.search_values(case_no, case):
            findings.append(Finding(case.number, "its search words differ from its facts: rebuild"))
    while current is not None:
        findings.append(Finding(f"queue row {current[5]}", "it belongs to no case"))
        current = next(stored, None)
    if course.left_over():
        findings.append(Finding("calendar and register", "rows belong to no case: rebuild"))
    for row in words.values():
        findings.append(Finding(f"search words of {row[1]}", "they belong to no case"))
    return cases


def _stored_rows(connection: Connection) -> Iterator[tuple[Any, ...]]:
    names = ", ".join(column.name for column in tables.case_row.c)
    for row in connection.exec_driver_sql(f"SELECT {names} FROM case_row ORDER BY id"):
        yield tuple(row)
