"""The list query through the store against bare `sqlite3`
with the same SQL, making the same rows.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.request_queue import QueueFilter, QueueRow
from tests.benchmarks.harness import Row, Side, compared, pairs, side, typical
from tests.benchmarks.material import DAY, queue_store

REPEATS = 60
PAGE = 100
WISH = QueueFilter(state="new")
COLUMNS = (
    "id, since, until, state, number, ticket, customer, type, title, asked, received, next_date, "
    "reviewer, missing, "
    "flags, decided, outcome, owed, open"
)


def measure(quick: bool) -> list[Row]:
    """A page of 100 in one state, oldest first."""
    store = queue_store(100_000 if quick else 1_000_000)
    sides = pairs(__name__, "ours", "baseline", str(store))
    return [
        compared(
            "list query, 100 rows through the store",
            sides,
            1.3,
            note="raw: same SQL, same row objects",
        )
    ]


def ours(path: str) -> Side:
    """The store's page."""
    from mmd_reviewer.store.sql_store import SqlStore

    store = SqlStore(Path(path))
    seconds, rows = typical(lambda: store.page(WISH, DAY, PAGE), REPEATS)
    return side(seconds, [repr(row) for row in rows])


def baseline(path: str) -> Side:
    """The same SQL by hand."""
    from mmd_reviewer.store.dialects.sqlite import PRAGMAS

    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    sql = (
        f"SELECT {COLUMNS} FROM case_row WHERE since <= ? AND until > ? AND state = ? "
        "ORDER BY received ASC, id ASC LIMIT ?"
    )

    def work() -> list[QueueRow]:
        connection.execute("BEGIN")
        found = [
            row_of(row)
            for row in connection.execute(sql, (DAY.isoformat(), DAY.isoformat(), "new", PAGE))
        ]
        connection.execute("ROLLBACK")
        return found

    seconds, rows = typical(work, REPEATS)
    return side(seconds, [repr(row) for row in rows])


def row_of(row: tuple[Any, ...]) -> QueueRow:
    """A queue row from COLUMNS."""
    (
        id,
        since,
        until,
        state,
        number,
        ticket,
        customer,
        type,
        title,
        asked,
        received,
        following,
        reviewer,
        missing,
        flags,
        decided,
        outcome,
        owed,
        open,
    ) = row
    return QueueRow(
        date.fromisoformat(since),
        date.fromisoformat(until),
        state,
        number,
        ticket,
        customer,
        type,
        title,
        asked,
        date.fromisoformat(received),
        date.fromisoformat(following) if following else None,
        reviewer,
        tuple(missing.split(",")) if missing else (),
        tuple(flags.split(",")) if flags else (),
        date.fromisoformat(decided) if decided else None,
        outcome or "",
        date.fromisoformat(owed) if owed else None,
        bool(open),
        id,
    )
