"""A backup of a store of a gigabyte that somebody works on, against a bare copy of the file."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.harness import Row, Side, compared, pairs, side, timed
from tests.benchmarks.material import BENCH, DAY, REVIEWER, ZONE, queue_store

CASES, QUICK_CASES = 141_000, 14_100  # of a gigabyte, of a tenth of it
PAUSE = 0.2  # seconds between two words that are kept meanwhile
PART = 1 << 20


def measure(quick: bool) -> list[Row]:
    """Copied, opened and verified, as every backup is; the copy alone for the record."""
    path = queue_store(QUICK_CASES if quick else CASES)
    size = f"{path.stat().st_size / 1e9:.1f} GB"
    note = "raw: the bytes copied, and fsync"
    backups, copies = (
        pairs(__name__, name, "baseline", str(path)) for name in ("verified", "copied")
    )
    return [
        compared(f"backup of {size} in use", backups, 2.5, note=note),
        compared("the same without its verification", copies, 0, note=note),
    ]


def verified(path: str) -> Side:
    """`backup`, whole."""
    from mmd_reviewer.store.backup import copy_store

    def work(store: Path, target: Path) -> None:
        copy_store(store, target, datetime.now(UTC))

    return _in_use(path, work)


def copied(path: str) -> Side:
    """What it writes, by the database's own means."""
    from mmd_reviewer.domain.deed import Job
    from mmd_reviewer.store import backup

    def work(store: Path, target: Path) -> None:
        backup._copy(store, target, Job(), None)

    return _in_use(path, work)


def _in_use(path: str, work: Callable[[Path, Path], None]) -> Side:
    """While words are kept in the store, as by somebody who goes on typing."""
    from mmd_reviewer import bootstrap
    from mmd_reviewer.settings import Choices

    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        store, target = Path(folder) / "s.sqlite", Path(folder) / "backup.sqlite"
        shutil.copyfile(path, store)
        desk = bootstrap.open_desk(Choices(store, DAY, REVIEWER, ZONE))
        key, done = desk.case("A-0100").key, threading.Event()

        def type_on() -> None:
            from mmd_reviewer.domain.deed import Draft

            written = 0
            while not done.wait(PAUSE):
                written += 1
                desk.store.save_draft(Draft(key, "note", REVIEWER, f"{written} words"))

        typing = threading.Thread(target=type_on)
        typing.start()
        try:
            seconds, _ = timed(lambda: work(store, target))
        finally:
            done.set()
            typing.join()
            desk.store.close()
        return side(seconds, _facts(target))


def baseline(path: str) -> Side:
    """The bytes, without a thought of who writes to them."""
    with tempfile.TemporaryDirectory(dir=BENCH) as folder:
        store, target = Path(folder) / "s.sqlite", Path(folder) / "copy.sqlite"
        shutil.copyfile(path, store)

        def work() -> None:
            with store.open("rb") as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy, PART)
                copy.flush()
                os.fsync(copy.fileno())

        seconds, _ = timed(work)
        return side(seconds, _facts(target))


def _facts(store: Path) -> int:
    from mmd_reviewer.store.dialects.sqlite import open_engine

    with open_engine(store, read_only=True).connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM fact").scalar_one())
