"""Stores of deployed and revoked cases, made once through `Store.record` (see `material.py`)."""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import Author, Body
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services.recording import chain, new_deed
from mmd_reviewer.settings import Choices
from mmd_reviewer.store import tables
from tests.benchmarks.material import BENCH, CHUNK, DAY, REVIEWER, ZONE, Maker, decision

RECIPE = 1  # raise it whenever the made-up cases change
FACTORS = ("restricted_productivity", "microsoft_technology", "no_microsoft_technology")
Course = Callable[[int, date], Sequence[Body]]


def register_store(cases: int) -> Path:
    """Cases that are deployed on two devices each; some approvals have ended."""
    return _made("register", cases, _deployed)


def calendar_store(revocations: int) -> Path:
    """Cases in revocation, six entries each: four notices, day 90, the end of the approval."""
    return _made("calendar", revocations, _revoked)


def _made(name: str, cases: int, course: Course) -> Path:
    text = f"{tables.PROJECTION_VERSION} {RECIPE} {cases}"
    stamp = hashlib.sha256(Path(str(tables.__file__)).read_bytes() + text.encode()).hexdigest()[:12]
    file = BENCH / f"{name}-{cases}-{stamp}.sqlite"
    if not file.exists():
        for left in BENCH.glob(f"{name}-{cases}-*"):
            left.unlink()
        partial = file.with_suffix(".new")
        _fill(partial, cases, course)
        partial.rename(file)
    return file


def _fill(path: Path, cases: int, course: Course) -> None:
    for side in ("", "-wal", "-shm"):
        Path(f"{path}{side}").unlink(missing_ok=True)
    desk = bootstrap.open_desk(Choices(path, DAY, REVIEWER, ZONE), create=True)
    maker, begun = Maker(), time.monotonic()
    gc.disable()
    for first in range(1, cases + 1, CHUNK):
        desk.store.record(
            list(_changes(maker, range(first, min(first + CHUNK, cases + 1)), course))
        )
    gc.enable()
    desk.store.close()
    print(f"{path.stem} made in {time.monotonic() - begun:.0f} s", flush=True)


def _changes(maker: Maker, numbers: range, course: Course) -> Iterator[Change]:
    deed = new_deed()
    codes = {row.name: row.code for row in bootstrap.editions()[bootstrap.FIRST_EDITION].types}
    for number in numbers:
        cells = maker.cells(number, (12, 8))
        decided = DAY - timedelta(30 + number * 7 % 700)
        asked = Request(
            cells[1],
            cells[3],
            codes[cells[2]],
            cells[2],
            cells[4],
            cells[5],
            read_timeline(cells[6]),
            cells[0],
            decided,
            cells[8],
            cells[9],
        )
        author = Author(REVIEWER, "A", decided, f"{decided.isoformat()}T10:00:00.000000Z")
        bodies = [
            kinds.RequestReceived(f"A-{number:04d}", asked, "requests.csv"),
            *course(number, decided),
        ]
        yield Change((), chain(identity(asked), (), deed, author, bodies))


def _approved(number: int, day: date) -> kinds.DecisionMade:
    factor = FACTORS[number % len(FACTORS)]
    return replace(
        decision("approve", day), factor=factor, until=day + timedelta(300 + number % 900)
    )


def _deployed(number: int, day: date) -> Sequence[Body]:
    devices = tuple(Device(f"S{number}-{place}", "HP", "Elite") for place in range(2))
    return _approved(number, day), kinds.Deployed(day, devices)


def _revoked(number: int, day: date) -> Sequence[Body]:
    first = DAY - timedelta(number * 11 % 400 - 200)
    return (
        *_deployed(number, day),
        kinds.RevocationPrepared(
            ("stability",), "It hangs.", "Remove it.", "Seen later.", "2019-11", "Edition 1", {}
        ),
        kinds.NoticeSentElsewhere("first", first, f"MMD-{number}", "Jonas Weber"),
    )
