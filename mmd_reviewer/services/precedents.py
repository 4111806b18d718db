"""Precedents: the decided cases most like a case, and how many of its kind were decided how.

Found by product and words, ordered by likeness, never by outcome (`likeness.py`, `product.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.precedent import Counts, Precedent, counted
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.likeness import looked_up, ranked
from mmd_reviewer.services.product import ordinary_words, product_of

NEAREST = 5
POOL = 200  # candidates that the index gives; of a product, of which all are counted, more
OF_PRODUCT = 2000
CLOSE = 0.25  # from this share of its words on a case is like another whatever its type


@dataclass(frozen=True, slots=True)
class Near:
    """A precedent; `close`: like enough that a draft is held against it."""

    row: Precedent
    same_product: bool
    close: bool


@dataclass(frozen=True, slots=True)
class Precedents:
    """The nearest ones, the most alike first; `counts` over decided cases of the type, and of the
    product where `of_product`; `revoking` those of the same product that are being revoked.
    """

    nearest: tuple[Near, ...] = ()
    counts: Counts | None = None
    of_product: bool = False
    revoking: tuple[Precedent, ...] = ()


def precedents_of(desk: Desk, case: Case) -> Precedents:
    """The precedents of a case, by the version of the request that is assessed (C8)."""
    request, store = case.assessed, desk.store
    text = f"{request.title}\n{request.requirement}\n{request.proposal}"

    def others(words: Sequence[str], most: int, *, revoking: bool = False) -> list[Precedent]:
        found = store.precedents(words, most, revoking=revoking)
        return [row for row in found if row.number != case.number]

    pool = others(looked_up(text), POOL)
    ordinary = ordinary_words([text, *(row.text for row in pool)])
    product = product_of(request.title, request.proposal, ordinary)

    def same(rows: Iterable[Precedent]) -> list[Precedent]:
        return [row for row in rows if product.is_same(row.title, row.proposal, ordinary)]

    of_product = same(others(product.looked_up, OF_PRODUCT))
    numbers = {row.number for row in of_product}
    known = {row.number for row in pool}
    pool += [row for row in of_product[:POOL] if row.number not in known]
    order = ranked(
        text,
        [row.text for row in pool],
        [row.number in numbers for row in pool],
        [row.type == request.type for row in pool],
    )
    nearest = [
        Near(pool[one.place], pool[one.place].number in numbers, one.share >= CLOSE)
        for one in order
    ]
    own_kind = [row for row in of_product if row.type == request.type]
    counts = counted(own_kind)
    of_type = [row for row in store.outcomes(request.type) if row.number != case.number]
    return Precedents(
        tuple(near for near in nearest if _like(near, request.type))[:NEAREST],
        counts or counted(of_type),
        counts is not None,
        tuple(same(others(product.looked_up, OF_PRODUCT, revoking=True))),
    )


def _like(near: Near, type: str) -> bool:
    return near.same_product or near.close or near.row.type == type
