"""The blocks of a letter as strips: air, looks, widths, and what goes on to the next page whole."""

from dataclasses import replace

import pytest

from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.flow import Strip
from mmd_reviewer.pdf.letter_pdf import (
    INDENT,
    LABEL,
    LONGEST_KEPT_TOGETHER,
    NOTE,
    SOME_LINES,
    WIDEST_LABEL,
    _Story,
    draw_letter,
)
from mmd_reviewer.pdf.rows import GAP
from mmd_reviewer.pdf.structure import Node
from tests.pdf.drawn import FONTS
from tests.pdf.printed import letters

FACES = Faces(FONTS)
FRAME = s.frame("A4")
SIGNED = Block(
    "signature", "Contact us.", (("Ines Moreau",), ("Exemption review",)), source="sender"
)
WORDS = "The planners of both plants need the warehouse program at home. "


def record(*blocks: Block, **given: object) -> LetterRecord:
    bare = replace(letters()["approved"], title="A title", addressee=("Contoso",), blocks=blocks)
    return replace(bare, **given)  # type: ignore[arg-type]


def told(*blocks: Block, **given: object) -> tuple[list[Strip], Node]:
    """Strips of the blocks, behind those of the addressee and the title, and their elements."""
    root = Node("Document")
    story = _Story(record(*blocks, **given), FACES, FRAME, root)
    strips = story.strips()
    first = next((n for n, strip in enumerate(strips) if strip.source == "title"), 0) + 1
    root.below = root.below[2:]
    return strips[first:], root


def said(strips: list[Strip]) -> list[str]:
    return [" | ".join(mark.line.text for mark in strip.marks) for strip in strips]


def test_a_letter_begins_with_its_addressee_and_title() -> None:
    root = Node("Document")
    strips = _Story(record(addressee=("Contoso", "Main Street 1")), FACES, FRAME, root).strips()
    assert said(strips) == ["Contoso", "Main Street 1", "A title"]
    assert [strip.source for strip in strips] == ["addressee", "addressee", "title"]
    assert [node.tag for node in root.below] == ["P", "P", "H1"]
    assert strips[-1].before == 10
    assert strips[-1].marks[0].look == s.TITLE


@pytest.mark.parametrize(
    ("block", "tag", "look", "before"),
    [
        (Block("text", "Words."), "P", s.BODY, 9),
        (Block("heading", "Reason"), "H2", s.HEADING, 9),
    ],
)
def test_paragraphs_and_headings_have_their_looks(
    block: Block, tag: str, look: object, before: float
) -> None:
    (strip,), root = told(block)
    assert [node.tag for node in root.below] == [tag]
    assert strip.marks[0].look == look
    assert strip.before == before


def test_the_larger_air_of_two_blocks_holds_between_them() -> None:
    """9 below the title, 5 below a paragraph, 9 above a heading and 2 below it."""
    strips, _ = told(
        Block("text", "One."), Block("text", "Two."), Block("heading", "H"), Block("text", "T")
    )
    assert [strip.before for strip in strips] == [9, 5, 9, 2]


def test_an_empty_block_takes_no_room_and_no_air() -> None:
    strips, root = told(Block("text", "One."), Block("text", ""), Block("text", "Two."))
    assert said(strips) == ["One.", "Two."]
    assert [strip.before for strip in strips] == [9, 5]
    assert len(root.below) == 2


def test_blocks_carry_the_field_in_which_they_are_changed() -> None:
    strips, _ = told(
        Block("text", "Own words", source="reason"),
        Block("rows", rows=(("Case", "A-0001"),), source="period"),
        Block("list", "Points:", (("one",), ("two",)), source="conditions"),
        Block("text", "fixed"),
    )
    assert [strip.source for strip in strips] == ["reason", "period", *["conditions"] * 3, ""]


def test_points_of_a_list_have_a_dash_and_are_set_in() -> None:
    strips, root = told(Block("list", "These hold:", (("one",), ("two",), ("three",))))
    assert said(strips) == ["These hold:", "– | one", "– | two", "– | three"]
    dash, words = strips[1].marks
    assert (dash.x, words.x) == (1, INDENT)
    assert dash.base == words.base
    first, listed = root.below
    assert (first.tag, listed.tag) == ("P", "L")
    assert [[part.tag for part in item.below] for item in listed.below] == [["Lbl", "LBody"]] * 3
    assert [strip.before for strip in strips] == [9, 5, 3, 3]


def test_a_list_without_words_above_it_is_its_points() -> None:
    strips, root = told(Block("list", "", (("one",), ("two",))))
    assert said(strips) == ["– | one", "– | two"]
    assert not strips[0].joined
    assert [node.tag for node in root.below] == ["L"]


def test_a_list_without_points_is_its_words() -> None:
    strips, root = told(Block("list", "Nothing holds."))
    assert said(strips) == ["Nothing holds."]
    assert [node.tag for node in root.below] == ["P"]


def test_what_announces_and_what_is_announced_stay_together() -> None:
    for before in (Block("heading", "Reason"), Block("text", "These devices lose cover:")):
        strips, _ = told(before, Block("text", "One."), Block("text", "Two."))
        assert [strip.joined for strip in strips] == [False, True, False]
    plain, _ = told(Block("text", "These."), Block("text", "One."))
    assert not any(strip.joined for strip in plain)


def test_a_signature_is_one_piece_with_air_above_the_name() -> None:
    strips, root = told(SIGNED)
    assert said(strips) == ["Contact us.", "Ines Moreau", "Exemption review"]
    assert [strip.before for strip in strips] == [9, 12, 0]
    assert [strip.joined for strip in strips[1:]] == [True, True]
    assert [strip.marks[0].look for strip in strips] == [s.BODY, s.SIGNATURE, s.LABEL]
    assert {strip.source for strip in strips} == {"sender"}
    assert [node.tag for node in root.below] == ["P", "P", "P"]


def kept(*blocks: Block) -> list[bool]:
    """Which blocks begin with a strip that no page ends before."""
    strips, _ = told(*blocks)
    begins: list[bool] = []
    texts = [block.text for block in blocks]
    for strip in strips:
        line = strip.marks[0].line.text
        if any(text.startswith(line) and line for text in texts):
            begins.append(strip.joined)
    return begins


def test_a_short_last_section_goes_on_to_the_next_page_as_one() -> None:
    blocks = (Block("text", "Before."), Block("heading", "Appeal"), Block("text", "How."), SIGNED)
    assert kept(*blocks) == [False, False, True, True]


def test_of_a_long_last_section_only_the_end_stays_with_the_signature() -> None:
    long = WORDS * (LONGEST_KEPT_TOGETHER // len(WORDS) + 1)
    strips, _ = told(Block("heading", "Appeal"), Block("text", long), SIGNED)
    signature = [strip for strip in strips if strip.source == "sender"]
    assert all(strip.joined for strip in signature)
    text = [strip for strip in strips if strip.source == "" and strip.marks[0].look == s.BODY]
    assert not all(strip.joined for strip in text)


def test_a_short_paragraph_above_a_signature_takes_the_one_above_it_along() -> None:
    long = WORDS * (LONGEST_KEPT_TOGETHER // len(WORDS) + 1)
    short = "Yours."
    assert len(short) <= SOME_LINES < len(long)
    strips, _ = told(Block("heading", "Appeal"), Block("text", long), Block("text", short), SIGNED)
    (one,) = (strip for strip in strips if said([strip]) == [short])
    assert one.joined
    lone, _ = told(Block("heading", "Appeal"), Block("text", long), Block("text", long), SIGNED)
    firsts = [strip for strip in lone if strip.before == 5]
    assert [strip.joined for strip in firsts] == [False, False] or not all(
        strip.joined for strip in firsts
    )


def test_a_signature_is_not_divided_in_a_letter_without_headings_either() -> None:
    long = WORDS * (LONGEST_KEPT_TOGETHER // len(WORDS) + 1)
    strips, _ = told(Block("text", long), SIGNED)
    assert [strip.joined for strip in strips if strip.source == "sender"] == [True] * 3
    assert not all(strip.joined for strip in strips)


def test_a_letter_without_a_signature_keeps_nothing_together() -> None:
    strips, _ = told(Block("text", "One."), Block("text", "Two."))
    assert [strip.joined for strip in strips] == [False, False]


def test_what_comes_behind_the_signature_is_free() -> None:
    table = Block("table", rows=(("Serial number", "Model", "Name"), ("S1", "T14", "PC")))
    strips, _ = told(Block("text", "One."), SIGNED, Block("heading", "Annex"), table)
    annex = next(strip for strip in strips if said([strip]) == ["Annex"])
    assert not annex.joined


@pytest.mark.parametrize(
    ("label", "width"),
    [
        ("Case", LABEL),
        ("Erneut zugestellt bis spätestens am", None),
        ("W" * 60, WIDEST_LABEL),
    ],
)
def test_labels_have_the_room_that_the_longest_needs(label: str, width: float | None) -> None:
    strips, _ = told(Block("rows", rows=((label, "value"), ("Case", "A-0001"))))
    value = strips[0].marks[-1]
    if width is None:
        wide = strips[0].marks[0].line.width * s.LABEL.size / 1000
        assert value.x == pytest.approx(wide + GAP + 1)
        assert LABEL < value.x < WIDEST_LABEL
    else:
        assert value.x == pytest.approx(width)
    assert {strip.marks[-1].x for strip in strips if len(strip.marks) == 2} == {value.x}


def test_all_tables_of_a_letter_are_in_line() -> None:
    strips, _ = told(
        Block("rows", rows=(("Case", "A-0001"),)),
        Block("rows", rows=(("Erneut zugestellt bis spätestens am", "value"),)),
    )
    assert strips[0].marks[1].x == strips[1].marks[1].x


def test_rows_of_three_have_a_narrow_note_at_the_right() -> None:
    strips, _ = told(Block("rows", rows=(("First notice", "Monday 23 November 2026", "day 0"),)))
    assert [mark.x for mark in strips[0].marks] == [
        0,
        pytest.approx(WIDEST_LABEL),
        pytest.approx(FRAME.width - NOTE),
    ]


def test_devices_fill_the_width_in_three_columns() -> None:
    table = Block("table", rows=(("Serial number", "Model", "Name"), ("S1", "T14", "PC")))
    strips, root = told(table)
    assert [mark.x / FRAME.width for mark in strips[0].marks] == pytest.approx([0, 0.22, 0.68])
    assert [node.tag for node in root.below] == ["Table"]
    assert strips[0].before == 9


@pytest.mark.parametrize(("language", "spoken"), [("fr-FR", "fr-FR"), ("en-GB", ""), ("", "")])
def test_a_block_in_another_language_says_so(language: str, spoken: str) -> None:
    blocks = (
        Block("text", "Bonjour", language=language),
        Block("rows", rows=(("a", "b"),), language=language),
        Block("list", "x", (("un",),), language=language),
    )
    _, root = told(*blocks)
    assert [node.language for node in root.below] == [spoken] * 4


def test_where_each_block_stands_is_told_for_the_preview() -> None:
    drawn = draw_letter(
        record(Block("text", "Own words", source="reason"), Block("text", "fixed"), SIGNED), FONTS
    )
    assert [place.source for place in drawn.places] == [
        "addressee",
        "title",
        "reason",
        "sender",  # what is above the air over the name
        "sender",
    ]
    for place in drawn.places:
        assert place.page == 0
        assert place.left == pytest.approx(s.LEFT)
        assert place.right == pytest.approx(s.A4[0] - s.RIGHT)
        assert place.top > place.bottom
    tops = [place.top for place in drawn.places]
    assert tops == sorted(tops, reverse=True)


def test_a_block_over_two_pages_has_a_place_on_each() -> None:
    drawn = draw_letter(record(Block("text", WORDS * 80, source="reason"), SIGNED), FONTS)
    assert drawn.pages == 2
    assert [place.page for place in drawn.places if place.source == "reason"] == [0, 1]
