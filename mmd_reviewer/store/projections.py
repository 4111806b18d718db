"""Queue rows and the search index, made from cases: droppable, rebuilt to equality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deed import Change, Job
from mmd_reviewer.domain.edition_days import EditionDay, edition_days
from mmd_reviewer.domain.fact import DESK_KEY, Fact, RequestReceived, read_fact
from mmd_reviewer.domain.request_queue import QueueRow, queue_rows
from mmd_reviewer.store import course_projections, tables

_ROW = (
    "INSERT INTO case_row (id, case_no, since, until, state, number, ticket, customer, type, title, asked, received, "
    "next_date, reviewer, missing, flags, decided, outcome, owed, open) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SEARCH = (
    "INSERT INTO search (rowid, number, ticket, customer, title, requirement, proposal) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
REBUILD_CHUNK = 1000
STRETCHES = 256  # more than any case has rows


@dataclass(frozen=True, slots=True)
class Projected:
    """A case whose rows are to be written; `words`: its searchable words may have changed."""

    case_no: int
    case: Case
    new: bool
    words: bool


def row_values(case_no: int, place: int, row: QueueRow) -> tuple[object, ...]:
    """The columns of `case_row`; the id is the case's number and the row's place in it, so it outlives a rewrite."""
    return (
        case_no * STRETCHES + place,
        case_no,
        row.since.isoformat(),
        row.until.isoformat(),
        row.state,
        row.number,
        row.ticket,
        row.customer,
        row.type,
        row.title,
        row.asked,
        row.received.isoformat(),
        row.next_date.isoformat() if row.next_date else None,
        row.reviewer,
        ",".join(row.missing),
        ",".join(row.flags),
        row.decided.isoformat() if row.decided else None,
        row.outcome or None,
        row.owed.isoformat() if row.owed else None,
        int(row.open),
    )


def all_row_values(case_no: int, case: Case) -> list[tuple[object, ...]]:
    """Every row of a case."""
    return [row_values(case_no, place, row) for place, row in enumerate(queue_rows(case))]


def search_values(case_no: int, case: Case) -> tuple[object, ...]:
    """What is searched: every version's words, so that a case is found by what it once said."""
    newest = case.newest
    requirement = "\n".join(version.request.requirement for version in case.versions)
    proposal = "\n".join(version.request.proposal for version in case.versions)
    return (case_no, case.number, newest.ticket, newest.customer, newest.title, requirement, proposal)


def write(connection: Connection, cases: Sequence[Projected]) -> None:
    """Replace the rows of the cases; the search row only where words changed."""
    old = [(item.case_no,) for item in cases if not item.new]
    if old:
        connection.exec_driver_sql("DELETE FROM case_row WHERE case_no = ?", old)
    rows = [row for item in cases for row in all_row_values(item.case_no, item.case)]
    if rows:
        connection.exec_driver_sql(_ROW, rows)
    changed = [(item.case_no,) for item in cases if item.words and not item.new]
    if changed:
        connection.exec_driver_sql("DELETE FROM search WHERE rowid = ?", changed)
    words = [search_values(item.case_no, item.case) for item in cases if item.words]
    if words:
        connection.exec_driver_sql(_SEARCH, words)
    course_projections.write(connection, [(item.case_no, item.case, item.new) for item in cases])


def remember(connection: Connection, changes: Sequence[Change]) -> None:
    """The newest day and the highest running number of each station."""
    facts = [row.fact for change in changes for row in change.written]
    values = {"newest_day": max(fact.day.isoformat() for fact in facts)}
    for fact in facts:
        if isinstance(fact.body, RequestReceived):
            station, _, running = fact.body.number.rpartition("-")
            key = f"highest {station}"
            values[key] = f"{max(int(running), int(values.get(key, 0))):012d}"
    for key, value in values.items():
        connection.exec_driver_sql(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value "
            "WHERE excluded.value > meta.value",
            (key, value),
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
        found.update({bytes(key).hex(): case_no for key, case_no in connection.exec_driver_sql(sql, tuple(wanted))})
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
    rows = connection.exec_driver_sql(
        "SELECT content FROM fact JOIN case_id USING (case_no) WHERE case_key = ? AND kind = 'EditionPublished'",
        (bytes.fromhex(DESK_KEY),),
    )
    return edition_days([read_fact(content) for (content,) in rows])


def rebuild(connection: Connection, job: Job) -> int:
    """Drop the projections and make them again from the facts."""
    total = connection.execute(select(func.count()).select_from(tables.case_id)).scalar_one()
    tables.metadata.drop_all(connection, tables.PROJECTIONS)  # an older version's may have had other columns
    tables.metadata.create_all(connection, tables.PROJECTIONS)
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
