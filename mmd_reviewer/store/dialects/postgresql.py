"""PostgreSQL: its connections without state of their own, its guards against change, how its SQL
is spelled, its failures told in words.

Whatever a connection is told stands inside one transaction, so a bouncer that lends connections for
a transaction at a time may stand between.
"""

from __future__ import annotations

import math
import re
import select
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import lru_cache
from itertools import count
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Connection, Engine, Integer, Text, create_engine, event, exc
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry

from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.server_url import BEGINS, shown_url
from mmd_reviewer.store.dialects.dialect import SPOKEN, Question
from mmd_reviewer.store.dialects.postgresql_failures import damaged, failures
from mmd_reviewer.store.dialects.postgresql_roles import REGRANT
from mmd_reviewer.store.dialects.postgresql_words import SEARCH

DEFAULTS = {  # where the URL says nothing else: a dead network is noticed
    "application_name": "mmd-reviewer",
    "connect_timeout": "10",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
# A deed waits as long for those before it as for a file; one whose network is gone holds nobody up.
WRITING = (
    "BEGIN; SET LOCAL lock_timeout = '15s'; SET LOCAL idle_in_transaction_session_timeout = '30s'"
)
READING = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
IDLE = 1.0  # seconds after which a connection is tried before it is used
AT_ONCE = 1000  # rows that a walk fetches
PERMANENT = {
    "fact": "facts are never changed or deleted",
    "document": "documents are never changed or deleted",
}
TIMELINE = (  # it grows each time a standby takes over; of a standby none
    "SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE "
    "('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END"
)
TURN = "SELECT pg_advisory_xact_lock(to_regclass('fact')::oid::bigint)"
REPLACED = "this server was replaced by another and came back: its administrator stops it"
CHANNEL = "mmd_reviewer"  # by which a deed tells the windows of the others
MAKE_CLAIMS = (
    'CREATE TABLE IF NOT EXISTS claim (case_no BIGINT PRIMARY KEY, author TEXT COLLATE "C" '
    "NOT NULL, since TIMESTAMPTZ NOT NULL, until TIMESTAMPTZ NOT NULL)"
)
VERSION = "MMD Reviewer store, version "  # a comment on the table of facts
_PARTS = re.compile(r"x''|'[^']*'|\?|\bAS BLOB\b|(?<=[ (,])\+(?=[a-z])")
_OTHERWISE = {"x''": "''::bytea", "AS BLOB": "AS BYTEA", "+": ""}


@compiles(Text, "postgresql")
def _text(type_: Text, compiler: Any, **given: Any) -> str:
    """By its code points everywhere, whatever language the server was set up for."""
    return 'TEXT COLLATE "C"'


@compiles(Integer, "postgresql")
def _integer(type_: Integer, compiler: Any, **given: Any) -> str:
    """As large as SQLite's."""
    return "BIGINT"


@lru_cache(maxsize=2000)
def spelled(sql: str) -> str:
    """SQL as the store writes it, in PostgreSQL's spelling."""
    place = count(1)

    def other(part: re.Match[str]) -> str:
        return f"${next(place)}" if part[0] == "?" else _OTHERWISE.get(part[0], part[0])

    return _PARTS.sub(other, sql)


class SpelledCursor(psycopg.RawCursor[Any]):
    """Takes the store's SQL; values come as bytes of their kind, not as text."""

    def execute(self, query: Any, params: Any = None, **given: Any) -> SpelledCursor:
        super().execute(spelled(query), params or None, binary=True)
        return self

    def executemany(self, query: Any, params_seq: Any, **given: Any) -> None:
        super().executemany(spelled(query), params_seq)


class Postgresql:
    """See `dialects.dialect.Dialect`."""

    search = SEARCH

    def __init__(self) -> None:
        self._names = count(1)

    def cursor(self, connection: Connection) -> Any:
        return SpelledCursor(_driver(connection))

    def answers(self, connection: Connection, questions: Iterable[Question]) -> list[list[Any]]:
        with self.together(connection):
            asked = [self.cursor(connection).execute(*question) for question in questions]
            return [cursor.fetchall() for cursor in asked]

    def together(self, connection: Connection) -> AbstractContextManager[object]:
        return _driver(connection).pipeline()

    def walk(self, connection: Connection, sql: str, values: Sequence[object] = ()) -> Any:
        """By a cursor of the server, which needs the transaction that every reading has."""
        name = f"walk{next(self._names)}"
        with psycopg.RawServerCursor(_driver(connection), name) as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(spelled(sql), values or None, binary=True)
            yield from cursor

    def wait_for_turn(self, connection: Connection) -> None:
        """Until the transaction ends: so places in the store are given in the order in which deeds
        are there for all. Who waits longest is next, which a lock on a row that changes is not.
        """
        self.cursor(connection).execute(TURN)

    def beside_tables(self) -> list[str]:
        made = []
        for table, words in PERMANENT.items():
            made += [
                f"CREATE OR REPLACE FUNCTION {table}_fixed() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = '23000'; END$$",
                f"CREATE OR REPLACE TRIGGER {table}_fixed BEFORE UPDATE OR DELETE OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_fixed()",
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_fixed",
            ]
        return [*made, MAKE_CLAIMS, REGRANT]

    def without_guards(self) -> list[str]:
        return [f"ALTER TABLE {table} DISABLE TRIGGER {table}_fixed" for table in PERMANENT]

    def forget(self) -> list[str]:
        """What was deleted goes when the table is written anew: `TeamStore.dispose`."""
        return []

    def version(self, connection: Connection) -> int:
        sql = "SELECT obj_description(to_regclass('fact'), 'pg_class')"
        (words,) = self.cursor(connection).execute(sql).fetchone()
        found = re.fullmatch(re.escape(VERSION) + r"(\d{1,9})", words or "")
        return int(found[1]) if found else 0

    def set_version(self, connection: Connection, version: int) -> None:
        self.cursor(connection).execute(f"COMMENT ON TABLE fact IS '{VERSION}{version:d}'")

    def has_column(self, connection: Connection, table: str, column: str) -> bool:
        sql = (
            "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(?) AND attname = ? "
            "AND NOT attisdropped"
        )
        return self.cursor(connection).execute(sql, (table, column)).fetchone() is not None

    def any_text(self, connection: Connection) -> nullcontext[None]:
        """The server keeps nothing that is no text."""
        return nullcontext()

    @contextmanager
    def failures(self, place: str) -> Iterator[None]:
        with failures(place):
            yield

    def damaged(self, place: str, why: str) -> str:
        return damaged(place, why)


POSTGRESQL = Postgresql()


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    found: Any = connection.connection.driver_connection
    return found  # type: ignore[no-any-return]


def connect(url: str) -> psycopg.Connection[Any]:
    """A connection by libpq's own ways: service file, password file, several hosts, TLS."""
    known = conninfo_to_dict(url)
    given = {name: value for name, value in DEFAULTS.items() if name not in known}
    return psycopg.connect(url, autocommit=True, prepare_threshold=None, **given)  # type: ignore[arg-type]


def check_url(url: str) -> None:
    """StoreError where libpq does not understand the URL; it would repeat a password."""
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        shown = shown_url(url) if url.startswith(BEGINS) else "What is named"
        raise StoreError(
            f"{shown} is no URL that PostgreSQL understands: write it as "
            "postgresql://desk.example/reviews, a space as %20. Nothing was changed."
        ) from error


def open_engine(url: str) -> Engine:
    """An engine on a server's database; every transaction is begun by its own words."""
    check_url(url)
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(url),
        isolation_level="AUTOCOMMIT",
        use_native_hstore=False,
        execution_options={SPOKEN: POSTGRESQL},
    )

    newest = 0

    @event.listens_for(engine, "connect")
    def _known(raw: psycopg.Connection[Any], record: object) -> None:
        """A server that was replaced by a standby of its own, and came back, is not worked with."""
        nonlocal newest
        (timeline,) = raw.execute(TIMELINE).fetchone() or (None,)
        if timeline is not None and timeline < newest:
            raise psycopg.OperationalError(REPLACED)
        newest = max(newest, timeline or 0)

    @event.listens_for(engine, "checkin")
    def _rests(raw: object, record: ConnectionPoolEntry) -> None:
        record.info["rests"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _is_there(raw: psycopg.Connection[Any], record: ConnectionPoolEntry, pool: object) -> None:
        """One that lay idle may have lost its server: then its socket has something to say, or
        the network is gone without a word. Asked before each short read, a server would be busy
        with that alone.
        """
        try:
            speaks, _, _ = select.select([raw.pgconn.socket], [], [], 0)
            if speaks or time.monotonic() - record.info.get("rests", math.inf) > IDLE:
                raw.execute("SELECT 1")
        except psycopg.Error as error:
            raise exc.DisconnectionError from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        _driver(connection).execute(WRITING if writes else READING)

    return engine


class Ear:
    """A connection that hears of deeds."""

    failures = (psycopg.Error, OSError)

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.Connection[Any] | None = None

    def open(self) -> bool:
        """Listen; False where nothing is heard, as through a bouncer: tried by a word of another
        connection.
        """
        self._connection = connect(self._url)
        self._connection.execute(f"LISTEN {CHANNEL}")
        with connect(self._url) as another:
            another.execute(f"NOTIFY {CHANNEL}")
        return self.hears(2)

    def hears(self, seconds: float) -> bool:
        """Was anything told within this time?"""
        assert self._connection is not None
        return any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))

    def close(self) -> None:
        """Give the connection back, however it is."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
