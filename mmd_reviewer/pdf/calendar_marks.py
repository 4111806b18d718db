"""How a mark of the printed calendar looks:
a letter in a shape that is told apart without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mmd_reviewer.domain.calendar_entry import (
    CANCELLED,
    CODE_NAMES,
    DONE,
    NOT_SENT,
    OPEN,
    OVERDUE,
    PLANNED,
    TODAY,
)
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.sheet import ACCENT, BROKEN, DARK, EDGE, SHADE, WHITE, Sheet, beside

# What stands in the legend, in this order; `open` appeals look like planned marks with a double
# edge.
LEGEND = (
    (OVERDUE, "Overdue"),
    (TODAY, "Today"),
    (PLANNED, "Planned"),
    (OPEN, "Open"),
    (DONE, "Done"),
    (NOT_SENT, "Not sent"),
    (CANCELLED, "Cancelled"),
)
LEGEND_HEIGHT = 13.0


def draw_mark(sheet: Sheet, x: float, y: float, side: float, code: str, now: str) -> None:
    """A box of that side with its lower left corner at x, y.

    Overdue: filled square. Today: filled circle. Planned: outline. Open: double outline. Done:
    grey. Not sent: outline struck through. Cancelled: broken outline struck through.
    """
    edge, fill, ink = _colours(now)
    sheet.saveState()
    sheet.setLineWidth(0.8)
    sheet.setStrokeColor(edge)
    sheet.setFillColor(fill)
    if now == CANCELLED:
        sheet.setDash(1.2, 1.2)
    if now == TODAY:
        sheet.circle(x + side / 2, y + side / 2, side / 2 + 0.6, stroke=1, fill=1)
    else:
        sheet.roundRect(x, y, side, side, 1.6, stroke=1, fill=1)
    sheet.setDash()
    if now == OPEN:
        sheet.roundRect(x + 1.5, y + 1.5, side - 3, side - 3, 0.8, stroke=1, fill=0)
    size = side * 0.74
    sheet.words(x + side / 2, y + side / 2 - size * 0.355, code, size, s.STRONG, ink, "centre")
    if now in (NOT_SENT, CANCELLED):
        sheet.setStrokeColor(edge)
        sheet.setLineWidth(0.7)
        sheet.line(x - 1, y + side * 0.2, x + side + 1, y + side * 0.8)
    sheet.restoreState()


def _colours(now: str) -> tuple[Any, Any, Any]:
    """Edge, fill, letter."""
    if now == OVERDUE:
        return BROKEN, BROKEN, WHITE
    if now == TODAY:
        return ACCENT, ACCENT, WHITE
    if now == DONE:
        return s.HAIRLINE, SHADE, s.MUTED
    if now in (NOT_SENT, CANCELLED):
        return DARK, WHITE, s.MUTED
    return s.INK, WHITE, s.INK


def text_look(now: str) -> tuple[str, Any]:
    """Font and colour of the words beside a mark."""
    if now == OVERDUE:
        return s.STRONG, BROKEN
    if now == TODAY:
        return s.STRONG, ACCENT
    return s.REGULAR, s.INK if now in (PLANNED, OPEN) else s.MUTED


def draw_legend(sheet: Sheet, y: float) -> None:
    """Every letter and every shape from y downwards:
    in one line where there is room, else letters above shapes.
    """
    letters = [(code, PLANNED, name) for code, name in CODE_NAMES.items()]
    shapes = [("n", now, name) for now, name in LEGEND]
    room = sheet.right - EDGE
    one_line = _wide(letters) + 12 + _wide(shapes) <= room
    tight = min(1.0, room / _wide(letters))
    x = EDGE
    for place, (code, now, name) in enumerate((*letters, *shapes)):
        if place == len(letters):
            x, y = (x + 12, y) if one_line else (EDGE, y - LEGEND_HEIGHT)
        draw_mark(sheet, x, y - 1.2, 9, code, now)
        sheet.words(x + 12, y + 1, name, 7, colour=s.MUTED)
        x += (13 + beside(name, s.REGULAR, 7, 9)) * tight


def _wide(items: Sequence[tuple[str, str, str]]) -> float:
    return sum(13 + beside(name, s.REGULAR, 7, 9) for _, _, name in items) - 9
