"""The model and the program meet: the same random deeds, then the same questions to both."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case, state
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device as ProgramDevice
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Retimed
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.letters.owed import TO_COME, letters_next, letters_owed
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.domain.register import row_on
from mmd_reviewer.domain.revocation import ENDED_REMOVED, ENDED_WITHDRAWN
from mmd_reviewer.services import (
    amendment,
    appeal,
    assessment,
    decision,
    deployment,
    intake,
    letter,
    removal,
    revocation,
)
from mmd_reviewer.services.desk import Desk
from tests.making import QuickPress
from tests.memory_store import MemoryStore
from tests.model.rules_model import Device, Model, No, Wish

START = date(2026, 11, 23)
HOLDS = {"security": "holds", "cost": "holds", "stability": "holds", "operations": "holds"}
FOURTH: dict[str, Any] = {"non_negotiable": "no", "microsoft_technology": "no", "conditions": HOLDS}
THIRD = {
    **FOURTH, "microsoft_technology": "yes", "technology": "Always On VPN", "scope": "Two sites.",
}  # fmt: skip
BROKEN = {**FOURTH, "conditions": {**HOLDS, "security": "broken"}, "notes": {"security": "Unsigned."}}
ANSWERS = (FOURTH, FOURTH, FOURTH, THIRD, BROKEN, {"non_negotiable": "yes"})
WISHES = (("permanent", Wish(open_ended=True)), ("24 months", Wish(months=24)), ("6 months", Wish(months=6)))
SERIALS = ("S0", "S1", "S2", "S3")
MINE = "MMD-1465058-R5V8P"


class Disagreement(Exception):
    """Model and program differ; the story says how they came there."""


def machine(serial: str) -> ProgramDevice:
    """A device of the program; the last one is in the Test group."""
    return ProgramDevice(serial, "HP", "Elite", ring="Test" if serial == "S3" else "Broad")


class Meeting:
    """One history. `run` plays it; a difference raises `Disagreement`."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.today = START
        text, wish = self.rng.choice(WISHES)
        self.model = Model("Ines", START, wish=wish, ticket=MINE, answer_days=30)
        self._base = _desk()
        case = intake.receive(
            self.desk, customer="Fabrikam", type_words="Security agents & VPNs", title="Client",
            requirement="Reach the ERP.", proposal="The client.", timeline=text, ticket=MINE,
            submitted=START,
        )  # fmt: skip
        self.number = case.number
        self.letters: dict[str, str] = {}
        self.story: list[str] = [f"wish {text}"]
        self.amendments = 0
        self.other_rules: list[str] = []

    @property
    def desk(self) -> Desk:
        """The desk on the day of the history."""
        return replace(self._base, clock=bootstrap.MachineClock(self.today))

    @property
    def case(self) -> Case:
        return self.desk.case(self.number)

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
        frequent = [self.issue, self.issue, self.issue, self.dispatch, self.dispatch, self.retime,
                    self.removal, self.appeal, self.outcome]  # fmt: skip
        return (
            *frequent, self.assess, self.decide, self.amend, self.settle, self.deploy, self.revoke,
            self.withdraw, self.found, self.reinstate, self.consent, self.elsewhere, self.correct,
            self.take_back, self.sent_elsewhere, self.next_letter,
        )  # fmt: skip

    def _pass_days(self) -> None:
        step = self.rng.choice((0, 0, 1, 2, 5, 9, 23, 30))
        one = self.case.revocation
        if one is not None and one.dates is not None and self.rng.random() < 0.4:
            due = [day for _, day in one.pending() if day > self.today]
            target = min([*due, one.dates.deadline]) + timedelta(days=self.rng.randint(-1, 2))
            step = max((target - self.today).days, 0)
        self.today += timedelta(days=step)

    def both(self, what: str, model: Callable[[], object], program: Callable[[], object]) -> bool:
        """Do the deed on both; they take it or refuse it alike."""
        line = f"{self.today} {what}"
        rule = refusal = ""
        try:
            model()
        except No as error:
            rule = str(error)
        try:
            program()
        except Refused as error:
            refusal = f"{error.rule}: {error.message}"
        self.story.append(f"{line} -> {rule or 'done'} | {refusal or 'done'}")
        if bool(rule) != bool(refusal):
            raise Disagreement(f"{what}: model {rule or 'takes it'}, program {refusal or 'takes it'}")
        if rule and rule.split(":")[0] != refusal.split(":")[0]:
            self.other_rules.append(f"{what.split(' ')[0]}: model {rule} | program {refusal}")
        return not rule

    # Deeds: what is drawn, then `both`.

    def _assess(self, answers: dict[str, Any]) -> None:
        self.both("assess", lambda: self.model.assess(self.today, answers),
                  lambda: assessment.answer(self.desk, self.case, answers))  # fmt: skip

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
            ("approve", "approve", "approve_migration", "decline", "decline", "return", "withdrawn",
             "no_exemption_needed", "closed_unanswered")
        )  # fmt: skip
        given: dict[str, Any] = {}
        made = self.case.decision
        if outcome == "closed_unanswered" and made is not None and made.fact not in self.case.told:
            return  # reading 17: in the program nobody waits for an answer to a letter that did not go out
        if outcome.startswith("approve"):
            months = self.rng.choice((6, 9, 24))
            given = {"open_ended": True} if outcome == "approve" and months == 24 else {"months": months}
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
        self.both("rest", lambda: self.model.amendment_rest(self.today, "Same."),
                  lambda: amendment.settle(self.desk, self.case, "rest", "Same."))  # fmt: skip

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
            return  # reading 36: in the program nothing was taken back of which no notice had gone out
        carrying = {device.serial for device in self.case.carrying(LAST_DAY)}
        serials = [serial for serial in self._some() if serial not in carrying]
        if serials:  # the rules say nothing of deploying where it is deployed
            self._deploy(serials, self.rng.choice((0, 0, 3)))

    def _some(self) -> list[str]:
        return self.rng.sample(SERIALS, self.rng.randint(1, 3))

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

    def _issue(self, kind: str, ahead: int = 0) -> None:
        dated = self.today + timedelta(days=ahead)
        made: list[str] = []

        def program() -> None:
            made.append(letter.issue(self.desk, self.case, kind, dated=dated)[1].record.number)

        def model() -> None:
            bears = kind.startswith("notice_") or kind == "retimed"  # others are given again whatever the day
            made.append(self.model.issue(self.today, kind, dated if bears else None))

        if self.both(f"issue {kind} for {dated}", model, program):
            again = [name for name, number in self.letters.items() if number == made[1]]
            for name in again:  # one of the two gave it again, the other made it anew
                del self.letters[name]
            self.letters[made[0]] = made[1]

    def issue(self) -> None:
        owed = [row.kind for row in letters_next(self.case, self.today)]
        owed = [kind for kind in owed if kind != "acknowledgement"]  # not modelled
        kinds = [*owed, *owed, "notice_second", "notice_final", "retimed", "approved"]
        kind = self.rng.choice(kinds)
        pending = {f"notice_{name}" for name, _ in _pending(self.case, self.today)}
        if kind in pending and kind not in owed:
            return  # of an overdue one and one that may go out early the program gives the overdue one
        if kind == "retimed" and kind not in owed and _told_by_a_notice(self.case):
            return  # reading 31: in the program a notice that names old day, new day and reason tells it
        self._issue(kind, self.rng.choice((0, 0, 0, 2)) if kind.startswith("notice_") else 0)

    def next_letter(self) -> None:
        """Write and dispatch what is called for."""
        rows = letters_next(self.case, self.today)
        if rows and rows[0].kind != "acknowledgement":
            self._issue(rows[0].kind)
            self._dispatch(0)

    def _dispatch(self, back: int, reason: str = "") -> None:
        if not self.letters:
            return
        name = list(self.letters)[-1]
        on = self.today - timedelta(days=back)
        found = self.case.letter(self.letters[name])
        apart = found is not None and (found.record.kind == "appeal_received" or not found.void)
        dated = found is not None and found.record.day <= on
        if found is not None and apart and dated and letter.overtaken(self.desk, self.case, found, on):
            return  # reading 2: what it says is composed again, and any difference voids it
        if found is not None and found.record.day != on:  # its days left would be other ones
            reason = "It had gone out."
        self.both(
            f"dispatch {name} on {on} {reason}",
            lambda: self.model.dispatch(self.today, name, on, "P-1", reason),
            lambda: letter.dispatched(self.desk, self.case, self.letters[name], on, "P-1", "", reason),
        )

    def dispatch(self) -> None:
        notice = bool(self.letters) and self._kind(list(self.letters)[-1]).startswith("notice_")
        self._dispatch(self.rng.choice((0, 0, 0, 1)) if notice else 0, self.rng.choice(("", "", "It had gone out.")))

    def elsewhere(self) -> None:
        rows = letters_owed(self.case, self.today)
        kind = rows[0].kind if rows else "declined"
        wish = Dispatch(self.today, "P-2")
        self.both(
            f"told elsewhere {kind}",
            lambda: self.model.told_elsewhere(self.today, kind, self.today, "P-2", "Petra"),
            lambda: letter.told_elsewhere(self.desk, [self.case], kind, wish, "Petra"),
        )

    def sent_elsewhere(self) -> None:
        on = self.today - timedelta(days=self.rng.choice((0, 5)))
        self.both(
            f"first sent elsewhere on {on}",
            lambda: self.model.sent_elsewhere(self.today, "first", on, "P-3", "Petra"),
            lambda: revocation.sent_elsewhere(self.desk, self.case, "first", on, "P-3", "Petra"),
        )

    def correct(self) -> None:
        if not self.letters:
            return
        name = self.rng.choice(list(self.letters))
        if self._kind(name) == "notice_first" and len(self.letters) > 2:
            return  # the program refuses a first notice after one that followed it
        shortened = any(isinstance(fact.body, Retimed) and fact.body.new < (fact.body.old or date.min)
                        for fact in self.case.counting)  # fmt: skip
        if self._kind(name) == "notice_first" and shortened:
            return  # a shortening told so late that it changed nothing: does it hold once day 0 is later?
        on = self.today - timedelta(days=self.rng.choice((0, 1, 4)))
        self.both(
            f"correct {name} to {on}",
            lambda: self.model.correct_dispatch(self.today, name, on, "P-4", "Wrong"),
            lambda: letter.correct_dispatch(
                self.desk, self.case, self.letters[name], on, "P-4", "Wrong"
            ),
        )

    def take_back(self) -> None:
        rows = [name for name in self.letters if "retimed" in self._kind(name)]
        if not rows:
            return
        name = rows[-1]
        self.both(
            f"take back {name}",
            lambda: self.model.take_back_dispatch(self.today, name, "Never sent"),
            lambda: letter.correct_dispatch(
                self.desk, self.case, self.letters[name], self.today, "P", "Never sent", taken_back=True
            ),
        )

    def _kind(self, name: str) -> str:
        found = self.case.letter(self.letters[name])
        return found.record.kind if found is not None else ""

    def retime(self) -> None:
        kind = self.rng.choice(("severe_incident", "severe_incident", "agreement", "late_notice", "stay"))
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
        self.both("withdraw", lambda: self.model.withdraw_revocation(self.today, "Mended"),
                  lambda: revocation.withdraw(self.desk, self.case, "Mended"))  # fmt: skip

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
        self.both("consent", lambda: self.model.consent(self.today, "Jana", self.today, "Please"),
                  lambda: removal.record_consent(self.desk, self.case, "Jana", self.today, "Please"))  # fmt: skip

    def found(self) -> None:
        known = [device.serial for device in self.case.devices]
        serials = self.rng.sample(known, 1) if known else ["S0"]
        on = self.today - timedelta(days=self.rng.choice((0, 2)))
        self.both(
            f"found {serials} on {on}",
            lambda: self.model.found(self.today, [Device(s, s == "S3") for s in serials], on, "Ines"),
            lambda: removal.found_again(self.desk, self.case, serials, on, "Ines"),
        )

    def reinstate(self) -> None:
        serials = self._some()
        self.both(
            f"reinstate {serials}",
            lambda: self.model.reinstate(self.today, serials, "Clean"),
            lambda: removal.reinstate(self.desk, self.case, serials, "Clean"),
        )

    # Questions.

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
                self._same(day, "due", self._due(day), _pending(case, day))
            self._same(day, "cover", _codes(self.model.cover(day)), _cover(case, day))
            self._same(day, "register", _model_row(self.model.register(day)), _row(case, day))
            owed = {kind for kind, *_ in self.model.owed(day)}
            ours = {row.kind for row in letters_owed(case, day)}
            if "appeal_outcome" in ours:  # one letter tells both: the program lists it once
                owed, ours = owed - {"appeal_received"}, ours - {"appeal_received"}
            if _withdrawn_unheard(case):  # the customer had never heard of it: nothing is owed
                owed, ours = owed - {"revocation_withdrawn"}, ours - {"revocation_withdrawn"}
            if _told_by_a_notice(case):  # a notice names old day, new day and reason: it tells them
                owed, ours = owed - {"retimed"}, ours - {"retimed"}
            self._same(day, "owed", sorted(owed), sorted(ours))
        notified = one is not None and one.dates is not None
        deadline = self.model.deadline(self.today) if notified else None
        held = one.dates.deadline if one is not None and one.dates is not None else None
        self._same(self.today, "deadline", deadline, held)
        here, there = _next(case, self.today), self.model.next_letter(self.today) or ""
        outcome = any(row.kind == "appeal_outcome" for row in letters_owed(case, self.today))
        apart = outcome and there == "appeal_received"  # one letter tells both
        told = _told_by_a_notice(case) and "retimed" in (there, here)
        gap = one is not None and bool(one.lapses)
        since = {row.kind: row.since for row in letters_owed(case, self.today)}
        tie = there in since and since.get(here) == since[there]  # of the same day either is oldest
        unheard = _withdrawn_unheard(case) and "revocation_withdrawn" in (there, here)
        if not (apart or told or gap or tie or unheard):
            self._same(self.today, "next", there, here)

    def _due(self, day: date) -> list[tuple[str, date]]:
        return sorted((row.kind, row.due) for row in self.model.due(day) if row.kind != "first")

    def _same(self, day: date, what: str, model: object, program: object) -> None:
        if model != program:
            raise Disagreement(f"{what} on {day}: model {model}, program {program}")


def _desk() -> Desk:
    editions = bootstrap.editions()
    desk = Desk(
        store=cast(Any, MemoryStore()), clock=bootstrap.MachineClock(START), press=QuickPress(),
        editions=editions, wording=bootstrap.wording(), holidays=cast(Any, None), reviewer="Ines",
        day_confirmed=True,
    )  # fmt: skip
    desk.set_up("Europe/Brussels", "A", bootstrap.SENDER, editions["2019-11"])
    return desk


def _pending(case: Case, day: date) -> list[tuple[str, date]]:
    one = case.revocation
    return sorted(one.pending_on(day)) if one is not None else []


def _codes(found: dict[str, tuple[str, date]]) -> dict[str, tuple[str, date | None]]:
    """Since when only where the rule book says it."""
    told = ("not_covered", "removed")
    return {serial: (code, since if code in told else None) for serial, (code, since) in found.items()}


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


def _told_by_a_notice(case: Case) -> bool:
    return any(told.kind.startswith("notice_") for told in case.told.values())


def _withdrawn_unheard(case: Case) -> bool:
    return any(row.how_ended == ENDED_WITHDRAWN and not row.notified for row in case.revocations)


def _next(case: Case, day: date) -> str:
    """What is called for now; a notice that may go out early is called for by the program alone."""
    rows = [row for row in letters_next(case, day) if row.why != TO_COME]
    rows = [row for row in rows if not row.kind.startswith("notice_") or row.day <= day]
    return rows[0].kind if rows else ""
