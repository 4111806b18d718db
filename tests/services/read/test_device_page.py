"""One device: what it carries, its cover, what stood in its place, what was told (C10, D9)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer.domain.case import Told
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.device_history import CORRECTED, EXCHANGED, Former
from mmd_reviewer.services import appeal, decision, letter, removal
from mmd_reviewer.services.read.device_page import (
    Carried,
    DevicePage,
    course_words,
    former_words,
    read_device,
    told_words,
)
from tests.making import DAY, FACTOR_4, LAPTOP, Course, assessed, day, put_in_force, refused

MACHINES = (
    Device("S1", "HP", "Elite", "PC-1"),
    Device("S2", "HP", "Elite", "PC-2"),
    Device("S3", "HP", "Elite", "PC-3"),
)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A-0001 in force on S1 to S3."""
    return Course(tmp_path, MACHINES)


def page(course: Course, name: str, days: int = 0) -> DevicePage:
    return read_device(course.on(days), name)


def only(course: Course, name: str, days: int = 0) -> Carried:
    (row,) = page(course, name, days).carried
    return row


@pytest.mark.parametrize("name", ["S1", "s1", " S1 ", "PC-1", "pc-1"])
def test_a_device_is_found_by_its_serial_number_or_its_name(course: Course, name: str) -> None:
    found = page(course, name)
    assert (found.device.serial, found.device.name) == ("S1", "PC-1")
    assert [row.case.number for row in found.carried] == ["A-0001"]


def test_a_device_that_no_case_lists_is_refused(course: Course) -> None:
    assert refused(lambda: page(course, "S9")) == ("", "serial")


def test_a_device_in_force_is_covered_and_carries_it_since_its_deployment(course: Course) -> None:
    row = only(course, "S1", 5)
    assert (row.carries, row.since, row.state, row.released) == (True, DAY, "in_force", False)
    assert course_words(row) == "In force"
    assert page(course, "S1", 5).worst.state == "covered"


@pytest.mark.parametrize(
    ("days", "state", "words", "cover"),
    [
        (10, "in_revocation", "In revocation, last day to act Sun 2027-02-21", "in_notice"),
        (89, "in_revocation", "In revocation, last day to act Sun 2027-02-21", "in_notice"),
        (90, "cover_ended", "Cover ended, ended Sun 2027-02-21", "not_covered"),
        (200, "cover_ended", "Cover ended, ended Sun 2027-02-21", "not_covered"),
    ],
)
def test_in_a_revocation_it_says_until_when(
    course: Course, days: int, state: str, words: str, cover: str
) -> None:
    course.notified()
    row = only(course, "S1", days)
    assert (row.state, course_words(row), row.cover.state) == (state, words, cover)


def test_a_device_removed_carries_it_no_more_and_one_found_again_does(course: Course) -> None:
    course.notified()
    removal.confirm_removal(course.on(5), course.case(), ["S1"], day(5), "Jana", by_service=False)
    row = only(course, "S1", 6)
    assert (row.carries, row.since, course_words(row)) == (False, DAY, "Carries it no more")
    assert row.cover.state == "removed"
    removal.found_again(course.on(8), course.case(8), ["S1"], day(8), "Ines")
    again = only(course, "S1", 9)
    assert (again.carries, again.since) == (True, day(8))


def test_a_device_that_an_appeal_released_is_not_in_the_revocation(course: Course) -> None:
    """D8: it keeps its cover, and its page says so."""
    course.notified()
    appeal.raise_appeal(course.on(3), course.case(), day(3), "upgrade", "One site needs it", None)
    appeal.decide_appeal(
        course.on(4), course.case(4), "varied", "One keeps it", released=("S1",), actions="Update"
    )
    assert course_words(only(course, "S1", 5)) == "Released from the revocation"
    assert "last day to act" in course_words(only(course, "S2", 5))
    assert not only(course, "S1", 3).released, "not before the day of the outcome"


def test_a_corrected_number_leads_to_the_machine_and_is_named(course: Course) -> None:
    """D9: the wrong number is still asked for."""
    removal.correct_serial(
        course.on(2), course.case(), "S1", Device("S10", "HP", "Elite"), "Misread"
    )
    for name in ("S1", "S10"):
        found = page(course, name, 3)
        assert found.device.serial == "S10"
        assert [former_words(row) for row in found.formers] == ["S1, corrected Wed 2026-11-25"]


def test_an_exchanged_machine_and_the_one_in_its_place_are_two(course: Course) -> None:
    new = Device("S20", "HP", "Elite")
    removal.exchange(course.on(2), course.case(), "S2", new, day(2), "Repaired by exchange")
    old, now = page(course, "S2", 3), page(course, "S20", 3)
    assert (old.carried[0].carries, now.carried[0].carries) == (False, True)
    assert old.formers == ()
    assert [former_words(row) for row in now.formers] == ["S2, exchanged Wed 2026-11-25"]
    assert now.formers[0].reason == "Repaired by exchange"


def test_what_stood_in_its_place_is_listed_oldest_first(course: Course) -> None:
    removal.exchange(course.on(2), course.case(), "S2", Device("S20", "HP", "E"), day(2), "One")
    removal.correct_serial(course.on(4), course.case(4), "S20", Device("S21", "HP", "E"), "Two")
    assert [(row.device.serial, row.how, row.on) for row in page(course, "S21", 5).formers] == [
        ("S2", EXCHANGED, day(2)),
        ("S20", CORRECTED, day(4)),
    ]


def told(course: Course, name: str, days: int) -> list[str]:
    return [told_words(row) for row in only(course, name, days).told]


def test_letters_that_named_the_device_are_listed_once_dispatched(course: Course) -> None:
    course.notified()
    assert told(course, "S1", 1) == ["First notice A-0001-L2, Mon 2026-11-23"]
    assert told(course, "S1", 0) == ["First notice A-0001-L2, Mon 2026-11-23"]
    course.send(30, "second")
    assert told(course, "S1", 31) == [
        "First notice A-0001-L2, Mon 2026-11-23",
        "Second notice A-0001-L3, Wed 2026-12-23",
    ]
    assert told(course, "S1", 10) == ["First notice A-0001-L2, Mon 2026-11-23"], "as of that day"


def test_a_letter_that_is_issued_and_not_dispatched_told_nothing(course: Course) -> None:
    course.revoke()
    letter.issue(course.on(0), course.case(), "notice_first")
    assert told(course, "S1", 0) == []


def test_the_letters_of_the_machine_before_are_not_those_of_the_one_in_its_place(
    course: Course,
) -> None:
    """An exchanged machine was told of; the new one was not. A corrected number is the same one."""
    course.notified()
    removal.exchange(
        course.on(2), course.case(2), "S2", Device("S20", "HP", "E"), day(2), "Repaired"
    )
    removal.correct_serial(course.on(2), course.case(2), "S1", Device("S10", "HP", "E"), "Misread")
    assert told(course, "S20", 3) == []
    assert told(course, "S2", 3) == ["First notice A-0001-L2, Mon 2026-11-23"]
    assert told(course, "S10", 3) == ["First notice A-0001-L2, Mon 2026-11-23"]


def test_of_several_exemptions_the_worst_cover_counts(course: Course) -> None:
    """D9: not covered by one of them is not covered."""
    desk = course.on(0)
    other = assessed(desk, FACTOR_4, ticket="MMD-9-Z", title="Zoom", timeline="permanent")
    other = decision.make(desk, other, Proposal("approve"))
    put_in_force(desk, other, DAY, [MACHINES[0], LAPTOP])
    course.notified()
    found = page(course, "S1", 100)
    assert [(row.case.number, row.cover.state) for row in found.carried] == [
        ("A-0001", "not_covered"),
        ("A-0002", "covered"),
    ]
    assert found.worst.state == "not_covered"
    assert page(course, LAPTOP.serial, 100).worst.state == "covered"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "First notice A-0001-L2, Mon 2026-11-23"),
        ({"kind": "cover_ended"}, "End of cover A-0001-L2, Mon 2026-11-23"),
        ({"letter": ""}, "First notice told elsewhere, Mon 2026-11-23"),
    ],
)
def test_what_told_of_it_is_named_by_its_kind_and_day(given: dict[str, Any], words: str) -> None:
    row = Told("A-0001-L2", DAY, "MMD-1-R", "notice_first")
    assert told_words(replace(row, **given)) == words


def test_what_was_before_is_named_with_how_it_ended() -> None:
    assert former_words(Former(MACHINES[0], EXCHANGED, DAY, "Repaired")) == (
        "S1, exchanged Mon 2026-11-23"
    )
