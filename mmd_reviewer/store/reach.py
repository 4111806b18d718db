"""What a store's file holds beside another: how far it reaches, whose it is, is all of it there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from mmd_reviewer.store import chain
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.dialects.library import is_protected
from mmd_reviewer.store.disposal import files_gone

_FIRST = "SELECT id FROM fact ORDER BY seq LIMIT 1"
_LAST = "SELECT seq, id FROM fact ORDER BY seq DESC LIMIT 1"


class Reach(NamedTuple):
    """How many facts, the first, which tells stores apart, and the last; facts are only added.

    And has it a key?
    """

    facts: int
    first: bytes
    last: bytes
    protected: bool


def reach(connection: Connection) -> Reach:
    cursor = driver(connection)
    (facts,) = cursor.execute("SELECT count(*) FROM fact").fetchone()
    (first,) = cursor.execute(_FIRST).fetchone() or (b"",)
    _, last = cursor.execute(_LAST).fetchone() or (0, b"")
    return Reach(facts, first, last, is_protected(connection.connection.driver_connection))


def holds_all(here: Connection, there: Connection) -> bool:
    """Does `here` hold every fact and file of `there`, of a store with the same beginning?

    The link of the last fact proves all facts before it, so they are compared one by one only
    where a store was recorded anew, as by a recovery.
    """
    mine, theirs = driver(here), driver(there)
    if mine.execute(_FIRST).fetchone() != theirs.execute(_FIRST).fetchone():
        return False
    seq, last = theirs.execute(_LAST).fetchone() or (0, b"")
    if not mine.execute("SELECT 1 FROM fact WHERE id = ?", (last,)).fetchone():
        return False
    linked = seq and _link(here, seq) == _link(there, seq) != b""
    if not linked and any(True for _ in only_in_the_first(ids(there), ids(here))):
        return False
    files = frozenset(only_in_the_first(ids(there, "document"), ids(here, "document")))
    return not files or files <= files_gone(here)  # those that a disposal took away (C11)


def _link(connection: Connection, seq: int) -> bytes:
    if not chain.is_there(connection):
        return b""
    sql = "SELECT chain FROM fact WHERE seq = ?"
    (link,) = driver(connection).execute(sql, (seq,)).fetchone() or (b"",)
    return link or b""


def ids(connection: Connection, table: str = "fact") -> Iterator[bytes]:
    for (id,) in driver(connection).execute(f"SELECT id FROM {table} ORDER BY id"):
        yield id


def only_in_the_first(one: Iterator[bytes], other: Iterator[bytes]) -> Iterator[bytes]:
    """Both in order: a million facts are compared without keeping any of them."""
    theirs = next(other, None)
    for id in one:
        while theirs is not None and theirs < id:
            theirs = next(other, None)
        if id != theirs:
            yield id
