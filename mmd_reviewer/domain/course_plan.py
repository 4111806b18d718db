"""The course plan of a revocation: when notices are due and how long the course is (rule D2).

The numbers belong to the edition in force when the first notice goes out; a revocation keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mmd_reviewer.domain.errors import Refused

FIRST, SECOND, THIRD, FINAL = "first", "second", "third", "final"
NOTICES = (FIRST, SECOND, THIRD, FINAL)
EARLY_DAYS = 3  # D3, D5: so many days early the later notices may be dispatched
LONGEST_COURSE = 3650


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """Days after the first notice on which second and third are due and the course ends.

    `last_week`: days between the final notice and the deadline. The defaults are those of the
    service plan's page: 0/30/60/-7/90.
    """

    second: int = 30
    third: int = 60
    length: int = 90
    last_week: int = 7

    @property
    def shortest(self) -> int:
        """A deadline is never shortened to fewer days than these: last week and one (D7)."""
        return self.last_week + 1

    def offset(self, notice: str) -> int:
        """Days after the first notice; the final one by the usual length."""
        final = self.length - self.last_week
        return {FIRST: 0, SECOND: self.second, THIRD: self.third, FINAL: final}[notice]

    def warning(self, notice: str) -> int:
        """The days of warning that a notice is meant to leave before the deadline (D4)."""
        return self.length - self.offset(notice)


STANDARD = CoursePlan()


def read_plan(data: Mapping[str, Any] | None) -> CoursePlan:
    """The plan of an edition's `course`; an edition without one keeps the page's (B8, D2).

    Refuses a plan whose notices do not follow one another, naming the number at fault.
    """
    if data is None:
        return STANDARD
    names = CoursePlan.__dataclass_fields__
    if not isinstance(data, Mapping) or set(data) != set(names):
        wanted = ", ".join(names)
        raise Refused(f'The "course" of the edition must give {wanted}.', "B8", "course")
    for name in names:
        if type(data[name]) is not int:
            raise Refused(f'"{name}" in "course" is no whole number of days.', "B8", "course")
    plan = CoursePlan(**data)
    days = (0, plan.second, plan.third, plan.length - plan.last_week, plan.length)
    if any(later <= earlier for earlier, later in pairwise(days)):
        listed = ", ".join(map(str, days))
        raise Refused(
            f"The days of the course do not follow one another: {listed}.", "B8", "course"
        )
    if plan.length > LONGEST_COURSE:
        raise Refused(f"A course of {plan.length} days is longer than ten years.", "B8", "course")
    return plan
