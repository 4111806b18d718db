"""A month as one painted grid with a cursor:
six weeks, entries capped per cell, the rest counted (mock-up 05).
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.period import MONTHS, WEEKDAYS
from mmd_reviewer.services.read.entry_line import OVER, Line, offset_words
from mmd_reviewer.services.read.period import WEEK, Cell, GridRead, cell_speech, month_grid
from mmd_reviewer.ui.calendar.entry_look import draw_code
from mmd_reviewer.ui.look.theme import MEDIUM, REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.announce import announce
from mmd_reviewer.ui.widgets.painting import (
    CENTRE,
    draw_box,
    draw_hairline,
    draw_text,
    elided,
    width_of,
)
from mmd_reviewer.ui.widgets.tips import show_tip

WEEKS = 6
HEAD, WEEK_WIDTH = 30, 35
# Heights of the day's number, in a low cell too, and of an entry
NUMBER, LOW_NUMBER, ENTRY = (30, 23, 21)
LOW = NUMBER + ENTRY + 4
CODE = 17
SATURDAY = 5
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}


def cut_at_word(face: QFont, name: str, width: int) -> str:
    """As many whole words of a name as fit; a first word that does not fit is cut after all."""
    words = name.split()
    while len(words) > 1 and width_of(face, " ".join(words)) > width:
        words.pop()
    return elided(face, " ".join(words), width)


def number_height(cell: int) -> int:
    """Room for the day's number in a cell of this height."""
    return LOW_NUMBER if cell < LOW else NUMBER


def day_label(day: date) -> str:
    """The number of a day; the first of a month names it."""
    return f"1 {MONTHS[day.month - 1][:3]}" if day.day == 1 else str(day.day)


class MonthGrid(QWidget):
    """`day_changed` tells the day under the cursor,
    `opened` that Enter or a second click wants it.
    """

    day_changed = Signal(object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = self.month = date.min
        self.read: GridRead | None = None
        self.setObjectName("monthGrid")
        self.setAccessibleName("Month")
        self.setProperty("helpPage", "calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Takes what there is."""
        return QSize(900, 640)

    def minimumSizeHint(self) -> QSize:
        """One entry in each cell."""
        return QSize(360, HEAD + WEEKS * (ENTRY + LOW_NUMBER + 1))

    def show_grid(self, read: GridRead) -> None:
        """Show what was read, if it is the month of the cursor."""
        if read.first == month_grid(self.month):
            self.read = read
            self._tell()
            self.update()

    def set_day(self, day: date, *, turn: bool = False) -> None:
        """Put the cursor on a day; the month turns where the day is not in view,
        or where it is asked to.
        """
        self.day = day
        if turn or not 0 <= (day - month_grid(self.month)).days < WEEKS * WEEK:
            self.month = day.replace(day=1)
        if self.read is not None and self.read.first != month_grid(self.month):
            self.read = None
        self._tell()
        self.update()

    def cell(self, day: date) -> Cell | None:
        """What is known of a day."""
        place = (day - self.read.first).days if self.read is not None else -1
        return (
            self.read.cells[place]
            if self.read is not None and 0 <= place < len(self.read.cells)
            else None
        )

    def cell_rect(self, place: int) -> QRect:
        """The cell of the n-th day, its lines included."""
        week, weekday = divmod(place, WEEK)
        width, height = self.width() - WEEK_WIDTH, self.height() - HEAD
        left, right = (WEEK_WIDTH + width * n // WEEK for n in (weekday, weekday + 1))
        top, bottom = (HEAD + height * n // WEEKS for n in (week, week + 1))
        return QRect(left, top, right - left, bottom - top)

    def day_at(self, at: QPoint) -> date | None:
        """The day under a point."""
        first = month_grid(self.month)
        for place in range(WEEKS * WEEK):
            if self.cell_rect(place).contains(at):
                return first + timedelta(days=place)
        return None

    def shown_lines(self, cell: Cell, height: int) -> tuple[list[Line], int]:
        """The lines that fit a cell of this height, and how many entries are left out."""
        room = max((height - number_height(height) - 1) // ENTRY, 1)
        if cell.total <= min(room, len(cell.lines)):
            return list(cell.lines), 0
        fit = min(room - 1 if room > 1 else room, len(cell.lines))
        return list(cell.lines[:fit]), cell.total - fit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End walk; Enter opens."""
        step = STEPS.get(Qt.Key(event.key()))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif step is not None:
            self.move_to(self.day + timedelta(days=step))
        elif event.key() == Qt.Key.Key_Home:
            self.move_to(self.day - timedelta(days=self.day.weekday()))
        elif event.key() == Qt.Key.Key_End:
            self.move_to(self.day + timedelta(days=WEEK - 1 - self.day.weekday()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def move_to(self, day: date) -> None:
        """Put the cursor on a day and tell."""
        if day != self.day:
            self.day_changed.emit(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The cursor goes where one clicks."""
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.move_to(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click opens."""
        if self.day_at(event.position().toPoint()) == self.day:
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The fill stays without the ring."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The tooltip names the entries of a day in full."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_tip(event.globalPos(), self.tip(event.pos()), self)
            return True
        return super().event(event)

    def tip(self, at: QPoint) -> str:
        """What the tooltip says at a point."""
        day = self.day_at(at)
        cell = self.cell(day) if day is not None else None
        if cell is None or not cell.lines:
            return cell.closed if cell is not None else ""
        lines = [
            ", ".join(
                part
                for part in (row.entry.what, offset_words(row.entry), row.entry.customer, row.when)
                if part
            )
            for row in cell.lines
        ]
        rest = cell.total - len(lines)
        return "\n".join([*lines, f"{rest:,} more"] if rest > 0 else lines)

    def _tell(self) -> None:
        self.setAccessibleName(f"{MONTHS[self.month.month - 1]} {self.month.year}")
        cell = self.cell(self.day)
        if cell is None or self.read is None:
            return
        words = cell_speech(cell, self.read.today)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if QAccessible.isActive() and self.hasFocus():
                QAccessible.updateAccessibility(
                    QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
                )
                announce(self, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Head, cells, lines, entries."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.fillRect(QRect(0, 0, self.width(), HEAD), theme.color("window"))
        painter.fillRect(QRect(0, 0, WEEK_WIDTH, self.height()), theme.color("window"))
        first = month_grid(self.month)
        for place in range(WEEKS * WEEK):
            draw_cell(painter, theme, self, first + timedelta(days=place), self.cell_rect(place))
        self._draw_head(painter, theme, first)
        painter.end()

    def _draw_head(self, painter: QPainter, theme: Theme, first: date) -> None:
        draw_text(painter, QRect(0, 0, WEEK_WIDTH, HEAD), "Wk", font(12), theme.muted, CENTRE)
        for n, name in enumerate(WEEKDAYS):
            cell = self.cell_rect(n)
            weekend = n >= SATURDAY
            face = font(12, REGULAR if weekend else SEMIBOLD)
            ink = theme.muted if weekend else theme.text
            draw_text(
                painter, QRect(cell.left() + 9, 0, cell.width() - 9, HEAD), name[:3], face, ink
            )
        for week in range(WEEKS):
            cell = self.cell_rect(week * WEEK)
            number = (first + timedelta(days=week * WEEK)).isocalendar().week
            draw_text(
                painter,
                QRect(0, cell.top() + 4, WEEK_WIDTH, 24),
                str(number),
                font(12),
                theme.muted,
                CENTRE,
            )
            draw_hairline(painter, 0, self.width(), cell.top() - 1)


def draw_cell(painter: QPainter, theme: Theme, grid: MonthGrid, day: date, rect: QRect) -> None:
    """Ground, number, entries, and how many more."""
    current, today = day == grid.day, grid.read is not None and day == grid.read.today
    cell = grid.cell(day)
    if day.weekday() >= SATURDAY or (cell is not None and cell.closed):
        painter.fillRect(rect, theme.color("alternate"))
    painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.color("hairline"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("hairline"))
    painter.fillRect(QRect(rect.left() - 1, rect.top(), 1, rect.height()), theme.color("hairline"))
    inner = rect.adjusted(0, 0, -1, -1)
    if current:
        painter.fillRect(inner, theme.color("selection"))
    lines, more = grid.shown_lines(cell, rect.height()) if cell is not None else ([], 0)
    _draw_number(painter, theme, grid, day, rect, today)
    top = rect.top() + number_height(rect.height())
    for line in lines:
        draw_entry(painter, theme, line, QRect(rect.left() + 8, top, rect.width() - 16, ENTRY))
        top += ENTRY
    if more:
        words, face = f"+{more:,} more", font(12, SEMIBOLD)
        below = top + ENTRY <= rect.bottom() + 2
        area = QRect(rect.left() + 9, top, rect.width() - 12, ENTRY)
        if not below:  # a low cell: beside the number
            area = QRect(rect.right() - width_of(face, words) - 6, rect.top() + 1, 200, 22)
        draw_text(painter, area, words, face, theme.accent)
    if current and grid.hasFocus():
        draw_box(painter, inner, edge=theme.accent, width=2, radius=2)


def _draw_number(
    painter: QPainter, theme: Theme, grid: MonthGrid, day: date, rect: QRect, today: bool
) -> None:
    words = day_label(day)
    own = day.month == grid.month.month
    face = font(13, SEMIBOLD if own or today else REGULAR)
    low = rect.height() < LOW
    area = QRect(
        rect.left() + 9, rect.top() + (1 if low else 4), rect.width() - 10, 22 if low else 24
    )
    if today:
        box = QRect(
            rect.left() + 6, rect.top() + (2 if low else 5), max(width_of(face, words) + 10, 24), 21
        )
        draw_box(painter, box, theme.accent, radius=5)
        draw_text(painter, box, words, face, theme.on_accent, CENTRE)
        return
    draw_text(painter, area, words, face, theme.text if own else theme.muted)


def draw_entry(painter: QPainter, theme: Theme, line: Line, area: QRect) -> None:
    """Code and customer in one line."""
    over = line.now in OVER
    draw_code(
        painter, QRect(area.left(), area.top() + 1, CODE, CODE), line.entry.code, line.now, 11
    )
    strong = line.tone in ("broken", "accent")
    face = font(12, SEMIBOLD if strong else REGULAR if over else MEDIUM)
    ink = theme.broken if line.tone == "broken" else theme.muted if over else theme.text
    words = area.adjusted(CODE + 6, -1, 0, 0)
    draw_text(painter, words, cut_at_word(face, line.entry.customer, words.width()), face, ink)
