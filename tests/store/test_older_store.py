"""A store of an older version, whose facts are not chained, is read, checked and chained."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled, StoreError
from mmd_reviewer.services import request_queue
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.store.tables import STORE_VERSION
from tests.making import DAY
from tests.store.sound_store import sound_store


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sound_store(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def older(sound: Path, tmp_path: Path) -> Path:
    """The same store as the version before made it: its facts are not chained."""
    path = tmp_path / "older.sqlite"
    shutil.copyfile(sound, path)
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER fact_chained")
        connection.execute("ALTER TABLE fact DROP COLUMN chain")
        connection.execute("DELETE FROM meta WHERE key = 'chain'")
        connection.execute("PRAGMA user_version=3")
    connection.close()
    return path


def test_an_older_store_is_chained_when_it_is_opened_for_work(older: Path) -> None:
    """In one transaction; cancelled, it is what it was.

    Afterwards an entry written anew is found like in any other.
    """
    store = SqlStore(older)
    assert not store.projections_current()
    with pytest.raises(Cancelled):
        store.rebuild(Job(cancelled=lambda: True))
    assert version(older) == 3
    seal = store.seal()
    store.close()
    desk = bootstrap.open_desk(Choices(older, DAY, "Ines Moreau"))
    assert version(older) == STORE_VERSION
    assert (desk.store.seal(), desk.store.verify().findings) == (seal, ())
    request_queue.note(desk, desk.case("A-0001"), "x")
    assert desk.store.verify().findings == ()
    desk.store.close()
    as_before = (
        "INSERT INTO fact (id, case_no, n, kind, content) VALUES (x'00', 2, 99, 'NoteAdded', x'00')"
    )
    with sqlite3.connect(older) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute("UPDATE fact SET chain = NULL")
        with pytest.raises(sqlite3.IntegrityError, match="close the window of the older version"):
            connection.execute(as_before)
    connection.close()


def test_a_chain_taken_away_whole_is_not_made_anew(older: Path) -> None:
    """A store of this version without its chain is not one of an older version."""
    with sqlite3.connect(older) as connection:
        connection.execute("PRAGMA user_version=4")
    connection.close()
    store = SqlStore(older)
    assert "the end of the store: its entries are not tied to one another any more" in [
        str(row) for row in store.verify().findings
    ]
    with pytest.raises(StoreError, match="do not verify"):
        store.rebuild()
    store.close()


def test_an_older_store_is_checked_and_read_without_being_changed(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`verify` writes nothing into what may be damaged;
    a store that may only be read needs no rebuild.
    """
    kept = older.read_bytes()
    store = SqlStore(older)
    assert store.verify().findings == ()
    store.close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    locked = SqlStore(older)
    assert locked.projections_current()
    assert locked.verify().findings == ()
    locked.close()
    assert older.read_bytes() == kept


def version(path: Path) -> int:
    """What the file says of the version that made it."""
    with sqlite3.connect(path) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return found
