"""How long a customer wants the exemption: the words kept,
and what was understood of them (rule A3).

`timeline_reading.py` reads the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.period import add_days, add_months, count

LONGEST_MONTHS = 1200
LONGEST_DAYS = 36600


@dataclass(frozen=True, slots=True)
class Timeline:
    """`text` is the customer's; at most one of months, days, until, open_ended is set.

    Weeks are 7 days.

    `start` is a start that the customer wishes; an approval may start later than its decision (C1).
    """

    text: str = ""
    months: int | None = None
    days: int | None = None
    until: date | None = None
    open_ended: bool = False
    start: date | None = None

    @property
    def given(self) -> bool:
        """A timeline that was not understood is given all the same (A1)."""
        return bool(self.text.strip()) or self.understood

    @property
    def understood(self) -> bool:
        return self.open_ended or bool(self.months or self.days or self.until)

    def end(self, start: date) -> date | None:
        """The last day for a period that begins on `start`;
        None if open-ended or not understood.
        """
        if self.until is not None:
            return self.until
        if self.months is not None:
            return add_months(start, self.months)
        return None if self.days is None else add_days(start, self.days)

    def in_short(self) -> str:
        """`24 months`, `6 weeks`, `Until 2027-06-30`, `Open-ended`;
        otherwise the customer's words.
        """
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
