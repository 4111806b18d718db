"""A byte or a page of the file changed: it is named,
or nothing that a person sees is another (quality).
"""

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.request_queue import SORTS, QueueFilter
from mmd_reviewer.services import letter, owed, register
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.long import long_or
from tests.store.test_recover import made

CHANGES = long_or(20_000, 60)
DAY = date(2026, 12, 20)
PAGE = 8192
NOTHING, NAMED, HIDDEN = "nothing", "named", "hidden"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("bytes")
    made(folder, 6).store.close()
    return (folder / "s.sqlite").read_bytes()


def seen(desk: Desk) -> list[Any]:
    """What a person sees: the queue in every order and by words,
    each case, what is due and owed, letters, register.
    """
    store, found = desk.store, list[Any]()
    for sort in SORTS:
        found.append([row.number for row in store.page(QueueFilter(sort=sort), DAY, 99)])
    for words in ("vendor", "Cisco", "Case 3", "MMD-1-B"):
        found.append([row.number for row in store.page(QueueFilter(words=words), DAY, 99)])
    rows = store.page(QueueFilter(), DAY, 99)
    found += [rows, store.state_counts(DAY), store.count(QueueFilter(), DAY, 99)]
    found += [
        store.entries_between(DAY, date(2027, 6, 1), 99),
        store.entries_overdue(DAY, 99),
        store.open_appeals(9),
    ]
    found += [store.waiting_letters(), owed.owed_list(desk, DAY), register.register_on(desk, DAY)]
    for number in [f"A-{n:04d}" for n in range(1, 8)]:
        case = desk.case(number)
        found.append((number, state(case, DAY), case.facts, case.request, store.entries_of(number)))
        found += [letter.stored(desk, row) for row in case.letters]
        found += [store.document(row.file.sha256) for row in case.evidence]
    return found


def byte(rng: random.Random, data: bytearray) -> None:
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def noise(rng: random.Random, data: bytearray) -> None:
    at = rng.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = rng.randbytes(PAGE)


def zeros(rng: random.Random, data: bytearray) -> None:
    at = rng.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def exchanged(rng: random.Random, data: bytearray) -> None:
    one, other = (rng.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = (
        data[other : other + PAGE],
        data[one : one + PAGE],
    )


def cut(rng: random.Random, data: bytearray) -> None:
    del data[rng.randrange(len(data)) :]


KINDS: tuple[Callable[[random.Random, bytearray], None], ...] = (
    byte,
    byte,
    byte,
    byte,
    noise,
    zeros,
    exchanged,
    cut,
)


@pytest.mark.long_form
def test_what_is_changed_is_named_or_means_nothing(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "whole.sqlite").write_bytes(whole)
    right = seen(bootstrap.open_desk(Choices(tmp_path / "whole.sqlite", DAY, "Ines")))
    effective = 0
    for number in range(CHANGES):
        rng, data = random.Random(number), bytearray(whole)
        kind = KINDS[number % len(KINDS)]
        kind(rng, data)
        folder = tmp_path / "one"
        folder.mkdir()
        (folder / "s.sqlite").write_bytes(data)
        what = f"change {number}, {kind.__name__}"
        outcome = _outcome(folder / "s.sqlite", right)
        assert outcome != HIDDEN, f"{what}: something else is shown and verify is content"
        effective += outcome == NAMED
        shutil.rmtree(folder)
    assert effective > CHANGES // 10


def _outcome(file: Path, right: list[Any]) -> str:
    """Named: said when it is opened or read, or by `verify`."""
    try:
        desk = bootstrap.open_desk(Choices(file, DAY, "Ines"))
        try:
            if seen(desk) == right:
                return NOTHING
        except Refused:  # a case that is not there, a letter that is none
            pass
        return NAMED if desk.store.verify().findings else HIDDEN
    except StoreError:
        return NAMED
