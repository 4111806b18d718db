"""Reading the queue on the worker: the order of its rows,
a case's place in it, the case before or after.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mmd_reviewer.domain.request_queue import FLAGGED, OPEN, OWED, QueueFilter, QueueRow
from mmd_reviewer.services.ports import QueueRows

PAGE = 100
COUNTED = 1000
FOUND = 200
CHUNK = 20


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: ids in order (`complete`: all of them),
    some windows of rows, the place of the case kept.
    """

    ids: Sequence[int]
    complete: bool
    windows: Mapping[int, list[QueueRow]] = field(default_factory=dict)
    place: int = -1
    counted: int = 0
    cases: int = -1


def first_page(store: QueueRows, wish: QueueFilter, day: date, keep: str) -> Loaded:
    """The first rows, at once; of an empty answer also whether the store holds any case."""
    rows = store.page(wish, day, PAGE)
    complete = len(rows) < PAGE
    counted = len(rows) if complete else store.count(wish, day, COUNTED + 1)
    cases = -1 if rows else sum(store.state_counts(day).values())
    ids = array("q", (row.id for row in rows))
    place = next((at for at, row in enumerate(rows) if row.number == keep), -1)
    return Loaded(ids, complete, {0: rows}, place, counted, cases)


def whole_order(
    store: QueueRows, wish: QueueFilter, day: date, keep: str, windows: Sequence[int]
) -> Loaded:
    """All ids in order, the rows of some windows, and where the kept case stands."""
    first = first_page(store, wish, day, keep)
    if first.complete:
        return first
    ids = store.row_ids(wish, day)
    row = find_row(store, keep, day) if keep else None
    place = place_of(ids, row.id) if row is not None else -1
    wanted = {0, *windows, *({place // PAGE} if place >= 0 else ())}
    read = {window: store.rows(ids[window * PAGE : (window + 1) * PAGE]) for window in wanted}
    return Loaded(ids, True, read, place, len(ids))


def window_rows(
    store: QueueRows, ids: Sequence[int], windows: Sequence[int]
) -> dict[int, list[QueueRow]]:
    """The rows of some windows."""
    return {window: store.rows(ids[window * PAGE : (window + 1) * PAGE]) for window in windows}


def find_row(store: QueueRows, number: str, day: date) -> QueueRow | None:
    """The row of a case on a day, whatever the filter."""
    rows = store.page(QueueFilter(words=number, state=""), day, FOUND)
    return next((row for row in rows if row.number == number), None)


def place_of(ids: Sequence[int], id: int) -> int:
    """Where an id stands, -1 if it does not."""
    try:
        return ids.index(id)
    except ValueError:
        return -1


def fits(row: QueueRow, wish: QueueFilter, day: date) -> bool:
    """Does a row still fit the filter, its words apart?"""
    return (
        row.since <= day < row.until
        and _in_state(wish, row)
        and (wish.type is None or row.type == wish.type)
        and wish.is_from(row.customer)
        and wish.is_of(row.reviewer)
        and (wish.due_by is None or (row.next_date is not None and row.next_date <= wish.due_by))
    )


def _in_state(wish: QueueFilter, row: QueueRow) -> bool:
    """Is the row among open work, letters owed, one state, or whatever was asked for?"""
    if wish.state in FLAGGED:
        return row.open and wish.state in row.flags
    if wish.state == OPEN:
        return row.open
    return row.owed is not None if wish.state == OWED else wish.state in ("", row.state)


def find_neighbour(
    store: QueueRows,
    wish: QueueFilter,
    day: date,
    ids: Sequence[int] | None,
    number: str,
    step: int,
    remembered: int,
) -> QueueRow | None:
    """The case before or after one; of a case that left the order by its remembered place."""
    order = store.row_ids(wish, day) if ids is None else ids
    row = find_row(store, number, day)
    place = place_of(order, row.id) if row is not None else -1
    if place >= 0:
        at = place + step
    elif remembered >= 0:
        at = remembered if step > 0 else remembered - 1
    else:
        return None
    while 0 <= at < len(order):
        part = order[at : at + CHUNK] if step > 0 else order[max(0, at - CHUNK + 1) : at + 1]
        rows = store.rows(part)
        for other in rows if step > 0 else reversed(rows):
            if other.number != number and fits(other, wish, day):
                return other
        at += len(part) * (1 if step > 0 else -1)
    return None


def numbers_of(store: QueueRows, ids: Sequence[int]) -> list[str]:
    """The case numbers of rows."""
    return [row.number for row in store.rows(ids)]


def queue_counts(store: QueueRows, day: date, reviewer: str) -> dict[str, int]:
    """Cases by state, with `open` for all open ones and `mine` for the reviewer's open ones."""
    counts = dict(store.state_counts(day))
    counts["open"] = store.count(QueueFilter(), day, COUNTED + 1)
    counts["mine"] = store.count(replace(QueueFilter(), reviewer=reviewer), day, COUNTED + 1)
    return counts
