"""Who of a team has a case open: a courtesy that ends by itself, never a lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LASTS = 10  # minutes without a sign of life


@dataclass(frozen=True, slots=True)
class Claim:
    """`since`: the moment at which that person opened the case, with its zone."""

    number: str
    by: str
    since: datetime

    @property
    def words(self) -> str:
        """`Jonas Weber has it open since 10:02`, by the clock of the machine."""
        return f"{self.by} has it open since {self.since.astimezone():%H:%M}"
