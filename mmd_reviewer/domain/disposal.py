"""Disposal: the words of a case that is over are removed when its retention has run out (rule C11).

Hashes stay, so that the chain of the store still holds; what is missing without a recorded disposal
is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_export import kept_files
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import NOT_COVERED, cover
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import CaseDisposed, Fact, RetentionSet
from mmd_reviewer.domain.letters.owed import letters_owed
from mmd_reviewer.domain.period import add_months, count
from mmd_reviewer.domain.request import check_words, fold

OVER = ("withdrawn", "declined", "no_exemption_needed", "closed_unanswered", "removed", "expired")
MOST_YEARS = 100


def retention_of(desk_facts: Iterable[Fact]) -> Mapping[str, int]:
    """For how many years cases are kept, by the state in which they ended;
    a state without a number for ever.
    """
    found: Mapping[str, int] = {}
    for fact in desk_facts:
        if isinstance(fact.body, RetentionSet):
            found = fact.body.years
    return found


@dataclass(frozen=True, slots=True)
class Disposal:
    """A recorded disposal: what it says, when and by whom."""

    body: CaseDisposed
    day: date
    by: str

    def in_words(self) -> str:
        """`A-0012 was disposed of on 2034-03-01 by Ines Moreau with Petra Novak: …`."""
        return (
            f"{self.body.number} was disposed of on {self.day} by {self.by} with "
            f"{self.body.second_person}: its words are gone, its hashes stay."
        )


def disposed_of(desk_facts: Iterable[Fact]) -> dict[str, Disposal]:
    """The disposals by the key of their case."""
    return {
        fact.body.case: Disposal(fact.body, fact.day, fact.by)
        for fact in desk_facts
        if isinstance(fact.body, CaseDisposed)
    }


def check_not_gone(number: str, desk_facts: Iterable[Fact]) -> None:
    """Refuse to look for a case that was disposed of."""
    for disposal in disposed_of(desk_facts).values():
        if disposal.body.number == number.strip():
            raise Refused(disposal.in_words(), "C11", "number")


def retention_set(known: Mapping[str, int], wish: Mapping[str, int]) -> RetentionSet:
    """The years of some states changed, 0 for ever; refuses a state in which no case is over."""
    for name, years in wish.items():
        if name not in OVER:
            raise Refused(
                f"“{name}” is no state in which a case is over: {', '.join(OVER)}.", "C11", "years"
            )
        if not 0 <= years <= MOST_YEARS:
            raise Refused(
                f"{years} years for “{name}”: give 1 to {MOST_YEARS}, or 0 for ever.",
                "C11",
                "years",
            )
    after = {name: years for name, years in {**known, **wish}.items() if years}
    if after == dict(known):
        raise Refused("The retention is set so already.", "C11", "years")
    return RetentionSet(after)


def held(case: Case, reason: str) -> kinds.HoldPlaced:
    """A hold stops the disposal of a case; refuses a second one."""
    if case.hold:
        raise Refused(f"{case.number} is held already: {case.hold}", "C11", "number")
    return kinds.HoldPlaced(_reason(reason, "Write why the case is to be kept."))


def released(case: Case, reason: str) -> kinds.HoldLifted:
    """Refuses a case without a hold."""
    if not case.hold:
        raise Refused(f"{case.number} is not held.", "C11", "number")
    return kinds.HoldLifted(_reason(reason, "Write why the hold is lifted."))


def _reason(reason: str, otherwise: str) -> str:
    if not reason.strip():
        raise Refused(otherwise, "C11", "reason")
    check_words(reason, "reason")
    return reason.strip()


def over_since(case: Case, day: date) -> date | None:
    """The day from which the retention of a case counts: nothing happened since.

    None while it is not over.
    """
    if (
        state(case, day) not in OVER
        or case.amended
        or case.carrying(day)
        or letters_owed(case, day)
    ):
        return None
    if any(one.open for one in case.revocations) or any(
        row.state == NOT_COVERED for row in cover(case, day)
    ):
        return None
    ended = (
        case.decision.made.until
        if case.decision is not None and state(case, day) == "expired"
        else None
    )
    return max(filter(None, (case.facts[-1].day, ended)))


def kept_until(case: Case, years: Mapping[str, int], day: date) -> date | None:
    """The first day on which it may be disposed of; None while it is not over, or kept for ever."""
    since, number = over_since(case, day), years.get(state(case, day))
    return add_months(since, 12 * number) if since is not None and number else None


def disposed(
    case: Case, years: Mapping[str, int], day: date, reason: str, second_person: str, reviewer: str
) -> CaseDisposed:
    """The fact that removes a case, or a refusal: not over,
    kept still, held, or without a second person (C11).
    """
    current, since = state(case, day), over_since(case, day)
    name = current.replace("_", " ")
    if since is None:
        raise Refused(
            f"{case.number} is not over ({name}): nothing may be owed, open or on a device.",
            "C11",
            "number",
        )
    if case.hold:
        raise Refused(f"{case.number} is held: {case.hold}", "C11", "number")
    end = kept_until(case, years, day)
    if end is None:
        raise Refused(
            f"Cases that are {name} are kept for ever: set their retention first.", "C11", "years"
        )
    if day < end:
        raise Refused(
            f"{case.number} is over since {since} and kept for {count(years[current], 'year')}, "
            f"until {end}.",
            "C11",
            "number",
        )
    if not second_person.strip() or fold(second_person) == fold(reviewer):
        raise Refused(
            "A second person, of another name, agrees to a disposal.", "C11", "second-person"
        )
    check_words(second_person, "second-person")
    why = _reason(reason, "Write why the case is disposed of.")
    documents = dict(kept_files(case.facts)).values()
    return CaseDisposed(
        case.number,
        case.key,
        current,
        since,
        why,
        second_person.strip(),
        tuple(fact.id for fact in case.facts),
        tuple(dict.fromkeys(documents)),
    )
