"""Going back to a backup: what would be lost,
and which numbers stay used (quality, "Nothing lost").

A letter that went out is with the customer whatever the store says, so its number, and the number
of a case that is gone, are never given again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.history import tell, tell_of
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.domain.period import count

KINDS = (  # what a loss is counted by: a kind of fact, one of them, several
    (kinds.RequestReceived, "new case", "new cases"),
    (kinds.DecisionMade, "decision", "decisions"),
    (kinds.LetterIssued, "issued letter", "issued letters"),
    (kinds.LetterDispatched, "dispatch", "dispatches"),
)


@dataclass(frozen=True, slots=True)
class LostDeed:
    """One thing that would be lost: when (UTC), by whom, in words;
    `with_customer`: a letter that went out.
    """

    at: str
    by: str
    words: str
    with_customer: bool = False


@dataclass(frozen=True, slots=True)
class LostCase:
    """A case with what would be lost of it; `gone`: all of it, as it is not in the backup."""

    number: str
    customer: str
    heading: str
    deeds: tuple[LostDeed, ...]
    letters: tuple[str, ...]
    gone: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """What the store holds now and a backup does not:
    by case, by kind, and deeds of the desk itself.
    """

    cases: tuple[LostCase, ...] = ()
    counts: tuple[tuple[int, str], ...] = ()
    desk: tuple[LostDeed, ...] = ()

    @property
    def deeds(self) -> int:
        """How many facts in all."""
        return sum(len(case.deeds) for case in self.cases) + len(self.desk)

    @property
    def with_customer(self) -> int:
        """How many letters that the customers have already."""
        return sum(deed.with_customer for case in self.cases for deed in case.deeds)

    @property
    def letters(self) -> tuple[str, ...]:
        """Numbers of letters that stay used."""
        return tuple(letter for case in self.cases for letter in case.letters)

    def used_words(self) -> str:
        """`A-0001-L1 and A-0002-L1 stay used.`; "" where no letter is lost."""
        names = in_a_row(self.letters)
        return f"{names} {'stays' if len(self.letters) == 1 else 'stay'} used." if names else ""

    def in_words(self) -> str:
        """`loses 14 deeds in 6 cases`."""
        if not self.deeds:
            return "loses nothing"
        return f"loses {count(self.deeds, 'deed')} in {count(len(self.cases), 'case')}"


def loss_of(cases: Sequence[Case], desk_facts: Iterable[Fact], lost: Collection[str]) -> Loss:
    """What would be lost of these cases by going back to
    a store without the facts `lost`, by their ids.
    """
    facts = [fact for case in cases for fact in case.facts if fact.id in lost]
    counts = []
    for kind, one, several in KINDS:
        amount = sum(isinstance(fact.body, kind) for fact in facts)
        counts += [(amount, one if amount == 1 else several)] if amount else []
    rows = sorted((_lost_of(case, lost) for case in cases), key=lambda row: row.deeds[0].at)
    told = (LostDeed(fact.at, fact.by, tell(fact)) for fact in desk_facts if fact.id in lost)
    return Loss(tuple(rows), tuple(counts), tuple(told))


def _lost_of(case: Case, lost: Collection[str]) -> LostCase:
    facts = [fact for fact in case.facts if fact.id in lost]
    deeds = (
        LostDeed(
            fact.at, fact.by, tell_of(case, fact), isinstance(fact.body, kinds.LetterDispatched)
        )
        for fact in facts
    )
    letters = tuple(
        fact.body.record.number for fact in facts if isinstance(fact.body, kinds.LetterIssued)
    )
    request = case.request
    gone = case.facts[0].id in lost
    return LostCase(case.number, request.customer, request.heading(), tuple(deeds), letters, gone)


def letters_used(now: Case, then: Case) -> kinds.LettersUsed | None:
    """The fact that keeps numbers of letters used that the case of the backup does not know;
    None: there are none.
    """
    return kinds.LettersUsed(now.letters_given) if now.letters_given > then.letters_given else None


def loss_lines(found: Loss) -> list[str]:
    """The loss as text, case by case, for the terminal and for keeping."""
    lines = [
        f"Going back {found.in_words()}: "
        f"{', '.join(f'{amount} {name}' for amount, name in found.counts)}."
    ]
    if found.with_customer:
        verb = "is" if found.with_customer == 1 else "are"
        lines.append(f"{found.with_customer} of the letters {verb} with the customer already.")
    for case in found.cases:
        lines.append(f"{case.number}  {case.heading}  ({case.customer})")
        for deed in case.deeds:
            mark = "  WITH THE CUSTOMER" if deed.with_customer else ""
            lines.append(f"  {deed.at[:16].replace('T', ' ')}  {deed.words}{mark}")
    lines += [f"The desk  {deed.at[:16].replace('T', ' ')}  {deed.words}" for deed in found.desk]
    lines += filter(None, [found.used_words()])
    return lines
