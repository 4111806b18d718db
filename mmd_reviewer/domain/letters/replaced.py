"""Which letter a new one replaces, and why (rules C2, C7)."""

from __future__ import annotations

from itertools import dropwhile

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.letters.closed import CODE as CLOSED
from mmd_reviewer.domain.letters.compose import Replacement, Why
from mmd_reviewer.domain.letters.kind import Telling
from mmd_reviewer.domain.letters.kinds import DECISIONS, EDITION
from mmd_reviewer.domain.letters.returned import CODE as RETURNED
from mmd_reviewer.domain.revocation import notice_of

FACTS_CHANGED, DECISION_CHANGED = Why(cause="facts_changed"), Why(cause="decision_changed")
DEPLOYED_BEFORE = Why(cause="deployed_before")


def replacement_for(
    case: Case, telling: Telling, old: Letter | None, why: Why
) -> Replacement | None:
    """The letter that this one replaces: one of the same kind,
    or that of a decision it overtook (C7).

    A decision after a return, or after an answer to a closing, is no correction: it answers what
    the customer sent.
    """
    made = case.decision.made if case.decision else None
    replaced = {row.record.replaces for row in case.letters}
    kind = telling.kind
    if (
        old is None and kind == EDITION
    ):  # announced again: the letter before names a day that does not hold
        edition = telling.about.split(" ")[:2]
        earlier = [
            row for row in case.letters if row.record.kind == EDITION and row.tells != telling.tells
        ]
        earlier = [row for row in earlier if row.record.about.split(" ")[:2] == edition]
        if earlier and earlier[-1].record.number not in replaced:
            return Replacement(earlier[-1], FACTS_CHANGED)
    if old is None and kind not in DECISIONS and not notice_of(kind):
        stale = [
            row
            for row in case.letters
            if row.record.kind == kind and row.void and row.dispatched is None
        ]
        stale = [
            row
            for row in stale
            if row.record.number not in replaced and set(row.tells) & set(telling.tells)
        ]
        old, why = (stale[-1], FACTS_CHANGED) if stale else (None, why)
    if old is None and kind in DECISIONS:
        decisions = [
            row
            for row in case.letters
            if row.record.kind in DECISIONS
            and row.record.kind != RETURNED
            and row.record.number not in replaced
            and _overtaken_by_decision(case, row)
            and not (row.record.kind == CLOSED and _answered(case, row))
        ]
        old = decisions[-1] if decisions else None
        given = Why(made.reason.strip()) if made and made.reason.strip() else DECISION_CHANGED
        if old is not None and case.decision is not None and case.decision.fact in case.told:
            given = DEPLOYED_BEFORE
        why = why or given
    return Replacement(old, why) if old is not None and why else None


def _answered(case: Case, letter: Letter) -> bool:
    """Did the customer send an answer after what the letter tells?"""
    later = {fact.id for fact in dropwhile(lambda fact: fact.id not in letter.tells, case.counting)}
    return any(version.fact in later for version in case.versions)


def _overtaken_by_decision(case: Case, letter: Letter) -> bool:
    now = case.decision.fact if case.decision is not None else ""
    return letter.void or now not in letter.tells
