"""The marks of a course."""

from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services import letter
from mmd_reviewer.services.read.course_marks import course_marks, course_name
from tests.making import Course, day

FIRST = date(2026, 8, 31)


def test_only_entries_of_a_revocation_have_a_course() -> None:
    entry = Entry(FIRST, "E", "planned", "A-0001", "Contoso", "Collector", "A-0001-E", first=FIRST)
    assert course_name(entry) == ""
    course = Entry(
        FIRST, "A", "open", "A-0001", "Contoso", "Collector", "A-0001-R2-A1", offset=3, first=FIRST
    )
    assert course_name(course) == "A-0001-R2"


def below(course: Course, on: int, code: str) -> list[str]:
    """What stands below a mark on a day."""
    marks = course_marks(course.on(on).case("A-0001"), "A-0001-R1", day(on))
    (mark,) = [mark for mark in marks if mark.code == code]
    return ["".join(words.text for words in text) for text in mark.below if text]


@pytest.mark.parametrize(
    ("sent", "late"),
    [(28, []), (30, []), (31, ["1 day late"]), (33, ["3 days late"])],
)
def test_d4_d5_a_notice_is_late_from_the_day_after_it_was_due(
    tmp_path: Path, sent: int, late: list[str]
) -> None:
    """D4, D5: due on day 30; up to three days early it counts as that notice."""
    course = Course(tmp_path)
    course.notified()
    course.send(sent, "second")
    said = on_screen(day(sent))
    assert below(course, 40, "2") == [f"Dispatched {said}", *late, f"MMD-{sent}-R"]


def test_d4_what_is_due_and_overdue_says_whether_its_letter_is_issued(tmp_path: Path) -> None:
    """D4: until someone acts; D9: on the deadline cover has ended."""
    course = Course(tmp_path)
    course.notified()
    assert below(course, 28, "2") == ["In 2 days"]
    assert below(course, 29, "2") == ["In 1 day"]
    assert below(course, 30, "2") == ["Due today", "Not dispatched"]
    assert below(course, 31, "2") == ["Not dispatched", "1 day late"]
    letter.issue(course.on(30), course.case(), "notice_second")
    assert below(course, 30, "2") == ["Due today", "Letter issued"]
