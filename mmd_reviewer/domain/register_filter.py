"""Which rows of the register are shown: words, state, type,
edition, factor, age, and when the approval ends (E3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import add_days, add_months, count
from mmd_reviewer.domain.register import (
    AGES,
    STATE_WORDS,
    UNKNOWN,
    Decided,
    Names,
    RegisterRow,
    age_band,
    state_words,
)
from mmd_reviewer.domain.request import fold as folded

ON_DEVICES, UNLISTED = "on_devices", "unlisted"  # beside the states of A6
STATES = {ON_DEVICES: "Still on devices", UNLISTED: "Devices not listed", **STATE_WORDS}
ENDING_DAYS = 14
PAST, OPEN = "past", "open"
NONE = "-"  # of rows without a type, or whose decision rested on no factor
ENDS = {
    f"{ENDING_DAYS}d": "Within 14 days",
    "30d": "Within 30 days",
    "3m": "Within 3 months",
    "12m": "Within 12 months",
    PAST: "In the past",
    OPEN: "Never, open-ended",
}
SAMPLE = 10  # decisions drawn a month
BANDS = {"7": "within a week", "14": "8 to 14 days", "30": "15 to 30 days", "more": "over 30 days"}
Test = Callable[[RegisterRow], bool]


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What to show; "" everywhere shows all.

    `state` a state of A6, ON_DEVICES or UNLISTED; `type` and `factor` a code, or NONE; `age` one of
    AGES; `ends` a key of ENDS, or a month as 2027-03.
    """

    words: str = ""
    customer: str = ""
    state: str = ""
    type: str = ""
    edition: str = ""
    factor: str = ""
    age: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class DecidedFilter:
    """Decisions behind a figure: those of a month as 2026-11, those that took as long as one of
    BANDS, those that depart from the recommendation, or those drawn to be looked at again.

    `sample`: the month for which they are drawn, so that everybody draws the same.
    """

    month: str = ""
    band: str = ""
    departs: bool = False
    sample: str = ""


def month_code(day: date) -> str:
    """`2026-11`."""
    return f"{day.year:04d}-{day.month:02d}"


def ends_between(code: str, day: date) -> tuple[date, date]:
    """The first and last day of a key of ENDS or of a month,
    seen from a day; the past is over on the day before.
    """
    if code == PAST:
        return date.min, day - timedelta(days=1)
    if code[-1:] == "d" and code[:-1].isdigit():
        return day, add_days(day, int(code[:-1]))
    if code[-1:] == "m" and code[:-1].isdigit():
        return day, add_months(day, int(code[:-1]))
    try:
        first = date.fromisoformat(f"{code}-01")
    except ValueError:
        raise Refused(
            f'"{code}" does not say when: one of {", ".join(ENDS)}, or a month as 2027-03.',
            "",
            "ends",
        ) from None
    return max(first, day), add_months(first, 1) - timedelta(days=1)


def check(wish: RegisterFilter, day: date) -> RegisterFilter:
    """The filter, if it means something; refuses a state, age or end that is none."""
    if wish.state and wish.state not in STATES:
        raise Refused(
            f'"{wish.state}" is no state of the register; it can be {", ".join(STATES)}.',
            "",
            "state",
        )
    if wish.age and wish.age not in AGES:
        raise Refused(f'"{wish.age}" is no age; it can be {", ".join(AGES)}.', "", "age")
    if wish.ends and wish.ends != OPEN:
        ends_between(wish.ends, day)
    return wish


def chosen(rows: Iterable[RegisterRow], wish: RegisterFilter, day: date) -> tuple[RegisterRow, ...]:
    """The rows that fit, in their order."""
    tests = _tests(wish, day)
    return tuple(row for row in rows if all(test(row) for test in tests))


def _tests(wish: RegisterFilter, day: date) -> list[Test]:
    tests: list[Test] = []
    if wish.customer:
        tests.append(lambda row: row.customer == wish.customer)
    if wish.state:
        tests.append(_state_test(wish.state))
    if wish.type:
        tests.append(lambda row: (row.type or NONE) == wish.type)
    if wish.edition:
        tests.append(lambda row: row.edition == wish.edition)
    if wish.factor:
        tests.append(lambda row: (row.factor or NONE) == wish.factor)
    if wish.age:
        tests.append(lambda row: age_band(row, day) == wish.age)
    if wish.ends == OPEN:
        tests.append(lambda row: row.until is None)
    elif wish.ends:
        first, last = ends_between(wish.ends, day)
        tests.append(lambda row: row.until is not None and first <= row.until <= last)
    if wish.words.strip():
        words = folded(wish.words).split()
        tests.append(lambda row: _has(row, words))
    return tests


def _state_test(code: str) -> Test:
    if code == ON_DEVICES:
        return lambda row: row.devices != UNKNOWN
    if code == UNLISTED:
        return lambda row: row.devices == UNKNOWN
    return lambda row: row.state == code


def _has(row: RegisterRow, words: list[str]) -> bool:
    text = folded(f"{row.customer}\n{row.title}\n{row.number}\n{row.ticket}")
    return all(word in text for word in words)


def in_words(wish: RegisterFilter, names: Names) -> str:
    """The filter for a reader: `State: In force, Type: Policies`; "" for none."""
    parts = [f"“{wish.words.strip()}”"] if wish.words.strip() else []
    for label, code, words in (
        ("Customer", wish.customer, wish.customer),
        ("State", wish.state, STATES.get(wish.state) or state_words(wish.state)),
        ("Type", wish.type, names.type(wish.type)),
        ("Edition", wish.edition, names.edition(wish.edition)),
        ("Deciding factor", wish.factor, names.factor(wish.factor)),
        ("In force for", wish.age, wish.age),
        ("Ends", wish.ends, ENDS.get(wish.ends, wish.ends)),
    ):
        if code:
            parts.append(f"{label}: {words}")
    return ", ".join(parts)


def decided_band(one: Decided) -> str:
    """How long a decision took, as a key of BANDS."""
    return "7" if one.days <= 7 else "14" if one.days <= 14 else "30" if one.days <= 30 else "more"


def chosen_decisions(decisions: Iterable[Decided], wish: DecidedFilter) -> tuple[Decided, ...]:
    """The decisions behind a figure."""
    found = tuple(
        one
        for one in decisions
        if (not wish.month or month_code(one.decided) == wish.month)
        and (not wish.band or decided_band(one) == wish.band)
        and (one.departs or not wish.departs)
    )
    if not wish.sample:
        return found
    drawn = set(sorted(found, key=lambda one: _lot(one, wish.sample))[:SAMPLE])
    return tuple(one for one in found if one in drawn)


def _lot(one: Decided, month: str) -> bytes:
    """By chance, and yet the same at every desk and in every order of the rows."""
    return sha256(f"{month} {one.number} {one.decided}".encode()).digest()


def until_words(row: RegisterRow, day: date) -> str:
    """`7 days` before an approval that ends within ENDING_DAYS,
    `today` on its last day, else "".
    """
    if row.until is None or row.state != "in_force" or row.until > add_days(day, ENDING_DAYS):
        return ""
    left = (row.until - day).days
    return count(left, "day") if left else "last day"
