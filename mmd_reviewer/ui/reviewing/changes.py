"""What a deed changed: which cases, and which of the lists that are made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.revocation_calendar import ONLY_THE_CASE_SHOWS

QUEUE, CALENDAR, REGISTER, LETTERS = "queue", "calendar", "register", "letters"
LISTS = frozenset({QUEUE, CALENDAR, REGISTER, LETTERS})


@dataclass(frozen=True, slots=True)
class Changes:
    """Which cases a deed touched, by number, and which lists;
    `many`: more than can be named, look at all again.

    `gone`: a case that is no more. `elsewhere`: somebody else did it, nobody is led to it.
    """

    cases: frozenset[str] = frozenset()
    many: bool = False
    lists: frozenset[str] = LISTS
    gone: str = ""
    elsewhere: bool = False

    @staticmethod
    def of(cases: Iterable[Case]) -> Changes:
        """What the newest deed of these cases changed."""
        cases = tuple(cases)
        newest = [fact for case in cases for fact in case.facts if fact.deed == case.facts[-1].deed]
        quiet = all(isinstance(fact.body, ONLY_THE_CASE_SHOWS) for fact in newest)
        return Changes(
            frozenset(case.number for case in cases), lists=frozenset({QUEUE}) if quiet else LISTS
        )

    def touches(self, number: str) -> bool:
        """Is this case among them?"""
        return self.many or number in self.cases

    def moves(self, name: str) -> bool:
        """May this list be another one now?"""
        return name in self.lists
