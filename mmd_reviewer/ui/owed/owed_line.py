"""A shortening that waits, on a line to scale: decided, today,
the last day for its letter, the new deadline (D7).
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.owing import Waiting
from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.painting import draw_text, width_of

AXIS, HEIGHT, END, GAP = 29, 58, 8, 10


class WaitingLine(QWidget):
    """What has passed since the decision is red;
    after the hollow mark the letter must be made again.
    """

    def __init__(self, waiting: Waiting, day: date) -> None:
        super().__init__()
        self.waiting, self.day = waiting, day
        self.setObjectName("waitingLine")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            f"Decided {on_screen(waiting.decided)}, today {on_screen(day)}, last day for the "
            f"letter "
            f"{on_screen(waiting.last)}, new deadline {on_screen(waiting.new)}"
        )

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(300, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrower, labels would lie over each other."""
        return QSize(240, HEIGHT)

    def place(self, day: date) -> int:
        """Where a day stands."""
        whole = max((self.waiting.new - self.waiting.decided).days, 1)
        at = min(max((day - self.waiting.decided).days, 0), whole)
        return 4 + round(at * (self.width() - 4 - END) / whole)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line, marks, labels: what is decided above and below by turns."""
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now, last, new = (
            self.place(day) for day in (self.day, self.waiting.last, self.waiting.new)
        )
        for left, right, tone in (
            (4, now, "broken"),
            (now, last, "text"),
            (max(now, last), new, "edge"),
        ):
            if right > left:
                painter.fillRect(QRectF(left, AXIS - 1, right - left, 2), theme.color(tone))
        painter.setPen(QPen(theme.color("text"), 1.5))
        painter.setBrush(theme.color("window"))
        painter.drawEllipse(QPointF(last, AXIS), 4.5, 4.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("broken"))
        painter.drawEllipse(QPointF(new, AXIS), 5, 5)
        painter.fillRect(QRectF(now - 1, AXIS - 12, 2, 24), theme.color("accent"))
        self._draw_labels(painter, theme, now, last)
        painter.end()

    def _draw_labels(self, painter: QPainter, theme: Theme, now: int, last: int) -> None:
        plain, strong = font(12, REGULAR), font(12, SEMIBOLD)
        words = on_screen(self.waiting.last)
        width = width_of(plain, words)
        left = min(max(last - width // 2, 0), self.width() - width)
        if left > width_of(plain, "Decided") + GAP:
            draw_text(painter, QRect(0, 0, 80, 18), "Decided", plain, theme.muted)
        draw_text(painter, QRect(left, 0, width + 2, 18), words, plain, theme.text)
        words = on_screen(self.waiting.new)
        end = self.width() - width_of(plain, words)
        draw_text(
            painter, QRect(end, AXIS + 11, self.width() - end + 2, 18), words, plain, theme.text
        )
        room = width_of(strong, "Today")
        left = min(max(now - room // 2, 0), end - room - GAP)
        draw_text(painter, QRect(left, AXIS + 11, room + 2, 18), "Today", strong, theme.accent)
