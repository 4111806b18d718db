"""What a reviewer waits for in a store of a million cases, beside ten thousand on the same engine:
a file of SQLite, and a server of PostgreSQL on loopback.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.harness import Row, Side, compared, p95, pairs, side, timed, typical
from tests.benchmarks.material import BENCH, DAY, REVIEWER, ZONE, decision, queue_store

if TYPE_CHECKING:
    from mmd_reviewer.services.desk import Desk
    from tests.team_server import TeamServer

SMALL = 10_000
ROUNDS = 3
REPEATS = 9
DECISIONS = 12
FIRST, DAYS, CAP = date(2026, 10, 26), 42, 4  # the month that the calendar shows
PAGE = 100
# What is waited for, and how many times ten thousand cases' time it may take; 0: for the record.
GOALS = {
    "first page": 1.2,
    "page deep in the order": 2.0,
    "list of one state": 1.2,
    "typed search, p95": 0.0,
    "month of the calendar": 0.0,
    "one decision recorded": 0.0,
}


def measure(quick: bool) -> list[Row]:
    """Each engine by itself."""
    cases = 100_000 if quick else 1_000_000
    rows = []
    for engine, places in (("SQLite", _files), ("PostgreSQL", _servers)):
        with places(cases) as (large, small):
            sides = pairs(__name__, "large", "small", large, small, rounds=ROUNDS)
        note = f"{cases:,} beside {SMALL:,} cases"
        rows += [
            compared(f"{engine}: {what}", sides, goal, what, note) for what, goal in GOALS.items()
        ]
    return rows


@contextmanager
def _files(cases: int) -> Iterator[tuple[str, str]]:
    """Copies, for decisions are recorded in them."""
    copies = [BENCH / f"million-{size}.sqlite" for size in (cases, SMALL)]
    try:
        for copy, size in zip(copies, (cases, SMALL), strict=True):
            shutil.copyfile(queue_store(size), copy)
        yield str(copies[0]), str(copies[1])
    finally:
        for copy in copies:
            for end in ("", "-wal", "-shm"):
                Path(f"{copy}{end}").unlink(missing_ok=True)


@contextmanager
def _servers(cases: int) -> Iterator[tuple[str, str]]:
    """The same stores moved to a server, as `copy-store` does it; kept for the next time."""
    from tests.team_server import OWNER, TeamServer, owner

    folder = BENCH / "server"
    server = TeamServer(folder, settings=("shared_buffers=1GB", "max_wal_size=8GB"))
    folder.mkdir(parents=True, exist_ok=True)
    if owner():
        shutil.chown(folder, OWNER, OWNER)
    if not server.data.exists():
        server.make()
    server.start()
    try:
        yield _moved(server, cases), _moved(server, SMALL)
    finally:
        server.stop()


def _moved(server: TeamServer, cases: int) -> str:
    """The address of a store of so many cases."""
    from mmd_reviewer.settings import Server
    from mmd_reviewer.store.opening import move_store

    file = queue_store(cases)
    schema = file.stem.replace("-", "_")
    url = server.url(schema)
    if server.run_sql(f"SELECT to_regclass('{schema}.moved')") == [(None,)]:
        server.run_sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE", f"CREATE SCHEMA {schema}")
        seconds, _ = timed(lambda: move_store(file, Server(url)))
        print(f"{cases:,} cases moved in {seconds:.0f} s", file=sys.stderr, flush=True)
        server.run_sql("VACUUM ANALYZE", f"CREATE TABLE {schema}.moved ()")
    return url


def large(place: str, _small: str) -> Side:
    """A million."""
    return _waits(place)


def small(_large: str, place: str) -> Side:
    """Ten thousand."""
    return _waits(place)


def _waits(place: str) -> Side:
    from mmd_reviewer import bootstrap
    from mmd_reviewer.domain.request_queue import QueueFilter
    from mmd_reviewer.services.read.queue_order import first_page, whole_order, window_rows
    from mmd_reviewer.settings import Choices, Server

    at = Server(place) if place.startswith("postgresql") else Path(place)
    desk = bootstrap.open_desk(Choices(at, DAY, REVIEWER, ZONE))
    store, wish = desk.store, QueueFilter()
    whole = whole_order(store, wish, DAY, "", [])
    deep = len(whole.ids) // PAGE * 9 // 10
    work: dict[str, Callable[[], object]] = {
        "first page": lambda: first_page(store, wish, DAY, ""),
        "page deep in the order": lambda: window_rows(store, whole.ids, [deep]),
        "list of one state": lambda: store.page(QueueFilter(state="new"), DAY, PAGE),
        "month of the calendar": lambda: store.month(FIRST, DAYS, CAP),
    }
    told = {what: typical(act, REPEATS)[0] for what, act in work.items()}
    told["typed search, p95"] = _searches(desk)
    told["one decision recorded"] = _decisions(desk)
    store.close()
    return side(told["first page"], None, **told)


def _searches(desk: Desk) -> float:
    """Seconds of a page while words are typed letter by letter."""
    from mmd_reviewer.domain.request_queue import QueueFilter
    from tests.benchmarks.bench_search import typed

    wishes = [QueueFilter(words=text, state="") for text in typed()]
    for wish in wishes[:5]:
        desk.store.page(wish, DAY, PAGE)
    return p95([timed(partial(desk.store.page, wish, DAY, PAGE))[0] for wish in wishes])


def _decisions(desk: Desk) -> float:
    """Seconds of one deed, facts and rows, on the disk when it returns."""
    from mmd_reviewer.domain.deed import Change
    from mmd_reviewer.domain.fact import Author
    from mmd_reviewer.domain.request_queue import QueueFilter
    from mmd_reviewer.services.recording import chain, new_deed

    author = Author(REVIEWER, "A", DAY, f"{DAY.isoformat()}T10:00:00.000000Z")
    spent = []
    for row in desk.store.page(QueueFilter(state="new"), DAY, DECISIONS):
        case = desk.case(row.number)
        written = chain(case.key, case.heads, new_deed(), author, [decision("approve", DAY)])
        seconds, _ = timed(partial(desk.store.record, [Change(case.facts, written)]))
        spent.append(seconds)
    return statistics.median(spent[2:])
