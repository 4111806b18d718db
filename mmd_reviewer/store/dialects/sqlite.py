"""SQLite: its settings, its guards against change,
its search by words, its failures told in words.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    exc,
)

from mmd_reviewer.domain.errors import UNSURE, CaseChangedElsewhere, StoreDamaged, StoreError
from mmd_reviewer.store.dialects.dialect import SPOKEN, Question, Search
from mmd_reviewer.store.dialects.library import connect, is_protected, key_of, library, passphrase
from mmd_reviewer.store.dialects.searched import OF_REQUEST, Searched, searched
from mmd_reviewer.store.rows.projection import Projection

TEXTS = 100  # that are kept while anything may be read as text
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA cache_size=-16000",  # of each connection, and a walk over a million rows fills it
    "PRAGMA recursive_triggers=ON",  # or INSERT OR REPLACE slips past the no-delete guards
    "PRAGMA foreign_keys=ON",
    # a view or trigger that was planted may not call what has side effects
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA busy_timeout=15000",
    "PRAGMA journal_size_limit=67108864",
)
PAGE_SIZE = 8192
# Refused where somebody else was first
ONCE = ("fact.case_no", "case_id.case_key", "case_id.number")
CHAINED = (
    "CREATE TRIGGER IF NOT EXISTS fact_chained BEFORE INSERT ON fact WHEN NEW.chain IS NULL "
    "BEGIN SELECT RAISE(ABORT, 'facts are chained: close the window of the older version'); END"
)
PERMANENT = {
    "fact": "facts are never changed or deleted",
    "document": "documents are never changed or deleted",
}


FTS5 = Projection(
    "search words",
    Table(  # of its own, as only `beside_tables` can make it
        "search",
        MetaData(),
        Column("rowid", Integer, key="case_no"),
        *(Column(f.name, Text) for f in fields(Searched)),
    ),
    Searched,
    lambda case_no, case: ((searched(case), case_no),),
)
MAKE_SEARCH = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search USING "
    f"fts5({', '.join(f.name for f in fields(Searched))}, "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')"
)


def match_of(words: str) -> str:
    """The FTS5 expression: every word must begin a word of the case;
    marks inside a word make a phrase.
    """
    parts = re.findall(r"[^\s\"]+", words.replace("\0", " "))
    return " ".join(f'"{part}"*' for part in parts if re.search(r"\w", part))


def any_of(words: Iterable[str]) -> str:
    """The FTS5 expression: any of these begins a word of the request; short ones are whole."""
    parts = (re.sub(r'["\0]', " ", word).strip() for word in words)
    wanted = (f'"{part}"{"*" if len(part) > 3 else ""}' for part in parts if part)
    return f"{{{' '.join(OF_REQUEST)}}} : ({' OR '.join(wanted)})"


class Sqlite:
    """See `dialects.dialect.Dialect`."""

    search = Search(
        FTS5,
        ("DROP TABLE IF EXISTS search", MAKE_SEARCH),
        match_of,
        any_of,
        # walks the words first
        "search CROSS JOIN case_row ON case_row.case_no = search.rowid WHERE search MATCH ?",
        "SELECT rowid AS case_no, rank FROM search WHERE search MATCH ?",
    )

    def cursor(self, connection: Connection) -> Any:
        return connection.connection.cursor()

    def answers(self, connection: Connection, questions: Iterable[Question]) -> list[list[Any]]:
        cursor = self.cursor(connection)
        return [cursor.execute(sql, values).fetchall() for sql, values in questions]

    def together(self, connection: Connection) -> nullcontext[None]:
        return nullcontext()

    def walk(self, connection: Connection, sql: str, values: Sequence[object] = ()) -> Any:
        return connection.connection.cursor().execute(sql, values)

    def wait_for_turn(self, connection: Connection) -> None:
        """Every write began immediately."""

    def beside_tables(self) -> list[str]:
        guards = [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{action.lower()} BEFORE {action} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for table, words in PERMANENT.items()
            for action in ("UPDATE", "DELETE")
        ]
        return [*guards, CHAINED, MAKE_SEARCH]

    def without_guards(self) -> list[str]:
        guards = ("fact_no_update", "document_no_delete")
        return ["PRAGMA secure_delete = ON", *(f"DROP TRIGGER IF EXISTS {name}" for name in guards)]

    def forget(self) -> list[str]:
        """Its parts are made one."""
        return ["INSERT INTO search (search) VALUES ('optimize')"]

    def version(self, connection: Connection) -> int:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def set_version(self, connection: Connection, version: int) -> None:
        connection.exec_driver_sql(f"PRAGMA user_version={version:d}")

    def has_column(self, connection: Connection, table: str, column: str) -> bool:
        sql = f"SELECT 1 FROM pragma_table_info('{table}') WHERE name = ?"
        return self.cursor(connection).execute(sql, (column,)).fetchone() is not None

    @contextmanager
    def any_text(self, connection: Connection) -> Iterator[None]:
        driver: Any = connection.connection.driver_connection
        driver.text_factory = lru_cache(TEXTS)(_any_text)  # a walk meets few kinds, each often
        try:
            yield
        finally:
            # which asks nothing of Python for each text: a page costs a sixth less
            driver.text_factory = str

    def failures(self, place: str) -> AbstractContextManager[None]:
        return surroundings(place)

    def damaged(self, place: str, why: str) -> str:
        return damaged(place, why)


def _any_text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")


SQLITE = Sqlite()


def may_write(path: Path) -> bool:
    """SQLite writes the file and, beside it, its journal."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine on a SQLite file; every connection gets the same settings,
    every write begins immediately.
    """
    uri = read_only_file(path) if read_only else ""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=library(),
        creator=lambda: connect(path, uri),
        execution_options={SPOKEN: SQLITE},
    )

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        # SQLCipher has its own
        size = () if is_protected(connection) else (f"PRAGMA page_size={PAGE_SIZE}",)
        cursor = connection.cursor()
        for pragma in ("PRAGMA query_only=ON",) if read_only else (*size, *PRAGMAS):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            # Takes no lock, so it has nothing to report
            connection.connection.dbapi_connection.execute("BEGIN")

    return engine


def file_in_use(path: Path) -> str:
    """As an URI for reading while others may write; where nobody may, as `read_only_file`."""
    if not may_write(path):
        return read_only_file(path)
    # What a killed process left half written is only rolled back by one that may write
    return f"file:{quote(str(path))}?mode={'rw' if _has_beside(path, 'journal') else 'ro'}"


def read_only_file(path: Path) -> str:
    """As an URI; `immutable` spares the journal that a read-only folder cannot hold,
    unless a window, or one that was killed, still has one: it belongs to what the file says.
    """
    left = _has_beside(path, "wal") or _has_beside(path, "journal")
    return f"file:{quote(str(path))}?mode=ro{'' if left else '&immutable=1'}"


def _has_beside(path: Path, ending: str) -> bool:
    """Does SQLite's log or journal lie beside it, with anything in it?"""
    try:
        return path.with_name(f"{path.name}-{ending}").stat().st_size > 0
    except FileNotFoundError:  # another window has just folded it in
        return False


def export(source: Path, into: Any) -> None:
    """All of a file into an empty one where one of them has a key:
    a backup copies pages, so it cannot.
    """
    into.isolation_level = None
    if not is_protected(into):
        into.execute(f"PRAGMA page_size={PAGE_SIZE}")
    uri = file_in_use(source)
    into.execute("ATTACH ? AS source KEY ?", (uri, key_of(source, uri)))
    into.execute("BEGIN")
    into.execute("SELECT sqlcipher_export('main', 'source')").fetchall()
    for pragma in ("user_version", "application_id"):
        (value,) = into.execute(f"PRAGMA source.{pragma}").fetchone()
        into.execute(f"PRAGMA main.{pragma}={value}")
    into.execute("COMMIT")
    into.execute("DETACH source")


# What SQLite says of an index or a list of tables that is not as it was made, under no code of its
# own.
_DAMAGE = re.compile("malformed|fts5|vtable|no such|no query solution|unable to use function")


@contextmanager
def surroundings(path: Path | str) -> Iterator[None]:
    """Failures of disk, lock and permission become StoreError
    with words for the person; bugs pass as they are.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # in what SQLite says of the damage
        raise StoreDamaged(damaged(path, "what stands in it is no text")) from error
    except (exc.DBAPIError, library().Error) as error:
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        if isinstance(cause, library().IntegrityError) and any(name in str(cause) for name in ONCE):
            raise CaseChangedElsewhere(
                "The case was changed elsewhere since it was read: look at it again, then repeat. "
                "Nothing was recorded."
            ) from error
        if _DAMAGE.search(str(cause)):
            raise StoreDamaged(damaged(path, str(cause))) from error
        sentence = in_words(cause, path)
        if sentence is None:
            raise
        code = code_of(cause)
        raise (StoreDamaged if code.startswith("SQLITE_CORRUPT") else StoreError)(
            sentence
        ) from error


def code_of(error: BaseException | None) -> str:
    """SQLite's own name of what happened, as SQLITE_FULL; "" where it gives none."""
    return getattr(error, "sqlite_errorname", "") or ""


def damaged(path: Path | str, why: str) -> str:
    """What is said of a damaged file, and what to do."""
    return (
        f"{path} is damaged ({why}): nothing was written. `recover` reads what can be read, with "
        f"the backups."
    )


_OTHER = {
    False: "is not a store of this program, or is under a passphrase: choose another file, or give "
    "the passphrase "
    "(--passphrase-file).",
    True: "is not opened by this passphrase. If it is the right one, the file is damaged where it "
    "begins, or is no "
    "store of this program.",
}


def in_words(error: BaseException | None, path: Path | str) -> str | None:
    """The sentence for an SQLite failure of the surroundings; None for what is our own fault."""
    if not isinstance(error, library().Error):
        return None
    code = code_of(error)
    if "decode to UTF-8" in str(error):
        code = "SQLITE_CORRUPT"
    sentences = {
        "SQLITE_FULL": f"The disk that holds {path} is full: free some space, then repeat. Nothing "
        f"was recorded.",
        "SQLITE_BUSY": f"{path} is being written by another window: wait a moment, then repeat. "
        f"Nothing was recorded.",
        "SQLITE_LOCKED": f"{path} is being written by another window: wait a moment, then repeat.",
        "SQLITE_READONLY": f"{path} is read-only: nothing can be recorded. Give yourself write "
        f"permission.",
        "SQLITE_CANTOPEN": f"{path} cannot be opened: check that its folder exists and that you "
        f"may write there.",
        # What was written and not synced comes back with the log that stays beside the file.
        "SQLITE_IOERR_FSYNC": f"The disk that holds {path} did not confirm what was written: "
        f"check the disk.{UNSURE}",
        "SQLITE_IOERR": f"The disk that holds {path} reported an error: check the disk. Nothing "
        f"was recorded.",
        "SQLITE_NOTADB": f"{path} {_OTHER[bool(passphrase())]} Nothing was changed.",
        "SQLITE_ERROR": f"{path} does not answer as it should ({error}): run `verify`.",
        "SQLITE_CORRUPT": damaged(path, "its pages do not hang together"),
        "SQLITE_PERM": f"{path} may not be opened: check the permissions of the file.",
    }
    return next((words for name, words in sentences.items() if code.startswith(name)), None)
