"""Several stations that began from one store, each working on without the others."""

from __future__ import annotations

import copy
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.domain.pack import packs_of
from mmd_reviewer.services import assessment, decision, deployment, letter, packs, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import DAY, FACTOR_4, GROUNDS, QuickPress, receive
from tests.memory_store import MemoryStore

LAPTOPS = tuple(Device(f"S{n}", "HP", "Elite") for n in range(4))


@dataclass
class SlowClock:
    """Stations whose clocks agree to the second do many things in the same moment."""

    day: date
    rng: random.Random

    def today(self, zone: str) -> date:
        return self.day

    def now(self) -> str:
        return f"{self.day}T10:00:{self.rng.randrange(5):02d}.000000Z"


@dataclass
class Stations:
    """`desks[0]` is the store that the packs were taken from."""

    desks: list[Desk]
    rng: random.Random

    @classmethod
    def begun(cls, number: int, rng: random.Random, folder: Path) -> Stations:
        """Three cases, one of them in force and one under revocation, at so many stations."""
        home = bootstrap.open_desk(
            Choices(folder / f"{rng.random()}.sqlite", DAY, "Ines", "Europe/Brussels"), create=True
        )
        home = replace(home, press=QuickPress(), clock=SlowClock(DAY, rng), day_confirmed=True)
        receive(home, ticket="MMD-1465058-AAAAA")
        _in_force(home, "MMD-1465058-BBBBB")
        noticed = revocation.revoke(
            home, _in_force(home, "MMD-1465058-CCCCC"), ["stability"], **GROUNDS
        )
        noticed, issued = letter.issue(home, noticed, "notice_first")
        if rng.random() < 0.5:
            letter.dispatched(home, noticed, issued.record.number, DAY, "MMD-1465058-CCCCC")
        desks = [home]
        for name in ("Kim", "Petra", "Oleg")[: number - 1]:
            store = MemoryStore()
            packed = packs.pack_up(home, (), name, store, whole=True)
            packs.taken(home, packed)
            desks.append(_at(home, store, name))
        return cls(desks, rng)

    def on(self, days: int) -> None:
        """So many days after the day of the tests, everywhere."""
        for desk in self.desks:
            assert isinstance(desk.clock, SlowClock)
            desk.clock.day = DAY + timedelta(days=days)

    def copied(self, place: int) -> Desk:
        """The station as it is now, apart from what happens to it afterwards."""
        desk = self.desks[place]
        assert isinstance(desk.store, MemoryStore)
        store = copy.copy(desk.store)
        for name, value in vars(store).items():  # what they hold never changes
            setattr(store, name, copy.copy(value))
        return _at(desk, store, desk.reviewer)

    def merged(self, order: Sequence[int], into: int = 0) -> Desk:
        """One station after the packs came in that order."""
        desk = self.copied(into)
        for place in order:
            if place != into:
                packs.merge(desk, self.desks[place].store)
        return desk


def _at(desk: Desk, store: MemoryStore, reviewer: str) -> Desk:
    clock = copy.copy(desk.clock)
    return replace(desk, store=store, reviewer=reviewer, clock=clock, recorded=[])


def _in_force(desk: Desk, ticket: str) -> Case:
    case = assessment.answer(desk, receive(desk, ticket=ticket, timeline="permanent"), FACTOR_4)
    case, issued = letter.issue(desk, decision.make(desk, case, Proposal("approve")))
    case = letter.dispatched(desk, case, issued.record.number, DAY, ticket)
    return deployment.deploy(desk, case, DAY, LAPTOPS)


def content_seal(desk: Desk) -> str:
    """SHA-256 over the sorted ids of all facts."""
    ids = sorted(fact.id for key in desk.store.case_keys() for fact in desk.store.facts(key))
    return hashlib.sha256("".join(ids).encode()).hexdigest()


def facts_of(desk: Desk) -> set[str]:
    """The ids of all facts."""
    return {fact.id for key in desk.store.case_keys() for fact in desk.store.facts(key)}


def keys_of(desk: Desk) -> list[str]:
    """The keys of every case."""
    return sorted(key for key in desk.store.case_keys() if key != DESK_KEY)


def cases_of(desk: Desk) -> list[Case]:
    """Every case."""
    now = desk.moment()
    return [desk.by_key(key, now) for key in keys_of(desk)]


def codes_of(desk: Desk) -> list[str]:
    """The codes of all packs."""
    return [pack.code for pack in packs_of(desk.standing().facts)]
