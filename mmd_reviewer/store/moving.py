"""Everything that is known, moved as it stands from one store into an empty one, whatever the
databases: facts in the order in which they came, files, drafts. Projections are made anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, Table

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.store import projections, tables
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.dialects.dialect import rows_of
from mmd_reviewer.store.known_gaps import keep_missing, missing
from mmd_reviewer.store.packs import PACK
from mmd_reviewer.store.verify import content_seal

MOVED: tuple[tuple[Table, str], ...] = (
    (tables.case_id, "case_no"),
    (tables.document, "id"),
    (tables.fact, "seq"),
    (tables.draft, "case_key"),
)
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Moved:
    """What stands in the new store; `seal` is the content seal of both."""

    facts: int
    documents: int
    seal: str


def move(here: Connection, there: Connection, job: Job) -> Moved:
    """Copy; both are asked afterwards, and differing answers are a StoreError: nothing is kept.

    Refuses a store that holds anything.
    """
    if driver(there).execute("SELECT 1 FROM fact LIMIT 1").fetchone():
        raise StoreError("The store to copy into is not empty: name an empty one.")
    sizes = {table.name: _count(here, table.name) for table, _ in MOVED}
    done, total = 0, sum(sizes.values())
    for table, order in MOVED:
        names = [column.name for column in table.c]
        marks, columns = ", ".join("?" * len(names)), ", ".join(names)
        sql = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"
        rows = iter(rows_of(here, f"SELECT {columns} FROM {table.name} ORDER BY {order}"))
        while part := [tuple(row) for row in islice(rows, AT_ONCE)]:
            job.step(done, total)
            driver(there).executemany(sql, part)
            done += len(part)
    (end,) = driver(here).execute("SELECT value FROM meta WHERE key = 'chain'").fetchone()
    driver(there).execute("UPDATE meta SET value = ? WHERE key = 'chain'", (end,))
    pack = driver(here).execute("SELECT value FROM meta WHERE key = ?", (PACK,)).fetchone()
    if pack is not None:  # a pack stays that pack, wherever it is moved
        sql = "INSERT INTO meta (key, value) VALUES (?, ?)"
        driver(there).execute(sql, (PACK, pack[0]))
    known = missing(here)
    if known:
        keep_missing(there, ",".join(sorted(known)))
    projections.rebuild(there, job)
    seal = content_seal(here)
    if {table.name: _count(there, table.name) for table, _ in MOVED} != sizes or (
        content_seal(there) != seal
    ):
        raise StoreError("The copy does not hold what the store holds: nothing was kept.")
    return Moved(sizes["fact"], sizes["document"], seal)


def _count(connection: Connection, table: str) -> int:
    (found,) = driver(connection).execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found)
