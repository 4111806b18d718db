"""How old a request is, and by when somebody should first look at it.

The age of an open request stands still while its customer owes an answer. A change request has
severity C unless it says A or B: a first response within 8 hours, Monday to Friday; A and B are
answered on the day on which they come. No day of a decision is promised to anybody.
"""

from __future__ import annotations

from datetime import date, timedelta

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.period import add_days

SATURDAY = 5
LOOKS = (
    kinds.AnswersGiven,
    kinds.DecisionMade,
    kinds.DetailJudged,
    kinds.TypeChosen,
    kinds.ReadingCorrected,
    kinds.CaseParked,
)


def age_days(start: date, paused: date | None, day: date) -> int:
    """Whole days from `start`, or until the age was `paused`; never negative."""
    until = day if paused is None else min(day, paused)
    return max((until - start).days, 0)


def waits_since(case: Case) -> date | None:
    """The day since which the customer owes an answer to a return: the age stands still."""
    if case.decision is None or case.reopened or case.decision.made.outcome != "return":
        return None
    return case.return_told


def aged_from(case: Case) -> date:
    """The day of receipt, moved by the days in which the customer owed an answer."""
    return add_days(case.received_on, case.waited)


def age_of(case: Case, day: date) -> int:
    """The age of a case on a day, in whole days."""
    return age_days(aged_from(case), waits_since(case), day)


def first_look(case: Case) -> date | None:
    """The day of the first deed that needs the request read; None if nobody looked at it yet."""
    return next((fact.day for fact in case.counting if isinstance(fact.body, LOOKS)), None)


def first_look_due(case: Case) -> date | None:
    """By when somebody should first look at a case; None once somebody did."""
    if first_look(case) is not None:
        return None
    return look_due(case.received_on, case.newest.severity)


def look_due(received: date, severity: str) -> date:
    """By when somebody should first look at a request of this severity, as the portal writes it."""
    if severity.strip().upper() in ("A", "B"):
        return received
    day = received + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day
