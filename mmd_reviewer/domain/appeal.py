"""Appeals: the customer brings new information, at any time from the first notice on (rule D8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.course_facts import AppealDecided, AppealRaised

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
    """What was brought, in the order it came, and how it ended. `fact` is the newest fact that brought something."""

    raised: tuple[AppealRaised, ...]
    fact: str
    decided: AppealDecided | None = None
    decided_on: date | None = None
    decided_fact: str = ""

    @property
    def open(self) -> bool:
        return self.decided is None

    @property
    def received(self) -> date:
        """The day the first of it came."""
        return self.raised[0].received

    @property
    def deadline(self) -> date | None:
        """The later deadline that its outcome gave."""
        return self.decided.deadline if self.decided else None
