"""What the calendar shows kept up with the store: agenda,
case, grid and day are read on the worker.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.services.read.agenda import AgendaRead, headline, read_agenda
from mmd_reviewer.services.read.entry_line import Line
from mmd_reviewer.services.read.period import (
    DayRead,
    GridRead,
    month_grid,
    read_day,
    read_month,
    read_week,
    week_of,
)
from mmd_reviewer.ui.calendar.agenda_list import AgendaList
from mmd_reviewer.ui.calendar.calendar_header import CalendarHeader
from mmd_reviewer.ui.calendar.case_below import SETTLE_MS, CaseBelow
from mmd_reviewer.ui.calendar.case_pane import CasePane
from mmd_reviewer.ui.calendar.day_pane import WIDTH, DayPane
from mmd_reviewer.ui.calendar.legend import Legend
from mmd_reviewer.ui.calendar.month_grid import MonthGrid
from mmd_reviewer.ui.calendar.week_grid import WeekGrid
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.labels import Hairline, Rest, column_of, holding
from mmd_reviewer.ui.widgets.panes import BesideOrBelow, Room

ROOM = Room(WIDTH, WIDTH - 40, 960, (66, 34))
AT_FIRST = 921
AGENDA, WEEKLY, MONTHLY = "agenda", "week", "month"


class CalendarPages(QWidget):
    """`mode` is one of the three, `day` the cursor of week and month, `whole`:
    the agenda shows what comes later.
    """

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        registry = reviewing.registry
        self.header = CalendarHeader(registry)
        self.agenda = AgendaList()
        self.case = CasePane(registry, reviewing.locked)
        self.month, self.week, self.legend = MonthGrid(), WeekGrid(), Legend()
        self.day_pane = DayPane(registry)
        self.grids, self.pages = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.mode = AGENDA
        self.day = reviewing.day
        self.whole, self._stale = False, True
        self._day_timer = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._day_timer.timeout.connect(self._read_day)
        self._case_below = CaseBelow(reviewing, self.agenda, self.case, self)
        self.week.entry_changed.connect(self._on_week_entry_changed)

    def _lay_out(self) -> None:
        self.setObjectName("calendarView")
        self.setAccessibleName("Calendar")
        set_ground(self, "window")
        self.grids.addWidget(self.month)
        self.grids.addWidget(self.week)
        grids = holding(column_of(Rest(self.grids), self.legend))
        self.splitter = BesideOrBelow("calendarSplitter", grids, self.day_pane, ROOM, AT_FIRST)
        self.pages.addWidget(holding(column_of(Rest(self.agenda), Hairline(), self.case)))
        self.pages.addWidget(self.splitter)
        self.pages.setMinimumSize(1, 1)
        column_of(self.header, Rest(self.pages), inside=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the day stands below the grid."""
        super().resizeEvent(event)
        self.splitter.fold(event.size())

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read again what is in view."""
        desk, comes, self._stale = self.reviewing.desk, self._stale, False
        if self.mode == AGENDA:
            read = partial(read_agenda, desk, self.whole)
            self.reviewing.read("calendar", read, self._on_agenda_read, fills=comes)
        else:
            self._read_grid(comes)
            self._read_day()

    def _read_grid(self, comes: bool = False) -> None:
        desk, monthly = self.reviewing.desk, self.mode == MONTHLY
        first = month_grid(self.month.month) if monthly else week_of(self.day)
        read = read_month if monthly else read_week
        show = partial(self._on_grid_read, self.mode)
        self.reviewing.read("calendar", lambda: read(desk, first), show, fills=comes)

    def _on_agenda_read(self, read: AgendaRead) -> None:
        self.header.show_headline(headline(read.agenda))
        self.agenda.show_read(read)

    def _on_grid_read(self, mode: str, read: GridRead) -> None:
        self.header.show_headline(headline(read.agenda))
        (self.month if mode == MONTHLY else self.week).show_grid(read)
        self.legend.show_codes(line.entry.code for cell in read.cells for line in cell.lines)

    def _read_day(self) -> None:
        desk, day = self.reviewing.desk, self.day
        self.reviewing.read("calendar-day", lambda: read_day(desk, day), self._on_day_read)

    def _on_day_read(self, read: DayRead) -> None:
        if read.day == self.day:
            self.day_pane.show_day(read)
            self._on_week_entry_changed(self.week.current_line())

    def _on_week_entry_changed(self, line: Line | None) -> None:
        if self.mode == WEEKLY and line is not None:
            self.day_pane.go_to(line.entry.uid)
