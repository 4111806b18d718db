"""A week in seven columns with every entry in full; the columns scroll together."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from mmd_reviewer.domain.period import WEEKDAYS
from mmd_reviewer.services.read.entry_line import OVER, Line, offset_words
from mmd_reviewer.services.read.period import WEEK, Cell, GridRead, cell_speech, week_of
from mmd_reviewer.ui.calendar.entry_look import draw_code
from mmd_reviewer.ui.calendar.month_grid import SATURDAY, cut_at_word
from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.announce import announce
from mmd_reviewer.ui.widgets.painting import (
    CENTRE,
    draw_box,
    draw_ring,
    draw_text,
    elided,
    width_of,
)
from mmd_reviewer.ui.widgets.tips import show_tip

HEAD = 58
CARD = 94  # height of an entry
CODE = 18
KEY = Qt.Key


class WeekGrid(QAbstractScrollArea):
    """`day_changed` tells the day of the cursor, `entry_changed` the entry under it,
    `opened` that Enter wants it.
    """

    day_changed = Signal(object)
    entry_changed = Signal(object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = week_of(date.today())
        self.place = 0
        self.read: GridRead | None = None
        self.setObjectName("weekGrid")
        self.setAccessibleName("Week")
        self.setProperty("helpPage", "calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(CARD // 2)

    def minimumSizeHint(self) -> QSize:
        """Two entries are seen."""
        return QSize(360, HEAD + 2 * CARD)

    def show_grid(self, read: GridRead) -> None:
        """Show what was read, if it is the week of the cursor."""
        if read.first == week_of(self.day):
            self.read = read
            self._fit()
            self._move(self.place)

    def set_day(self, day: date) -> None:
        """Put the cursor on a day, in whatever week."""
        if self.read is not None and self.read.first != week_of(day):
            self.read = None
        if day != self.day:
            self.place = 0
        self.day = day
        self._fit()
        self._move(self.place)

    def cells(self) -> tuple[Cell, ...]:
        """The days as far as they are known."""
        return self.read.cells if self.read is not None else ()

    def lines(self) -> tuple[Line, ...]:
        """The entries of the day of the cursor."""
        cells = self.cells()
        return cells[self.day.weekday()].lines if cells else ()

    def current_line(self) -> Line | None:
        """The entry under the cursor."""
        lines = self.lines()
        return lines[self.place] if 0 <= self.place < len(lines) else None

    def column(self, weekday: int) -> QRect:
        """The column of a weekday, from the top of the viewport."""
        width = self.viewport().width()
        left, right = (width * n // WEEK for n in (weekday, weekday + 1))
        return QRect(left, 0, right - left, self.viewport().height())

    def card(self, weekday: int, place: int) -> QRect:
        """Where an entry stands now."""
        column = self.column(weekday)
        top = HEAD + 6 + place * CARD - self.verticalScrollBar().value()
        return QRect(column.left() + 4, top, column.width() - 9, CARD - 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk the days, Up and Down the entries;
        Home and End the ends of the week.
        """
        key = KEY(event.key())
        monday = week_of(self.day)
        days = {
            KEY.Key_Left: self.day - timedelta(days=1),
            KEY.Key_Right: self.day + timedelta(days=1),
            KEY.Key_Home: monday,
            KEY.Key_End: monday + timedelta(days=WEEK - 1),
        }
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in days:
            self.move_to(days[key])
        elif key in (KEY.Key_Up, KEY.Key_Down):
            self._move(self.place + (1 if key == KEY.Key_Down else -1))
        elif key in (KEY.Key_Return, KEY.Key_Enter):
            self.opened.emit()
        else:
            event.ignore()

    def move_to(self, day: date) -> None:
        """Put the cursor on a day and tell."""
        if day != self.day:
            self.day_changed.emit(day)

    def _move(self, place: int) -> None:
        self.place = min(max(place, 0), max(len(self.lines()) - 1, 0))
        card = self.card(self.day.weekday(), self.place)
        bar = self.verticalScrollBar()
        if card.top() < HEAD + 6:
            bar.setValue(bar.value() - (HEAD + 6 - card.top()))
        elif card.bottom() > self.viewport().height() - 6:
            bar.setValue(bar.value() + card.bottom() - self.viewport().height() + 6)
        self._tell()
        self.entry_changed.emit(self.current_line())
        self.viewport().update()

    def _tell(self) -> None:
        cells = self.cells()
        if not cells or self.read is None:
            return
        line = self.current_line()
        words = cell_speech(cells[self.day.weekday()], self.read.today)
        words = f"{line.speech()}. {words}" if line is not None else words
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if self.hasFocus():
                announce(self, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cursor goes where one clicks."""
        found = self.at(event.position().toPoint())
        if found is None:
            return
        weekday, place = found
        day = week_of(self.day) + timedelta(days=weekday)
        if day != self.day:
            self.day_changed.emit(day)
        self._move(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press did it."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click opens."""
        if self.at(event.position().toPoint()) is not None and self.current_line() is not None:
            self.opened.emit()

    def at(self, point: QPoint) -> tuple[int, int] | None:
        """(weekday, place of the entry) under a point."""
        weekday = next((n for n in range(WEEK) if self.column(n).contains(point)), None)
        if weekday is None:
            return None
        return weekday, max((point.y() - HEAD - 6 + self.verticalScrollBar().value()) // CARD, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The fill stays without the ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scroll bar follows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        most = max((len(cell.lines) for cell in self.cells()), default=0)
        page = max(self.viewport().height() - HEAD - 12, 1)
        self.verticalScrollBar().setPageStep(page)
        self.verticalScrollBar().setRange(0, max(most * CARD - page, 0))

    def viewportEvent(self, event: QEvent) -> bool:
        """The tooltip names an entry in full."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.at(event.pos())
            lines = self.cells()[found[0]].lines if found is not None and self.cells() else ()
            place = found[1] if found is not None else 0
            show_tip(event.globalPos(), lines[place].speech() if place < len(lines) else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Columns, then the entries that are seen, then the head over them."""
        theme = current_theme()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("surface"))
        for weekday in range(WEEK):
            column = self.column(weekday)
            if weekday >= SATURDAY or any(cell.closed for cell in self.cells()[weekday:][:1]):
                painter.fillRect(column, theme.color("alternate"))
            painter.fillRect(QRect(column.right(), 0, 1, column.height()), theme.color("hairline"))
        for weekday, cell in enumerate(self.cells()):
            draw_column(painter, theme, self, weekday, cell)
        draw_head(painter, theme, self)
        painter.end()


def draw_column(painter: QPainter, theme: Theme, grid: WeekGrid, weekday: int, cell: Cell) -> None:
    """The entries of a day that are seen."""
    first = max(grid.verticalScrollBar().value() // CARD - 1, 0)
    for place in range(first, len(cell.lines)):
        card = grid.card(weekday, place)
        if card.top() > grid.viewport().height():
            break
        here = weekday == grid.day.weekday() and place == grid.place
        if here:
            draw_box(painter, card, theme.selection, radius=5)
        draw_card(painter, theme, cell.lines[place], card.adjusted(6, 5, -4, 0))
        if here and grid.hasFocus():
            draw_ring(painter, card, radius=5)


def draw_head(painter: QPainter, theme: Theme, grid: WeekGrid) -> None:
    """Names and numbers of the days, over the entries that scroll."""
    head = QRect(0, 0, grid.viewport().width(), HEAD)
    painter.fillRect(head, theme.color("window"))
    painter.fillRect(QRect(0, HEAD - 1, head.width(), 1), theme.color("hairline"))
    for weekday, name in enumerate(WEEKDAYS):
        column = grid.column(weekday)
        day = week_of(grid.day) + timedelta(days=weekday)
        today = grid.read is not None and day == grid.read.today
        face = font(13, SEMIBOLD)
        words = f"{name[:3]} {day.day}"
        area = QRect(column.left() + 10, 9, width_of(face, words), 22)
        if today:
            box = area.adjusted(-6, 0, 6, 0)
            draw_box(painter, box, theme.accent, radius=5)
            draw_text(painter, box, words, face, theme.on_accent, CENTRE)
        else:
            draw_text(
                painter, area, words, face, theme.muted if weekday >= SATURDAY else theme.text
            )
        below = QRect(column.left() + 10, 32, column.width() - 16, 18)
        draw_text(
            painter,
            below,
            elided(font(12), _note(grid, weekday), below.width()),
            font(12),
            theme.muted,
        )
        if day == grid.day:
            painter.fillRect(
                QRect(column.left(), HEAD - 3, column.width() - 1, 3), theme.color("accent")
            )


def _note(grid: WeekGrid, weekday: int) -> str:
    cells = grid.cells()
    if not cells:
        return ""
    cell = cells[weekday]
    own = cell.closed if cell.closed not in ("Saturday", "Sunday") else ""
    return own or (entry_count(cell.total) if cell.total else "")


def entry_count(number: int) -> str:
    """`1 entry`, `3 entries`."""
    return "1 entry" if number == 1 else f"{number:,} entries"


def draw_card(painter: QPainter, theme: Theme, line: Line, area: QRect) -> None:
    """Code and what, customer, number and which day, how it stands."""
    over, entry = line.now in OVER, line.entry
    draw_code(painter, QRect(area.left(), area.top() + 1, CODE, CODE), entry.code, line.now, 11)
    ink = theme.muted if over else theme.text
    face = font(13, REGULAR if over else SEMIBOLD)
    after = area.adjusted(CODE + 7, 0, 0, 0)
    what = QRect(after.left(), after.top(), after.width(), 20)
    draw_text(painter, what, cut_at_word(face, entry.what, after.width()), face, ink)
    place = " \u00b7 ".join(part for part in (entry.number, offset_words(entry)) if part)
    strong = font(12, SEMIBOLD if line.tone in ("broken", "accent") else REGULAR)
    customer = cut_at_word(font(13), entry.customer, area.width())
    for n, (words, own, tone) in enumerate(
        (
            (customer, font(13), ink),
            (place, font(12), theme.muted),
            (line.when, strong, theme.hex(line.tone)),
        )
    ):
        row = QRect(area.left(), area.top() + 22 + 19 * n, area.width(), 19)
        draw_text(painter, row, elided(own, words, area.width()), own, tone)
