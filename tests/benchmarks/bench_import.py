"""Import of 100,000 CSV rows against bare `csv`, `json`,
`hashlib` and `sqlite3` that write the same rows.
"""

from __future__ import annotations

import csv
import gc
import hashlib
import json
import sqlite3
import tempfile
import time
import unicodedata
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mmd_reviewer.store.rows.queue import STRETCHES
from tests.benchmarks.harness import Row, Side, compared, pairs, side, timed
from tests.benchmarks.material import BENCH, DAY, REVIEWER, ZONE, csv_file

ROWS = 100_000
QUICK_ROWS = 20_000
TIMELINES: dict[str, tuple[str, dict[str, Any]]] = {
    "12 months": ("12 months", {"months": 12}),
    "24 months": ("24 months", {"months": 24}),
    "6 weeks": ("6 weeks", {"days": 42}),
    "until 30 June 2027": ("Until 2027-06-30", {"until": "2027-06-30"}),
    "permanent": ("Open-ended", {"open_ended": True}),
    "two years": ("24 months", {"months": 24}),
    "": ("Not stated", {}),
}


def measure(quick: bool) -> list[Row]:
    """The line of the table."""
    rows = QUICK_ROWS if quick else ROWS
    file = csv_file(rows)
    sides = pairs(__name__, "ours", "baseline", str(file))
    return [
        compared(
            f"import {rows:,} CSV rows",
            sides,
            1.3,
            note="raw: same rows, indexes, prefix index, hash chain",
        )
    ]


def ours(file: str) -> Side:
    """Read, plan, carry out, as the window and the terminal do."""
    from mmd_reviewer import bootstrap
    from mmd_reviewer.domain.deed import Job
    from mmd_reviewer.readers import read_file
    from mmd_reviewer.services.intake import carry_out, plan_import
    from mmd_reviewer.settings import Choices

    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        path = Path(folder) / "s.sqlite"
        desk = bootstrap.open_desk(Choices(path, DAY, REVIEWER, ZONE), create=True)

        def work() -> int:
            plan = plan_import(desk, [read_file(Path(file), ZONE, Job())])
            return carry_out(desk, plan).imported

        seconds, imported = timed(work)
        desk.store.close()
        return side(seconds, answer(path, imported))


def answer(path: Path, imported: int) -> list[object]:
    """Every queue row and search row, the number of facts and the bytes they hold."""
    connection = sqlite3.connect(path)
    digest = hashlib.sha256()
    for table in ("case_row", "search"):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid"):
            digest.update(repr(row).encode())
    facts = connection.execute(
        "SELECT count(*), sum(length(content)) FROM fact WHERE kind = 'RequestReceived'"
    ).fetchone()
    word = connection.execute("SELECT count(*) FROM search WHERE search MATCH '\"ba\"*'").fetchone()
    connection.close()
    return [imported, *facts, *word, digest.hexdigest()]


def baseline(file: str) -> Side:
    """The same rows by bare parts: parsed, checked for text,
    chained by hashes, in one transaction.
    """
    from mmd_reviewer import bootstrap
    from mmd_reviewer.settings import Choices
    from mmd_reviewer.store.dialects.sqlite import PRAGMAS

    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        path = Path(folder) / "s.sqlite"
        # The same tables and page size
        desk = bootstrap.open_desk(Choices(path, DAY, REVIEWER, ZONE), create=True)
        desk.store.close()
        types = {row.name: row.code for row in bootstrap.editions()[bootstrap.FIRST_EDITION].types}
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        seconds, imported = timed(lambda: _raw(connection, Path(file), types))
        connection.close()
        return side(seconds, answer(path, imported))


def _raw(connection: sqlite3.Connection, file: Path, types: dict[str, str]) -> int:
    gc.disable()  # as our own reader does
    cases: list[tuple[object, ...]] = []
    facts: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    words: list[tuple[object, ...]] = []
    number, previous = 1, "0" * 64
    moment = f"{DAY.isoformat()}T10:00:00.000000Z"
    made = time.time_ns().to_bytes(8, "big").hex()
    encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
    with file.open(encoding="utf-8", newline="") as text:
        reader = csv.reader(text, strict=True)
        next(reader)
        for cells in reader:
            if len(cells) != 12 or "\0" in "".join(cells):
                raise ValueError(cells)
            (
                ticket,
                firm,
                type_words,
                title,
                need,
                wish,
                span,
                submitted,
                contact,
                mail,
                severity,
                devices,
            ) = map(str.strip, cells)
            received = min(date.fromisoformat(submitted), DAY).isoformat()
            code, (asked, parts) = types[type_words], TIMELINES[span]
            key = hashlib.sha256(f"ticket\0{ticket.casefold()}".encode()).hexdigest()[:32]
            name = f"A-{number:04d}"
            content = {
                "at": moment,
                "by": REVIEWER,
                "case": key,
                "day": DAY.isoformat(),
                "deed": made,
                "kind": "RequestReceived",
                "parents": [],
                "station": "A",
                "version": 1,
                "body": {
                    "number": name,
                    "source": file.name,
                    "request": {
                        "customer": firm,
                        "title": title,
                        "type": code,
                        "type_words": type_words,
                        "requirement": need,
                        "proposal": wish,
                        "ticket": ticket,
                        "submitted": submitted,
                        "contact": contact,
                        "email": mail,
                        "severity": severity,
                        "devices": devices,
                        "text": "",
                        "notes": {},
                        "taken": [],
                        "posts": [],
                        "timeline": {
                            "text": span,
                            "months": None,
                            "days": None,
                            "until": None,
                            "open_ended": False,
                            "start": None,
                            **parts,
                        },
                    },
                },
            }
            written = unicodedata.normalize("NFC", encode(content)).encode()
            previous = hashlib.sha256(previous.encode() + written).hexdigest()
            number += 1
            cases.append((number, bytes.fromhex(key), name))
            facts.append(
                (
                    bytes.fromhex(previous),
                    number,
                    0,
                    "RequestReceived",
                    written,
                    bytes.fromhex(previous),
                )
            )
            missing = "" if span else "timeline"
            rows.append(
                (
                    number * STRETCHES,
                    number,
                    "0001-01-01",
                    "9999-12-31",
                    "incomplete" if missing else "new",
                    name,
                    ticket,
                    firm,
                    code,
                    title,
                    asked,
                    received,
                    None,
                    "",
                    missing,
                    "details_missing" if missing else "",
                    None,
                    None,
                    None,
                    1,
                    received,
                    None,
                    None,
                    received if severity in ("A", "B") else _next_weekday(received),
                    0,
                )
            )
            words.append((number, name, ticket, firm, title, need, wish))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO case_id (case_no, case_key, number) VALUES (?, ?, ?)", cases
    )
    sql = "INSERT INTO fact (id, case_no, n, kind, content, chain) VALUES (?, ?, ?, ?, ?, ?)"
    connection.executemany(sql, facts)
    connection.executemany(f"INSERT INTO case_row VALUES ({', '.join('?' * 25)})", rows)
    connection.executemany(
        "INSERT INTO search (rowid, number, ticket, customer, title, requirement, proposal, said) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, '')",
        words,
    )
    connection.execute("COMMIT")
    return len(cases)


@cache
def _next_weekday(day: str) -> str:
    following = date.fromisoformat(day) + timedelta(days=1)
    while following.weekday() > 4:
        following += timedelta(days=1)
    return following.isoformat()
