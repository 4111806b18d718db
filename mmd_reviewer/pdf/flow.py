"""Strips of a page and where pages end: what belongs together stays together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from mmd_reviewer.domain.letters.drawn import Place
from mmd_reviewer.pdf.canvas import Canvas, Size
from mmd_reviewer.pdf.shaping import Line
from mmd_reviewer.pdf.structure import Node

ASCENT = 1.069  # of the size: how far the letters reach above the base line
_TOGETHER = 3  # lines that are not divided


class Look(NamedTuple):
    """How text is set: size and distance of the lines in points, colour, weight."""

    size: float
    leading: float
    ink: str
    strong: bool = False


class Mark(NamedTuple):
    """A line of text on a strip: `x` from the left end, `base` points below the strip's top."""

    node: Node | None
    x: float
    base: float
    line: Line
    look: Look


@dataclass(slots=True)
class Strip:
    """A stretch over the whole width that no page break divides.

    `before`: points of air above it, none at the top of a page; `joined`: no page ends before it.
    `head` is repeated where a page begins with the strip; `rules`: hairlines, points below its top.
    """

    height: float
    marks: list[Mark] = field(default_factory=list)
    before: float = 0
    joined: bool = False
    head: Strip | None = None
    rules: tuple[float, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where strips stand: the size of a page, its margins, in points."""

    size: Size
    left: float
    right: float
    first_top: float
    later_top: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide a strip is."""
        return self.size[0] - self.left - self.right

    def top(self, page: int) -> float:
        """Where the first strip of a page begins, above its lower edge."""
        return self.size[1] - (self.first_top if page == 0 else self.later_top)


def is_joined(line: int, lines: int) -> bool:
    """Whether no page ends before a line: two stay on each side of a division."""
    return line > 0 and (lines <= _TOGETHER or line in (1, lines - 1))


def text_strips(
    lines: Sequence[Line], node: Node, look: Look, width: float, *, indent: float = 0
) -> list[Strip]:
    """A strip for each line; lines of a paragraph are divided only where two stay on each side."""
    made = []
    for place, line in enumerate(lines):
        x = indent
        if line.leftwards:
            x = width - line.width * look.size / 1000
        mark = Mark(node, x, look.size * ASCENT, line, look)
        made.append(Strip(look.leading, [mark], joined=is_joined(place, len(lines))))
    return made


def join(strips: Sequence[Strip], before: float = 0, source: str = "") -> list[Strip]:
    """The strips of one block; air above the first."""
    if strips:
        strips[0].before = max(before, strips[0].before)
    for strip in strips:
        strip.source = source
    return list(strips)


def pages_of(strips: Sequence[Strip], frame: Frame) -> list[list[Strip]]:
    """The strips of each page. What is joined goes on to the next page together,
    unless it is higher than a page.
    """
    pages: list[list[Strip]] = []
    start = 0
    while start < len(strips):
        end = _end(strips, start, frame, len(pages))
        pages.append(list(strips[start:end]))
        start = end
    return pages or [[]]


def _end(strips: Sequence[Strip], start: int, frame: Frame, page: int) -> int:
    room = frame.top(page) - frame.bottom
    head = strips[start].head
    if head is not None:
        room -= head.height
    place = start
    while place < len(strips):
        room -= strips[place].height + (strips[place].before if place > start else 0)
        if room < -0.01 and place > start:
            break
        place += 1
    if place == len(strips):
        return place
    fits = place
    while place > start and strips[place].joined:
        place -= 1
    return place if place > start else fits


def draw(
    canvas: Canvas, frame: Frame, pages: Sequence[Sequence[Strip]], hairline: str
) -> list[Place]:
    """Draw strips page by page; where each block with a source came to stand."""
    places: list[Place] = []
    for number, strips in enumerate(pages):
        canvas.begin(frame.size)
        y = frame.top(number)
        head = strips[0].head if strips else None
        if head is not None:
            _draw_strip(canvas, frame, head, y, hairline)
            y -= head.height
        for place, strip in enumerate(strips):
            y -= strip.before if place else 0
            _draw_strip(canvas, frame, strip, y, hairline)
            bottom = y - strip.height
            if strip.source:
                right = frame.left + frame.width
                _place(places, Place(number, frame.left, bottom, right, y, strip.source))
            y = bottom
    return places


def _draw_strip(canvas: Canvas, frame: Frame, strip: Strip, y: float, hairline: str) -> None:
    for node, x, base, line, look in strip.marks:
        canvas.text(node, frame.left + x, y - base, line, look.size, look.ink)
    for below in strip.rules:
        canvas.rule(frame.left, y - below, frame.left + frame.width, y - below, 0.5, hairline)


def _place(places: list[Place], found: Place) -> None:
    """Strips of one block are one place on a page."""
    last = places[-1] if places else None
    alike = last is not None and (last.page, last.source) == (found.page, found.source)
    if last is not None and alike and abs(last.bottom - found.top) < 0.01:
        places[-1] = replace(found, top=last.top)
    else:
        places.append(found)
