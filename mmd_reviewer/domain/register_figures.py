"""The register in figures: charts whose every number carries the filter
that opens the rows behind it (E1, E3).
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.period import MONTHS, add_months
from mmd_reviewer.domain.register import (
    AGES,
    STATE_WORDS,
    Decided,
    Names,
    RegisterRow,
    age_band,
    amount,
    counted,
    state_words,
)
from mmd_reviewer.domain.register_filter import (
    BANDS,
    ENDING_DAYS,
    NONE,
    DecidedFilter,
    RegisterFilter,
    chosen,
    decided_band,
    ends_between,
    month_code,
)

MONTHS_SHOWN = 12
# Names for tight places; the full ones stand in the list and in every export.
_SHORT_TYPES = {"digital_experience_monitoring": "Experience monitoring", "drivers": "Drivers"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of a chart; `wish` opens the rows or the decisions behind it;
    `now` marks the current month.
    """

    label: str
    number: int
    wish: RegisterFilter | DecidedFilter
    now: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it counts, a remark, its bars in order."""

    key: str
    title: str
    remark: str
    bars: tuple[Bar, ...]

    @property
    def most(self) -> int:
        """The longest bar's number, at least 1."""
        return max((bar.number for bar in self.bars), default=0) or 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Every chart, and the notes beside them."""

    by_type: Chart
    by_factor: Chart
    ends: Chart
    by_state: Chart
    by_age: Chart
    decided: Chart
    time: Chart
    notes: tuple[Bar, ...]

    def charts(self) -> tuple[Chart, ...]:
        """All of them in reading order."""
        return (
            self.by_type,
            self.by_factor,
            self.ends,
            self.by_state,
            self.by_age,
            self.decided,
            self.time,
        )


def short_type(code: str, names: Names) -> str:
    """`Drivers`: a type's name for tight places."""
    return _SHORT_TYPES.get(code) or names.type(code)


def first_month_counted(day: date) -> date:
    """The first day of the twelve months of decisions that end with the month of `day`."""
    return add_months(day.replace(day=1), 1 - MONTHS_SHOWN)


def figures(
    rows: Sequence[RegisterRow], decisions: Sequence[Decided], day: date, names: Names
) -> Figures:
    """The charts of a register's rows, and of the decisions since `first_month_counted`."""
    types = counted(row.type or NONE for row in rows)
    factors = counted((row.factor or NONE for row in rows), names.approving())
    states = counted((row.state for row in rows), list(STATE_WORDS))
    ages = counted((age_band(row, day) for row in rows), AGES)
    return Figures(
        by_type=_chart(
            "type",
            "By type",
            "on devices",
            {
                code: Bar(short_type(code, names), number, RegisterFilter(type=code))
                for code, number in types.items()
            },
        ),
        by_factor=_chart(
            "factor",
            "By deciding factor",
            "",
            {
                code: Bar(
                    names.factor("" if code == NONE else code), number, RegisterFilter(factor=code)
                )
                for code, number in factors.items()
            },
        ),
        ends=_ends(rows, day),
        by_state=_chart(
            "state",
            "By state",
            "",
            {
                code: Bar(state_words(code), number, RegisterFilter(state=code))
                for code, number in states.items()
            },
        ),
        by_age=_chart(
            "age",
            "By age",
            "since first deployed",
            {
                code: Bar(code[:1].upper() + code[1:], number, RegisterFilter(age=code))
                for code, number in ages.items()
            },
        ),
        decided=_decided(decisions, day),
        time=_time(decisions),
        notes=_notes(rows, states, day),
    )


def _chart(key: str, title: str, remark: str, bars: Mapping[str, Bar]) -> Chart:
    return Chart(key, title, remark, tuple(bars.values()))


def _ends(rows: Sequence[RegisterRow], day: date) -> Chart:
    found: Counter[str] = Counter()
    first = day.replace(day=1)
    months = [add_months(first, place) for place in range(MONTHS_SHOWN)]
    last = ends_between(month_code(months[-1]), day)[1]
    found.update(
        month_code(row.until) for row in rows if row.until is not None and day <= row.until <= last
    )
    bars = tuple(
        Bar(
            _short(month),
            found[month_code(month)],
            RegisterFilter(ends=month_code(month)),
            month == first,
        )
        for month in months
    )
    return Chart("ends", "Approvals that end", "next 12 months", bars)


def _decided(decisions: Sequence[Decided], day: date) -> Chart:
    found = Counter(month_code(one.decided) for one in decisions)
    months = [add_months(first_month_counted(day), place) for place in range(MONTHS_SHOWN)]
    bars = tuple(
        Bar(
            _short(month),
            found[month_code(month)],
            DecidedFilter(month=month_code(month)),
            month == months[-1],
        )
        for month in months
    )
    return Chart("decided", "Decided", "all cases, last 12 months", bars)


def _time(decisions: Sequence[Decided]) -> Chart:
    found = counted((decided_band(one) for one in decisions), list(BANDS))
    bars = tuple(
        Bar(words[:1].upper() + words[1:], found[code], DecidedFilter(band=code))
        for code, words in BANDS.items()
    )
    return Chart("time", "Time to decision", median_words(decisions), bars)


@dataclass(frozen=True, slots=True)
class Measures:
    """How the desk worked: decisions, the median days from receipt to the first look and to the
    decision (None without any), and how many decisions depart from the recommendation.
    """

    decisions: int
    to_first_look: float | None
    to_decision: float | None
    departing: int


def measures(decisions: Sequence[Decided]) -> Measures:
    """The measures of some decisions."""
    looks = [(one.looked - one.received).days for one in decisions if one.looked is not None]
    return Measures(
        len(decisions),
        statistics.median(looks) if looks else None,
        statistics.median(one.days for one in decisions) if decisions else None,
        sum(one.departs for one in decisions),
    )


def median_words(decisions: Sequence[Decided]) -> str:
    """`median 9 days, first look 1`; "" without decisions."""
    found = measures(decisions)
    if found.to_decision is None:
        return ""
    words = f"median {found.to_decision:g} day{'' if found.to_decision == 1 else 's'}"
    look = f", first look {found.to_first_look:g}" if found.to_first_look is not None else ""
    return words + look


def _notes(rows: Sequence[RegisterRow], states: Mapping[str, int], day: date) -> tuple[Bar, ...]:
    """What a reviewer should not miss; each only where there is something."""
    soon = RegisterFilter(ends=f"{ENDING_DAYS}d")
    ending = len(chosen(rows, soon, day))
    found = (
        Bar(
            f"{states['in_revocation']:,} in revocation",
            states["in_revocation"],
            RegisterFilter(state="in_revocation"),
        ),
        Bar(
            f"{states['cover_ended']:,} with cover ended",
            states["cover_ended"],
            RegisterFilter(state="cover_ended"),
        ),
        Bar(
            f"{ending:,} end{'s' if ending == 1 else ''} within {amount(ENDING_DAYS, 'day')}",
            ending,
            soon,
        ),
        Bar(
            f"{states['expired']:,} expired, still on devices",
            states["expired"],
            RegisterFilter(state="expired"),
        ),
    )
    return tuple(note for note in found if note.number)


def _short(month: date) -> str:
    return MONTHS[month.month - 1][:3]
