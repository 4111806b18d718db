"""Inventory files read and compared with the register; nothing is recorded by it (rules D6, E3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mmd_reviewer.domain.comparing import compare
from mmd_reviewer.domain.comparison import Comparison, Difference, Exemption, exemption_of
from mmd_reviewer.domain.customers import the_customer
from mmd_reviewer.domain.deed import Job, collector_at_rest
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.domain.intake import NO_WISH, ReadWish
from mmd_reviewer.domain.inventory import Inventory, InventoryFile, inventory_of
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import as_it_stands
from mmd_reviewer.services.register import AT_ONCE

ReadOne = Callable[[Path, str, Job, ReadWish], InventoryFile]


@dataclass(frozen=True, slots=True)
class Compared:
    """An inventory and what differs; `customer` is the one whom alone it is about, "" for all;
    `now` the day on which it was read.
    """

    inventory: Inventory
    comparison: Comparison
    customer: str
    now: date


def read_files(
    desk: Desk, read_one: ReadOne, paths: Sequence[str], job: Job, wish: ReadWish = NO_WISH
) -> Inventory:
    """The files as one inventory, or a refusal that says which cannot be read."""
    zone = desk.standing().zone
    return inventory_of([read_one(Path(path), zone, job, wish) for path in paths])


def compare_with(
    desk: Desk,
    inventory: Inventory,
    day: date | None = None,
    customer: str = "",
    job: Job | None = None,
) -> Compared:
    """The register of a day against an inventory, by the facts known now."""
    now = desk.today()
    day = day or now
    known = desk.standing().customers

    def who(spelling: str) -> str:
        return plain(known.name(spelling)) if spelling.strip() else ""

    with collector_at_rest():
        exemptions = tuple(_exemptions(desk, day, who, job or Job()))
        if customer.strip():
            customer = the_customer(known, (one.customer for one in exemptions), customer)
        found = compare(day, exemptions, inventory, who, who(customer))
    return Compared(inventory, found, customer.strip(), now)


def _exemptions(desk: Desk, day: date, who: Callable[[str], str], job: Job) -> Iterator[Exemption]:
    """Every case that was ever deployed, as it deviates on the day."""
    standing = desk.standing()
    keys = list(desk.store.ever_deployed())
    for start in range(0, len(keys), AT_ONCE):
        job.step(start, len(keys))
        for facts in desk.store.known(keys[start : start + AT_ONCE]).values():
            case = as_it_stands(facts, standing.facts, day)
            one = exemption_of(case, day, who(case.request.customer))
            if one is not None:
                yield one
    job.step(len(keys), len(keys))


@dataclass(frozen=True, slots=True)
class Done:
    """A deed recorded from a row: what it is called, and the fact that says so, of a case."""

    row: Difference
    words: str
    number: str
    fact: str


@dataclass(frozen=True, slots=True)
class Line:
    """A difference as it is shown; `done` is the deed that was recorded, "" while it is open."""

    row: Difference
    done: str = ""


def still_counting(desk: Desk, done: Sequence[Done]) -> tuple[Done, ...]:
    """Those whose fact was not taken back."""
    cases = {number: desk.case(number) for number in {one.number for one in done}}
    counting = {fact.id for case in cases.values() for fact in case.counting}
    return tuple(one for one in done if one.fact in counting)


def lines_of(found: Compared, done: Sequence[Done]) -> tuple[Line, ...]:
    """The differences, and those that a deed has done away with; a row of which a deed left some
    devices is open again.
    """
    by_key = {one.row.key: one for one in done}
    lines = []
    for row in found.comparison.differences:
        one = by_key.pop(row.key, None)
        whole = one is not None and len(row.finds) >= len(one.row.finds)
        lines.append(Line(row, one.words if one is not None and whole else ""))
    return (*lines, *(Line(one.row, one.words) for one in by_key.values()))
