"""The rows of the register that fit a wish, or the decisions behind a figure, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.register import STATE_WORDS, Decided, Names, RegisterRow
from mmd_reviewer.domain.register_figures import short_type
from mmd_reviewer.domain.register_filter import (
    DecidedFilter,
    RegisterFilter,
    chosen,
    chosen_decisions,
)
from mmd_reviewer.services.register import RegisterBook

STATE_ORDER = {
    code: place
    for place, code in enumerate(("cover_ended", "in_revocation", "expired", "in_force"))
}
Sort = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Arranged:
    """What the list shows: rows of the register that fit `wish`,
    or the decisions behind a figure.
    """

    wish: RegisterFilter
    rows: Sequence[RegisterRow]
    decisions: Sequence[Decided] | None = None


def arrange(
    book: RegisterBook,
    wish: RegisterFilter,
    sort: Sort,
    decisions: DecidedFilter | None,
    decided_sort: Sort,
) -> Arranged:
    """Filter and sort."""
    if decisions is not None:
        found = decisions_in_order(chosen_decisions(book.decisions, decisions), *decided_sort)
        return Arranged(wish, (), found)
    return Arranged(
        wish, in_order(chosen(book.register.rows, wish, book.register.day), *sort, book.names)
    )


def _case_key(number: str) -> tuple[str, int]:
    station, _, running = number.rpartition("-")
    return station, int(running) if running.isdecimal() else 0


def _folded(text: str) -> tuple[str, str]:
    return text.casefold(), text


ROW_KEYS: Mapping[str, Callable[[RegisterRow, Names], Any]] = {
    "customer": lambda row, names: _folded(row.customer),
    "type": lambda row, names: short_type(row.type, names).casefold(),
    "title": lambda row, names: _folded(row.title),
    "devices": lambda row, names: row.devices,
    "since": lambda row, names: row.since,
    "until": lambda row, names: row.until or date.max,
    "state": lambda row, names: STATE_ORDER.get(row.state, len(STATE_WORDS)),
    "edition": lambda row, names: names.edition(row.edition),
    "factor": lambda row, names: names.factor_number(row.factor, row.edition),
    "number": lambda row, names: _case_key(row.number),
}
DECIDED_KEYS: Mapping[str, Callable[[Decided], Any]] = {
    "customer": lambda one: _folded(one.customer),
    "title": lambda one: _folded(one.title),
    "number": lambda one: _case_key(one.number),
    "outcome": lambda one: outcome_in_words(one.outcome),
    "received": lambda one: one.received,
    "decided": lambda one: one.decided,
    "days": lambda one: one.days,
}


def in_order(
    rows: Sequence[RegisterRow], key: str, descending: bool, names: Names
) -> list[RegisterRow]:
    """The rows by a column; equal ones by customer and case, always upwards."""
    found = sorted(rows, key=lambda row: (_folded(row.customer), _case_key(row.number)))
    wanted = ROW_KEYS[key]
    return sorted(found, key=lambda row: wanted(row, names), reverse=descending)


def decisions_in_order(rows: Sequence[Decided], key: str, descending: bool) -> list[Decided]:
    """The decisions by a column, equal ones by case."""
    return sorted(
        sorted(rows, key=DECIDED_KEYS["number"]), key=DECIDED_KEYS[key], reverse=descending
    )
