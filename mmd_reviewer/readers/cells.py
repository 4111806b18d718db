"""Single values: dates as civil days in the service zone, numbers as text, characters that are no text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mmd_reviewer.domain.date_reading import read_date
from mmd_reviewer.domain.request import LONGEST_TEXT, holds_half_character

Value = int | float | str | bool | time | date | datetime | timedelta

DAY_FIRST, MONTH_FIRST = "day, month, year", "month, day, year"
_NUMBERS = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_CLOCK = re.compile(
    r"[ ,T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:UTC|GMT|Z))?$", re.IGNORECASE
)


def not_text(text: str) -> str:
    """What is wrong with a text that cannot be kept, with what to do; "" if nothing is."""
    if len(text) > LONGEST_TEXT:
        return f"The text has {len(text):,} characters and {LONGEST_TEXT:,} is the most: shorten it or attach it."
    if "\0" in text:
        return "The text holds a NUL character, which is not text: remove it."
    if holds_half_character(text):
        return "The text holds half a character (a lone surrogate): type the character anew and save the file."
    return ""


def text_of(value: Value) -> str:
    """A cell as a person sees it: 214 for 214.0, 2026-11-20 for a day, yes and no."""
    if type(value) is str:
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).strip()


def moment_day(words: str, zone: ZoneInfo) -> date | None:
    """The civil day in `zone` of an ISO moment; None for no date (year 1). ValueError if it is none.

    Takes 0 to 7 fraction digits; a moment without offset counts as one of the zone.
    """
    moment = datetime.fromisoformat(words)
    if moment.year == 1:
        return None
    if moment.tzinfo is None:
        return moment.date()
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()


def date_order(words: Iterable[str]) -> str:
    """How the dates of a whole column are written, if some of them leave no doubt and none speaks against it."""
    orders = set()
    for text in words:
        match = _NUMBERS.match(text)
        if match and int(match[1]) > 12 >= int(match[3]):
            orders.add(DAY_FIRST)
        elif match and int(match[3]) > 12 >= int(match[1]):
            orders.add(MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else ""


class DateReader:
    """Reads the dates of one column; equal words are read once."""

    def __init__(self, zone: ZoneInfo, order: str = "") -> None:
        self._zone = zone
        self._order = order
        self._known: dict[str, tuple[date | None, str]] = {"": (None, "")}

    def read(self, words: str) -> tuple[date | None, str]:
        """(the day, "") or (None, what is wrong with it); no date at all is (None, "")."""
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = self._read(words)
        return found

    def _read(self, words: str) -> tuple[date | None, str]:
        if words[:4].isdigit():
            try:
                return moment_day(words, self._zone), ""
            except ValueError:
                pass
        bare = _CLOCK.sub("", words).strip()
        match = _NUMBERS.fullmatch(bare)
        if match:
            return self._numbers(int(match[1]), int(match[3]), int(match[4]), words)
        day = read_date(bare)
        if day is not None:
            return (None, "") if day.year == 1 else (day, "")
        return None, f"The date “{_short(words)}” cannot be read: write it as 2026-11-23."

    def _numbers(self, first: int, second: int, year: int, words: str) -> tuple[date | None, str]:
        month_first = second > 12 or self._order == MONTH_FIRST
        day_first = first > 12 or self._order == DAY_FIRST or first == second
        if not month_first and not day_first:
            return None, f"The date “{words}” can be read in two ways: write it as 2026-11-23, year first."
        month, day = (first, second) if month_first else (second, first)
        try:
            return date(year, month, day), ""
        except ValueError:
            return None, f"The date “{words}” does not exist: correct it."


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else line[:39] + "…"
