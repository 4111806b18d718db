"""How the calendar stands: head, agenda over its case, or month and week beside their day."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mmd_reviewer.ui.calendar.agenda_list import AgendaList
from mmd_reviewer.ui.calendar.calendar_deeds import READ_ONLY
from mmd_reviewer.ui.calendar.calendar_header import CalendarHeader
from mmd_reviewer.ui.calendar.case_pane import CasePane
from mmd_reviewer.ui.calendar.day_pane import WIDTH, DayPane
from mmd_reviewer.ui.calendar.legend import Legend
from mmd_reviewer.ui.calendar.month_grid import MonthGrid
from mmd_reviewer.ui.calendar.week_grid import WeekGrid
from mmd_reviewer.ui.reviewing import Reviewing
from mmd_reviewer.ui.theme import set_ground
from mmd_reviewer.ui.widgets.labels import Hairline

NARROW = 960
DAY_SHARE = 34  # per cent of the height, where the day stands below


class CalendarLayout(QWidget):
    """The widgets; what they do is said in `CalendarView`."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        registry = reviewing.registry
        self.header = CalendarHeader(registry)
        self.agenda = AgendaList()
        self.case = CasePane(registry, READ_ONLY if reviewing.read_only else "")
        self.month, self.week, self.legend = MonthGrid(), WeekGrid(), Legend()
        self.day_pane = DayPane(registry)
        self.grids, self.pages = QStackedWidget(), QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setObjectName("calendarView")
        self.setAccessibleName("Calendar")
        set_ground(self, "window")
        self.pages.addWidget(self._agenda_page())
        self.pages.addWidget(self._period_page())
        self.pages.setMinimumSize(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self.pages, 1)

    def _agenda_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.agenda, 1)
        box.addWidget(Hairline())
        box.addWidget(self.case)
        return page

    def _period_page(self) -> QWidget:
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.grids.addWidget(self.month)
        self.grids.addWidget(self.week)
        box.addWidget(self.grids, 1)
        box.addWidget(self.legend)
        self.splitter.setObjectName("calendarSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.day_pane)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([921, WIDTH])
        return self.splitter

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the day stands below the grid."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self.day_pane.setMinimumWidth(0 if narrow else WIDTH - 40)
        if wanted != self.splitter.orientation():
            self.splitter.setOrientation(wanted)
            width, height = event.size().width(), event.size().height()
            below = height * DAY_SHARE // 100
            self.splitter.setSizes([height - below, below] if narrow else [width - WIDTH, WIDTH])
