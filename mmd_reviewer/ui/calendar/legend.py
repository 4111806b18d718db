"""What the letters and shapes of month and week mean; always in view."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.calendar_entry import DONE, OVERDUE, PLANNED, TODAY
from mmd_reviewer.ui.calendar.entry_look import draw_code
from mmd_reviewer.ui.look.theme import current_theme, font
from mmd_reviewer.ui.widgets.painting import draw_hairline, draw_text, width_of

CODES = (
    ("1", "First"),
    ("2", "Second"),
    ("3", "Third"),
    ("F", "Final"),
    ("D", "Deadline"),
    ("A", "Appeal"),
    ("E", "Approval ends"),
)
SELDOM = {
    "P": "Parked",
    "K": "Edition",
    "T": "Proof to ask for",
    "V": "Review",
    "R": "Answer to appeal",
}
SHAPES = (("F", OVERDUE, "Overdue"), ("3", TODAY, "Today"), ("1", DONE, "Done"))
INSET, ROW, CODE = 20, 24, 18
GAP, LEAST_GAP = 16, 8


class Legend(QWidget):
    """Wraps where it does not fit one line;
    seldom codes are explained only while they are shown.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seldom: tuple[str, ...] = ()
        self.setObjectName("calendarLegend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_codes(self, codes: Iterable[str]) -> None:
        """Explain also these."""
        self._seldom = tuple(code for code in SELDOM if code in set(codes))
        self._tell()
        self._fit()
        self.update()

    def _tell(self) -> None:
        words = ", ".join(f"{code} {name}" for code, _, name in self._items())
        self.setAccessibleName(f"Legend: {words}")

    def _items(self) -> list[tuple[str, str, str]]:
        plain = [(code, PLANNED, name) for code, name in CODES]
        plain += [(code, PLANNED, SELDOM[code]) for code in self._seldom]
        return [*plain, *SHAPES]

    def _places(self) -> list[tuple[int, int]]:
        """Left edge and row of every item; the shapes stand at the right,
        or begin a row where there is no room.
        """
        widths = [CODE + 6 + width_of(font(12), name) for _, _, name in self._items()]
        shapes, room = len(widths) - len(SHAPES), self.width() - 2 * INSET
        spare = room - sum(widths)
        if spare >= LEAST_GAP * (len(widths) - 1):
            gap = min(GAP, spare // (len(widths) - 1))
            lefts = [INSET + sum(widths[:n]) + gap * n for n in range(len(widths))]
            pushed = INSET + room - (lefts[-1] + widths[-1])
            return [(left + (pushed if n >= shapes else 0), 0) for n, left in enumerate(lefts)]
        places, left, row = [], INSET, 0
        for n, width in enumerate(widths):
            if left > INSET and (left + width > INSET + room or n == shapes):
                left, row = INSET, row + 1
            places.append((left, row))
            left += width + GAP
        return places

    def sizeHint(self) -> QSize:
        """As many rows as it needs."""
        return QSize(400, 15 + ROW * (self._places()[-1][1] + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Boxes and words."""
        theme = current_theme()
        painter = QPainter(self)
        draw_hairline(painter, 0, self.width(), 0)
        for (code, now, name), (left, row) in zip(self._items(), self._places(), strict=True):
            top = 8 + row * ROW
            draw_code(painter, QRect(left, top + 3, CODE, CODE), code, now, 11)
            draw_text(painter, QRect(left + CODE + 6, top, 200, ROW), name, font(12), theme.muted)
        painter.end()
