"""An announced edition: who must be told of it, and since when (rule B8)."""

from __future__ import annotations

from dataclasses import dataclass

from mmd_reviewer.domain.fact import EditionAnnounced
from mmd_reviewer.domain.source import Source


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement and the fact that says so; one customer, one case in `body.tell`."""

    body: EditionAnnounced
    source: Source

    @property
    def told_as(self) -> str:
        """What it is called among things told: the code and the day that its letters name."""
        return f"edition {self.body.code} {self.body.effective.isoformat()}"
