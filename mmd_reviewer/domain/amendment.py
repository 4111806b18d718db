"""An amendment that came after the decision: how it differs,
and what may be made of it (rule C8).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mmd_reviewer.domain.assessment import Answers, in_doubt
from mmd_reviewer.domain.case import Case, Version
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.request import DETAIL_NAMES, Request, check_words, words_of

LINK, AGAIN, REST = "link", "again", "rest"
WAYS = (LINK, AGAIN, REST)
NAMES = ("title", "type", "requirement", "proposal", "timeline")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words; `changed`: it stands only in this version."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class DetailChange:
    """One detail in both versions, in words; `changes` counts the places where they differ."""

    name: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]
    changes: int

    @property
    def title(self) -> str:
        """`Exemption type`, as a heading."""
        name = DETAIL_NAMES.get(self.name, self.name)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Amendment:
    """The version that was decided upon beside the newest one, detail by detail."""

    decided: Version
    newest: Version
    details: tuple[DetailChange, ...]

    @property
    def differing(self) -> int:
        """How many details differ."""
        return sum(row.changes > 0 for row in self.details)


def amendment_of(case: Case) -> Amendment | None:
    """The amendment that came after the decision and waits for a person; None if there is none."""
    decided = case.decision
    if decided is None or case.reopened or not case.amended:
        return None
    words = case.version_of(decided)
    version = next(
        (row for row in case.versions if words_of(row.request) == words_of(words)), case.versions[0]
    )
    newest = case.versions[-1]
    return Amendment(version, newest, differences(version.request, newest.request))


def answers_now(case: Case) -> Answers:
    """The answers that a decision made now rests on;
    on an amendment all are first to be confirmed (C8).
    """
    return (
        in_doubt(case.answers)
        if amendment_of(case) is not None and not case.again
        else case.answers
    )


def differences(before: Request, after: Request) -> tuple[DetailChange, ...]:
    """Every detail, word by word."""
    pairs = zip(NAMES, words_of(before), words_of(after), strict=True)
    return tuple(_difference(name, old, new) for name, old, new in pairs)


def _difference(name: str, old: str, new: str) -> DetailChange:
    before, after = word_by_word(old, new)
    return DetailChange(name, before, after, sum(row[0] != "equal" for row in _steps(old, new)))


def word_by_word(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Two texts word by word, what stands in one of them alone marked."""
    one, other = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    before: list[Part] = []
    after: list[Part] = []
    for kind, start, end, there, till in _steps(old, new):
        _add(before, one[start:end], kind != "equal")
        _add(after, other[there:till], kind != "equal")
    return tuple(before), tuple(after)


def _steps(old: str, new: str) -> list[tuple[str, int, int, int, int]]:
    matcher = SequenceMatcher(None, old.split(), new.split(), False)
    return [*matcher.get_opcodes()]


def _add(parts: list[Part], words: Sequence[str], changed: bool) -> None:
    if words:
        parts.append(Part("".join(words), changed))


def check_settled(case: Case, how: str, reason: str) -> Amendment:
    """The amendment, or a refusal: without one, without a reason to rest,
    or decided beyond change (C8).
    """
    if how not in WAYS:
        raise Refused(
            f'"{how}" is nothing to make of an amendment; it can be {", ".join(WAYS)}.', "C8", "how"
        )
    found = amendment_of(case)
    if found is None:
        raise Refused(f"{case.number} has no amendment after its decision.", "C8", "number")
    check_words(reason, "reason")
    if how == REST and not reason.strip():
        raise Refused("Write why the amendment changes nothing.", "C8", "reason")
    obstacle = not_again(case) if how == AGAIN else None
    if obstacle is not None:
        raise obstacle
    return found


def not_again(case: Case) -> Refused | None:
    """Why a decided and amended case cannot be decided again, or None (C8)."""
    decided = case.decision
    outcome = decided.made.outcome if decided is not None else ""
    over = ""
    if case.deployed:
        over = "The exemption is deployed"
    elif outcome == "withdrawn":
        over = "The customer has withdrawn the request"
    elif outcome == "decline" and decided is not None and decided.fact in case.told:
        over = "The decline is dispatched"
    if not over:
        return None
    return Refused(f"{over}: make it a linked request, or let it rest.", "C8", "how")
