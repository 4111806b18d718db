"""`acknowledgement`: how the request was understood and what happens next;
never owed (section C).
"""

from __future__ import annotations

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block
from mmd_reviewer.domain.letters.decision import types_block
from mmd_reviewer.domain.letters.edition import changes
from mmd_reviewer.domain.letters.edition import promises as edition_promises
from mmd_reviewer.domain.letters.kind import REQUEST, LetterKind, Writing
from mmd_reviewer.domain.letters.words import timeline_cell

CODE = "acknowledgement"


def blocks(writing: Writing) -> list[Block]:
    """The four details as understood, what is missing, what happens next."""
    case, words, request = writing.case, writing.words, writing.case.newest
    if case.decision is not None and not case.reopened:
        raise Refused("The case is decided: its letter is that of the decision.", "C3", "kind")
    nothing = words("common.not_stated")
    edition = writing.edition.in_language(words.language)
    wish, type_name = request.timeline, edition.type_name(request.type)
    rows = [
        (words("labels.type"), type_name if request.type else request.type_words or nothing),
        (words("labels.timeline"), timeline_cell(words, wish) if wish.given else nothing),
    ]
    said = wish.text.strip()
    if said and said.casefold() != wish.in_short().casefold():
        rows.append((words("labels.words"), said))
    names = tuple(words(f"details.{name}") for name in case.missing)
    lacking = words("acknowledgement.nothing_missing")
    if names:
        lacking = words("acknowledgement.missing", names=names, count=len(names))
    factors = len(writing.edition.factors)
    coming = []
    if writing.news is not None:
        coming = [Block("heading", words("edition.title")), *changes(writing.news, words)]
    return [
        Block("heading", words("headings.request")),
        Block("rows", rows=tuple(rows), content="timeline", source="timeline"),
        Block("heading", words("headings.requirement")),
        Block("text", request.requirement or nothing, content="requirement", source="requirement"),
        Block("heading", words("headings.proposal")),
        Block("text", request.proposal or nothing, content="proposal", source="proposal"),
        Block("heading", words("headings.missing")),
        Block("text", lacking, content="missing"),
        *([types_block(writing.edition, words)] if "type" in case.missing else ()),
        Block("heading", words("headings.next")),
        Block("text", words("acknowledgement.next", factors=factors), content="next"),
        *coming,
    ]


KIND = LetterKind(
    CODE,
    "Acknowledgement",
    required=("requirement", "proposal", "timeline", "missing", "next"),
    blocks=blocks,
    promises=edition_promises,
    about=REQUEST,
)
