"""One recorded decision, facts and projections and durable,
against one write and fsync of the same bytes.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
from functools import partial
from pathlib import Path

from mmd_reviewer.domain.case import Case
from tests.benchmarks.harness import Row, Side, compared, pairs, side, timed
from tests.benchmarks.material import BENCH, DAY, REVIEWER, ZONE, decision, small_copy

CASES = 10_000
DECISIONS = 150
FIRST = 100  # of every ten cases the first three are new


def measure(quick: bool) -> list[Row]:
    """The store's part: what a deed costs once it is thought out."""
    sides, bare = pairs(__name__, "ours", "baseline"), pairs(__name__, "ours", "raw_rows")
    return [
        compared("one decision recorded", sides, 3, note="raw: write + fsync of the fact's bytes"),
        compared(
            "the same, beside bare sqlite3",
            bare,
            0,
            note="raw: the same fact and queue rows, one commit",
        ),
    ]


def _numbers() -> list[str]:
    return [f"A-{FIRST + 10 * place:04d}" for place in range(DECISIONS)]


def ours() -> Side:
    """Facts, queue rows and what the store remembers, in one transaction."""
    from mmd_reviewer import bootstrap
    from mmd_reviewer.domain.deed import Change
    from mmd_reviewer.domain.fact import Author
    from mmd_reviewer.services.recording import chain, new_deed
    from mmd_reviewer.settings import Choices

    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        path = small_copy(CASES, Path(folder) / "s.sqlite")
        desk = bootstrap.open_desk(Choices(path, DAY, REVIEWER, ZONE))
        author = Author(REVIEWER, "A", DAY, f"{DAY.isoformat()}T10:00:00.000000Z")
        spent = []

        def record(case: Case) -> None:
            written = chain(case.key, case.heads, new_deed(), author, [decision("approve", DAY)])
            desk.store.record([Change(case.facts, written)])

        for number in _numbers():
            seconds, _ = timed(partial(record, desk.case(number)))
            spent.append(seconds)
        states = [desk.case(number).decision is not None for number in _numbers()]
        desk.store.close()
        return side(statistics.median(spent[10:]), sum(states))


def baseline() -> Side:
    """As many bytes at the end of a file."""
    from mmd_reviewer.domain.fact import Author, write_fact

    author = Author(REVIEWER, "A", DAY, f"{DAY.isoformat()}T10:00:00.000000Z")
    _, content = write_fact("0" * 32, ["0" * 64], "0" * 16, author, decision("approve", DAY))
    spent = []
    with (
        tempfile.TemporaryDirectory(dir=BENCH) as folder,
        (Path(folder) / "log").open("wb", buffering=0) as file,
    ):

        def record() -> None:
            file.write(content)
            os.fsync(file.fileno())

        for _ in range(DECISIONS):
            seconds, _ = timed(record)
            spent.append(seconds)
        return side(statistics.median(spent[10:]), file.tell() // len(content))


def raw_rows() -> Side:
    """The transaction by hand: the fact, the queue rows deleted
    and written again, the newest day.
    """
    from mmd_reviewer.domain.fact import Author, write_fact
    from mmd_reviewer.store.dialects.sqlite import PRAGMAS

    author = Author(REVIEWER, "A", DAY, f"{DAY.isoformat()}T10:00:00.000000Z")
    spent = []
    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        connection = sqlite3.connect(
            small_copy(CASES, Path(folder) / "s.sqlite"), isolation_level=None
        )
        for pragma in PRAGMAS:
            connection.execute(pragma)

        def record(case_no: int, rows: list[tuple[object, ...]]) -> None:
            fact, content = write_fact(
                "0" * 32, ["0" * 64], f"{case_no:016d}", author, decision("approve", DAY)
            )
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO fact (id, case_no, n, kind, content, chain) VALUES (?, ?, 1, ?, ?, ?)",
                (bytes.fromhex(fact.id), case_no, fact.kind, content, bytes.fromhex(fact.id)),
            )
            connection.execute("DELETE FROM case_row WHERE case_no = ?", (case_no,))
            connection.executemany(f"INSERT INTO case_row VALUES ({', '.join('?' * 25)})", rows)
            connection.execute(
                "UPDATE meta SET value = ? WHERE key = 'newest_day'", (DAY.isoformat(),)
            )
            connection.execute("COMMIT")

        for number in _numbers():
            case_no = connection.execute(
                "SELECT case_no FROM case_id WHERE number = ?", (number,)
            ).fetchone()[0]
            old = connection.execute(
                "SELECT * FROM case_row WHERE case_no = ?", (case_no,)
            ).fetchone()
            until = decision("approve", DAY).until
            looked = (old[20], None, DAY.isoformat(), None, 0)
            decided = (DAY.isoformat(), "approve", DAY.isoformat(), 1, *looked)
            approved = (
                old[0],
                case_no,
                old[2],
                str(until),
                "approved",
                *old[5:12],
                str(until),
                *old[13:16],
                *decided,
            )
            expired = (
                old[0] + 1,
                case_no,
                str(until),
                old[3],
                "expired",
                *old[5:12],
                None,
                *old[13:16],
                *decided,
            )
            seconds, _ = timed(partial(record, case_no, [approved, expired]))
            spent.append(seconds)
        states = connection.execute(
            "SELECT count(DISTINCT case_no) FROM fact WHERE kind = 'DecisionMade' AND n = 1"
        )
        made = states.fetchone()[0]
        connection.close()
        return side(statistics.median(spent[10:]), made)
