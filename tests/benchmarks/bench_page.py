"""Pages of the queue: the first one at any size, and any page in any order beside the first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.benchmarks.harness import Row, Side, compared, pairs, run, side, typical
from tests.benchmarks.material import DAY, REVIEWER, queue_store
from tests.benchmarks.memory import memory_now

SMALL = 10_000
REPEATS = 15
CORNER_SECONDS = 0.2  # quality.md: rare corners, off the GUI thread


def measure(quick: bool) -> list[Row]:
    """Size, memory, depth and order."""
    cases = 100_000 if quick else 1_000_000
    large, small = str(queue_store(cases)), str(queue_store(SMALL))
    rounds = pairs(__name__, "first_page", "first_page_again", large, small)
    sizes = f"{cases:,} vs {SMALL:,} cases"
    rows = [compared(f"first page, {sizes}", rounds, 1.2)]
    added = rounds[0][-1].more["added"]
    held = f"MB added by the order of {cases:,} cases"
    rows.append(
        Row(held, added, 30, added / 30, 1, rounds[0][-1].peak, "baseline is the goal", unit="MB")
    )
    found = run(__name__, "orders", large)
    first, deep = found.more.pop("first"), found.more.pop("deep")
    rows.append(Row("page of 100 deep in the order", deep, first, deep / first, 2, found.peak))
    spent = sorted(found.more.values())
    middle, worst = spent[len(spent) // 2], max(found.more, key=lambda name: found.more[name])
    name = f"page, {len(spent)} sorts and filters: "
    rows.append(Row(f"{name}median", middle, first, middle / first, 2, found.peak))
    over = sum(seconds > 2 * first for seconds in spent)
    note = (
        f"{over} over 2x, {sum(seconds >= CORNER_SECONDS for seconds in spent)} of them not under "
        f"0.2 s"
    )
    rare = spent[-1] < CORNER_SECONDS
    return [
        *rows,
        Row(
            f"{name}{worst}", spent[-1], first, spent[-1] / first, 2, found.peak, note, allowed=rare
        ),
    ]


def first_page(large: str, _small: str) -> Side:
    """What the window reads first, and the memory that the whole order takes then."""
    return _first_page(large)


def first_page_again(_large: str, small: str) -> Side:
    """The same on the small store."""
    return _first_page(small)


def _first_page(path: str) -> Side:
    from mmd_reviewer.domain.request_queue import QueueFilter
    from mmd_reviewer.services.read.queue_order import first_page, whole_order
    from mmd_reviewer.store.sql_store import SqlStore

    store = SqlStore(Path(path))
    wish = QueueFilter()
    seconds, found = typical(lambda: first_page(store, wish, DAY, ""), REPEATS)
    before = memory_now()
    whole = whole_order(store, wish, DAY, "", [len(found.ids) // 200])
    return side(
        seconds, [len(found.ids), found.counted], added=memory_now() - before, rows=len(whole.ids)
    )


def orders(path: str) -> Side:
    """Every sort both ways, filters, and windows at any depth;
    only the first is told where all are as fast.
    """
    from mmd_reviewer.domain.request_queue import SORTS, QueueFilter
    from mmd_reviewer.services.read.queue_order import PAGE, whole_order, window_rows
    from mmd_reviewer.store.sql_store import SqlStore

    store = SqlStore(Path(path))
    wish = QueueFilter()
    first, rows = typical(lambda: store.page(wish, DAY, PAGE), REPEATS)
    customer = rows[0].customer
    filters = {
        "open": wish,
        "all": replace(wish, state=""),
        "new": replace(wish, state="new"),
        "approved": replace(wish, state="approved"),
        "parked": replace(wish, state="parked"),
        "type": replace(wish, type=rows[0].type),
        "customer": replace(wish, customer=customer),
        "mine": replace(wish, reviewer=REVIEWER),
        "due": replace(wish, due_by=DAY),
    }
    more: dict[str, float] = {}
    for name, base in filters.items():
        for sort in SORTS:
            for descending in (False, True):
                here = replace(base, sort=sort, descending=descending)
                seconds, _ = typical(lambda wish=here: store.page(wish, DAY, PAGE), 3)  # type: ignore[misc]
                label = f"{name} by {sort}{' down' if descending else ''}"
                more[label] = seconds
    whole = whole_order(store, wish, DAY, "", [])
    deep = len(whole.ids) // PAGE * 9 // 10
    more["deep"], _ = typical(lambda: window_rows(store, whole.ids, [deep]), REPEATS)
    return side(first, None, first=first, **more)
