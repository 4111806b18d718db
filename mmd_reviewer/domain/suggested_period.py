"""The period that the rules suggest: what was asked,
under factor 3 within its months (rules A1, B6, C5, E2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.fact import Reason
from mmd_reviewer.domain.period import LAST_SENSIBLE, add_months, count, whole_months
from mmd_reviewer.domain.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Suggested:
    """A period as the rules suggest it.

    `until` is its last day, `months` the whole months that it reaches (none under one), `length`
    how long it is said to be: `12 months`, `6 weeks`, "" where only its end says it. `band`: least
    and most months of a migration. Without `until` and not open-ended, the reviewer gives the
    period and `lack` says why.
    """

    until: date | None = None
    months: int | None = None
    length: str = ""
    open_ended: bool = False
    band: tuple[int, int] | None = None
    lack: str = ""
    flags: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()


def asked_period(wish: Timeline, start: date) -> Suggested:
    """What was asked, for an approval that starts on `start`;
    a period that cannot be is not suggested.
    """
    if wish.open_ended:
        return Suggested(open_ended=True)
    end = wish.end(start)
    if end is None or end <= start or end > LAST_SENSIBLE:
        return _lacking(wish, end, start)
    return Suggested(end, whole_months(start, end) or None, _length(wish, start, end))


def migration_period(
    wish: Timeline, given: int | None, band: tuple[int, int], start: date, since: date | None = None
) -> Suggested:
    """The reviewer's months if given, else what was asked within the most of `band` (B6).

    `since`: from when the months of a line of migrations count that this one goes on (E2).
    """
    most = add_months(start, band[1])
    if given is not None:
        found = _given(wish, given, band, start)
    else:
        found = asked_period(wish, start)
        if found.open_ended or (found.until is not None and found.until > most):
            asked = "No end was asked for" if found.open_ended else f"{_asked(wish)} asked for"
            flag = "open_ended" if found.open_ended else "over_most"
            found = _flagged(
                _months(band[1], start),
                flag,
                "B6",
                f"{asked}, {count(band[1], 'month')} the longest.",
            )
    found = replace(found, band=band)
    until = found.until
    if until is None:
        return found
    if until < add_months(start, band[0]):
        words = f"The period is under {count(band[0], 'month')}: kept, needs a reason."
        found = _flagged(found, "under_least", "B6", words)
    elif until > most:
        words = f"The period is over {count(band[1], 'month')}: needs a reason."
        found = _flagged(found, "over_most", "B6", words)
    if since is not None and until > add_months(since, band[1]):
        words = (
            f"With the approval before, the migration is longer than {count(band[1], 'month')} in "
            f"all: "
        )
        found = _flagged(found, "beyond_migration", "E2", f"{words}needs a reason.")
    return found


def _given(wish: Timeline, given: int, band: tuple[int, int], start: date) -> Suggested:
    """The reviewer's months; where more was asked than can be had, that is said (B6)."""
    found = _months(given, start)
    end = wish.end(start)
    if end is not None and end > add_months(start, band[1]) and given <= band[1]:
        return _flagged(
            found,
            "over_most",
            "B6",
            f"{_asked(wish)} asked for, {count(band[1], 'month')} the longest.",
        )
    return found


def _months(number: int, start: date) -> Suggested:
    return Suggested(add_months(start, number), number, count(number, "month"))


def _flagged(found: Suggested, flag: str, rule: str, words: str) -> Suggested:
    return replace(
        found, flags=(*found.flags, flag), because=(*found.because, Reason(rule, words, "flag"))
    )


def _asked(wish: Timeline) -> str:
    words = wish.in_short()
    return f"{words} was" if wish.until is not None else words


def _length(wish: Timeline, start: date, end: date) -> str:
    """How long the period is, never as a month count that it does not have (B6)."""
    if wish.until is None:
        return wish.in_short()
    months = whole_months(start, end)
    return count(months, "month") if add_months(start, months) == end else ""


def _lacking(wish: Timeline, end: date | None, start: date) -> Suggested:
    """No period can be suggested; the sentence says why, and is true of what was asked (A1)."""
    give = "give the period in months or an end date"
    if end is None:
        words = f"The timeline “{wish.text.strip()}” was not understood: {give}."
        return Suggested(
            lack=words, flags=("period_needed",), because=(Reason("A1", words, "flag"),)
        )
    if end <= start:
        words = f"The end asked for, {end}, is not after the start on {start}: {give}."
        return Suggested(
            lack=words,
            flags=("end_passed", "period_needed"),
            because=(Reason("C1", words, "flag"),),
        )
    words = f"The period asked for would end after {LAST_SENSIBLE}: {give}."
    return Suggested(lack=words, flags=("period_needed",), because=(Reason("C1", words, "flag"),))
