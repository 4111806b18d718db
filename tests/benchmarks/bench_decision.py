"""One recorded decision, facts and projections and durable, against one write and fsync of the same bytes."""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.harness import Row, Side, compared, pairs, side, timed
from tests.benchmarks.material import BENCH, DAY, REVIEWER, ZONE, decision, small_copy

JOBS = ("decision",)
CASES = 10_000
DECISIONS = 150
FIRST = 100  # of every ten cases the first three are new


def measure(quick: bool) -> list[Row]:
    """The store's part: what a deed costs once it is thought out."""
    sides = pairs(__name__, "ours", "baseline")
    return [compared("one decision recorded", sides, 3, note="raw: write + fsync of the fact's bytes")]


def _numbers() -> list[str]:
    return [f"A-{FIRST + 10 * place:04d}" for place in range(DECISIONS)]


def ours() -> Side:
    """Facts, queue rows and what the store remembers, in one transaction."""
    from mmd_reviewer import bootstrap
    from mmd_reviewer.domain.deed import Change
    from mmd_reviewer.domain.fact import Author
    from mmd_reviewer.services.desk import chain, new_deed
    from mmd_reviewer.settings import Choices

    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        path = small_copy(CASES, Path(folder) / "s.sqlite")
        desk = bootstrap.open_desk(Choices(path, DAY, REVIEWER, ZONE))
        author = Author(REVIEWER, "A", DAY, f"{DAY.isoformat()}T10:00:00.000000Z")
        spent = []
        for number in _numbers():
            case = desk.case(number)

            def record() -> None:
                written = chain(case.key, case.heads, new_deed(), author, [decision("approve", DAY)])
                desk.store.record([Change(case.facts, written)])

            seconds, _ = timed(record)
            spent.append(seconds)
        states = [desk.case(number).decision is not None for number in _numbers()]
        desk.store.close()  # type: ignore[attr-defined]
        return side(statistics.median(spent[10:]), sum(states))


def baseline() -> Side:
    """As many bytes at the end of a file."""
    from mmd_reviewer.domain.fact import Author, write_fact

    author = Author(REVIEWER, "A", DAY, f"{DAY.isoformat()}T10:00:00.000000Z")
    _, content = write_fact("0" * 32, ["0" * 64], "0" * 16, author, decision("approve", DAY))
    spent = []
    with tempfile.TemporaryDirectory(dir=BENCH) as folder, (Path(folder) / "log").open("wb", buffering=0) as file:

        def record() -> None:
            file.write(content)
            os.fsync(file.fileno())

        for _ in range(DECISIONS):
            seconds, _ = timed(record)
            spent.append(seconds)
        return side(statistics.median(spent[10:]), file.tell() // len(content))
