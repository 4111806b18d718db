"""Reading the queue: pages, ids and counts for a day, with words or without."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from mmd_reviewer.domain.request_queue import OPEN, OWED, SORTS, QueueFilter, QueueRow

WORD_HITS = 1000  # with words, at most this many hits are put in another order
_COLUMNS = (
    "id, since, until, state, number, ticket, customer, type, title, asked, received, next_date, reviewer, missing, "
    "flags, owed, open"
)
_SORTS = frozenset(SORTS)  # only these reach the text of a statement
_HITS = "search CROSS JOIN case_row ON case_row.case_no = search.rowid WHERE search MATCH ?"  # walks the words first


def match_of(words: str) -> str:
    """The FTS5 expression: every word must begin a word of the case; marks inside a word make a phrase."""
    parts = re.findall(r"[^\s\"]+", words.replace("\0", " "))
    return " ".join(f'"{part}"*' for part in parts if re.search(r"\w", part))


def _conditions(wish: QueueFilter, day: date) -> tuple[list[str], list[object]]:
    """What every row must fulfil but its state, and the values."""
    found, values = ["since <= ?", "until > ?"], list[object]((day.isoformat(), day.isoformat()))
    kind = "type" if wish.sort in ("received", "type") else "+type"
    for column, value in ((kind, wish.type), ("customer", wish.customer or None), ("reviewer", wish.reviewer)):
        if value is not None:
            found.append(f"{column} = ?")
            values.append(value)
    if wish.due_by is not None:
        found.append("next_date <= ?")
        values.append(wish.due_by.isoformat())
    return found, values


def _state(wish: QueueFilter, plus: str = "") -> tuple[list[str], list[object]]:
    """The condition on the state: open work, letters owed, one state of A6, or none."""
    if wish.state == OWED:
        return ["owed IS NOT NULL"], []
    if wish.state == OPEN:
        return [f"{plus}open = ?"], [1]
    return ([f"{plus}state = ?"], [wish.state]) if wish.state else ([], [])


def _order(wish: QueueFilter) -> str:
    """Equal ones follow by the day received; the indexes in `tables.py` are made for this."""
    way = "DESC" if wish.descending else "ASC"
    first = wish.sort if wish.sort in _SORTS else "received"
    order = [f"{first} {way}{' NULLS LAST' if first == 'next_date' else ''}"]
    order += [f"{name} {way}" for name in ("received", "id") if name != first]
    apart = wish.due_by is not None and first != "next_date"  # what is due is found by its date, then sorted
    return ", ".join(f"+{part}" for part in order) if apart else ", ".join(order)


def _query(wish: QueueFilter, day: date, columns: str, limit: int | None) -> tuple[str, list[object]]:
    """One ordered SELECT.

    A `+` before a column keeps SQLite off the index of that column, where it would walk further than the order's.
    """
    found, values = _conditions(wish, day)
    by_state = wish.sort in ("received", "state") and len(values) == 2
    more, given = _state(wish, "" if by_state and not wish.words else "+")
    found, values = [*found, *more], [*values, *given]
    order, end = _order(wish), "" if limit is None else f" LIMIT {limit:d}"
    if wish.words:
        hits = f"SELECT case_row.* FROM {_HITS} AND {' AND '.join(found)} LIMIT {WORD_HITS + 1}"
        return f"SELECT {columns} FROM ({hits}) ORDER BY {order}{end}", [match_of(wish.words), *values]
    return f"SELECT {columns} FROM case_row WHERE {' AND '.join(found)} ORDER BY {order}{end}", values


def _fetched(connection: Connection, sql: str, values: Sequence[object]) -> Sequence[Sequence[Any]]:
    """All rows as the driver's plain tuples: half the cost of a page is what is built around them."""
    cursor = connection.exec_driver_sql(sql, tuple(values)).cursor
    assert cursor is not None
    return cursor.fetchall()


def page(connection: Connection, wish: QueueFilter, day: date, limit: int) -> list[QueueRow]:
    """The first `limit` rows."""
    if wish.words and not match_of(wish.words):
        return []
    sql, values = _query(wish, day, _COLUMNS, limit)
    return [_row(*row) for row in _fetched(connection, sql, values)]


def row_ids(connection: Connection, wish: QueueFilter, day: date) -> Sequence[int]:
    """All row ids in order."""
    if wish.words and not match_of(wish.words):
        return array("q")
    sql, values = _query(wish, day, "id", None)
    ids = array("q")
    for part in connection.exec_driver_sql(sql, tuple(values)).partitions(5000):
        ids.extend(row[0] for row in part)
    return ids


def rows(connection: Connection, ids: Sequence[int]) -> list[QueueRow]:
    """Rows by id in the order of `ids`."""
    found: dict[int, QueueRow] = {}
    for start in range(0, len(ids), 900):
        part = tuple(ids[start : start + 900])
        sql = f"SELECT {_COLUMNS} FROM case_row WHERE id IN ({', '.join('?' * len(part))})"
        for values in _fetched(connection, sql, part):
            row = _row(*values)
            found[row.id] = row
    return [found[id] for id in ids if id in found]


def count(connection: Connection, wish: QueueFilter, day: date, most: int) -> int:
    """How many rows, counted up to `most`."""
    if wish.words and not match_of(wish.words):
        return 0
    found, values = _conditions(wish, day)
    more, given = _state(wish)
    found, values = [*found, *more], [*values, *given]
    if wish.words:
        found.insert(0, f"{_HITS}")
        values.insert(0, match_of(wish.words))
    source = " AND ".join(found) if wish.words else f"case_row WHERE {' AND '.join(found)}"
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {most:d})"
    return int(connection.exec_driver_sql(sql, tuple(values)).scalar_one())


def state_counts(connection: Connection, day: date) -> Mapping[str, int]:
    """Cases by state."""
    sql = "SELECT state, count(*) FROM case_row WHERE since <= ? AND until > ? GROUP BY state"
    return {row[0]: row[1] for row in connection.exec_driver_sql(sql, (day.isoformat(), day.isoformat()))}


_day = lru_cache(maxsize=20_000)(date.fromisoformat)


def _row(
    id: int, since: str, until: str, state: str, number: str, ticket: str, customer: str, type: str, title: str,
    asked: str, received: str, next_date: str | None, reviewer: str, missing: str, flags: str,
    owed: str | None, open: int,
) -> QueueRow:  # fmt: skip
    """In the order of `_COLUMNS`."""
    return QueueRow(
        number, ticket, customer, type, title, asked, _day(received), reviewer,
        tuple(missing.split(",")) if missing else (), state, tuple(flags.split(",")) if flags else (),
        _day(next_date) if next_date else None, _day(since), _day(until), id,
        owed=_day(owed) if owed else None, open=bool(open),
    )  # fmt: skip
