"""What a process left half written when it was killed, before its store kept a log:
SQLite's journal lies beside the file, and whoever opens it next rolls it back.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.services import request_queue
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, new_desk, receive

NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A restored copy whose first writer was killed in the middle of its pages."""
    desk = new_desk(tmp_path / "first")
    receive(desk)
    copy = desk.store.copy_to(tmp_path / "copy.sqlite", NOW).path
    file = tmp_path / "killed.sqlite"
    with closing(sqlite3.connect(copy, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size=1")
        writer.execute("BEGIN")
        for number in range(200):
            row = (bytes([number]) * 16, "field", "Ines", "x" * 5000)
            writer.execute("INSERT INTO draft VALUES (?, ?, ?, ?)", row)
        shutil.copy(copy, file)
        shutil.copy(f"{copy}-journal", f"{file}-journal")
        writer.execute("ROLLBACK")
    assert file.with_name("killed.sqlite-journal").stat().st_size
    return file


def test_what_was_left_half_written_is_rolled_back_by_the_next_opening(killed: Path) -> None:
    desk = bootstrap.open_desk(Choices(killed, DAY, "Ines"))
    assert desk.store.verify().findings == ()
    case = request_queue.note(desk, desk.case("A-0001"), "after the kill")
    assert case.notes[-1].text == "after the kill"
    desk.store.close()
    assert not killed.with_name("killed.sqlite-journal").exists()


def test_it_is_restored_whole(killed: Path, tmp_path: Path) -> None:
    bootstrap.restore_store(killed, tmp_path / "restored.sqlite", NOW)
    assert SqlStore(tmp_path / "restored.sqlite").verify().findings == ()


def test_a_file_that_may_only_be_read_keeps_its_sentence(
    killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read without its journal, half of what was never recorded would pass for the store."""
    before = killed.read_bytes()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(StoreError, match="Give yourself write permission"):
        SqlStore(killed)
    assert killed.read_bytes() == before


def test_a_rescued_store_is_not_written_over_by_the_journal_of_the_damaged_one(
    killed: Path,
) -> None:
    found, kept = bootstrap.rescue_store(killed, NOW)
    assert (found.missing, kept.with_name(f"{kept.name}-journal").exists()) == ((), True)
    assert SqlStore(killed).verify().findings == ()
