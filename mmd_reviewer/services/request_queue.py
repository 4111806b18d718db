"""Triage: assign, park, note, link, judge a detail, undo and redo; on one case or several as one deed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case, state
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.extension import EXTENDED_BY, EXTENDS, check_extension
from mmd_reviewer.domain.history import deed_to_redo, deed_to_undo
from mmd_reviewer.domain.period import check_day
from mmd_reviewer.domain.request import DETAILS, check_words, one_line
from mmd_reviewer.domain.timeline_reading import read_timeline
from mmd_reviewer.services.desk import Desk

_OVER = {"withdrawn", "declined", "no_exemption_needed", "closed_unanswered", "removed", "expired"}


def assign(desk: Desk, cases: Sequence[Case], reviewer: str) -> tuple[Case, ...]:
    """Give the cases to a reviewer; an empty name gives them to nobody."""
    check_words(reviewer, "reviewer")
    changed = [case for case in cases if case.reviewer != one_line(reviewer)]
    if not changed:
        who = one_line(reviewer) or "nobody"
        raise Refused(f"Already assigned to {who}.", "", "reviewer")
    return desk.record((case, [kinds.CaseAssigned(one_line(reviewer))]) for case in changed)


def park(desk: Desk, cases: Sequence[Case], until: date, reason: str) -> tuple[Case, ...]:
    """Put the cases aside until a day on which they come back by themselves; their age keeps running."""
    today = desk.today()
    check_day(until, "until", "A6")
    if until <= today:
        raise Refused(f"A case is parked until a day after today, {today}; {until} is not.", "A6", "until")
    if not reason.strip():
        raise Refused("Write why the case waits.", "A6", "reason")
    check_words(reason, "reason")
    for case in cases:
        if state(case, today) in _OVER | {"approved"}:
            raise Refused(f"{case.number} is decided: there is nothing to park.", "A6", "number")
    return desk.record((case, [kinds.CaseParked(until, reason.strip())]) for case in cases)


def unpark(desk: Desk, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Take parked cases back before their day."""
    today = desk.today()
    parked = [case for case in cases if state(case, today) == "parked"]
    if not parked:
        raise Refused("None of these cases is parked.", "A6", "number")
    return desk.record((case, [kinds.CaseUnparked()]) for case in parked)


def note(desk: Desk, case: Case, text: str) -> Case:
    """Add a note; it is never printed."""
    if not text.strip():
        raise Refused("The note is empty.", "", "text")
    check_words(text, "note")
    return desk.record([(case, [kinds.NoteAdded(text.strip())])])[0]


def link(desk: Desk, case: Case, other: Case, *, extends: bool = False) -> Case:
    """Link two cases, each to the other; age counts from the first received (A5).

    With `extends` the case asks for an extension of the other, and has an age of its own (E2).
    """
    if case.key == other.key:
        raise Refused("A case cannot be linked to itself.", "A5", "other")
    if extends:
        check_extension(case, other, desk.standing().customers)
    names = (EXTENDS, EXTENDED_BY) if extends else ("", "")
    there = kinds.CaseLinked(other.number, other.received_on, other.request.type, names[0])
    back = kinds.CaseLinked(case.number, case.received_on, case.request.type, names[1])
    return desk.record([(case, [there]), (other, [back])])[0]


def judge(desk: Desk, case: Case, detail: str, *, sufficient: bool, why: str = "") -> Case:
    """Mark a given detail as (not) sufficient; not sufficient counts as missing (A1)."""
    if detail not in DETAILS:
        raise Refused(f'"{detail}" is none of the four details.', "A1", "detail")
    if not sufficient and not why.strip():
        raise Refused("Write why the detail is not sufficient; the letter says it.", "A1", "why")
    check_words(why, "why")
    return desk.record([(case, [kinds.DetailJudged(detail, sufficient, why.strip())])])[0]


def choose_type(desk: Desk, case: Case, code: str) -> Case:
    """Set the exemption type, beside the customer's words (A1); also one that the edition in force has no more (B8)."""
    edition = desk.edition(desk.today())
    row = edition.type(code)
    if row is None:
        table = "\n".join(f"  {kind.code}: {kind.name}. {kind.description}" for kind in edition.types)
        raise Refused(f'"{code}" is no exemption type of {edition.name}. Its types are:\n{table}', "A2", "type")
    if case.decision is not None and not case.reopened:
        raise Refused(f"{case.number} is decided: its type is that of the decision.", "C8", "type")
    if code == case.request.type and "type" not in case.missing:
        raise Refused(f"The type of {case.number} is {row.name} already.", "A1", "type")
    return desk.record([(case, [kinds.TypeChosen(code, row.name, edition.code)])])[0]


def correct_reading(desk: Desk, case: Case, *, timeline: str = "", customer: str = "") -> Case:
    """Say what the customer's words mean, beside them: a period in words that are understood, a name (A1)."""
    if case.decision is not None and not case.reopened:
        raise Refused(f"{case.number} is decided: it is about what was read then.", "C8", "timeline")
    wish = read_timeline(timeline) if timeline.strip() else None
    if wish is not None and not wish.understood:
        raise Refused("Write the period as 24 months, until 30 June 2027, or permanent.", "A3", "timeline")
    name = one_line(customer)
    check_words(name, "customer")
    if wish is None and not name:
        raise Refused("Say what the timeline means, or who the customer is.", "A1", "timeline")
    return desk.record([(case, [kinds.ReadingCorrected(wish, name)])])[0]


def undo(desk: Desk, case: Case) -> tuple[Case, ...]:
    """Retract the newest deed that counts, on every case that it touched (C7)."""
    deed = deed_to_undo(case)
    others = _others(desk, case, deed)
    for other in others:
        if deed_to_undo(other) != deed:
            raise Refused(f"This cannot be undone: {other.number} was changed since.", "C7", "undo")
    return desk.record((touched, [kinds.DeedRetracted(deed)]) for touched in (case, *others))


def redo(desk: Desk, case: Case) -> tuple[Case, ...]:
    """Take back the newest undo, on every case that it touched."""
    deed = deed_to_redo(case)
    others = _others(desk, case, deed)
    for other in others:
        if not isinstance(other.facts[-1].body, kinds.DeedRetracted) or deed_to_redo(other) != deed:
            raise Refused(f"This cannot be done again: {other.number} was changed since.", "C7", "redo")
    return desk.record((touched, [kinds.DeedRetracted(deed)]) for touched in (case, *others))


def _others(desk: Desk, case: Case, deed: str) -> list[Case]:
    fact = next(fact for fact in case.facts if fact.deed == deed)
    return [desk.by_key(key) for key in desk.store.touched(fact) if key != case.key]


