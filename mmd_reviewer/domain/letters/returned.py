"""`returned`: Return for details (contents list of section C)."""

from __future__ import annotations

from functools import partial

from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.decided import decision_promises, decision_told, owed_by
from mmd_reviewer.domain.letters.decision import return_blocks
from mmd_reviewer.domain.letters.kind import DECISION, LetterKind, Writing

CODE = "returned"


def blocks(writing: Writing) -> list[Block]:
    """The body; the intro stands before it."""
    made = decision_told(writing)
    return return_blocks(writing.as_decided, made, writing.edition, writing.words)


KIND = LetterKind(
    CODE,
    "Return for details",
    required=("details_needed",),
    blocks=blocks,
    about=DECISION,
    owed=partial(owed_by, CODE),
    promises=decision_promises,
    variant=lambda writing: "" if decision_told(writing).missing else "_question",
)
