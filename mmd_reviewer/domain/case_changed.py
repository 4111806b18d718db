"""A case with some of its letters or revocations changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mmd_reviewer.domain.case import Case, Letter
from mmd_reviewer.domain.revocation import Revocation


def with_letter(case: Case, number: str, change: Callable[[Letter], Letter]) -> Case:
    """The case with one of its letters changed."""
    letters = tuple(
        change(letter) if letter.record.number == number else letter for letter in case.letters
    )
    return replace(case, letters=letters)


def with_void(case: Case, is_void: Callable[[Letter], bool]) -> Case:
    """The case in which these letters are void too: readable, never dispatched (C2)."""
    letters = tuple(replace(row, void=True) if is_void(row) else row for row in case.letters)
    return replace(case, letters=letters)


def with_revocation(case: Case, place: int, one: Revocation) -> Case:
    """The case with another revocation in this place."""
    return replace(
        case, revocations=(*case.revocations[:place], one, *case.revocations[place + 1 :])
    )


def with_newest(case: Case, change: Callable[[Revocation], Revocation]) -> Case:
    """The case with its newest revocation changed."""
    return replace(case, revocations=(*case.revocations[:-1], change(case.revocations[-1])))
