"""What a case is found by beside the words of its request: what was said of it, by whom, when."""

from __future__ import annotations

from collections.abc import Iterator

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.revocation import Revocation


def words_said(case: Case) -> str:
    """Reasons, terms, notes, letter numbers, reviewers and days (`2026-11-23`), each once, a line
    each; "" of a request to which nothing happened.
    """
    if len(case.facts) == 1:
        return ""
    return "\n".join(dict.fromkeys(filter(None, _said(case))))


def _said(case: Case) -> Iterator[str]:
    yield case.reviewer
    yield case.received_on.isoformat()
    for note in case.notes:
        yield note.text
    if case.parked is not None:
        yield case.parked.reason
        yield case.parked.until.isoformat()
    for fact in case.counting:
        yield fact.by
        yield fact.day.isoformat()
    for decided in filter(None, (case.decision, case.holding)):
        made = decided.made
        yield made.reason
        yield made.terms
        yield from made.condition_notes.values()
        yield made.start.isoformat()
        yield made.until.isoformat() if made.until is not None else ""
    for letter in case.letters:
        yield letter.record.number
        yield letter.dispatched.isoformat() if letter.dispatched is not None else ""
    for one in case.revocations:
        yield from _revoked(one)


def _revoked(one: Revocation) -> Iterator[str]:
    yield one.prepared.why
    yield one.prepared.actions
    yield from (ground.body.why for ground in one.grounds)
    yield from (retiming.body.reason for retiming in one.retimings)
    for appeal in one.appeals:
        yield from (raised.text for raised in appeal.raised)
        yield appeal.decided.reason if appeal.decided is not None else ""
    if one.dates is not None:
        yield one.dates.deadline.isoformat()
