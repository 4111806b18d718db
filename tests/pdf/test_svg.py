"""A logo in SVG as operators: shapes, colours, lines, opacities, and where they stand (C2, C3)."""

import re

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.pdf.svg import Drawing, drawing

BOX = 'viewBox="0 0 10 10"'


def made(inside: str, head: str = BOX, wide: float = 10, high: float = 10) -> Drawing:
    """What is drawn of an SVG as large as its box, unless told otherwise."""
    content = f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{inside}</svg>'
    return drawing(content.encode(), wide, high)


def refused(inside: str, head: str = BOX) -> str:
    with pytest.raises(Refused) as refusal:
        made(inside, head)
    assert (refusal.value.rule, refusal.value.field) == ("C3", "logo")
    return refusal.value.message


def numbers(code: str) -> list[float]:
    return [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", code)]


def test_what_is_above_in_a_drawing_is_above_on_the_page() -> None:
    """SVG counts downwards from the upper left corner, a page upwards from the lower left."""
    assert made('<path d="M1 2h3v4z"/>').code == ("q 0 0 0 rg 1 8 m 4 8 l 4 4 l 1 8 l h f Q")


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 20 10"', (10, 5)),
        ('viewBox="0 0 10 40"', (2.5, 10)),
        ('width="40px" height="20"', (10, 5)),
        ('viewBox="5 5 20 20"', (10, 10)),
        ('viewBox="0,0,20,10" width="7" height="7"', (10, 5)),
    ],
)
def test_a_drawing_is_as_large_as_it_fits(head: str, size: tuple[float, float]) -> None:
    found = made('<rect width="9" height="9"/>', head)
    assert (found.width, found.height) == size


def test_a_box_that_does_not_begin_at_nothing_is_moved_there() -> None:
    plain = made('<path d="M1 2h3v4z"/>')
    moved = made('<path d="M6 9h3v4z"/>', 'viewBox="5 7 10 10"')
    assert moved == plain


@pytest.mark.parametrize(
    "head",
    [
        "",
        'viewBox="0 0 0 10"',
        'viewBox="0 0 10 -1"',
        'viewBox="0 0 10"',
        'viewBox="0 0 inf 10"',
        'width="100%" height="10"',
        'width="10"',
        'viewBox="0 0 nan 10"',
    ],
)
def test_a_drawing_without_a_size_is_refused(head: str) -> None:
    assert "cannot be read" in refused("", head)


@pytest.mark.parametrize(
    ("look", "code"),
    [
        ("", "0 0 0 rg"),
        ('fill="red"', "1 0 0 rg"),
        ('fill="#0f0"', "0 1 0 rg"),
        ('fill="#0000FF"', "0 0 1 rg"),
        ('fill="rgb(255, 0, 255)"', "1 0 1 rg"),
        ('style="fill: red"', "1 0 0 rg"),
        ('fill="blue" style="fill:red !important"', "1 0 0 rg"),
        ('fill="currentColor" color="red"', "1 0 0 rg"),
        ('fill="#ff0000ff"', "1 0 0 rg"),
        ('fill="inherit"', "0 0 0 rg"),
    ],
)
def test_colours_are_read_in_every_plain_way(look: str, code: str) -> None:
    assert made(f'<path d="M1 2h3v4z" {look}/>').code.startswith(f"q {code} ")


@pytest.mark.parametrize(
    "colour", ["url(#a)", "#ff000080", "rgba(1,2,3,0.5)", "nothing", "var(--ink)"]
)
def test_a_colour_that_is_none_is_refused_by_its_name(colour: str) -> None:
    assert f"“{colour}” is no plain colour" in refused(f'<path d="M1 2h3v4z" fill="{colour}"/>')


@pytest.mark.parametrize(
    "shape",
    [
        '<path d="M1 2h3v4z" fill="none"/>',
        '<path d="M1 2h3v4z" fill="transparent"/>',
        '<path d="M1 2h3v4z" display="none"/>',
        '<g display="none"><path d="M1 2h3v4z"/></g>',
        '<path d="M1 2h3v4z" visibility="hidden"/>',
        '<g visibility="hidden"><path d="M1 2h3v4z"/></g>',
        '<path d="M1 2h3"/>',
        '<path d="M1 2h3v4z" fill="none" stroke="red" stroke-width="0"/>',
        "<title>Contoso</title><desc>a logo</desc><metadata/>",
        "<defs><rect width='5' height='5'/></defs>",
    ],
)
def test_what_is_not_seen_is_not_drawn(shape: str) -> None:
    assert made(shape).code == ""


def test_what_is_hidden_above_can_be_shown_below() -> None:
    shown = made('<g visibility="hidden"><path visibility="visible" d="M1 2h3v4z"/></g>')
    assert shown == made('<path d="M1 2h3v4z"/>')


@pytest.mark.parametrize(
    ("look", "paint"),
    [
        ('fill="red"', "f"),
        ('fill="red" fill-rule="evenodd"', "f*"),
        ('fill="none" stroke="red"', "S"),
        ('fill="none" stroke="red" fill-rule="evenodd"', "S"),
        ('fill="red" stroke="blue"', "B"),
        ('fill="red" stroke="blue" fill-rule="evenodd"', "B*"),
    ],
)
def test_shapes_are_filled_drawn_round_or_both(look: str, paint: str) -> None:
    assert made(f'<path d="M1 2h3v4z" {look}/>').code.endswith(f" h {paint} Q")


@pytest.mark.parametrize(
    ("look", "code"),
    [
        ("", "1 w 0 J 0 j 4 M"),
        ('stroke-width="2.5px"', "2.5 w 0 J 0 j 4 M"),
        ('stroke-linecap="round"', "1 w 1 J 0 j 4 M"),
        ('stroke-linecap="square" stroke-linejoin="round"', "1 w 2 J 1 j 4 M"),
        ('stroke-linejoin="bevel" stroke-miterlimit="10"', "1 w 0 J 2 j 10 M"),
        ('stroke-dasharray="3 1"', "1 w 0 J 0 j 4 M [3 1] 0 d"),
        ('stroke-dasharray="3,1" stroke-dashoffset="2"', "1 w 0 J 0 j 4 M [3 1] 2 d"),
        ('stroke-dasharray="3" stroke-dashoffset="-1"', "1 w 0 J 0 j 4 M [3] 5 d"),
        ('stroke-dasharray="none"', "1 w 0 J 0 j 4 M"),
        ('stroke-dasharray="0 0"', "1 w 0 J 0 j 4 M"),
    ],
)
def test_lines_have_their_width_ends_corners_and_dashes(look: str, code: str) -> None:
    found = made(f'<path d="M1 2h3" stroke="red" {look}/>').code
    assert found.startswith(f"q 1 0 0 RG {code} 1 8 m")


def test_a_line_grows_with_its_drawing() -> None:
    found = made('<path d="M1 2h3" stroke="red" stroke-dasharray="2"/>', wide=30, high=30).code
    assert " 3 w " in found
    assert "[6] 0 d" in found
    turned = made('<g transform="scale(2 8)"><path d="M1 1h3" stroke="red"/></g>').code
    assert " 4 w " in turned, "the middle of both directions"


@pytest.mark.parametrize(
    "look",
    [
        'stroke-linecap="pointed"',
        'stroke-linejoin="arcs"',
        'stroke-width="wide"',
        'stroke-width="-1"',
        'stroke-dasharray="1 -1"',
        'stroke-miterlimit="far"',
    ],
)
def test_a_line_that_cannot_be_drawn_is_refused(look: str) -> None:
    assert "cannot be read" in refused(f'<path d="M1 2h3" stroke="red" {look}/>')


@pytest.mark.parametrize(
    ("moved", "first"),
    [
        ("translate(2)", (3, 8)),
        ("translate(2 3)", (3, 5)),
        ("translate(2,3)", (3, 5)),
        ("scale(2)", (2, 6)),
        ("scale(2 3)", (2, 4)),
        ("matrix(1 0 0 1 2 3)", (3, 5)),
        ("rotate(90)", (-2, 9)),
        ("rotate(180 5 5)", (9, 2)),
        ("skewX(45)", (3, 8)),
        ("skewY(45)", (1, 7)),
        ("translate(2 3) scale(2)", (4, 3)),
        ("scale(2) translate(2 3)", (6, 0)),
        ("none", (1, 8)),
        ("", (1, 8)),
    ],
)
def test_shapes_are_moved_turned_and_stretched(moved: str, first: tuple[float, float]) -> None:
    code = made(f'<path transform="{moved}" d="M1 2h3v4z"/>').code
    assert tuple(numbers(code)[3:5]) == pytest.approx(first, abs=0.001)


def test_groups_move_what_is_in_them_one_within_the_other() -> None:
    one = made(
        '<g transform="translate(2 3)"><g transform="scale(2)"><path d="M1 2h3v4z"/></g></g>'
    )
    assert one == made('<path transform="translate(2 3) scale(2)" d="M1 2h3v4z"/>')
    assert made('<a><path d="M1 2h3v4z"/></a>') == made('<path d="M1 2h3v4z"/>')


@pytest.mark.parametrize(
    "moved",
    [
        "spin(9)",
        "translate()",
        "translate(1 2 3)",
        "rotate(1 2)",
        "matrix(1 2)",
        "skewX(1 2)",
        "translate(1",
        "translate 1",
        "scale(1) and more",
        "translate(far)",
    ],
)
def test_a_move_that_is_none_is_refused(moved: str) -> None:
    assert "cannot be read" in refused(f'<path transform="{moved}" d="M1 2h3v4z"/>')


@pytest.mark.parametrize(
    ("look", "alphas"),
    [
        ("", ()),
        ('opacity="1"', ()),
        ('opacity="50%"', ((0.5, 0.5),)),
        ('fill-opacity="0.25"', ((0.25, 1),)),
        ('stroke-opacity=".1"', ((1, 0.1),)),
        ('opacity="0.5" fill-opacity="0.5"', ((0.25, 0.5),)),
        ('opacity="7"', ()),
        ('opacity="-1"', ((0, 0),)),
    ],
)
def test_what_is_seen_through_is_named_once(
    look: str, alphas: tuple[tuple[float, float], ...]
) -> None:
    found = made(f'<path d="M1 2h3v4z" {look}/><path d="M1 2h3v4z" {look}/>')
    assert found.alphas == alphas
    assert found.code.count("/G1 gs") == (2 if alphas else 0)


def test_groups_share_what_is_seen_through() -> None:
    found = made('<g opacity=".5"><g opacity=".5"><path d="M1 2h3v4z"/></g></g>')
    assert found.alphas == ((0.25, 0.25),)


@pytest.mark.parametrize(
    ("sheet", "shape", "colour"),
    [
        (".a{fill:red}", 'class="a"', "1 0 0"),
        (".a{fill:red}.b{fill:blue}", 'class="a b"', "0 0 1"),
        ("path{fill:red}", "", "1 0 0"),
        ("path,rect{fill:red}", "", "1 0 0"),
        ("path{fill:red}.a{fill:blue}", 'class="a"', "0 0 1"),
        (".a{fill:red}", 'class="a" style="fill:blue"', "0 0 1"),
        (".a{fill:red}", 'class="a" fill="blue"', "1 0 0"),
        ("/* plain */ .a { fill : red ; }", 'class="a"', "1 0 0"),
        (".b{fill:red}", 'class="a"', "0 0 0"),
    ],
)
def test_a_style_sheet_of_classes_and_tags_is_obeyed(sheet: str, shape: str, colour: str) -> None:
    found = made(f'<style>{sheet}</style><path d="M1 2h3v4z" {shape}/>')
    assert found.code.startswith(f"q {colour} rg")


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("g path{fill:red}", "g path"),
        ("#a{fill:red}", "#a"),
        ("path:hover{fill:red}", "path:hover"),
        ("@import 'x';", "@import 'x';"),
        ("[x]{fill:red}", "[x]"),
    ],
)
def test_a_style_sheet_that_says_more_is_refused(sheet: str, said: str) -> None:
    assert f"its style sheet says “{said}”" in refused(f"<style>{sheet}</style>")


@pytest.mark.parametrize(
    ("shape", "path"),
    [
        ('<rect x="1" y="2" width="3" height="4"/>', "M1 2h3v4h-3z"),
        ('<rect width="3px" height="4px"/>', "M0 0h3v4h-3z"),
        ('<polygon points="1,2 4,2 4,6"/>', "M1 2L4 2L4 6z"),
        ('<polyline points="1 2 4 2 4 6"/>', "M1 2L4 2L4 6"),
    ],
)
def test_shapes_are_their_outlines(shape: str, path: str) -> None:
    assert made(shape) == made(f'<path d="{path}"/>')


@pytest.mark.parametrize(
    ("shape", "box"),
    [
        ('<circle cx="5" cy="5" r="2"/>', (3, 7, 3, 7)),
        ('<ellipse cx="5" cy="5" rx="4" ry="1"/>', (1, 9, 4, 6)),
        ('<rect x="1" y="1" width="4" height="2" rx="1"/>', (1, 5, 7, 9)),
        ('<rect x="1" y="1" width="4" height="2" rx="9"/>', (1, 5, 7, 9)),
    ],
)
def test_round_shapes_reach_as_far_as_they_say(
    shape: str, box: tuple[float, float, float, float]
) -> None:
    code = made(shape).code.partition("rg")[2]
    ends = [
        pair for row in re.findall(r"((?:-?[\d.]+ )+)[mlc]\b", code) for pair in [row.split()[-2:]]
    ]
    across, up = ([float(end[place]) for end in ends] for place in (0, 1))
    found = (min(across), max(across), min(up), max(up))
    assert found == pytest.approx(box, abs=0.01)


def test_a_line_is_drawn_and_not_filled() -> None:
    assert made('<line x1="1" y1="2" x2="5" y2="2" stroke="red"/>').code.endswith("5 8 l S Q")


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<text>Contoso</text>", "it holds “text”"),
        ("<image/>", "it holds “image”"),
        ("<use/>", "it holds “use”"),
        ("<svg/>", "it holds “svg”"),
        ('<path d="M0 0h9z"><title>a</title><set/></path>', "it holds “set”"),
        ('<path d="M0 0h9z" clip-path="url(#a)"/>', "it has a “clip-path”"),
        ('<path d="M0 0h9z" style="mask:url(#a)"/>', "it has a “mask”"),
        ('<g style="mix-blend-mode:multiply"/>', "it has a “mix-blend-mode”"),
        ('<g style="r:4px"/>', "its style has a “r”"),
    ],
)
def test_what_would_be_left_out_is_refused(inside: str, words: str) -> None:
    assert words in refused(inside)


@pytest.mark.parametrize(
    "look",
    [
        'clip-path="none"',
        'style="mix-blend-mode:normal"',
        'style="mask:none;filter:none"',
        'paint-order="fill stroke"',
        'style="transform:none"',
        'id="a" data-name="b"',
    ],
)
def test_what_says_nothing_is_let_through(look: str) -> None:
    assert made(f'<path d="M1 2h3v4z" {look}/>') == made('<path d="M1 2h3v4z"/>')


def test_numbers_far_away_are_refused() -> None:
    assert "too large" in refused('<path d="M0 0h99999v9z"/>')


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_file_ends_the_program(content: bytes) -> None:
    """C3: what is no drawing is refused with a sentence."""
    with pytest.raises(Refused, match="The logo cannot be drawn"):
        drawing(content, 10, 10)
