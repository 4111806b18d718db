"""Civil days: months from the original start, dates in words (rules C5, C6, F1)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from mmd_reviewer.domain.errors import Refused

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FIRST_DAY = date.min
LAST_DAY = date.max
# Beyond these a day is a slip of the keyboard, and a period from it would leave the calendar.
FIRST_SENSIBLE = date(1900, 1, 1)
LAST_SENSIBLE = date(2199, 12, 31)
CLOCK_AHEAD_DAYS = 45  # F3
_UNITS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def sensible(day: date) -> bool:
    """Is it a day that this program works with?"""
    return FIRST_SENSIBLE <= day <= LAST_SENSIBLE


def not_sensible(day: date) -> str:
    """The one sentence that refuses a day out of range."""
    return f"{day} is out of range: give a day from {FIRST_SENSIBLE} to {LAST_SENSIBLE}."


def check_day(day: date, field: str, rule: str) -> None:
    """Refuse a day out of range; `rule` is that of the deed."""
    if not sensible(day):
        raise Refused(not_sensible(day), rule, field)


def add_months(start: date, months: int) -> date:
    """Same day of the month, or its last day where that does not exist (C5).

    Past year 9999: the last day; before year 1: the first.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def add_days(start: date, days: int) -> date:
    """Calendar days; past year 9999: the last day."""
    return start + timedelta(days=days) if days <= (date.max - start).days else date.max


def whole_months(start: date, end: date) -> int:
    """The greatest n >= 0 with add_months(start, n) <= end."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(start, months) > end:
        months -= 1
    return max(months, 0)


def in_words(day: date) -> str:
    """`Friday 19 February 2027`: weekday and month in words, as letters need (C6)."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def on_screen(day: date) -> str:
    """`Fri 2027-02-19`, as screens show a date where the weekday helps (C6)."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.isoformat()}"


def count(number: int, unit: str, units: str = "") -> str:
    """`1 month`, `12 months`; `units` where an s is not enough."""
    return f"{number} {unit}" if number == 1 else f"{number} {units or f'{unit}s'}"


def months_between(least: int, most: int) -> str:
    """`3 to 12 months`; `1 month` where both are the same."""
    return count(most, "month") if least == most else f"{least} to {count(most, 'month')}"


def spelled(number: int) -> str:
    """`four`, `twenty-one`; digits from a hundred on."""
    if number < len(_UNITS):
        return _UNITS[number]
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[ones]}" if ones else "")


def check_clock(today: date, newest: date) -> None:
    """Refuse to issue while today is before the newest fact's day or over 45 days after it (F3)."""
    if today < newest or (today - newest).days > CLOCK_AHEAD_DAYS:
        raise Refused(
            f"Today would be {today}, while the newest entry is of {newest}: confirm the date "
            f"before issuing.",
            "F3",
            "today",
        )
