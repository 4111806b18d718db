"""What if the first notice went out on a day (rules D2, D3, D7)."""

from datetime import date, timedelta

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.course_plan import STANDARD, CoursePlan
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.what_if import check_what_if, if_days, if_dispatched
from tests.domain.letter_cases import GROUNDS, IN_FORCE, notified
from tests.making import DAY, case

SUNDAY = date(2027, 2, 21)


def entry(number: str, day: date, code: str = "3") -> Entry:
    return Entry(day, code, "planned", number, "Fabrikam", "", f"{number}-{code}")


def holiday(day: date) -> str:
    return "Christmas Day" if (day.month, day.day) == (12, 25) else ""


def test_d2_every_date_with_its_day_off_and_the_weeks_of_others() -> None:
    """D2, D3: 0, 30, 60, 83 and 90 days after the day, whatever day it is."""
    others = [
        entry("A-0002", SUNDAY - timedelta(days=6)),  # Monday of that week
        entry("A-0003", SUNDAY + timedelta(days=1)),  # the week after
        entry("A-0004", SUNDAY, "D"),
    ]
    rows = if_days(if_dispatched(case(), STANDARD, DAY), holiday, others)
    assert [(row.what, row.day and (row.day - DAY).days) for row in rows] == [
        ("first", 0),
        ("second", 30),
        ("third", 60),
        ("final", 83),
        ("deadline", 90),
    ]
    assert [row.words for row in rows[3:]] == [
        "Sun 2027-02-14, not a working day",
        "Sun 2027-02-21, not a working day",
    ]
    assert [row.beside_words for row in rows] == [
        "",
        "",
        "",
        "",
        "Same week: A-0002 third notice Mon 2027-02-15; A-0004 cover ends Sun 2027-02-21",
    ]
    shifted = if_days(if_dispatched(case(), STANDARD, date(2026, 11, 25)), holiday, ())
    assert [row.words for row in shifted][1] == "Fri 2026-12-25, Christmas Day"


def test_d7_a_deadline_set_before_holds_and_notices_fall_away() -> None:
    """D7: a deadline that was shortened before the first notice leaves eight days at least."""
    short = case(
        *IN_FORCE, kinds.Retimed("severe_incident", None, DAY + timedelta(days=20), "r", "I", "P")
    )
    rows = if_days(if_dispatched(short, STANDARD, DAY), holiday, ())
    assert [row.words for row in rows][1:3] == ["falls away", "falls away"]
    assert rows[-1].day == DAY + timedelta(days=20)
    late = if_days(if_dispatched(short, STANDARD, DAY + timedelta(days=19)), holiday, ())
    assert late[-1].day == DAY + timedelta(days=27)


def test_d2_without_a_revocation_the_plan_of_the_edition_counts() -> None:
    """D2: a prepared revocation has its own plan."""
    plan = CoursePlan(second=10, third=20, length=40, last_week=5)
    rows = if_days(if_dispatched(case(), plan, DAY), holiday, ())
    assert rows[-1].day == DAY + timedelta(days=40)
    rows = if_days(if_dispatched(case(*IN_FORCE), plan, DAY), holiday, ())
    assert rows[-1].day == DAY + timedelta(days=90)


@pytest.mark.parametrize(
    ("of", "rule", "words"),
    [
        (case(), "D1", "no exemption in force"),
        (notified(5), "D3", "counts from 2026-11-18: its dates stand"),
    ],
)
def test_d3_a_course_that_has_begun_or_cannot_begin_is_refused(
    of: Case, rule: str, words: str
) -> None:
    """D1, D3: its dates are known, or there is nothing to revoke."""
    with pytest.raises(Refused, match=words) as refusal:
        check_what_if(of, DAY)
    assert (refusal.value.rule, refusal.value.field) == (rule, "number")


def test_d1_prepared_or_in_force_is_asked_after() -> None:
    """D1: with the grounds written, and before."""
    check_what_if(case(*IN_FORCE), DAY)
    check_what_if(case(*(body for body in IN_FORCE if body is not GROUNDS)), DAY)
