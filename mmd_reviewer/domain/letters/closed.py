"""`closed`: no answer came to a return (contents list of section C, rule C1)."""

from __future__ import annotations

from functools import partial

from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.decided import decision_promises, decision_told, owed_by
from mmd_reviewer.domain.letters.decision import closed_blocks
from mmd_reviewer.domain.letters.kind import DECISION, LetterKind, Writing

CODE = "closed"


def blocks(writing: Writing) -> list[Block]:
    """The body; the intro stands before it."""
    decision_told(writing)
    return closed_blocks(writing.as_decided, writing.edition, writing.words)


KIND = LetterKind(
    CODE,
    "Closed unanswered",
    required=("no_answer", "missing", "reopens"),
    blocks=blocks,
    about=DECISION,
    owed=partial(owed_by, CODE),
    promises=decision_promises,
)
