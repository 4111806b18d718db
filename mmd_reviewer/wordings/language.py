"""How a language writes days, numbers, plural forms and names in a row (CLDR, by Babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from mmd_reviewer.domain.letters.words import DayFound
from mmd_reviewer.wordings.message import ORDINAL, ROW, SPELLED, Forms, Message, Place


class Language:
    """Writes values and sentences in one language.

    `tag` is its BCP 47 tag. `own` is what the wording file says of it: `date` and `date_first`, the
    patterns of a day with weekday and month in words (C6), the latter of the first of a month
    where that differs; `grouping`: are thousands set apart; `spelled`: numbers in words, from zero.
    """

    def __init__(self, tag: str, own: Mapping[str, Any]) -> None:
        self.tag = tag
        self.locale = Locale.parse(tag, sep="-")
        self._date: str = own["date"]
        self._first: str = own.get("date_first", self._date)
        self._grouping: bool = own.get("grouping", True)
        self._spelled: Sequence[str] = own.get("spelled", ())
        # a course names the same few days and numbers in letter after letter
        self._written_day = lru_cache(maxsize=1024)(self._write_day)
        self._written_number = lru_cache(maxsize=1024)(self._write_number)
        self._months = list(self.locale.months["format"]["wide"].values())
        weekdays = self.locale.days["format"]["wide"]
        self._weekdays = [weekdays[place] for place in range(7)]
        self._in_words = re.compile(
            rf"({'|'.join(self._weekdays)}),? (\d{{1,2}})(?:\.|er)? ({'|'.join(self._months)}) "
            r"(\d{4})"
        )

    def day(self, day: date) -> str:
        """`Friday 19 February 2027`: weekday and month in words, as letters need (C6)."""
        return self._written_day(day)

    def _write_day(self, day: date) -> str:
        return format_date(day, self._first if day.day == 1 else self._date, locale=self.locale)

    def days_in(self, text: str) -> Iterator[DayFound]:
        """Days in words that stand in a text, with the true ones where these exist."""
        for match in self._in_words.finditer(text):
            weekday, day, month, year = match.groups()
            try:
                true = date(int(year), self._months.index(month) + 1, int(day))
            except ValueError:
                yield DayFound(match.group(), None, False)
            else:
                yield DayFound(match.group(), true, self._weekdays[true.weekday()] == weekday)

    def number(self, number: int) -> str:
        """A whole number in digits."""
        return self._written_number(number)

    def _write_number(self, number: int) -> str:
        return format_decimal(number, locale=self.locale, group_separator=self._grouping)

    def fill(self, message: Message, values: Mapping[str, object], counted: int = 0) -> str:
        """A sentence with its places filled; `counted` is what `#` stands for."""
        found = []
        for part in message:
            if isinstance(part, str):
                found.append(part)
            elif isinstance(part, Place):
                found.append(self._value(values[part.name], part.form))
            elif isinstance(part, Forms):
                found.append(self._form(part, values, counted))
            else:
                found.append(self.number(counted))
        return "".join(found)

    def _form(self, forms: Forms, values: Mapping[str, object], counted: int) -> str:
        """One of the forms; `#` in one that a word chose is the number of the forms around it."""
        value = values[forms.name]
        if isinstance(value, int):
            exact = f"={value}"
            rule = self.locale.ordinal_form if forms.form == ORDINAL else self.locale.plural_form
            name = exact if exact in forms.cases else rule(value)
            return self.fill(forms.cases.get(name, forms.cases["other"]), values, value)
        return self.fill(forms.cases.get(str(value), forms.cases["other"]), values, counted)

    def _value(self, value: object, form: str) -> str:
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int):
            known = form == SPELLED and 0 <= value < len(self._spelled)
            return self._spelled[value] if known else self.number(value)
        if isinstance(value, str):
            return value
        assert isinstance(value, Sequence)
        return ", ".join(value) if form == ROW else format_list(value, "standard", self.locale)
