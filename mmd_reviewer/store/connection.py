"""A connection to the store for each call, so that several threads may use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, exc

from mmd_reviewer.domain.errors import StoreDamaged, StoreError
from mmd_reviewer.store.dialects.dialect import Dialect, Question, dialect_of
from mmd_reviewer.store.rows.projection import Projection, T

_NEWEST = "SELECT seq, id FROM fact ORDER BY seq DESC LIMIT 1"
_IS_KNOWN = "SELECT 1 FROM fact WHERE seq = ? AND id = ?"
AT_ONCE = 900  # older SQLite takes 999 values


def driver(connection: Connection) -> Any:
    """The driver's own cursor, for short statements:
    what is built around each of them costs more than it does.
    """
    return dialect_of(connection).cursor(connection)


def _plain(value: object) -> object:
    """As it stands in a column."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def in_parts(connection: Connection, sql: str, values: Sequence[object]) -> Iterator[Any]:
    """The rows of `sql` for any number of values:
    its `{}` becomes the marks of as many as a statement may name.
    """
    for question in parts(sql, values):
        yield from driver(connection).execute(*question)


def parts(sql: str, values: Sequence[object]) -> Iterator[Question]:
    """The questions that `in_parts` asks."""
    for start in range(0, len(values), AT_ONCE):
        part = tuple(values[start : start + AT_ONCE])
        yield Question(sql.format(", ".join("?" * len(part))), part)


class Connected:
    """What every subject of the store reads and writes through; `place` is what sentences call
    the store.
    """

    place: str
    _engine: Engine
    _dialect: Dialect
    _replica: Engine | None = None
    _known: tuple[int, bytes] | None = None  # of `_NEWEST`; None where it may be newer now

    @contextmanager
    def _as_written(self) -> Iterator[None]:
        """A day, a number or an id that cannot be read as one was not written by us."""
        try:
            yield
        except (ValueError, TypeError, AttributeError) as error:
            why = self._dialect.damaged(self.place, "a value in it is of another kind")
            raise StoreDamaged(why) from error

    @contextmanager
    def _reading(self, *, behind: bool = False) -> Iterator[Connection]:
        """However many statements, one view of the store; `behind`: a replica will do."""
        with self._failures(), self._connect(behind) as connection, connection.begin():
            yield connection

    def _connect(self, behind: bool) -> Connection:
        """To a replica where it will do and is there."""
        if behind and self._replica is not None and self._known is None:
            with self._engine.connect() as connection:
                self._known = driver(connection).execute(_NEWEST).fetchone()
        if behind and self._replica is not None and self._known is not None:
            with suppress(StoreError, exc.DBAPIError), self._failures():
                connection = self._replica.connect()
                if driver(connection).execute(_IS_KNOWN, self._known).fetchone():
                    return connection
                connection.close()
        return self._engine.connect()

    def _learned(self) -> None:
        """This desk recorded something or was told of it. From now on nothing is read of a replica
        that does not know it yet: nobody is shown a case as it was before.
        """
        self._known = None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self._failures(),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def _failures(self) -> AbstractContextManager[None]:
        return self._dialect.failures(self.place)

    def _fetched(self, sql: str, *values: object, behind: bool = False) -> Sequence[Any]:
        """All rows of one statement; see `_reading`."""
        plain = tuple(map(_plain, values))
        with self._failures(), self._connect(behind) as connection:
            found: Sequence[Any] = driver(connection).execute(sql, plain).fetchall()
            return found

    def _kept(self, key: str) -> str:
        """What `meta` keeps by that name, "" for nothing."""
        found = self._fetched("SELECT value FROM meta WHERE key = ?", key)
        return found[0][0] if found else ""

    def _fetched_in_parts(self, sql: str, values: Sequence[object]) -> Iterator[Any]:
        """As `in_parts`; one view of the store, for which one statement needs no transaction."""
        if len(values) <= AT_ONCE:
            for question in parts(sql, values):
                yield from self._fetched(question.sql, *question.values)
            return
        with self._reading() as connection:
            yield from in_parts(connection, sql, values)

    def _read(self, projection: Projection[T], rest: str, *values: object) -> list[T]:
        """The values of a projection's rows, of a replica if need be; `rest` is what follows its
        name in the statement.
        """
        sql = f"SELECT {projection.columns} FROM {projection.table.name} {rest}"
        return projection.values(self._fetched(sql, *values, behind=True))
