"""What a row of the queue says in each column (mock-up 01)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from mmd_reviewer.domain.absence import Absence, absence_on, assignment
from mmd_reviewer.domain.claim import Claim
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.request import DETAIL_NAMES, DETAILS
from mmd_reviewer.domain.request_queue import QueueRow
from mmd_reviewer.domain.second_assessment import DIFFERS, WANTED
from mmd_reviewer.domain.sides import TWO_SIDES
from mmd_reviewer.services.read.states import MEANINGS, state_look
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, Column

COLUMNS = (
    Column("received", "Age", 60, "right", descending_first=True, hideable=False),
    Column("title", "Proposal", hideable=False),
    Column("asked", "Asked for", 114, yields=2),
    Column("state", "State", 124),
    Column("next_date", "Next date", 104, yields=1),
)
WAITING = Cell("…", muted=True)
OLD_DAYS = 20


class Looks(NamedTuple):
    """What cells need beside the row."""

    day: date
    reviewer: str
    type_names: Mapping[str, str]
    absences: tuple[Absence, ...] = ()
    out: Mapping[str, str] = MappingProxyType({})  # on which pack, by the number of the case
    claims: Mapping[str, Claim] = MappingProxyType({})


def cell_of(row: QueueRow, key: str, looks: Looks) -> Cell:
    """The cell of one column."""
    if key == "received":
        age = row.age_days(looks.day)
        paused = "paused" if row.waits_since else ""
        return Cell(str(age), paused, unit="d", strong=age > OLD_DAYS)
    if key == "title":
        type_name = looks.type_names.get(row.type, row.type) if row.type else "Type missing"
        second = (row.customer, type_name, row.number)
        title = " ".join(row.title.split())
        return Cell(
            title or "No title or proposal", second, medium=bool(title), muted=not title, elide=1
        )
    if key == "asked":
        return Cell(row.asked, muted="timeline" in row.missing)
    if key == "state":
        return _state_cell(row, looks)
    if row.next_date is None or WANTED in row.flags:
        return EMPTY
    return Cell(on_screen(row.next_date), MEANINGS.get(row.state, ""))


def _state_cell(row: QueueRow, looks: Looks) -> Cell:
    look = state_look(row.state_shown)
    flag = flag_words(row)
    away = absence_on(looks.absences, row.reviewer, looks.day)
    whose = assignment(row.reviewer, looks.reviewer, away)
    claim = looks.claims.get(row.number)
    if claim is not None:
        return Cell(look.word, claim.words, look.icon, look.tone, secondary_tone="attention")
    second = flag or looks.out.get(row.number) or whose or look_words(row, looks.day)
    return Cell(look.word, second, look.icon, look.tone, secondary_tone="attention" if flag else "")


def look_words(row: QueueRow, day: date) -> str:
    """By when somebody should first look at the request; "" once somebody did."""
    if row.look_due is None:
        return ""
    return "First look late" if row.look_due < day else f"First look by {on_screen(row.look_due)}"


def flag_words(row: QueueRow) -> str:
    """What stands beside the state, in words; the gravest only."""
    untold = {
        TWO_SIDES: "Two sides, to settle",
        "decision_untold": "Decision not told",
        "shortening_untold": "Shorter deadline not told",
        "two_customers": "Words of two customers",
        "promise_broken": "Promise broken",
        DIFFERS: "Answers differ",
    }
    for flag, words in untold.items():
        if flag in row.flags:
            return words
    if "details_missing" in row.flags:
        return missing_words(row.missing)
    if "to_be_confirmed" in row.flags:
        return "Amended, to be confirmed" if "amended" in row.flags else "To be confirmed"
    return "Amended" if "amended" in row.flags else ""


def missing_words(missing: tuple[str, ...]) -> str:
    """One detail is named, several are counted."""
    if len(missing) == 1:
        name = DETAIL_NAMES[missing[0]]
        return f"{name[:1].upper()}{name[1:]} missing"
    return f"{len(missing)} of {len(DETAILS)} details missing" if missing else ""
