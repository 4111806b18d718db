"""What a row of the register says in each column (mock-up 06)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mmd_reviewer.domain.decision import outcome_in_words
from mmd_reviewer.domain.register import (
    NOT_LISTED,
    OPEN_ENDED,
    UNKNOWN,
    Decided,
    Names,
    RegisterRow,
)
from mmd_reviewer.domain.register_figures import short_type
from mmd_reviewer.domain.register_filter import until_words
from mmd_reviewer.services.read.states import state_look
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
    return Cell(
        (one.received if key == "received" else one.decided).isoformat(), muted=key == "received"
    )
