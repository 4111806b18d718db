"""From the start of the process to a painted window that answers keys,
and to the first page of the queue.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.harness import ROUNDS, Row, Side, compared, side, surroundings
from tests.benchmarks.material import BENCH, ROOT, queue_store

CHILD = Path(__file__).with_name("start_child.py")


def measure(quick: bool) -> list[Row]:
    """Window and first page, each against a bare QMainWindow."""
    cases = 100_000 if quick else 1_000_000
    store = str(queue_store(cases))
    for arguments in (("bare",), ("ours", store, "page")):  # modules compiled, files in memory
        start(*arguments)
    windows, pages, bare, bare_again = list[Side](), list[Side](), list[Side](), list[Side]()
    for _ in range(ROUNDS + 2):
        windows.append(start("ours", store, "window"))
        bare.append(start("bare"))
        pages.append(start("ours", store, "page"))
        bare_again.append(start("bare"))
    note = "raw: bare QMainWindow"
    return [
        compared("start to window that answers keys", (windows, bare), 1.8, note=note),
        compared(f"start to first page of {cases:,} cases", (pages, bare_again), 4, note=note),
    ]


def start(*arguments: str) -> Side:
    """One process, its moments told on its output."""
    with tempfile.TemporaryDirectory(dir=BENCH) as home:
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, str(CHILD), *arguments],
            cwd=ROOT,
            env=surroundings(Path(home)),
            stdout=subprocess.PIPE,
            text=True,
            timeout=120,
            check=True,
        )
    told = [line.split() for line in done.stdout.splitlines()]
    wanted = "page-100" if arguments[-1] == "page" else "window"
    moment = next(float(value) for name, value in told if name == wanted)
    peak = next(float(value) for name, value in told if name == "peak")
    return Side(side(moment - begun, None).seconds, "", {}, peak)
