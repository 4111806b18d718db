"""A box to tick: painted, so that its edge is seen on light
and dark and the keyboard's ring is never missing.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import Theme, current_theme, font
from mmd_reviewer.ui.widgets.painting import draw_box, draw_ring, draw_text, elided, width_of

BOX = 16
GAP = 8
INSET = 4  # room for the ring at the left
PART = Qt.CheckState.PartiallyChecked


def draw_tick(
    painter: QPainter,
    left: int,
    top: int,
    on: bool,
    theme: Theme,
    *,
    enabled: bool = True,
    sign: str = "check",
) -> None:
    """The box alone, empty or ticked; with another sign, ticked in part."""
    rect = QRect(left, top, BOX, BOX)
    if on:
        draw_box(painter, rect, theme.accent if enabled else theme.edge, radius=4)
        draw_icon(painter, left + 2, top + 2, sign, theme.on_accent if enabled else theme.muted, 12)
    else:
        draw_box(
            painter, rect, theme.surface, theme.field_edge if enabled else theme.edge, radius=4
        )


class Tick(QCheckBox):
    """A check box of height 26; an ampersand in its words is printed."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFont(font(13))
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Say something else beside the box."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Box and words."""
        return QSize(INSET + BOX + GAP + width_of(font(13), self._words) + 8, 26)

    def minimumSizeHint(self) -> QSize:
        """Long words are cut."""
        return QSize(BOX + 2 * INSET, 26)

    def hitButton(self, pos: QPoint) -> bool:
        """A click on box or words."""
        return self.rect().contains(pos) and pos.x() <= self.sizeHint().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, words, ring."""
        theme, painter = current_theme(), QPainter(self)
        draw_tick(
            painter,
            INSET,
            (self.height() - BOX) // 2,
            self.isChecked(),
            theme,
            enabled=self.isEnabled(),
            sign="minus" if self.checkState() == PART else "check",
        )
        left = INSET + BOX + GAP
        room = QRect(left, 0, self.width() - left - 4, self.height())
        ink = theme.text if self.isEnabled() else theme.muted
        draw_text(painter, room, elided(font(13), self._words, room.width()), font(13), ink)
        if self.hasFocus():
            wide = min(self.width(), self.sizeHint().width())
            draw_ring(painter, QRect(0, (self.height() - 24) // 2, wide, 24))
        painter.end()
