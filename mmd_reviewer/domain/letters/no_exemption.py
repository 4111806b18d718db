"""`no_exemption`: No exemption needed (contents list of section C)."""

from __future__ import annotations

from functools import partial

from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.decided import decision_promises, decision_told, owed_by
from mmd_reviewer.domain.letters.decision import route_blocks
from mmd_reviewer.domain.letters.kind import DECISION, LetterKind, Writing

CODE = "no_exemption"


def blocks(writing: Writing) -> list[Block]:
    """The body; the intro stands before it."""
    made = decision_told(writing)
    return route_blocks(made, writing.edition, writing.words)


KIND = LetterKind(
    CODE,
    "No exemption needed",
    required=("route",),
    blocks=blocks,
    about=DECISION,
    owed=partial(owed_by, CODE),
    promises=decision_promises,
)
