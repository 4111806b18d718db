"""What a new edition means for exemptions that are active: which would break it (rule B8)."""

from __future__ import annotations

from dataclasses import dataclass

from mmd_reviewer.domain.assessment import BROKEN, UNKNOWN
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.edition import Edition

BREAKS, TO_JUDGE = "breaks", "to_judge"
ACTIVE_STATES = ("approved", "in_force", "in_revocation", "cover_ended", "expired")


@dataclass(frozen=True, slots=True)
class Impact:
    """One active exemption and one thing in the new edition that concerns it.

    `verdict` BREAKS: known from its decision to break it; TO_JUDGE: the condition is new, worded
    anew or was not judged then, and a person has to look.
    """

    number: str
    customer: str
    title: str
    state: str
    verdict: str
    what: str


def impact_of(case: Case, state: str, new: Edition) -> tuple[Impact, ...]:
    """Every condition of the new edition that the exemption breaks
    or was never judged by, and a type that is gone.
    """
    assert case.holding is not None  # only approved cases are asked about
    made = case.holding.made  # until a worse decision is told, the approval before it (C9)
    old = made.wording

    def row(verdict: str, what: str) -> Impact:
        return Impact(
            case.number, case.request.customer, case.request.heading(), state, verdict, what
        )

    found = []
    for condition in new.conditions:
        finding = made.findings.get(condition.code, UNKNOWN)
        worded = old.get(condition.code, f"An exemption must not {condition.text}")
        if finding == BROKEN:
            found.append(row(BREAKS, f"{condition.name}: found broken at its approval"))
        elif condition.code not in made.findings:
            found.append(
                row(TO_JUDGE, f"{condition.name}: new, an exemption must not {condition.text}")
            )
        elif worded != f"An exemption must not {condition.text}":
            found.append(row(TO_JUDGE, f"{condition.name}: worded anew"))
        elif finding == UNKNOWN:
            found.append(row(TO_JUDGE, f"{condition.name}: not judged at its approval"))
    if case.request.type and new.type(case.request.type) is None:
        found.append(row(TO_JUDGE, "Its exemption type is no longer used"))
    return tuple(found)
