"""Operators of a page: each named for a reader or set aside, and nothing said twice."""

import re

import pytest

from mmd_reviewer.pdf.canvas import Artifact, Canvas, Used
from mmd_reviewer.pdf.faces import LATIN, Faces
from mmd_reviewer.pdf.picture import logo
from mmd_reviewer.pdf.setting import one_line, set_lines
from mmd_reviewer.pdf.shaping import Glyph
from mmd_reviewer.pdf.strings import colour, number, text
from mmd_reviewer.pdf.structure import Node
from tests.making import png
from tests.pdf.drawn import FONTS

FACES = Faces(FONTS)
INK, BLUE = "#000000", "#0000FF"


def canvas() -> Canvas:
    """On its first page."""
    made = Canvas(FACES)
    made.begin((200, 300))
    return made


def code(made: Canvas, owner: Node | Artifact, page: int = 0) -> str:
    """The operators of one owner."""
    return "\n".join(made.pages[page].drawn[owner].code)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (1, "1"),
        (-1.5, "-1.5"),
        (1.239, "1.24"),
        (100, "100"),
        (0.001, "0"),
        (-0.001, "0"),
        (12.30, "12.3"),
        (1e6, "1000000"),
    ],
)
def test_numbers_are_written_short(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("#000000", "0 0 0"), ("#FFFFFF", "1 1 1"), ("#0F6CBD", "0.059 0.424 0.741")],
)
def test_colours_are_three_shares(value: str, written: str) -> None:
    assert colour(value) == written


@pytest.mark.parametrize("value", ["", "Zürich", "(a\\b)", "王小明", "😀"])
def test_any_text_can_be_told(value: str) -> None:
    """Brackets and backslashes mean nothing in it."""
    written = text(value)
    assert re.fullmatch("<[0-9A-F]+>", written)
    assert bytes.fromhex(written[1:-1]).decode("utf-16") == value


def test_what_belongs_to_an_element_stands_with_it_and_all_else_is_set_aside() -> None:
    made, node = canvas(), Node("P")
    made.text(node, 10, 20, one_line(FACES, "own"), 9, INK)
    made.text(None, 10, 20, one_line(FACES, "foot"), 9, INK)
    made.rule(0, 0, 9, 0, 0.5, INK)
    assert set(made.pages[0].drawn) == {node, Artifact.PAGINATION, Artifact.LAYOUT}
    assert "BT 10 20 Td" in code(made, node)
    assert code(made, node).endswith("ET")


def test_a_colour_and_a_font_are_said_once_until_they_change() -> None:
    made, node = canvas(), Node("P")
    for words, ink, strong in (
        ("one", INK, False),
        ("two", INK, False),
        ("three", BLUE, False),
        ("four", BLUE, True),
        ("five", INK, True),
    ):
        made.text(node, 0, 0, one_line(FACES, words, strong), 9, ink)
    said = code(made, node)
    assert re.findall(r"[\d. ]+ rg", said) == ["0 0 0 rg", "0 0 1 rg", "0 0 0 rg"]
    assert re.findall(r"/(F\d) 9 Tf", said) == ["F1", "F2"]
    assert said.count("BT") == said.count("ET") == 5


def test_each_element_says_its_own_colour_and_font_as_they_may_be_drawn_in_any_order() -> None:
    made, one, other = canvas(), Node("P"), Node("P")
    for node in (one, other):
        made.text(node, 0, 0, one_line(FACES, "word"), 9, INK)
    for node in (one, other):
        assert "0 0 0 rg" in code(made, node)
        assert "/F1 9 Tf" in code(made, node)


def test_a_page_that_was_left_can_be_drawn_on_again() -> None:
    made, node = canvas(), Node("P")
    made.begin((200, 300))
    made.go_to(0)
    made.text(node, 0, 0, one_line(FACES, "late"), 9, INK)
    assert node in made.pages[0].drawn
    assert node not in made.pages[1].drawn


def test_a_heading_is_found_by_its_words_and_where_its_first_line_begins() -> None:
    made, heading, plain = canvas(), Node("H1"), Node("P")
    made.text(heading, 0, 200, one_line(FACES, "Decision on"), 15, INK)
    made.text(heading, 0, 180, one_line(FACES, "your request"), 15, INK)
    made.text(plain, 0, 150, one_line(FACES, "Dear"), 9, INK)
    assert (heading.said, heading.top) == ("Decision on your request", 215)
    assert (plain.said, plain.top) == ("", 0)


def test_words_of_another_script_name_their_language_where_they_are_read() -> None:
    made, node = canvas(), Node("P")
    line = one_line(FACES, "for Иван only")
    made.text(node, 0, 0, line, 9, INK)
    made.text(None, 0, 0, line, 9, INK)
    said = code(made, node)
    assert said.count("/Span <</Lang(und-Cyrl)>> BDC") == 1
    assert said.count("BDC") == said.count("EMC")
    assert "BDC" not in code(made, Artifact.PAGINATION)


def test_words_read_leftwards_say_so_and_stand_where_they_are_seen() -> None:
    made, node = canvas(), Node("P")
    made.text(node, 50, 0, one_line(FACES, "a שרה b"), 10, INK)
    said = code(made, node)
    assert said.count("/ReversedChars BMC") == 1
    assert said.count("EMC") == said.count("BMC") + said.count("BDC")
    made.text(None, 0, 0, one_line(FACES, "ש"), 10, INK)
    assert "ReversedChars" not in code(made, Artifact.PAGINATION), "one sign is its own reverse"


def test_places_of_turned_words_are_shares_of_the_size() -> None:
    line = one_line(FACES, "שרה abc כהן")
    made, node = canvas(), Node("P")
    made.text(node, 0, 0, line, 10, INK)
    moved = [float(x) for x in re.findall(r"^(-?[\d.]+) 0 Td$", code(made, node), re.MULTILINE)]
    at, wanted = 0, []
    for place in line.places:
        if place != at:
            wanted.append(pytest.approx((place - at) / 100, abs=0.006))
            at = place
    assert moved == wanted
    assert moved, "it begins on the right"


@pytest.mark.parametrize(
    ("fill", "edge", "operators"),
    [(BLUE, "", ["0 0 1 rg", "f"]), ("", BLUE, ["0 0 1 RG", "S"]), (BLUE, INK, ["0 0 0 RG", "B"])],
)
def test_a_box_is_filled_edged_or_both(fill: str, edge: str, operators: list[str]) -> None:
    made = canvas()
    made.box(10, 20, 30, 40, fill=fill, edge=edge)
    said = code(made, Artifact.LAYOUT)
    ink, paint = operators
    assert ink in said
    assert said.endswith(f"10 20 30 40 re {paint}")


def test_a_dash_holds_for_one_box_alone() -> None:
    made = canvas()
    made.box(0, 0, 9, 9, edge=INK, dash="1.2 1.2")
    made.box(0, 0, 9, 9, edge=INK)
    dashed, plain = code(made, Artifact.LAYOUT).splitlines()[-2:]
    assert dashed == "[1.2 1.2] 0 d 0 0 9 9 re S [] 0 d"
    assert plain == "0 0 9 9 re S"


def test_round_corners_touch_every_side_and_end_where_they_began() -> None:
    made = canvas()
    made.box(10, 20, 30, 40, fill=INK, radius=5)
    path = code(made, Artifact.LAYOUT).splitlines()[-1]
    assert path.startswith("15 20 m 35 20 l")
    assert path.endswith("h f")
    assert path.count(" c ") == 4
    numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", path)]
    across, up = numbers[::2], numbers[1::2]
    assert (min(across), max(across), min(up), max(up)) == (10, 40, 20, 60)


def test_a_line_says_its_width_and_colour_once() -> None:
    made = canvas()
    made.rule(1, 2, 3, 4, 0.5, INK)
    made.rule(5, 6, 7, 8, 0.5, INK)
    made.rule(5, 6, 7, 8, 0.9, BLUE)
    assert code(made, Artifact.LAYOUT).splitlines() == [
        "0.5 w",
        "0 0 0 RG",
        "1 2 m 3 4 l S",
        "5 6 m 7 8 l S",
        "0.9 w",
        "0 0 1 RG",
        "5 6 m 7 8 l S",
    ]


def test_a_picture_is_in_the_file_once_however_often_it_is_shown() -> None:
    made, shown = canvas(), logo(png(20, 10), 100, 100)
    made.picture(shown, 1, 2)
    made.begin((200, 300))
    made.picture(shown, 3, 4)
    made.picture(logo(png(10, 10), 100, 100), 5, 6)
    assert len(made.pictures) == 2
    assert code(made, Artifact.PAGINATION) == "q 100 0 0 50 1 2 cm /P1 Do Q"
    assert code(made, Artifact.PAGINATION, 1).splitlines() == [
        "q 100 0 0 50 3 4 cm /P1 Do Q",
        "q 100 0 0 100 5 6 cm /P2 Do Q",
    ]


def test_what_is_behind_a_page_is_turned_about_its_middle_and_takes_nothing_with_it() -> None:
    made = canvas()
    made.behind(100, 150, 90, one_line(FACES, "DRAFT", True), 60, BLUE)
    page = made.pages[0]
    assert page.under[0] == "q 0.0000 1.0000 -1.0000 0.0000 100 150 cm"
    assert page.under[-1] == "Q"
    assert page.drawn == {}
    made.text(None, 0, 0, one_line(FACES, "foot"), 9, INK)
    assert "0 0 0 rg" in code(made, Artifact.PAGINATION), "the colour behind does not go on"


def test_a_glyph_is_called_by_its_own_number_while_it_means_one_text() -> None:
    """Glyphs with marks, and one that stands for another text, have numbers of their own."""
    face = FACES.face(LATIN, strong=False)
    used = Used(face, "F1")
    wide = face.width(40)
    plain = Glyph(((40, 0, 0),), wide, 0, "E")
    assert used.code(plain) == used.code(plain._replace(before=-7)) == 40
    other = used.code(plain._replace(said="Е"))  # the Cyrillic letter looks the same
    marked = used.code(Glyph(((40, 0, 0), (99, 5, 100)), wide, 0, "E\u0301"))
    raised = used.code(Glyph(((40, 0, 120),), wide, 0, "E"))
    assert [other, marked, raised] == [face.glyphs, face.glyphs + 1, face.glyphs + 2]
    assert used.code(plain._replace(said="Е", before=12)) == other
    assert used.meaning == {40: "E", other: "Е", marked: "E\u0301", raised: "E"}


def test_lines_of_a_paragraph_share_their_words_and_are_drawn_alike() -> None:
    """A word that is kept for later is drawn as if it were new."""
    one, two = canvas(), canvas()
    lines = set_lines(FACES, "Contoso needs the VPN client; Contoso needs it now", 9000)
    for made in (one, two):
        for line in lines:
            made.text(None, 0, 0, line, 9, INK)
    assert code(one, Artifact.PAGINATION) == code(two, Artifact.PAGINATION)
    assert {used.name for used in one.used.values()} == {"F1"}
