"""Packs: cases in a store of their own, worked on where the desk's store is not at hand.

A pack is a store like any other; what makes it a pack is the fact `PackTaken` of the desk, which it
and the store that it was taken from both hold. Its station code is the store's with a running
number, `A1`, so that what is numbered in it never meets what is numbered elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import check_words

ENDING = ".mmdpack"
STATION = re.compile(r"[A-Z]{1,4}")


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was taken: its code, who took it and when, the keys of its cases.

    `id` is the fact that says so, `numbers` what the cases were called then; `whole`: all went.
    """

    id: str
    code: str
    to: str
    on: date
    cases: frozenset[str]
    numbers: tuple[str, ...]
    whole: bool

    def holds(self, key: str) -> bool:
        """Is the case out on it?"""
        return self.whole or key in self.cases

    def held_in_words(self) -> str:
        """`40 cases`."""
        return "all cases" if self.whole else count(len(self.cases), "case")

    def in_words(self) -> str:
        """`Pack A1 (Ines Moreau, since 2026-11-23)`."""
        return f"Pack {self.code} ({self.to}, since {self.on})"


def packs_of(desk_facts: Iterable[Fact]) -> tuple[Pack, ...]:
    """All packs that were ever taken."""
    return tuple(
        Pack(
            fact.id,
            fact.body.code,
            fact.body.to,
            fact.day,
            frozenset(fact.body.cases),
            fact.body.numbers,
            fact.body.whole,
        )
        for fact in desk_facts
        if isinstance(fact.body, kinds.PackTaken)
    )


def packs_out(desk_facts: Sequence[Fact]) -> tuple[Pack, ...]:
    """The packs that neither came back nor were given up."""
    over = {
        fact.body.code
        for fact in desk_facts
        if isinstance(fact.body, kinds.PackReturned | kinds.PackGivenUp)
    }
    return tuple(pack for pack in packs_of(desk_facts) if pack.code not in over)


def out_on(packs: Iterable[Pack], key: str) -> tuple[Pack, ...]:
    """The packs that a case is out on."""
    return tuple(pack for pack in packs if pack.holds(key))


def taken(
    desk_facts: Sequence[Fact],
    station: str,
    cases: Sequence[Case],
    to: str,
    *,
    whole: bool,
    in_pack: Pack | None,
) -> kinds.PackTaken:
    """The fact that makes a new pack of these cases; refused in a pack, and without a case."""
    if in_pack is not None:
        raise Refused(
            f"This is pack {in_pack.code}: take a pack from the store that it was taken from.",
            "",
            "store",
        )
    if not cases and not whole:
        raise Refused("Name the cases that go into the pack.", "", "numbers")
    to = " ".join(to.split())
    check_words(to, "to")
    given = (pack.code.removeprefix(station) for pack in packs_of(desk_facts))
    running = max((int(rest) for rest in given if rest.isdecimal()), default=0) + 1
    chosen = {} if whole else {case.key: case.number for case in cases}
    keys, numbers = tuple(sorted(chosen)), tuple(sorted(chosen.values()))
    return kinds.PackTaken(f"{station}{running}", to, keys, numbers, whole)


def returned(desk_facts: Sequence[Fact], pack: Pack) -> tuple[kinds.PackReturned, Fact]:
    """The fact that a pack came back, and the newest of its own facts, whose day, moment and
    author it takes over: it is the same whoever merges the pack (`PackReturned`).
    """
    own = [fact for fact in desk_facts if fact.station == pack.code or fact.id == pack.id]
    return kinds.PackReturned(pack.code), max(own, key=lambda fact: (fact.at, fact.id))


def given_up(desk_facts: Sequence[Fact], code: str, reason: str) -> kinds.PackGivenUp:
    """A pack that is lost; refused for one that is not out, and without a reason."""
    code = code.strip().upper()
    if all(pack.code != code for pack in packs_out(desk_facts)):
        out = in_a_row(pack.code for pack in packs_out(desk_facts)) or "none"
        raise Refused(f"No pack {code} is out ({out}).", "", "code")
    if not reason.strip():
        raise Refused(f"Write why pack {code} is not coming back.", "", "reason")
    check_words(reason, "reason")
    return kinds.PackGivenUp(code, reason.strip())


def check_station(code: str, before: str, in_pack: str) -> str:
    """A station code, of capital letters, as packs are numbered beside it; refused in a pack."""
    code = code.strip().upper()
    if code == before:
        return code
    if in_pack:
        raise Refused(f"This is pack {in_pack}: its code stays.", "", "station")
    if not STATION.fullmatch(code):
        raise Refused(f"“{code}” is no station: one to four letters, such as B.", "", "station")
    return code


def check_same_beginning(mine: Sequence[Fact], theirs: Sequence[Fact]) -> None:
    """Facts of two stores are united where one was taken from the other: both began alike."""
    if not theirs or theirs[0].id != mine[0].id:
        raise Refused(
            "This is no pack of this store, nor the store of this pack: they have another "
            "beginning. Nothing was merged.",
            "",
            "pack",
        )


def check_numbered_once(known: Iterable[Fact], new: Iterable[Fact]) -> None:
    """Refuse to unite facts by which one letter number, or one pack code, was given twice: two
    copies of a store went on as one station. `known`, and `new` besides, are of one case or of the
    desk.
    """
    given = {_numbered(fact.body) for fact in known}
    for fact in new:
        what = _numbered(fact.body)
        if what and what in given:
            raise numbered_twice(f"{what} here and there, each time another one")


def _numbered(body: kinds.Body) -> str:
    if isinstance(body, kinds.LetterIssued):
        return f"Letter {body.record.number} was issued"
    return f"Pack {body.code} was taken" if isinstance(body, kinds.PackTaken) else ""


def numbered_twice(what: str) -> Refused:
    """Two copies of one store went on as one station; `what` was numbered in both."""
    return Refused(
        f"{what}: these are two copies of one store that both went on as one station. Nothing was "
        "merged. Go on in one of them, and enter there what only the other has; for work apart, "
        "take packs, which number by themselves.",
        "",
        "pack",
    )


def check_not_out(packs: Collection[Pack], case: Case) -> None:
    """A case that is out is not disposed of: the pack still holds its words (C11)."""
    out = out_on(packs, case.key)
    if out:
        raise Refused(
            f"{case.number} is out on {in_a_row(pack.in_words() for pack in out)}: merge it first.",
            "C11",
            "number",
        )
