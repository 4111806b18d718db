"""Lucide icons, recoloured and rendered sharp for the screen they are drawn on."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mmd_reviewer import paths
from mmd_reviewer.ui.look.theme import current_theme

STROKE = 1.75


@cache
def _source(name: str) -> str:
    path = paths.resources() / "icons" / f"{name}.svg"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def _image(name: str, colour: str, size: int, stroke: float, ratio: float) -> QImage:
    side = round(size * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    svg = _source(name).replace("currentColor", colour)
    svg = re.sub(r'stroke-width="[^"]*"', f'stroke-width="{stroke}"', svg)
    if svg:
        painter = QPainter(image)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def pixmap(
    name: str, colour: str, size: int = 16, stroke: float = STROKE, ratio: float = 1.0
) -> QPixmap:
    """An icon as a pixmap; ``colour`` is ``#RRGGBB``, ``size`` in logical pixels."""
    return QPixmap.fromImage(_image(name, colour, size, stroke, ratio))


def icon(name: str) -> QIcon:
    """A muted icon for menus and actions, at one and two device pixels."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, current_theme().muted, ratio=ratio))
    return made


def draw_icon(
    painter: QPainter, x: float, y: float, name: str, colour: str, size: int = 16
) -> None:
    """Paint an icon with its upper left corner at x, y."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawImage(QRectF(x, y, size, size), _image(name, colour, size, STROKE, ratio))
