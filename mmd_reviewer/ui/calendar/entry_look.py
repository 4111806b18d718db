"""How an entry looks wherever it is shown: its code in a box (mock-ups 04, 05)."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from mmd_reviewer.domain.calendar_entry import OPEN, OVERDUE, TODAY
from mmd_reviewer.services.read.entry_line import OVER, TONES
from mmd_reviewer.ui.look.theme import SEMIBOLD, current_theme, font
from mmd_reviewer.ui.widgets.painting import CENTRE, draw_box, draw_text


def draw_code(painter: QPainter, rect: QRect, code: str, now: str, px: int = 12) -> None:
    """The letter of an entry in its box: filled when late or today,
    outlined when planned, grey when over.
    """
    theme = current_theme()
    radius = rect.height() / 5
    if now in (OVERDUE, TODAY):
        draw_box(painter, rect, theme.hex(TONES[now]), radius=radius)
        ink = theme.on_accent
    elif now in OVER:
        draw_box(painter, rect, theme.alternate, theme.hairline, radius=radius)
        ink = theme.muted
    else:
        ink = theme.hex("attention" if now == OPEN else "text")
        draw_box(painter, rect, theme.surface, ink, 1.25, radius)
    draw_text(painter, rect, code, font(px, SEMIBOLD), ink, CENTRE)
