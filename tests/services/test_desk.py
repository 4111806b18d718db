"""The desk: one deed on one or several cases, and who lost a race is told who did what (rules C7, F2)."""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.conflict import Both
from mmd_reviewer.domain.errors import CaseChangedElsewhere
from mmd_reviewer.domain.fact import NoteAdded
from mmd_reviewer.domain.seen import ChangedSince
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from tests.making import day, new_desk, receive


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def test_who_lost_a_race_is_told_which_case_was_changed_and_by_whom(desk: Desk) -> None:
    """C7: of several cases the one that was changed is named; nothing of the deed is recorded on any."""
    one, other = receive(desk), receive(desk, ticket="MMD-2-B")
    request_queue.note(replace(desk, reviewer="Petra Novak"), other, "Asked the vendor.")
    with pytest.raises(ChangedSince, match=r"A-0002 was changed since .* Petra Novak, .*Asked the vendor") as told:
        request_queue.park(desk, [one, other], day(9), "A study.")
    assert told.value.conflict.rows == (
        Both("Parked", "", "", "until 2026-12-02: A study."),
        Both("Newest note", "", "Asked the vendor.", "Asked the vendor."),
    )
    assert [desk.case(number).parked for number in ("A-0001", "A-0002")] == [None, None]


def test_a_deed_names_a_case_once(desk: Desk) -> None:
    """C7: named twice it would follow itself; nobody else changed it, so nobody is named."""
    case = receive(desk)
    with pytest.raises(CaseChangedElsewhere) as refusal:
        desk.record([(case, [NoteAdded("one")]), (case, [NoteAdded("two")])])
    assert "Ines" not in str(refusal.value)
    assert desk.case(case.number).notes == ()
