"""The model and the program meet: the same random deeds, then the same questions to both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.letters.owed import TO_COME, letters_next, letters_owed
from mmd_reviewer.domain.register import row_on
from mmd_reviewer.domain.revocation import ENDED_WITHDRAWN
from tests.model.meeting_course import CourseDraws
from tests.model.meeting_letters import corrects_what_was_told, pending, told_by_a_notice
from tests.model.meeting_table import FOURTH, SERIALS, Disagreement


class Meeting(CourseDraws):
    """One history. `run` plays it; a difference raises `Disagreement`."""

    def run(self, steps: int) -> None:
        """Play so many deeds, the first ones on the way to a course, and ask after each."""
        self._begin()
        deeds = self._deeds()
        for _ in range(steps):
            self._pass_days()
            self.rng.choice(deeds)()
            self.compare()

    def _begin(self) -> None:
        """Most histories have an approval that is told, deployed and revoked."""
        if self.rng.random() < 0.15:
            return
        self._assess(FOURTH)
        self._decide("approve", open_ended=True)
        self._issue("approved")
        if self.rng.random() < 0.8:
            self._dispatch(0)
        self._deploy(SERIALS[: self.rng.randint(1, 4)], 0)
        if self.rng.random() < 0.8:
            self._revoke()
            self._issue("notice_first")
            self._dispatch(0)
        self.compare()

    def _deeds(self) -> Sequence[Callable[[], None]]:
        """Every deed, the frequent ones more than once."""
        frequent = [
            self.issue,
            self.issue,
            self.issue,
            self.dispatch,
            self.dispatch,
            self.retime,
            self.removal,
            self.appeal,
            self.outcome,
        ]
        return (
            *frequent,
            self.assess,
            self.decide,
            self.amend,
            self.settle,
            self.deploy,
            self.revoke,
            self.withdraw,
            self.found,
            self.reinstate,
            self.consent,
            self.elsewhere,
            self.correct,
            self.take_back,
            self.sent_elsewhere,
            self.next_letter,
        )

    def _pass_days(self) -> None:
        step = self.rng.choice((0, 0, 1, 2, 5, 9, 23, 30))
        one = self.case.revocation
        if one is not None and one.dates is not None and self.rng.random() < 0.4:
            due = [day for _, day in one.pending() if day > self.today]
            target = min([*due, one.dates.deadline]) + timedelta(days=self.rng.randint(-1, 2))
            step = max((target - self.today).days, 0)
        self.today += timedelta(days=step)

    def compare(self) -> None:
        """Every question, on today and on days to come."""
        case = self.case
        one = case.revocation
        days = {self.today, self.today + timedelta(days=40)}
        if one is not None and one.dates is not None:
            days |= {one.dates.deadline}
        for day in sorted(day for day in days if day >= self.today):
            self._same(day, "state", self.model.state(day), state(case, day))
            if one is None or not one.lapses:  # after a gap the program has the final alone
                self._same(day, "due", self._due(day), pending(case, day))
            self._same(day, "cover", _codes(self.model.cover(day)), _cover(case, day))
            self._same(day, "register", _model_row(self.model.register(day)), _row(case, day))
            owed = {kind for kind, *_ in self.model.owed(day)}
            ours = {row.kind for row in letters_owed(case, day)}
            if "appeal_outcome" in ours:  # one letter tells both: the program lists it once
                owed, ours = owed - {"appeal_received"}, ours - {"appeal_received"}
            if _withdrawn_unheard(case):  # the customer had never heard of it: nothing is owed
                owed, ours = owed - {"revocation_withdrawn"}, ours - {"revocation_withdrawn"}
            if told_by_a_notice(case):  # a notice names old day, new day and reason: it tells them
                owed, ours = owed - {"retimed"}, ours - {"retimed"}
            corrected = corrects_what_was_told(case, day)
            self._same(day, "owed", sorted(owed - corrected), sorted(ours - corrected))
        notified = one is not None and one.dates is not None
        deadline = self.model.deadline(self.today) if notified else None
        held = one.dates.deadline if one is not None and one.dates is not None else None
        self._same(self.today, "deadline", deadline, held)
        here, there = _next(case, self.today), self.model.next_letter(self.today) or ""
        outcome = any(row.kind == "appeal_outcome" for row in letters_owed(case, self.today))
        apart = outcome and there == "appeal_received"  # one letter tells both
        told = told_by_a_notice(case) and "retimed" in (there, here)
        gap = one is not None and bool(one.lapses)
        since = {row.kind: row.since for row in letters_owed(case, self.today)}
        tie = there in since and since.get(here) == since[there]  # of the same day either is oldest
        unheard = _withdrawn_unheard(case) and "revocation_withdrawn" in (there, here)
        corrects = corrects_what_was_told(case, self.today) & {here, there}
        if not (apart or told or gap or tie or unheard or corrects):
            self._same(self.today, "next", there, here)

    def _due(self, day: date) -> list[tuple[str, date]]:
        return sorted((row.kind, row.due) for row in self.model.due(day) if row.kind != "first")

    def _same(self, day: date, what: str, model: object, program: object) -> None:
        if model != program:
            raise Disagreement(f"{what} on {day}: model {model}, program {program}")


def _codes(found: dict[str, tuple[str, date]]) -> dict[str, tuple[str, date | None]]:
    """Since when only where the rule book says it."""
    told = ("not_covered", "removed")
    return {
        serial: (code, since if code in told else None) for serial, (code, since) in found.items()
    }


def _cover(case: Case, day: date) -> dict[str, tuple[str, date | None]]:
    rows = {row.device.serial: (row.state, row.since) for row in cover(case, day)}
    listed = {key for key, spans in case.spans.items() if any(span.since <= day for span in spans)}
    serials = {device.serial for device in case.devices if device.key in listed}
    told = ("not_covered", "removed")
    return {
        serial: (code, since if code in told else None)
        for serial, (code, since) in rows.items()
        if serial in serials
    }


def _model_row(row: Any) -> object:
    return None if row is None else (len(row.devices), row.state)


def _row(case: Case, day: date) -> object:
    row = row_on(case, day)
    return None if row is None else (max(row.devices, 0), row.state)


def _withdrawn_unheard(case: Case) -> bool:
    return any(row.how_ended == ENDED_WITHDRAWN and not row.notified for row in case.revocations)


def _next(case: Case, day: date) -> str:
    """What is called for now; a notice that may go out early is called for by the program alone."""
    rows = [row for row in letters_next(case, day) if row.why != TO_COME]
    rows = [row for row in rows if not row.kind.startswith("notice_") or row.day <= day]
    return rows[0].kind if rows else ""
