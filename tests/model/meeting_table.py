"""Where model and program meet: one history, one day, every deed asked of both."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, cast

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device as ProgramDevice
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import intake
from mmd_reviewer.services.desk import Desk
from tests.making import QuickPress
from tests.memory_store import MemoryStore
from tests.model.rules_model import Model, No, Wish

START = date(2026, 11, 23)
HOLDS = {"security": "holds", "cost": "holds", "stability": "holds", "operations": "holds"}
FOURTH: dict[str, Any] = {"non_negotiable": "no", "microsoft_technology": "no", "conditions": HOLDS}
THIRD = {
    **FOURTH,
    "microsoft_technology": "yes",
    "technology": "Always On VPN",
    "scope": "Two sites.",
}
BROKEN = {
    **FOURTH,
    "conditions": {**HOLDS, "security": "broken"},
    "notes": {"security": "Unsigned."},
}
ANSWERS = (FOURTH, FOURTH, FOURTH, THIRD, BROKEN, {"non_negotiable": "yes"})
WISHES = (
    ("permanent", Wish(open_ended=True)),
    ("24 months", Wish(months=24)),
    ("6 months", Wish(months=6)),
)
SERIALS = ("S0", "S1", "S2", "S3")
MINE = "MMD-1465058-R5V8P"


class Disagreement(Exception):
    """Model and program differ; the story says how they came there."""


def machine(serial: str) -> ProgramDevice:
    """A device of the program; the last one is in the Test group."""
    return ProgramDevice(serial, "HP", "Elite", ring="Test" if serial == "S3" else "Broad")


class Table:
    """What model and program sit at: the same day, the same history, and `both`."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.today = START
        text, wish = self.rng.choice(WISHES)
        self.model = Model("Ines", START, wish=wish, ticket=MINE, answer_days=30)
        self._base = _desk()
        case = intake.receive(
            self.desk,
            customer="Fabrikam",
            type_words="Security agents & VPNs",
            title="Client",
            requirement="Reach the ERP.",
            proposal="The client.",
            timeline=text,
            ticket=MINE,
            submitted=START,
        )
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
            raise Disagreement(
                f"{what}: model {rule or 'takes it'}, program {refusal or 'takes it'}"
            )
        if rule and rule.split(":")[0] != refusal.split(":")[0]:
            self.other_rules.append(f"{what.split(' ')[0]}: model {rule} | program {refusal}")
        return not rule

    def _some(self) -> list[str]:
        return self.rng.sample(SERIALS, self.rng.randint(1, 3))


def _desk() -> Desk:
    editions = bootstrap.editions()
    desk = Desk(
        store=MemoryStore(),
        clock=bootstrap.MachineClock(START),
        press=QuickPress(),
        editions=editions,
        wordings=bootstrap.wordings(),
        holidays=cast(Any, None),
        files=cast(Any, None),
        printers=cast(Any, None),
        signer=cast(Any, None),
        reviewer="Ines",
        day_confirmed=True,
    )
    desk.set_up("Europe/Brussels", "A", bootstrap.SENDER, editions["2019-11"])
    return desk
