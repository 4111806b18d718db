"""Fifty reviewers at one server, and pgbench running what the server is asked for one of their
rounds.
"""

import json
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import assessment, decision, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Server
from mmd_reviewer.store.dialects.postgresql import WRITING, SpelledCursor
from mmd_reviewer.store.team_store import TeamStore
from tests.making import DAY, FACTOR_4, receive
from tests.team.failover import team_desk
from tests.team_server import BINARIES, TeamServer

KINDS = ("page", "search", "decision")
WORDS = ("erp", "anyconn", "customer 7", "home")
TOGETHER = 5  # so many reviewers in a process: they wait for its one interpreter as well


def fill(desk: Desk, cases: int) -> list[str]:
    """Cases that can be decided; their numbers."""
    numbers = []
    for n in range(cases):
        case = receive(
            desk, customer=f"Customer {n % 50}", ticket=f"MMD-{n}-T", timeline="permanent"
        )
        assessment.answer(desk, case, FACTOR_4)
        numbers.append(case.number)
    return numbers


@dataclass
class Reviewers:
    """Some of them, each a thread with a desk of its own; seconds of what they did, by kind."""

    place: Server
    numbers: Sequence[str]
    took: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    recorded: list[tuple[str, str]] = field(default_factory=list)  # case, what its newest fact is
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def work(self, who: Sequence[int], seconds: float) -> None:
        """All of them at once."""
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=self._one, args=(one, until)) for one in who]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one(self, who: int, until: float) -> None:
        try:
            desk = team_desk(self.place, f"Reviewer {who}")
            for n in count(who):
                if time.monotonic() > until:
                    break
                number = self.numbers[(who * 31 + n * 7) % len(self.numbers)]
                self._round(desk, number, WORDS[n % len(WORDS)])
            desk.store.close()
        except Exception as error:
            self.wrong.append(f"{type(error).__name__}: {error}")

    def _round(self, desk: Desk, number: str, words: str) -> None:
        for kind, act in zip(KINDS, acts(desk, number, words), strict=True):
            start = time.perf_counter()
            try:
                done = act()
            except Refused:
                self.refused.append(number)
                continue
            self.took[kind].append(time.perf_counter() - start)
            if kind == "decision":
                self.recorded.append((number, done))


def acts(desk: Desk, number: str, words: str) -> Iterator[Any]:
    """What a reviewer does in a round: the queue, a search, a decision, or its undoing."""
    yield lambda: desk.store.page(QueueFilter(), DAY, 100)
    yield lambda: desk.store.page(QueueFilter(words=words, state=""), DAY, 100)
    yield lambda: decide(desk, number)


def decide(desk: Desk, number: str) -> str:
    """Decide, or undo what was decided; the new fact."""
    case = desk.case(number)
    if case.decision is None:
        return decision.make(desk, case, Proposal("approve")).facts[-1].id
    return request_queue.undo(desk, case)[0].facts[-1].id


def in_processes(place: Server, numbers: Sequence[str], many: int, seconds: float) -> Reviewers:
    """Several interpreters, as on several machines, which begin together; what all of them did."""
    asked = json.dumps([place.url, list(numbers), seconds])
    runs = []
    for first in range(0, many, TOGETHER):
        who = [str(one) for one in range(first, min(first + TOGETHER, many))]
        command = [sys.executable, "-m", "tests.team.fifty", *who]
        runs.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write(asked)
        run.stdin.close()
    all_of = Reviewers(place, numbers)
    for run in runs:
        assert run.stdout is not None
        with run:
            took, recorded, refused, wrong = json.loads(run.stdout.read())
        for kind in KINDS:
            all_of.took[kind] += took[kind]
        all_of.recorded += [(number, id) for number, id in recorded]
        all_of.refused += refused
        all_of.wrong += wrong
    return all_of


def main() -> None:
    """A part of the reviewers, as told on the input."""
    print("ready", flush=True)
    url, numbers, seconds = json.loads(sys.stdin.read())
    some = Reviewers(Server(url), numbers)
    some.work([int(one) for one in sys.argv[1:]], seconds)
    print(json.dumps([some.took, some.recorded, some.refused, some.wrong]))


def percentiles(seconds: Sequence[float]) -> tuple[float, float, float]:
    """p50, p95 and p99 in milliseconds."""
    cuts = statistics.quantiles(seconds, n=100)
    return cuts[49] * 1000, cuts[94] * 1000, cuts[98] * 1000


@contextmanager
def overheard(said: list[str], case_no: int, number: str, key: bytes) -> Iterator[None]:
    """Every statement meanwhile, in the words of pgbench: the case is a variable, a fact is new."""
    really, many = SpelledCursor.execute, SpelledCursor.executemany

    def execute(self: SpelledCursor, query: str, params: Any = None, **given: Any) -> SpelledCursor:
        said.append(script_of(query, params or (), case_no, number, key))
        return really(self, query, params, **given)

    def executemany(self: SpelledCursor, query: str, rows: Any, **given: Any) -> None:
        rows = list(rows)
        said.extend(script_of(query, row, case_no, number, key) for row in rows)
        many(self, query, rows, **given)

    SpelledCursor.execute, SpelledCursor.executemany = execute, executemany  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        SpelledCursor.execute, SpelledCursor.executemany = really, many  # type: ignore[method-assign]


def script_of(query: str, params: Sequence[Any], case_no: int, number: str, key: bytes) -> str:
    """A statement with its values in their places."""
    from mmd_reviewer.store.dialects.postgresql import spelled

    values = [literal(value, case_no, number, key) for value in params]
    if query.startswith("INSERT INTO fact"):
        values[0] = "(SELECT max(seq) + 1 FROM fact)"
        values[1] = "sha256(convert_to(random()::text || clock_timestamp()::text, 'UTF8'))"
        values[3] = "(SELECT max(n) + 1 FROM fact WHERE case_no = :case)"
    return re.sub(r"\$(\d+)", lambda mark: values[int(mark[1]) - 1], spelled(query)) + ";"


def literal(value: Any, case_no: int, number: str, key: bytes) -> str:
    """As SQL writes it."""
    if value == key:
        return "(SELECT case_key FROM case_id WHERE case_no = :case)"
    if value == number:
        return "(SELECT number FROM case_id WHERE case_no = :case)"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'::bytea"
    if isinstance(value, int):
        if value == case_no:
            return ":case"
        return f":case * 256 + {value % 256}" if value // 256 == case_no else str(value)
    if value is None:
        return "NULL"
    text = str(value).replace("'", "''").replace("\n", " ")
    return f"'{text}'"


def pgbench_script(desk: Desk, number: str) -> str:
    """One round of a reviewer, as its server hears it."""
    store = desk.store
    assert isinstance(store, TeamStore)
    (row,) = store._fetched("SELECT case_no, case_key FROM case_id WHERE number = ?", number)
    lines: list[str] = []
    with overheard(lines, row[0], number, row[1]):
        for act in acts(desk, number, WORDS[0]):
            act()
    begin = WRITING.replace("; ", ";\n") + ";"
    turn = next(at for at, line in enumerate(lines) if "pg_advisory_xact_lock" in line)
    body = [*lines[:turn], begin, *lines[turn:], "COMMIT;"]
    return "\n".join(line.replace("\n", " ") for line in body) + "\n"


def pgbench(server: TeamServer, schema: str, script: Path, many: int, seconds: int) -> float:
    """Rounds a second."""
    done = subprocess.run(
        [
            *(str(BINARIES[-1] / "pgbench"), "-n", "-M", "simple", "-c", str(many), "-j", "2"),
            *("-T", str(seconds), "-f", str(script), server.url(schema)),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    assert found, done.stdout + done.stderr
    assert "ERROR" not in done.stderr, done.stderr
    return float(found[1])


if __name__ == "__main__":
    main()
