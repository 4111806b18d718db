"""Verifying 100,000 facts against bare SHA-256 over the same bytes, held in memory; the whole of
`verify` against its parts done barely.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.deed import Job
from tests.benchmarks.harness import Row, Side, compared, pairs, side, timed, typical
from tests.benchmarks.material import queue_store

CASES = 52_632  # 1.9 facts a case
QUICK_CASES = 10_000
REPEATS = 3


def measure(quick: bool) -> list[Row]:
    """Hashes alone, hashes with links, all of it."""
    path = str(queue_store(QUICK_CASES if quick else CASES))
    hashes, links = (
        pairs(__name__, "hashes", "baseline", path),
        pairs(__name__, "links", "baseline", path),
    )
    facts = f"{int(hashes[0][0].more['facts']):,} facts"
    return [
        compared(f"verify {facts}: hashes", hashes, 4),
        compared(f"verify {facts}: hashes and links", links, 6),
        compared(
            f"verify {facts}: all",
            pairs(__name__, "whole", "parts", path),
            1.5,
            note="raw: integrity check, search check, hashing, one fold of all cases",
        ),
    ]


def hashes(path: str) -> Side:
    """Every fact read from the store and hashed."""
    from mmd_reviewer.store.dialects.sqlite import open_engine

    engine = open_engine(Path(path))

    def work() -> list[int]:
        facts = wrong = 0
        sha256 = hashlib.sha256
        with engine.connect() as connection:
            for id, content in connection.exec_driver_sql("SELECT id, content FROM fact"):
                facts += 1
                wrong += sha256(content).digest() != id
        return [facts, wrong]

    seconds, found = typical(work, REPEATS)
    return side(seconds, found, facts=found[0])


def links(path: str) -> Side:
    """The store's own check of hashes, order, case, kind and parents."""
    from mmd_reviewer.store.dialects.sqlite import open_engine
    from mmd_reviewer.store.verify import check_links

    engine = open_engine(Path(path))

    def work() -> list[int]:
        with engine.connect() as connection:
            facts, findings = check_links(connection, Job())
        return [facts, len(findings)]

    seconds, found = typical(work, REPEATS)
    return side(seconds, found, facts=found[0])


def baseline(path: str) -> Side:
    """The bytes are in memory already."""
    from mmd_reviewer.store.dialects.sqlite import open_engine

    with open_engine(Path(path)).connect() as connection:
        facts = [tuple(row) for row in connection.exec_driver_sql("SELECT id, content FROM fact")]
    sha256 = hashlib.sha256

    def work() -> list[int]:
        return [len(facts), sum(sha256(content).digest() != id for id, content in facts)]

    seconds, found = typical(work, REPEATS)
    return side(seconds, found, facts=found[0])


def whole(path: str) -> Side:
    """What `verify` does: the file, its facts and links, every projection beside them."""
    from mmd_reviewer.store.dialects.sqlite import open_engine
    from mmd_reviewer.store.dialects.sqlite_file import check_file
    from mmd_reviewer.store.verify import verify

    with open_engine(Path(path)).connect() as connection:
        seconds, found = timed(lambda: verify(connection, Job(), check_file))
    return side(seconds, [found.facts, found.cases, len(found.findings)], facts=found.facts)


def parts(path: str) -> Side:
    """The database's two checks, SHA-256 over all facts, and all cases made of them once."""
    from mmd_reviewer.store.dialects.sqlite import open_engine
    from mmd_reviewer.store.facts import cases

    engine = open_engine(Path(path))

    def work() -> list[int]:
        sha256, facts, wrong = hashlib.sha256, 0, 0
        with engine.connect() as connection, closing(sqlite3.connect(":memory:")) as copy:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            raw: Any = connection.connection.driver_connection
            raw.backup(copy)  # the check of the search index is a write
            copy.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            for id, content in connection.exec_driver_sql("SELECT id, content FROM fact"):
                facts += 1
                wrong += sha256(content).digest() != id
            folded = sum(1 for _ in cases(connection))
        return [facts, folded, wrong + (said != "ok")]

    seconds, found = timed(work)
    return side(seconds, found, facts=found[0])
