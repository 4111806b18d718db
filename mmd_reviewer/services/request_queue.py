"""Triage: assign, park, note, link, judge a detail, undo, redo; on one case or several as one deed.

What may be recorded stands in `domain/triage.py` and `domain/history.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain import triage
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.extension import EXTENDED_BY, EXTENDS, check_extension
from mmd_reviewer.domain.history import (
    check_redone_with,
    check_undone_with,
    deed_to_redo,
    deed_to_undo,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.moment import Moment


def assign(desk: Desk, cases: Sequence[Case], reviewer: str) -> tuple[Case, ...]:
    """Give the cases to a reviewer; an empty name gives them to nobody."""
    changed, body = triage.assigned(cases, reviewer)
    return desk.record((case, [body]) for case in changed)


def park(desk: Desk, cases: Sequence[Case], until: date, reason: str) -> tuple[Case, ...]:
    """Put the cases aside until a day on which they come back by themselves;
    their age keeps running (A6).
    """
    now = desk.moment()
    return _on_each(desk, now, cases, triage.parked(cases, until, reason, now.day))


def unpark(desk: Desk, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Take parked cases back before their day (A6)."""
    now = desk.moment()
    return _on_each(desk, now, triage.to_unpark(cases, now.day), kinds.CaseUnparked())


def note(desk: Desk, case: Case, text: str) -> Case:
    """Add a note; it is never printed."""
    return desk.do(case, lambda now: [triage.noted(text)])


def link(desk: Desk, case: Case, other: Case, *, extends: bool = False) -> Case:
    """Link two cases, each to the other; age counts from the first received (A5).

    With `extends` the case asks for an extension of the other, and has an age of its own (E2).
    """
    now = desk.moment()
    triage.check_link(case, other)
    if extends:
        check_extension(case, other, now.issuer.customers)
    names = (EXTENDS, EXTENDED_BY) if extends else ("", "")
    there = kinds.CaseLinked(other.number, other.received_on, other.request.type, names[0])
    back = kinds.CaseLinked(case.number, case.received_on, case.request.type, names[1])
    return desk.record([(case, [there]), (other, [back])], now=now)[0]


def judge(desk: Desk, case: Case, detail: str, *, sufficient: bool, why: str = "") -> Case:
    """Mark a given detail as (not) sufficient (A1)."""
    return desk.do(case, lambda now: [triage.judged(detail, sufficient, why)])


def choose_type(desk: Desk, case: Case, code: str) -> Case:
    """Set the exemption type (A1); also one that the edition in force has no more (B8)."""
    return desk.do(case, lambda now: [triage.type_chosen(case, code, now.edition)])


def correct_reading(
    desk: Desk, case: Case, *, timeline: str = "", customer: str = "", code: str = ""
) -> Case:
    """Say what the customer's words mean, beside them (A1); also which type, in the same deed."""

    def bodies(now: Moment) -> Iterator[kinds.Body]:
        if timeline.strip() or customer.strip() or not code:
            yield triage.reading_corrected(case, timeline, customer)
        if code:
            yield triage.type_chosen(case, code, now.edition)

    return desk.do(case, lambda now: [*bodies(now)])


def amend(desk: Desk, case: Case, source: str, **words: str) -> Case:
    """What the customer said by telephone or mail amends the request, with its source (A1, A5)."""
    return desk.do(case, lambda now: [triage.amended(case, now.edition, source, words)])


def undo(desk: Desk, case: Case, wanted: str = "") -> tuple[Case, ...]:
    """Retract the newest deed that counts on all that it touched; `wanted`: that or none (C7)."""
    return _retract(desk, case, deed_to_undo(case, wanted), check_undone_with)


def redo(desk: Desk, case: Case) -> tuple[Case, ...]:
    """Take back the newest undo, on every case that it touched (C7)."""
    return _retract(desk, case, deed_to_redo(case), check_redone_with)


def _on_each(desk: Desk, now: Moment, cases: Iterable[Case], body: kinds.Body) -> tuple[Case, ...]:
    return desk.record(((case, [body]) for case in cases), now=now)


def _retract(
    desk: Desk, case: Case, deed: str, check: Callable[[list[Case], str], None]
) -> tuple[Case, ...]:
    """Take a deed back on every case that it touched."""
    now = desk.moment()
    fact = next(fact for fact in case.facts if fact.deed == deed)
    others = [desk.by_key(key) for key in desk.store.touched(fact) if key != case.key]
    check(others, deed)
    return _on_each(desk, now, (case, *others), kinds.DeedRetracted(deed))
