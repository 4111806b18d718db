"""From which day which edition is in force, as far
as a case's state depends on it (rules A1, B8).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain.fact import EditionPublished, Fact


@dataclass(frozen=True, slots=True)
class EditionDay:
    """An edition takes effect; `types` are its exemption types,
    none in facts before they were recorded.
    """

    effective: date
    code: str
    types: tuple[str, ...] = ()


def edition_days(facts: Iterable[Fact]) -> tuple[EditionDay, ...]:
    """The editions that the desk's facts publish, by the day they take effect."""
    bodies = (fact.body for fact in facts)
    found = [
        EditionDay(body.effective, body.code, body.types)
        for body in bodies
        if isinstance(body, EditionPublished)
    ]
    return tuple(sorted(found, key=lambda one: (one.effective, one.code)))


def in_force(editions: tuple[EditionDay, ...], day: date) -> EditionDay | None:
    """The edition in force on a day; before the first one, the first."""
    started = [one for one in editions if one.effective <= day]
    return started[-1] if started else next(iter(editions), None)
