"""What `verify` asks of the database file itself: pages, indexes, the search index, and what was planted or is gone."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, create_engine

from mmd_reviewer.domain.deed import Finding
from mmd_reviewer.store import tables

FILE = "the file"
MOST = 20  # findings of one kind; more of them say nothing new
GAPS = (
    ("fact", "seq", "entries {first} to {last} of the store are missing"),
    ("case_id", "case_no", "the cases in places {first} to {last} are missing"),
)


def check_file(connection: Connection) -> Iterator[Finding]:
    """Every page and index, by the database's own check; objects unknown or missing; gaps in what is only added to."""
    try:
        for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})"):
            if said != "ok":
                yield Finding(FILE, f"a part of it is damaged: {said}")
        yield from _objects(connection)
        yield from _gaps(connection)
        yield from _search_index(connection)
    except sqlite3.DatabaseError as error:
        yield Finding(FILE, f"it cannot be read to its end: {error}")


def _objects(connection: Connection) -> Iterator[Finding]:
    here = {(kind, name): sql for kind, name, sql in connection.exec_driver_sql(_OBJECTS)}
    expected = dict(_expected())
    for kind, name in sorted(here.keys() - expected.keys()):
        yield Finding(FILE, f"it holds a {kind} “{name}” that this program did not make")
    for kind, name in sorted(expected.keys() - here.keys()):
        yield Finding(FILE, f"its {kind} “{name}” is missing")
    for key in sorted(here.keys() & expected.keys()):
        if here[key] != expected[key] and key[0] != "table":  # a table keeps the words of the version that made it
            yield Finding(FILE, f"its {key[0]} “{key[1]}” is not the one this program made")


_OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


@cache
def _expected() -> tuple[tuple[tuple[str, str], str | None], ...]:
    """The objects of a new store."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
        for statement in tables.sqlite_extras():
            connection.exec_driver_sql(statement)
        rows = tuple(((kind, name), sql) for kind, name, sql in connection.exec_driver_sql(_OBJECTS))
    engine.dispose()
    return rows


def _gaps(connection: Connection) -> Iterator[Finding]:
    """Numbers that only grow by one: where one is left out, something was taken away."""
    for table, column, words in GAPS:
        rows = connection.exec_driver_sql(
            f"SELECT before + 1, {column} - 1 FROM (SELECT {column}, "
            f"lag({column}, 1, 0) OVER (ORDER BY {column}) AS before FROM {table}) WHERE {column} > before + 1 "
            f"LIMIT {MOST}"
        )
        for first, last in rows:
            yield Finding(FILE, words.format(first=first, last=last))


def _search_index(connection: Connection) -> Iterator[Finding]:
    """Its own check is a write, so it runs on a copy of the file."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    with (
        tempfile.TemporaryDirectory(prefix="mmd-verify-") as folder,
        closing(sqlite3.connect(Path(folder) / "copy.sqlite")) as copy,
    ):
        try:
            raw.backup(copy)
            copy.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield Finding("the search index", f"it does not agree with its words ({error}): rebuild")
