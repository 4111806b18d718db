"""What a letter says otherwise than the one that it replaces, paragraph by paragraph (C2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from mmd_reviewer.domain.amendment import Part, word_by_word
from mmd_reviewer.domain.letter_facts import LetterRecord


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a row, and the heading that it stands under; "" before the first."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """Where it stands, and its words in both letters, what differs marked; () where it is not."""

    heading: str
    before: tuple[Part, ...]
    after: tuple[Part, ...]


def changes(before: LetterRecord, after: LetterRecord) -> tuple[ChangedParagraph, ...]:
    """The paragraphs that differ, in the order of the newer letter."""
    old, new = [*_paragraphs(before)], [*_paragraphs(after)]
    found: list[ChangedParagraph] = []
    for kind, start, end, there, till in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            gone, come = old[start:end], new[there:till]
            found += _paired(gone, come)
    return tuple(found)


def _paired(gone: list[Paragraph], come: list[Paragraph]) -> Iterator[ChangedParagraph]:
    for place in range(max(len(gone), len(come))):
        one = gone[place] if place < len(gone) else None
        other = come[place] if place < len(come) else None
        before, after = word_by_word(one.text if one else "", other.text if other else "")
        where = other or one
        yield ChangedParagraph(where.heading if where else "", before, after)


def _paragraphs(record: LetterRecord) -> Iterator[Paragraph]:
    yield Paragraph("Addressee", "\n".join(record.addressee))
    yield Paragraph("Title", record.title)
    heading = ""
    for block in record.blocks:
        if block.kind == "heading":
            heading = block.text
        elif block.text:
            yield Paragraph(heading, block.text)
        for row in block.rows:
            yield Paragraph(heading, ": ".join(row))
