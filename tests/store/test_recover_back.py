"""Recovering a store that went back to a backup, with other stores' backups beside it, and of
which nothing can be read (quality, "Nothing lost").
"""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, decision, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.dialects.sqlite_pages import Pages
from mmd_reviewer.store.recover import Recovered
from tests.making import DAY, FACTOR_4, new_desk, receive

LONG_AGO = datetime.now(UTC) - timedelta(hours=2)


def _sound(data: bytearray) -> None:
    """As it is."""


def _header_gone(data: bytearray) -> None:
    data[:100] = b"x" * 100


def _header_empty(data: bytearray) -> None:
    data[:100] = bytes(100)


def _noise(data: bytearray) -> None:
    data[:] = random.Random(1).randbytes(len(data))


def went_back(folder: Path) -> tuple[Desk, Path]:
    """A decision and a case taken back, and a note after it; the backup it went back to."""
    desk = new_desk(folder)
    case = receive(desk)
    made = desk.store.back_up(LONG_AGO)
    assert made is not None
    case = assessment.answer(desk, case, FACTOR_4)
    decision.make(desk, case, Proposal("approve"))
    receive(desk, ticket="MMD-2-B", title="Taken back as a whole")
    bootstrap.go_back(desk, made.path, datetime.now(UTC))
    request_queue.note(desk, desk.case("A-0001"), "after going back")
    return desk, made.path


def recovered(folder: Path, hurt: Callable[[bytearray], None] = _sound) -> tuple[Recovered, Desk]:
    store = folder / "s.sqlite"
    data = bytearray(store.read_bytes())
    hurt(data)
    store.write_bytes(data)
    found = bootstrap.recover_store(store, folder / "new.sqlite")
    return found, bootstrap.open_desk(Choices(folder / "new.sqlite", DAY, "Ines"))


@pytest.mark.parametrize("hurt", [_sound, _header_gone, _header_empty])
@pytest.mark.parametrize("without", ["", "the one gone back to", "all"])
def test_what_was_taken_back_does_not_come_in_again(
    tmp_path: Path, hurt: Callable[[bytearray], None], without: str
) -> None:
    """The live case has no decision: recovering must not approve it."""
    desk, backup = went_back(tmp_path)
    desk.store.close()
    if without:
        backup.unlink()
    if without == "all":
        shutil.rmtree(backup.parent)
    found, new = recovered(tmp_path, hurt)
    case = new.case("A-0001")
    assert [fact.kind for fact in case.facts] == ["RequestReceived", "NoteAdded"]
    assert (case.decision, new.store.find("A-0002"), new.store.verify().findings) == (None, (), ())
    assert found.missing == ()
    assert found.left_out == (
        ()
        if without == "all"
        else (
            "A-0001: 2 entries left behind by going back to a backup.",
            "A-0002: 1 entry left behind by going back to a backup.",
        )
    )
    new.store.close()


def test_the_going_back_that_was_itself_taken_back_holds_no_longer(tmp_path: Path) -> None:
    desk, backup = went_back(tmp_path)
    before = max(desk.store.backups(), key=lambda row: row.made).path
    assert before != backup
    bootstrap.go_back(desk, before, datetime.now(UTC) + timedelta(minutes=1))
    desk.store.close()
    found, new = recovered(tmp_path)
    kinds = [fact.kind for fact in new.case("A-0001").facts]
    assert kinds == ["RequestReceived", "AnswersGiven", "DecisionMade"]
    assert (len(new.store.find("A-0002")), found.missing) == (1, ())
    assert "A-0001: 1 entry left behind by going back to a backup." in found.left_out
    new.store.close()


def test_a_page_that_is_lost_is_filled_from_the_backup_gone_back_to(tmp_path: Path) -> None:
    """What stands before the going back stays, though only a backup holds it still."""
    desk, _ = went_back(tmp_path)
    desk.store.close()

    def lost(data: bytearray) -> None:
        words = b"Jana Hofer"  # of the request, in the facts and beside them
        at = data.find(words)
        while at >= 0:
            data[at : at + len(words)] = b"x" * len(words)
            at = data.find(words)

    found, new = recovered(tmp_path, lost)
    kinds = [fact.kind for fact in new.case("A-0001").facts]
    assert (kinds, found.missing) == (["RequestReceived", "NoteAdded"], ())
    new.store.close()


def test_of_what_nothing_can_be_read_it_is_said_since_when_nothing_is_known(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    case = receive(desk)
    desk.store.back_up(LONG_AGO)
    request_queue.note(desk, case, "newest")
    desk.store.close()
    found, new = recovered(tmp_path, _noise)
    new.store.close()
    (missing,) = found.missing
    assert missing.what == (
        "none of its entries could be read: what was recorded after the backup of "
        f"{LONG_AGO:%Y-%m-%d %H:%M:%S} UTC is not known"
    )


@pytest.mark.parametrize("size", [8192, 4096, 1024, 16384])
def test_without_a_header_the_size_of_the_pages_is_found(tmp_path: Path, size: int) -> None:
    """Ours is 8192; a copy that another program packed anew may have any."""
    import sqlite3
    from contextlib import closing

    desk = new_desk(tmp_path)
    for number in range(20):
        request_queue.note(desk, receive(desk, ticket=f"MMD-{number}-B"), "A long note. " * 900)
    desk.store.close()
    file = tmp_path / "s.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute(f"PRAGMA page_size={size}")
        other.execute("VACUUM")
    data = bytearray(file.read_bytes())
    _header_gone(data)
    file.write_bytes(data)
    assert Pages(file).size == size
    found, new = recovered(tmp_path)
    assert (found.facts, found.missing) == (42, ())
    new.store.close()


def test_the_backup_of_another_store_is_left_out_and_named(tmp_path: Path) -> None:
    """It has a case of the same number."""
    other = new_desk(tmp_path / "other")
    receive(other, title="Of another store")
    other.store.close()
    desk = new_desk(tmp_path)
    receive(desk)
    desk.store.back_up(LONG_AGO)
    desk.store.close()
    stranger = tmp_path / "s backups" / "s 2020-01-01T000000Z.sqlite"
    shutil.copy(tmp_path / "other" / "s.sqlite", stranger)
    for hurt in (_header_gone, _noise):  # where nothing is left, the newest backup says whose
        found, new = recovered(tmp_path, hurt)
        assert new.case("A-0001").request.title == "Cisco AnyConnect to reach the ERP"
        assert found.left_out == (f"{stranger} is of another store: nothing of it was taken.",)
        new.store.close()
        (tmp_path / "new.sqlite").unlink()
