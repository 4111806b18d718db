"""How long the window is held, that is, does not answer, while people work with much at once."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mmd_reviewer.services import dispatch
from mmd_reviewer.services.register import RegisterBook
from tests.benchmarks.harness import Row, Side, run, side, timed
from tests.making import DAY
from tests.ui import dispatch_store, register_store, window_store
from tests.ui.running import Running, running

HELD = 0.1  # seconds: quality.md, main thread blocked during any job
LETTERS, REGISTER_ROWS, IMPORT_ROWS = 1_000, 10_000, 5_000
ROUNDS = 3  # the best counts: another program may hold up one, a fault holds up each
K = Qt.Key


def measure(quick: bool) -> list[Row]:
    """The longest time held, in each of the rooms that can hold much."""
    return [
        _row(f"held by a key among {LETTERS:,} waiting letters", run(__name__, "dispatch_desk")),
        _row(f"held by a register of {REGISTER_ROWS:,} rows", run(__name__, "register")),
        _row(f"held by an import of {IMPORT_ROWS:,} rows", run(__name__, "imports")),
    ]


def _row(job: str, held: Side) -> Row:
    return Row(job, held.seconds, HELD, held.seconds / HELD, 1, held.peak, "baseline is the goal")


class Watchdog(QObject):
    """The longest time that the window did not answer, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def held(work: Callable[[], object]) -> float:
    """The longest time without an answer while it works, in seconds."""
    watch = Watchdog()
    work()
    return watch.longest


@contextmanager
def _shown(fill: Callable[[Path], object]) -> Iterator[Running]:
    """The program on a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        with running(Path(folder) / "s.sqlite") as window:
            yield window


def dispatch_desk() -> Side:
    """Every key of the list of waiting letters."""
    with _shown(dispatch_store.fill) as window:
        desk = dispatch_store.desk_of(window)
        first = dispatch.waiting(desk)[0]
        many = tuple(
            replace(first, letter=f"A-{n:04}-L1", number=f"A-{n:04}", ticket=f"MMD-{n}-T")
            for n in range(1, LETTERS + 1)
        )
        with (
            patch.object(dispatch, "waiting", lambda desk: many),
            patch.object(dispatch, "objection", lambda desk, one, now: None),
        ):
            view = dispatch_store.desk_view(window)

            def press(key: Qt.Key) -> None:
                QTest.keyClick(window.focus(), key)
                QApplication.processEvents()

            worst = max(
                min(timed(partial(press, key))[0] for _ in range(ROUNDS))
                for key in (K.Key_A, K.Key_Space, K.Key_End, K.Key_Home)
            )
            return side(worst, view.bar.title.text())


def register() -> Side:
    """Ten thousand deviations arrive and are painted."""
    with (
        tempfile.TemporaryDirectory() as folder,
        register_store.register_shown(Path(folder)) as window,
    ):
        shown = register_store.view(window)
        assert shown.book is not None
        big = register_store.many(shown.book, REGISTER_ROWS)

        def arrive(book: RegisterBook) -> None:
            shown._on_book_read(book, DAY, False)
            window.settle()

        worst = min(held(partial(arrive, big)) for _ in range(ROUNDS))
        return side(worst, shown.model.rowCount())


def imports() -> Side:
    """A file of requests is previewed and imported."""
    with _shown(window_store.three_requests) as window, tempfile.TemporaryDirectory() as folder:

        def bring(first: int) -> None:
            file = window_store.many(Path(folder), IMPORT_ROWS, first)
            window.desk_window.open_files([str(file)])
            window.settle()
            window.press(K.Key_Return, control=True)

        worst = min(held(partial(bring, IMPORT_ROWS * n)) for n in range(ROUNDS))
        return side(worst, IMPORT_ROWS)
