"""Going back to a backup: the loss is told, numbers stay used,
the store of now is kept (quality, "Nothing lost").
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Seal
from mmd_reviewer.domain.going_back import loss_lines
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.kept_backups import Backup
from mmd_reviewer.domain.seen import ChangedSince
from mmd_reviewer.services import decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.going_back import loss
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, FACTOR_4, QuickPress, assessed, new_desk, receive

NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
pytestmark = pytest.mark.sqlite  # a backup is a file


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def worked_on(desk: Desk) -> Path:
    """A backup with one approved case; after it a letter
    that went out, one that did not, and a new case.
    """
    case = decision.make(desk, assessed(desk, FACTOR_4, timeline="permanent"), Proposal("approve"))
    backup = desk.store.back_up(NOW)
    assert backup is not None
    case, issued = letter.issue(desk, case)
    case = letter.dispatched(desk, case, issued.record.number, DAY, "MMD-1465058-R5V8P")
    letter.issue(desk, case, "approved", "A name was misspelt.")
    other = receive(desk, ticket="MMD-2-B", title="Zebra label printers")
    request_queue.note(desk, other, "Asked the vendor.")
    return backup.path


def test_what_would_be_lost_is_told_by_case_and_letter(desk: Desk) -> None:
    backup = worked_on(desk)
    found = loss(desk, backup)
    assert (found.deeds, found.with_customer, found.letters) == (5, 1, ("A-0001-L1", "A-0001-L2"))
    assert found.in_words() == "loses 5 deeds in 2 cases"
    assert found.counts == ((1, "new case"), (2, "issued letters"), (1, "dispatch"))
    assert [(case.number, case.gone) for case in found.cases] == [
        ("A-0001", False),
        ("A-0002", True),
    ]
    text = "\n".join(loss_lines(found))
    assert "1 of the letters is with the customer already." in text
    assert "Letter A-0001-L1 issued: Your exemption is approved." in text
    assert "A-0001-L1 and A-0001-L2 stay used." in text
    assert loss(desk, backup).deeds == 5, "looking changes nothing"
    again = desk.store.back_up(NOW + timedelta(minutes=30))
    assert again is not None
    assert loss(desk, again.path).in_words() == "loses nothing"
    request_queue.note(desk, desk.case("A-0001"), "Asked the customer.")
    assert "with the customer already" not in "\n".join(loss_lines(loss(desk, again.path)))


def test_gone_back_numbers_stay_used_and_the_store_of_now_is_kept(
    desk: Desk, tmp_path: Path
) -> None:
    backup = worked_on(desk)
    elsewhere = bootstrap.open_desk(Choices(tmp_path / "s.sqlite", DAY, "Petra Novak"))
    assert len(elsewhere.case("A-0001").letters) == 2
    bootstrap.go_back(desk, backup, NOW + timedelta(hours=1))
    for one in (desk, elsewhere):  # another window on the same file sees it too
        case = one.case("A-0001")
        assert (case.letters, case.letters_given, one.store.find("A-0002")) == ((), 2, ())
    assert "letters up to 2 stay used" in tell(case.facts[-1])
    _, issued = letter.issue(desk, desk.case("A-0001"))
    assert issued.record.number == "A-0001-L3"
    assert receive(desk, ticket="MMD-3-C").number == "A-0003"
    assert desk.store.verify().findings == ()
    kept = desk.store.backups()
    assert loss(desk, kept[0].path).in_words() == "loses 4 deeds in 2 cases", "what was done since"
    bootstrap.go_back(desk, kept[0].path, NOW + timedelta(hours=2))
    assert [row.record.number for row in desk.case("A-0001").letters] == ["A-0001-L1", "A-0001-L2"]
    assert desk.case("A-0002").notes[0].text == "Asked the vendor."
    assert receive(desk, ticket="MMD-4-D").number == "A-0004"
    assert desk.store.verify().findings == ()
    assert not list(tmp_path.rglob("*mmd-reviewer-part*"))


@pytest.mark.parametrize("still", [1, 2])
def test_what_others_record_while_the_store_goes_back_is_in_the_backup(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, still: int
) -> None:
    """Or it is refused: `still` times somebody records between the backup and the going back."""
    backup = worked_on(desk)
    elsewhere = bootstrap.open_desk(Choices(tmp_path / "s.sqlite", DAY, "Petra Novak"))
    held = elsewhere.case("A-0001")
    restore, times = bootstrap.restore_store, []

    def slowly(*given: Any) -> Backup:
        made = restore(*given)
        times.append(1)
        if len(times) == 1:
            request_queue.note(elsewhere, elsewhere.case("A-0001"), "meanwhile")
        return made

    become = SqlStore._became

    def late(store: SqlStore, other: Path, before: Seal) -> bool:
        if len(times) == 2 == still:
            request_queue.note(elsewhere, elsewhere.case("A-0001"), "at the last moment")
        return become(store, other, before)

    monkeypatch.setattr(bootstrap, "restore_store", slowly)
    monkeypatch.setattr(SqlStore, "_became", late)
    bootstrap.go_back(desk, backup, NOW + timedelta(hours=1))
    assert len(times) == still + 1
    assert desk.case("A-0001").notes == ()
    with pytest.raises(ChangedSince, match="The store went back"):
        request_queue.note(elsewhere, held, "on what is gone")
    assert desk.store.verify().findings == ()
    newest = bootstrap.open_a_copy(Choices(desk.store.backups()[0].path, DAY), "")
    assert [note.text for note in newest.case("A-0001").notes] == [
        "meanwhile",
        "at the last moment",
    ][:still]


def test_a_restored_store_of_its_own_knows_the_numbers_too(desk: Desk, tmp_path: Path) -> None:
    """Into a new file, with the store of now untouched."""
    backup = worked_on(desk)
    before = str(desk.store.seal())
    bootstrap.restore_store(backup, tmp_path / "new.sqlite", NOW, None, desk)
    new = replace(
        bootstrap.open_desk(Choices(tmp_path / "new.sqlite", DAY, "Ines")), press=QuickPress()
    )
    assert letter.issue(new, new.case("A-0001"))[1].record.number == "A-0001-L3"
    assert receive(new, ticket="MMD-3-C").number == "A-0003"
    assert str(desk.store.seal()) == before
    assert not desk.store.is_backup(tmp_path / "none.sqlite")
    assert not desk.store.is_backup(Path(__file__))
