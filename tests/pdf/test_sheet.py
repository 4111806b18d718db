"""Pages of a list: where words stand, how they are cut, what a screen reader is told, the foot."""

import re

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.read_back import page_sizes, read_pages
from mmd_reviewer.pdf.sheet import EDGE, FOOT, LANDSCAPE, PORTRAIT, Sheet, Table
from mmd_reviewer.pdf.structure import Node
from tests.pdf.drawn import DAY, FONTS, watched_sheet

SHEET, _ = watched_sheet(PORTRAIT)


def test_a_page_leaves_the_same_edge_on_every_side_and_room_for_the_foot() -> None:
    sheet, _ = watched_sheet(PORTRAIT)
    assert (sheet.right, sheet.top) == (s.A4[0] - EDGE, s.A4[1] - EDGE)
    assert sheet.bottom == EDGE + FOOT
    sheet.new_page(LANDSCAPE)
    assert (sheet.right, sheet.top) == (s.A4[1] - EDGE, s.A4[0] - EDGE)
    assert sheet.bottom == EDGE + FOOT


def test_pages_keep_the_size_they_were_begun_with() -> None:
    sheet = Sheet(FONTS, title="A list", printed=DAY, as_of="today")
    for size in (PORTRAIT, LANDSCAPE, s.PAPERS["Letter"]):
        sheet.new_page(size)
    sizes = page_sizes(sheet.stored())
    for found, wanted in zip(sizes, (PORTRAIT, LANDSCAPE, s.PAPERS["Letter"]), strict=True):
        assert found == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize(
    ("align", "left", "right"), [("left", 100, None), ("right", None, 100), ("centre", None, None)]
)
def test_words_stand_left_right_or_about_their_place(
    align: str, left: float | None, right: float | None
) -> None:
    sheet, canvas = watched_sheet(PORTRAIT)
    sheet.words(100, 50, "Contoso", align=align)
    row = canvas.found("Contoso")
    assert row.y == 50
    if left is not None:
        assert row.x == left
    elif right is not None:
        assert row.right == pytest.approx(right)
    else:
        assert (row.x + row.right) / 2 == pytest.approx(100)
    assert row.right - row.x == pytest.approx(sheet.width_of("Contoso", s.REGULAR, 8))


def test_words_are_of_a_paragraph_unless_they_are_told_otherwise() -> None:
    sheet, canvas = watched_sheet(PORTRAIT)
    own = Node("TD")
    sheet.words(0, 0, "plain")
    sheet.words(0, 0, "title", node="H1")
    sheet.words(0, 0, "cell", node=own)
    sheet.words(0, 0, "set aside", node=None)
    assert {row.text: row.tag for row in canvas.words} == {
        "plain": "P",
        "title": "H1",
        "cell": "TD",
        "set aside": "",
    }
    assert [node.tag for node in sheet.root.below] == ["P", "H1"]


def test_words_have_their_colour_size_and_weight() -> None:
    sheet, canvas = watched_sheet(PORTRAIT)
    sheet.words(0, 0, "quiet", 7, colour=s.MUTED)
    sheet.words(0, 0, "usual")
    row, usual = canvas.words
    assert (row.size, row.ink) == (7, s.MUTED)
    assert (usual.size, usual.ink) == (8, s.INK)
    assert sheet.width_of("Contoso", s.STRONG, 8) > sheet.width_of("Contoso", s.REGULAR, 8)
    assert sheet.width_of("Contoso", s.REGULAR, 16) == 2 * sheet.width_of("Contoso", s.REGULAR, 8)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("王小明", "王小明"),
        ("Zo\u0065\u0308", "Zoë"),
        ("a\u200bb", "a[U+200B]b"),
        ("bell\x07", "bell[U+0007]"),
        ("\U000f0000\U000f0001", "[U+F0000 U+F0001]"),
        ("check\ufe0f", "check"),
    ],
)
def test_what_cannot_be_printed_is_written_out_in_a_list(text: str, seen: str) -> None:
    """C3: a list of everything has to print whatever stands in it."""
    sheet, canvas = watched_sheet(PORTRAIT)
    sheet.words(0, 0, text)
    assert canvas.said() == [seen]
    assert sheet.visible(text) == seen
    assert sheet.width_of(text, s.REGULAR, 8) == sheet.width_of(seen, s.REGULAR, 8)


def test_lines_are_those_of_the_width_and_own_breaks_are_kept() -> None:
    width = SHEET.width_of("VPN client", s.REGULAR, 8) + 1
    assert SHEET.wrapped("VPN client needed", s.REGULAR, 8, width) == ["VPN client", "needed"]
    assert SHEET.wrapped("VPN\n\nclient", s.REGULAR, 8, width) == ["VPN", "", "client"]
    assert SHEET.wrapped("", s.REGULAR, 8, width) == [""]


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.text("abcdefghij XYZ-/.,äß王שع\n", max_size=80), st.integers(20, 200))
def test_nothing_is_lost_by_lines_and_none_is_too_wide(text: str, width: int) -> None:
    lines = SHEET.wrapped(text, s.REGULAR, 8, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    for line in lines:
        assert SHEET.width_of(line, s.REGULAR, 8) <= width + 0.01


CUTS = [
    ("Contoso", 200, "Contoso"),
    ("Contoso Research and Trade", 200, "Contoso Research and Trade"),
    ("Contoso Research and Trade", 75, "Contoso Research…"),
    ("Contoso, Research and Trade", 45, "Contoso…"),
    ("Contoso & Research and Trade", 50, "Contoso …"),
    ("one\ntwo\tthree", 200, "one two three"),
    ("  two   blanks ", 200, "two blanks"),
]


@pytest.mark.parametrize(("text", "width", "shown"), CUTS)
def test_a_line_that_does_not_fit_is_cut_at_a_word(text: str, width: float, shown: str) -> None:
    assert SHEET.at_a_word(text, s.REGULAR, 8, width) == shown
    assert SHEET.width_of(shown, s.REGULAR, 8) <= width


def test_a_first_word_that_is_too_long_is_cut_within() -> None:
    text = "Bundesversicherungsanstalt Nord"
    shown = SHEET.at_a_word(text, s.REGULAR, 8, 60)
    assert shown.endswith("…")
    assert text.startswith(shown[:-1])
    assert 5 < len(shown) < len("Bundesversicherungsanstalt")
    assert SHEET.width_of(shown, s.REGULAR, 8) <= 60


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.text("abcdefghij XYZ-&;äß王", min_size=1, max_size=60), st.integers(25, 200))
def test_a_cut_line_begins_as_the_text_does_and_fits(text: str, width: int) -> None:
    shown = SHEET.at_a_word(text, s.REGULAR, 8, width)
    whole = " ".join(text.split())
    if shown != whole:
        assert shown.endswith("…")
        assert whole.startswith(shown[:-1])
        assert SHEET.width_of(whole, s.REGULAR, 8) > width
    assert SHEET.width_of(shown, s.REGULAR, 8) <= width + 0.01


@pytest.mark.parametrize(("sample", "mark"), [(False, ""), (True, "Sample · ")])
def test_every_page_has_one_foot_that_is_read_aloud_once(sample: bool, mark: str) -> None:
    sheet, canvas = watched_sheet(as_of="Monday", sample=sample)
    for size in (PORTRAIT, LANDSCAPE, PORTRAIT):
        sheet.new_page(size)
    sheet.stored()
    foot = f"{mark}Printed on Mon 2026-11-23 · Data as of Monday"
    assert canvas.said() == [part for page in (1, 2, 3) for part in (foot, f"Page {page} of 3")]
    assert [row.tag for row in canvas.words] == ["P", "P", "", "", "", ""]
    for row, wide in zip(canvas.words[1::2], (PORTRAIT, LANDSCAPE, PORTRAIT), strict=True):
        assert row.right == pytest.approx(wide[0] - EDGE)
        assert row.y == EDGE
    assert [(rule.x, rule.to_x) for rule in canvas.rules] == [
        (EDGE, wide[0] - EDGE) for wide in (PORTRAIT, LANDSCAPE, PORTRAIT)
    ]


def test_the_file_says_what_it_is_and_gives_the_same_bytes() -> None:
    def drawn() -> bytes:
        sheet = Sheet(FONTS, title="Register of deviations", printed=DAY, as_of="Monday")
        sheet.new_page(PORTRAIT)
        sheet.words(EDGE, 300, "Zebra", node="H1")
        return sheet.stored()

    pdf = drawn()
    assert pdf == drawn()
    assert b'<rdf:li xml:lang="x-default">Register of deviations</rdf:li>' in pdf
    assert b"Data as of Monday" in pdf
    assert read_pages(pdf)[0].text.split()[0] == "Zebra"


def test_the_head_of_a_table_is_told_once_and_rows_after_it() -> None:
    root = Node("Document")
    table = Table(root, 2)
    first = list(table.heads())
    one = table.row()
    again = list(table.heads())
    two = table.row()
    group = table.group()
    assert [node.tag for node in first if node] == ["TH", "TH"]
    assert [node.scope for node in first if node] == ["Column", "Column"]
    assert again == [None, None]
    assert [node.tag for node in (*one, *two)] == ["TD"] * 4
    assert (group.tag, group.scope, group.span) == ("TH", "Row", 2)
    (whole,) = root.below
    assert [part.tag for part in whole.below] == ["THead", "TBody"]
    assert [len(row.below) for row in whole.below[1].below] == [2, 2, 1]


def test_areas_and_lines_are_under_the_words() -> None:
    sheet, canvas = watched_sheet(PORTRAIT)
    sheet.canvas.box(10, 20, 30, 40, fill="#FFFFFF")
    sheet.hairline(10, 60, 20)
    sheet.hairline(10, 60, 30, 0.9, s.INK)
    (box,) = canvas.boxes
    assert (box.x, box.y, box.width, box.height, box.fill, box.edge) == (
        10,
        20,
        30,
        40,
        "#FFFFFF",
        "",
    )
    assert [(rule.y, rule.to_y, rule.ink) for rule in canvas.rules] == [
        (20, 20, s.HAIRLINE),
        (30, 30, s.INK),
    ]
