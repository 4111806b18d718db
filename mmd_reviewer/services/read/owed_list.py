"""The letters owed as a list: what each is owed because of,
what is true until its dispatch, which fit (C9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.request import fold
from mmd_reviewer.domain.waiting import OwedRow
from mmd_reviewer.services.owed import counts

WAITS, UNWRITTEN, WRITTEN, SETTLE = "waits", "unwritten", "written", "settle"
EFFECTS = (
    (WAITS, "Does not hold yet"),
    (UNWRITTEN, "Not written"),
    (WRITTEN, "Not dispatched"),
    (SETTLE, "To be settled"),
)


class OwedItem(NamedTuple):
    """A letter owed, and what it is owed because of."""

    row: OwedRow
    because: str

    @property
    def key(self) -> tuple[str, str, date, str]:
        """What stays the same when the list is read again."""
        return (self.row.number, self.row.kind, self.row.since, self.row.title)

    @property
    def letter(self) -> str:
        """The letter by its name; a shortening by what it does."""
        return (
            "Shorter deadline"
            if self.row.kind == "retimed" and self.row.waits
            else name_of(self.row.kind)
        )


class Until(NamedTuple):
    """What is true until the dispatch: shape, colour, words."""

    icon: str
    tone: str
    words: str
    more: str


def until_dispatched(row: OwedRow) -> Until:
    """A padlock where something does not hold yet, a diamond
    where it holds and the customer does not know.
    """
    head, more = _halves(row.effect)
    if row.settle:
        return Until("history", "muted", "To be settled", "recorded before letters were owed")
    if row.waits:
        return Until(
            "lock", "broken", head, f"{row.letter} is not dispatched" if row.letter else more
        )
    if row.letter:
        known = row.effect[:1].lower() + row.effect[1:]
        return Until("file-text", "muted", "Written, not dispatched", known.replace("; ", ", "))
    if head.startswith("Not to be"):
        return Until("lock", "attention", head, more)
    ended = head.startswith("Cover has ended")
    return Until(
        "circle-check" if ended else "diamond", "muted" if ended else "attention", head, more
    )


def _halves(effect: str) -> tuple[str, str]:
    """`Does not hold` and `the old deadline does`."""
    found = re.match(r"(.+?)(?:[:;] | (?=before ))(.+)", effect)
    if found:
        return found[1], re.sub(r"^the (deadline|approval) of (\S+) does$", r"old \1 \2", found[2])
    return "Not answered" if "waits" in effect else "Holds already", effect[:1].lower() + effect[1:]


class OwedWish(NamedTuple):
    """What of the list is shown, and in which order."""

    words: str = ""
    effect: str = ""
    customer: str = ""
    sort: str = "age"
    descending: bool = True


def fitting(items: Sequence[OwedItem], wish: OwedWish) -> list[OwedItem]:
    """The items that fit, in order; those to be settled always at the end (C9)."""
    found = [item for item in items if _fits(item, wish)]
    found.sort(key=_order(wish.sort), reverse=wish.descending)
    found.sort(key=lambda item: item.row.settle)
    return found


def _fits(item: OwedItem, wish: OwedWish) -> bool:
    row = item.row
    effects = {
        WAITS: row.waits,
        UNWRITTEN: not row.letter,
        WRITTEN: bool(row.letter),
        SETTLE: row.settle,
    }
    if wish.effect and not effects[wish.effect]:
        return False
    if wish.effect in (WAITS, UNWRITTEN) and row.settle:
        return False
    if wish.customer and row.customer != wish.customer:
        return False
    if not wish.words:
        return True
    said = fold(
        " ".join((row.customer, row.title, row.number, row.ticket, row.letter, item.letter))
    )
    return all(word in said for word in fold(wish.words).split())


def _order(key: str) -> Callable[[OwedItem], Any]:
    orders: dict[str, Callable[[OwedItem], Any]] = {
        "letter": lambda item: (item.letter, item.row.customer),
        "because": lambda item: (item.because, item.row.since),
        "until": lambda item: until_dispatched(item.row)[2:],
    }
    # The oldest are those of the earliest day: age runs against it.
    return orders.get(
        key, lambda item: (-item.row.since.toordinal(), not item.row.letter, item.row.waits)
    )


def total_words(items: Sequence[OwedItem], shown: int, marked: int) -> str:
    """`22 letters owed, 4 of them not written`; with a filter how many of them are shown."""
    if marked:
        return f"{marked:,} marked, Esc clears"
    if shown != len(items):
        return f"{shown:,} of {count(len(items), 'letter')} shown"
    found = counts(tuple(item.row for item in items))
    words = f"{count(found.owed, 'letter')} owed"
    if found.unwritten:
        words += f", {found.unwritten:,} of them not written"
    return f"{words}, {found.settle:,} to be settled" if found.settle else words
