"""Reading the queue: pages, ids and counts for a day, with words or without."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, literal_column, select, text, union_all

from mmd_reviewer.domain.request_queue import QueueFilter, QueueRow
from mmd_reviewer.store.tables import case_row

WORD_HITS = 1000  # with words, at most this many hits are put in another order
_MATCH = "case_no IN (SELECT rowid FROM search WHERE search MATCH :words)"


def match_of(words: str) -> str:
    """The FTS5 expression: every word must begin a word of the case; marks inside a word make a phrase."""
    parts = re.findall(r"[^\s\"]+", words.replace("\0", " "))
    return " ".join(f'"{part}"*' for part in parts if re.search(r"\w", part))


def _conditions(wish: QueueFilter, day: date, state: str | None) -> list[Any]:
    c = case_row.c
    conditions: list[Any] = [c.since <= day.isoformat(), c.until > day.isoformat()]
    if state is not None:
        conditions.append(c.state == state)
    if wish.type is not None:
        conditions.append(c.type == wish.type)
    if wish.customer:
        conditions.append(c.customer == wish.customer)
    if wish.reviewer is not None:
        conditions.append(c.reviewer == wish.reviewer)
    if wish.due_by is not None:
        conditions.append(c.next_date <= wish.due_by.isoformat())
    return conditions


def _order(wish: QueueFilter, columns: Any) -> list[Any]:
    chosen = columns[wish.sort if wish.sort in columns else "received"]
    order = [chosen, columns.id] if chosen is not columns.id else [chosen]
    ordered = [column.desc() if wish.descending else column.asc() for column in order]
    if wish.sort == "next_date":
        ordered[0] = ordered[0].nulls_last()
    return ordered


def _query(wish: QueueFilter, day: date, columns: list[Any], limit: int | None) -> Select[Any]:
    """One ordered SELECT; several states are merged from the indexes, as `state IN (…)` would scan."""
    states = wish.states
    if wish.words:
        found = [*_conditions(wish, day, None), text(_MATCH).bindparams(words=match_of(wish.words))]
        if states:
            found.append(case_row.c.state.in_(states))
        hits = select(*columns).where(*found).limit(WORD_HITS + 1).subquery()
        return select(hits).order_by(*_order(wish, hits.c)).limit(limit)
    if len(states) <= 1 or wish.sort not in ("received", "state"):
        found = _conditions(wish, day, states[0] if len(states) == 1 else None)
        if len(states) > 1:
            found.append(case_row.c.state.in_(states))
        return select(*columns).where(*found).order_by(*_order(wish, case_row.c)).limit(limit)
    parts = [
        select(*columns).where(*_conditions(wish, day, state)).order_by(*_order(wish, case_row.c)).limit(limit)
        for state in states
    ]
    merged = union_all(*(select(part.subquery()) for part in parts)).subquery()
    return select(merged).order_by(*_order(wish, merged.c)).limit(limit)


def page(connection: Connection, wish: QueueFilter, day: date, limit: int) -> list[QueueRow]:
    """The first `limit` rows."""
    if wish.words and not match_of(wish.words):
        return []
    return [_row(row) for row in connection.execute(_query(wish, day, list(case_row.c), limit))]


def row_ids(connection: Connection, wish: QueueFilter, day: date) -> Sequence[int]:
    """All row ids in order."""
    if wish.words and not match_of(wish.words):
        return array("q")
    c = case_row.c
    sort = c[wish.sort if wish.sort in c else "received"]
    columns = [c.id] if sort is c.id else [c.id, sort]
    return array("q", (row[0] for row in connection.execute(_query(wish, day, columns, None))))


def rows(connection: Connection, ids: Sequence[int]) -> list[QueueRow]:
    """Rows by id in the order of `ids`."""
    found: dict[int, QueueRow] = {}
    for start in range(0, len(ids), 900):
        part = list(ids[start : start + 900])
        for row in connection.execute(select(case_row).where(case_row.c.id.in_(part))):
            found[row.id] = _row(row)
    return [found[id] for id in ids if id in found]


def count(connection: Connection, wish: QueueFilter, day: date, most: int) -> int:
    """How many rows, counted up to `most`."""
    if wish.words and not match_of(wish.words):
        return 0
    found: list[Any] = [*_conditions(wish, day, None)]
    if wish.states:
        found.append(case_row.c.state.in_(wish.states))
    if wish.words:
        found.append(text(_MATCH).bindparams(words=match_of(wish.words)))
    limited = select(literal_column("1")).select_from(case_row).where(*found).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(limited)).scalar_one())


def state_counts(connection: Connection, day: date) -> Mapping[str, int]:
    """Cases by state."""
    c = case_row.c
    query = select(c.state, func.count()).where(c.since <= day.isoformat(), c.until > day.isoformat()).group_by(c.state)
    return {row[0]: row[1] for row in connection.execute(query)}


def _row(row: Any) -> QueueRow:
    return QueueRow(
        number=row.number,
        ticket=row.ticket,
        customer=row.customer,
        type=row.type,
        title=row.title,
        asked=row.asked,
        received=date.fromisoformat(row.received),
        reviewer=row.reviewer,
        missing=tuple(filter(None, row.missing.split(","))),
        state=row.state,
        flags=tuple(filter(None, row.flags.split(","))),
        next_date=date.fromisoformat(row.next_date) if row.next_date else None,
        since=date.fromisoformat(row.since),
        until=date.fromisoformat(row.until),
        id=row.id,
    )
