"""What a row of the register says in each column, and how rows are put in order (mock-up 06)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.register import (
    NOT_LISTED,
    OPEN_ENDED,
    STATE_WORDS,
    UNKNOWN,
    Decided,
    Names,
    RegisterRow,
)
from mmd_reviewer.domain.register_figures import short_type
from mmd_reviewer.domain.register_filter import until_words
from mmd_reviewer.ui.look.states import state_look
from mmd_reviewer.ui.widgets.columns import Cell, Column

COLUMNS = (
    Column("customer", "Customer", 164, hideable=False),
    Column("type", "Type", 172, yields=2),
    Column("title", "Exemption", hideable=False),
    Column("devices", "Devices", 86, "right", descending_first=True),
    Column("since", "Since", 102, yields=3),
    Column("until", "Until", 102),
    Column("state", "State", 138),
    Column("edition", "Edition", 58, yields=4),
    Column("factor", "Factor", 54, yields=5),
    Column("number", "Case", 76),
)
DECIDED_COLUMNS = (
    Column("customer", "Customer", 180, hideable=False),
    Column("title", "Request", hideable=False),
    Column("outcome", "Outcome", 190),
    Column("received", "Received", 104, yields=1),
    Column("decided", "Decided", 96, descending_first=True),
    Column("days", "Took", 76, "right", descending_first=True),
    Column("number", "Case", 76),
)
STATE_ORDER = {code: place for place, code in enumerate(("cover_ended", "in_revocation", "expired", "in_force"))}


class Looks(NamedTuple):
    """What cells need beside the row."""

    day: date
    names: Names


def cell_of(row: RegisterRow, key: str, looks: Looks, repeats: bool) -> Cell:
    """The cell of one column; `repeats`: the row above is of the same customer."""
    if key == "customer":
        return Cell(row.customer, muted=repeats, medium=not repeats)
    if key == "title":
        return Cell(row.title, medium=True)
    if key == "devices":
        return Cell(NOT_LISTED, muted=True) if row.devices == UNKNOWN else Cell(f"{row.devices:,}")
    if key == "state":
        return _state_cell(row, looks.day)
    if key == "until":
        return Cell(row.until.isoformat()) if row.until else Cell(OPEN_ENDED, muted=True)
    return Cell(_words(row, key, looks.names), muted=key != "type")


def _words(row: RegisterRow, key: str, names: Names) -> str:
    if key == "type":
        return short_type(row.type, names)
    if key == "since":
        return row.since.isoformat()
    if key == "edition":
        return names.edition(row.edition).removeprefix("Edition ")
    return names.factor_number(row.factor, row.edition) if key == "factor" else row.number


def _state_cell(row: RegisterRow, day: date) -> Cell:
    left = until_words(row, day)
    look = state_look("ends_soon" if left else row.state)
    words = f"{look.word}, {left}" if left else look.word
    broken = look.tone == "broken"
    return Cell(words, icon=look.icon, tone=look.tone, text_tone="broken" if broken else "")


def decided_cell(one: Decided, key: str) -> Cell:
    """The cell of a decision."""
    if key == "outcome":
        return Cell(outcome_in_words(one.outcome))
    if key in ("customer", "title"):
        return Cell(one.customer if key == "customer" else one.title, medium=True)
    if key == "number":
        return Cell(one.number, muted=True)
    if key == "days":
        return Cell(f"{one.days:,}", unit="d")
    return Cell((one.received if key == "received" else one.decided).isoformat(), muted=key == "received")


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


def in_order(rows: Sequence[RegisterRow], key: str, descending: bool, names: Names) -> list[RegisterRow]:
    """The rows by a column; equal ones by customer and case, always upwards."""
    found = sorted(rows, key=lambda row: (_folded(row.customer), _case_key(row.number)))
    wanted = ROW_KEYS[key]
    return sorted(found, key=lambda row: wanted(row, names), reverse=descending)


def decisions_in_order(rows: Sequence[Decided], key: str, descending: bool) -> list[Decided]:
    """The decisions by a column, equal ones by case."""
    return sorted(sorted(rows, key=DECIDED_KEYS["number"]), key=DECIDED_KEYS[key], reverse=descending)
