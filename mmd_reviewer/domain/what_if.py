"""What if the first notice went out on a day: every date of that course (rules D2, D3, D7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.course_plan import CoursePlan
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.revocation import NOTICES, Schedule, schedule
from mmd_reviewer.domain.working_days import Holiday, not_working

DEADLINE = "deadline"
REVOCABLE = ("in_force", "expired")


@dataclass(frozen=True, slots=True)
class IfDay:
    """One date of the course: its day (None: it falls away, D7), what makes it a day off,
    and what other courses of the customer have in the same week.
    """

    what: str
    day: date | None
    closed: str
    beside: tuple[Entry, ...]

    @property
    def words(self) -> str:
        """`Sun 2027-01-17, not a working day`."""
        if self.day is None:
            return "falls away"
        weekend = self.closed in ("Saturday", "Sunday")  # seen by its weekday
        off = f", {'not a working day' if weekend else self.closed}" if self.closed else ""
        return f"{on_screen(self.day)}{off}"

    @property
    def beside_words(self) -> str:
        """`Same week: A-0131 third notice Tue 2026-12-01`; "" for none."""
        rows = [f"{row.number} {row.what.lower()} {on_screen(row.day)}" for row in self.beside]
        return f"Same week: {'; '.join(rows)}" if rows else ""


def check_what_if(case: Case, today: date) -> None:
    """Refuse a case whose course has begun, or that has nothing to revoke (D1, D3)."""
    one = case.revocation
    if one is not None and one.dates is not None:
        raise Refused(
            f"The first notice of {case.number} counts from {one.dates.first}: its dates stand.",
            "D3",
            "number",
        )
    if one is None and state(case, today) not in REVOCABLE:
        raise Refused(f"{case.number} has no exemption in force to revoke.", "D1", "number")


def if_dispatched(case: Case, plan: CoursePlan, day: date) -> Schedule:
    """The course of a first notice dispatched on `day`;
    `plan` is that of the edition in force, for a revocation that is not prepared.
    """
    one = case.revocation
    return one.if_first(day) if one is not None else schedule(day, None, plan)


def if_days(dates: Schedule, holiday: Holiday, others: Iterable[Entry]) -> tuple[IfDay, ...]:
    """The four notices and the deadline, each with what is in its week."""
    rows = tuple(others)
    days = [
        *((name, None if dates.falls_away(name) else dates.due(name)) for name in NOTICES),
        (DEADLINE, dates.deadline),
    ]
    return tuple(
        IfDay(
            name,
            day,
            not_working(day, holiday) if day is not None else "",
            tuple(row for row in rows if day is not None and _week(row.day) == _week(day)),
        )
        for name, day in days
    )


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]
