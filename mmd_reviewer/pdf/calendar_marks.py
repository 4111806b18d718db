"""How a mark of the printed calendar looks:
a letter in a shape that is told apart without colour.
"""

from __future__ import annotations

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
from mmd_reviewer.pdf.sheet import ACCENT, BROKEN, DARK, EDGE, SHADE, WHITE, Sheet

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
LEGEND_LINE = 13.0
LEGEND_HEIGHT = 2 * LEGEND_LINE  # from the first line to the last


def draw_mark(sheet: Sheet, x: float, y: float, side: float, code: str, now: str) -> None:
    """A box of that side with its lower left corner at x, y.

    Overdue: filled square. Today: filled circle. Planned: outline. Open: double outline. Done:
    grey. Not sent: outline struck through. Cancelled: broken outline struck through.
    """
    edge, fill, ink = _colours(now)
    dash = "1.2 1.2" if now == CANCELLED else ""
    grown, round_by = (0.6, side / 2 + 0.6) if now == TODAY else (0, 1.6)
    sheet.canvas.box(
        x - grown,
        y - grown,
        side + 2 * grown,
        side + 2 * grown,
        fill=fill,
        edge=edge,
        radius=round_by,
        dash=dash,
    )
    if now == OPEN:
        sheet.canvas.box(x + 1.5, y + 1.5, side - 3, side - 3, edge=edge, radius=0.8)
    size = side * 0.74
    middle = (x + side / 2, y + side / 2 - size * 0.355)
    sheet.words(*middle, code, size, s.STRONG, ink, "centre", None)
    if now in (NOT_SENT, CANCELLED):
        low, high = y + side * 0.2, y + side * 0.8
        sheet.canvas.rule(x - 1, low, x + side + 1, high, 0.7, edge)


def _colours(now: str) -> tuple[str, str, str]:
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


def text_look(now: str) -> tuple[bool, str]:
    """Font and colour of the words beside a mark."""
    if now == OVERDUE:
        return s.STRONG, BROKEN
    if now == TODAY:
        return s.STRONG, ACCENT
    return s.REGULAR, s.INK if now in (PLANNED, OPEN) else s.MUTED


def draw_legend(sheet: Sheet, y: float) -> float:
    """Every letter in two lines, and below them every shape; the height of the last line.

    Rows say the same in words, so that it is not read aloud. It is broken alike on every page.
    """
    letters = [(code, PLANNED, name) for code, name in CODE_NAMES.items()]
    half = (len(letters) + 1) // 2
    shapes = [("n", now, name) for now, name in LEGEND]
    for place, items in enumerate((letters[:half], letters[half:], shapes)):
        x, y = EDGE, y - (LEGEND_LINE if place else 0)
        for code, now, name in items:
            draw_mark(sheet, x, y - 1.2, 9, code, now)
            sheet.words(x + 12, y + 1, name, 7, colour=s.MUTED, node=None)
            x += 12 + sheet.width_of(name, s.REGULAR, 7) + 10
    return y
