"""One deed for many cases: foreseen case by case, then recorded together, with one undo."""

from __future__ import annotations

from collections.abc import Sequence

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain import triage
from mmd_reviewer.domain.bulk import (
    ASSIGN,
    NEEDS,
    PARK,
    STAYS,
    UNPARK,
    WILL,
    Foreseen,
    Wish,
    check_all,
    for_it_alone,
    needed,
    unchanged,
)
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import RETURN, Proposal, outcome_in_words
from mmd_reviewer.domain.deed import Change
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import Body
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.request import one_line
from mmd_reviewer.services import decision, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.moment import Moment
from mmd_reviewer.services.recording import after_change, chain, new_deed


def foresee(desk: Desk, cases: Sequence[Case], wish: Wish) -> tuple[Foreseen, ...]:
    """What the deed would do to each case now; nothing is recorded."""
    now = desk.moment()
    return tuple(_foreseen(desk, case, wish, now) for case in cases)


def carry_out(desk: Desk, cases: Sequence[Case], wish: Wish) -> tuple[Case, ...]:
    """Do it to these cases as one deed, or to none: whatever is refused of one refuses all."""
    now = desk.moment()
    rows = [_foreseen(desk, case, wish, now) for case in cases]
    check_all(rows)
    return desk.record([(row.case, row.bodies) for row in rows], now=now)


def letter_after(desk: Desk, foreseen: Foreseen) -> LetterRecord:
    """The letter that the case would call for after the deed."""
    case, now = foreseen.case, desk.moment()
    written = chain(case.key, case.heads, new_deed(), now.author, foreseen.bodies)
    return letter.proposed(desk, after_change(Change(case.facts, written), now))


def _foreseen(desk: Desk, case: Case, wish: Wish, now: Moment) -> Foreseen:
    why = unchanged(case, wish, now.day)
    if why:
        return Foreseen(case, STAYS, why)
    alone = for_it_alone(case, wish)
    if alone:
        return Foreseen(case, NEEDS, alone)
    try:
        bodies = _bodies(desk, case, wish, now)
    except Refused as refusal:
        return Foreseen(case, NEEDS, needed(refusal))
    unparked = (
        ", no longer parked" if wish.kind not in (PARK, UNPARK, ASSIGN) and case.parked else ""
    )
    return Foreseen(case, WILL, _words(wish) + unparked, bodies)


def _bodies(desk: Desk, case: Case, wish: Wish, now: Moment) -> tuple[Body, ...]:
    if wish.kind == ASSIGN:
        _, given = triage.assigned([case], wish.reviewer)
        return (given, triage.noted(wish.reason)) if wish.reason.strip() else (given,)
    if wish.kind == PARK:
        return (triage.parked([case], wish.until or now.day, wish.reason, now.day),)
    if wish.kind == UNPARK:
        triage.to_unpark([case], now.day)
        return (kinds.CaseUnparked(),)
    proposal = Proposal(wish.kind, reason=wish.reason, route=wish.route)
    return (decision.prepared(desk, case, proposal, now),)


def _words(wish: Wish) -> str:
    if wish.kind == ASSIGN:
        name = one_line(wish.reviewer)
        return f"Handed to {name}" if name else "Given to nobody"
    if wish.kind == PARK and wish.until is not None:
        return f"Parked until {on_screen(wish.until)}"
    if wish.kind == UNPARK:
        return "Back in the queue"
    return "Returned" if wish.kind == RETURN else outcome_in_words(wish.kind)
