"""Backups: verified copies while the store is in use, thinned,
never over a file; nothing is left of one that fails.
"""

import os
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mmd_reviewer.bootstrap import restore_store
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled, StoreError
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.store import backup
from mmd_reviewer.store.backup import backups_of, folder_of
from mmd_reviewer.store.dialects.sqlite_file import check_ours
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import new_desk, receive

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    receive(desk)
    return desk


@pytest.fixture
def store(desk: Desk) -> SqlStore:
    assert isinstance(desk.store, SqlStore)
    return desk.store


def test_a_backup_holds_what_the_store_holds_also_what_stands_in_the_log(
    store: SqlStore, tmp_path: Path
) -> None:
    """Taken while the store is open; it is one file that verifies, for its owner's eyes only."""
    made = store.back_up(NOW)
    assert made is not None
    assert made.path == tmp_path / "s backups" / "s 2026-11-23T120000Z.sqlite"
    assert (made.facts, len(made.seal)) == (3, 64)
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]
    copy = SqlStore(made.path)
    assert copy.verify().findings == ()
    assert copy.seal() == store.seal()
    copy.close()
    if os.name == "posix":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_nothing_changed_nothing_is_made(store: SqlStore, desk: Desk) -> None:
    first = store.back_up(NOW)
    assert store.back_up(NOW + timedelta(hours=1)) is None
    request_queue.note(desk, desk.case("A-0001"), "x")
    later = store.back_up(NOW + timedelta(hours=2))
    assert first is not None
    assert later is not None
    assert [row.path for row in store.backups()] == [later.path, first.path]
    assert store.backups()[0].seal == later.seal != first.seal
    newest = store.newest_backup()
    assert newest is not None
    assert (newest.path, newest.facts) == (later.path, 4)


def test_older_ones_are_thinned(store: SqlStore, desk: Desk, tmp_path: Path) -> None:
    """Two within an hour of an earlier day: the newer stays."""
    for minutes in (0, 20, 40):
        request_queue.note(desk, desk.case("A-0001"), f"{minutes}")
        store.back_up(NOW + timedelta(minutes=minutes))
    request_queue.note(desk, desk.case("A-0001"), "days later")
    store.back_up(NOW + timedelta(days=3))
    moments = [made for made, _ in backups_of(store.path, folder_of(store.path))]
    assert moments == [NOW + timedelta(days=3), NOW + timedelta(minutes=40)]


def test_a_backup_never_overwrites_and_is_made_of_a_store_only(
    store: SqlStore, tmp_path: Path
) -> None:
    taken = tmp_path / "mine.sqlite"
    taken.write_text("mine")
    with pytest.raises(StoreError, match="never overwrites"):
        store.copy_to(taken, NOW)
    assert taken.read_text() == "mine"
    with pytest.raises(StoreError, match="not a store"):
        restore_store(taken, tmp_path / "new.sqlite", NOW)
    with pytest.raises(StoreError, match="There is no file"):
        restore_store(tmp_path / "none.sqlite", tmp_path / "new.sqlite", NOW)
    assert not (tmp_path / "new.sqlite").exists()


def test_a_damaged_store_gives_no_backup(store: SqlStore, tmp_path: Path) -> None:
    """A copy that does not verify is taken away, and the sentence says so."""
    with sqlite3.connect(store.path) as connection:
        connection.execute("DROP TRIGGER fact_no_update")
        connection.execute("UPDATE fact SET content = x'7b7d' WHERE n = 0 AND case_no = 2")
    connection.close()
    with pytest.raises(StoreError, match=r"does not verify .*No backup was made"):
        store.copy_to(tmp_path / "copy.sqlite", NOW)
    assert not list(tmp_path.glob("*copy*"))


def test_what_fails_or_is_cancelled_leaves_nothing(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "copy.sqlite"
    with pytest.raises(Cancelled):
        store.copy_to(target, NOW, Job(cancelled=lambda: True))
    assert not list(target.parent.iterdir())

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"No space left .*No backup was made"):
        store.copy_to(target, NOW)
    assert not list(target.parent.iterdir())
    monkeypatch.undo()
    (folder_of(store.path)).mkdir()
    (folder_of(store.path) / ".s 2026.sqlite.part").write_text("of a backup that was cut short")
    assert store.back_up(NOW) is not None
    assert len(list(folder_of(store.path).iterdir())) == 1


def test_a_backup_becomes_a_store_again(store: SqlStore, desk: Desk, tmp_path: Path) -> None:
    made = store.back_up(NOW)
    assert made is not None
    request_queue.note(desk, desk.case("A-0001"), "after the backup")
    back = restore_store(made.path, tmp_path / "back.sqlite", NOW)
    assert back.facts == 3
    again = SqlStore(back.path)
    assert again.verify().findings == ()
    assert again.highest_number("A") == 1
    again.close()


def test_a_backup_that_cannot_be_read_is_left_out(store: SqlStore) -> None:
    folder = folder_of(store.path)
    folder.mkdir()
    (folder / backup.name_of(store.path, NOW)).write_text("noise")
    assert store.newest_backup() is None
    assert store.backups() == ()
    assert store.back_up(NOW + timedelta(minutes=1)) is not None


def test_a_look_at_a_file_takes_no_lock_away(store: SqlStore, desk: Desk, tmp_path: Path) -> None:
    """Opened and closed by anything but SQLite, a file loses the locks of this process:
    others then delete its log.
    """
    import subprocess
    import sys

    note = (
        "import sys; from pathlib import Path; from mmd_reviewer.store.sql_store import SqlStore; "
        "s = SqlStore(Path(sys.argv[1])); s.save_draft(__import__('mmd_reviewer.domain.deed', "
        "fromlist=['x'])"
        ".Draft('ab' * 16, 'f', 'x', 'from elsewhere')); s.close()"
    )
    for place in range(3):
        assert len(desk.case("A-0001").notes) == place  # a connection stays open, with its locks
        check_ours(store.path)
        store.copy_to(tmp_path / f"copy{place}.sqlite", NOW)
        subprocess.run([sys.executable, "-c", note, str(store.path)], check=True)
        assert [draft.text for draft in store.drafts("ab" * 16, "x")] == ["from elsewhere"]
        request_queue.note(desk, desk.case("A-0001"), "x")
    assert store.verify().findings == ()
