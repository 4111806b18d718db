"""The course of one revocation on a line, to scale: due above,
happened below, today a thin line (mock-up 04).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.calendar_entry import CANCELLED, DONE, NOT_SENT, OVERDUE, TODAY
from mmd_reviewer.services.read.course_marks import TICK, Mark, Text, speech
from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.painting import CENTRE, draw_text, width_of
from mmd_reviewer.ui.widgets.tips import show_tip

RADIUS = 12
DOT = 5  # the radius of a mark without a letter
LEAST_STEP = 2 * RADIUS + 8
LINE_HEIGHT = 19
BLOCK_GAP = 6
NAME = 13  # pixels of a mark's name
GAP = 10  # between two labels on one row
TICK_DAYS = 10
PAST = 24  # the dotted way from the last mark to today when the deadline has passed
TODAY_ROOM = 96


class Placed(NamedTuple):
    """Where a mark stands, and the rows and left edges of its labels."""

    mark: Mark
    x: int
    side: str  # left, middle or right
    above: tuple[int, int]  # row of blocks counted from the line, left edge
    below: tuple[int, int]


class Layout(NamedTuple):
    """Everything of one width: marks, how high each row of blocks above
    and below is, where today is.
    """

    placed: tuple[Placed, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]
    today: int | None


def reach(heights: Sequence[int], row: int) -> int:
    """How far from the line a row of blocks begins;
    of a row past the last: how far all of them reach.
    """
    return sum(heights[:row]) + BLOCK_GAP * row - (BLOCK_GAP if row == len(heights) else 0)


def _heights(blocks: Sequence[Sequence[Text]], rows: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The height of each row: that of its highest block."""
    found = [0] * (max(row for row, _ in rows) + 1)
    for lines, (row, _) in zip(blocks, rows, strict=True):
        found[row] = max(
            found[row], LINE_HEIGHT * sum(any(words.text for words in text) for text in lines)
        )
    return tuple(found)


def face_of(strong: bool, px: int = 12, struck: bool = False) -> QFont:
    """The face of a stretch of words."""
    made = font(px, SEMIBOLD if strong else REGULAR)
    made.setStrikeOut(struck)
    return made


def text_width(text: Text, px: int = 12) -> int:
    """The width of one line."""
    return sum(width_of(face_of(words.strong, px), words.text) for words in text)


def block_width(lines: Sequence[Text], first_px: int = 12) -> int:
    """The width of the widest line."""
    return max((text_width(text, 12 if n else first_px) for n, text in enumerate(lines)), default=0)


def lay_out(marks: Sequence[Mark], day: date, width: int, *, to_scale: bool = True) -> Layout:
    """Marks to scale, or long gaps drawn together so that each mark has room for its words;
    the outer labels align outwards, the others stand in the middle of their mark.
    """
    first, last = marks[0].day, marks[-1].day
    room = 2 * RADIUS + PAST + TODAY_ROOM if day > last else 0
    right = max(block_width(marks[-1].above, NAME), block_width(marks[-1].below), room)
    end = max(width - right + RADIUS - 2, LEAST_STEP * (len(marks) - 1) + RADIUS)
    gone = [float((mark.day - first).days) for mark in marks]
    if not to_scale:
        gone = _drawn_together(gone)
    scale = (end - RADIUS) / max(gone[-1], 1)
    places = _spread([RADIUS + round(far * scale) for far in gone], end)
    today = end + RADIUS + PAST if day > last else RADIUS + round((day - first).days * scale)
    if not to_scale and first <= day <= last:
        today = _between(marks, places, day)
    if day == marks[-1].day:
        today = places[-1]
    sides = ["left", *("middle" for _ in marks[3:]), *("right" for _ in marks[2:3]), "left"][
        -len(marks) :
    ]
    above = _rows(
        [(place, block_width(mark.above, NAME)) for place, mark in zip(places, marks, strict=True)],
        sides,
    )
    below = _rows(
        [(place, block_width(mark.below)) for place, mark in zip(places, marks, strict=True)],
        sides,
        today,
    )
    placed = [Placed(*row) for row in zip(marks, places, sides, above, below, strict=True)]
    return Layout(
        tuple(placed),
        _heights([mark.above for mark in marks], above),
        _heights([mark.below for mark in marks], below),
        today if day >= first else None,
    )


def _drawn_together(gone: Sequence[float]) -> list[float]:
    """Days gone by at each mark, a gap of a year counted as three of a week."""
    found = [0.0]
    for before, after in itertools.pairwise(gone):
        found.append(found[-1] + math.log1p(after - before))
    return found


def _between(marks: Sequence[Mark], places: Sequence[int], day: date) -> int:
    """Where a day stands between the marks around it."""
    n = max(n for n, mark in enumerate(marks) if mark.day <= day)
    if n == len(marks) - 1 or marks[n].day == day:
        return places[n]
    share = (day - marks[n].day).days / (marks[n + 1].day - marks[n].day).days
    return places[n] + round(share * (places[n + 1] - places[n]))


def _spread(places: list[int], end: int) -> list[int]:
    """Marks that would lie on one another are moved apart."""
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + LEAST_STEP)
    places[-1] = min(places[-1], end)
    for n in range(len(places) - 1, 0, -1):
        places[n - 1] = min(places[n - 1], places[n] - LEAST_STEP)
    return places


def _rows(
    blocks: list[tuple[int, int]], sides: list[str], today: int | None = None
) -> list[tuple[int, int]]:
    ends: list[int] = []
    found = []
    for (place, width), side in zip(blocks, sides, strict=True):
        stop = place + RADIUS
        if today is not None and 0 <= today - place <= RADIUS + 6:
            stop = today - 8  # or the line of today would run through the words
        left = {"left": place - RADIUS, "middle": place - width // 2, "right": stop - width}[side]
        left = max(left, 0)
        row = next((n for n, used in enumerate(ends) if left >= used + GAP), len(ends))
        ends[row : row + 1] = [left + width]
        found.append((row, left))
    return found


def _axis(found: Layout) -> int:
    """How far below the top the line runs."""
    return reach(found.above, len(found.above)) + 10 + RADIUS


def _draw_labels(painter: QPainter, theme: Theme, found: Layout, row: Placed, axis: int) -> None:
    level, left = row.above
    top = (
        axis
        - RADIUS
        - 10
        - reach(found.above[: level + 1], level)
        - len(row.mark.above) * LINE_HEIGHT
    )
    _draw_block(painter, theme, row.mark.above, QPoint(left, top), row.side, NAME)
    level, left = row.below
    top = axis + RADIUS + 8 + reach(found.below[: level + 1], level)
    _draw_block(painter, theme, row.mark.below, QPoint(left, top), row.side)


class TimeLine(QWidget):
    """Shows the marks of a course; the mouse asks why a date is what it is."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: tuple[Mark, ...] = ()
        self.day = date.min
        self._first: date | None = None
        self._to_scale = True
        self.setObjectName("caseTimeline")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_course(
        self,
        name: str,
        marks: tuple[Mark, ...],
        day: date,
        first: date | None = None,
        *,
        to_scale: bool = True,
    ) -> None:
        """Show another course; days are counted from `first`, its day 0."""
        self.marks, self.day, self._first, self._to_scale = marks, day, first, to_scale
        self.setAccessibleName(f"Course of {name}")
        self.setAccessibleDescription(speech(marks, self.today_words()))
        self.updateGeometry()
        self.update()

    def today_words(self) -> str:
        """`Today, day 84`; without a day 0 `Today`."""
        return f"Today, day {(self.day - self._first).days}" if self._first else "Today"

    def heightForWidth(self, width: int) -> int:
        """Labels that would collide take a second row."""
        if not self.marks:
            return 0
        found = self._lay_out(width)
        below = reach(found.below, len(found.below))
        return (
            _axis(found)
            + RADIUS
            + 8
            + below
            + (6 if self.day > self.marks[-1].day else LINE_HEIGHT + 6)
        )

    def sizeHint(self) -> QSize:
        """As high as its labels need."""
        return QSize(600, self.heightForWidth(max(self.width(), 600)))

    def minimumSizeHint(self) -> QSize:
        """Never lower than its labels."""
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def _lay_out(self, width: int) -> Layout:
        return lay_out(self.marks, self.day, width, to_scale=self._to_scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, ticks, today, marks, labels."""
        if not self.marks:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        found = self._lay_out(self.width())
        axis = _axis(found)
        self._draw_line(painter, theme, found, axis)
        self._draw_today(painter, theme, found, axis)
        for row in found.placed:
            _draw_labels(painter, theme, found, row, axis)
        for row in found.placed:
            _draw_mark(painter, theme, row.mark, QPointF(row.x, axis))
        painter.end()

    def _draw_line(self, painter: QPainter, theme: Theme, found: Layout, axis: int) -> None:
        first, last = found.placed[0], found.placed[-1]
        reached = min(max(found.today or first.x, first.x), last.x)
        painter.setPen(QPen(theme.color("text"), 2))
        painter.drawLine(QPointF(first.x, axis), QPointF(reached, axis))
        painter.setPen(QPen(theme.color("muted"), 2, Qt.PenStyle.DotLine))
        if reached < last.x:
            painter.drawLine(QPointF(reached, axis), QPointF(last.x, axis))
        if found.today is not None and found.today > last.x:
            painter.drawLine(QPointF(last.x, axis), QPointF(found.today, axis))
        days = (last.mark.day - first.mark.day).days
        for day in range(TICK_DAYS, days if self._to_scale else 0, TICK_DAYS):
            x = first.x + round(day * (last.x - first.x) / days)
            if all(abs(x - row.x) > RADIUS + 3 for row in found.placed):
                painter.fillRect(QRectF(x, axis + 3, 1, 5), theme.color("edge"))

    def _draw_today(self, painter: QPainter, theme: Theme, found: Layout, axis: int) -> None:
        if found.today is None:
            return
        words, face = self.today_words(), face_of(True)
        width = width_of(face, words)
        if found.today > found.placed[-1].x:
            painter.fillRect(QRect(found.today, axis - 7, 2, 15), theme.color("accent"))
            area = QRect(found.today + 8, axis - LINE_HEIGHT // 2, width + 2, LINE_HEIGHT)
            draw_text(painter, area, words, face, theme.accent)
            return
        top = axis + RADIUS + 8 + reach(found.below, len(found.below))
        painter.fillRect(QRect(found.today, axis, 2, top - axis + 2), theme.color("accent"))
        left = min(max(found.today - width // 2, 0), self.width() - width)
        draw_text(painter, QRect(left, top + 2, width + 2, LINE_HEIGHT), words, face, theme.accent)

    def event(self, event: QEvent) -> bool:
        """The tooltip of a mark says why its date is what it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.marks:
            found = self._lay_out(self.width())
            near = [row.mark for row in found.placed if abs(row.x - event.pos().x()) <= RADIUS]
            show_tip(event.globalPos(), f"{near[0].speech()}\n{near[0].why}" if near else "", self)
            return True
        return super().event(event)


def _draw_block(
    painter: QPainter,
    theme: Theme,
    lines: Sequence[Text],
    at: QPoint,
    side: str,
    first_px: int = 12,
) -> None:
    whole = block_width(lines, first_px)
    for n, text in enumerate(lines):
        px = 12 if n else first_px
        spare = whole - text_width(text, px)
        left = at.x() + {"left": 0, "middle": spare // 2, "right": spare}[side]
        if any(words.text for words in text):  # the line of today passes behind the words
            ground = QRect(left - 3, at.y() + n * LINE_HEIGHT, whole - spare + 6, LINE_HEIGHT)
            painter.fillRect(ground, theme.color("window"))
        for words in text:
            face = face_of(words.strong, px, words.struck)
            room = width_of(face, words.text)
            area = QRect(left, at.y() + n * LINE_HEIGHT, room + 2, LINE_HEIGHT)
            draw_text(painter, area, words.text, face, theme.hex(words.tone))
            left += room


def _draw_mark(painter: QPainter, theme: Theme, mark: Mark, at: QPointF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("window"))
    painter.drawEllipse(at, RADIUS + 2, RADIUS + 2)
    filled = {DONE: "text", OVERDUE: "broken", TODAY: "accent"}.get(mark.now, "")
    gone = mark.now in (NOT_SENT, CANCELLED)
    edge = filled or ("muted" if gone else "text")
    painter.setPen(QPen(theme.color(edge), 1.5))
    painter.setBrush(theme.color(filled) if filled else theme.color("window"))
    size = RADIUS - 1 if mark.code else DOT
    painter.drawEllipse(at, size, size)
    ink = theme.window if mark.now == DONE else theme.on_accent if filled else theme.hex(edge)
    area = QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS).toRect()
    if mark.code == TICK:
        draw_icon(painter, area.x() + 4, area.y() + 4, "check", ink)
    else:
        draw_text(painter, area, mark.code, font(12, SEMIBOLD), ink, CENTRE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if gone:
        painter.setPen(QPen(theme.color(edge), 1.5))
        off = RADIUS * 0.7
        painter.drawLine(QPointF(at.x() - off, at.y() + off), QPointF(at.x() + off, at.y() - off))
