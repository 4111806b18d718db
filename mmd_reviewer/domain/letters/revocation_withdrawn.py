"""`revocation_withdrawn`: the revocation is taken back, and what holds again (rule D8)."""

from __future__ import annotations

from collections.abc import Iterable

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import RevocationWithdrawn
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.course_parts import cover_goes_on, gap_text, intro
from mmd_reviewer.domain.letters.devices import denied_elsewhere, device_table, said_of_others
from mmd_reviewer.domain.letters.kind import LetterKind, Promises, Telling, Writing
from mmd_reviewer.domain.revocation import ENDED_WITHDRAWN, Revocation

CODE = "revocation_withdrawn"


def by_appeal(one: Revocation) -> bool:
    """Did an appeal's outcome end it? Then that outcome's letter tells it."""
    ended = one.end.fact if one.end is not None else ""
    return any(row.outcome is not None and row.outcome.fact == ended for row in one.appeals)


def owed(case: Case) -> Iterable[Telling]:
    """Each withdrawal of a revocation that the customer had been notified of (C9)."""
    for place, one in enumerate(case.revocations):
        ended = one.end
        if ended is None or one.how_ended != ENDED_WITHDRAWN or not one.notified:
            continue
        if not by_appeal(one) and ended.fact not in case.told:
            yield Telling(
                CODE,
                ended.fact,
                ended.day,
                (ended.fact,),
                effect="Holds already; not told",
                settle=ended.settle,
                place=place,
            )


def blocks(writing: Writing) -> list[Block]:
    """Reason, effect, terms."""
    words, one, case = writing.words, writing.one, writing.case
    fact = next((row for row in case.counting if one.end and row.id == one.end.fact), None)
    if fact is None or not isinstance(fact.body, RevocationWithdrawn) or not one.notified:
        raise Refused(
            "No revocation was withdrawn that the customer had been notified of.", "C3", "kind"
        )
    return [
        intro(writing),
        Block("heading", words("headings.why")),
        Block("text", fact.body.reason, content="reason", source="reason"),
        Block("heading", words("headings_notice.effect")),
        *in_force_again(writing, fact.body.terms),
    ]


def in_force_again(writing: Writing, terms: str) -> list[Block]:
    """What holds after a withdrawal: in force or not,
    the gap, the last day, terms, other exemptions.
    """
    words, case, one = writing.words, writing.case, writing.one
    made = case.holding.made if case.holding else None
    until = made.until if made is not None else None
    ended = until is not None and until < writing.day
    carrying = case.carrying(writing.day)
    nowhere = bool(case.spans) and not carrying
    again = "revocation_withdrawn.effect_terms" if terms else "revocation_withdrawn.effect"
    effect = words("revocation_withdrawn.over" if ended or nowhere else again)
    newer = next(
        (row.dates for row in case.revocations[case.revocations.index(one) + 1 :] if row.dates),
        None,
    )
    if newer is not None:
        effect = words("revocation_withdrawn.newer", first=newer.first)
    found = [Block("text", effect, content="effect")]
    if nowhere:
        found.append(Block("text", words("revocation_withdrawn.removed")))
    found += [gap_text(writing, gap) for gap in one.lapses]
    found += cover_goes_on(writing, "revocation_withdrawn.cover")
    if until is not None:
        name = "revocation_withdrawn.ended" if ended else "revocation_withdrawn.until"
        found.append(Block("text", words(name, until=until)))
    remarks = denied_elsewhere(writing, carrying)
    found += said_of_others(writing, remarks)
    found.append(Block("heading", words("headings.terms")))
    no_terms = words("revocation_withdrawn.no_terms")
    found.append(Block("text", terms or no_terms, content="terms", source="terms"))
    if said_of_others(writing, remarks):
        denied = [row for row in carrying if row.key in remarks and not row.in_test_group]
        found.append(Block("heading", words("headings_notice.elsewhere")))
        found.append(device_table(denied, words, remarks))
    return found


def promises(writing: Writing) -> Promises:
    """No deadline runs any more; where it is revoked anew,
    that course was told by its own notice.
    """
    later = writing.case.revocations[writing.case.revocations.index(writing.one) + 1 :]
    return () if any(row.dates is not None for row in later) else (("revocation", "withdrawn"),)


KIND = LetterKind(
    CODE,
    "Revocation withdrawn",
    required=("reason", "effect", "terms"),
    blocks=blocks,
    says_what_holds=True,
    owed=owed,
    promises=promises,
)
