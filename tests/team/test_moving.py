"""A store moved into another: cancelled, told how far it is, and never into one that holds
something.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.deed import Draft, Job
from mmd_reviewer.domain.errors import Cancelled, StoreError
from mmd_reviewer.services import disposal, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Server
from mmd_reviewer.store import moving
from mmd_reviewer.store.opening import move_store, open_store
from tests.making import QuickPress, new_desk, receive
from tests.services.test_disposal import LATER, SECOND, declined, on
from tests.team.conftest import team_desk


@pytest.fixture
def filed(tmp_path: Path) -> Desk:
    """A file with some cases and a draft."""
    desk = new_desk(tmp_path)
    for n in range(4):
        case = receive(desk, ticket=f"MMD-{n}-T")
        request_queue.note(desk, case, f"note {n}")
    desk.store.save_draft(Draft(case.key, "reason", "Ines", "being typed"))
    return desk


def test_it_tells_how_far_it_is_and_takes_drafts_along(
    filed: Desk, tmp_path: Path, place: Server
) -> None:
    told: list[tuple[int, int]] = []
    move_store(tmp_path / "s.sqlite", place, Job(lambda done, total: told.append((done, total))))
    assert told[-1] == (4, 4)
    there = open_store(place, create=False)
    assert there.seal() == filed.store.seal()
    assert [draft.text for draft in there.drafts_by("Ines")] == ["being typed"]
    assert there.highest_number("A") == 4


def test_more_than_is_copied_at_once_is_copied_whole(
    filed: Desk, tmp_path: Path, place: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To a server and back, whatever lies at the end of a part."""
    monkeypatch.setattr(moving, "AT_ONCE", 3)
    move_store(tmp_path / "s.sqlite", place)
    move_store(place, tmp_path / "back.sqlite")
    back = open_store(tmp_path / "back.sqlite", create=False)
    assert back.seal() == filed.store.seal()
    assert back.seal().facts > 2 * 3


def test_cancelled_it_leaves_nothing(filed: Desk, tmp_path: Path, place: Server) -> None:
    for target in (place, tmp_path / "new.sqlite"):
        with pytest.raises(Cancelled):
            move_store(tmp_path / "s.sqlite", target, Job(cancelled=lambda: True))
    assert not (tmp_path / "new.sqlite").exists()
    assert move_store(tmp_path / "s.sqlite", place).facts == filed.store.seal().facts


def test_what_does_not_verify_is_not_moved(filed: Desk, tmp_path: Path, place: Server) -> None:
    move_store(tmp_path / "s.sqlite", place)
    store = open_store(place, create=False)
    with store._writing() as connection:
        cursor = store._dialect.cursor(connection)
        for statement in store._dialect.without_guards():
            cursor.execute(statement)
        cursor.execute("UPDATE fact SET kind = 'Deployed' WHERE seq = 4")
    with pytest.raises(StoreError, match="does not verify"):
        move_store(place, tmp_path / "new.sqlite")
    assert not (tmp_path / "new.sqlite").exists()


def test_c11_what_was_disposed_of_stays_so(tmp_path: Path, place: Server) -> None:
    """C11: the words are gone on the server too, and the hashes go along to a file."""
    mine = replace(team_desk(place), press=QuickPress())
    case = declined(mine)
    receive(mine, ticket="MMD-2-B")
    disposal.set_retention(mine, {"declined": 2})
    later = on(mine, LATER)
    disposal.dispose(later, later.case(case.number), "Its time has run out.", SECOND)
    assert not mine.store.verify().findings
    assert mine.store.facts(case.key) == ()
    move_store(place, tmp_path / "new.sqlite")
    filed = open_store(tmp_path / "new.sqlite", create=False)
    assert filed.facts(case.key) == ()
    assert filed.seal() == mine.store.seal()
    assert b"Xylophone" not in (tmp_path / "new.sqlite").read_bytes()
