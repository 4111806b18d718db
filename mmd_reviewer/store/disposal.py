"""A case disposed of: its words and files are gone from the file,
the hashes and the case's number stay (rule C11).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

import msgspec
from sqlalchemy import Connection

from mmd_reviewer.store import projections
from mmd_reviewer.store.connection import driver, in_parts
from mmd_reviewer.store.dialects.dialect import dialect_of, rows_of, run_all

GONE = b""  # what stands in place of the words of a fact


class _Disposal(msgspec.Struct):
    facts: list[str]
    documents: list[str] = []


class _Body(msgspec.Struct):
    body: _Disposal


def remove(
    connection: Connection, key: bytes, documents: Collection[bytes], used: Collection[bytes]
) -> None:
    """Empty the facts of a case and delete its files,
    but those that facts of other cases name (`used`).

    The guards against change are put aside for it within the same transaction. What is deleted is
    overwritten.
    """
    cursor, dialect = driver(connection), dialect_of(connection)
    (case_no,) = cursor.execute("SELECT case_no FROM case_id WHERE case_key = ?", (key,)).fetchone()
    run_all(connection, dialect.without_guards())
    cursor.execute("UPDATE fact SET content = ? WHERE case_no = ?", (GONE, case_no))
    cursor.executemany(
        "DELETE FROM document WHERE id = ?", [(id,) for id in documents if id not in used]
    )
    cursor.execute("DELETE FROM draft WHERE case_key = ?", (key,))
    for projection in projections.all_of(connection):
        cursor.execute(projection.delete, (case_no,))
    run_all(connection, (*dialect.forget(), *dialect.beside_tables()))


def named_gone(connection: Connection) -> frozenset[bytes]:
    """The ids of all facts that a recorded disposal names."""
    return frozenset(id for body in _disposals(connection) for id in _ids(body.facts))


def files_gone(connection: Connection) -> frozenset[bytes]:
    """The ids of all files that a recorded disposal names."""
    return frozenset(id for body in _disposals(connection) for id in _ids(body.documents))


def _disposals(connection: Connection) -> Iterator[_Disposal]:
    decode = msgspec.json.Decoder(_Body).decode
    for (content,) in rows_of(connection, "SELECT content FROM fact WHERE kind = 'CaseDisposed'"):
        with suppress(msgspec.MsgspecError, TypeError):  # it is found wrong by its own hash
            yield decode(content).body


def _ids(names: Iterable[str]) -> Iterator[bytes]:
    for name in names:
        with suppress(ValueError):
            yield bytes.fromhex(name)


def holds_words(connection: Connection, key: bytes) -> bool:
    """Does a store, such as a backup, still hold the words of that case?"""
    sql = (
        "SELECT 1 FROM fact JOIN case_id USING (case_no) WHERE case_key IN ({}) AND content <> x'' "
        "LIMIT 1"
    )
    return any(True for _ in in_parts(connection, sql, [key]))
