"""Charts: painted bars with their numbers on them; each bar opens the rows behind its number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mmd_reviewer.domain.register_figures import Bar, Chart
from mmd_reviewer.domain.register_filter import DecidedFilter, RegisterFilter
from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import REGULAR, SEMIBOLD, Theme, current_theme, font
from mmd_reviewer.ui.widgets.buttons import PaintedButton
from mmd_reviewer.ui.widgets.painting import (
    CENTRE,
    draw_box,
    draw_ring,
    draw_text,
    elided,
    width_of,
)
from mmd_reviewer.ui.widgets.tips import set_tip

Wish = RegisterFilter | DecidedFilter
TITLE, LINE = 30, 18
LABEL_SHARE = 62  # percent of a chart that labels may take
INSET = 4  # room for the ring around a line


class ChartView(QWidget):
    """What charts share: arrows choose a bar, Enter or a click opens the rows behind it,
    the words are spoken.
    """

    opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.chart = Chart("", "", "", ())
        self.wish: Wish = RegisterFilter()
        self._current = 0
        self._hovered = -1
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart) -> None:
        """Show other numbers."""
        self.chart = chart
        self._current = min(self._current, max(len(chart.bars) - 1, 0))
        words = ", ".join(f"{bar.label} {bar.number:,}" for bar in chart.bars) or "none"
        title = f"{chart.title}, {chart.remark}" if chart.remark else chart.title
        self.setAccessibleName(f"{title}: {words}")
        self._tell()
        self.update()

    def set_wish(self, wish: Wish) -> None:
        """Mark the bar whose rows are shown."""
        self.wish = wish
        self.update()

    @property
    def current(self) -> Bar | None:
        """The bar that the keyboard is on."""
        return self.chart.bars[self._current] if self.chart.bars else None

    def _tell(self) -> None:
        bar = self.current
        self.setAccessibleDescription(
            f"{bar.label}: {bar.number:,}. Enter shows the rows." if bar else ""
        )

    def area(self, place: int) -> QRect:
        """Where a bar with its label can be pressed."""
        raise NotImplementedError

    def _at(self, x: float, y: float) -> int:
        areas = [self.area(place) for place in range(len(self.chart.bars))]
        return next(
            (place for place, area in enumerate(areas) if area.contains(int(x), int(y))), -1
        )

    def open_current(self) -> None:
        """Show the rows behind the current bar."""
        if self.current is not None:
            self.opened.emit(self.current.wish)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The bar under the pointer lights up."""
        place = self._at(event.position().x(), event.position().y())
        if place != self._hovered:
            self._hovered = place
            pointing = (
                Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor
            )
            self.setCursor(pointing)
            bar = self.chart.bars[place] if place >= 0 else None
            set_tip(self, f"{bar.label}: {bar.number:,}" if bar is not None else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No bar is under the pointer."""
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the rows."""
        place = self._at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._current = place
            self._tell()
            self.open_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End choose; Enter and Space open."""
        last = len(self.chart.bars) - 1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if key in steps:
            self._current = min(max(self._current + steps[key], 0), max(last, 0))
        elif key in ends:
            self._current = max(ends[key], 0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_current()
        else:
            super().keyPressEvent(event)
            return
        self._tell()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, bars, and the ring around the current bar."""
        theme, painter = current_theme(), QPainter(self)
        draw_text(
            painter,
            QRect(INSET, 0, self.width(), 20),
            self.chart.title,
            font(13, SEMIBOLD),
            theme.text,
        )
        self._draw_remark(painter, theme)
        if not self.chart.bars:
            draw_text(painter, QRect(0, TITLE, self.width(), LINE), "None", font(12), theme.muted)
        for place, bar in enumerate(self.chart.bars):
            if bar.wish == self.wish:
                draw_box(painter, self.area(place), theme.selection, radius=4)
            elif place == self._hovered:
                draw_box(painter, self.area(place), theme.hover, radius=4)
            self.draw_bar(painter, theme, place, bar)
        self.draw_ground(painter, theme)
        if self.hasFocus() and self.chart.bars:
            draw_ring(painter, self.area(self._current), 4)
        painter.end()

    def _draw_remark(self, painter: QPainter, theme: Theme) -> None:
        """Beside the title, or below it where that is too narrow."""
        left = INSET + width_of(font(13, SEMIBOLD), self.chart.title) + 10
        beside = left + width_of(font(12), self.chart.remark) <= self.width()
        place = (
            QRect(left, 0, self.width() - left, 21)
            if beside
            else QRect(INSET, 16, self.width() - INSET, 15)
        )
        draw_text(
            painter,
            place,
            elided(font(12), self.chart.remark, place.width()),
            font(12),
            theme.muted,
        )

    def draw_bar(self, painter: QPainter, theme: Theme, place: int, bar: Bar) -> None:
        """One bar with its label and number."""
        raise NotImplementedError

    def draw_ground(self, painter: QPainter, theme: Theme) -> None:
        """What the bars stand on."""


class BarChart(ChartView):
    """Bars that lie: label, bar, number."""

    def __init__(self, name: str, lines: int = 7) -> None:
        super().__init__(name)
        self._lines = lines

    def sizeHint(self) -> QSize:
        """Room for its lines."""
        return QSize(340, TITLE + self._lines * LINE + 2)

    def minimumSizeHint(self) -> QSize:
        """Labels are cut before bars vanish."""
        return QSize(160, self.sizeHint().height())

    def _label_width(self) -> int:
        longest = max(width_of(font(12), bar.label) for bar in self.chart.bars)
        return min(INSET + longest + 16, self.width() * LABEL_SHARE // 100)

    def area(self, place: int) -> QRect:
        """A line of the chart."""
        return QRect(0, TITLE + place * LINE, self.width(), LINE)

    def draw_bar(self, painter: QPainter, theme: Theme, place: int, bar: Bar) -> None:
        """Label left, bar, number at its end."""
        line = self.area(place)
        label = self._label_width()
        text = elided(font(12), bar.label, label - 14)
        draw_text(painter, line.adjusted(INSET, 0, 0, 0), text, font(12), theme.text)
        room = self.width() - label - 44
        long = max(round(room * bar.number / self.chart.most), 2 if bar.number else 1)
        painter.fillRect(
            QRect(label, line.top() + 5, long, 8), theme.color("accent" if bar.number else "edge")
        )
        number = QRect(label + long + 7, line.top(), 60, LINE)
        draw_text(painter, number, f"{bar.number:,}", font(12, SEMIBOLD), theme.text)


class ColumnChart(ChartView):
    """Bars that stand: number, bar, month; the current month has the accent."""

    def sizeHint(self) -> QSize:
        """As high as seven lines of a bar chart."""
        return QSize(420, TITLE + 7 * LINE + 2)

    def minimumSizeHint(self) -> QSize:
        """Twelve narrow columns."""
        return QSize(216, self.sizeHint().height())

    @property
    def _step(self) -> float:
        return self.width() / max(len(self.chart.bars), 1)

    def area(self, place: int) -> QRect:
        """A column from its number to its month."""
        return QRect(round(place * self._step), 22, round(self._step), self.height() - 24)

    def draw_bar(self, painter: QPainter, theme: Theme, place: int, bar: Bar) -> None:
        """Number above, month below."""
        column = self.area(place)
        foot = column.bottom() - 20
        room = foot - TITLE - 16
        high = max(round(room * bar.number / self.chart.most), 2 if bar.number else 0)
        wide = min(round(self._step * 0.66), 24)
        left = column.center().x() - wide // 2
        painter.fillRect(
            QRect(left, foot - high, wide, high), theme.color("accent" if bar.now else "field_edge")
        )
        face = font(12, SEMIBOLD if bar.now else REGULAR)
        if bar.number:
            above = QRect(column.left(), foot - high - 18, column.width(), 16)
            draw_text(painter, above, f"{bar.number:,}", face, theme.text, CENTRE)
        label = bar.label if self._step >= 27 else bar.label[:1]
        below = QRect(column.left(), foot + 3, column.width(), 16)
        draw_text(painter, below, label, face, theme.text if bar.now else theme.muted, CENTRE)

    def draw_ground(self, painter: QPainter, theme: Theme) -> None:
        """The line that the columns stand on."""
        painter.fillRect(QRect(0, self.height() - 22, self.width(), 1), theme.color("edge"))


class NoteButton(PaintedButton):
    """An icon and a few words that open the rows they count."""

    def __init__(self, label: str, name: str, icon: str) -> None:
        self._icon = icon
        super().__init__(label, name)
        self.setAccessibleDescription("Shows the rows")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Icon and words."""
        return QSize(24 + width_of(font(12), self._label) + 6, 20)

    def minimumSizeHint(self) -> QSize:
        """Long words are cut."""
        return QSize(60, 20)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Icon, words."""
        draw_icon(painter, 4, 3, self._icon, theme.attention, 14)
        face = font(12)
        face.setUnderline(self.underMouse())
        text = elided(face, self._label, self.width() - 26)
        draw_text(painter, self.rect().adjusted(24, 0, 0, 0), text, face, theme.text)
