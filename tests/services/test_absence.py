"""Absence on a store: recorded, found in the queue, over by itself, ended early."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mmd_reviewer.domain.absence import with_stood_in
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import absence, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.queue_order import find_neighbour
from mmd_reviewer.services.read.shown import shown_case
from tests.making import DAY, QuickPress, new_desk, receive, refused

LAST = DAY + timedelta(days=11)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def given(desk: Desk, who: str, ticket: str) -> Case:
    return request_queue.assign(desk, [receive(desk, ticket=ticket)], who)[0]


def of(desk: Desk, who: str, day: date) -> list[str]:
    """What the queue shows of a reviewer on a day; page, ids and count agree."""
    wish = with_stood_in(QueueFilter(reviewer=who), absence.absences(desk), day)
    rows = desk.store.page(wish, day, 100)
    assert list(desk.store.row_ids(wish, day)) == [row.id for row in rows]
    assert desk.store.count(wish, day, 100) == len(rows)
    return [row.number for row in rows]


@pytest.mark.sqlite
def test_the_cases_count_as_the_stand_ins_and_are_not_reassigned(desk: Desk) -> None:
    given(desk, "Ines", "MMD-1-A")
    given(desk, "Petra", "MMD-2-A")
    given(desk, "Ana", "MMD-3-A")
    assert absence.begin(desk, "Ines", "Petra", DAY, LAST) == "Ines"
    assert of(desk, "Petra", DAY) == of(desk, "Petra", LAST) == ["A-0001", "A-0002"]
    assert of(desk, "Ines", DAY) == ["A-0001"]
    assert of(desk, "Petra", LAST + timedelta(days=1)) == ["A-0002"]
    assert desk.case("A-0001").reviewer == "Ines"
    assert len(desk.case("A-0001").facts) == 2
    shown = shown_case(desk, "A-0001").absence
    assert shown is not None
    assert (shown.by, shown_case(desk, "A-0002").absence) == ("Petra", None)


def test_the_next_case_of_the_filter_may_be_one_of_the_absent(desk: Desk) -> None:
    given(desk, "Petra", "MMD-1-A")
    given(desk, "Ines", "MMD-2-A")
    absence.begin(desk, "Ines", "Petra", DAY, LAST)
    wish = with_stood_in(QueueFilter(reviewer="Petra"), absence.absences(desk), DAY)
    found = find_neighbour(desk.store, wish, DAY, None, "A-0001", 1, -1)
    assert found is not None
    assert found.number == "A-0002"


def test_ended_early_it_holds_no_longer(desk: Desk) -> None:
    given(desk, "Ines", "MMD-1-A")
    absence.begin(desk, "Ines", "Petra", DAY - timedelta(days=3), LAST, "Ski")
    one = absence.end(desk, "Ines")
    assert one.note == "Ski"
    assert of(desk, "Petra", DAY) == []
    assert [row.last for row in absence.absences(desk)] == [DAY - timedelta(days=1)]
    assert refused(lambda: absence.end(desk, "Ines")) == ("", "who")
    absence.begin(desk, "Ines", "Petra", DAY, LAST)
    assert refused(lambda: absence.begin(desk, "Ines", "Ana", LAST, LAST)) == ("", "first")
