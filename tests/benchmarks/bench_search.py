"""Search while typing, and the bounded count beside it, against bare walks of the same index."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.request_queue import QueueFilter
from tests.benchmarks.bench_list import COLUMNS, row_of
from tests.benchmarks.harness import Row, Side, compared, p95, pairs, side, timed
from tests.benchmarks.material import DAY, queue_store, vocabulary

PAGE, COUNTED = 100, 1001
_JOINED = (
    "FROM search CROSS JOIN case_row ON case_row.case_no = search.rowid "
    "WHERE search MATCH ? AND since <= ? AND until > ?"
)


def measure(quick: bool) -> list[Row]:
    """Rows and count, p95 over the words typed letter by letter."""
    cases = 100_000 if quick else 1_000_000
    sides = pairs(__name__, "ours", "baseline", str(queue_store(cases)))
    name = f"{cases:,} cases"
    return [
        compared(f"typed search, 100 rows, p95, {name}", sides, 1.5, "rows"),
        compared(f"count while typing, to 1001, p95, {name}", sides, 1.5, "count"),
    ]


def typed() -> list[str]:
    """What stands in the field letter by letter while 12 searches are typed:
    one word, two words, a ticket.
    """
    chance, words = random.Random(3), vocabulary()
    wanted = [words[chance.randrange(4000)] for _ in range(6)]
    wanted += [f"{words[chance.randrange(40)]} {words[chance.randrange(400)]}" for _ in range(5)]
    wanted.append("MMD-0004321")
    return [
        text[:end] for text in wanted for end in range(1, len(text) + 1) if text[end - 1] != " "
    ]


def _all(rows: Callable[[str], Sequence[object]], count: Callable[[str], int]) -> Side:
    spent: dict[str, list[float]] = {"rows": [], "count": []}
    answers: list[object] = []
    texts = typed()
    for text in texts[:5]:
        rows(text), count(text)
    for text in texts:
        seconds, found = timed(partial(rows, text))
        spent["rows"].append(seconds)
        seconds, number = timed(partial(count, text))
        spent["count"].append(seconds)
        answers.append([[repr(row) for row in found], number])
    return side(p95(spent["rows"]), answers, rows=p95(spent["rows"]), count=p95(spent["count"]))


def ours(path: str) -> Side:
    """The store's page and count."""
    from mmd_reviewer.store.sql_store import SqlStore

    store = SqlStore(Path(path))
    return _all(
        lambda text: store.page(QueueFilter(words=text, state=""), DAY, PAGE),
        lambda text: store.count(QueueFilter(words=text, state=""), DAY, COUNTED),
    )


def baseline(path: str) -> Side:
    """A walk of the index to at most 1001 hits, each joined to its row, then the order."""
    from mmd_reviewer.store.dialects.sqlite import PRAGMAS

    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    day = DAY.isoformat()

    def match(text: str) -> str:
        return " ".join(f'"{word}"*' for word in text.split())

    def rows(text: str) -> Sequence[object]:
        hits = f"SELECT case_row.* {_JOINED} LIMIT {COUNTED}"
        sql = f"SELECT {COLUMNS} FROM ({hits}) ORDER BY received, id LIMIT {PAGE}"
        return [row_of(row) for row in connection.execute(sql, (match(text), day, day))]

    def count(text: str) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1 {_JOINED} LIMIT {COUNTED})"
        found: tuple[Any, ...] = connection.execute(sql, (match(text), day, day)).fetchone()
        return int(found[0])

    return _all(rows, count)
