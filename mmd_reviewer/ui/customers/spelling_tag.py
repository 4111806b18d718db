"""A joined spelling with the cross that takes it back (rule A5)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import Theme, font
from mmd_reviewer.ui.widgets.buttons import PaintedButton
from mmd_reviewer.ui.widgets.painting import draw_box, draw_text, elided, width_of
from mmd_reviewer.ui.widgets.tips import set_tip

LONGEST = 200


class SpellingTag(PaintedButton):
    """The whole tag is the button; what it does is its tooltip and what a screen reader says."""

    def __init__(self, spelling: str, place: int) -> None:
        super().__init__(spelling, f"spelling{place}")
        words = f"Take {spelling} back: it is a customer of its own again"
        self.setAccessibleName(words)
        set_tip(self, words)

    def sizeHint(self) -> QSize:
        """28 high; a long spelling is cut."""
        return QSize(min(width_of(font(12), self.label), LONGEST) + 40, 28)

    def ring_radius(self) -> float:
        """Tags are round."""
        return 14

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Box, words, cross."""
        draw_box(
            painter,
            self.rect(),
            theme.hover if self.underMouse() else theme.surface,
            theme.edge,
            radius=14,
        )
        room = self.width() - 40
        area = QRect(11, 0, room + 2, self.height())
        draw_text(painter, area, elided(font(12), self.label, room), font(12), theme.text)
        tone = theme.text if self.isEnabled() else theme.edge
        draw_icon(painter, self.width() - 24, (self.height() - 14) / 2, "x", tone, 14)
