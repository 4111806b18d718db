"""Deeds drawn on the course of a revocation and on devices."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mmd_reviewer.services import appeal, removal, revocation
from tests.model.meeting_letters import LetterDraws
from tests.model.meeting_table import SERIALS
from tests.model.rules_model import Device


class CourseDraws(LetterDraws):
    """What is drawn, then `both`."""

    def _revoke(self) -> None:
        words = {"why": "Stop errors.", "actions": "Remove it.", "not_evident": "It came later."}
        self.both(
            "revoke",
            lambda: self.model.revoke(self.today, ["stability"], *words.values()),
            lambda: revocation.revoke(self.desk, self.case, ["stability"], **words),
        )

    def revoke(self) -> None:
        if self.case.revocation is None:  # prepared again, the newer words replace the older
            self._revoke()

    def retime(self) -> None:
        kind = self.rng.choice(
            ("severe_incident", "severe_incident", "agreement", "late_notice", "stay")
        )
        one = self.case.revocation
        base = one.dates.deadline if one is not None and one.dates is not None else self.today
        new = base + timedelta(days=self.rng.choice((-40, -20, -5, 7, 30)))
        severe = {"incident": "I-7", "approved_by": "Petra"} if kind.startswith("severe") else {}
        self.both(
            f"retime {kind} to {new}",
            lambda: self.model.retime(self.today, kind, new, "Why", **severe),
            lambda: revocation.retime(self.desk, self.case, kind, new, "Why", **severe),
        )

    def appeal(self) -> None:
        one = self.case.revocation
        if one is None or one.appeal is not None:
            return  # over, or joined information: the program takes it and owes a letter of it
        on = self.today - timedelta(days=self.rng.choice((0, 2)))
        self.both(
            f"appeal received {on}",
            lambda: self.model.appeal(self.today, on, "upgrade", "New driver."),
            lambda: appeal.raise_appeal(self.desk, self.case, on, "upgrade", "New driver."),
        )

    def outcome(self) -> None:
        outcome = self.rng.choice(("stands", "withdrawn", "varied", "varied", "taken_back"))
        given: dict[str, Any] = {}
        one = self.case.revocation
        if outcome == "withdrawn" and one is None:
            return  # reading 50: in the program an appeal may win after every device was removed
        if outcome == "varied":
            base = one.dates.deadline if one is not None and one.dates is not None else self.today
            given = {"deadline": max(base, self.today) + timedelta(days=self.rng.randint(1, 40))}
            if self.rng.random() < 0.3:
                given = {"released": [self.rng.choice(SERIALS)]}
        self.both(
            f"outcome {outcome} {given}",
            lambda: self.model.appeal_outcome(self.today, outcome, "Because", **given),
            lambda: appeal.decide_appeal(self.desk, self.case, outcome, "Because", **given),
        )

    def withdraw(self) -> None:
        if self.rng.random() < 0.5:
            return
        self.both(
            "withdraw",
            lambda: self.model.withdraw_revocation(self.today, "Mended"),
            lambda: revocation.withdraw(self.desk, self.case, "Mended"),
        )

    def removal(self) -> None:
        serials, on = self._some(), self.today - timedelta(days=self.rng.choice((0, 0, 4)))
        self.both(
            f"removal {serials} on {on}",
            lambda: self.model.removal(self.today, serials, on, "Jana"),
            lambda: removal.confirm_removal(self.desk, self.case, serials, on, "Jana"),
        )

    def consent(self) -> None:
        if not self.case.deployed:
            return  # there is nothing to agree to
        self.both(
            "consent",
            lambda: self.model.consent(self.today, "Jana", self.today, "Please"),
            lambda: removal.record_consent(self.desk, self.case, "Jana", self.today, "Please"),
        )

    def found(self) -> None:
        known = [device.serial for device in self.case.devices]
        serials = self.rng.sample(known, 1) if known else ["S0"]
        on = self.today - timedelta(days=self.rng.choice((0, 2)))
        self.both(
            f"found {serials} on {on}",
            lambda: self.model.found(
                self.today, [Device(s, s == "S3") for s in serials], on, "Ines"
            ),
            lambda: removal.found_again(self.desk, self.case, serials, on, "Ines"),
        )

    def reinstate(self) -> None:
        serials = self._some()
        self.both(
            f"reinstate {serials}",
            lambda: self.model.reinstate(self.today, serials, "Clean"),
            lambda: removal.reinstate(self.desk, self.case, serials, "Clean"),
        )
