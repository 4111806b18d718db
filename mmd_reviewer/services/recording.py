"""How a deed becomes facts that follow one another, and what is said where they were not stored."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deed import Change, Written
from mmd_reviewer.domain.desk_set_fold import settings_of
from mmd_reviewer.domain.edition_days import edition_days
from mmd_reviewer.domain.errors import UNSURE, StoreError, without_nothing
from mmd_reviewer.domain.fact import Author, Body, Fact, write_fact
from mmd_reviewer.domain.seen import Seen
from mmd_reviewer.services.moment import Moment
from mmd_reviewer.services.ports import Store


def as_it_stands(facts: Iterable[Fact], desk_facts: Sequence[Fact], day: date) -> Case:
    """A case on a day, by the editions (B8) and settings that the desk's facts know."""
    rules = settings_of(desk_facts).rules
    return replace(fold(facts, edition_days(desk_facts), rules), as_of=day)


def after_change(change: Change, now: Moment) -> Case:
    """The case as a change leaves it."""
    return as_it_stands(
        (*change.seen, *(row.fact for row in change.written)), now.desk_facts, now.day
    )


def new_deed() -> str:
    """A name for a deed that no other has."""
    return secrets.token_hex(8)


def chain(
    key: str, heads: Sequence[str], deed: str, author: Author, bodies: Sequence[Body]
) -> tuple[Written, ...]:
    """Facts that follow one another, the first of them following `heads`."""
    written = []
    for body in bodies:
        fact, content = write_fact(key, heads, deed, author, body)
        written.append(Written(fact, content))
        heads = (fact.id,)
    return tuple(written)


def in_doubt(store: Store, changes: Sequence[Change], error: StoreError) -> StoreError:
    """A commit whose last step failed may stand all the same:
    the store itself is asked which it is.
    """
    change, words = changes[0], without_nothing(error).removesuffix(UNSURE)
    try:
        stored = {fact.id for fact in store.facts(change.written[0].fact.case)}
    except StoreError:
        return StoreError(words + UNSURE)
    if change.written[-1].fact.id not in stored:
        return error
    return StoreError(f"{words} The deed is recorded all the same.")


def tell_who_was_first(
    store: Store, seen: Seen, acts: Iterable[tuple[Case, Sequence[Body]]], now: Moment
) -> None:
    """The loser of a race is told who did what and when,
    and both values, as if it had been seen before.
    """
    for case, bodies in acts:
        stored = store.facts(case.key)
        newest = as_it_stands(stored, now.desk_facts, now.day) if stored else case
        known = {fact.id for fact in case.facts}
        newer = [fact for fact in newest.facts if fact.id not in known]
        if newer:
            change = Change(
                newest.facts, chain(case.key, newest.heads, new_deed(), now.author, bodies)
            )
            raise seen.changed(newest, len(case.facts), newer, partial(after_change, change, now))
