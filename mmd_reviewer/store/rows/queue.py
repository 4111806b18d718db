"""The queue: a row a case and stretch of days; pages,
ids and counts for a day, with words or without.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import DDL, Column, Index, Table, UniqueConstraint, event

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.register import Decided
from mmd_reviewer.domain.request_queue import (
    AGE,
    FLAGGED,
    OPEN,
    OWED,
    QueueFilter,
    QueueRow,
    queue_rows,
)
from mmd_reviewer.store.connection import Connected, in_parts
from mmd_reviewer.store.dialects.dialect import Search, rows_of
from mmd_reviewer.store.rows.projection import Blank, Projection, case_no, columns_of, own_id
from mmd_reviewer.store.tables import metadata

STRETCHES = 256  # more than any case has rows
WORD_HITS = 1000  # with words, at most this many hits are put in another order

case_row = Table(
    "case_row",
    metadata,
    own_id(),
    case_no(index=False),
    *columns_of(QueueRow, id=None, outcome=Column("outcome", Blank)),
    UniqueConstraint("case_no", "since"),
)
# One index for each order that the queue offers; equal ones follow by their age, as `_order`
# asks.
Index(
    "q_received",
    case_row.c.aged_from,
    case_row.c.id,
    case_row.c.state,
    case_row.c.since,
    case_row.c.until,
)
Index(
    "q_state",
    case_row.c.state,
    case_row.c.aged_from,
    case_row.c.id,
    case_row.c.since,
    case_row.c.until,
)
Index(
    "q_open",
    case_row.c.open,
    case_row.c.aged_from,
    case_row.c.id,
    case_row.c.since,
    case_row.c.until,
)
for _name in ("customer", "title", "type", "asked", "next_date", "reviewer", "number"):
    Index(
        f"q_{_name}",
        case_row.c[_name],
        case_row.c.aged_from,
        case_row.c.id,
        case_row.c.state,
        case_row.c.open,
        case_row.c.since,
        case_row.c.until,
    )
Index("q_ticket", case_row.c.ticket)
# Of few rows. As plain SQL: the words of a dialect in an `Index` would load that dialect with every
# start, and the server's is large.
for _of_few in (
    "CREATE INDEX q_owed ON case_row (owed, since, until) WHERE owed IS NOT NULL",
    "CREATE INDEX q_decided ON case_row (decided) WHERE decided IS NOT NULL",
):
    event.listen(case_row, "after_create", DDL(_of_few))  # type: ignore[no-untyped-call]


def _made(case_no: int, case: Case) -> Iterator[tuple[QueueRow, int, int]]:
    """The id is the case's number and the row's place in it, so it outlives a rewrite."""
    for place, row in enumerate(queue_rows(case)):
        yield row, case_no * STRETCHES + place, case_no


QUEUE = Projection("queue rows", case_row, QueueRow, _made, ("id", "case_no"))
_OF_DAY = "since <= ? AND until > ?"


class QueueReads(Connected):
    """See `services.ports.QueueRows`."""

    def _finds_nothing(self, wish: QueueFilter) -> bool:
        return bool(wish.words) and not self._dialect.search.match_of(wish.words)

    def page(self, wish: QueueFilter, day: date, limit: int) -> list[QueueRow]:
        if self._finds_nothing(wish):
            return []
        sql, values = _query(self._dialect.search, wish, day, QUEUE.columns, limit)
        return QUEUE.values(self._fetched(sql, *values, behind=bool(wish.words)))

    def row_ids(self, wish: QueueFilter, day: date) -> Sequence[int]:
        """As a compact array."""
        if self._finds_nothing(wish):
            return array("q")
        sql, values = _query(self._dialect.search, wish, day, "id", None)
        with self._reading(behind=bool(wish.words)) as connection:
            return array("q", (id for (id,) in rows_of(connection, sql, values)))

    def rows(self, ids: Sequence[int]) -> list[QueueRow]:
        sql = f"SELECT {QUEUE.columns} FROM case_row WHERE id IN ({{}})"
        with self._reading() as connection:
            found = {row.id: row for row in QUEUE.values(in_parts(connection, sql, ids))}
        return [found[id] for id in ids if id in found]

    def count(self, wish: QueueFilter, day: date, most: int) -> int:
        if self._finds_nothing(wish):
            return 0
        found, values = _conditions(wish, day)
        more, given = _state(wish)
        where, values = " AND ".join((*found, *more)), [*values, *given]
        source = f"case_row WHERE {where}"
        if wish.words:
            search = self._dialect.search
            source, values = f"{search.hits} AND {where}", [search.match_of(wish.words), *values]
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {most:d}) AS found"
        return int(self._fetched(sql, *values, behind=bool(wish.words))[0][0])

    def state_counts(self, day: date) -> Mapping[str, int]:
        sql = f"SELECT state, count(*) FROM case_row WHERE {_OF_DAY} GROUP BY state"
        return dict(self._fetched(sql, day, day))

    def customers(self, day: date) -> Mapping[tuple[str, str], int]:
        sql = f"SELECT customer, state, count(*) FROM case_row WHERE {_OF_DAY} GROUP BY 1, 2"
        return {(name, state): number for name, state, number in self._fetched(sql, day, day)}

    def cases_of(self, spellings: Sequence[str]) -> Sequence[str]:
        sql = (
            "SELECT DISTINCT case_no, case_key FROM case_row JOIN case_id USING (case_no) "
            "WHERE customer IN ({})"
        )
        with self._as_written(), self._reading() as connection:
            found = sorted(in_parts(connection, sql, spellings))
            return [bytes(key).hex() for _, key in found]

    def decided(self, first: date, last: date) -> list[Decided]:
        """By day and number."""
        sql = (
            "SELECT DISTINCT number, outcome, received, decided, customer, title, looked, departs "
            "FROM case_row WHERE decided BETWEEN ? AND ? ORDER BY decided, number"
        )
        with self._as_written():
            return [
                Decided(
                    number,
                    outcome,
                    date.fromisoformat(received),
                    date.fromisoformat(decided),
                    customer,
                    title,
                    date.fromisoformat(looked) if looked else None,
                    bool(departs),
                )
                for (
                    number,
                    outcome,
                    received,
                    decided,
                    customer,
                    title,
                    looked,
                    departs,
                ) in self._fetched(sql, first, last)
            ]


def _conditions(wish: QueueFilter, day: date) -> tuple[list[str], list[str]]:
    """What every row must fulfil but its state, and the values."""
    found, values = [_OF_DAY], [day.isoformat(), day.isoformat()]
    kind = "type" if wish.sort in ("received", "type") else "+type"
    for column, value in (
        (kind, wish.type),
        ("customer", wish.customer or None),
        ("reviewer", wish.reviewer),
    ):
        if value is not None:
            others = {"reviewer": wish.also, "customer": wish.spelled}.get(column, ())
            found.append(f"{column} IN (?{', ?' * len(others)})" if others else f"{column} = ?")
            values += [value, *others]
    if wish.due_by is not None:
        found.append("next_date <= ?")
        values.append(wish.due_by.isoformat())
    return found, values


def _state(wish: QueueFilter, plus: str = "") -> tuple[list[str], list[str]]:
    """The condition on the state: open work, letters owed, one state of A6, or none."""
    if wish.state == OWED:
        return ["owed IS NOT NULL"], []
    if wish.state == OPEN:
        return [f"{plus}open = 1"], []
    if wish.state in FLAGGED:
        return [f"{plus}open = 1 AND flags LIKE '%{wish.state}%'"], []
    return ([f"{plus}state = ?"], [wish.state]) if wish.state else ([], [])


def _order(wish: QueueFilter) -> str:
    """By `received` the oldest first, as their age counts; equal ones follow so too, and the
    indexes of the table are made for this.
    """
    way = "DESC" if wish.descending else "ASC"
    first = wish.ordered_by
    order = [f"{first} {way}{' NULLS LAST' if first == 'next_date' else ''}"]
    order += [f"{name} {way}" for name in (AGE, "id") if name != first]
    # What is due is found by its date, then sorted
    apart = wish.due_by is not None and first != "next_date"
    return ", ".join(f"+{part}" for part in order) if apart else ", ".join(order)


def _query(
    search: Search, wish: QueueFilter, day: date, columns: str, limit: int | None
) -> tuple[str, list[str]]:
    """One ordered SELECT.

    A `+` before a column keeps SQLite off the index of that column, where it would walk further
    than the order's.
    """
    found, values = _conditions(wish, day)
    by_state = wish.sort in ("received", "state") and len(values) == 2
    more, given = _state(wish, "" if by_state and not wish.words else "+")
    where, values = " AND ".join((*found, *more)), [*values, *given]
    order, end = _order(wish), "" if limit is None else f" LIMIT {limit:d}"
    if wish.words:
        hits = f"SELECT case_row.* FROM {search.hits} AND {where} LIMIT {WORD_HITS + 1}"
        sql = f"SELECT {columns} FROM ({hits}) AS found ORDER BY {order}{end}"
        return sql, [search.match_of(wish.words), *values]
    return f"SELECT {columns} FROM case_row WHERE {where} ORDER BY {order}{end}", values
