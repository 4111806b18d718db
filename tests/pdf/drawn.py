"""What a sheet or page is told to draw, by words and places instead of operators."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from mmd_reviewer import paths
from mmd_reviewer.pdf.canvas import Canvas, Size
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.shaping import Line
from mmd_reviewer.pdf.sheet import EDGE, Sheet
from mmd_reviewer.pdf.structure import Node

FONTS = paths.resources() / "fonts"
DAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on a page, from 0; `right`: where it ends."""

    page: int
    text: str
    x: float
    y: float
    right: float
    size: float
    ink: str
    tag: str


@dataclass(frozen=True, slots=True)
class Box:
    """A filled or edged area, or a circle."""

    page: int
    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str
    radius: float
    dash: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    page: int
    x: float
    y: float
    to_x: float
    to_y: float
    ink: str


class WatchedCanvas(Canvas):
    """Draws as ever, and keeps what it was told."""

    def __init__(self, faces: Faces) -> None:
        super().__init__(faces)
        self.words: list[Words] = []
        self.boxes: list[Box] = []
        self.rules: list[Rule] = []
        self.number = -1

    def begin(self, size: Size) -> None:
        super().begin(size)
        self.number = len(self.pages) - 1

    def go_to(self, number: int) -> None:
        super().go_to(number)
        self.number = number

    def text(
        self, node: Node | None, x: float, y: float, line: Line, size: float, ink: str
    ) -> None:
        super().text(node, x, y, line, size, ink)
        right, tag = x + line.width * size / 1000, node.tag if node is not None else ""
        self.words.append(Words(self.number, line.text, x, y, right, size, ink, tag))

    def box(self, x: float, y: float, width: float, height: float, **look: Any) -> None:
        super().box(x, y, width, height, **look)
        self.boxes.append(
            Box(
                self.number,
                x,
                y,
                width,
                height,
                look.get("fill", ""),
                look.get("edge", ""),
                look.get("radius", 0),
                look.get("dash", ""),
            )
        )

    def rule(self, x: float, y: float, to_x: float, to_y: float, width: float, ink: str) -> None:
        super().rule(x, y, to_x, to_y, width, ink)
        self.rules.append(Rule(self.number, x, y, to_x, to_y, ink))

    def said(self, page: int | None = None) -> list[str]:
        """The words in the order in which they were drawn."""
        return [row.text for row in self.words if page is None or row.page == page]

    def found(self, text: str) -> Words:
        """The one line that says this."""
        (row,) = (row for row in self.words if row.text == text)
        return row


def watched_sheet(size: Size | None = None, **given: Any) -> tuple[Sheet, WatchedCanvas]:
    """A sheet, on its first page where a size is given, and what it draws."""
    sheet = Sheet(FONTS, **{"title": "A list", "printed": DAY, "as_of": "today", **given})
    canvas = WatchedCanvas(sheet.canvas.faces)
    sheet.canvas = canvas
    if size is not None:
        sheet.new_page(size)
    return sheet, canvas


def overlaps(canvas: WatchedCanvas) -> list[tuple[str, str]]:
    """Every two words of one page that stand on one another: on one base line, side over side."""
    found = []
    lines: dict[tuple[int, int], list[Words]] = {}
    for row in canvas.words:
        if row.text.strip():
            lines.setdefault((row.page, round(row.y)), []).append(row)
    for rows in lines.values():
        rows.sort(key=lambda row: row.x)
        found += [
            (one.text, other.text) for one, other in pairwise(rows) if one.right > other.x + 0.1
        ]
    return found


def outside(canvas: WatchedCanvas) -> list[str]:
    """Words that leave what a list may be drawn on."""
    return [
        row.text
        for row in canvas.words
        if row.x < EDGE - 0.1
        or row.right > canvas.pages[row.page].size[0] - EDGE + 0.1
        or row.y < EDGE - 0.1
        or row.y + row.size > canvas.pages[row.page].size[1] - EDGE + 4
    ]


@contextmanager
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[WatchedCanvas]]:
    """Every sheet begun within draws on a canvas that keeps what it was told."""
    made: list[WatchedCanvas] = []

    def canvas(faces: Faces) -> WatchedCanvas:
        made.append(WatchedCanvas(faces))
        return made[-1]

    with monkeypatch.context() as patch:
        patch.setattr("mmd_reviewer.pdf.sheet.Canvas", canvas)
        yield made


def watched(
    monkeypatch: pytest.MonkeyPatch, draw: Callable[..., object], *given: Any, **more: Any
) -> WatchedCanvas:
    """What a list that is drawn with the bundled fonts was told to draw."""
    with watching(monkeypatch) as made:
        draw(*given, FONTS, **more)
    return made[0]
