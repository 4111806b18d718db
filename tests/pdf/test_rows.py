"""Tables of a letter: rows on strips, their cells, rules, air and what stays together."""

from itertools import pairwise

import pytest

from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.flow import ASCENT, Strip, is_joined, join, text_strips
from mmd_reviewer.pdf.rows import GAP, Columns, device_strips, keep, row_strips
from mmd_reviewer.pdf.setting import set_lines
from mmd_reviewer.pdf.structure import Node
from tests.pdf.drawn import FONTS

FACES = Faces(FONTS)
WIDTHS = (100.0, 200.0)
COLUMNS = Columns(FACES, WIDTHS, (s.LABEL, s.BODY), None)
THREE = Columns(FACES, (90.0, 180.0, 130.0), (s.CELL,) * 3, None)
LONG = "The warehouse administration is reached over the VPN client from every plant and home"
LONG += " by the planners of both"


def table() -> Node:
    return Node("Document").add("Table")


def said(strip: Strip) -> list[str]:
    return [mark.line.text for mark in strip.marks]


def test_a_row_of_one_line_is_one_strip_with_a_rule_below_and_the_first_one_above_too() -> None:
    rows = row_strips([("Case", "A-0001"), ("Ticket", "MMD-1")], COLUMNS, table())
    assert [said(strip) for strip in rows] == [["Case", "A-0001"], ["Ticket", "MMD-1"]]
    assert [strip.height for strip in rows] == [3 + s.BODY.leading + 4] * 2
    assert [list(strip.rules) for strip in rows] == [[0, rows[0].height], [rows[1].height]]


def test_cells_stand_at_the_left_of_their_columns_on_one_base_line() -> None:
    (strip,) = row_strips([("Case", "A-0001")], COLUMNS, table())
    label, value = strip.marks
    assert (label.x, value.x) == (0, 100)
    assert label.base == value.base == 3 + s.BODY.size * ASCENT
    assert (label.look, value.look) == (s.LABEL, s.BODY)


def test_a_cell_read_leftwards_ends_at_the_right_of_its_column() -> None:
    (strip,) = row_strips([("Name", "שרה כהן")], COLUMNS, table())
    mark = strip.marks[1]
    assert mark.x + mark.line.width * s.BODY.size / 1000 == pytest.approx(300 - GAP)


def test_a_long_cell_goes_on_over_strips_and_only_its_ends_have_air_and_rules() -> None:
    strips = row_strips([("Requirement", LONG)], COLUMNS, table())
    assert len(strips) == 3
    assert " ".join(said(strip)[-1] for strip in strips) == LONG
    assert [said(strip)[0] for strip in strips[1:]] == [said(strip)[-1] for strip in strips[1:]]
    leading = s.BODY.leading
    assert [strip.height for strip in strips] == [3 + leading, leading, leading + 4]
    assert [strip.rules for strip in strips] == [(0,), (), (leading + 4,)]
    assert [strip.joined for strip in strips] == [False, True, True]
    for strip in strips:
        for mark in strip.marks:
            assert mark.line.width * s.BODY.size / 1000 <= 200 - GAP


def test_the_longest_cell_says_how_high_a_row_is() -> None:
    strips = row_strips([(LONG, "short")], COLUMNS, table())
    assert len(strips) > 3
    assert [len(strip.marks) for strip in strips] == [2] + [1] * (len(strips) - 1)


def test_the_widest_leading_of_the_columns_holds_for_the_row() -> None:
    mixed = Columns(FACES, WIDTHS, (s.CELL, s.TITLE), None)
    (strip,) = row_strips([("a", "b")], mixed, table())
    assert strip.height == 3 + s.TITLE.leading + 4
    assert [mark.base for mark in strip.marks] == [
        3 + s.CELL.size * ASCENT,
        3 + s.TITLE.size * ASCENT,
    ]


def test_a_label_heads_its_row_for_a_screen_reader() -> None:
    root = table()
    row_strips([("Case", "A-0001"), ("Ticket", "MMD-1")], COLUMNS, root)
    assert [row.tag for row in root.below] == ["TR", "TR"]
    assert [[cell.tag for cell in row.below] for row in root.below] == [["TH", "TD"]] * 2
    assert {row.below[0].scope for row in root.below} == {"Row"}


def test_devices_stand_below_a_head_that_is_repeated_and_not_read_aloud_again() -> None:
    root = table()
    rows = [("Serial number", "Model", "Name"), ("S1", "Surface", "PC-1"), ("S2", "T14", "PC-2")]
    head, first, second = device_strips(rows, THREE, root)
    assert said(head) == list(rows[0])
    assert all(mark.look == s.CELL_HEAD for mark in head.marks)
    assert head.head is None
    for strip in (first, second):
        assert strip.head is not None
        assert said(strip.head) == list(rows[0])
        assert all(mark.node is None for mark in strip.head.marks)
        assert list(strip.head.rules) == [0, strip.head.height]
    assert first.head is second.head
    assert list(head.rules) == [0, head.height]
    assert [part.tag for part in root.below] == ["THead", "TBody"]
    assert [cell.scope for cell in root.below[0].below[0].below] == ["Column"] * 3
    assert [[cell.tag for cell in row.below] for row in root.below[1].below] == [["TD"] * 3] * 2


def test_a_head_of_several_lines_is_repeated_as_one() -> None:
    narrow = THREE._replace(widths=(60.0, 60.0, 130.0))
    rows = [("Serial number of the device", "Model", "Name"), ("S1", "a", "b")]
    *heads, row = device_strips(rows, narrow, table())
    assert len(heads) >= 3
    assert row.head is not None
    assert row.head.height == sum(strip.height for strip in heads)
    bases = [mark.base for mark in row.head.marks if mark.x == 0]
    apart = [base - first for first, base in pairwise(bases)]
    assert apart == pytest.approx([s.CELL.leading] * (len(heads) - 1))
    assert all(strip.joined for strip in heads[1:])


def test_a_head_never_stands_alone_below_a_page() -> None:
    rows = [("Serial number", "Model", "Name"), *((f"S{n}", "T14", "PC") for n in range(5))]
    strips = device_strips(rows, THREE, table())
    assert [strip.joined for strip in strips] == [False, True, True, False, False, True]


def test_a_table_without_devices_is_its_head() -> None:
    root = table()
    (head,) = device_strips([("Serial number", "Model", "Name")], THREE, root)
    assert said(head) == ["Serial number", "Model", "Name"]
    assert [part.tag for part in root.below] == ["THead"]


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        (1, [False]),
        (2, [False, True]),
        (3, [False, True, True]),
        (4, [False, True, False, True]),
        (6, [False, True, False, False, False, True]),
    ],
)
def test_two_rows_stay_together_at_either_end(rows: int, joined: list[bool]) -> None:
    strips = [Strip(10) for _ in range(rows)]
    for place, strip in enumerate(strips):
        keep([strip], place, rows)
    assert [strip.joined for strip in strips] == joined


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (1, [False]),
        (2, [False, True]),
        (3, [False, True, True]),
        (4, [False, True, False, True]),
        (7, [False, True, False, False, False, False, True]),
    ],
)
def test_two_lines_stay_on_each_side_of_a_division(lines: int, joined: list[bool]) -> None:
    assert [is_joined(place, lines) for place in range(lines)] == joined


def test_lines_of_a_paragraph_are_strips_of_its_leading() -> None:
    node = Node("P")
    lines = set_lines(FACES, LONG, 15_000)
    strips = text_strips(lines, node, s.BODY, 150, indent=12)
    assert [strip.height for strip in strips] == [s.BODY.leading] * len(lines)
    assert len(lines) > 3
    assert {(mark.x, mark.base) for strip in strips for mark in strip.marks} == {
        (12, s.BODY.size * ASCENT)
    }
    assert {mark.node for strip in strips for mark in strip.marks} == {node}
    assert [strip.joined for strip in strips] == [
        is_joined(n, len(lines)) for n in range(len(lines))
    ]


def test_a_paragraph_read_leftwards_ends_at_the_right() -> None:
    lines = set_lines(FACES, "שרה כהן", 15_000)
    (strip,) = text_strips(lines, Node("P"), s.BODY, 150, indent=12)
    mark = strip.marks[0]
    assert mark.x + mark.line.width * s.BODY.size / 1000 == pytest.approx(150)


def test_the_strips_of_a_block_have_its_source_and_air_above_the_first() -> None:
    made = join([Strip(10, before=3), Strip(10, before=2)], 9, "reason")
    assert [(strip.before, strip.source) for strip in made] == [(9, "reason"), (2, "reason")]
    assert join([Strip(10, before=12)], 9)[0].before == 12, "the larger of both"
    assert join([], 9) == []
