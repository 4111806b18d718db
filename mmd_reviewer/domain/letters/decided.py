"""What the letters of all decisions have in common:
what they tell, and what they promise (C1, C9, C10).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import dropwhile

from mmd_reviewer.domain.case import APPROVALS, Case, Decided
from mmd_reviewer.domain.course_facts import Deployed
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import DecisionMade
from mmd_reviewer.domain.letters.kind import Promises, Telling, Writing
from mmd_reviewer.domain.told import DECISION_KINDS


def owed_by(kind: str, case: Case) -> Iterable[Telling]:
    """The decision that stands, as long as no letter told it; never of a withdrawal (C9).

    A worse one waits: until then the told approval before it holds. An answer that came after a
    return makes its letter needless.
    """
    decided = case.decision
    if decided is None or case.reopened or decided.made.outcome not in DECISION_KINDS[kind]:
        return ()
    if decided.fact in case.told:
        return _told_otherwise_since(kind, case, decided)
    before = case.before
    waits = before is not None and before.until is None
    if waits:
        assert before is not None
        effect = f"Does not hold: the approval of {before.decided.day} does"
    elif decided.made.outcome in APPROVALS:
        effect = "The customer is not told"
        issued = any(decided.fact in row.tells and not row.void for row in case.letters)
        effect = "Not told; may be deployed" if issued else "Not to be deployed before it is issued"
    else:
        effect = "The customer is not told"
    telling = Telling(
        kind,
        decided.fact,
        decided.day,
        (decided.fact,),
        waits=waits,
        effect=effect,
        settle=decided.settle,
    )
    return (telling,)


def _told_otherwise_since(kind: str, case: Case, decided: Decided) -> Iterable[Telling]:
    """A worse decision was told, yet the exemption had been deployed before:
    that it is approved is owed again (C9).
    """
    facts = list(dropwhile(lambda fact: fact.id != decided.fact, case.counting))
    worse = [
        fact.id
        for fact in facts[1:]
        if isinstance(fact.body, DecisionMade) and fact.id in case.told
    ]
    if not worse or _told_order(case, worse[-1]) < _told_order(case, decided.fact):
        return ()
    after = dropwhile(lambda fact: fact.id != worse[-1], facts)
    known = next((fact.day for fact in after if isinstance(fact.body, Deployed)), decided.day)
    effect = "Holds already; the customer was told otherwise"
    return (Telling(kind, decided.fact, known, (decided.fact,), effect=effect),)


def _told_order(case: Case, decision: str) -> tuple[date, int]:
    """When it was told last; letters of one day in the order in which they were written."""
    told = case.told[decision]
    written = [letter.record.number for letter in case.letters]
    return told.on, written.index(told.letter) if told.letter in written else len(written)


def decision_told(writing: Writing) -> DecisionMade:
    """The decision that the letter tells of; refuses when another stands now (C3)."""
    decided = writing.case.decision
    if decided is None or writing.case.reopened or decided.fact not in writing.telling.tells:
        raise Refused("The case has no decision that this letter could tell of.", "C3", "kind")
    return decided.made


def decision_promises(writing: Writing) -> Promises:
    """The outcome, and of an approval its first and last day."""
    made = decision_told(writing)
    rows = [("decision", made.outcome)]
    if made.outcome in APPROVALS:
        last = made.until.isoformat() if made.until else "open-ended"
        rows += [("first_day", made.start.isoformat()), ("last_day", last)]
    return tuple(rows)
