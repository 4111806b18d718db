"""Sections A to C and D1: the deeds from the request to the deployment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tests.model.advice import MAX_MONTHS, Setup, departs, recommend
from tests.model.decided import (
    approval_on,
    decision_key,
    deployments,
    held,
    latest,
    letters,
    reopened,
    told_on,
    waits,
)
from tests.model.facts import (
    APPROVING,
    CONDITIONS,
    FACTORS,
    OUTCOMES,
    Amended,
    AmendmentSettled,
    Assessed,
    Decided,
    DecisionUndone,
    Deployed,
    Device,
    Fact,
    Facts,
    Marked,
    No,
    Parked,
    Recommendation,
    Removed,
    ToldElsewhere,
    add_months,
    days,
)
from tests.model.places import picture
from tests.model.standing import missing, open_amendments


class Base:
    """The list of facts of one case."""

    def __init__(self, setup: Setup, extends: Base | None = None) -> None:
        self.setup = setup
        self.extends = extends  # E2: the case this one extends
        self.events: Facts = []

    def _seq(self, today: date) -> int:
        """The number of the next fact; days never run backwards here (F3)."""
        if self.events and today < self.events[-1].day:
            raise ValueError("the model is driven forward in time")
        return len(self.events) + 1

    def _record(self, fact: Fact) -> None:
        self.events.append(fact)

    def _start(self, today: date) -> date:
        """C1: by default the decision's day; E2: the day after the old end, if that is later."""
        if self.extends is not None:
            old = approval_on(self.extends.events, today)
            if old is not None and old.end is not None:
                return max(today, old.end + days(1))
        return today


class CaseDeeds(Base):
    """Assessment, decision, amendments, deployment."""

    def assess(self, today: date, answers: dict[str, object]) -> None:
        """B2, B3: a patch of answers."""
        findings = answers.get("conditions", {})
        if not isinstance(findings, dict) or not set(findings) <= set(CONDITIONS):
            raise No("B3", "four key conditions")
        if any(value not in ("holds", "broken", "unknown") for value in findings.values()):
            raise No("B3", "holds, broken or unknown")
        if any(answers.get(f, "no") not in ("yes", "no", "unknown") for f in FACTORS):
            raise No("B2", "yes, no or unknown")
        asked = self.setup.kind == "productivity_software" or (
            self.setup.kind == "drivers" and self.setup.linked_software
        )
        if answers.get("restricted_productivity") == "yes" and not asked:
            raise No("B7", "does not apply to this type")
        self._record(Assessed(seq=self._seq(today), day=today, answers=answers))

    def mark(self, today: date, missing_details: Iterable[str]) -> None:
        """A1: the details that count as missing from now on."""
        self._record(Marked(seq=self._seq(today), day=today, missing=frozenset(missing_details)))

    def park(self, today: date, until: date, reason: str) -> None:
        """A6: parked until a date."""
        if not reason or until <= today:
            raise No("A6", "a reason and a later day")
        self._record(Parked(seq=self._seq(today), day=today, until=until))

    def amend(self, today: date, supplies: Iterable[str] = ()) -> None:
        """A5, C8: the customer's words changed."""
        self._record(Amended(seq=self._seq(today), day=today, supplies=frozenset(supplies)))

    def amendment_rest(self, today: date, reason: str) -> None:
        """C8: let rest with a reason."""
        self._settle_amendment(today, "rest", reason)

    def amendment_link(self, today: date, reason: str) -> None:
        """C8: made a linked request."""
        self._settle_amendment(today, "link", reason)

    def _settle_amendment(self, today: date, how: str, reason: str) -> None:
        if not open_amendments(self.events, today) or not reason:
            raise No("C8", "an amendment after the decision, and a reason")
        self._record(AmendmentSettled(seq=self._seq(today), day=today, how=how, reason=reason))

    def recommendation(self, today: date) -> Recommendation:
        """C8: of a decided case that of the decision's day; else as the answers stand (B1-B7)."""
        decision = latest(self.events, today)
        if decision is not None:
            return decision.recommendation
        return recommend(self.events, self.setup, self._start(today))

    def decide(
        self,
        today: date,
        outcome: str,
        reason: str = "",
        months: int | None = None,
        until: date | None = None,
        open_ended: bool = False,
        terms: str = "",
        devices: Iterable[str] | None = None,
        route: str = "",
        start: date | None = None,
    ) -> None:
        """C1: a decision by a person."""
        if outcome not in OUTCOMES:
            raise No("C1", "no such outcome")
        if deployments(self.events):  # C7: only a revocation takes it back; C1: until deployment
            raise No("C1" if outcome == "withdrawn" else "C7", "deployed")
        if outcome == "closed_unanswered":
            self._check_unanswered(today)
        if missing(self.events, today) and outcome in (*APPROVING, "decline"):
            raise No("A1", "details are missing")
        before = latest(self.events, today)
        if before is not None and open_amendments(self.events, today):
            told = told_on(self.events, decision_key(before)) is not None
            if before.outcome == "withdrawn" or (before.outcome == "decline" and told):
                raise No("C8", "only a linked request, or let rest")
        begin, end = start or self._start(today), None
        if outcome in APPROVING:
            end = self._period(today, outcome, begin, months, until, open_ended)
        advice = recommend(self.events, self.setup, begin)
        if outcome in APPROVING and advice.outcome == "undetermined":
            raise No("B4", "no reason can make it an approval")
        if outcome == "no_exemption_needed" and not route:
            raise No("A4", "the route")
        if not reason:
            self._need_no_reason(today, outcome, begin, end, advice, before)
        self._record(
            Decided(
                seq=self._seq(today),
                day=today,
                outcome=outcome,
                reason=reason,
                start=begin,
                end=end,
                terms=terms,
                devices=None if devices is None else frozenset(devices),
                route=route,
                recommendation=advice,
            )
        )

    def _check_unanswered(self, today: date) -> None:
        """C1: returned, and no answer within the days of the setting."""
        back = held(self.events, today).decision
        if back is None or back.outcome != "return" or reopened(self.events, back, today):
            raise No("C1", "not returned")
        if today <= back.day + days(self.setup.answer_days):
            raise No("C1", "the days for an answer are not over")

    def _period(
        self,
        today: date,
        outcome: str,
        begin: date,
        months: int | None,
        until: date | None,
        open_ended: bool,
    ) -> date | None:
        """C1, C5, B6, E2: the end of the period; None = open-ended."""
        if (months is not None) + (until is not None) + open_ended != 1:
            raise No("C1", "until a date, or open-ended")
        if outcome == "approve_migration" and open_ended:
            raise No("B6", "never open-ended")
        if begin < today or (months is not None and months < 1):
            raise No("C1", "the start or the months")
        if until is not None and until < begin:
            raise No("C1", "ends before it starts")
        old = self.extends
        if old is not None and picture(old.events, today).revocation is not None:
            raise No("E2", "a revocation is open")
        return add_months(begin, months) if months is not None else until

    def _need_no_reason(
        self,
        today: date,
        outcome: str,
        begin: date,
        end: date | None,
        advice: Recommendation,
        before: Decided | None,
    ) -> None:
        """B5, B6, C7, E2: refuse where a written reason is needed."""
        if departs(outcome, begin, end, advice, bool(missing(self.events, today))):
            raise No("B5", "departs from the recommendation")
        if before is not None:
            raise No("C7", "a new decision needs a reason")
        if outcome != "approve_migration" or self.extends is None or end is None:
            return
        old = approval_on(self.extends.events, today)
        migrated = old is not None and old.outcome == "approve_migration"
        if old is not None and migrated and end > add_months(old.start, MAX_MONTHS):
            raise No("E2", "migration beyond 12 months in all")

    def undo_decision(self, today: date) -> None:
        """C7: until its letter is issued."""
        made = latest(self.events, today)
        if made is None or self._written(made):
            raise No("C7", "no decision, or its letter is issued")
        self._record(DecisionUndone(seq=self._seq(today), day=today, decision=made.seq))

    def _written(self, decision: Decided) -> bool:
        """Its letter was issued, or it was told elsewhere."""
        key = decision_key(decision)
        elsewhere = [f for f in self.events if isinstance(f, ToldElsewhere) and key in f.tells]
        return bool(elsewhere) or any(key in letter.tells for letter in letters(self.events))

    def deploy(self, today: date, on: date, devices: Sequence[Device] = ()) -> None:
        """D1, C1, C9: one wave."""
        if on > today:
            raise No("D1", "in the future")
        for day in (today, on):
            if picture(self.events, day).revocation is not None:
                raise No("D1", "a revocation is open")
        if picture(self.events, today).completed is not None:
            raise No("C7", "a revocation took the approval back")
        approval = approval_on(self.events, on)
        now = held(self.events, today).decision
        if approval is None or now is None:
            raise No("D1", "not approved on that day")
        if now.outcome not in APPROVING and not waits(self.events, now, approval):
            raise No("C7", "another decision holds")  # C9: but before the dispatch it counts
        if on < approval.start:
            raise No("C1", "before the start")
        if approval.end is not None and on > approval.end:
            raise No("D1", "after the end")
        if not self._written(approval):
            raise No("C9", "the approval's letter is not issued")
        here = {device.serial for device in devices}
        removed = [f for f in self.events if isinstance(f, Removed) and here & set(f.serials)]
        if any(on < f.on for f in removed):
            raise No("D1", "it carried it then, until its removal")
        named = approval.devices
        if named is not None and not {device.serial for device in devices} <= named:
            raise No("C1", "limited to named devices")
        self._record(Deployed(seq=self._seq(today), day=today, on=on, devices=tuple(devices)))
