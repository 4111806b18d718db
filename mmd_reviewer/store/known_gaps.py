"""Entries that a recovery could not read: what follows them is sound, and no damage.

Their ids stand in `meta`, as facts name what they follow. `verify` goes on telling of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from mmd_reviewer.domain.deed import Finding, Job
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.dialects.dialect import rows_of
from mmd_reviewer.store.verify import check_links

MISSING = "missing"  # in `meta`
_BROKEN = "what it follows is not in the case"  # as `verify` says it
_FACTS = (
    "SELECT number, f.case_no, n, id, content FROM fact f LEFT JOIN case_id USING (case_no) "
    "ORDER BY f.case_no, n"
)


class _Link(msgspec.Struct):
    parents: list[str]


def note_missing(connection: Connection) -> int:
    """Remember every fact that others follow and that is not there; how many.

    Of a new store alone, that holds all that could be read.
    """
    found = sorted({id for _, absent in _broken(connection) for id in absent})
    if found:
        keep_missing(connection, ",".join(found))
    return len(found)


def keep_missing(connection: Connection, ids: str) -> None:
    sql = (
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
        "excluded.value"
    )
    driver(connection).execute(sql, (MISSING, ids))


def missing(connection: Connection) -> frozenset[str]:
    """The ids of the facts that were missing when the store was recovered."""
    row = driver(connection).execute("SELECT value FROM meta WHERE key = ?", (MISSING,)).fetchone()
    return frozenset(str(row[0]).split(",")) if row else frozenset()


def damage(connection: Connection, job: Job) -> tuple[int, list[Finding]]:
    """How many facts, and what is wrong with hashes and links but what was known to be missing."""
    facts, findings = check_links(connection, job)
    return facts, but_known(connection, findings)


def but_known(connection: Connection, findings: Sequence[Finding]) -> list[Finding]:
    """Findings without those that only say what was known to be missing."""
    known = missing(connection) if findings else frozenset()
    if not known:
        return [*findings]
    # Each by the ids of what is absent: a gap beside a known one is damage all the same
    sound = {where for where, absent in _broken(connection) if absent <= known}
    return [row for row in findings if row.message != _BROKEN or row.where not in sound]


def _broken(connection: Connection) -> Iterator[tuple[str, set[str]]]:
    """Each entry that follows something that is not there: where it is, and what it is."""
    decode = msgspec.json.Decoder(_Link).decode
    of_case, seen = None, set[str]()
    for number, case_no, n, id, content in rows_of(connection, _FACTS):
        if case_no != of_case:
            of_case, seen = case_no, set()
        try:
            absent = set(decode(content).parents) - seen if content else set()
        except (msgspec.MsgspecError, TypeError):
            continue  # damaged, and told as that
        seen.add(bytes(id).hex())
        if absent:
            yield f"{number}, entry {n + 1}", absent
