"""The program as it is handed out beside the program from its sources: from the start of the
process to a painted window that answers a key, on a virtual screen.

Both are watched from outside by the same means, for nothing can be put into a built one: the sheet
of keys is asked for as soon as the window is there, and its window is what is waited for.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from mmd_reviewer.built import FILE
from mmd_reviewer.release import build
from tests.benchmarks.harness import ROUNDS, Row, Side, compared, side, surroundings
from tests.benchmarks.material import BENCH, ROOT, queue_store
from tests.journeys.screen import NEEDED, SOURCES, start_xvfb

CASES = 1_000
PATIENCE = 60.0
SHEET = "ctrl+slash"


def measure(quick: bool) -> list[Row]:
    """Start to a key answered, built against sources; nothing where there is no virtual screen."""
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        print(f"frozen: not measured, {' and '.join(missing)} not installed", file=sys.stderr)
        return []
    program = [str(built() / "mmd-reviewer")]
    store = str(queue_store(CASES))
    frozen, sources = list[Side](), list[Side]()
    xvfb, display = start_xvfb()
    try:
        for command in (program, SOURCES):  # modules compiled, files in memory
            start(command, store, display)
        for _ in range(ROUNDS + 2):
            frozen.append(start(program, store, display))
            sources.append(start(SOURCES, store, display))
    finally:
        xvfb.terminate()
        xvfb.wait()
    return [compared("start of a built program", (frozen, sources), 1.2, note="raw: from sources")]


def built() -> Path:
    """The folder in `dist`, made by `dev.py build` of these sources; else one that is built now."""
    name = f"mmd-reviewer-{build.version()}-{build.system()}"
    for out in (ROOT / "dist", BENCH / "dist"):
        told = out / name / "_internal" / "resources" / FILE
        if told.is_file() and json.loads(told.read_bytes())["sources"] == build.sources():
            return out / name
    wrong = build.build(BENCH / "dist", packed=False)
    if wrong:
        raise RuntimeError("; ".join(wrong))
    return BENCH / "dist" / name


def start(command: Sequence[str], store: str, display: str) -> Side:
    """One process, ended when its second window is seen."""
    with tempfile.TemporaryDirectory(dir=BENCH) as home:
        known = surroundings(Path(home)) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        given = ["--store", store, "--today", "2026-11-23"]
        begun = time.monotonic()
        process = subprocess.Popen([*command, *given], cwd=ROOT, env=known)
        try:
            (window,) = _windows(display, 1)
            _xdotool(display, "windowfocus", "--sync", window, "key", SHEET)
            _windows(display, 2)
            seconds = time.monotonic() - begun
        finally:
            process.kill()
            process.wait()
        _windows(display, 0)
    return side(seconds, None)


def _windows(display: str, wanted: int) -> list[str]:
    """The windows that are seen, as soon as there are that many."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = _xdotool(display, "search", "--onlyvisible", "--name", ".").split()
        if len(found) == wanted:
            return found
    raise RuntimeError(f"{len(found)} windows are seen instead of {wanted}")


def _xdotool(display: str, *words: str) -> str:
    known = {**os.environ, "DISPLAY": display}
    done = subprocess.run(
        ["xdotool", *words], env=known, capture_output=True, text=True, check=False
    )
    return done.stdout
