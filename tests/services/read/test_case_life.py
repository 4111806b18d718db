"""The line of a case's life: its marks, their days and words."""

from datetime import timedelta
from pathlib import Path

import pytest

from mmd_reviewer.domain.calendar_entry import CANCELLED, DONE, PLANNED
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import decision, deployment, letter, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.case_life import DOT, life_marks
from mmd_reviewer.services.read.course_marks import TICK, Mark
from tests.making import DAY, FACTOR_3, FACTOR_4, Course, assessed, day, new_desk, receive


def names(marks: tuple[Mark, ...]) -> list[str]:
    """The first words above each mark."""
    return ["".join(words.text for words in mark.above[0]) for mark in marks]


def below(mark: Mark) -> str:
    return "".join(words.text for line in mark.below for words in line)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """In force without an end."""
    return Course(tmp_path)


def test_a_request_was_received_and_nothing_else_happened(tmp_path: Path) -> None:
    (mark,) = life_marks(receive(new_desk(tmp_path)), day(3))
    assert (mark.code, mark.day, mark.now, names((mark,))) == (DOT, DAY, DONE, ["Received"])
    assert mark.why == "Received on Mon 2026-11-23."


def test_a_decline_is_decided_and_has_no_end(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    case = assessed(desk, FACTOR_4)
    case = decision.make(desk, case, Proposal("decline", reason="The board said no."))
    marks = life_marks(case, day(1))
    assert names(marks) == ["Received", "Decided"]
    assert [mark.code for mark in marks] == [DOT, TICK]


@pytest.mark.parametrize(("after", "name"), [(10, "Approval ends"), (400, "Approval ended")])
def test_an_approval_ends_on_its_last_day(tmp_path: Path, after: int, name: str) -> None:
    desk = new_desk(tmp_path)
    case = decision.make(desk, assessed(desk, FACTOR_3), Proposal("approve_migration", months=12))
    marks = life_marks(case, day(after))
    assert names(marks) == ["Received", "Decided", name]
    assert marks[-1].day == DAY + timedelta(365)
    assert marks[-1].now == (PLANNED if after == 10 else DONE)


def test_on_its_last_day_an_approval_still_ends(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    case = decision.make(desk, assessed(desk, FACTOR_3), Proposal("approve_migration", months=12))
    assert names(life_marks(case, DAY + timedelta(365)))[-1] == "Approval ends"
    assert names(life_marks(case, DAY + timedelta(366)))[-1] == "Approval ended"


def test_a_deployment_on_the_day_of_the_decision_stands_below_it(course: Course) -> None:
    received, decided = life_marks(course.case(), day(1))
    assert names((received, decided)) == ["Received", "Decided"]
    assert below(decided) == "In force, 3 devices"


@pytest.mark.parametrize(
    ("devices", "said"),
    [
        ((Device("S1"),), "1 device"),
        ((Device("S1"), Device("S2")), "2 devices"),
        ((), "devices not listed"),
    ],
)
def test_a_later_deployment_has_a_mark_of_its_own(
    tmp_path: Path, devices: tuple[Device, ...], said: str
) -> None:
    desk = new_desk(tmp_path)
    case = assessed(desk, FACTOR_4, timeline="permanent")
    case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    case = letter.dispatched(desk, case, issued.record.number, DAY, "MMD-1465058-R5V8P")
    later = new_desk_on(tmp_path, 4)
    case = deployment.deploy(later, later.case("A-0001"), day(4), devices)
    marks = life_marks(case, day(5))
    assert names(marks) == ["Received", "Decided", "In force"]
    assert (marks[2].day, below(marks[2]), below(marks[1])) == (day(4), said, "")


def new_desk_on(folder: Path, days: int) -> Desk:
    return new_desk(folder, day(days))


def test_a_course_stands_between_the_decision_and_the_end(course: Course) -> None:
    course.notified()
    marks = life_marks(course.case(1), day(1))
    assert names(marks) == [
        "Received",
        "Decided",
        "First notice",
        "Second notice",
        "Third notice",
        "Final notice",
        "Cover ends",
    ]
    assert [mark.day for mark in marks[2:]] == [DAY, day(30), day(60), day(83), day(90)]
    assert below(marks[2]) == "", "dispatch and reference stand in the letters"


def test_a_late_notice_says_how_late_and_nothing_more(course: Course) -> None:
    course.notified()
    course.send(33, "second")
    second = life_marks(course.case(33), day(34))[3]
    assert names((second,)) == ["Second notice"]
    assert below(second) == "3 days late"


def test_what_a_withdrawal_cancelled_is_not_on_the_line(course: Course) -> None:
    course.notified()
    revocation.withdraw(course.on(5), course.case(5), "The new version holds.")
    marks = life_marks(course.case(5), day(6))
    assert names(marks) == ["Received", "Decided", "First notice"]
    assert all(mark.now != CANCELLED for mark in marks)


def test_marks_are_in_the_order_of_their_days(course: Course) -> None:
    course.notified()
    days = [mark.day for mark in life_marks(course.case(100), day(100))]
    assert days == sorted(days)


def test_a_mark_speaks_all_its_words(course: Course) -> None:
    mark = life_marks(course.case(), day(1))[1]
    assert mark.speech() == "Decided, Mon 2026-11-23, In force, 3 devices"
