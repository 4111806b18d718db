"""Tables on strips: rows that go on over pages, none of them alone, the head again on each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.flow import ASCENT, Look, Mark, Strip, is_joined
from mmd_reviewer.pdf.setting import Hyphens, set_lines
from mmd_reviewer.pdf.structure import Node
from mmd_reviewer.pdf.styles import CELL_HEAD, MM

GAP = 3 * MM  # between two columns


class Columns(NamedTuple):
    """Widths in points and looks of the columns, from left to right."""

    faces: Faces
    widths: tuple[float, ...]
    looks: tuple[Look, ...]
    hyphens: Hyphens | None


class _Air(NamedTuple):
    """Points above and below the words of a row."""

    above: float
    below: float


_LABELLED, _LISTED = _Air(3, 4), _Air(3.5, 3.5)


def row_strips(rows: Sequence[Sequence[str]], columns: Columns, table: Node) -> list[Strip]:
    """Rows of a label, which heads its row, and values."""
    made: list[Strip] = []
    for place, row in enumerate(rows):
        line = table.add("TR")
        nodes = [line.add("TH", "Row"), *(line.add("TD") for _ in row[1:])]
        strips = _row(row, nodes, columns, _LABELLED)
        if not place:
            strips[0].rules = (0, *strips[0].rules)
        keep(strips, place, len(rows))
        made += strips
    return made


def device_strips(rows: Sequence[Sequence[str]], columns: Columns, table: Node) -> list[Strip]:
    """Rows below a head, which is repeated on each page; there it is not read aloud again."""
    first = table.add("THead").add("TR")
    heads = columns._replace(looks=(CELL_HEAD,) * len(columns.widths))
    made = _row(rows[0], [first.add("TH", "Column") for _ in rows[0]], heads, _LISTED)
    for strip in made[1:]:
        strip.joined = True
    made[0].rules = (0, *made[0].rules)
    head = Strip(
        sum(strip.height for strip in made),
        [
            mark._replace(node=None, base=mark.base + sum(above.height for above in made[:place]))
            for place, strip in enumerate(made)
            for mark in strip.marks
        ],
        rules=(0, sum(strip.height for strip in made)),
    )
    body = table.add("TBody") if len(rows) > 1 else table
    for place, row in enumerate(rows[1:]):
        line = body.add("TR")
        strips = _row(row, [line.add("TD") for _ in row], columns, _LISTED)
        keep(strips, place, len(rows) - 1)
        for strip in strips:
            strip.head = head
        if not place:
            strips[0].joined = True
        made += strips
    return made


def keep(strips: list[Strip], place: int, rows: int) -> None:
    """The first two rows of a table or points of a list stay together, and the last two."""
    strips[0].joined = place == 1 or (place == rows - 1 and place > 0)


def _row(row: Sequence[str], nodes: Sequence[Node], columns: Columns, air: _Air) -> list[Strip]:
    """A strip for each line of the row."""
    cells = []
    for text, width, look in zip(row, columns.widths, columns.looks, strict=True):
        room = int((width - GAP) * 1000 / look.size)
        cells.append(set_lines(columns.faces, text, room, look.strong, columns.hyphens))
    last = max(map(len, cells)) - 1
    leading = max(look.leading for look in columns.looks)
    made = []
    for place in range(last + 1):
        above, below = (air.above if not place else 0), (air.below if place == last else 0)
        marks = []
        x = 0.0
        for lines, node, width, look in zip(
            cells, nodes, columns.widths, columns.looks, strict=True
        ):
            if place < len(lines):
                line = lines[place]
                left = x + (width - GAP - line.width * look.size / 1000 if line.leftwards else 0)
                base = above + look.size * ASCENT
                marks.append(Mark(node, left, base, line, look))
            x += width
        height = above + leading + below
        rules = (height,) if place == last else ()
        made.append(Strip(height, marks, joined=is_joined(place, last + 1), rules=rules))
    return made
