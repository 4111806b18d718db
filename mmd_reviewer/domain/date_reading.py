"""Dates in the forms that leave no doubt (rule A3)."""

from __future__ import annotations

import calendar
import re
from datetime import date

from mmd_reviewer.domain import timeline_words as words_of
from mmd_reviewer.domain.period import sensible
from mmd_reviewer.domain.token_reader import Tokens, tokens_of

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?")
NO_DATES = frozenset(  # how spreadsheets and systems write none
    (date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1970, 1, 1), date(9999, 12, 31))
)
_YEAR = re.compile(r"\d{4}")


def read_date(words: str) -> date | None:
    """The one date that `words` is, or None: year first, `30 June 2027`,
    `30.6.2027`; `30/6/2027` where unambiguous.
    """
    reader = Dates(tokens_of(words))
    found = reader.a_date()
    return found if reader.done else None


class Dates(Tokens):
    """Takes one date; a day that does not exist or has two readings is none."""

    def a_date(self) -> date | None:
        """One whole date, with or without its weekday;
        a weekday that does not fit makes it none.
        """
        kept = self._at
        weekday = words_of.WEEKDAYS.get(self._peek())
        if weekday is None and self._peek(1) in (",", "."):
            weekday = words_of.SHORT_WEEKDAYS.get(self._peek())
        if weekday is not None:
            self._at += 1
            self._take(".,", ",", ".")
            self._take("the", "den", "der", "le")
        found = self._figures() or self._day_month_year() or self._month_day_year()
        if found is None or (weekday is not None and found.weekday() != weekday):
            self._at = kept
            return None
        return found

    def _figures(self) -> date | None:
        token = self._peek()
        found = None
        if match := _ISO.fullmatch(token):
            found = _day(*map(int, match.group(1, 3, 4)))
        elif match := _DOTTED.fullmatch(token):
            found = _day(*map(int, reversed(match.groups())))
        elif match := _SLASHED.fullmatch(token):
            one, other, year = map(int, match.group(1, 3, 4))
            if one > 12 or other > 12 or one == other:
                found = _day(year, *((other, one) if one > 12 else (one, other)))
        self._at += found is not None
        return found

    def _day_month_year(self) -> date | None:
        """`30 June 2027`, `15. August 2027`, `15-Dec-2027`, `1st of May, 2027`."""
        kept, match = self._at, _DAY.fullmatch(self._peek())
        if match is None:
            return None
        self._at += 1
        self._take(".", "-", "/")
        self._take("of")
        month = words_of.MONTH_NAMES.get(self._peek())
        self._at += 1
        self._take(".")
        self._take(",", "-", "/", "de")
        if month is None or not _YEAR.fullmatch(self._peek()):
            self._at = kept
            return None
        year = int(self._peek())
        self._at += 1
        return self._kept(kept, _day(year, month, int(match[1])))

    def _month_day_year(self) -> date | None:
        """`June 30, 2027`, `Nov. 20th 2026`."""
        kept, month = self._at, words_of.MONTH_NAMES.get(self._peek())
        if month is None:
            return None
        self._at += 1
        self._take(".")
        match = _DAY.fullmatch(self._peek())
        self._at += 1
        self._take(",")
        if match is None or not _YEAR.fullmatch(self._peek()):
            self._at = kept
            return None
        year = int(self._peek())
        self._at += 1
        return self._kept(kept, _day(year, month, int(match[1])))

    def _kept(self, place: int, found: date | None) -> date | None:
        if found is None:
            self._at = place
        return found

    def month_or_year(self, *, whole_year: bool) -> date | None:
        """The last day of `June 2027`, or of `2027` after `end of`."""
        month = words_of.MONTH_NAMES.get(self._peek())
        if month is not None:
            self._at += 1
            self._take(".")
            self._take(",")
        elif not whole_year:
            return None
        if not _YEAR.fullmatch(self._peek()):
            return None
        year = int(self._peek())
        self._at += 1
        month = month or 12
        return _day(year, month, calendar.monthrange(year, month)[1]) if 1 <= year <= 9999 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if sensible(found) and found not in NO_DATES else None
