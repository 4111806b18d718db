"""Measuring: each side runs in a process of its own,
A B A B, and both must give the same answer.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.material import BENCH, ROOT
from tests.benchmarks.memory import memory_peak

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Side:
    """What one side tells: seconds for one piece of work,
    and a digest of the answer; `more`: other figures.
    """

    seconds: float
    answer: str
    more: dict[str, float]
    peak: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `goal` 0: shown for the record only. `peak` in MB, of our side."""

    job: str
    ours: float
    baseline: float
    ratio: float
    goal: float
    peak: float
    note: str = ""
    allowed: bool = False  # an exception that quality.md names
    atleast: bool = False  # the ratio says how many times faster we are
    unit: str = "s"

    @property
    def verdict(self) -> str:
        if not self.goal:
            return ""
        good = self.ratio >= self.goal if self.atleast else self.ratio <= self.goal
        return "met" if good or self.allowed else "MISSED"


class Differs(Exception):
    """The two sides did not give the same answer: the figures mean nothing."""


def side(seconds: float, answer: object, **more: float) -> Side:
    """What a side function returns; `answer` is compared by its JSON text."""
    text = json.dumps(answer, sort_keys=True, default=str)
    return Side(seconds, hashlib.sha256(text.encode()).hexdigest() + " " + text[:200], more)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """(seconds, result)."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def typical(work: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """(median of the seconds, the last result), after one round that only warms."""
    result = work()
    spent = []
    for _ in range(rounds):
        seconds, result = timed(work)
        spent.append(seconds)
    return statistics.median(spent), result


def p95(spent: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(spent)[max(0, -(-len(spent) * 95 // 100) - 1)]


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a child: no display, an empty home, compiled modules kept."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MMD_REVIEWER", "QT_"))
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        env[name] = str(home / name.casefold())
    return env


def run(module: str, function: str, *arguments: str) -> Side:
    """Run a side function in a new process and read what it tells."""
    with tempfile.TemporaryDirectory(dir=BENCH) as home:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.harness", module, function, *arguments],
            cwd=ROOT,
            env=surroundings(Path(home)),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{module}.{function} ended with {done.returncode}")
    return Side(**json.loads(done.stdout.splitlines()[-1]))


def pairs(
    module: str, ours: str, baseline: str, *arguments: str, rounds: int = ROUNDS
) -> tuple[list[Side], list[Side]]:
    """Both sides in turn, each time in a new process; refuses unequal answers."""
    one, other = [], []
    for _ in range(rounds):
        one.append(run(module, ours, *arguments))
        other.append(run(module, baseline, *arguments))
        same(one[-1], other[-1], module)
    return one, other


def same(one: Side, other: Side, what: str) -> None:
    """Refuse unequal answers."""
    if one.answer != other.answer:
        raise Differs(f"{what}: ours {one.answer} and the baseline {other.answer}")


def compared(
    job: str,
    sides: tuple[Sequence[Side], Sequence[Side]],
    goal: float,
    figure: str = "",
    note: str = "",
) -> Row:
    """A line from pairs: medians of both sides, and the median of the ratios of the pairs."""
    ours, baseline = (
        [row.more[figure] if figure else row.seconds for row in rows] for rows in sides
    )
    ratio = statistics.median(a / b for a, b in zip(ours, baseline, strict=True))
    peak = max(row.peak for row in sides[0])
    return Row(job, statistics.median(ours), statistics.median(baseline), ratio, goal, peak, note)


def main(arguments: Sequence[str]) -> None:
    """In the child: call the side function and print what it tells."""
    module, function, *rest = arguments
    told: Side = getattr(importlib.import_module(module), function)(*rest)
    print(
        json.dumps(
            {
                "seconds": told.seconds,
                "answer": told.answer,
                "more": told.more,
                "peak": memory_peak(),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
