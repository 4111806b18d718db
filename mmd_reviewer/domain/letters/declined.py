"""`declined`: Decline (contents list of section C)."""

from __future__ import annotations

from functools import partial

from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.decided import decision_promises, decision_told, owed_by
from mmd_reviewer.domain.letters.decision import decline_blocks
from mmd_reviewer.domain.letters.kind import DECISION, LetterKind, Writing

CODE = "declined"


def blocks(writing: Writing) -> list[Block]:
    """The body; the intro stands before it."""
    made = decision_told(writing)
    return decline_blocks(writing.as_decided, made, writing.edition, writing.words)


KIND = LetterKind(
    CODE,
    "Decline",
    required=("requirement", "proposal", "factor", "facts", "change", "new_request"),
    blocks=blocks,
    about=DECISION,
    names_edition=True,
    owed=partial(owed_by, CODE),
    promises=decision_promises,
)
