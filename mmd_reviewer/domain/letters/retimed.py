"""`retimed`: the deadline is another one (rules C9, D3, D7, D11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_changed import with_revocation
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.course_parts import (
    DeadlineChange,
    change_blocks,
    change_of,
    changes_of,
    course_promises,
    cover_goes_on,
    intro,
    notices_to_come,
    standing_rules,
    still_has,
)
from mmd_reviewer.domain.letters.kind import LetterKind, Promises, Telling, Writing
from mmd_reviewer.domain.period import add_days, count
from mmd_reviewer.domain.revocation import Retiming, Revocation
from mmd_reviewer.domain.revocation_changed import retimed

CODE = "retimed"


def owed(case: Case) -> Iterable[Telling]:
    """All changes that were not told, by one letter; it names as old what the customer knows (C9).

    A shortening waits for the letter, and lapses when the old deadline comes first. Of a revocation
    that is over no deadline is told: it runs no more.
    """
    for place, one in enumerate(case.revocations):
        if one.dates is None or not one.open:
            continue
        untold = [row for row in changes_of(one) if row.fact not in case.told]
        lapsed = None
        if one.shortening is not None and one.shortening in untold:
            yield _shortened(one, one.shortening, tuple(row.fact for row in untold), place)
            untold = [row for row in untold if row is not one.shortening]
            lapsed = one.dates.deadline  # what is left is told by itself from then on
        if untold:
            effect = f"Holds already; told {one.told}"
            if one.told == one.dates.deadline:  # by a letter that says nothing of the change
                effect = "Holds already; its day is told, the change is not"
            yield Telling(
                CODE,
                untold[-1].fact,
                untold[0].source.day,
                tuple(row.fact for row in untold),
                effect=effect,
                settle=all(row.source.settle for row in untold),
                place=place,
                begins=lapsed,
            )


def _shortened(one: Revocation, waiting: Retiming, facts: tuple[str, ...], place: int) -> Telling:
    assert one.dates is not None  # without a first notice it tells the deadline itself
    deadline = one.dates.deadline
    return Telling(
        CODE,
        waiting.fact,
        waiting.day,
        facts,
        until=deadline,
        waits=True,
        effect=f"Does not hold: the deadline of {deadline} does",
        place=place,
    )


def blocks(writing: Writing) -> list[Block]:
    """Old and new deadline, reasons, the notices to come."""
    one = writing.one
    change = change_of(one, writing.telling.tells)
    if change is None or one.dates is None:
        raise Refused(
            "No change of the deadline is recorded that a letter could tell of.", "C3", "kind"
        )
    check_days_left(one, writing)
    after = _with_deadline(writing, change.new)
    return [
        intro(writing),
        Block("heading", writing.words("headings_notice.deadline")),
        Block("text", _what_it_means(writing, change)),
        *change_blocks(writing, change),
        *cover_goes_on(writing),
        *notices_to_come(after),
        *standing_rules(writing),
    ]


def _what_it_means(writing: Writing, change: DeadlineChange) -> str:
    """More time, less, or the time that was told;
    on the new deadline's own day and later it is over.
    """
    if change.new == change.old:
        return writing.words("retimed.same")
    if change.new < change.old:
        return writing.words("retimed.shortened")
    if writing.day < change.new:
        return writing.words("retimed.lengthened")
    return writing.words("retimed.over", new=change.new, which=still_has(writing))


def check_days_left(one: Revocation, writing: Writing) -> None:
    """A letter that shortens leaves eight days from the day that it bears (D7)."""
    waiting = one.shortening
    if waiting is None or waiting.fact not in writing.telling.tells:
        return
    earliest = add_days(writing.day, one.plan.shortest)
    if waiting.body.new < earliest:
        raise Refused(
            f"Dated {writing.day}, the deadline of {waiting.body.new} leaves fewer than "
            f"{count(one.plan.shortest, 'day')}: "
            f"change the deadline again, to {earliest} or later.",
            "D7",
            "deadline",
        )


def _with_deadline(writing: Writing, deadline: date) -> Writing:
    """The same letter as if the deadline it names held: its notices to come follow from that."""
    one, case = writing.one, writing.case
    place = writing.telling.place % len(case.revocations)
    if one.dates is not None and one.dates.deadline == deadline:
        return writing
    return replace(writing, case=with_revocation(case, place, retimed(one, deadline)))


def promises(writing: Writing) -> Promises:
    """The new deadline and the notices that lead to it."""
    change = change_of(writing.one, writing.telling.tells)
    return course_promises(_with_deadline(writing, change.new)) if change is not None else ()


KIND = LetterKind(
    CODE,
    "Change of the deadline",
    required=("old_deadline", "new_deadline", "reason", "incident"),
    blocks=blocks,
    owed=owed,
    promises=promises,
)
