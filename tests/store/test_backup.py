"""Backups: verified copies while the store is in use, thinned,
never over a file; nothing is left of one that fails.
"""

import os
import sqlite3
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import exc

from mmd_reviewer.bootstrap import restore_store
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled, StoreError
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.store import backup
from mmd_reviewer.store.backup_names import backups_of, folder_of, name_of
from mmd_reviewer.store.dialects.sqlite_file import check_ours
from mmd_reviewer.store.recover import recover
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


def held(store: SqlStore) -> list[int]:
    """How many facts the backups hold, the newest by its name first."""
    found = [backup.reach_of(file) for _, file in backups_of(store.path, folder_of(store.path))]
    return [there.facts for there in found if there is not None]


def test_a_backup_is_thinned_only_where_a_newer_one_holds_all_of_it(
    store: SqlStore, desk: Desk, tmp_path: Path
) -> None:
    """An older copy was put in the place of the store, and work went on: within one hour."""
    early = store.copy_to(tmp_path / "early.sqlite", NOW)
    request_queue.note(desk, desk.case("A-0001"), "the word that must not be lost")
    store.back_up(NOW)
    store.take_over(lambda: early.path)
    request_queue.note(desk, desk.case("A-0001"), "another")
    store.back_up(NOW + timedelta(minutes=1))
    assert held(store) == [4, 4]
    request_queue.note(desk, desk.case("A-0001"), "and on")
    store.back_up(NOW + timedelta(minutes=2))
    assert held(store) == [5, 4], "the one with the word alone is not in a newer one"


def test_a_backup_that_holds_a_file_more_stays(store: SqlStore, desk: Desk) -> None:
    """The file of a letter may have gone without an entry that says so."""
    with sqlite3.connect(store.path) as connection:
        connection.execute("INSERT INTO document VALUES (x'aa', 'text/plain', x'01')")
        connection.commit()
        store.back_up(NOW)
        connection.execute("DROP TRIGGER document_no_delete")
        connection.execute("DELETE FROM document WHERE id = x'aa'")
    connection.close()
    request_queue.note(desk, desk.case("A-0001"), "x")
    store.back_up(NOW + timedelta(minutes=1))
    assert held(store) == [4, 3]


def test_backups_of_another_store_under_the_same_name_stay(store: SqlStore, tmp_path: Path) -> None:
    """Another was put in the place of the store."""
    store.back_up(NOW)
    store.close()
    other = new_desk(tmp_path / "elsewhere")
    other.store.close()
    (tmp_path / "elsewhere" / "s.sqlite").replace(store.path)
    desk = replace(other, store=SqlStore(store.path))
    assert isinstance(desk.store, SqlStore)
    assert desk.store.newest_backup() is None
    for minutes in (1, 2):
        receive(desk, ticket=f"MMD-{minutes}-T")
        desk.store.back_up(NOW + timedelta(minutes=minutes))
    assert held(desk.store) == [4, 3]
    newest = desk.store.newest_backup(NOW + timedelta(hours=1))
    assert newest is not None
    assert newest.facts == 4


def test_a_store_recorded_anew_holds_what_the_one_before_it_held(
    store: SqlStore, desk: Desk, tmp_path: Path
) -> None:
    """Recovered, its entries came in another order: they are compared one by one."""
    receive(desk, ticket="MMD-2-T")
    request_queue.note(desk, desk.case("A-0001"), "x")
    made = store.back_up(NOW)
    assert made is not None
    store.close()
    recover(made.path, tmp_path / "new.sqlite")
    store.path.unlink()
    (tmp_path / "new.sqlite").rename(store.path)
    again = SqlStore(store.path)
    anew = replace(desk, store=again)
    request_queue.note(anew, anew.case("A-0001"), "y")
    again.back_up(NOW + timedelta(minutes=1))
    assert held(again) == [made.facts + 1]
    again.close()


def test_a_backup_of_a_clock_that_was_ahead_is_not_the_newest(
    store: SqlStore, desk: Desk, tmp_path: Path
) -> None:
    ahead, usb = NOW + timedelta(days=400), tmp_path / "usb"
    usb.mkdir()
    store.back_up(ahead)
    store.catch_up(usb, ahead)
    request_queue.note(desk, desk.case("A-0001"), "x")
    made = store.back_up(NOW)
    assert made is not None
    assert store.back_up(NOW + timedelta(hours=2)) is None, "nothing changed"
    newest = store.newest_backup(NOW + timedelta(hours=2))
    assert newest is not None
    assert newest.path == made.path
    copied = store.catch_up(usb, NOW + timedelta(hours=2))
    assert copied is not None
    assert copied.name == made.path.name
    assert held(store) == [3, 4]


def test_backups_made_at_once_do_not_touch_one_another(store: SqlStore) -> None:
    """As of two windows that are closed together: one file at least, and nothing that fails."""
    with ThreadPoolExecutor(3) as pool:
        made = [*pool.map(lambda _: SqlStore(store.path).back_up(NOW), range(3))]
    found = backups_of(store.path, folder_of(store.path))
    assert any(made)
    assert {file for _, file in found} <= {row.path for row in made if row is not None}
    assert set(held(store)) == {3}
    assert not [*folder_of(store.path).glob(".*")]


def test_what_a_copy_to_a_named_file_left_is_cleared(store: SqlStore, tmp_path: Path) -> None:
    """Of that name alone: the folder is the person's own."""
    left, theirs = tmp_path / ".copy [1].sqlite.7-ab.part", tmp_path / ".film.part"
    for file in (left, theirs):
        file.write_text("x")
        os.utime(file, (time.time() - 4000,) * 2)
    store.copy_to(tmp_path / "copy [1].sqlite", NOW)
    assert not left.exists()
    assert theirs.exists()


def test_a_name_that_is_no_moment_and_what_is_no_file_are_no_backups(store: SqlStore) -> None:
    folder = folder_of(store.path)
    folder.mkdir()
    (folder / "s 2026-99-99T999999Z.sqlite").write_text("x")
    (folder / name_of(store.path, NOW)).mkdir()
    assert store.backups() == ()
    assert store.back_up(NOW) is not None
    assert [row.made for row in store.backups()] == [NOW + timedelta(seconds=1)]


def test_a_folder_of_backups_that_cannot_be_read_is_told(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.back_up(NOW)

    def locked(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", locked)
    for asked in (store.backups, store.newest_backup, lambda: store.back_up(NOW)):
        with pytest.raises(StoreError, match="s backups, where the backups are, cannot be read"):
            asked()


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
    left, written = (folder_of(store.path) / f".s 2026.sqlite.{n}.part" for n in (1, 2))
    left.write_text("of a backup that was cut short")
    written.write_text("of another that is being written")
    os.utime(left, (time.time() - 4000,) * 2)
    assert store.back_up(NOW) is not None
    assert not left.exists()
    assert written.exists()
    assert len(list(folder_of(store.path).iterdir())) == 2


def test_a_disk_that_fills_up_while_the_copy_is_looked_at_is_said(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look sorts in files of its own; nothing is left of the copy."""

    def full(*_: object) -> None:
        cause = sqlite3.OperationalError("database or disk is full")
        cause.sqlite_errorname = "SQLITE_FULL"
        raise exc.OperationalError("SELECT", {}, cause)

    monkeypatch.setattr(backup, "damage", full)
    with pytest.raises(StoreError, match=r"is full: free some space, .* No backup was made\.$"):
        store.back_up(NOW)
    assert [*(tmp_path / "s backups").iterdir()] == []


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
    (folder / name_of(store.path, NOW)).write_text("noise")
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
    for place in range(2):
        assert len(desk.case("A-0001").notes) == place  # a connection stays open, with its locks
        check_ours(store.path)
        store.copy_to(tmp_path / f"copy{place}.sqlite", NOW)
        subprocess.run([sys.executable, "-c", note, str(store.path)], check=True)
        assert [draft.text for draft in store.drafts("ab" * 16, "x")] == ["from elsewhere"]
        request_queue.note(desk, desk.case("A-0001"), "x")
    assert store.verify().findings == ()
