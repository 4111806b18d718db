"""`python -m tests.benchmarks [--quick] [JOB...]`: run the benchmarks and print one table."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Sequence

from tests.benchmarks.harness import ROUNDS, Row
from tests.benchmarks.material import BENCH

JOBS = (
    "start",
    "million",
    "page",
    "search",
    "precedents",
    "list",
    "import",
    "xlsx",
    "letter",
    "batch",
    "decision",
    "verify",
    "backup",
    "register",
    "calendar",
    "compare",
    "held",
    "frozen",
)
_UNITS = ((1, "s"), (1e-3, "ms"), (1e-6, "µs"))


def main(arguments: Sequence[str]) -> int:
    """Run the jobs named, all without a name; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(
        prog="dev.py bench", description="Measure the program against bare parts."
    )
    parser.add_argument(
        "jobs", nargs="*", metavar="JOB", help=", ".join(JOBS) + "; none: all of them"
    )
    parser.add_argument(
        "--quick", action="store_true", help="100,000 cases instead of 1,000,000, and shorter files"
    )
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.jobs) - set(JOBS))
    if unknown:
        parser.error(f"there is no job {', '.join(unknown)}; there are {', '.join(JOBS)}")
    BENCH.mkdir(parents=True, exist_ok=True)
    print(machine())
    print(
        f"Medians of {ROUNDS} pairs or more, ours and the baseline in turn, each in a new "
        f"process.\n",
        flush=True,
    )
    rows: list[Row] = []
    for job in JOBS:
        if not options.jobs or job in options.jobs:
            begun = time.monotonic()
            made = importlib.import_module(f"tests.benchmarks.bench_{job}").measure(options.quick)
            took = f"{job} measured in {time.monotonic() - begun:.0f} s"
            # A job may take half an hour: what it found is not lost with a later one.
            print(f"{took}\n{table(made)}\n", file=sys.stderr, flush=True)
            rows += made
    print(table(rows))
    missed = sum(row.verdict == "MISSED" for row in rows)
    print(f"\n{missed} missed, {sum(row.verdict == 'met' for row in rows)} met.")
    return 1 if missed else 0


def machine() -> str:
    """What it ran on."""
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} "
        f"cores, "
        f"{platform.system()} {platform.machine()}"
    )


def table(rows: Sequence[Row]) -> str:
    """All rows under one heading."""
    lines = [("job", "ours", "baseline", "ratio", "goal", "peak", "", "")]
    for row in rows:
        sign = ("≥" if row.atleast else "≤") if row.goal else ""
        lines.append(
            (
                row.job,
                amount(row.ours, row.unit),
                amount(row.baseline, row.unit),
                f"{row.ratio:.2f}x",
                f"{sign} {row.goal:g}x" if row.goal else "",
                f"{row.peak:.0f} MB" if row.peak else "",
                row.verdict,
                row.note,
            )
        )
    widths = [max(len(line[place]) for line in lines) for place in range(8)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 0 < place < 6 else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def amount(value: float, unit: str) -> str:
    """Three figures that count and a unit that fits."""
    if unit != "s":
        return f"{value:.1f} {unit}"
    size, name = next((pair for pair in _UNITS if value >= pair[0]), _UNITS[-1])
    number = value / size
    return f"{number:.{max(0, 2 - len(str(int(number))) + 1)}f} {name}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
