"""Appeals: the customer brings new information, at any time from the first notice on (rule D8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.course_facts import AppealDecided, AppealRaised
from mmd_reviewer.domain.source import Source

GROUNDS: Mapping[str, str] = {
    "upgrade": "an upgrade",
    "configuration": "a changed configuration",
    "software": "a change of software",
    "other": "other information",
}
STANDS, WITHDRAWN, VARIED, TAKEN_BACK = "stands", "withdrawn", "varied", "taken_back"
OUTCOMES: Mapping[str, str] = {
    STANDS: "The revocation stands",
    WITHDRAWN: "The revocation is withdrawn",
    VARIED: "The revocation is varied",
    TAKEN_BACK: "The appeal is taken back",
}


@dataclass(frozen=True, slots=True)
class Appeal:
    """What was brought, in the order it came, each with its fact, and how it ended."""

    raised: tuple[AppealRaised, ...]
    sources: tuple[Source, ...]
    decided: AppealDecided | None = None
    outcome: Source | None = None

    @property
    def open(self) -> bool:
        return self.decided is None

    @property
    def received(self) -> date:
        """The day the first of it came."""
        return self.raised[0].received

    @property
    def target(self) -> date | None:
        """The day by which it is to be answered, as it was said last; None if no day was."""
        return next((row.target for row in reversed(self.raised) if row.target is not None), None)

    @property
    def decided_on(self) -> date | None:
        """The day of its outcome."""
        return self.outcome.day if self.outcome else None

    @property
    def deadline(self) -> date | None:
        """The later deadline that its outcome gave."""
        return self.decided.deadline if self.decided else None
