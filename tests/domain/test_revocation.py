"""The course of notices: dates, what is due, cover; pure arithmetic and properties."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.domain.fact import RevocationPrepared
from mmd_reviewer.domain.notice import check_later
from mmd_reviewer.domain.revocation import (
    FINAL,
    FIRST,
    NOTICES,
    SECOND,
    THIRD,
    Revocation,
    Schedule,
    Sent,
    schedule,
)
from mmd_reviewer.domain.revocation_changed import notice_dispatched
from tests.making import refused

PREPARED = RevocationPrepared(
    ("cost",), "why", "actions", "not evident", "2019-11", "Edition 1", {"cost": "x"}
)
DAYS = st.dates(date(2019, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    "row",
    [
        "2019-11-22 2019-12-22 2020-01-21 2020-02-13 2020-02-20",
        "2020-01-31 2020-03-01 2020-03-31 2020-04-23 2020-04-30",
        "2027-12-01 2027-12-31 2028-01-30 2028-02-22 2028-02-29",
        "2019-12-02 2020-01-01 2020-01-31 2020-02-23 2020-03-01",
        "2020-02-29 2020-03-30 2020-04-29 2020-05-22 2020-05-29",
        "2023-03-10 2023-04-09 2023-05-09 2023-06-01 2023-06-08",
    ],
)
def test_d2_d3_the_dates_of_a_course(row: str) -> None:
    """D2, D3, F1: days 0, 30, 60, 83 and 90, calendar days, nothing rolls."""
    first, second, third, final, deadline = map(date.fromisoformat, row.split())
    dates = schedule(first)
    assert [dates.due(notice) for notice in NOTICES] == [first, second, third, final]
    assert (dates.deadline, dates.days_left(second)) == (deadline, 60)


def course(first: date, *later: tuple[str, date]) -> Revocation:
    """A revocation whose first notice was dispatched, and later ones."""
    made = notice_dispatched(Revocation(PREPARED, first), FIRST, Sent("L1", first, "R"))
    for notice, on in later:
        made = notice_dispatched(made, notice, Sent("L", on, "R"))
    return made


@given(DAYS, st.integers(0, 400))
def test_d4_d5_nothing_is_lost_however_long_the_program_was_closed(
    first: date, closed: int
) -> None:
    """D4, D5: pending notices are derived; each due one is listed once; lateness moves nothing."""
    made, today = course(first), first + timedelta(days=closed)
    assert made.dates == schedule(first)
    assert [notice for notice, _ in made.pending()] == [SECOND, THIRD, FINAL]
    late = [notice for notice, due in made.overdue(today)]
    passed = today >= schedule(first).deadline
    due_before = [
        notice for notice in (SECOND, THIRD, FINAL) if schedule(first).due(notice) < today
    ]
    assert late == ([] if passed else due_before)
    due = [notice for notice, when in made.pending() if when <= today]
    assert made.next_notice(today) == (due[-1] if due else SECOND)


def test_d4_a_notice_is_overdue_from_the_day_after_its_own_until_the_deadline() -> None:
    """D4: on its day it is due and not late; on the deadline what was not sent has lapsed."""
    first = date(2019, 11, 22)
    made, dates = course(first), schedule(first)
    late = {
        days: [notice for notice, _ in made.overdue(first + timedelta(days=days))]
        for days in (30, 31, 61, 89, 90)
    }
    assert late == {30: [], 31: [SECOND], 61: [SECOND, THIRD], 89: [SECOND, THIRD, FINAL], 90: []}
    assert made.overdue(date(2019, 12, 23)) == ((SECOND, dates.due(SECOND)),)


def test_d4_a_late_notice_moves_neither_the_others_nor_the_deadline() -> None:
    """D4: the second notice on day 37; the third stays on day 60 (worked example R8)."""
    first = date(2019, 11, 22)
    made = course(first, (SECOND, first + timedelta(days=37)))
    assert made.pending() == ((THIRD, date(2020, 1, 21)), (FINAL, date(2020, 2, 13)))
    assert made.dates == schedule(first)


def test_d5_of_several_missed_the_latest_is_issued_and_the_others_become_not_sent() -> None:
    """D5: third issued on day 65 while the second was missed."""
    first = date(2019, 11, 22)
    made = course(first)
    assert made.next_notice(first + timedelta(days=65)) == THIRD
    assert made.missed_before(THIRD) == (SECOND,)
    after = notice_dispatched(made, THIRD, Sent("L2", first + timedelta(days=65), "R"))
    assert (after.not_sent, [notice for notice, _ in after.pending()]) == ((SECOND,), [FINAL])
    assert after.missed_before(SECOND) == ()
    done = notice_dispatched(after, FINAL, Sent("L3", first + timedelta(days=83), "R"))
    assert (done.pending(), done.next_notice(first + timedelta(days=84))) == ((), "")
    assert Revocation(PREPARED, first).pending() == ()


@pytest.mark.parametrize(("today", "field"), [(29, "notice"), (30, "notice"), (31, "")])
def test_d5_a_notice_is_missed_from_the_day_after_its_own(today: int, field: str) -> None:
    """D5: a letter of the third for day 60 names the second as not sent,
    not while that can still be given on its day.
    """
    first = date(2026, 1, 1)
    days = first + timedelta(days=60), first + timedelta(days=today)
    if field:
        assert refused(lambda: check_later(course(first), THIRD, *days)) == ("D5", field)
    else:
        check_later(course(first), THIRD, *days)


def test_d7_notices_that_are_not_before_the_final_fall_away() -> None:
    """D7: with a shortened deadline the second and third stay on days 30 and 60, or fall away."""
    short = Schedule(date(2026, 1, 1), date(2026, 2, 10))
    assert short.due(FINAL) == date(2026, 2, 3)
    assert [short.falls_away(notice) for notice in NOTICES] == [False, False, True, False]


@pytest.mark.parametrize(
    ("length", "left"),
    [
        (68, [SECOND, THIRD, FINAL]),  # the final on day 61
        (67, [SECOND, FINAL]),  # on day 60: the third is not before it
        (38, [SECOND, FINAL]),
        (37, [FINAL]),
    ],
)
def test_d7_a_notice_on_the_day_of_the_final_falls_away(length: int, left: list[str]) -> None:
    """D7: second and third stay on days 30 and 60, and fall away if not before the final."""
    first = date(2026, 1, 1)
    dates = Schedule(first, first + timedelta(days=length))
    one = replace(course(first), dates=dates)
    assert [notice for notice, _ in one.pending()] == left
