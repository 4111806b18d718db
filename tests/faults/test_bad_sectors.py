"""A disk that does not give all of a file back: what it still gives comes into a new store, and
every sentence is true (quality, "Nothing lost").
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.services import request_queue
from mmd_reviewer.store.dialects.sqlite import PAGE_SIZE
from tests.making import DAY, Course, receive

GCC = shutil.which("gcc")
pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the shim is for Linux"),
    pytest.mark.skipif(GCC is None, reason="gcc is not installed: it builds the shim"),
]
FOREVER = 1 << 40


class Answered(NamedTuple):
    code: int
    data: dict[str, Any]
    said: str


Bad = Callable[..., Answered]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("unreadable") / "unreadable.so"
    assert GCC is not None
    source = Path(__file__).with_name("unreadable.c")
    subprocess.run(
        [GCC, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True
    )
    return made


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A course and forty requests more, and a backup of all of it."""
    course = Course(tmp_path)
    course.notified()
    desk = course.on(0)
    for n in range(40):
        case = receive(desk, ticket=f"MMD-{n}-B", requirement="Reach the ERP. " * 40)
        request_queue.note(desk, case, f"Note {n}: " + "asked the vendor. " * 30)
    desk.store.back_up(datetime.now(UTC))
    desk.store.close()
    return tmp_path / "s.sqlite"


@pytest.fixture
def on_bad_disk(shim: Path) -> Bad:
    """A command while a part of a file cannot be read."""

    def run(file: Path, first: int, end: int, *arguments: str) -> Answered:
        environment = {
            **os.environ,
            "LD_PRELOAD": str(shim),
            "FAULT_FILE": str(file.resolve()),
            "FAULT_FIRST": str(first),
            "FAULT_END": str(end),
        }
        everywhere = ("--today", str(DAY), "--json")
        done = subprocess.run(
            [sys.executable, "-m", "mmd_reviewer", *arguments, *everywhere],
            env=environment,
            capture_output=True,
            text=True,
        )
        said = done.stdout + done.stderr
        assert "The program made a mistake" not in said, said
        assert "Traceback" not in said, said
        return Answered(done.returncode, json.loads(done.stdout or "{}"), said)

    return run


def test_what_the_disk_still_gives_is_recovered(
    store: Path, on_bad_disk: Bad, tmp_path: Path
) -> None:
    """Half a megabyte gone: with the backup nothing is missing; without it what is, is named."""
    middle = store.stat().st_size // 2 // PAGE_SIZE * PAGE_SIZE
    part, into = (middle, middle + 30 * PAGE_SIZE), str(tmp_path / "new.sqlite")
    done = on_bad_disk(store, *part, "recover", str(store), "--into", into)
    assert (done.code, done.data["missing"]) == (1, [])
    assert [
        f"the disk does not give {30 * PAGE_SIZE:,} bytes" in row for row in done.data["unread"]
    ]
    whole = bootstrap.open_store(tmp_path / "new.sqlite", create=False)
    assert whole.seal() == bootstrap.open_store(store, create=False).seal()
    assert whole.verify().findings == ()
    shutil.rmtree(tmp_path / "s backups")
    into = str(tmp_path / "other.sqlite")
    alone = on_bad_disk(store, *part, "recover", str(store), "--into", into)
    assert alone.code == 1
    assert 0 < alone.data["facts"] < done.data["facts"]
    assert alone.data["missing"]
    assert bootstrap.open_store(tmp_path / "other.sqlite", create=False).verify().facts


@pytest.mark.parametrize("end", [PAGE_SIZE, FOREVER])
def test_of_a_store_whose_beginning_or_all_is_gone_the_backup_is_taken(
    store: Path, on_bad_disk: Bad, tmp_path: Path, end: int
) -> None:
    into = tmp_path / "new.sqlite"
    done = on_bad_disk(store, 0, end, "recover", str(store), "--into", str(into))
    assert done.code == 1, done.said
    assert done.data["facts"] == bootstrap.open_store(store, create=False).seal().facts
    assert len(done.data["unread"]) == 1


def test_a_backup_that_cannot_be_read_is_named_and_the_rest_is_taken(
    store: Path, on_bad_disk: Bad, tmp_path: Path
) -> None:
    (backup,) = (tmp_path / "s backups").iterdir()
    into = tmp_path / "new.sqlite"
    done = on_bad_disk(backup, 0, FOREVER, "recover", str(store), "--into", str(into))
    assert done.code == 1, done.said
    assert done.data["missing"] == []
    assert str(backup) in done.data["unread"][0]


@pytest.mark.parametrize("command", [("list",), ("note", "A-0003", "A note."), ("due",)])
def test_it_is_damage_and_the_way_out_is_said(
    store: Path, on_bad_disk: Bad, command: tuple[str, ...]
) -> None:
    """Nothing is written."""
    before = store.read_bytes()
    done = on_bad_disk(store, PAGE_SIZE, FOREVER, "--store", str(store), *command)
    assert done.code == 3, done.said
    assert "is damaged (" in done.said
    assert "`recover` reads what can be read" in done.said
    assert store.read_bytes() == before


def test_verify_says_that_it_cannot_be_read_to_its_end(store: Path, on_bad_disk: Bad) -> None:
    part = (store.stat().st_size // 2, FOREVER)
    done = on_bad_disk(store, *part, "--store", str(store), "verify")
    assert done.code in (1, 3), done.said
    assert "is damaged" in done.said or "cannot be read to its end" in done.said
