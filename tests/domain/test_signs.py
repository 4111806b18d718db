"""Signs that the letters' fonts lack: an equivalent that is named,
or their number by leave; no word is lost (C3).
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmd_reviewer.bootstrap import wordings
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.letter_facts import Block, LetterRecord
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.letters.signs import (
    equivalent,
    legible,
    said_of,
    texts,
    uncommon,
    written_out,
)
from tests.domain.letter_cases import of_blocks

LACKING = frozenset("≤→✓\u00ad\u200b\u200c\u200d\uf0b7☐中国\u202f①ﬁ🚢\ufe0e\ufe0f\U000e0100")
WORDS = wordings().standard("en")
LETTER = of_blocks(Block("text", "", source="proposal"), Block("signature", "End"))


def with_text(text: str) -> LetterRecord:
    return replace(LETTER, blocks=(replace(LETTER.blocks[0], text=text), *LETTER.blocks[1:]))


@pytest.mark.parametrize(
    ("text", "printed", "named"),
    [
        ("load ≤ 5", "load <= 5", "“<=” for less-than or equal to"),
        ("a → b", "a -> b", "“->” for rightwards arrow"),
        ("✓ tested", "[yes] tested", "“[yes]” for check mark"),
        ("☐ later", "[not ticked] later", "for ballot box"),
        ("\uf0b7 one\n\uf0b7 two", "• one\n• two", ""),
        ("sta\u00adtion, zero\u200bwidth", "station, zerowidth", ""),
        ("10\u202f000", "10 000", ""),
        ("① ﬁrst", "1 first", "“1” for circled digit one"),
    ],
)
def test_c3_a_known_sign_has_an_equivalent_that_the_letter_names(
    text: str, printed: str, named: str
) -> None:
    done = legible(with_text(text), LACKING, WORDS, leave=False)
    assert done.blocks[0].text == printed
    assert done.blocks[-1].kind == "signature"
    assert (named in as_text(done)) if named else len(done.blocks) == 2


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
@pytest.mark.parametrize("lacking", [frozenset(), frozenset("\x85\x0b\x0c")])
def test_c3_every_sign_that_ends_a_line_ends_one(end: str, lacking: frozenset[str]) -> None:
    """Fonts that have a glyph for it would draw it, and the line would go on."""
    letter = with_text(f"one{end}two")
    assert end in uncommon(text for _, text in texts(letter))
    done = legible(letter, lacking, WORDS, leave=False)
    assert done.blocks[0].text == "one\ntwo"
    assert len(done.blocks) == 2
    assert said_of(end, lacking) == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("✔\ufe0f done", "✔ done"),
        ("⚠\ufe0e risk", "⚠ risk"),
        ("1\ufe0f\u20e3 scan, #\u20e3", "1 scan, #"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_c3_what_chooses_the_look_of_a_sign_is_left_out_unasked(text: str, printed: str) -> None:
    done = legible(with_text(text), LACKING, WORDS, leave=False)
    assert done.blocks[0].text == printed
    assert len(done.blocks) == 2
    assert said_of(text, LACKING) == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("क्\u200dष, क्\u200cष", "क्\u200dष, क्\u200cष"),
        ("क्\u200d\u200cष", "क्\u200dष"),
        ("sta\u200ction", "station"),
        ("中\u200c国", "[U+4E2D][U+56FD]"),
        ("می\u200cخواهم، שרה\u200c", "می\u200cخواهم، שרה"),
    ],
)
def test_c3_what_joins_or_parts_letters_stays_where_it_has_a_meaning(
    text: str, printed: str
) -> None:
    done = legible(with_text(text), LACKING, WORDS, leave=True)
    assert done.blocks[0].text == printed


def test_c3_another_sign_is_written_out_with_the_reviewers_leave() -> None:
    letter = with_text("Plant 中国 and 🚢.")
    with pytest.raises(
        Refused,
        match=r"“中” \(U\+4E2D, cjk unified ideograph-4e2d\) in the proposal .* --write-out",
    ):
        legible(letter, LACKING, WORDS, leave=False)
    done = legible(letter, LACKING, WORDS, leave=True)
    assert done.blocks[0].text == "Plant [U+4E2D U+56FD] and [U+1F6A2]."
    assert "their numbers in the Unicode standard, such as [U+4E2D]" in as_text(done)
    assert written_out(done) == ("[U+4E2D U+56FD]", "proposal")
    assert written_out(letter) is None


@pytest.mark.parametrize(
    ("block", "field"),
    [
        (Block("text", "中", content="why conditions", source="why"), "why"),  # who is to change it
        (Block("text", "中", content="appeal"), "appeal"),
        (Block("text", "中"), "letter"),
        (Block("rows", rows=(("Kind", "中"),), content="incident"), "incident"),
    ],
)
def test_c3_the_refusal_names_the_field_of_the_sign(block: Block, field: str) -> None:
    """C3: the source of its words, else the content that it is, else the letter."""
    with pytest.raises(Refused, match=f"in the {field} cannot be printed") as refusal:
        legible(of_blocks(block), LACKING, WORDS, leave=False)
    assert (refusal.value.rule, refusal.value.field) == ("C3", field)


def test_c3_what_letters_will_do_is_said_before_the_decision() -> None:
    assert said_of("a≤→\u00ad中", LACKING) == (
        "Letters write ≤ as <=, → as ->. Letters cannot show 中: with your leave they write the "
        "numbers of the signs."
    )
    assert said_of("ab\u200b", LACKING) == ""


def test_c3_a_letter_whose_fonts_have_everything_stays_as_it_is() -> None:
    letter = with_text("Σωκράτης, Žižek, “quoted” – 5 × 3")
    assert legible(letter, frozenset(), WORDS, leave=False) is letter
    assert uncommon(text for _, text in texts(with_text("Plain, Zoë, 5 × 3"))) == ""
    assert set(uncommon(text for _, text in texts(letter))) >= set("Σž“–")


@pytest.mark.model
@given(st.text(st.sampled_from("ab ≤→✓\u00ad\u200b\uf0b7☐中国①ﬁ🚢[]U+"), max_size=30))
def test_c3_no_sign_that_is_lacking_is_left_and_no_other_is_lost(text: str) -> None:
    done = legible(with_text(text), LACKING, WORDS, leave=True).blocks[0].text
    assert not set(done) & LACKING
    for sign in text:
        other = sign if sign not in LACKING else equivalent(sign, LACKING)
        assert (other if other is not None else f"U+{ord(sign):04X}") in done
