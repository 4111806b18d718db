"""A projection: a table, and how domain values stand in it.

Its columns are the fields of the value.

The key of a column is the name of the field; its type says how the value is kept. Who adds a field
to such a value raises `tables.PROJECTION_VERSION`: the rows are made again then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints

from sqlalchemy import BigInteger, Column, ColumnClause, ForeignKey, Integer, Table, Text, column
from sqlalchemy.types import TypeEngine

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import StoreDamaged

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Made = Callable[[int, Case], Iterable[tuple[Any, ...]]]


@lru_cache(maxsize=20_000)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Kept:
    """How a value of the domain goes into a column, and comes out of it."""

    into: Callable[[Any], Any]
    out_of: Callable[[Any], Any]


class Day(Kept, Text):
    """A day, or none, as ISO text."""

    into = staticmethod(lambda value: value.isoformat() if value is not None else None)
    out_of = staticmethod(_day)


class Flag(Kept, Integer):
    """Yes or no as 1 or 0."""

    into, out_of = int, bool


class Codes(Kept, Text):
    """Codes with commas between them."""

    into = staticmethod(",".join)
    out_of = staticmethod(lambda text: tuple(text.split(",")) if text else ())


class Blank(Kept, Text):
    """Text that is NULL where there is none."""

    into = staticmethod(lambda value: value or None)
    out_of = staticmethod(lambda text: text or "")


KINDS: Mapping[object, type[TypeEngine[Any]]] = {
    str: Text,
    int: Integer,
    date: Day,
    bool: Flag,
    tuple[str, ...]: Codes,
}


def columns_of(
    value: type[DataclassInstance], **other: Column[Any] | None
) -> Iterator[Column[Any]]:
    """A column for each field of a value, in its order;
    `other` says which stand otherwise, or not at all.
    """
    for name, hint in get_type_hints(value).items():
        optional = isinstance(hint, UnionType)
        kind = KINDS[get_args(hint)[0] if optional else hint]
        column = other.get(name, Column(name, kind, nullable=optional))
        if column is not None:
            yield column


def own_id() -> Column[int]:
    """The row's own number."""
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def case_no(**more: Any) -> Column[int]:
    """Whose row it is, by the store's own number."""
    return Column(
        "case_no",
        Integer,
        ForeignKey("case_id.case_no"),
        **{"nullable": False, "index": True, **more},
    )


class Projection(Generic[T]):
    """Rows made of cases, droppable and made again to equality.

    `what` names them in findings; `made(case_no, case)` gives the values of a case, each with what
    fills the columns of `given`, which are no fields of it. A field without a column is read by its
    own name.
    """

    def __init__(
        self,
        what: str,
        table: Table,
        value: type[T],
        made: Made,
        given: Sequence[str] = ("case_no",),
    ) -> None:
        self.what, self.table = what, table
        self._value, self._made = value, made
        told = [column for column in table.c if column.key not in (*given, "id")]
        columns = [*(table.c[key] for key in given), *told]
        names, owner = _names(column.name for column in columns), table.c.case_no.name
        self.insert = f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(columns))})"
        self.delete = f"DELETE FROM {table.name} WHERE {owner} = ?"
        self.of_case = f"SELECT {names} FROM {table.name} WHERE {owner} = ?"
        # every row that stands in the table, as `rows` gives it, behind its case's number
        self.stored = f"SELECT {owner}, {names} FROM {table.name} ORDER BY {owner}"
        told_by = attrgetter(*(column.key for column in told))
        self._told = told_by if len(told) > 1 else lambda value: (told_by(value),)
        self._into = [
            (place, kept.type.into)
            for place, kept in enumerate(columns)
            if isinstance(kept.type, Kept)
        ]
        read: list[ColumnClause[Any]] = [
            table.c.get(field.name, column(field.name)) for field in fields(value)
        ]
        self.columns = _names(column.name for column in read)
        # What may stand in a column: in a damaged file, and in one that another program wrote to,
        # it may be anything.
        kinds = [int if isinstance(kept.type, Integer) else str for kept in read]
        self._types = [
            {kind, type(None)} if getattr(kept, "nullable", True) else {kind}
            for kind, kept in zip(kinds, read, strict=True)
        ]
        self._out_of = [
            (place, kept.type.out_of)
            for place, kept in enumerate(read)
            if isinstance(kept.type, Kept)
        ]

    def rows(self, case_no: int, case: Case) -> list[tuple[object, ...]]:
        """What `insert` takes, for every row of a case."""
        found = []
        for value, *given in self._made(case_no, case):
            row = [*given, *self._told(value)]
            for place, into in self._into:
                row[place] = into(row[place])
            found.append(tuple(row))
        return found

    def values(self, rows: Iterable[Sequence[Any]]) -> list[T]:
        """The domain's values from rows of `columns`;
        turned column by column, which costs half of row by row.
        """
        turned: list[Sequence[Any]] = [*zip(*rows, strict=True)]
        if not turned:
            return []
        wrong = any(
            not set(map(type, column)) <= self._types[place] for place, column in enumerate(turned)
        )
        try:
            if wrong:
                raise ValueError("a value of another type")
            for place, out_of in self._out_of:
                turned[place] = [*map(out_of, turned[place])]
        except ValueError as error:
            what = (
                f"A row of the {self.what} is not as it was written: run `verify`. Nothing was "
                f"written."
            )
            raise StoreDamaged(what) from error
        return [*map(self._value, *turned)]


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
