"""A store of decided cases, as the corpus wrote them, and a request as it asks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.fact import Author
from mmd_reviewer.domain.identity import identity
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import chain, new_deed
from mmd_reviewer.settings import Choices
from tests import making
from tests.benchmarks.material import decision
from tests.precedents.corpus import Pair, Written


def number_of(place: int) -> str:
    """The case that the pair at a place became."""
    return f"A-{place + 1:04d}"


def asking(written: Written, place: int = 0) -> Request:
    """As a request with its ticket."""
    return Request(
        written.customer,
        written.title,
        written.type,
        written.type,
        written.requirement,
        written.proposal,
        read_timeline("12 months"),
        ticket=f"MMD-{place:07d}-PRECE",
    )


def case_of(written: Written) -> Case:
    """A request that nobody has recorded yet, as a case."""
    return replace(making.case(asked=asking(written)), number="A-9999")


def decided_desk(path: Path, pairs: Sequence[Pair]) -> Desk:
    """A new store in which the case of every pair is decided; outcomes are drawn by the place."""
    desk = bootstrap.open_desk(
        Choices(path, making.DAY, "Ines Moreau", "Europe/Brussels"), create=True
    )
    desk.store.record([_decided(place, pair.decided) for place, pair in enumerate(pairs)])
    return desk


def _decided(place: int, written: Written) -> Change:
    day = making.DAY - timedelta(days=place % 900)
    request = asking(written, place)
    outcome = random.Random(place).choice(("approve", "approve", "decline"))
    author = Author("Ines Moreau", "A", day, f"{day.isoformat()}T10:00:00.000000Z")
    bodies = [kinds.RequestReceived(number_of(place), request, "made.csv"), decision(outcome, day)]
    return Change((), chain(identity(request), (), new_deed(), author, bodies))
