"""Working days: all but Saturdays, Sundays and the holidays of the store's region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mmd_reviewer.domain.period import WEEKDAYS

SATURDAY = 5

Holiday = Callable[[date], str]


def not_working(day: date, holiday: Holiday) -> str:
    """`Sunday`, the name of a holiday, or "" for a working day."""
    return holiday(day) or (WEEKDAYS[day.weekday()] if day.weekday() >= SATURDAY else "")


def last_working_day(day: date, holiday: Holiday) -> date:
    """The newest working day not after `day`."""
    while not_working(day, holiday):
        day -= timedelta(days=1)
    return day
