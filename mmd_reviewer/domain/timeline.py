"""How long a customer wants the exemption: the words kept, and what was understood of them (rule A3)."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from mmd_reviewer.domain.period import MONTHS, add_days, add_months, count, in_words, sensible

LONGEST_MONTHS = 1200
LONGEST_DAYS = 36600


@dataclass(frozen=True, slots=True)
class Timeline:
    """`text` is the customer's; at most one of months, days, until, open_ended is set. Weeks are 7 days."""

    text: str = ""
    months: int | None = None
    days: int | None = None
    until: date | None = None
    open_ended: bool = False

    @property
    def given(self) -> bool:
        """A timeline that was not understood is given all the same (A1)."""
        return bool(self.text.strip()) or self.understood

    @property
    def understood(self) -> bool:
        return self.open_ended or bool(self.months or self.days or self.until)

    def end(self, start: date) -> date | None:
        """The last day for a period that begins on `start`; None if open-ended or not understood."""
        if self.until is not None:
            return self.until
        if self.months is not None:
            return add_months(start, self.months)
        return None if self.days is None else add_days(start, self.days)

    def in_letter(self) -> str:
        """As `in_short`, with a date in words, as letters need (C6)."""
        return f"Until {in_words(self.until)}" if self.until is not None else self.in_short()

    def in_short(self) -> str:
        """`24 months`, `6 weeks`, `Until 2027-06-30`, `Open-ended`; otherwise the customer's words."""
        if self.open_ended:
            return "Open-ended"
        if self.months is not None:
            return count(self.months, "month")
        if self.days is not None:
            return count(self.days, "day") if self.days % 7 else count(self.days // 7, "week")
        if self.until is not None:
            return f"Until {self.until.isoformat()}"
        return self.text.strip() or "Not stated"


NOT_STATED = Timeline()

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
_NUMBERS = {word: n for n, word in enumerate((_ONES + "seventeen eighteen nineteen").split())}
_TENS_IN_ORDER = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: (n + 2) * 10 for n, word in enumerate(_TENS_IN_ORDER)}
_MONTH_NUMBERS = {name[:length].casefold(): n + 1 for n, name in enumerate(MONTHS) for length in (3, len(name))} | {
    "sept": 9
}
_UNIT_MONTHS = {"year": 12, "yr": 12, "quarter": 3, "month": 1, "mth": 1, "mo": 1}
_UNIT_DAYS = {"fortnight": 14, "week": 7, "wk": 7, "day": 1}

_TENS_WORDS = "|".join(_TENS)
_ONES_WORDS = "|".join(_NUMBERS)
_WORD_NUMBER = rf"(?:(?:{_TENS_WORDS})(?:[- ](?:{_ONES_WORDS}))?|{_ONES_WORDS}|dozen|a|an)"
_UNIT = r"(?P<unit>years?|yrs?|quarters?|months?|mths?|mos?|fortnights?|weeks?|wks?|days?)\b\.?"
_HALF = r"(?P<half> ?(?:and a half|½))?"
_DURATION = re.compile(
    rf"(?<![\w.,/-])(?P<n>\d{{1,6}}(?:[.,]\d{{1,2}})?|½|half an?|half|{_WORD_NUMBER})"
    rf"(?: ?\([\w -]+\))?{_HALF}[- ]?(?:calendar |full |whole )?{_UNIT}"
)
_HALF_AFTER_UNIT = re.compile(r"\b(an?|one|two|three|\d{1,3}) (years?|months?|weeks?) and a half\b")
_RANGE = re.compile(
    rf"(?<!\d)(?:\d{{1,6}} ?[-–—] ?\d{{1,6}}|"
    rf"(?:\d{{1,6}}|\b{_WORD_NUMBER}) (?:to|or|–|—|-) (?:\d{{1,6}}|{_WORD_NUMBER}))[- ]?{_UNIT}"
)
_OPEN = re.compile(
    r"\b(?:permanent(?:ly)?|indefinite(?:ly)?|unlimited|for ?ever|open[- ]end(?:ed)?|ongoing|until further notice|"
    r"(?:for )?as long as\b.*|no (?:end(?: date)?|expiry|time limit)|without (?:an )?(?:end(?: date)?|time limit)|"
    r"for the life(?:time)? of\b.*)"
)
_NOT_OPEN = re.compile(r"\bnot (?:a )?(?:permanent(?:ly)?|indefinite(?:ly)?|open[- ]ended|for ?ever)\b")
_LOOSE = re.compile(r"(?<!no )(?<!not )\b(?:more|longer|less|fewer|shorter) than\b|\bat least\b|\bminimum\b")
_RECURRING = re.compile(r"\b(?:every|each|monthly|weekly|yearly|annually|per)\b|\bin (?:\d|a |one|two|three)|\bstart")
_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
_DATE_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?<![\w-])(?P<year>\d{4})-(?P<m>\d{1,2})-(?P<day>\d{1,2})(?![\w-])",
        rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})(?!\d)",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)",
        r"(?<![\w.])(?P<day>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<year>\d{4})(?!\d)",
        r"(?<![\w/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4})(?![\d/])",
        rf"\b{_MONTH},? (?P<year>\d{{4}})(?!\d)",
        r"\bend of (?:the year )?(?P<year>\d{4})(?!\d)",
    )
)
_UNTIL = re.compile(
    r"(?:until|till|til|through|thru|to|ends?|ending|up to|by|not after|latest)(?: on| the)*(?: end of)?[ :]*$"
)


def read_date(words: str) -> date | None:
    """The one date that `words` is, or None: ISO, `30 June 2027`, `30.6.2027`; slashes only where unambiguous."""
    text = _folded(words)
    found = [match for form in _DATE_FORMS[:5] if (match := form.fullmatch(text))]
    return _date_of(found[0]) if found else None


def read_timeline(words: str) -> Timeline:
    """What `words` say, or a timeline with the words alone where they are unclear: never a guess."""
    text = _NOT_OPEN.sub(" ", _folded(words))
    if not text.strip():
        return Timeline(words)
    open_ended = _OPEN.search(text)
    dates = _dates(text)
    bare = _HALF_AFTER_UNIT.sub(r"\1 and a half \2", _without_dates(text))
    unclear = any(form.search(bare) for form in (_RANGE, _RECURRING, _LOOSE))
    durations = [] if unclear else list(_DURATION.finditer(bare))
    if unclear or sum((bool(open_ended), bool(dates), bool(durations))) != 1:
        return Timeline(words)
    if open_ended:
        return Timeline(words, open_ended=True)
    if dates:
        return Timeline(words, until=dates[0]) if len(dates) == 1 else Timeline(words)
    return _duration(words, bare, durations)


def _folded(words: str) -> str:
    text = unicodedata.normalize("NFC", words).replace("\u2011", "-").casefold()
    return " ".join(text.split()).strip(" .;,!\"'“”()[]")


def _dates(text: str) -> list[date]:
    """Distinct end dates: all dates, or only those that follow `until` when there are several.

    A date that does not exist or has two readings hides the month and year within it.
    """
    spans: list[tuple[int, int]] = []
    found: list[tuple[int, date]] = []
    for form in _DATE_FORMS:
        for match in form.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in spans):
                continue
            spans.append(match.span())
            day = _date_of(match)
            if day is not None:
                found.append((match.start(), day))
    distinct = {day for _, day in found}
    if len(distinct) > 1:
        distinct = {day for start, day in found if _UNTIL.search(text[:start])}
    return sorted(distinct)


def _without_dates(text: str) -> str:
    for form in _DATE_FORMS:
        text = form.sub(lambda match: " " if _date_of(match) else match.group(), text)
    return text


def _date_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    month = _MONTH_NUMBERS[parts["month"]] if parts.get("month") else int(parts.get("m") or 12)
    if parts.get("a"):
        first, second = int(parts["a"]), int(parts["b"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if first > 12 else (second, first)
    elif parts.get("day"):
        day = int(parts["day"])
    elif 1 <= year <= 9999:
        day = calendar.monthrange(year, month)[1]
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if sensible(found) else None


def _duration(words: str, text: str, found: list[re.Match[str]]) -> Timeline:
    """One length; two neighbours of different units (`1 year and 6 months`) are added."""
    joined = all(re.fullmatch(r"[ ,]*(?:and|plus|\+)?[ ,]*", text[a.end() : b.start()]) for a, b in pairwise(found))
    units = [match["unit"].rstrip("s") for match in found]
    if not joined or len(set(units)) != len(units):
        return Timeline(words)
    months: float = 0
    days: float = 0
    for match, unit in zip(found, units, strict=True):
        number = _number(match["n"]) + (0.5 if match["half"] else 0)
        months += number * _UNIT_MONTHS.get(unit, 0)
        days += number * _UNIT_DAYS.get(unit, 0)
    if bool(months) == bool(days) or months != int(months) or days != int(days):
        return Timeline(words)
    if months > LONGEST_MONTHS or days > LONGEST_DAYS:
        return Timeline(words)
    return Timeline(words, months=int(months) or None, days=int(days) or None)


def _number(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", "."))
    if word in ("½", "half", "half a", "half an"):
        return 0.5
    if word in ("a", "an"):
        return 1
    if word == "dozen":
        return 12
    tens, _, ones = word.replace("-", " ").partition(" ")
    return _TENS.get(tens, 0) + _NUMBERS.get(ones or tens, 0)
