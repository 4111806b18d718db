"""Drawing shared by the painted controls: text, boxes, the focus ring."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from mmd_reviewer.ui.look.theme import current_theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
RADIUS = 6


def width_of(font: QFont, text: str) -> int:
    """The advance of a text in logical pixels."""
    return QFontMetrics(font).horizontalAdvance(text)


def elided(font: QFont, text: str, width: int) -> str:
    """The text cut at the right with an ellipsis where it does not fit."""
    # elidedText counts fractions of pixels and would cut a text that fits to the pixel.
    if width_of(font, text) <= width:
        return text
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line of plain text; ampersands are printed, not swallowed."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(rect, _single_line(align), text)


@cache
def _single_line(align: Qt.AlignmentFlag) -> int:
    return int(align | Qt.TextFlag.TextSingleLine)


def draw_box(
    painter: QPainter,
    rect: QRect,
    fill: str = "",
    edge: str = "",
    width: float = 1,
    radius: float = RADIUS,
) -> None:
    """A rounded box whose edge lies inside the rectangle, on the pixel grid."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
    inset = width / 2 if edge else 0
    inner = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, radius - inset, radius - inset)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def draw_ring(painter: QPainter, rect: QRect, radius: float = RADIUS) -> None:
    """The focus ring: 2 px of accent just inside the rectangle."""
    draw_box(painter, rect, edge=current_theme().accent, width=2, radius=radius)


def draw_hairline(painter: QPainter, left: int, right: int, y: int) -> None:
    """A one pixel line from left to right, both inclusive of left only."""
    painter.fillRect(QRect(left, y, right - left, 1), current_theme().color("hairline"))
