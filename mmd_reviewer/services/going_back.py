"""Going back to a backup: what would be lost, and the numbers
that stay used (`domain/going_back.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.fact import DESK_KEY
from mmd_reviewer.domain.going_back import Loss, letters_used, loss_of
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.disposal import dispose_again


def loss(desk: Desk, backup: Path) -> Loss:
    """What this store holds and a backup does not, in words."""
    lost = desk.store.lacking(backup)
    now = desk.moment()
    ids = frozenset(id for found in lost.values() for id in found)
    return loss_of([desk.by_key(key, now) for key in lost if key != DESK_KEY], now.desk_facts, ids)


def keep_numbers(now: Desk, then: Desk, lost: Mapping[str, frozenset[str]], made: datetime) -> None:
    """Record in the store gone back to (`then`) which
    numbers the store of now has given (`now`).
    """
    acts: list[tuple[Case, list[kinds.Body]]] = []
    for key in lost:
        if key == DESK_KEY or not then.store.facts(key):
            continue
        case = then.by_key(key)
        body = letters_used(now.by_key(key), case)
        acts += [(case, [body])] if body is not None else []
    if acts:
        then.record(acts)
    dispose_again(now, then)
    amount = sum(map(len, lost.values()))
    highest = now.highest_number()
    then.record_on_desk(kinds.WentBack(made.isoformat(), amount, now.standing().station, highest))
