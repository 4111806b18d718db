"""Correcting an issued letter: what it says otherwise is decided anew,
and the new letter replaces the old (C2, C7).
"""

from __future__ import annotations

from dataclasses import replace

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.fact import write_fact
from mmd_reviewer.domain.letters.asked import check_why
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.kinds import DECISIONS
from mmd_reviewer.services import decision, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.recording import new_deed


def as_it_stands(case: Case, kind: str) -> Proposal | None:
    """The decision that a letter of this kind tells, as it may be corrected;
    None for what no decision can change.
    """
    decided = case.decision
    if kind not in DECISIONS or decided is None or case.reopened:
        return None
    made = decided.made
    return Proposal(
        made.outcome,
        made.reason,
        None,
        made.until,
        made.open_ended,
        made.terms,
        made.route,
        tuple(made.devices),
        made.start if made.start > max(decided.day, case.as_of) else None,
    )


def correct(desk: Desk, case: Case, kind: str, why: str, wish: Proposal | None) -> Case:
    """Record what is decided otherwise, and issue the letter
    that replaces the old one; `why` stands in it.
    """
    check_why(why)
    if wish is not None and wish != as_it_stands(case, kind):
        case = decision.make(desk, case, replace(wish, reason=wish.reason or why))
    return letter.issue(desk, case, kind, why, write_out=True)[0]


def corrected_text(desk: Desk, case: Case, kind: str, why: str, wish: Proposal | None) -> str:
    """The words of the letter as they would be; nothing is recorded.

    Refuses what `correct` would refuse.
    """
    if wish is not None and wish != as_it_stands(case, kind):
        now = desk.moment()
        body = decision.prepared(desk, case, replace(wish, reason=wish.reason or why), now)
        fact, _ = write_fact(case.key, case.heads, new_deed(), now.author, body)
        case = replace(fold((*case.facts, fact), case.editions), as_of=case.as_of)
    return as_text(letter.proposed(desk, case, kind, why))
