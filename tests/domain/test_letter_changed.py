"""What a letter says otherwise than the one that it replaces, paragraph by paragraph (C2)."""

from dataclasses import replace

import pytest

from mmd_reviewer.domain.amendment import Part
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.changed import ChangedParagraph, changes
from tests.domain.letter_cases import of_blocks

BLOCKS = (
    Block("text", "Dear Jana Hofer,"),
    Block("heading", "Your request"),
    Block("rows", rows=(("Proposal", "Deploy Cisco AnyConnect"), ("Timeline", "24 months"))),
    Block("heading", "Decision"),
    Block("text", "It is approved."),
)
LETTER = of_blocks(*BLOCKS)


def with_block(place: int, *blocks: Block) -> LetterRecord:
    return replace(LETTER, blocks=(*BLOCKS[:place], *blocks, *BLOCKS[place + 1 :]))


def marked(parts: tuple[Part, ...]) -> str:
    """The words, in brackets what stands only in this letter."""
    return "".join(f"[{part.text}]" if part.changed else part.text for part in parts)


def told(row: ChangedParagraph) -> tuple[str, str, str]:
    return row.heading, marked(row.before), marked(row.after)


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        (replace(LETTER, number="A-0001-L2", replaces="A-0001-L1"), []),
        (
            replace(LETTER, addressee=("Fabrikam", "Jana Huber")),
            [("Addressee", "Fabrikam\nJana [Hofer]", "Fabrikam\nJana [Huber]")],
        ),
        (
            with_block(2, Block("rows", rows=(BLOCKS[2].rows[0], ("Timeline", "12 months")))),
            [("Your request", "Timeline: [24 ]months", "Timeline: [12 ]months")],
        ),
        (
            with_block(4, BLOCKS[4], Block("text", "It can be revoked.")),
            [("Decision", "", "[It can be revoked.]")],
        ),
        (with_block(0), [("", "[Dear Jana Hofer,]", "")]),
    ],
    ids=["nothing", "addressee", "row", "added", "left out"],
)
def test_c2_what_a_correction_says_otherwise_is_told_paragraph_by_paragraph(
    after: LetterRecord, wanted: list[tuple[str, str, str]]
) -> None:
    """C2: under the heading it stands under; the number alone is no other word."""
    assert [told(row) for row in changes(LETTER, after)] == wanted
