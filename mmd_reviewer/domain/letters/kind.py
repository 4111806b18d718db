"""What a kind of letter is: its code and name, what it must contain,
what it says and when it is owed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.words import Words
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.revocation import Revocation

REQUEST, DECISION, COURSE, EDITION = ABOUT = ("request", "decision", "course", "edition")

Promises = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that happened and of which the customer must be told by a letter of this kind (C9).

    `about` names it, `tells` everything that the letter tells with it: ids of facts, or of devices
    without cover. Owed from `since` until the day before `until`. `waits`: an effect waits for the
    dispatch; `effect` says in a few words what is true until then. `settle`: recorded before rule
    C9. `place` is the number of the revocation in the case. `begins`: before that day something
    else tells it, from then on it is owed since `since`.
    """

    kind: str
    about: str
    since: date
    tells: tuple[str, ...]
    until: date | None = None
    waits: bool = False
    effect: str = ""
    settle: bool = False
    place: int = -1
    begins: date | None = None

    def holds_on(self, day: date) -> bool:
        """Is it owed on that day, if it was not told?"""
        return (self.begins or self.since) <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class News:
    """A coming edition, the one before it, and the day from which it is in force (B8)."""

    edition: Edition
    before: Edition
    effective: date


@dataclass(frozen=True, slots=True)
class Writing:
    """What a letter is written from: the case, the day it bears, the words, and what it is to tell.

    `others` are the other cases that carry devices of this one (D9).
    """

    case: Case
    day: date
    words: Words
    edition: Edition
    telling: Telling
    news: News | None = None
    others: tuple[Case, ...] = ()

    @property
    def one(self) -> Revocation:
        """The revocation that it tells of; refuses a case without one."""
        if not self.case.revocations:
            raise Refused("There is no revocation that a letter could tell of.", "C3", "kind")
        return self.case.revocations[self.telling.place]

    @property
    def request(self) -> Request:
        """The request in the words that were decided upon (C8)."""
        return self.case.request

    @property
    def as_decided(self) -> Case:
        """The case as its newest decision has it, told or not:
        what that decision's letter tells.
        """
        return replace(self.case, before=None)

    @property
    def reference(self) -> str:
        """Under what the customer finds the case: the ticket, else its number."""
        return self.case.request.ticket or self.case.number


def never(case: Case) -> Iterable[Telling]:
    """Letters of this kind are not owed."""
    return ()


def plain(writing: Writing) -> str:
    """The kind has one title and one introduction."""
    return ""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter.

    `required`: contents without which it is not issued (C3). `blocks` writes its body and refuses
    what the case does not call for. `about`: what it is about, one of ABOUT. `names_edition`: it
    ends with the edition that was judged by (B8). `says_what_holds`: on the day it goes out, not on
    the day it bears. `owed`: what is to be told by it and was not told yet (C9). `promises`: the
    dates and promises it makes, by name (C10). The fields that the window shows beside it are those
    that its blocks name as their source. `variant` ends the names of title and introduction in the
    wording file, where a kind has more than one.
    """

    code: str
    name: str
    required: tuple[str, ...]
    blocks: Callable[[Writing], list[Block]]
    promises: Callable[[Writing], Promises]
    about: str = COURSE
    names_edition: bool = False
    says_what_holds: bool = False
    owed: Callable[[Case], Iterable[Telling]] = never
    variant: Callable[[Writing], str] = plain
