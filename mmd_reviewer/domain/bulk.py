"""One deed for many cases: what will happen to each, or why nothing will (rules A1, A4, A6, B5).

`services/bulk.py` asks the rule of each deed and carries out what was foreseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import NO_EXEMPTION, RETURN, outcome_in_words
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.request import one_line

ASSIGN, PARK, UNPARK = "assign", "park", "unpark"
KINDS = (ASSIGN, PARK, UNPARK, RETURN, NO_EXEMPTION)
WILL, NEEDS, STAYS = "will", "needs", "stays"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done to all: one of KINDS, with what that deed is given.

    `reason` is also the note of a handing over; it is said to every case alike.
    """

    kind: str
    reviewer: str = ""
    until: date | None = None
    reason: str = ""
    route: str = ""


class Foreseen(NamedTuple):
    """What will happen to one case: WILL, NEEDS something that was not given, or STAYS;
    `words` say it, `bodies` are what would be recorded.
    """

    case: Case
    standing: str
    words: str
    bodies: tuple[Body, ...] = ()


def unchanged(case: Case, wish: Wish, day: date) -> str:
    """Why a case stays as it is, "" where the deed is for it."""
    now = state(case, day)
    if wish.kind == ASSIGN:
        name = one_line(wish.reviewer)
        return f"{name or 'Nobody'} has it already" if case.reviewer == name else ""
    if wish.kind == UNPARK:
        return "" if now == "parked" else "Not parked"
    decided = case.decision if not case.reopened else None
    if decided is not None and (wish.kind != PARK or decided.made.outcome != RETURN):
        outcome = decided.made.outcome
        done = "Returned" if outcome == RETURN else outcome_in_words(outcome)
        return f"{done} on {on_screen(decided.day)} already"
    parked = case.parked if now == "parked" else None
    if wish.kind == PARK and parked is not None and parked.until == wish.until:
        return f"Parked until {on_screen(parked.until)} already"
    return ""


def for_it_alone(case: Case, wish: Wish) -> str:
    """Why the deed is not for this case among many: words said to all are no reason to return a
    request that lacks nothing (A1); "" where it is.
    """
    if wish.kind == RETURN and not case.missing:
        return "Nothing is missing: return it by itself and write what is asked"
    return ""


def check_all(rows: Sequence[Foreseen]) -> None:
    """Refuse the whole deed where one of its cases would not be done as it was shown."""
    for row in rows:
        if row.standing != WILL:
            raise Refused(f"{row.case.number}: {row.words}. Nothing was done.", "", "number")


def needed(refusal: Refused) -> str:
    """What a case still needs, in the words of the rule that refused it."""
    words = refusal.message.rstrip(".")
    return f"{words} (rule {refusal.rule})" if refusal.rule else words
