"""Deadlines moved before the first notice or just after it (rules D3, D7, D11)."""

from pathlib import Path

import pytest

from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.revocation import Schedule
from mmd_reviewer.services import letter, revocation
from tests.making import Course, called_for, day, refused


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_d7_a_deadline_shortened_before_the_first_notice(course: Course) -> None:
    """D7: it counts from the first dispatch; too late a first notice is refused."""
    case = course.revoke()
    case = revocation.retime(
        course.on(0),
        case,
        "severe_threat",
        day(20),
        "It spreads.",
        incident="I-7",
        approved_by="Petra Novak",
    )
    assert case.revocation is not None
    assert (case.revocation.planned, case.revocation.dates) == (day(20), None)
    assert refused(lambda: letter.issue(course.on(13), course.case(), "notice_first")) == (
        "D7",
        "deadline",
    )
    case = course.send(2, "first")
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(2), day(20))
    assert [notice for notice, _ in case.revocation.pending()] == ["final"]
    assert "Wednesday 13 January 2027" not in as_text(case.letters[-1].record)


def test_d7_a_first_notice_says_why_its_deadline_is_short(course: Course) -> None:
    """D7: its notice names both deadlines; a shortening replaced
    before the first notice has no letter of its own.
    """
    course.revoke()
    for deadline, why in ((day(20), "It spreads."), (day(40), "It spreads slowly.")):
        revocation.retime(
            course.on(0),
            course.case(),
            "severe_threat",
            deadline,
            why,
            incident="I-7",
            approved_by="Petra Novak",
        )
    case = course.send(0, "first")
    text = as_text(case.letters[-1].record)
    for words in (
        "Deadline of the usual course: Sunday 21 February 2027",
        "New deadline: Saturday 2 January 2027",
        "Incident: I-7",
        "It spreads slowly.",
    ):
        assert words in text
    assert "Sunday 13 December 2026" not in text
    assert called_for(case, day(0)) == ()
    assert "It spreads slowly." in as_text(course.send(30, "second").letters[-1].record)


def test_d7_a_short_deadline_leaves_eight_days_from_the_true_day(course: Course) -> None:
    """D7, D3, D11: never to earlier than 8 days,
    also when the first notice went out later than it says.
    """
    course.revoke()
    revocation.retime(
        course.on(0),
        course.case(),
        "severe_incident",
        day(8),
        "r",
        incident="I",
        approved_by="Petra Novak",
    )
    case, issued = letter.issue(course.on(0), course.case(), "notice_first")
    case = letter.dispatched(
        course.on(9), case, issued.record.number, day(9), "R", "", "Posted late."
    )
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(9), day(17))
    case = letter.correct_dispatch(
        course.on(10), case, issued.record.number, day(10), "R", "Later still."
    )
    assert case.revocation is not None
    assert case.revocation.dates == Schedule(day(10), day(18))


def test_d7_the_second_person_has_another_name(course: Course) -> None:
    """D7: an approver of another name; blanks, case and Unicode form make no other name."""
    course.notified()
    act = lambda: revocation.retime(
        course.on(1),
        course.case(),
        "severe_threat",
        day(40),
        "r",
        incident="I",
        approved_by="ines  MOREAU",
    )
    assert refused(act) == ("D7", "approved-by")


def test_d7_a_first_notice_says_why_its_deadline_is_late(course: Course) -> None:
    """D7: lengthened before it by agreement, it names both deadlines, and no incident."""
    course.revoke()
    revocation.retime(
        course.on(0), course.case(), "agreement", day(120), "The plant stands still until March."
    )
    text = as_text(course.send(0, "first").letters[-1].record)
    for words in (
        "The deadline is later than that of the usual course",
        "New deadline: Tuesday 23 March 2027",
        "The plant stands still until March.",
    ):
        assert words in text
    assert "Incident:" not in text


def test_d7_the_letter_of_a_shortening_bears_its_dispatch_day(course: Course) -> None:
    """D7, C2: asked for on a later day it is made again, as the 8 days count from it; that of a
    lengthening is given again as it is.
    """
    course.notified()
    revocation.retime(
        course.on(10),
        course.case(),
        "severe_incident",
        day(40),
        "It spreads.",
        incident="I-7",
        approved_by="Petra Novak",
    )
    _, first = letter.issue(course.on(10), course.case(), "retimed")
    assert letter.issue(course.on(10), course.case(), "retimed")[1] == first
    case, again = letter.issue(course.on(12), course.case(), "retimed")
    assert (first.record.day, again.record.day) == (day(10), day(12))
    assert (again.record.replaces, case.letters[-2].void) == (first.record.number, True)
    letter.dispatched(course.on(12), case, again.record.number, day(12), "R")
    revocation.retime(course.on(13), course.case(), "agreement", day(60), "As agreed.")
    _, longer = letter.issue(course.on(13), course.case(), "retimed")
    assert letter.issue(course.on(14), course.case(), "retimed")[1] == longer
