"""The views of what follows a decision: letters owed, calendar, register; and the dialogs of the course."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mmd_reviewer.ui.calendar.calendar_view import CalendarView
from mmd_reviewer.ui.owed.owed_view import OwedView
from mmd_reviewer.ui.register.register_view import RegisterView
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.shell.due_strip import DueStrip
from mmd_reviewer.ui.shell.health import HealthCheck
from mmd_reviewer.ui.shell.main_window import MainWindow


class CourseViews(QObject):
    """Made with the window; puts its views into the frame."""

    def __init__(self, reviewing: Reviewing, window: MainWindow) -> None:
        super().__init__(window)
        self.reviewing = reviewing
        self.owed = OwedView(reviewing)
        self.calendar = CalendarView(reviewing)
        self.register = RegisterView(reviewing)
        self.due = DueStrip(reviewing, window)
        self.health = HealthCheck(reviewing, window)

    def number(self, view: str) -> str:
        """The case that one of these views is on; "" for another view."""
        return next((one.current_number() for one in self._views() if one.view_id == view), "")

    def _views(self) -> tuple[OwedView, CalendarView, RegisterView]:
        return self.owed, self.calendar, self.register

    def add_to(self, window: MainWindow) -> None:
        """Add the views to the frame, and give the commands their functions."""
        self.reviewing.days_off.look_up()
        window.add_view("calendar", self.calendar, "Calendar")
        window.add_view("register", self.register, "Register")
        window.add_view("owed", self.owed, "Letters owed", under="queue")
        self.due.look()
        self.health.look()
