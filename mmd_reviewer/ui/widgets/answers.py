"""Answers of the checklist: toggle buttons with shape,
word and key; radio rows; the thread of steps.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.buttons import PaintedButton
from mmd_reviewer.ui.widgets.painting import CENTRE, draw_box, draw_text, width_of

Variant = Literal["neutral", "good", "attention", "broken"]
StepState = Literal["done", "active", "locked", "confirm"]
SHAPES = {
    "neutral": "check",
    "good": "check",
    "attention": "circle-question-mark",
    "broken": "circle-x",
}
LINE, HINT_LINE = 26, 18  # of a row, in pixels
EDGES = {"neutral": "accent", "good": "good", "attention": "attention", "broken": "broken"}


class AnswerButton(PaintedButton):
    """A checkable answer: an open circle until chosen, then the shape and colour of its variant."""

    def __init__(
        self,
        label: str,
        name: str,
        *,
        key: str = "",
        variant: Variant = "neutral",
        low: bool = False,
    ) -> None:
        self._key, self._variant = key, variant
        self._height = 31 if low else 35
        self._least = 100 if low else 104
        super().__init__(label, name)
        self.setCheckable(True)
        if key:
            self.setAccessibleDescription(f"Key {key}")

    def sizeHint(self) -> QSize:
        """At least 104 wide (100 when low)."""
        return QSize(max(self._least, self._content() + 28), self._height)

    def _content(self) -> int:
        key = 11 + width_of(font(12), self._key) if self._key else 0
        return 22 + width_of(font(13, SEMIBOLD), self._label) + key

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Box, shape, word, key."""
        on = self.isChecked()
        edge = theme.hex(EDGES[self._variant]) if on else theme.edge
        fill = theme.selection if on and self._variant == "neutral" else theme.surface
        if self.underMouse() and not on and self.isEnabled():
            fill = theme.hover
        if not self.isEnabled():
            fill = theme.alternate
        draw_box(painter, self.rect(), fill, edge, 1.5 if on else 1)
        x = (self.width() - self._content()) // 2
        shape = SHAPES[self._variant] if on else "circle"
        size = 16 if on else 14
        draw_icon(painter, x, (self.height() - size) / 2, shape, edge if on else theme.muted, size)
        face = font(13, SEMIBOLD if on else REGULAR)
        ink = theme.text if self.isEnabled() else theme.muted
        draw_text(painter, QRect(x + 22, 0, 400, self.height()), self._label, face, ink)
        if self._key:
            left = x + 22 + width_of(face, self._label) + 11
            draw_text(painter, QRect(left, 0, 60, self.height()), self._key, font(12), theme.muted)


class RadioRow(PaintedButton):
    """A decision row: circle, words, muted hint; disabled rows say why in the hint."""

    def __init__(self, label: str, name: str, hint: str = "") -> None:
        self._hint = hint
        super().__init__(label, name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_hint(hint)

    def set_hint(self, hint: str, enabled: bool = True) -> None:
        """Change the hint; a disabled row keeps its reason readable."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self.setEnabled(enabled)
        self.updateGeometry()
        self.update()

    @property
    def hint(self) -> str:
        """The muted words beside the label."""
        return self._hint

    @property
    def _wide(self) -> int:
        """Of words and hint in one line, whether chosen or not."""
        return 26 + width_of(font(13, SEMIBOLD), self._label) + 11 + width_of(font(12), self._hint)

    @property
    def _tall(self) -> int:
        return LINE if self._wide <= self.width() else LINE + HINT_LINE

    def sizeHint(self) -> QSize:
        """One line, as long as there is room for it."""
        return QSize(self._wide + 6, self._tall)

    def minimumSizeHint(self) -> QSize:
        """The longer of words and hint, which stands below where there is no room beside them."""
        longer = max(width_of(font(13, SEMIBOLD), self._label), width_of(font(12), self._hint))
        return QSize(26 + longer + 6, self._tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See `sizeHint`."""
        super().resizeEvent(event)
        if self._tall != event.size().height():
            self.updateGeometry()

    def has_edge(self) -> bool:
        """Rows have no edge."""
        return False

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Circle, words, hint."""
        enabled = self.isEnabled()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.isChecked() else "field_edge" if enabled else "edge"
        painter.setPen(QPen(theme.color(edge), 1.5))
        painter.setBrush(theme.color("surface" if enabled else "alternate"))
        top = (LINE - 16) / 2
        painter.drawEllipse(QRectF(1.5, top + 0.5, 15, 15))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(QRectF(5, top + 4, 8, 8))
        face = font(13, SEMIBOLD if self.isChecked() else REGULAR)
        ink = theme.text if enabled else theme.muted
        words = QRect(26, 0, self.width() - 26, LINE)
        draw_text(painter, words, self._label, face, ink)
        beside = self._wide <= self.width()
        left, down = (width_of(face, self._label) + 11, 0) if beside else (0, HINT_LINE)
        draw_text(painter, words.adjusted(left, down, 0, down), self._hint, font(12), theme.muted)


class Thread(QWidget):
    """The numbered circle of a step and the line that runs down to the next one."""

    def __init__(self, number: int, last: bool = False) -> None:
        super().__init__()
        self._number, self._last = number, last
        self._state: StepState = "locked"
        self.setFixedWidth(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_state(self, state: StepState) -> None:
        """done, active, locked or confirm (answered before, to be confirmed)."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """The circle; the line takes what the step leaves."""
        return QSize(24, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle, number, line."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self._state == "active"
        edge = {"done": "text", "active": "accent", "locked": "edge", "confirm": "attention"}[
            self._state
        ]
        painter.setPen(QPen(theme.color(edge), 1.5))
        painter.setBrush(theme.color("accent") if active else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(0.75, 0.75, 22.5, 22.5))
        ink = (
            theme.on_accent
            if active
            else theme.muted
            if self._state == "locked"
            else theme.hex(edge)
        )
        draw_text(painter, QRect(0, 0, 24, 24), str(self._number), font(12, SEMIBOLD), ink, CENTRE)
        if not self._last:
            painter.fillRect(QRect(12, 28, 1, max(0, self.height() - 32)), theme.color("edge"))
        painter.end()
