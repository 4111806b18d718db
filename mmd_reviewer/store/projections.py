"""All projections together: written with each deed, made again from the facts to equality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deed import Change, Job
from mmd_reviewer.domain.edition_days import EditionDay, edition_days
from mmd_reviewer.domain.fact import DESK_KEY, Fact, RequestReceived, read_fact
from mmd_reviewer.store import tables
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.dialects import sqlite
from mmd_reviewer.store.rows.calendar import CALENDAR
from mmd_reviewer.store.rows.devices import DEVICES
from mmd_reviewer.store.rows.letters import OWED, WAITING
from mmd_reviewer.store.rows.projection import Projection
from mmd_reviewer.store.rows.queue import QUEUE
from mmd_reviewer.store.rows.register import REGISTER

COURSE: tuple[Projection[Any], ...] = (CALENDAR, REGISTER, DEVICES, WAITING, OWED)
ALL: tuple[Projection[Any], ...] = (QUEUE, sqlite.SEARCH, *COURSE)
REBUILD_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Projected:
    """A case whose rows are to be written; `words`: its searchable words may have changed."""

    case_no: int
    case: Case
    new: bool
    words: bool


def create(connection: Connection) -> None:
    """All tables of a new store, and what its database needs beside them."""
    tables.metadata.create_all(connection)
    for statement in sqlite.extras():
        connection.exec_driver_sql(statement)


def write(connection: Connection, cases: Sequence[Projected]) -> None:
    """Replace the rows of the cases; the search row only where words changed."""
    _replace(connection, QUEUE, cases)
    _replace(connection, sqlite.SEARCH, [item for item in cases if item.words])
    begun = [item for item in cases if len(item.case.facts) > 1]  # a case that only came in has no other rows
    for projection in COURSE:
        _replace(connection, projection, begun)


def _replace(connection: Connection, projection: Projection[Any], cases: Sequence[Projected]) -> None:
    """Where the rows of a case say the same as before, none is written: most deeds change few projections."""
    cursor = driver(connection)
    old, rows = [], []
    for item in cases:
        made = projection.rows(item.case_no, item.case)
        if not item.new:
            if cursor.execute(projection.of_case, (item.case_no,)).fetchall() == made:
                continue
            old.append((item.case_no,))
        rows += made
    if old:
        cursor.executemany(projection.delete, old)
    if rows:
        cursor.executemany(projection.insert, rows)


def remember(connection: Connection, changes: Sequence[Change]) -> None:
    """The newest day and the highest running number of each station."""
    facts = [row.fact for change in changes for row in change.written]
    values = {"newest_day": max(fact.day.isoformat() for fact in facts)}
    for fact in facts:
        if isinstance(fact.body, RequestReceived):
            station, _, running = fact.body.number.rpartition("-")
            key = f"highest {station}"
            values[key] = f"{max(int(running), int(values.get(key, 0))):012d}"
    driver(connection).executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value "
        "WHERE excluded.value > meta.value",
        list(values.items()),
    )


def read_meta(connection: Connection, key: str) -> str | None:
    """A value of `meta`."""
    return connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == key)).scalar()


def case_numbers(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """The store's own numbers of cases by key."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), 900):
        wanted = [bytes.fromhex(key) for key in keys[start : start + 900]]
        sql = f"SELECT case_key, case_no FROM case_id WHERE case_key IN ({', '.join('?' * len(wanted))})"
        found.update((key.hex(), case_no) for key, case_no in driver(connection).execute(sql, wanted))
    return found


def cases(connection: Connection) -> Iterator[tuple[int, Case]]:
    """Every case of the store, folded, by case number; the desk left out."""
    query = select(tables.fact.c.case_no, tables.fact.c.content).order_by(tables.fact.c.case_no, tables.fact.c.n)
    current, facts = 0, list[Fact]()
    editions = editions_of(connection)
    for case_no, content in connection.execute(query.execution_options(yield_per=5000)):
        if case_no != current:
            yield from _folded(current, facts, editions)
            current, facts = case_no, []
        facts.append(read_fact(content))
    yield from _folded(current, facts, editions)


def _folded(
    case_no: int, facts: Sequence[Fact], editions: tuple[EditionDay, ...]
) -> Iterable[tuple[int, Case]]:
    if any(isinstance(fact.body, RequestReceived) for fact in facts):
        yield case_no, fold(facts, editions)


def editions_of(connection: Connection) -> tuple[EditionDay, ...]:
    """The editions that the desk's facts publish, on which what is missing or in doubt depends (B8)."""
    rows = driver(connection).execute(
        "SELECT content FROM fact JOIN case_id USING (case_no) WHERE case_key = ? AND kind = 'EditionPublished'",
        (bytes.fromhex(DESK_KEY),),
    )
    return edition_days([read_fact(content) for (content,) in rows])


def rebuild(connection: Connection, job: Job) -> int:
    """Drop the projections and make them again from the facts."""
    total = connection.execute(select(func.count()).select_from(tables.case_id)).scalar_one()
    made = [projection.table for projection in (QUEUE, *COURSE)]
    tables.metadata.drop_all(connection, made)  # an older version's may have had other columns
    tables.metadata.create_all(connection, made)
    connection.exec_driver_sql("DELETE FROM search")
    done = 0
    waiting: list[Projected] = []
    for case_no, case in cases(connection):
        waiting.append(Projected(case_no, case, new=True, words=True))
        if len(waiting) >= REBUILD_CHUNK:
            write(connection, waiting)
            done += len(waiting)
            waiting = []
            job.step(done, total)
    write(connection, waiting)
    done += len(waiting)
    _remember_anew(connection)
    connection.exec_driver_sql(f"PRAGMA user_version={tables.STORE_VERSION}")
    job.step(done, done)
    return done


def _remember_anew(connection: Connection) -> None:
    """All that `meta` keeps, from the facts and the cases' numbers."""
    newest = "SELECT max(json_extract(CAST(content AS TEXT), '$.day')) FROM fact"
    values = {
        "projections": tables.PROJECTION_VERSION,
        "newest_day": connection.exec_driver_sql(newest).scalar_one(),
    }
    for number in connection.execute(select(tables.case_id.c.number)).scalars():
        station, _, running = number.rpartition("-")
        if running.isdecimal():
            key = f"highest {station}"
            values[key] = max(values.get(key, ""), f"{int(running):012d}")
    connection.exec_driver_sql("DELETE FROM meta")
    connection.execute(insert(tables.meta), [{"key": key, "value": value} for key, value in values.items() if value])


def touched(connection: Connection, fact: Fact) -> tuple[str, ...]:
    """The cases of the deed that wrote `fact`: its neighbours in the order of writing."""
    seq = connection.execute(select(tables.fact.c.seq).where(tables.fact.c.id == bytes.fromhex(fact.id))).scalar_one()
    keys: dict[str, None] = {}
    for sign, order in (("<=", "DESC"), (">", "ASC")):
        rows = connection.exec_driver_sql(
            f"SELECT content FROM fact WHERE seq {sign} ? ORDER BY seq {order}", (seq,)
        )
        for (content,) in rows:
            neighbour = read_fact(content)
            if neighbour.deed != fact.deed:
                break
            keys[neighbour.case] = None
        rows.close()
    return tuple(keys)
