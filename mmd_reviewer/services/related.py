"""New rows of a file that are like a case of the same customer, by their words: a person may link
them as they are imported; nothing is linked by itself (rule A5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.identity import plain
from mmd_reviewer.domain.intake import NEW, Imported, Plan
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import intake, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.likeness import ranked
from mmd_reviewer.services.product import product_of

ROWS = 200  # new rows of a file that are looked at, the first ones
POOL = 60  # cases of a customer, the newest
BESIDE = 40  # rows whose words say how much a word weighs
LIKE = 0.5  # share of the words' weight


class Related(NamedTuple):
    """A case that a row is like: its number and title."""

    number: str
    title: str

    @property
    def words(self) -> str:
        """`like A-0042: Zebra driver`."""
        return f"like {self.number}: {self.title}"


def related(
    desk: Desk, plan: Plan, wanted: Callable[[], bool] = lambda: True
) -> Mapping[int, Related]:
    """The case most like each new row, by the row's place in the plan; on the worker, as long as
    it is `wanted`.

    The words of the first of these rows say how much each word weighs: one that stands in every
    title of a file says nothing.
    """
    places = [place for place, row in enumerate(plan.rows) if row.result == NEW][:ROWS]
    asked = {place: row.heading() for place in places if (row := plan.rows[place].request)}
    pools: dict[str, list[Related]] = {}
    found: dict[int, Related] = {}
    spellings = _spellings(desk) if asked else {}
    known = desk.standing().customers
    beside = tuple(asked.values())[:BESIDE]
    for place, title in asked.items():
        if not wanted():
            break
        request = plan.rows[place].request
        name = plain(known.name(request.customer)) if request is not None else ""
        if name not in pools:
            pools[name] = _cases(desk, spellings.get(name, ()))
        best = _most_like(title, pools[name], beside)
        if best is not None:
            found[place] = best
    return found


def import_and_link(
    desk: Desk, plan: Plan, links: Mapping[int, str], job: Job | None = None
) -> Imported:
    """Store what the plan says, then link the rows that a person chose, by their places, to these
    cases; each link is a deed of its own.
    """
    done = intake.carry_out(desk, plan, job)
    for place, number in links.items():
        case = desk.by_key(plan.rows[place].key)
        request_queue.link(desk, case, desk.case(number))
    return done


def _spellings(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """How the cases of the store write each customer, by its chosen name, plain."""
    known, found = desk.standing().customers, dict[str, dict[str, None]]()
    for name, _ in desk.store.customers(desk.today()):
        found.setdefault(plain(known.name(name)), {})[name] = None
    return {name: tuple(written) for name, written in found.items()}


def _cases(desk: Desk, spellings: tuple[str, ...]) -> list[Related]:
    day = desk.today()
    rows = [
        row
        for name in spellings
        for row in desk.store.page(QueueFilter(state="", customer=name, descending=True), day, POOL)
    ]
    return [Related(row.number, row.title) for row in rows[:POOL]]


def _most_like(title: str, pool: list[Related], beside: tuple[str, ...]) -> Related | None:
    """Of those that are about the same product or have most of the words, the most alike."""
    if not pool or not title:
        return None
    product = product_of(title, "")
    same = [product.is_same(row.title, "", frozenset()) for row in pool]
    texts = [*(row.title for row in pool), *beside]
    order = ranked(title, texts, [*same, *[False] * len(beside)])
    own = (one for one in order if one.place < len(pool))
    return next((pool[one.place] for one in own if same[one.place] or one.share >= LIKE), None)
