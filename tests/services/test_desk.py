"""The desk: one deed on one or several cases,
and who lost a race is told who did what (rules C7, F2).
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.conflict import Both
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import CaseChangedElsewhere, StoreError
from mmd_reviewer.domain.fact import DESK_KEY, Fact, NoteAdded
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.seen import ChangedSince
from mmd_reviewer.services import (
    assessment,
    decision,
    deployment,
    evidence,
    letter,
    removal,
    request_queue,
    revocation,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.ports import Store
from mmd_reviewer.settings import Choices
from tests.making import DAY, FACTOR_4, GROUNDS, LAPTOP, TABLET, Course, day, new_desk, receive


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def test_who_lost_a_race_is_told_which_case_was_changed_and_by_whom(desk: Desk) -> None:
    """C7: of several cases the one that was changed is named;
    nothing of the deed is recorded on any.
    """
    one, other = receive(desk), receive(desk, ticket="MMD-2-B")
    request_queue.note(replace(desk, reviewer="Petra Novak"), other, "Asked the vendor.")
    with pytest.raises(
        ChangedSince, match=r"A-0002 was changed since .* Petra Novak, .*Asked the vendor"
    ) as told:
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


class CountingStore:
    """A store that counts how often the desk's own facts are read."""

    def __init__(self, store: Store) -> None:
        self._store, self.read = store, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def facts(self, key: str) -> tuple[Fact, ...]:
        self.read += key == DESK_KEY
        return self._store.facts(key)


def test_a_deed_reads_its_moment_once(tmp_path: Path) -> None:
    """F2, C9: day, edition, station, sender and joined customers are those of one moment."""
    course = Course(tmp_path)
    plain = course.on(0)
    old = receive(plain, ticket="MMD-2-B")
    counting = CountingStore(plain.store)
    desk = replace(plain, store=counting)
    deeds: dict[str, Callable[[Case], object]] = {
        "answer": lambda case: assessment.answer(desk, case, FACTOR_4),
        "decide": lambda case: decision.make(desk, case, Proposal("approve", months=6)),
        "letter": lambda case: letter.issue(desk, case),
        "dispatch": lambda case: letter.dispatched(
            desk, case, case.letters[-1].record.number, DAY, "MMD-2-B"
        ),
        "deploy": lambda case: deployment.deploy(desk, case, DAY, (LAPTOP, TABLET)),
        "revoke": lambda case: revocation.revoke(desk, case, ["stability"], **GROUNDS),
        "notice": lambda case: letter.issue(desk, case, "notice_first"),
        "notified": lambda case: letter.dispatched(
            desk, case, case.letters[-1].record.number, DAY, "MMD-2-B"
        ),
        "retime": lambda case: revocation.retime(desk, case, "agreement", day(120), "More time."),
        "note": lambda case: request_queue.note(desk, case, "Asked the vendor."),
        "file": lambda case: evidence.attach(desk, case, "a.txt", b"words"),
        "undo": lambda case: request_queue.undo(desk, case),
        "told elsewhere": lambda case: letter.told_elsewhere(
            desk, [case], "", Dispatch(DAY, "Mail 7"), "Petra Novak"
        ),
        "removal": lambda case: removal.confirm_removal(desk, case, [LAPTOP.serial], DAY, "Jana"),
        "withdraw": lambda case: revocation.withdraw(desk, case, "A fixed driver."),
    }
    read = {}
    for name, deed in deeds.items():
        case = plain.case(old.number)
        counting.read = 0
        deed(case)
        read[name] = counting.read
    assert read == dict.fromkeys(deeds, 1)


class FailingStore(CountingStore):
    """A store whose last step fails, after everything stands or before anything does."""

    def __init__(self, store: Store, *, stands: bool, readable: bool = True) -> None:
        super().__init__(store)
        self.stands, self.readable = stands, readable

    def record(self, *args: Any) -> None:
        if self.stands:
            self._store.record(*args)
        self.failed = True
        raise StoreError("The disk reported an error: check the disk. Nothing was recorded.")

    def facts(self, key: str) -> tuple[Fact, ...]:
        if not self.readable and hasattr(self, "failed"):
            raise StoreError("The disk reported an error.")
        return super().facts(key)


@pytest.mark.parametrize(
    ("stands", "readable", "words"),
    [
        (
            True,
            True,
            "The disk reported an error: check the disk. The deed is recorded all the same.",
        ),
        (False, True, "The disk reported an error: check the disk. Nothing was recorded."),
        (
            True,
            False,
            "The disk reported an error: check the disk. Whether it was recorded, `verify` and "
            "`show` tell"
            " afterwards.",
        ),
    ],
)
def test_a_deed_whose_last_step_fails_says_what_stands(
    desk: Desk, stands: bool, readable: bool, words: str
) -> None:
    """A commit may stand although its last sync failed: the store itself is asked."""
    case = receive(desk)
    with pytest.raises(StoreError) as failure:
        request_queue.note(
            replace(desk, store=FailingStore(desk.store, stands=stands, readable=readable)),
            case,
            "A",
        )
    assert str(failure.value) == words
    assert len(desk.case("A-0001").notes) == int(stands)


def test_a_store_has_one_identity_for_ever(tmp_path: Path) -> None:
    """What a calendar knows its entries by: twelve digits, another for each store."""
    (tmp_path / "other").mkdir()
    here, there = new_desk(tmp_path), new_desk(tmp_path / "other", reviewer="Petra Novak")
    known = here.store_id()
    assert len(known) == 12
    assert int(known, 16) >= 0
    receive(here)
    here.confirm_date()
    assert here.store_id() == known != there.store_id()


@pytest.mark.parametrize(
    ("sample", "mark"),
    [(False, ("", "")), (True, ("Sample", "Made-up cases in a store of their own"))],
)
def test_every_view_says_that_its_cases_are_made_up(
    tmp_path: Path, sample: bool, mark: tuple[str, str]
) -> None:
    choices = Choices(tmp_path / "s.sqlite", DAY, "Ines Moreau", "UTC", sample=sample)
    assert bootstrap.open_desk(choices, create=True).standing().mark == mark
