"""Text as lines of a width: what stays together, where a hyphen stands, what is kept as typed."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer.pdf.faces import EM, Faces
from mmd_reviewer.pdf.setting import Hyphens, fitted, one_line, set_lines
from mmd_reviewer.pdf.shaping import HYPHEN, SOFT_HYPHEN, Line, at_line_end, hyphen, word
from tests.pdf.drawn import FONTS

FACES = Faces(FONTS)
ENGLISH, GERMAN, FRENCH = Hyphens("en-GB"), Hyphens("de-DE", capitals=True), Hyphens("fr-FR")


def lines(text: str, width: int, hyphens: Hyphens | None = None, strong: bool = False) -> list[str]:
    return [line.text for line in set_lines(FACES, text, width, strong, hyphens)]


def drawn(line: Line) -> str:
    """What a reader of the file finds on a line."""
    return "".join(glyph.said for item in line.words for run in item.runs for glyph in run.glyphs)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("one two", ["one two"]),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\rthree", ["one", "two", "three"]),
        ("one\n\ntwo", ["one", "", "two"]),
        ("", [""]),
        ("\n", ["", ""]),
        ("one   two", ["one two"]),
        ("one\ttwo", ["one two"]),
        (" one ", ["one"]),
        ("   ", [""]),
    ],
)
def test_own_line_ends_are_kept_and_blanks_are_one(text: str, made: list[str]) -> None:
    assert lines(text, 100_000) == made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\ntwo", "one two"),
        ("one\r\n\r\ntwo", "one two"),
        ("a\u0301", "á"),
        ("", ""),
        ("x" * 500, "x" * 500),
    ],
)
def test_one_line_is_one_however_wide(text: str, said: str) -> None:
    assert one_line(FACES, text).text == said


def test_a_line_is_as_wide_as_its_words_and_the_blanks_between() -> None:
    blank = word(FACES, " ").width
    parts = [word(FACES, part).width for part in ("Contoso", "needs", "VPN")]
    assert one_line(FACES, "Contoso needs VPN").width == sum(parts) + 2 * blank
    strong = one_line(FACES, "Contoso needs VPN", True)
    assert strong.width > one_line(FACES, "Contoso needs VPN").width


def test_a_line_breaks_before_the_word_that_does_not_fit() -> None:
    whole = one_line(FACES, "one two").width
    assert lines("one two three", whole) == ["one two", "three"]
    assert lines("one two three", whole - 1) == ["one", "two", "three"]
    assert lines("one two a", whole - 1) == ["one", "two a"]


@pytest.mark.parametrize(
    "text",
    [
        "12\u00a0000 devices",
        "Mr\u00a0Müller",
        "5\u202f%",
    ],
)
def test_what_a_blank_without_break_joins_stays_together(text: str) -> None:
    first = text.split(" ")[0]
    width = one_line(FACES, first).width
    assert lines(text, width)[0] == first


@pytest.mark.parametrize(
    ("text", "hyphens", "first"),
    [
        ("documentation", ENGLISH, "docu"),
        ("Documentation", ENGLISH, ""),
        ("Documentation", Hyphens("en-GB", capitals=True), "Docu"),
        ("Lagerverwaltungssoftware", GERMAN, "Lager"),
        ("LagerVerwaltung", GERMAN, ""),
        ("documentation2", ENGLISH, ""),
        ("www.documentation.com", ENGLISH, ""),
        ("documentation@contoso.com", ENGLISH, ""),
        ("documentation.contoso.com", ENGLISH, ""),
        ("documentation.", ENGLISH, "docu"),
        ("(documentation)", ENGLISH, "(docu"),
        ("short", ENGLISH, ""),
    ],
)
def test_words_are_divided_by_their_language_and_names_and_numbers_are_not(
    text: str, hyphens: Hyphens, first: str
) -> None:
    room = one_line(FACES, "a documen").width
    made = lines(f"a {text}", room, hyphens)
    if first:
        assert made[0].startswith(f"a {first[:3]}")
        assert "".join(made)[2:] == text
    else:
        assert made[0] in ("a", f"a {text}")


def test_three_letters_stay_on_each_side_of_a_division() -> None:
    for width in range(2500, 9000, 97):
        made = set_lines(FACES, "a documentation procedure administration", width, False, ENGLISH)
        for line, after in pairwise(made):
            if drawn(line).endswith(SOFT_HYPHEN):
                before = line.text.rsplit(" ", 1)[-1]
                assert len(before) >= 3
                assert len(after.text.split(" ", 1)[0]) >= 3


def test_without_a_language_no_word_is_divided() -> None:
    for width in range(7000, 12_000, 501):
        for line in set_lines(FACES, "a documentation procedure", width):
            assert SOFT_HYPHEN not in drawn(line)


def test_a_word_beside_little_room_is_not_divided() -> None:
    """A part of two letters at the end of a line helps nobody."""
    width = one_line(FACES, "the planners of both plants doc").width
    made = lines("the planners of both plants documentation", width, ENGLISH)
    assert made == ["the planners of both plants", "documentation"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://contoso.com/planning/devices", ("https://contoso.com/", "planning/")),
        ("administration/configuration", ("administration/",)),
        ("warehouse-administration", ("warehouse-",)),
        ("name=first&value=second", ("name=first&",)),
    ],
)
def test_addresses_and_pairs_of_words_are_divided_behind_their_sign(
    text: str, parts: tuple[str, ...]
) -> None:
    width = one_line(FACES, parts[0]).width + 50
    made = lines(text, width)
    assert made[0] == parts[0]
    assert "".join(made) == text


@pytest.mark.parametrize(
    "text", ["MMD-1465058-R5V8P", "5CG1234567", "10.0.19045.3570", "A-0142-L3"]
)
def test_numbers_are_not_divided_while_they_fit_a_line(text: str) -> None:
    width = one_line(FACES, text).width
    assert text in lines(f"the number {text} of it", width, ENGLISH)


def test_what_is_wider_than_a_line_is_broken_between_signs_and_nothing_is_lost() -> None:
    for text in ("W" * 90, "é" * 50, "क्षत्रिय" * 9, "👍🏽" * 5, "ab́c" * 30):
        plain = unicodedata.normalize("NFC", text)
        made = lines(plain, 3000)
        assert "".join(made) == plain
        assert len(made) > 1


def test_a_line_narrower_than_any_sign_has_one_sign_each() -> None:
    assert lines("abc", 1) == ["a", "b", "c"]


def test_the_hyphen_that_is_set_is_told_as_a_soft_one_and_its_own_as_a_hyphen() -> None:
    soft = hyphen(FACES, False)
    assert soft.text == SOFT_HYPHEN
    assert soft.width == word(FACES, "-").width
    assert [glyph.said for run in soft.runs for glyph in run.glyphs] == [SOFT_HYPHEN]
    own = at_line_end(word(FACES, "work-"))
    assert "".join(glyph.said for run in own.runs for glyph in run.glyphs) == f"work{HYPHEN}"
    assert at_line_end(word(FACES, "work")) == word(FACES, "work")
    turned = at_line_end(word(FACES, "אב-", False, True))
    assert HYPHEN in {glyph.said for run in turned.runs for glyph in run.glyphs}


def test_lines_read_leftwards_begin_on_the_right() -> None:
    first, second = set_lines(FACES, "שרה כהן\nCall Sara", 100_000)
    assert first.leftwards
    assert not second.leftwards
    assert first.text == "שרה כהן"


def test_each_paragraph_has_its_own_direction() -> None:
    made = set_lines(FACES, "Call שרה\nשרה Call\n12", 100_000)
    assert [line.leftwards for line in made] == [False, True, False]


@hypothesis_settings(max_examples=80, deadline=None)
@given(
    st.text("abcdefghijklm nopqrst ÄÖÜ-/&=.,;12 \nשרהם王小さ한ก", max_size=120),
    st.integers(1500, 30_000),
    st.sampled_from([None, ENGLISH, GERMAN, FRENCH]),
)
def test_lines_fit_and_say_what_was_typed(text: str, width: int, hyphens: Hyphens | None) -> None:
    made = set_lines(FACES, text, width, False, hyphens)
    assert "".join("".join(line.text for line in made).split()) == "".join(text.split())
    for line in made:
        if len(line.text) > 1:
            assert line.width <= width
        assert line.text == line.text.strip(" ")


@pytest.mark.parametrize("strong", [False, True])
def test_what_fits_is_left_and_what_does_not_ends_in_dots(strong: bool) -> None:
    whole = one_line(FACES, "Contoso Research", strong)
    assert fitted(FACES, "Contoso Research", whole.width, strong) == whole
    cut = fitted(FACES, "Contoso Research", whole.width - 1, strong)
    assert cut.text.endswith("…")
    assert cut.width <= whole.width - 1
    assert "Contoso Research".startswith(cut.text[:-1])
    assert len(cut.text) > 10


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Contoso Research", 4800, "Contoso…"),
        ("Contoso", 0, "…"),
        ("👍🏽👍🏽👍🏽", 2500, "👍🏽…"),
        ("Two\nlines", 100_000, "Two lines"),
    ],
)
def test_a_line_is_cut_behind_a_whole_sign_and_never_behind_a_blank(
    text: str, width: int, shown: str
) -> None:
    assert fitted(FACES, text, width).text.rstrip("…") in {shown.rstrip("…"), shown[:2]}


def test_widths_are_thousandths_of_the_size() -> None:
    assert EM == 1000
    assert 400 < word(FACES, "n").width < 800
