"""`appeal_received`: what was received, and that the schedule runs on (rule D8)."""

from __future__ import annotations

from collections.abc import Iterable

from mmd_reviewer.domain.appeal import Appeal
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.course_parts import (
    course_promises,
    cover_goes_on,
    intro,
    notices_to_come,
    still_has,
)
from mmd_reviewer.domain.letters.kind import LetterKind, Telling, Writing

CODE = "appeal_received"


def owed(case: Case) -> Iterable[Telling]:
    """All that came in an open appeal and was not told; its outcome tells it as well (C9)."""
    for place, one in enumerate(case.revocations):
        for appeal in one.appeals:
            untold = [row for row in appeal.sources if row.fact not in case.told]
            if untold and appeal.open:
                yield Telling(
                    CODE,
                    untold[-1].fact,
                    untold[0].day,
                    tuple(row.fact for row in untold),
                    effect="Not confirmed; the schedule runs on" if one.open else "Not confirmed",
                    settle=all(row.settle for row in untold),
                    place=place,
                )


def blocks(writing: Writing) -> list[Block]:
    """What was received, and what it means for the schedule."""
    words, one = writing.words, writing.one
    appeal = told_appeal(writing)
    if appeal is None or not appeal.open:
        raise Refused("No appeal is recorded that a letter could tell of.", "C3", "kind")
    found = [intro(writing), Block("heading", words("headings_notice.received"))]
    for raised in appeal.raised:
        came = words(f"appeal_received.came.{raised.grounds}", day=raised.received)
        found.append(Block("text", came))
        found.append(Block("text", raised.text, content="received", source="text"))
    assert one.dates is not None  # nobody appeals before the first notice
    text = words(
        f"appeal_received.{_schedule(writing, appeal)}",
        deadline=one.dates.deadline,
        which=still_has(writing),
    )
    found += [
        Block("heading", words("headings.next")),
        Block("text", text, content="schedule"),
        *(cover_goes_on(writing) if one.open else ()),
        *notices_to_come(writing),
        Block("text", words("appeal_received.next")),
    ]
    return found


def _schedule(writing: Writing, appeal: Appeal) -> str:
    """The sentence on the schedule: a deadline of which the customer knows another does not
    *remain*, and where every notice went out none *goes on*.
    """
    one = writing.one
    assert one.dates is not None  # as above
    if not one.open:
        return "over"
    if one.lapsed_on(writing.day):
        return "passed"
    if any(row.body.kind == "stay" and row.day >= appeal.received for row in one.retimings):
        return "stay"
    if one.told != one.dates.deadline:
        return "moved"
    return "runs_on" if one.pending() else "last"


def told_appeal(writing: Writing) -> Appeal | None:
    """The appeal that the letter tells of."""
    told = set(writing.telling.tells)
    for appeal in reversed(writing.one.appeals):
        names = {row.fact for row in appeal.sources}
        names |= {appeal.outcome.fact} if appeal.outcome is not None else set()
        if names & told:
            return appeal
    return None


KIND = LetterKind(
    CODE,
    "Appeal received",
    required=("received", "schedule"),
    blocks=blocks,
    says_what_holds=True,
    owed=owed,
    promises=course_promises,
)
