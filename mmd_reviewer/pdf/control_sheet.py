"""The control sheet on paper: one page of dates, each with the day before,
its standing and its arithmetic.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from mmd_reviewer.domain.control_sheet import ControlRow, ControlSheet
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.sheet import EDGE, LANDSCAPE, SHADE, Sheet
from mmd_reviewer.pdf.text import at_a_word, width_of, wrapped

DAY, WAS, WHAT, STANDING, WHY = EDGE, EDGE + 86, EDGE + 172, EDGE + 262, EDGE + 330
SIZE, LINE, NEXT_LINE = 8.5, 15.0, 11.0


def draw_control_sheet(found: ControlSheet, fonts: Path, *, sample: bool = False) -> bytes:
    """The dates of one case, A4 across; more than fit on a page go on behind it.

    By the seal of the case an export can be checked against this sheet.
    """
    number, customer, heading, day, rows = (
        found.number,
        found.customer,
        found.heading,
        found.day,
        found.rows,
    )
    s.register_fonts(fonts)
    file = io.BytesIO()
    title = f"Control sheet {number}"
    sheet = Sheet(file, title=title, printed=day, as_of=on_screen(day), sample=sample)
    y = _head(sheet, number, customer, heading)
    for place, row in enumerate(rows):
        why = wrapped(row.why, s.REGULAR, SIZE, sheet.right - WHY)
        height = LINE + NEXT_LINE * (len(why) - 1)
        if y < sheet.bottom + height:
            y = _head(sheet, number, customer, heading)
        if place % 2:
            sheet.fill(EDGE - 3, y + LINE - 4 - height, sheet.right - EDGE + 6, height, SHADE)
        _row(sheet, row, why, y)
        y -= height
    if not rows:
        sheet.words(DAY, y, "The case has no dates.", SIZE)
    if found.seal:
        y = y if y >= sheet.bottom + LINE else _head(sheet, number, customer, heading)
        sheet.words(EDGE, y - 4, f"Seal of the case: {found.seal}", SIZE, colour=s.MUTED)
    sheet.save()
    return file.getvalue()


def _head(sheet: Sheet, number: str, customer: str, heading: str) -> float:
    sheet.new_page(LANDSCAPE)
    y = sheet.top - 14
    sheet.words(EDGE, y, f"Control sheet {number}", 15, s.STRONG)
    y -= 16
    room = sheet.right - EDGE
    text = at_a_word(f"{customer}  ·  {heading}", s.REGULAR, 9, room)
    sheet.words(EDGE, y, text, 9, colour=s.MUTED)
    y -= 24
    heads = (
        (DAY, "Date"),
        (WAS, "Before"),
        (WHAT, "What"),
        (STANDING, "Standing"),
        (WHY, "Rule and arithmetic"),
    )
    for x, name in heads:
        sheet.words(x, y, name, SIZE, colour=s.MUTED)
    sheet.hairline(EDGE, sheet.right, y - 5)
    return y - LINE - 3


def _row(sheet: Sheet, row: ControlRow, why: Sequence[str], y: float) -> None:
    cancelled = row.standing in ("cancelled", "lapsed", "not_sent", "replaced")
    colour = s.MUTED if cancelled else s.INK
    sheet.words(DAY, y, on_screen(row.day), SIZE, colour=colour)
    if cancelled:
        width = width_of(on_screen(row.day), s.REGULAR, SIZE)
        sheet.hairline(DAY, DAY + width, y + 3, colour=colour)
    if row.was is not None:
        sheet.words(WAS, y, on_screen(row.was), SIZE, colour=s.MUTED)
    sheet.words(WHAT, y, row.what, SIZE, colour=colour)
    sheet.words(STANDING, y, row.standing.replace("_", " "), SIZE, colour=colour)
    for place, line in enumerate(why):
        sheet.words(WHY, y - place * NEXT_LINE, line, SIZE, colour=colour)
