"""A connection to the store's file for each call, so that several threads may use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from mmd_reviewer.domain.errors import StoreDamaged
from mmd_reviewer.store.dialects.sqlite import damaged, surroundings
from mmd_reviewer.store.rows.projection import Projection, T

AT_ONCE = 900  # older SQLite takes 999 values


def driver(connection: Connection) -> Any:
    """The driver's own cursor, for short statements:
    what is built around each of them costs more than it does.
    """
    return connection.connection.cursor()


def in_parts(connection: Connection, sql: str, values: Sequence[object]) -> Iterator[Any]:
    """The rows of `sql` for any number of values:
    its `{}` becomes the marks of as many as a statement may name.
    """
    for start in range(0, len(values), AT_ONCE):
        part = tuple(values[start : start + AT_ONCE])
        yield from driver(connection).execute(sql.format(", ".join("?" * len(part))), part)


@contextmanager
def as_written(path: Path) -> Iterator[None]:
    """A day, a number or an id that cannot be read as one was not written by us."""
    try:
        yield
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreDamaged(damaged(path, "a value in it is of another kind")) from error


class Connected:
    """What every subject of the store reads and writes through."""

    path: Path
    _engine: Engine

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """However many statements, one view of the store."""
        with surroundings(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            surroundings(self.path),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def _fetched(self, sql: str, *values: object) -> Sequence[Any]:
        """All rows of one statement."""
        plain = tuple(value.isoformat() if isinstance(value, date) else value for value in values)
        with surroundings(self.path), self._engine.connect() as connection:
            found: Sequence[Any] = driver(connection).execute(sql, plain).fetchall()
            return found

    def _read(self, projection: Projection[T], rest: str, *values: object) -> list[T]:
        """The values of a projection's rows; `rest` is what follows its name in the statement."""
        sql = f"SELECT {projection.columns} FROM {projection.table.name} {rest}"
        return projection.values(self._fetched(sql, *values))
