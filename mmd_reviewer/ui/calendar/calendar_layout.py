"""How the calendar stands: head, agenda over its case, or month and week beside their day."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.ui.calendar.agenda_list import AgendaList
from mmd_reviewer.ui.calendar.calendar_header import CalendarHeader
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


class CalendarLayout(QWidget):
    """The widgets; what they do is said in `CalendarView`."""

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
