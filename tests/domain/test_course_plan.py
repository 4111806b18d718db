"""The course plan of an edition: when notices are due and how long a course is (rules D2, B8)."""

from datetime import timedelta
from typing import Any

import pytest

from mmd_reviewer.domain.course_plan import NOTICES, STANDARD, CoursePlan, read_plan
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.revocation import schedule
from tests.making import DAY

SHORT = {"second": 20, "third": 40, "length": 60, "last_week": 7}


def test_d2_without_a_plan_the_course_is_that_of_the_page() -> None:
    """D2: days 0, 30, 60 and 83 of 90."""
    assert read_plan(None) == STANDARD
    assert [STANDARD.offset(notice) for notice in NOTICES] == [0, 30, 60, 83]


def test_d2_d7_a_plan_of_an_edition_moves_the_notices_of_its_courses() -> None:
    """D2: final = deadline − last week; D4: the warning each leaves;
    D7: the last week and one day at the least.
    """
    plan = read_plan(SHORT)
    dates = schedule(DAY, None, plan)
    assert [(dates.due(notice) - DAY).days for notice in NOTICES] == [0, 20, 40, 53]
    assert dates.deadline == DAY + timedelta(days=60)
    assert [plan.warning(notice) for notice in NOTICES] == [60, 40, 20, 7]
    assert plan.shortest == 8
    assert read_plan({**SHORT, "last_week": 10}).shortest == 11
    assert read_plan({"second": 1, "third": 2, "length": 3650, "last_week": 1}) == CoursePlan(
        1, 2, 3650, 1
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([30, 60, 90, 7], "must give second, third, length, last_week"),
        ({"second": 30, "third": 60, "length": 90}, "must give second, third, length, last_week"),
        ({**SHORT, "fourth": 50}, "must give second, third, length, last_week"),
        ({**SHORT, "third": "40"}, '"third" in "course" is no whole number of days'),
        ({**SHORT, "second": True}, '"second" in "course" is no whole number of days'),
        ({**SHORT, "second": 0}, "do not follow one another: 0, 0, 40, 53, 60"),
        ({**SHORT, "third": 20}, "do not follow one another: 0, 20, 20, 53, 60"),
        ({**SHORT, "third": 53}, "do not follow one another: 0, 20, 53, 53, 60"),
        ({**SHORT, "last_week": 0}, "do not follow one another: 0, 20, 40, 60, 60"),
        ({**SHORT, "length": 3651}, "A course of 3651 days is longer than ten years."),
    ],
)
def test_b8_a_plan_that_makes_no_course_is_refused(data: Any, words: str) -> None:
    """B8: the refusal says which number is at fault."""
    with pytest.raises(Refused, match=words) as refusal:
        read_plan(data)
    assert (refusal.value.rule, refusal.value.field) == ("B8", "course")
