"""A running hash over all facts in the order in which they came into this file.

A case is a chain of its own; this one ties the cases together, and its end is remembered beside the
facts: so a case that is gone, entries cut off at the end, or a last entry written anew show, though
every case is sound.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from mmd_reviewer.domain.deed import Finding
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.dialects.dialect import Question, dialect_of, rows_of, run_all

FROM_VERSION = 4  # of the store
FIRST = bytes(32)  # what the first fact follows
MOST = 20  # findings; more of them say nothing new
# What another program put there as text, or as nothing, is found wrong like any other.
_LINKS = "SELECT CAST(id AS BLOB), coalesce(CAST(chain AS BLOB), x'') FROM fact ORDER BY seq"
END = Question("SELECT value FROM meta WHERE key = 'chain'")
_PLACE = (
    "SELECT number, n + 1 FROM fact LEFT JOIN case_id USING (case_no) ORDER BY seq LIMIT 1 OFFSET ?"
)


class End(NamedTuple):
    """How many facts were recorded, and the link of the last."""

    facts: int
    link: bytes


def begin(connection: Connection) -> None:
    """In a new store, or one of a version without a chain:
    every fact that it has, as they stand.
    """
    cursor = driver(connection)
    cursor.execute(
        "INSERT INTO meta (key, value) VALUES ('chain', ?) ON CONFLICT (key) DO UPDATE SET value = "
        "excluded.value",
        (f"0 {FIRST.hex()}",),
    )
    if is_there(connection):
        return
    cursor.execute("ALTER TABLE fact ADD COLUMN chain BLOB")
    dialect = dialect_of(connection)
    run_all(connection, dialect.without_guards())
    rows = driver(connection).execute("SELECT seq, id FROM fact ORDER BY seq").fetchall()
    links = extend(connection, End(0, FIRST), [id for _, id in rows])
    cursor.executemany(
        "UPDATE fact SET chain = ? WHERE seq = ?",
        ((link, seq) for link, (seq, _) in zip(links, rows, strict=True)),
    )
    run_all(connection, dialect.beside_tables())


def is_there(connection: Connection) -> bool:
    """False in a store that an older version made and nobody wrote in since."""
    return dialect_of(connection).has_column(connection, "fact", "chain")


def extend(connection: Connection, end: End | None, ids: Sequence[bytes]) -> list[bytes]:
    """The links of new facts that follow the end there is; the last of them is remembered as the
    chain's end.

    StoreError where no end is known.
    """
    if end is None:
        raise StoreError(
            "The store does not say what was recorded last, so nothing can follow it: run "
            "`verify`, and restore a backup. Nothing was recorded."
        )
    link = end.link
    links = []
    for id in ids:
        link = hashlib.sha256(link + id).digest()
        links.append(link)
    value = f"{end.facts + len(ids)} {link.hex()}"
    driver(connection).execute("UPDATE meta SET value = ? WHERE key = 'chain'", (value,))
    return links


def end_from(rows: Sequence[Any]) -> End | None:
    """Of what END gives; None for what is not as it was written."""
    parts = re.fullmatch(r"(\d{1,15}) ([0-9a-f]{64})", str(rows[0][0])) if rows else None
    return End(int(parts[1]), bytes.fromhex(parts[2])) if parts else None


def check(connection: Connection) -> Iterator[Finding]:
    """Each link against the one before it, and the last against what is remembered."""
    if not is_there(connection):
        if dialect_of(connection).version(connection) >= FROM_VERSION:
            yield Finding(
                "the end of the store", "its entries are not tied to one another any more"
            )
        return
    sha256, count, previous, wrong = hashlib.sha256, 0, FIRST, []
    for id, link in rows_of(connection, _LINKS):
        if sha256(previous + id).digest() != link:
            wrong.append(count)
        previous = link
        count += 1
    for place in wrong[:MOST]:
        number, entry = driver(connection).execute(_PLACE, (place,)).fetchone()
        where = f"{number or 'a case without a number'}, entry {entry}"
        yield Finding(
            where,
            "it is not what was recorded in this place, or what was recorded before it is gone",
        )
    end = end_from(driver(connection).execute(*END).fetchall())
    if end is None:
        yield Finding("the end of the store", "what was recorded last is not remembered")
    elif count < end.facts:
        yield Finding(
            "the end of the store",
            f"{end.facts} entries were recorded, {end.facts - count} of them are gone",
        )
    elif end != (count, previous):
        yield Finding(
            "the end of the store", "the last entry is not the one that was recorded last"
        )
