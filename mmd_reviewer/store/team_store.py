"""A team's store: the same facts in a database of PostgreSQL, where many record at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from weakref import finalize

from sqlalchemy import Connection, Engine, insert

from mmd_reviewer.domain.deed import Change, Document, Finding, Job
from mmd_reviewer.domain.errors import UNSURE, ConnectionLost, StoreError, without_nothing
from mmd_reviewer.domain.kept_backups import Backup
from mmd_reviewer.settings import BY_SERVER, Server
from mmd_reviewer.store import chain, projections, tables
from mmd_reviewer.store.claims import Claims
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.dialects.dialect import run_all
from mmd_reviewer.store.dialects.gaps import gaps
from mmd_reviewer.store.dialects.postgresql import (
    CHANNEL,
    PERMANENT,
    POSTGRESQL,
    check_url,
    open_engine,
)
from mmd_reviewer.store.dialects.postgresql_roles import (
    OF_APPROVERS,
    ONLY_BY_APPROVERS,
    script,
)
from mmd_reviewer.store.listening import Listening
from mmd_reviewer.store.sql_store import Recording

PATIENCE = 20.0  # seconds in which a server that went away may come back, before a deed is in doubt
PAUSE = 0.5
WHERE = "the database"
ALWAYS = "A"  # of a guard that no session can put off
_STANDING = (
    "SELECT to_regclass('fact') IS NOT NULL, (SELECT count(*) FROM pg_class WHERE relnamespace = "
    "current_schema()::regnamespace AND relkind = 'r'), getdatabaseencoding(), pg_is_in_recovery() "
    "OR current_setting('default_transaction_read_only') = 'on'"
)
_MAY_RECORD = "SELECT has_table_privilege('fact', 'INSERT')"
_GUARDS = (
    "SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = "
    "t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
)


def _give_back(*engines: Engine | None) -> None:
    for engine in filter(None, engines):
        engine.dispose()


class TeamStore(Recording, Claims):
    """Made anew where the database is empty and `create` says so."""

    is_shared = True

    def __init__(self, server: Server, *, create: bool = False) -> None:
        self.server, self.place, self._dialect = server, str(server), POSTGRESQL
        check_url(server.listen)  # before it is asked for: it is tried on and on, off the window
        self._engine = open_engine(server.url)
        self._replica = open_engine(server.read_from) if server.read_from else None
        self._end = finalize(self, _give_back, self._engine, self._replica)  # closed or forgotten
        self.read_only = False
        with self._reading() as connection:
            ours, many, encoding, replica = driver(connection).execute(_STANDING).fetchone()
            version = self._dialect.version(connection) if ours else 0
            if ours:
                (may_record,) = driver(connection).execute(_MAY_RECORD).fetchone()
                self.read_only = replica or not may_record
        if encoding != "UTF8":
            raise StoreError(f"{self.place} keeps text as {encoding}: a store needs UTF8.")
        if (many and not ours) or (ours and not version):
            raise StoreError(
                f"{self.place} is a database of another program: name an empty one. Nothing was "
                f"changed."
            )
        if version > tables.STORE_VERSION:
            with self._reading() as connection:
                sql = "SELECT value FROM meta WHERE key = ?"
                found = driver(connection).execute(sql, (tables.PROGRAM,)).fetchone()
            raise StoreError(tables.too_new(self.place, found[0] if found else ""))
        if not ours:
            if not create:
                raise StoreError(
                    f"There is no store at {self.place}: import a file or open the window to make "
                    f"one."
                )
            self._make()

    def _make(self) -> None:
        with self._writing() as connection:
            cursor = driver(connection)
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('mmd-reviewer store'))")
            if cursor.execute("SELECT to_regclass('fact') IS NOT NULL").fetchone()[0]:
                return  # another window was first
            projections.create(connection)
            connection.execute(insert(tables.meta), tables.made_by())
            chain.begin(connection)
            self._dialect.set_version(connection, tables.STORE_VERSION)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise StoreError(f"{self.place} can only be read by you: nothing was recorded.")
        begun = False
        try:
            with super()._writing() as connection:
                begun = True
                yield connection
        except ConnectionLost as error:
            error.begun = begun
            raise

    def record(
        self, changes: Sequence[Change], documents: Sequence[Document] = (), job: Job | None = None
    ) -> None:
        """Where the connection goes away in the middle, the server is asked afterwards: the deed
        is there and this returns, or it is not and ConnectionLost says so.
        """
        try:
            super().record(changes, documents, job)
        except ConnectionLost as error:
            words = without_nothing(error)
            if error.begun and self._is_there(bytes.fromhex(changes[0].written[0].fact.id), words):
                return
            raise ConnectionLost(f"{words} Nothing was recorded.") from error

    def _is_there(self, id: bytes, words: str) -> bool:
        """Was it recorded? Asked in turn: so a server that is still at it has ended before."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with self._writing() as connection:
                    self._dialect.wait_for_turn(connection)
                    sql = "SELECT 1 FROM fact WHERE id = ?"
                    return driver(connection).execute(sql, (id,)).fetchone() is not None
            except StoreError as error:
                if time.monotonic() > until:
                    raise StoreError(words + UNSURE) from error
                time.sleep(PAUSE)

    def _append(self, connection: Connection, changes: Sequence[Change]) -> None:
        super()._append(connection, changes)
        driver(connection).execute("SELECT pg_notify(?, '')", (CHANNEL,))

    def dispose(self, told: Change | None, key: str, documents: Collection[str]) -> None:
        """What was deleted is in no file of the database afterwards; its own backups and logs are
        the server's.
        """
        super().dispose(told, key, documents)
        with self._failures(), self._engine.connect() as connection:
            run_all(connection, ("VACUUM FULL fact", "VACUUM FULL document", "VACUUM FULL search"))

    def roles(self, *, make: bool) -> list[str]:
        """The statements that make the roles of a team; carried out where `make` says so."""
        statements = script()
        if make:
            with self._writing() as connection:
                run_all(connection, statements)
        return statements

    def barred(self) -> frozenset[str]:
        """See `services.ports.Upkeep`; the server refuses them, too, wherever they come from."""
        with self._reading() as connection:
            (theirs,) = driver(connection).execute(ONLY_BY_APPROVERS).fetchone() or (False,)
        return frozenset(OF_APPROVERS) if theirs else frozenset()

    def writable(self) -> bool:
        if self.read_only:
            return False
        try:
            with self._writing():
                return True
        except StoreError:
            return False

    def listen(self, told: Callable[[], object]) -> Callable[[], object] | None:
        """See `services.ports.Upkeep`."""
        listening = Listening(self.server.listen or self.server.url, told)
        listening.start()
        return listening.stop

    def only_read(self) -> None:
        """From now on nothing is written into it."""
        self.read_only = True

    def close(self) -> None:
        """Give back the connections."""
        self._end()

    def _check(self, connection: Connection) -> Iterator[Finding]:
        """The guards against change, and gaps in what is only added to."""
        rows = driver(connection).execute(_GUARDS).fetchall()
        expected = {(table, f"{table}_fixed") for table in PERMANENT}
        known = {*expected, ("fact", "fact_by_approvers")}
        for table, name, enabled in rows:
            expected.discard((table, name))
            if (table, name) not in known or enabled != ALWAYS:
                yield Finding(
                    WHERE, f"its guard “{name}” on {table} is not as this program made it"
                )
        for table, name in sorted(expected):
            yield Finding(WHERE, f"its guard “{name}” on {table} is missing")
        yield from gaps(connection, WHERE)

    # What is a file's alone: a server has its own means for it.

    def fault(self) -> str:
        return ""

    def look_closely(self) -> str:
        return ""

    def fold_log(self) -> bool:
        return True

    def log_left(self) -> int:
        return 0

    def copy_to(self, target: Path, made: datetime, job: Job | None = None) -> Backup:
        raise StoreError(BY_SERVER)

    def back_up(self, now: datetime, job: Job | None = None) -> Backup | None:
        return None

    def catch_up(self, folder: Path, now: datetime) -> Path | None:
        return None

    def backups(self) -> tuple[Backup, ...]:
        return ()

    def backups_with(self, key: str) -> tuple[Path, ...]:
        return ()

    def is_backup(self, file: Path) -> bool:
        return False

    def lacking(self, backup: Path) -> dict[str, frozenset[str]]:
        raise StoreError(BY_SERVER)

    def take_over(self, prepared: Callable[[], Path]) -> None:
        raise StoreError(BY_SERVER)

    def newest_backup(self, now: datetime | None = None) -> Backup | None:
        return None
