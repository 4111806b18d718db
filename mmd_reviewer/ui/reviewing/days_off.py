"""The days on which nobody works in the store's region, known before they are painted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mmd_reviewer.domain.working_days import not_working
from mmd_reviewer.services.desk import Desk

Read = Callable[[str, Callable[[], str], Callable[[str], object]], object]


class DaysOff:
    """`region` as the facts of the desk say; "" until it was looked up, and for weekends only."""

    def __init__(self, desk: Desk, read: Read) -> None:
        self._desk, self._read = desk, read
        self.region = ""

    def why(self, day: date) -> str:
        """`Sunday`, the name of a holiday, or ""; from memory, so that it may be painted."""
        return not_working(day, self.holiday)

    def holiday(self, day: date) -> str:
        """The name of a holiday, or ""."""
        return self._desk.holidays.name(self.region, day)

    def look_up(self) -> None:
        """Read the region on the worker, where the library of holidays is loaded too."""
        desk = self._desk

        def read() -> str:
            region = desk.standing().region
            desk.holidays.name(region, desk.today())
            return region

        self._read("region", read, self._take)

    def _take(self, region: str) -> None:
        self.region = region
