"""A choice with its key, what it does and its consequence (mock-up 16)."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from mmd_reviewer.services.read.amendment_words import Way
from mmd_reviewer.ui.look.theme import MEDIUM, SEMIBOLD, Theme, font
from mmd_reviewer.ui.widgets.buttons import PaintedButton
from mmd_reviewer.ui.widgets.painting import draw_box, draw_text, width_of

PAD, INDENT, FIRST = 12, 38, 30
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class WayCard(PaintedButton):
    """A radio button of several lines;
    one that is not possible says why in place of its consequence.
    """

    def __init__(self, code: str, label: str, key: str) -> None:
        self.code, self._key = code, key
        self.way = Way(code, label, "", "", "muted")
        super().__init__(label, f"way_{code}")
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.update()

    def set_way(self, way: Way, off: str = "") -> None:
        """Say what it does; an obstacle, or `off`, disables it."""
        self.way = way
        self.setEnabled(not (way.obstacle or off))
        key = f"Key {self._key}. " if self._key else ""
        self.setAccessibleDescription(f"{key}{way.words} {way.mark}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """As high as its lines."""
        return True

    def _heights(self, width: int) -> tuple[int, int]:
        """Of what it does, and of its consequence."""
        room = QRect(0, 0, max(width - INDENT - PAD, 80), 2000)
        words = QFontMetrics(font(13)).boundingRect(room, WRAP, self.way.words).height()
        mark = QFontMetrics(font(12, MEDIUM)).boundingRect(room, WRAP, self.way.mark).height()
        return words, mark

    def heightForWidth(self, width: int) -> int:
        """The height of all its words."""
        words, mark = self._heights(width)
        return FIRST + words + 4 + mark + 10

    def sizeHint(self) -> QSize:
        """At a usual width."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Narrow is allowed, cut is not."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Box, circle, words."""
        on, enabled = self.isChecked(), self.isEnabled()
        if on:
            draw_box(painter, self.rect(), theme.selection, theme.accent)
        elif self.underMouse() and enabled:
            draw_box(painter, self.rect(), theme.hover)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if on else "field_edge" if enabled else "edge"
        painter.setPen(QPen(theme.color(edge), 1.5))
        painter.setBrush(theme.color("surface" if enabled else "alternate"))
        painter.drawEllipse(QRectF(PAD + 0.5, 10.5, 15, 15))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(QRectF(PAD + 4, 14, 8, 8))
        face, ink = font(13, SEMIBOLD), theme.text if enabled else theme.muted
        draw_text(painter, QRect(INDENT, 8, self.width(), 20), self.label, face, ink)
        left = INDENT + width_of(face, self.label) + 10
        draw_text(painter, QRect(left, 8, 40, 20), self._key, font(12), theme.muted)
        words, mark = self._heights(self.width())
        room = self.width() - INDENT - PAD
        painter.setFont(font(13))
        painter.setPen(theme.color("" if on else "muted"))
        painter.drawText(QRect(INDENT, FIRST, room, words + 2), WRAP, self.way.words)
        painter.setFont(font(12, MEDIUM))
        painter.setPen(theme.color(self.way.tone if enabled else "muted"))
        painter.drawText(QRect(INDENT, FIRST + words + 4, room, mark + 2), WRAP, self.way.mark)
