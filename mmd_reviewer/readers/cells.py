"""Single values: dates as civil days in the service zone,
numbers as text, characters that are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mmd_reviewer.domain.date_reading import NO_DATES, read_date
from mmd_reviewer.domain.guarded_text import ERRORS as _ERRORS
from mmd_reviewer.domain.guarded_text import unguarded
from mmd_reviewer.domain.identity import is_placeholder
from mmd_reviewer.domain.period import sensible
from mmd_reviewer.domain.request import LONGEST_TEXT, holds_half_character

Value = int | float | str | bool | time | date | datetime | timedelta

DAY_FIRST, MONTH_FIRST = "day, month, year", "month, day, year"
NO_VALUE = "#VALUE MISSING"  # a formula that no spreadsheet has computed yet
ERRORS = _ERRORS | {NO_VALUE}
_NUMBERS = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})")
_BY_NUMBERS = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2}")
_SHORT = re.compile(r"(\d{1,2})([/ -])([^\W\d_]{3,4})\.?\2(\d{2})")  # as Jira writes it: 02/Nov/26
_ZERO = "(?:0001|1900|1970)"  # the year in which systems begin to count
_NO_DATE = re.compile(
    rf"{_ZERO}[-/.]0?1[-/.]0?1|0?1([-/. ]+)(?:0?1|jan\w*\.?)\1[,]?\s*{_ZERO}|"
    rf"jan\w*\.? 0?1,? {_ZERO}|"
    r"3[01]([-/.])12\2 ?1899|12([-/.])3[01]\3 ?1899",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[ ,T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?"
    r"(?: ?(?:\(?(UTC|GMT|Z)\)?|\(?(?:UTC|GMT)?([+-]\d{1,2}(?::?\d{2})?)\)?))?$",
    re.IGNORECASE,
)
_INVISIBLE = ("\ufeff", "\u200b", "\u2060", "\u200e", "\u200f")
_UNTIDY = {  # looked for only where its sign occurs at all
    "=": (",=", ";=", "\t=", "|=", '"=', "\n="),
    "'": (",'", ";'", "\t'", "|'", "\"'", "\n'"),
    "#": tuple(ERRORS),
}
# Blanks and what nobody sees: BOM, zero-width, direction marks, Ctrl+Z
_OUTER = (
    " \t\n\r\v\f\x1a\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u2060"
    + "".join(map(chr, range(0x2000, 0x2010)))
)


def is_untidy(text: str) -> bool:
    """May some of the cells in a text, each after a separator
    or on a line, be other than they look?
    """
    if not text.isascii() and any(sign in text for sign in _INVISIBLE):
        return True
    return "\x1a" in text or any(
        sign in text and any(map(text.__contains__, _UNTIDY[sign])) for sign in _UNTIDY
    )


def not_text(text: str) -> str:
    """What is wrong with a text that cannot be kept, with what to do; "" if nothing is."""
    if len(text) > LONGEST_TEXT:
        return (
            f"The text has {len(text):,} characters and {LONGEST_TEXT:,} is the most: shorten it "
            f"or attach it."
        )
    if "\0" in text:
        return "The text holds a NUL character, which is not text: remove it."
    if holds_half_character(text):
        return (
            "The text holds half a character (a lone surrogate): type the character anew and save "
            "the file."
        )
    return ""


def tidy(cell: str) -> str:
    """The text meant: no invisible characters around it,
    `="00123"`, `=""` and `'00123` as a spreadsheet shows them.
    """
    text = cell.strip(_OUTER)
    if text[:2] == '="' and text[-1] == '"' and '"' not in text[2:-1] and len(text) > 2:
        return text[2:-1].strip(_OUTER)
    if "'" not in text:
        return text
    rest = text[1:]
    if "'" not in rest and rest.split() == [rest] and any(map(str.isdigit, rest)):
        return rest
    return unguarded(text)


def text_of(value: Value) -> str:
    """A cell as a person sees it: 214 for 214.0, 2026-11-20 for a day, yes and no.

    A spreadsheet keeps 15 figures: a longer number was rounded and shows it (1.2E+15), lest it be
    taken for a reference that another number shares.
    """
    if type(value) is str:
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()  # as CSV is read
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15G}"
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
        )
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).strip()


def moment_day(words: str, zone: ZoneInfo) -> date | None:
    """The civil day in `zone` of an ISO moment; None for no date (year 1, or where systems begin).

    ValueError if it is none.

    Takes 0 to 7 fraction digits; a moment without offset counts as one of the zone.
    """
    moment = datetime.fromisoformat(words)
    if moment.year == 1 or moment.date() in NO_DATES:
        return None
    if not sensible(moment.date()):
        raise ValueError(words)
    return moment.date() if moment.tzinfo is None else moment.astimezone(zone).date()


def date_order(words: Iterable[str]) -> str:
    """How the dates of a whole column are written,
    if some of them leave no doubt and none speaks against it.
    """
    orders = set()
    for text in words:
        match = _NUMBERS.match(text)
        if match and int(match[1]) > 12 >= int(match[3]):
            orders.add(DAY_FIRST)
        elif match and int(match[3]) > 12 >= int(match[1]):
            orders.add(MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else ""


def by_numbers(words: str) -> bool:
    """Is it a date of which only a spreadsheet's setting tells day and month apart?"""
    return _BY_NUMBERS.match(words) is not None


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
        words = " ".join(words.split())  # browsers write `2:30 PM` with a narrow blank
        if words[:4].isdigit():
            try:
                return moment_day(words, self._zone), ""
            except ValueError:
                pass
        clock = _CLOCK.search(words)
        bare = words[: clock.start()].strip() if clock else words.strip()
        if _NO_DATE.fullmatch(bare) or is_placeholder(bare):
            return None, ""
        day, wrong = self._day(bare, words)
        if day is None or clock is None or not (clock[5] or clock[6]):
            return day, wrong
        return self._moved(day, clock, words)

    def _day(self, bare: str, words: str) -> tuple[date | None, str]:
        match = _NUMBERS.fullmatch(bare)
        if match:
            return self._numbers(int(match[1]), int(match[3]), int(match[4]), words)
        short = _SHORT.fullmatch(bare)
        day = read_date(f"{short[1]} {short[3]} 20{short[4]}" if short else bare)
        if day is not None:
            return day, ""
        return None, f"The date “{_short(words)}” cannot be read: write it as 2026-11-23."

    def _moved(self, day: date, clock: re.Match[str], words: str) -> tuple[date | None, str]:
        """The day in the service zone of a moment that says its own zone."""
        hour = int(clock[1])
        if clock[4]:
            hour = hour % 12 + (12 if clock[4] in "pP" else 0)
        offset = (clock[6] or "+0").replace(":", "")
        hours, minutes = (offset[1:-2], offset[-2:]) if len(offset) > 3 else (offset[1:], "0")
        try:
            moment = datetime(
                day.year, day.month, day.day, hour, int(clock[2]), int(clock[3] or 0), tzinfo=UTC
            )
            away = timedelta(hours=int(hours), minutes=int(minutes))
            moment = moment + away if offset[0] == "-" else moment - away
            return moment.astimezone(self._zone).date(), ""
        except (ValueError, OverflowError):
            return None, f"The date “{_short(words)}” cannot be read: write it as 2026-11-23."

    def _numbers(self, first: int, second: int, year: int, words: str) -> tuple[date | None, str]:
        month_first = second > 12 or self._order == MONTH_FIRST
        day_first = first > 12 or self._order == DAY_FIRST or first == second
        if not month_first and not day_first:
            return (
                None,
                f"The date “{words}” can be read in two ways: write it as 2026-11-23, year first.",
            )
        month, day = (first, second) if month_first else (second, first)
        try:
            return date(year, month, day), ""
        except ValueError:
            return None, f"The date “{words}” does not exist: correct it."


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else line[:39] + "…"
