"""A store that something else moves, deletes, replaces or empties while it is open: nothing is
acknowledged that is written into nothing.
"""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from mmd_reviewer.bootstrap import open_for_intake, open_for_window, recover_store
from mmd_reviewer.domain.errors import StoreDamaged, StoreError
from mmd_reviewer.services import request_queue
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import new_desk, receive


def _deleted(store: Path, _older: Path) -> None:
    store.unlink()


def _moved(store: Path, _older: Path) -> None:
    store.rename(store.with_name("moved.sqlite"))


def _replaced(store: Path, older: Path) -> None:
    older.replace(store)


def _emptied(store: Path, _older: Path) -> None:
    os.truncate(store, 0)


def _folder_moved(store: Path, _older: Path) -> None:
    store.parent.rename(store.parent.with_name("elsewhere"))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody touch a file that is open")
@pytest.mark.parametrize("happens", [_deleted, _moved, _replaced, _emptied, _folder_moved])
def test_nothing_is_acknowledged_that_is_written_into_nothing(
    tmp_path: Path, happens: Callable[[Path, Path], None]
) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    desk = new_desk(folder)
    case = receive(desk)
    store, older = folder / "s.sqlite", folder / "older.sqlite"
    desk.store.fold_log()
    shutil.copy(store, older)
    case = request_queue.note(desk, case, "The vendor has answered.")
    happens(store, older)
    with pytest.raises(StoreError, match=r"while it was open\. Nothing was recorded\. Close"):
        request_queue.note(desk, case, "Into nothing.")


def test_a_store_that_is_named_by_a_link_is_in_its_place(tmp_path: Path) -> None:
    new_desk(tmp_path).store.close()
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "s.sqlite").symlink_to(tmp_path / "s.sqlite")
    desk = new_desk(tmp_path / "links")
    assert request_queue.note(desk, receive(desk), "A call.").notes


def test_a_link_that_leads_to_nothing_yet_leads_to_the_new_store(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").symlink_to(tmp_path / "elsewhere.sqlite")
    desk = new_desk(tmp_path)
    assert request_queue.note(desk, receive(desk), "A call.").notes
    assert (tmp_path / "elsewhere.sqlite").exists()


def test_a_name_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    name = os.fsdecode(b"bad\xff.sqlite")
    with pytest.raises(StoreError, match=r"The name .*bad\\udcff\.sqlite is no text in UTF-8"):
        SqlStore(tmp_path / name, create=True)
    assert [*tmp_path.iterdir()] == []


def test_where_a_store_that_is_not_there_has_backups_they_are_named(tmp_path: Path) -> None:
    """The window begins none in its place, which would give its numbers again, and a command says
    so; of one that never was nothing is said of backups.
    """
    desk, file = new_desk(tmp_path), tmp_path / "s.sqlite"
    receive(desk)
    desk.store.back_up(datetime.now(UTC))
    desk.store.close()
    file.unlink()
    for opening in (partial(SqlStore, file), partial(open_for_window, Choices(file))):
        with pytest.raises(StoreDamaged, match="s backups: `recover` makes it anew of them"):
            opening()
    with pytest.raises(StoreError, match=r"open the window to make one\.$"):
        SqlStore(tmp_path / "other.sqlite")
    recover_store(file, tmp_path / "new.sqlite")
    new, said = open_for_intake(Choices(file))
    assert "a new store was begun, which gives numbers from the first one on again" in said[0]
    new.store.close()
    new, said = open_for_intake(Choices(file))
    assert said == ()
    new.store.close()
    again = SqlStore(tmp_path / "new.sqlite")
    assert again.verify().findings == ()
    assert again.find("A-0001")
    again.close()
