"""Months, days and their words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.period import (
    add_days,
    add_months,
    check_clock,
    count,
    in_words,
    on_screen,
    sensible,
    whole_months,
)
from tests.making import DAY, day, refused


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2019-11-30", 3, "2020-02-29"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-01-31", 2, "2020-03-31"),
        ("2019-11-22", 3, "2020-02-22"),
        ("2019-11-22", 12, "2020-11-22"),
        ("2019-11-30", 12, "2020-11-30"),
        ("2020-02-29", 3, "2020-05-29"),
        ("2019-08-31", 3, "2019-11-30"),
        ("2019-08-31", 12, "2020-08-31"),
        ("9999-12-01", 12, "9999-12-31"),
    ],
)
def test_c5_months_from_the_original_start(start: str, months: int, end: str) -> None:
    """C5: same day of the month, or the month's last day where that does not exist."""
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_c5_months_end_with_the_calendar() -> None:
    """C5: past year 9999 it is the last day there is, before year 1 the first."""
    assert add_months(date(9999, 6, 30), 12) == date.max
    assert add_months(date(1, 6, 30), -12) == date.min
    assert add_months(date(1, 6, 30), -5) == date(1, 1, 30)


@given(st.dates(date(2000, 1, 1), date(2200, 1, 1)), st.integers(0, 1200))
def test_c5_whole_months_is_the_reverse(start: date, months: int) -> None:
    """C5, F1: computed in whole days and months, never in moments."""
    end = add_months(start, months)
    assert whole_months(start, end) >= months
    assert add_months(start, whole_months(start, end)) <= end
    assert whole_months(end, start) == 0


def test_c6_dates_in_letters_have_weekday_and_month_in_words() -> None:
    """C6: never a digits-only day and month."""
    assert in_words(date(2027, 2, 19)) == "Friday 19 February 2027"
    assert on_screen(date(2027, 2, 19)) == "Fri 2027-02-19"


def test_days_and_counts() -> None:
    """Weeks are 7 days; days past the calendar's end stop there."""
    assert add_days(date(2026, 11, 23), 42) == date(2027, 1, 4)
    assert add_days(date(9999, 12, 1), 60) == date.max
    assert [count(1, "month"), count(12, "month")] == ["1 month", "12 months"]


@pytest.mark.parametrize(("days", "strange"), [(-1, True), (0, False), (45, False), (46, True)])
def test_f3_a_date_is_strange_before_the_newest_fact_and_over_45_days_after_it(
    days: int, strange: bool
) -> None:
    """F3: the newest fact's own day and the 45th after it need no confirming."""
    if strange:
        assert refused(lambda: check_clock(day(days), DAY)) == ("F3", "today")
    else:
        check_clock(day(days), DAY)


def test_a_day_is_sensible_from_1900_to_2199() -> None:
    """F1: both ends are days to work with."""
    days = [date(1899, 12, 31), date(1900, 1, 1), date(2199, 12, 31), date(2200, 1, 1)]
    assert [sensible(one) for one in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-12-22", 0),
        ("2026-11-23", "2026-12-23", 1),
        ("2026-11-30", "2027-02-27", 2),
        ("2026-11-30", "2027-02-28", 3),
        ("2026-12-23", "2026-11-23", 0),
    ],
)
def test_c5_whole_months_are_the_most_that_are_over(start: str, end: str, months: int) -> None:
    """C5: the day of the month itself completes one, so does the last day of a shorter one."""
    assert whole_months(date.fromisoformat(start), date.fromisoformat(end)) == months
