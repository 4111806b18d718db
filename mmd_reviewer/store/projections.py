"""All projections together: written with each deed, made again from the facts to equality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, insert, select

from mmd_reviewer import __version__
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deed import Change, Job
from mmd_reviewer.domain.fact import RequestReceived
from mmd_reviewer.store import tables
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.dialects.dialect import Question, dialect_of, rows_of, run_all
from mmd_reviewer.store.facts import cases
from mmd_reviewer.store.packs import other_numbers
from mmd_reviewer.store.rows.calendar import CALENDAR
from mmd_reviewer.store.rows.devices import DEVICES, UNCOVERED
from mmd_reviewer.store.rows.letters import OWED, WAITING
from mmd_reviewer.store.rows.precedents import PRECEDENTS
from mmd_reviewer.store.rows.projection import Projection
from mmd_reviewer.store.rows.queue import QUEUE
from mmd_reviewer.store.rows.register import REGISTER

COURSE: tuple[Projection[Any], ...] = (
    CALENDAR,
    REGISTER,
    DEVICES,
    UNCOVERED,
    WAITING,
    OWED,
    PRECEDENTS,
)
REBUILD_CHUNK = 1000


class _Dated(msgspec.Struct):
    """What a fact says of its day."""

    day: str


@dataclass(frozen=True, slots=True)
class Projected:
    """A case whose rows are to be written."""

    case_no: int
    case: Case
    new: bool


def create(connection: Connection) -> None:
    """All tables of a new store, and what its database needs beside them."""
    tables.metadata.create_all(connection)
    dialect = dialect_of(connection)
    run_all(connection, (*dialect.search.make, *dialect.beside_tables()))


def all_of(connection: Connection) -> tuple[Projection[Any], ...]:
    """Every projection of this database."""
    return (QUEUE, dialect_of(connection).search.projection, *COURSE)


def made_anew() -> list[Table]:
    """The tables that are filled from the facts, but for those of the search index."""
    return [projection.table for projection in (QUEUE, *COURSE)]


def are_current(connection: Connection) -> bool:
    """False when they were made by another version and need `rebuild`."""
    version = select(tables.meta.c.value).where(tables.meta.c.key == "projections")
    return connection.execute(version).scalar() == tables.PROJECTION_VERSION


def write(connection: Connection, cases: Sequence[Projected]) -> None:
    """Replace the rows of the cases. Where those of a case say the same as before, none is
    written: most deeds change few projections.
    """
    dialect, cursor = dialect_of(connection), driver(connection)
    # a case that only came in has no other rows
    begun = [item for item in cases if len(item.case.facts) > 1]
    every = [(QUEUE, cases), (dialect.search.projection, cases)]
    every += [(projection, begun) for projection in COURSE]
    standing = iter(
        dialect.answers(
            connection,
            (
                Question(projection.of_case, (item.case_no,))
                for projection, items in every
                for item in items
                if not item.new
            ),
        )
    )
    for projection, items in every:
        old, rows = [], []
        for item in items:
            made = projection.rows(item.case_no, item.case)
            if not item.new:
                if next(standing) == made:
                    continue
                old.append((item.case_no,))
            rows += made
        if old:
            cursor.executemany(projection.delete, old)
        if rows:
            cursor.executemany(projection.insert, rows)


def remembered(numbers: Iterable[str], newest_day: str) -> dict[str, str]:
    """What `meta` keeps so that it need not be counted:
    the newest day (F3), the highest number of each station.
    """
    values = {"newest_day": newest_day}
    for number in numbers:
        station, _, running = number.rpartition("-")
        if station and running.isdecimal():
            key = f"highest {station}"
            values[key] = max(values.get(key, ""), f"{int(running):012d}")
    return values


def remember(connection: Connection, changes: Sequence[Change]) -> None:
    """Raise what `meta` keeps to what was written."""
    facts = [row.fact for change in changes for row in change.written]
    numbers = (fact.body.number for fact in facts if isinstance(fact.body, RequestReceived))
    driver(connection).executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
        "excluded.value WHERE excluded.value > meta.value",
        list(remembered(numbers, max(fact.day for fact in facts).isoformat()).items()),
    )


def rebuild(connection: Connection, job: Job) -> int:
    """Drop the projections and make them again from the facts."""
    total = connection.execute(select(func.count()).select_from(tables.case_id)).scalar_one()
    made = made_anew()
    tables.metadata.drop_all(connection, made)  # an older version's may have had other columns
    tables.metadata.create_all(connection, made)
    dialect = dialect_of(connection)
    run_all(connection, (*dialect.search.make, *dialect.beside_tables()))
    done = 0
    anew = (Projected(case_no, case, new=True) for case_no, case in cases(connection))
    while part := [*islice(anew, REBUILD_CHUNK)]:
        write(connection, part)
        done += len(part)
        job.step(done, total)
    _remember_anew(connection)
    dialect.set_version(connection, tables.STORE_VERSION)
    job.step(done, done)
    return done


def _remember_anew(connection: Connection) -> None:
    """All that `meta` keeps but `tables.KEPT_KEYS`, from the facts and the cases' numbers."""
    decode = msgspec.json.Decoder(_Dated).decode
    contents = rows_of(connection, "SELECT content FROM fact WHERE content <> x''")
    newest = max((decode(content).day for (content,) in contents), default="")
    values = remembered(numbers_given(connection), newest)
    values["projections"], values[tables.PROGRAM] = tables.PROJECTION_VERSION, __version__
    kept = ", ".join(f"'{key}'" for key in tables.KEPT_KEYS)
    driver(connection).execute(f"DELETE FROM meta WHERE key NOT IN ({kept})")
    connection.execute(
        insert(tables.meta),
        [{"key": key, "value": value} for key, value in values.items() if value],
    )


def numbers_given(connection: Connection) -> Sequence[str]:
    """The numbers of all cases."""
    numbers = connection.execute(select(tables.case_id.c.number)).scalars().all()
    return [*numbers, *(number for number, _ in other_numbers(connection))]
