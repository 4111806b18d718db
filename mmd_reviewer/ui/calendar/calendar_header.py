"""The head of the calendar: what is overdue in the largest words,
or the month shown; the modes at the right.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from mmd_reviewer.services.read.agenda import Headline
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.icons import draw_icon
from mmd_reviewer.ui.look.theme import Theme, set_ground
from mmd_reviewer.ui.widgets.buttons import IconButton, PaintedButton, PushButton
from mmd_reviewer.ui.widgets.labels import (
    ElidedLabel,
    Hairline,
    IconLabel,
    Label,
    Rest,
    column_of,
    row_of,
)
from mmd_reviewer.ui.widgets.painting import draw_box
from mmd_reviewer.ui.widgets.tips import set_tip

TRUTH = (
    "This program sends nothing. A notice counts as given when its dispatch is recorded with the "
    "portal reference."
)
MODES = (("agenda", "Agenda"), ("week", "Week"), ("month", "Month"))
ROOMY = 1000
ICON = 20


class AgendaHead(QWidget):
    """Headline, what stands beside it, and the fixed line."""

    def __init__(self) -> None:
        super().__init__()
        self.icon = IconLabel("circle-alert", "broken", ICON)
        self.title = Label("", "title")
        self.note = ElidedLabel("", tone="muted")
        self._parts: tuple[str, ...] = ()
        self.truth = Label(TRUTH, "muted", wrap=True)
        self.truth.setObjectName("calendarTruth")
        line = row_of(self.icon, self.title, 4, Rest(self.note), spacing=10)
        column_of(line, self.truth, spacing=4, margins=(0, 12, 0, 10), inside=self)

    def show_headline(self, words: Headline) -> None:
        """Say what matters most."""
        self.icon.set_icon("circle-alert" if words.tone else "calendar-days", words.tone or "muted")
        self.title.setText(words.title)
        self.title.set_tone(words.tone)
        self._parts = words.notes
        self.fit()

    def fit(self) -> None:
        """As many parts of the note as have room: the sections of the list say them all."""
        room = self.width() - ICON - 24 - self.title.sizeHint().width()
        parts = list(self._parts)
        while parts and self.note.fontMetrics().horizontalAdvance(", ".join(parts)) > room:
            parts.pop()
        self.note.setText(", ".join(parts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The note follows the room."""
        super().resizeEvent(event)
        self.fit()


class StepButton(IconButton):
    """An icon with the edge and height of the buttons beside it."""

    def sizeHint(self) -> QSize:
        """A square of 32."""
        return QSize(32, 32)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Edge and icon."""
        draw_box(
            painter, self.rect(), theme.hover if self.underMouse() else theme.surface, theme.edge
        )
        draw_icon(painter, 8, 8, self._icon, theme.muted)


class PeriodHead(QWidget):
    """The month or week shown, the way to the one before and after, and what is overdue."""

    def __init__(self, today_key: str) -> None:
        super().__init__()
        self.title = Label("", "title")
        self.note = Label("", tone="muted")
        self.previous = StepButton("chevron-left", "Previous", "calendarPrevious")
        self.next = StepButton("chevron-right", "Next", "calendarNext")
        self.today = PushButton("Today", "calendarToday", key=today_key)
        self.icon = IconLabel("circle-alert", "broken")
        self.overdue = Label("", "strong", tone="broken")
        row_of(
            self.title,
            self.note,
            6,
            self.previous,
            self.next,
            self.today,
            8,
            self.icon,
            self.overdue,
            -1,
            inside=self,
        )
        self._key = today_key
        self._roomy = True
        self._titles = ("", "")

    def show_period(self, title: str, short: str, note: str, unit: str) -> None:
        """Name the month or week."""
        self._titles = (title, short)
        self.note.setText(note)
        self.fold(self._roomy)
        self.previous.setAccessibleName(f"Previous {unit}")
        set_tip(self.previous, f"Previous {unit}, Page Up")
        self.next.setAccessibleName(f"Next {unit}")
        set_tip(self.next, f"Next {unit}, Page Down")

    def show_headline(self, words: Headline) -> None:
        """Say what is overdue; nothing when nothing is."""
        self.overdue.setText(words.title if words.tone else "")
        self.fold(self._roomy)

    def fold(self, roomy: bool) -> None:
        """Where room is short the period and the modes come first."""
        self._roomy = roomy
        self.title.setText(self._titles[0 if roomy else 1])
        self.today.set_key(self._key if roomy else "")
        for part in (self.icon, self.overdue):
            part.setVisible(roomy and bool(self.overdue.text()))
        self.note.setVisible(roomy and bool(self.note.text()))


class CalendarHeader(QWidget):
    """`mode_wanted` tells a mode button."""

    mode_wanted = Signal(str)

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.agenda = AgendaHead()
        self.period = PeriodHead(registry.key("calendar.today"))
        self.heads = QStackedWidget()
        self.modes = {
            mode: PushButton(words, f"calendarMode_{mode}", key=registry.key(f"calendar.{mode}"))
            for mode, words in MODES
        }
        self.go_to = PushButton("Go to", "calendarGoTo", key=registry.key("calendar.go_to"))
        self.export = PushButton("Export", "calendarExport", key=registry.key("calendar.export"))
        self._build()
        self._connect(registry)

    def _build(self) -> None:
        set_ground(self, "window")
        self.heads.addWidget(self.agenda)
        self.heads.addWidget(self.period)
        group = QButtonGroup(self)
        for button in self.modes.values():
            button.setCheckable(True)
            group.addButton(button)
        buttons = row_of(*self.modes.values(), 12, self.go_to, 4, self.export, spacing=4)
        row = row_of(Rest(self.heads), buttons, spacing=16, margins=(20, 0, 20, 0))
        row.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        column_of(Rest(row), Hairline(), inside=self)

    def _connect(self, registry: ActionRegistry) -> None:
        for mode, chosen in self.modes.items():
            chosen.clicked.connect(lambda _checked=False, mode=mode: self.mode_wanted.emit(mode))
        buttons: tuple[tuple[PaintedButton, str], ...] = (
            (self.go_to, "go_to"),
            (self.export, "export"),
            (self.period.today, "today"),
            (self.period.previous, "previous"),
            (self.period.next, "next"),
        )
        for button, name in buttons:
            button.clicked.connect(partial(registry.run, f"calendar.{name}"))

    def show_mode(self, mode: str) -> None:
        """The button of a mode is chosen, and the head that goes with it."""
        self.modes[mode].setChecked(True)
        self.heads.setCurrentWidget(self.agenda if mode == "agenda" else self.period)
        self._fit()

    def show_headline(self, words: Headline) -> None:
        """Say what matters most, in either head."""
        self.agenda.show_headline(words)
        self.period.show_headline(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has no room is left out, or takes a second line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.period.fold(self.width() >= ROOMY)
        if self.heads.currentWidget() is self.period:
            self.setFixedHeight(61)
            return
        room = self.agenda.truth.heightForWidth(max(self.heads.width(), 100))
        self.setFixedHeight(max(72, 27 + 12 + 4 + room + 10 + 1))
