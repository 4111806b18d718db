"""What differs between the databases that a store may stand in, as one small thing.

The store's SQL is written once, as SQLite spells it: `?` marks a value, `x''` is nothing as bytes,
a `+` before a column keeps an index out. Who speaks another dialect spells it in its own cursor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection

from mmd_reviewer.store.rows.projection import Projection

SPOKEN = "dialect"  # the option under which an engine carries its dialect


@dataclass(frozen=True, slots=True)
class Search:
    """The index of words: its rows as a projection, the statements that make its table anew, and
    how it is asked.

    `match_of` makes an expression of typed words ("" finds nothing), `any_of` one of words of which
    any is enough. `hits` follows FROM, with the queue's rows and a mark for the expression;
    `ranked` selects `case_no` and `rank`, the best the lowest, with such a mark too.
    """

    projection: Projection[Any]
    make: tuple[str, ...]
    match_of: Callable[[str], str]
    any_of: Callable[[Iterable[str]], str]
    hits: str
    ranked: str


class Question(NamedTuple):
    """A statement that gives rows, and the values of its marks."""

    sql: str
    values: Sequence[object] = ()


class Dialect(Protocol):
    """A database as the store needs it."""

    @property
    def search(self) -> Search:
        """Its index of words."""

    def cursor(self, connection: Connection) -> Any:
        """The driver's own cursor: what is built around short statements costs more than they
        do.
        """

    def answers(self, connection: Connection, questions: Iterable[Question]) -> list[list[Any]]:
        """All rows of each. Who records keeps the others waiting, so a server is asked all that
        is wanted at once, and not again after each answer.
        """

    def together(self, connection: Connection) -> AbstractContextManager[object]:
        """Statements without rows go as one message; the first that fails is raised at its end."""

    def walk(self, connection: Connection, sql: str, values: Sequence[object] = ()) -> Any:
        """An iterator, to be closed, over rows however many: never all of them are in memory."""

    def wait_for_turn(self, connection: Connection) -> None:
        """Before anything is appended: who records, records alone."""

    def beside_tables(self) -> Sequence[str]:
        """Statements that make, or make good, what it needs beside the tables: guards against
        change, the search index, who may do what.
        """

    def without_guards(self) -> Sequence[str]:
        """Statements that put the guards aside within a transaction; what is deleted then is
        overwritten as far as the database can.
        """

    def forget(self) -> Sequence[str]:
        """Statements by which deleted words go out of the search index for good."""

    def version(self, connection: Connection) -> int:
        """The version of the store's form, 0 for none."""

    def set_version(self, connection: Connection, version: int) -> None:
        """Remember it."""

    def has_column(self, connection: Connection, table: str, column: str) -> bool:
        """Has a table, perhaps an older version's, this column?"""

    def any_text(self, connection: Connection) -> AbstractContextManager[None]:
        """What stands there as text in no encoding is read all the same, to be found wrong."""

    def failures(self, place: str) -> AbstractContextManager[None]:
        """Failures of the surroundings become StoreError with words for the person; bugs pass."""

    def damaged(self, place: str, why: str) -> str:
        """What is said of a damaged store, and what to do."""


def dialect_of(connection: Connection) -> Dialect:
    """The dialect that a connection's engine carries."""
    spoken: Dialect = connection.get_execution_options()[SPOKEN]
    return spoken


def run_all(connection: Connection, statements: Iterable[str]) -> None:
    """Statements without values, one behind the other."""
    cursor = dialect_of(connection).cursor(connection)
    for statement in statements:
        cursor.execute(statement)


def rows_of(connection: Connection, sql: str, values: Sequence[object] = ()) -> Iterator[Any]:
    """See `Dialect.walk`."""
    rows: Iterator[Any] = dialect_of(connection).walk(connection, sql, values)
    return rows
