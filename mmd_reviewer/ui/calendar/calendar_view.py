"""The calendar: agenda first, week and month second, all at the keyboard (mock-ups 04, 05)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.period import MONTHS, add_days, add_months, on_screen
from mmd_reviewer.services.read.entry_line import Line
from mmd_reviewer.services.read.period import WEEK, kept_in_reach, week_of
from mmd_reviewer.ui.calendar.calendar_pages import AGENDA, MONTHLY, WEEKLY, CalendarPages
from mmd_reviewer.ui.calendar.entry_commands import EntryCommands
from mmd_reviewer.ui.calendar.go_to_day import ask_day
from mmd_reviewer.ui.reviewing.changes import CALENDAR, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

AHEAD_DAYS = 90
IN_AGENDA = "In week and month; the agenda pages"
GO_SENTENCE = "From the agenda it opens the month of that day."


class CalendarView(CalendarPages):
    """What the frame asks of the calendar, and its commands."""

    view_id = "calendar"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self._today = reviewing.day
        self.deeds = EntryCommands(reviewing, self, self)
        self._connect()
        self._bind()
        self._show_mode()

    def _connect(self) -> None:
        self.header.mode_wanted.connect(self.set_mode)
        self.agenda.later_wanted.connect(self._on_agenda_later_wanted)
        self.agenda.month_wanted.connect(partial(self.set_mode, MONTHLY))
        self.case.lengthen_wanted.connect(self.deeds.lengthen)
        for grid in (self.month, self.week):
            grid.day_changed.connect(self._on_grid_day_changed)
            grid.opened.connect(self._on_grid_opened)
        for part in (self.agenda, self.day_pane):
            part.opened.connect(self.deeds.open)
        self.reviewing.changed.connect(self._on_reviewing_changed)
        self.reviewing.view_shown.connect(self._on_window_view_shown)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        registry.attach_single_keys("calendar", self)
        registry.bind_all(
            "calendar",
            {
                "agenda": partial(self._in_view, partial(self.set_mode, AGENDA)),
                "week": partial(self._in_view, partial(self.set_mode, WEEKLY)),
                "month": partial(self._in_view, partial(self.set_mode, MONTHLY)),
                "today": partial(self._in_view, self.go_to_today),
                "go_to": partial(self._in_view, self.ask_day),
                "previous": partial(self.step, -1),
                "next": partial(self.step, 1),
                "back": lambda: self.main_part().setFocus(),
            },
        )

    def _in_view(self, run: Callable[[], object]) -> None:
        if self.reviewing.say.view_id != self.view_id:
            self.reviewing.say.show_view(self.view_id)
        run()

    def activate(self) -> None:
        """The list or grid takes the keys."""
        if self._stale:
            self.refresh()
        self.main_part().setFocus()

    def panes(self) -> list[QWidget]:
        """Head, list or grid, then the pane with the case or the day."""
        return [self.header, self.main_part(), self.case if self.mode == AGENDA else self.day_pane]

    def main_part(self) -> QWidget:
        """What has the entries or the days."""
        if self.mode == AGENDA:
            return self.agenda.focus_part()
        return self.month if self.mode == MONTHLY else self.week

    def current_entry(self) -> Entry | None:
        """The entry that commands are for."""
        view = self.agenda.view if self.mode == AGENDA else self.day_pane.view
        line = view.current_line()
        return line.entry if line is not None else None

    def current_number(self) -> str:
        """The case of the current entry, "" for none."""
        entry = self.current_entry()
        return entry.number if entry is not None else ""

    def days_shown(self) -> tuple[date, date]:
        """The month or week in view; in the agenda what comes, and what is overdue."""
        if self.mode == MONTHLY:
            first = self.month.month
            return first, add_months(first, 1) - timedelta(days=1)
        if self.mode == WEEKLY:
            return week_of(self.day), week_of(self.day) + timedelta(days=WEEK - 1)
        late = [line.entry.day for line in self.agenda.model.rows if isinstance(line, Line)]
        today = self.reviewing.day
        return min([today, *late]), add_days(today, AHEAD_DAYS)

    def set_mode(self, mode: str) -> None:
        """Agenda, week or month."""
        if mode != self.mode:
            self.mode = mode
            self._show_mode()
            self.refresh()
        self.header.show_mode(mode)
        self.main_part().setFocus()

    def _show_mode(self) -> None:
        self.header.show_mode(self.mode)
        self.pages.setCurrentIndex(0 if self.mode == AGENDA else 1)
        self.grids.setCurrentWidget(self.month if self.mode == MONTHLY else self.week)
        self._put_day()
        self._enable(self.reviewing.say.view_id == self.view_id)

    def _enable(self, shown: bool) -> None:
        self.deeds.enable(shown)
        for name in ("previous", "next"):
            self.reviewing.registry.enable(
                f"calendar.{name}", shown and self.mode != AGENDA, IN_AGENDA
            )

    def _put_day(self, turn: bool = False) -> None:
        self.month.set_day(self.day, turn=turn)
        self.week.set_day(self.day)
        if self.mode == MONTHLY:
            name, year = MONTHS[self.month.month.month - 1], self.month.month.year
            self.header.period.show_period(f"{name} {year}", f"{name[:3]} {year}", "", "month")
        else:
            monday = week_of(self.day)
            note = f"{on_screen(monday)} to {on_screen(monday + timedelta(days=WEEK - 1))}"
            title = f"Week {self.day.isocalendar().week}"
            self.header.period.show_period(title, title, note, "week")
        self.header.show_mode(self.mode)

    def _on_agenda_later_wanted(self) -> None:
        self.whole = not self.whole
        self.refresh()

    def _on_grid_day_changed(self, day: object) -> None:
        assert isinstance(day, date)
        self.go_to(day)

    def _on_grid_opened(self) -> None:
        """One entry is opened; of several one is chosen in the pane."""
        if self.mode == WEEKLY:
            lines = [line] if (line := self.week.current_line()) else []
        else:
            cell = self.month.cell(self.day)
            lines = list(cell.lines) if cell is not None else []
        if len(lines) == 1 and lines[0].entry.number:
            self.reviewing.case_wanted.emit("case", lines[0].entry.number)
        elif lines:
            self.day_pane.view.setFocus()

    def go_to(self, day: date, turn: bool = False) -> None:
        """Put the cursor of week and month on a day; `turn`:
        to its month even if the day is in view.
        """
        week, month = week_of(self.day), self.month.month
        self.day = kept_in_reach(day)
        self._put_day(turn)
        if (week != week_of(self.day)) if self.mode == WEEKLY else (month != self.month.month):
            self._read_grid()
        self._day_timer.start()

    def go_to_today(self) -> None:
        """Today, in whatever mode."""
        if self.mode == AGENDA:
            self.agenda.go_to_today()
        else:
            self.go_to(self.reviewing.day, turn=True)

    def step(self, by: int) -> None:
        """A month or a week back or on."""
        if self.mode == WEEKLY:
            self.go_to(self.day + timedelta(days=WEEK * by))
            return
        shown = self.month.month
        here = self.day if self.day.replace(day=1) == shown else shown
        self.go_to(add_months(here, by), turn=True)

    def ask_day(self) -> None:
        """Ask for a day to go to."""
        sentence = GO_SENTENCE if self.mode == AGENDA else ""
        ask_day(self.window(), self.reviewing.day, self._on_day_asked, sentence)

    def _on_day_asked(self, day: object) -> None:
        assert isinstance(day, date)
        if self.mode == AGENDA:
            self.set_mode(MONTHLY)
        self.go_to(day, turn=True)
        self.main_part().setFocus()

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if self.day == self._today != self.reviewing.day:
            self.day = self.reviewing.day
            self._put_day()
        self._today = self.reviewing.day
        if not changes.moves(CALENDAR):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _on_window_view_shown(self, view: str) -> None:
        self._enable(view == self.view_id)
