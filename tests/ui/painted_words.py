"""What a painted widget shows: its words as they are drawn, where, how strong and in which ink;
and its icons.
"""

import base64
import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.look.icons import pixmap

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
MATRIX = re.compile(r"matrix\(([^)]*)\)")
PLAIN = QImage.Format.Format_ARGB32


class Word(NamedTuple):
    """One piece of text: left edge and base line in pixels, weight, ink as `#rrggbb`."""

    text: str
    left: int
    base: int
    weight: int
    ink: str


def painted(widget: QWidget) -> list[Word]:
    """Every piece of text that the widget paints, in its order."""
    found = []
    for group in _drawn(widget).iter(f"{SVG}g"):
        dx, dy = _moved(group.get("transform", ""))
        for node in group.findall(f"{SVG}text"):
            left, base = float(node.get("x", "0")) + dx, float(node.get("y", "0")) + dy
            weight = int(node.get("font-weight", "400"))
            ink = group.get("stroke", "")
            found.append(Word(node.text or "", round(left), round(base), weight, ink))
    return found


def words(widget: QWidget) -> list[str]:
    """The same, as texts alone."""
    return [word.text for word in painted(widget)]


def has_icon(widget: QWidget, name: str, colour: str, size: int = 16) -> bool:
    """Does it show this icon in this colour, as large as that?"""
    wanted = pixmap(name, colour, size).toImage().convertToFormat(PLAIN)
    images = (node.get(LINK, "") for node in _drawn(widget).iter(f"{SVG}image"))
    shown = (QImage.fromData(base64.b64decode(data.partition(",")[2])) for data in images)
    return any(image.convertToFormat(PLAIN) == wanted for image in shown)


def _drawn(widget: QWidget) -> ET.Element:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setResolution(96)
    generator.setViewBox(QRect(QPoint(), widget.size()))
    painter = QPainter(generator)
    widget.render(painter, QPoint())
    painter.end()
    return ET.fromstring(bytes(buffer.data().data()))


def _moved(transform: str) -> tuple[float, float]:
    found = MATRIX.search(transform)
    parts = [float(part) for part in found[1].split(",")] if found else [0.0] * 6
    return parts[4], parts[5]
