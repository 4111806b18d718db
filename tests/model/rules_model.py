"""The model: one exemption case, recomputed from its recorded facts every time it is asked."""

from __future__ import annotations

from datetime import date

from tests.model import owing, standing
from tests.model.advice import Setup
from tests.model.course import Schedule, schedule_on
from tests.model.decided import letters
from tests.model.deeds_case import Base, CaseDeeds
from tests.model.deeds_letters import LetterCommands
from tests.model.deeds_revocation import RevocationDeeds
from tests.model.facts import Device, Due, No, Recommendation, Row, Wish
from tests.model.places import picture

__all__ = ["Device", "Due", "Model", "No", "Recommendation", "Row", "Schedule", "Wish"]


class Model(CaseDeeds, LetterCommands, RevocationDeeds):
    """One customer's one exemption case, from "received and complete" on.

    Deeds take `today` first, check, and add a fact or raise `No`. Queries take any `day`.
    """

    def __init__(
        self,
        reviewer: str,
        received: date,
        kind: str = "security_agents_vpns",
        wish: Wish | None = None,
        ticket: str = "MMD-1234567-ABCDE",
        edition: str = "2019",
        linked_software: bool = False,
        answer_days: int = 14,
        extends: Base | None = None,
    ) -> None:
        setup = Setup(
            reviewer, received, kind, wish or Wish(), ticket, edition, linked_software, answer_days
        )
        super().__init__(setup, extends)

    def as_known(self, day: date) -> Model:
        """E3: "as it stood on D": only facts whose day is not after D."""
        s = self.setup
        other = Model(
            s.reviewer,
            s.received,
            s.kind,
            s.wish,
            s.ticket,
            s.edition,
            s.linked_software,
            s.answer_days,
            self.extends,
        )
        other.events = [fact for fact in self.events if fact.day <= day]
        return other

    def state(self, day: date) -> str:
        """A6."""
        return standing.state(self.events, day)

    def flags(self, day: date) -> frozenset[str]:
        """A6, C9: revocation_prepared, appeal_open, details_missing, amended, decision_waiting,
        shortening_waiting."""
        return standing.flags(self.events, day)

    def schedule(self, day: date) -> Schedule | None:
        """D2, D7: of the open revocation; `planned` = "if dispatched today" (D3)."""
        rev = picture(self.events, day).revocation
        return None if rev is None else schedule_on(self.events, rev, day)

    def deadline(self, day: date) -> date | None:
        """The deadline that holds on this day."""
        schedule = self.schedule(day)
        return None if schedule is None else schedule.deadline

    def due(self, day: date) -> list[Due]:
        """D4, D5: notices overdue, due and (`planned`) to come, by due day."""
        return owing.due(self.events, day)

    def not_sent(self, day: date) -> tuple[str, ...]:
        """D4, D5: the notices that were not sent."""
        return owing.not_sent(self.events, day)

    def cover(self, day: date) -> dict[str, tuple[str, date]]:
        """D9: {serial: (code, since)}."""
        return standing.cover(self.events, day)

    def register(self, day: date) -> Row | None:
        """E3: the row of the register, if the exemption is on at least one device."""
        return standing.register(self.events, self.setup, day)

    def owed(self, day: date) -> list[tuple[str, date, bool]]:
        """C9: (letter kind, since, effect waits), oldest first."""
        return owing.owed(self.events, day)

    def next_letter(self, day: date) -> str | None:
        """C9: the kind of the next letter."""
        return owing.next_letter(self.events, day)

    def void(self, letter: str, day: date) -> bool:
        """C2: overtaken, and not dispatched."""
        return any(
            owing.void(self.events, issued, day)
            for issued in letters(self.events)
            if issued.letter == letter
        )
