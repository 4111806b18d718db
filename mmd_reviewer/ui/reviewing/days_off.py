"""The days on which nobody works in the store's region, known before they are painted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mmd_reviewer.domain.revocation_calendar import not_working

if TYPE_CHECKING:
    from mmd_reviewer.ui.reviewing.reviewing import Reviewing


class DaysOff:
    """`region` as the facts of the desk say; "" until it was looked up, and for weekends only."""

    def __init__(self, reviewing: Reviewing) -> None:
        self._reviewing = reviewing
        self.region = ""

    def why(self, day: date) -> str:
        """`Sunday`, the name of a holiday, or ""; from memory, so that it may be painted."""
        return not_working(day, lambda one: self._reviewing.desk.holidays.name(self.region, one))

    def look_up(self) -> None:
        """Read the region on the worker, where the library of holidays is loaded too."""
        desk, today = self._reviewing.desk, self._reviewing.day

        def read() -> str:
            region = desk.standing().region
            desk.holidays.name(region, today)
            return region

        self._reviewing.read("region", read, self._take)

    def _take(self, region: str) -> None:
        self.region = region
