"""A case as views show it, with what is derived from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.absence import Absence, absence_on
from mmd_reviewer.domain.assessment import Answers
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.extension import extended, start_of
from mmd_reviewer.domain.letters.signs import said_of, uncommon
from mmd_reviewer.domain.recommendation import Recommendation
from mmd_reviewer.services import assessment
from mmd_reviewer.services.absence import absences
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.packs import out_numbers


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as views show it, all read at one moment on the worker."""

    case: Case
    state: str
    flags: tuple[str, ...]
    recommendation: Recommendation
    edition: Edition
    day: date
    drafts: tuple[Draft, ...]
    linked: tuple[Case, ...]
    judged_by: Edition | None = None
    absence: Absence | None = None  # of its reviewer, today
    out: str = ""  # on which packs the case is
    signs: str = ""  # how letters will write signs of the customer's that their fonts lack

    @property
    def recommended_by(self) -> Edition:
        """The edition of the recommendation: a decided case keeps that of its decision (B8)."""
        return self.judged_by or self.edition

    @property
    def extends(self) -> Case | None:
        """The case whose approval this one asks to extend (E2)."""
        return extended(self.case, self.linked)

    @property
    def start(self) -> date:
        """The day on which a period would start:
        today, or the day after the end of what is extended (E2).
        """
        return start_of(self.extends, self.day)

    @property
    def counted_from(self) -> date:
        """The day that a wished period is counted from:
        the start of its approval, before it the day on which it would start (C1, E2).
        """
        held = self.case.holding
        if held is None or not held.approves or self.case.reopened or self.case.again:
            return self.start
        return held.made.start

    def recommended(self, answers: Answers, start: date) -> Recommendation:
        """What the rules suggest for these answers, stored already or not, from a start (C1)."""
        return assessment.recommended(
            self.case, self.linked, self.edition, self.day, answers, start
        )


def shown_case(desk: Desk, number: str) -> Shown:
    """Read a case and what is derived from it."""
    case = desk.case(number)
    day = desk.today()
    away = absence_on(absences(desk), case.reviewer, day)
    return Shown(
        case,
        state(case, day),
        flags(case, day),
        assessment.recommendation(desk, case),
        desk.edition(day),
        day,
        desk.store.drafts(case.key, desk.reviewer),
        desk.linked(case),
        assessment.judged_by(desk, case),
        away,
        out_numbers(desk).get(case.number, ""),
        _signs(desk, case),
    )


def _signs(desk: Desk, case: Case) -> str:
    asked = case.assessed
    named = (
        asked.customer,
        asked.contact,
        asked.title,
        asked.requirement,
        asked.proposal,
        asked.timeline.text,
    )
    signs = uncommon(named)
    return said_of(signs, desk.press.lacks(signs)) if signs else ""
