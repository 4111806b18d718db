"""Whatever stations record apart, in whatever order it comes together, all know the same
afterwards: nothing is lost, nothing counts twice (architecture, "Facts").
"""

from __future__ import annotations

import random
import secrets
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.revocation import NOTICES
from mmd_reviewer.domain.settling import choices, to_settle
from mmd_reviewer.domain.sides import split
from mmd_reviewer.services import packs
from mmd_reviewer.services.desk import Desk
from tests.long import long_or
from tests.memory_store import in_memory
from tests.packs.deeds import DEEDS, try_some
from tests.packs.stations import Stations, cases_of, content_seal, facts_of

pytestmark = pytest.mark.model

HISTORIES, AT_ONCE = long_or(10_000, 10), 5


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deeds are named in order too, so that a history that fails fails again."""
    in_memory(monkeypatch)
    named = random.Random(0)
    monkeypatch.setattr(secrets, "token_hex", lambda size: named.randbytes(size).hex())


def _same(one: Desk, other: Desk) -> None:
    """The same facts, and every case the same."""
    assert content_seal(one) == content_seal(other)
    for mine, theirs in zip(cases_of(one), cases_of(other), strict=True):
        assert mine == theirs, mine.number


def _once_only(case: Case) -> None:
    """What happens once counts once: a notice, the dispatch of a letter, a number."""
    numbers = Counter(letter.record.number for letter in case.letters)
    assert max(numbers.values(), default=1) == 1
    for revocation in case.revocations:
        for notice in NOTICES:
            sent = revocation.sent.get(notice)
            went = [
                fact.body.on
                for fact in case.counting
                if isinstance(fact.body, kinds.LetterDispatched)
                and sent is not None
                and fact.body.letter == sent.letter
                and not sent.corrected
            ]
            assert sent is None or not went or sent.on == min(went) or _corrected(case, sent.letter)


def _corrected(case: Case, letter: str) -> bool:
    bodies = (fact.body for fact in case.counting)
    return any(
        isinstance(body, kinds.DispatchCorrected) and body.letter == letter for body in bodies
    )


@pytest.mark.long_form
@pytest.mark.parametrize("start", range(0, HISTORIES, AT_ONCE))
def test_stations_know_the_same_in_whatever_order_they_come_together(
    start: int, tmp_path: Path
) -> None:
    """Two and three stations, twice apart, all orders; merging twice changes nothing."""
    for seed in range(start, start + AT_ONCE):
        rng = random.Random(seed)
        stations = Stations.begun(rng.choice((2, 3)), rng, tmp_path)
        for spell in (1, 2):
            stations.on(spell * rng.randrange(1, 40))
            for desk in stations.desks:
                try_some(desk, rng, rng.randrange(2, 12))
            all_facts = set[str]().union(*map(facts_of, stations.desks))
            others = range(1, len(stations.desks))
            merged = [stations.merged(order) for order in permutations(others)]
            for desk in merged:
                assert all_facts <= facts_of(desk)
                _same(merged[0], desk)
                for case in cases_of(desk):
                    _once_only(case)
            before = content_seal(merged[0])
            stations.desks[0] = merged[0]
            assert content_seal(stations.merged([*others])) == before
            for place in others:  # and back: each pack is brought up to date
                stations.desks[place] = stations.merged([0], into=place)
                _same(stations.desks[0], stations.desks[place])


@pytest.mark.long_form
def test_what_is_to_be_settled_can_be_settled_and_stays_so(tmp_path: Path) -> None:
    """On every case at least one choice is open; the choice ends the conflict at each station."""
    settled = 0
    for seed in range(long_or(2000, 16)):
        rng = random.Random(seed)
        stations = Stations.begun(2, rng, tmp_path)
        for desk in stations.desks:
            try_some(desk, rng, 14)
        home = stations.merged([1])
        for case in cases_of(home):
            for _ in range(40):
                found = split(case)
                if found is None:
                    break
                case = _settle(home, case)
                settled += 1
            assert split(case) is None
        away = stations.copied(1)
        stations.desks[0] = home
        away = stations.merged([0], into=1)
        assert all(split(case) is None for case in cases_of(away))
    assert settled > 10


def _settle(desk: Desk, case: Case) -> Case:
    choice = next(row for row in choices(case, to_settle(case)) if not row.refusal)
    return packs.settle(desk, case, choice.kept, "It is right.")


def test_every_deed_is_done_somewhere_in_the_histories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No deed of the list is only ever refused."""
    done = Counter[str]()
    for name, deed in list(DEEDS.items()):

        def counted(desk: Desk, case: Case, rng: random.Random, name=name, deed=deed) -> None:  # type: ignore[no-untyped-def]
            deed(desk, case, rng)
            done[name] += 1

        monkeypatch.setitem(DEEDS, name, counted)
    rng = random.Random(3)
    for spells in ((1, 20, 40), (95, 96)) * 20:
        if all(done[name] for name in DEEDS):
            break
        stations = Stations.begun(2, rng, tmp_path)
        for days in spells:
            stations.on(days)
            for desk in stations.desks:
                try_some(desk, rng, 20)
            stations.desks[0] = stations.merged([1])
    assert not [name for name in DEEDS if not done[name]]
