"""Deeds drawn on request, decision and deployment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.revocation import ENDED_REMOVED
from mmd_reviewer.services import amendment, assessment, decision, deployment, intake
from tests.model.meeting_table import ANSWERS, Table, machine
from tests.model.rules_model import Device

ANSWER_DAYS = 30  # unless the settings say otherwise (C1)


class CaseDraws(Table):
    """What is drawn, then `both`."""

    def _assess(self, answers: dict[str, Any]) -> None:
        self.both(
            "assess",
            lambda: self.model.assess(self.today, answers),
            lambda: assessment.answer(self.desk, self.case, answers),
        )

    def assess(self) -> None:
        self._assess(self.rng.choice(ANSWERS))

    def _decide(self, outcome: str, **given: Any) -> None:
        asked: dict[str, Any] = {}
        if outcome == "no_exemption_needed":
            asked = {"route": "routine_change"}
        wish = Proposal(outcome, "The reason.", **given, **asked)
        self.both(
            f"decide {outcome} {given}",
            lambda: self.model.decide(self.today, outcome, "The reason.", **given, **asked),
            lambda: decision.make(self.desk, self.case, wish),
        )

    def decide(self) -> None:
        outcome = self.rng.choice(
            (
                "approve",
                "approve",
                "approve_migration",
                "decline",
                "decline",
                "return",
                "withdrawn",
                "no_exemption_needed",
                "closed_unanswered",
            )
        )
        given: dict[str, Any] = {}
        made = self.case.decision
        if outcome == "closed_unanswered" and made is not None:
            # Reading 17: in the program nobody waits for an answer to a letter that did not go out,
            # and the customer's days begin with it.
            told = self.case.told.get(made.fact)
            if told is None or made.day < told.on > self.today - timedelta(days=ANSWER_DAYS):
                return
        if outcome.startswith("approve"):
            months = self.rng.choice((6, 9, 24))
            given = (
                {"open_ended": True}
                if outcome == "approve" and months == 24
                else {"months": months}
            )
        self._decide(outcome, **given)

    def amend(self) -> None:
        from mmd_reviewer.domain.intake import ReadFile, Reading, ReadRow

        self.amendments += 1
        request = replace(self.case.newest, proposal=f"The client, version {self.amendments}.")
        row = ReadRow(1, request)

        def act() -> None:
            plan = intake.plan_import(self.desk, [ReadFile("later.csv", Reading("csv"), (row,))])
            intake.carry_out(self.desk, plan)

        self.both("amend", lambda: self.model.amend(self.today), act)

    def settle(self) -> None:
        self.both(
            "rest",
            lambda: self.model.amendment_rest(self.today, "Same."),
            lambda: amendment.settle(self.desk, self.case, "rest", "Same."),
        )

    def _deploy(self, serials: Sequence[str], back: int) -> None:
        on = self.today - timedelta(days=back)
        self.both(
            f"deploy {serials} on {on}",
            lambda: self.model.deploy(self.today, on, [Device(s, s == "S3") for s in serials]),
            lambda: deployment.deploy(self.desk, self.case, on, tuple(map(machine, serials))),
        )

    def deploy(self) -> None:
        ended = self.case.revocations[-1] if self.case.revocations else None
        if ended is not None and not ended.notified and ended.how_ended == ENDED_REMOVED:
            # reading 36: in the program nothing was taken back of which no notice had gone out
            return
        carrying = {device.serial for device in self.case.carrying(LAST_DAY)}
        serials = [serial for serial in self._some() if serial not in carrying]
        if serials:  # the rules say nothing of deploying where it is deployed
            self._deploy(serials, self.rng.choice((0, 0, 3)))
