"""A SQLite file from outside: is it a store of ours,
and is it sound? Asked before anything in it could change.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, create_engine

from mmd_reviewer.domain.deed import Finding
from mmd_reviewer.domain.errors import StoreDamaged, StoreError
from mmd_reviewer.store import projections, tables
from mmd_reviewer.store.backup_names import lie_beside
from mmd_reviewer.store.dialects.dialect import SPOKEN, dialect_of
from mmd_reviewer.store.dialects.gaps import MOST, gaps
from mmd_reviewer.store.dialects.library import connect, is_protected, library
from mmd_reviewer.store.dialects.sqlite import SQLITE, code_of, damaged, file_in_use, in_words

APPLICATION_ID = 0x4D4D4452  # MMDR; stores made before version 4 of the file carry none
TRIES, PAUSE = 10, 0.1  # seconds
QUICK = 5.0  # seconds that a deed waits for a look at every page
MAKING = 10.0  # seconds that making a store may take, on a machine that has much else to do
OURS = {"case_id", "fact", "document", "draft", "meta"}
FILE = "the file"


def _is_empty(path: Path) -> bool:
    """Does it hold nothing? A file that another window is making this moment is waited for.

    The file is never opened here but by SQLite: closing it would take this process's locks away
    from the connections that it has already.
    """
    until = time.monotonic() + MAKING
    while True:
        found = path.stat()
        if found.st_size:
            return False
        if time.time() - found.st_mtime > MAKING or time.monotonic() > until:
            return True
        time.sleep(0.05)


class _Looked(NamedTuple):
    """What a file of SQLite says of itself, and which program gave it a newer form."""

    version: int
    application: int
    names: set[str]  # of its tables
    program: str


def _look_at(path: Path) -> _Looked:
    with closing(connect(path, file_in_use(path))) as connection:
        # Names may be damaged too
        connection.text_factory = lambda stored: stored.decode("utf-8", "replace")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        names = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        program = ""
        if version > tables.STORE_VERSION and "meta" in names:
            sql = "SELECT value FROM meta WHERE key = ?"
            program = str((connection.execute(sql, (tables.PROGRAM,)).fetchone() or ("",))[0])
    return _Looked(version, application, names, program)


def _look_in_turn(path: Path) -> _Looked:
    """The same, once more where another window was just opening or closing the file."""
    for _ in range(TRIES):
        try:
            return _look_at(path)
        except library().OperationalError as error:
            if code_of(error) != "SQLITE_PROTOCOL":
                raise
            time.sleep(PAUSE)
    return _look_at(path)


def check_ours(path: Path) -> None:
    """Refuse what is no store of this program, or of a newer one;
    a file that is not there yet is no matter.
    """
    if str(path) == ":memory:":
        raise StoreError("A store is a file, and :memory: is none: name a file.")
    if not path.exists():
        return
    journal = path.with_name(f"{path.name}-wal")
    if _is_empty(path) and not (journal.exists() and journal.stat().st_size):
        raise _was_ours(
            path,
            f"{path} is empty: was this your store? Nothing was changed. Restore a backup, or take "
            "the empty file away to begin anew.",
        )
    try:
        found = _look_in_turn(path)
    except UnicodeDecodeError as error:  # in what SQLite says of the damage
        raise StoreDamaged(damaged(path, "its list of tables cannot be read")) from error
    except library().Error as error:
        words = in_words(error, path) or f"{path} cannot be read ({error}). Nothing was changed."
        code = code_of(error)
        if code.startswith("SQLITE_CORRUPT"):
            raise StoreDamaged(words) from error
        raise (_was_ours(path, words) if code == "SQLITE_NOTADB" else StoreError(words)) from error
    unmarked = found.application == 0 and found.version > 0 and found.names >= OURS
    ours = found.application == APPLICATION_ID or unmarked
    if not ours and (found.names or found.version or found.application):
        raise StoreError(
            f"{path} is a database of another program: choose another file. Nothing was changed."
        )
    if found.version > tables.STORE_VERSION:
        raise StoreError(tables.too_new(path, found.program))


def _was_ours(path: Path, words: str) -> StoreError:
    """What is no store any more and has backups was one: it is damaged, and there is a way out."""
    if not lie_beside(path):
        return StoreError(words)
    return StoreDamaged(
        f"{words} Backups of it lie beside it: if it was your store, `recover` makes a new one of "
        f"them and of what can still be read."
    )


def quick_fault(connection: Connection) -> str:
    """What a look at every page finds wrong, "";
    what takes longer than QUICK seconds is left to `verify`.
    """
    raw: Any = connection.connection.driver_connection
    until = time.monotonic() + QUICK
    raw.set_progress_handler(lambda: time.monotonic() > until, 10_000)
    try:
        said = str(raw.execute("PRAGMA quick_check(1)").fetchone()[0])
    except library().OperationalError as error:
        if code_of(error) == "SQLITE_INTERRUPT":
            return ""
        raise
    finally:
        raw.set_progress_handler(None, 0)
    return "" if said == "ok" else " ".join(said.removeprefix("*** in database main ***").split())


def check_file(connection: Connection) -> Iterator[Finding]:
    """Every page and index, by the database's own check;
    objects unknown or missing; gaps in what is only added to.
    """
    try:
        for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})"):
            if said != "ok":
                yield Finding(FILE, f"a part of it is damaged: {said}")
        yield from _objects(connection)
        yield from gaps(connection, FILE)
        yield from _search_index(connection)
    except library().DatabaseError as error:
        yield Finding(FILE, f"it cannot be read to its end: {error}")


def _objects(connection: Connection) -> Iterator[Finding]:
    here = {(kind, name): sql for kind, name, sql in connection.exec_driver_sql(_OBJECTS)}
    expected = dict(_expected())
    for kind, name in sorted(here.keys() - expected.keys()):
        yield Finding(FILE, f"it holds a {kind} “{name}” that this program did not make")
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    # An older version's was given fewer objects, and comes with its projections
    current = projections.are_current(connection)
    chained = dialect_of(connection).has_column(connection, "fact", "chain")
    if version < tables.STORE_VERSION and current and chained:
        yield Finding(FILE, f"it says that it is of version {version}, and was made by a later one")
    missing = expected.keys() - here.keys() if version == tables.STORE_VERSION or current else ()
    for kind, name in sorted(missing):
        if chained or name != "fact_chained":
            yield Finding(FILE, f"its {kind} “{name}” is missing")
    if version == tables.STORE_VERSION or (current and chained):
        yield from _columns(connection, OURS & {name for _, name in here})
    if current:
        yield from _columns(connection, _made_anew() & {name for _, name in here})
    for key in sorted(here.keys() & expected.keys()):
        if (
            here[key] != expected[key] and key[0] != "table"
        ):  # a table keeps the words of the version that made it
            yield Finding(FILE, f"its {key[0]} “{key[1]}” is not the one this program made")


def _made_anew() -> set[str]:
    return {table.name for table in projections.made_anew()}


def _columns(connection: Connection, names: set[str]) -> Iterator[Finding]:
    """Tables by what they hold: their words are those of the version that made them."""
    raw: Any = connection.connection.driver_connection
    for name, wanted in _expected_columns():
        if name in names and _columns_of(raw, name) != wanted:
            yield Finding(FILE, f"its table “{name}” has other columns than this program gives it")


def _columns_of(raw: Any, table: str) -> frozenset[tuple[object, ...]]:
    sql = "SELECT name, upper(type), [notnull], pk, hidden FROM pragma_table_xinfo(?)"
    return frozenset(raw.execute(sql, (table,)).fetchall())


@cache
def _expected_columns() -> tuple[tuple[str, frozenset[tuple[object, ...]]], ...]:
    """The columns of a new store's tables."""
    names = OURS | _made_anew()
    with closing(library().connect(":memory:")) as raw:
        for (kind, name), sql in _expected():
            if kind == "table" and name in names:
                raw.execute(sql)
        return tuple((name, _columns_of(raw, name)) for name in sorted(names))


_OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


@cache
def _expected() -> tuple[tuple[tuple[str, str], str | None], ...]:
    """The objects of a new store."""
    engine = create_engine("sqlite://", module=library(), execution_options={SPOKEN: SQLITE})
    with engine.begin() as connection:
        projections.create(connection)
        rows = tuple(
            ((kind, name), sql) for kind, name, sql in connection.exec_driver_sql(_OBJECTS)
        )
    engine.dispose()
    return rows


def _search_index(connection: Connection) -> Iterator[Finding]:
    """Its own check is a write, so it runs on a copy of the file; where no copy can be made nothing
    is said of the index.
    """
    raw: Any = connection.connection.driver_connection
    try:
        with (
            tempfile.TemporaryDirectory(prefix="mmd-verify-") as folder,
            closing(connect(Path(folder) / "copy.sqlite", protected=is_protected(raw))) as copy,
        ):
            raw.backup(copy)
            copy.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except library().DatabaseError as error:
        if _is_of_the_copy(error):
            raise _not_checked(error) from error
        yield Finding("the search index", f"it does not agree with its words ({error}): rebuild")
    except OSError as error:
        raise _not_checked(error) from error


def _is_of_the_copy(error: Exception) -> bool:
    return code_of(error).startswith(
        ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")
    )


def _not_checked(error: Exception) -> StoreError:
    try:
        place = tempfile.gettempdir()
    except OSError:  # none can be written
        place = "the folder for temporary files"
    return StoreError(
        f"The search index was not checked, as no copy of the store can be made in {place} "
        f"({error}): free some space there, or name another folder (TMPDIR), then repeat."
    )
