"""Reading a timeline: every token of it has to mean something,
or nothing of it is understood (rule A3).

The words are cut into tokens; a small grammar takes them from the left. What it leaves over must be
a remark that changes nothing. A negation, a range, a bound, a frequency, a vague day or any number
left over therefore makes the phrase *not understood*, without a list of such phrases.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mmd_reviewer.domain import timeline_words as words_of
from mmd_reviewer.domain.date_reading import Dates
from mmd_reviewer.domain.number_reading import Numbers
from mmd_reviewer.domain.timeline import LONGEST_DAYS, LONGEST_MONTHS, Timeline
from mmd_reviewer.domain.token_reader import tokens_of

FIRST_YEAR = 2000  # an end before it is a slip of the keyboard
_REMARK = ",;:.(–—-"
# A box that was not ticked denies what stands beside it.
UNTICKED = re.compile(r"\[\s*\]|\(\s*\)|[\u2610\u25a1\u25a2]")
_PLEASE = re.compile(r"s['’]il (?:vous|te) pla[iî]t|s\.\s?v\.\s?p\b", re.IGNORECASE)

_CLOCK = re.compile(
    r"(?<=\d)(?:t|,? )([01]?\d|2[0-4])[:h]([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?: uhr| ?([ap])m)?\s*$",
    re.IGNORECASE,
)
_IN_ORDER = re.compile(r"\bin order to\b", re.IGNORECASE)


def read_timeline(words: str) -> Timeline:
    """What `words` say, or a timeline with the words alone where they are unclear: never a guess.

    A start before a period, or alone, is kept as `start`; the period then stays not understood.
    """
    tokens = tokens_of(_IN_ORDER.sub("to", _PLEASE.sub("svp", _without_clock(words))))
    if not tokens or UNTICKED.search(words):
        return Timeline(words)
    found = _Reader(tokens).timeline()
    return replace(found, text=words) if found is not None else Timeline(words)


def _without_clock(words: str) -> str:
    """A time behind a day says nothing of the day; but until 0:00 of it may mean the day before."""
    found = _CLOCK.search(words)
    if found is None:
        return words
    midnight = int(found[1]) % (12 if found[3] in ("a", "A") else 25) + int(found[2]) == 0
    alone = re.fullmatch(r"\s*[\d./-]+", words[: found.start()])
    return words if midnight and not alone else words[: found.start()]


class _Lengths(Numbers):
    """Takes a length of time: whole months, or whole days."""

    def _length(self) -> Timeline | None:
        """`18 months`, `1 year and 6 months`, `2 x 6 weeks`, `a year and a half`."""
        months = days = 0.0
        units: list[float] = []
        while True:
            part = self._part()
            if part is None:
                return None
            number, size, in_days = part
            if units and number * size >= units[-1]:  # 3 years 36 months are 3 years
                return None
            units.append(size)
            months, days = (
                months + (0 if in_days else number * size),
                days + (number * size if in_days else 0),
            )
            kept = self._at
            joined = self._take(",")
            joined = self._take("and", "plus", "+", "und", "et") or joined
            if (joined or self._peek()[:1].isdigit()) and self._part_follows():
                continue
            self._at = kept
            break
        while self._take(*words_of.BEHIND):
            pass
        found = _whole(months, days)
        return found if found is not None and self._said_again(found) else None

    def _said_again(self, found: Timeline) -> bool:
        """`36 months (three years)`: in brackets the same again, or nothing of it holds."""
        self._take(*words_of.ENOUGH)
        kept = self._at
        bracket = self._take("(")
        self._take(",")
        said = self._take(*words_of.THAT_IS)
        begin = self._at
        if not (bracket or said) or self._number() is None:
            self._at = kept
            return not said
        self._at = begin
        again = self._length()
        if again is None or (again.months, again.days) != (found.months, found.days):
            return False
        closed = not bracket or self._take(")") or self.done
        while self._take(*words_of.BEHIND, *words_of.ENOUGH):
            pass
        return closed

    def _part_follows(self) -> bool:
        kept = self._at
        found = self._part() is not None
        self._at = kept
        return found

    def _part(self) -> tuple[float, float, bool] | None:
        """A number and its unit: how many, of how many months or days, and whether of days."""
        number = self._number()
        if number is None:
            return None
        figure = self._tokens[self._at - 1][0].isdigit()
        if self._take(*words_of.TIMES):
            if self._peek() in words_of.ARTICLES:  # five times a week
                return None
            other = self._number()
            if other is None:
                return None
            number *= other
        if self._take("("):  # two (2) years
            again = self._number()
            if again != number or not self._take(")"):
                return None
        self._take("-")
        self._take(*words_of.BEFORE_A_UNIT)
        unit = self._peek()
        if unit not in _UNITS or (unit in words_of.SHORT_UNITS and not figure):
            return None
        self._at += 1
        if self._peek() == "-" and self._peek(1) in ("end", "ends"):  # eight week-ends
            return None
        self._take(".", *words_of.AFTER_A_UNIT)
        if self._take("and a half", "et demi", "et demie"):
            number += 0.5
        in_days = unit in words_of.DAY_UNITS
        return number, words_of.DAY_UNITS[unit] if in_days else words_of.MONTH_UNITS[unit], in_days


class _Reader(Dates, _Lengths):
    """The grammar of whole timelines."""

    def _fillers(self) -> None:
        begin = self._at
        while not self._starts_a_number() and not self._past():
            if not self._take(*words_of.AROUND):
                if self._peek() not in words_of.FILLERS:
                    break
                self._at += 1
            if self._peek(-1) in words_of.GREETINGS:
                self._take(",", ".", "!")
            self._take(":")
        if self._at > begin:
            self._take("(")

    def _past(self) -> bool:
        """`the last 8 weeks` have gone by; `should last 8 weeks` are to come;
        `like 8 weeks` is about as many.
        """
        return self._peek() in ("last", "like") and (
            not self._at or self._peek(-1) not in words_of.LASTING
        )

    def _starts_a_number(self) -> bool:
        """`a year`, `an exemption`: an article counts only before a unit."""
        if self._peek() not in words_of.ARTICLES:
            return False
        english = self._peek() in ("a", "an")  # a two month pilot, but ein zwei Wochen
        numbers = {*words_of.HALF, *words_of.DOZENS, "hundred"} if english else _NUMBER_WORDS
        first, second = self._peek(1), self._peek(2)
        return (
            first in _UNITS
            or first in numbers
            or (first in words_of.BEFORE_A_UNIT and second in _UNITS)
        )

    def timeline(self) -> Timeline | None:
        """The whole phrase; None where something of it is not understood."""
        for form in (self._open_ended, self._start_first, self._until, self._length):
            for introduced in (False, True):
                self._at = 0
                if introduced:
                    self._fillers()
                found = form()
                if found is not None and self._ends(found):
                    return found
        return None

    def _ends(self, found: Timeline) -> bool:
        """Is what follows nothing, or remarks that change nothing?"""
        if found.open_ended:
            if not words_of.PASSING.isdisjoint(self._tokens[: self._at]):
                return False
            self._take("solution", *words_of.AFTER_A_LENGTH)
            kept = self._at
            while self._remark_mark() and self._open_words():  # permanent, no end date
                kept = self._at
            self._at = kept
        self._take(")")
        if self.done:
            return True
        if (
            self._peek() == "?" and self._at == len(self._tokens) - 1
        ):  # a polite question, not a doubt
            return self._tokens[0] in words_of.POLITE
        rest = [token for token in self._tokens[self._at :] if token not in _REMARK + ")'\"!&/"]
        if rest[-1:] == ["?"] and self._tokens[0] in words_of.POLITE:
            rest.pop()
        marked = self._peek() in _REMARK or self._peek(-1) == "."
        alone = bool(found.until) and _AGAIN_UNTIL.isdisjoint(self._tokens[: self._at])
        return _changes_nothing(rest, found, marked, alone) if rest else marked

    def _remark_mark(self) -> bool:
        return self._take(",", ";", "-", "–", "—", ":", "(", ".")

    def _open_ended(self) -> Timeline | None:
        if self._take(*words_of.AS_LONG_AS):
            rest = self._tokens[self._at :]
            self._at = len(self._tokens)
            measured = any(token[0].isdigit() or token in _MEASURING for token in rest)
            return None if measured or not rest else Timeline(open_ended=True)
        if not self._open_words():
            return None
        self._fillers()
        return Timeline(open_ended=True)

    def _open_words(self) -> bool:
        stem = self._peek().startswith(words_of.OPEN_STEMS)
        taken = self._take(*words_of.OPEN_ENDED)
        self._at += stem and not taken
        return stem or taken

    def _start_first(self) -> Timeline | None:
        """`from 1 March 2027`, alone, before a length or before an end date."""
        if not self._take(*words_of.START):
            return None
        self._take(":", "date", "on", "the", "date of")
        begin = self.a_date()
        if begin is None:
            return None
        if self.done:
            return Timeline(start=begin)
        self._take(",", "-", "–", "and")
        end = self._until() if self._take("au") or self._peek() in words_of.UNTIL else None
        if end is not None and end.until is not None and end.until >= begin:
            return replace(end, start=begin)
        self._fillers()
        return Timeline(start=begin) if self._length() is not None else None

    def _until(self) -> Timeline | None:
        before = self._tokens[: self._at]
        asking = any(token in words_of.ASKING for token in before)
        by = self._peek() == "by" or (self._peek() in ("bis", "zum") and self._by_then(before))
        last_of = self._take(*words_of.END_OF)
        said = not last_of and self._take(*words_of.UNTIL)
        if (asking and (by or not said)) or (by and "genehmigen" in self._tokens):
            return None  # needed on, by, or at the end of 3 August: nobody says until when
        while said and self._take(*words_of.BEFORE_A_DATE):
            pass
        last_of = last_of or (said and self._take(*words_of.END_OF, "end"))
        while last_of and self._take(*words_of.OF_THE_END):
            pass
        day = self.a_date()
        if day is None and (said or last_of):
            day = self.month_or_year(whole_year=last_of)
        if day is None or day.year < FIRST_YEAR:
            return None
        self._take(*words_of.INCLUSIVE, "at the latest")
        self._take(*words_of.ENOUGH, "befristet", "gültig")
        return Timeline(until=day)

    def _by_then(self, before: list[str]) -> bool:
        """`bis` is until, or by: we need the exemption until, we need that by."""
        needed = not words_of.BY_THEN.isdisjoint(before) and "ausnahme" not in before
        return needed or not words_of.TO_APPROVE.isdisjoint((*before, *self._tokens[-1:]))


_AGAIN_UNTIL = frozenset(("until", "till", "til", "thru", "bis", "jusqu'au", "jusqu'à", "jusqu'en"))
_UNITS = {**words_of.MONTH_UNITS, **words_of.DAY_UNITS}
_NUMBER_WORDS = {*words_of.ONES, *words_of.TENS, *words_of.HALF, *words_of.DOZENS, "hundred"} - set(
    words_of.ARTICLES
)
_MEASURING = {
    *_UNITS,
    *words_of.TENS,
    *words_of.MONTH_NAMES,
    *words_of.WEEKDAYS,
    *words_of.BOUNDS,
} - {"may", "sun"}
_DATE_WORDS = {*words_of.MONTH_NAMES, *words_of.WEEKDAYS} - {"may", "sun", "sat", "wed"}


def _changes_nothing(remark: list[str], found: Timeline, marked: bool, alone: bool) -> bool:
    """Is it a remark of plain words? Without a mark before it only a purpose,
    a reason or thanks is one.

    Beside a date that stands alone a purpose may be what begins on that day: `30 June 2028 for the
    go-live`.
    """
    # 36 months, until it is written off
    again = _AGAIN_UNTIL if found.months or found.days else frozenset()
    begins = words_of.INTRODUCING if marked else words_of.UNMARKED | again
    if remark[0] in words_of.WITH:  # with kind regards, but with breaks
        begins, remark = words_of.REGARDS, remark[1:] or remark
    if found.until and remark[0] in ("when", "since"):
        remark = remark[1:]
    elif (
        remark[0] not in begins
        or (alone and remark[0] in words_of.PURPOSE)
        or (found.open_ended and not marked)
    ):
        return False
    said = f" {' '.join(remark)} "
    plain = all(_plain(token) or token in again for token in remark)
    return plain and not any(pair in said for pair in words_of.CHANGING_PAIRS)


def _plain(token: str) -> bool:
    """A word of a remark that changes nothing: no number,
    no unit, no date, no turn of the sentence.
    """
    is_word = token.replace("'", "").isalpha()
    token = token.rpartition("'")[2] if token[:2] in ("l'", "d'") else token
    return is_word and not (
        token in _UNITS
        or token in _NUMBER_WORDS
        or token in _DATE_WORDS
        or token in words_of.CHANGING
        or token in _AGAIN_UNTIL
        or token.startswith(words_of.STEMS)
    )


def _whole(months: float, days: float) -> Timeline | None:
    """Months or days, a whole number of them; not both, as a month has no fixed number of days."""
    if bool(months) == bool(days) or months > LONGEST_MONTHS or days > LONGEST_DAYS:
        return None
    if months != int(months) or days != int(days):
        return None
    return Timeline(months=int(months) or None, days=int(days) or None)
