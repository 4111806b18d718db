"""What the letters of all decisions have in common: what they tell, and what they promise (C1, C9, C10)."""

from __future__ import annotations

from collections.abc import Iterable

from mmd_reviewer.domain.case import APPROVALS, Case
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
    if decided is None or case.reopened or decided.fact in case.told:
        return ()
    if decided.made.outcome not in DECISION_KINDS[kind]:
        return ()
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
        kind, decided.fact, decided.day, (decided.fact,), waits=waits, effect=effect,
        settle=decided.settle,
    )  # fmt: skip
    return (telling,)


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
