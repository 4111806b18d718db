"""The control sheet on paper: one page of dates, each with the day before,
its standing and its arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mmd_reviewer.domain.control_sheet import ControlRow, ControlSheet
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.sheet import EDGE, LANDSCAPE, SHADE, Sheet, Table

DAY, WAS, WHAT, STANDING, WHY = EDGE, EDGE + 86, EDGE + 172, EDGE + 262, EDGE + 330
SIZE, LINE, NEXT_LINE = 8.5, 15.0, 11.0


def draw_control_sheet(found: ControlSheet, fonts: Path, *, sample: bool = False) -> bytes:
    """The dates of one case, A4 across; more than fit on a page go on behind it.

    By the seal of the case an export can be checked against this sheet.
    """
    day, rows = found.day, found.rows
    title = f"Control sheet {found.number}"
    sheet = Sheet(fonts, title=title, printed=day, as_of=on_screen(day), sample=sample)
    nodes: list[Table] = []
    y = _head(sheet, found, nodes)
    for place, row in enumerate(rows):
        why = sheet.wrapped(row.why, s.REGULAR, SIZE, sheet.right - WHY)
        height = LINE + NEXT_LINE * (len(why) - 1)
        if y < sheet.bottom + height:
            y = _head(sheet, found, nodes)
        if place % 2:
            sheet.canvas.box(
                EDGE - 3, y + LINE - 4 - height, sheet.right - EDGE + 6, height, fill=SHADE
            )
        _row(sheet, row, why, y, nodes[0])
        y -= height
    if not rows:
        sheet.words(DAY, y, "The case has no dates.", SIZE)
    if found.seal:
        y = y if y >= sheet.bottom + LINE else _head(sheet, found, nodes)
        sheet.words(EDGE, y - 4, f"Seal of the case: {found.seal}", SIZE, colour=s.MUTED)
    return sheet.stored()


def _head(sheet: Sheet, found: ControlSheet, nodes: list[Table]) -> float:
    """Title and heads; read aloud on the first page only."""
    again = bool(nodes)
    sheet.new_page(LANDSCAPE)
    y = sheet.top - 14
    sheet.words(
        EDGE, y, f"Control sheet {found.number}", 15, s.STRONG, node=None if again else "H1"
    )
    y -= 16
    room = sheet.right - EDGE
    text = sheet.at_a_word(f"{found.customer} · {found.heading}", s.REGULAR, 9, room)
    sheet.words(EDGE, y, text, 9, colour=s.MUTED, node=None if again else "P")
    y -= 24
    heads = (
        (DAY, "Date"),
        (WAS, "Before"),
        (WHAT, "What"),
        (STANDING, "Standing"),
        (WHY, "Rule and arithmetic"),
    )
    if not again:
        nodes.append(Table(sheet.root, len(heads)))
    for (x, name), node in zip(heads, nodes[0].heads(), strict=True):
        sheet.words(x, y, name, SIZE, colour=s.MUTED, node=node)
    sheet.hairline(EDGE, sheet.right, y - 5)
    return y - LINE - 3


def _row(sheet: Sheet, row: ControlRow, why: Sequence[str], y: float, table: Table) -> None:
    on, was, what, standing, arithmetic = table.row()
    cancelled = row.standing in ("cancelled", "lapsed", "not_sent", "replaced")
    colour = s.MUTED if cancelled else s.INK
    sheet.words(DAY, y, on_screen(row.day), SIZE, colour=colour, node=on)
    if cancelled:
        width = sheet.width_of(on_screen(row.day), s.REGULAR, SIZE)
        sheet.hairline(DAY, DAY + width, y + 3, colour=colour)
    if row.was is not None:
        sheet.words(WAS, y, on_screen(row.was), SIZE, colour=s.MUTED, node=was)
    sheet.words(WHAT, y, row.what, SIZE, colour=colour, node=what)
    stands = row.standing.replace("_", " ")
    sheet.words(STANDING, y, stands, SIZE, colour=colour, node=standing)
    for place, line in enumerate(why):
        sheet.words(WHY, y - place * NEXT_LINE, line, SIZE, colour=colour, node=arithmetic)
