"""The register: every deviation on a day, by all facts known now
or as it stood (rules E1, E3; mock-up 06).
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.register_filter import DecidedFilter, RegisterFilter, month_code
from mmd_reviewer.ui.register.charts import Wish
from mmd_reviewer.ui.register.register_export import RegisterExport
from mmd_reviewer.ui.register.register_list import RegisterList
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


class RegisterView(RegisterList):
    """What the frame asks of the register, and its commands."""

    view_id = "register"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.deeds = RegisterExport(reviewing, self, self)
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.header.day_chosen.connect(self.set_day)
        self.header.stood_toggled.connect(self.set_stood)
        self.header.print_button.clicked.connect(self.deeds.print)
        self.header.export_button.clicked.connect(self.deeds.export)
        self.charts.opened.connect(self.open_wish)
        for rows in (self.list, self.decided):
            rows.opened.connect(self.open_current)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        for widget in (self.list.view, self.decided.view, *self.charts.charts()):
            registry.attach_single_keys("register", widget)
        registry.bind_all(
            "register",
            {
                "open": self.open_current,
                "filter": self.go_to_filter,
                "export": self.deeds.export,
                "stood": lambda: self.set_stood(not self._stood),
                "today": partial(self.set_day, None),
                "day": self.go_to_day,
                "charts": self.charts.turn_over,
                "departing": lambda: self.open_wish(DecidedFilter(departs=True)),
                "drawn": lambda: self.open_wish(
                    DecidedFilter(sample=month_code(self.reviewing.day))
                ),
                "customer": self.show_customer,
                "clear": self.bar.clear,
            },
        )

    def activate(self) -> None:
        """The rows take the keys, or what stands in their place."""
        if self._stale:
            self._read()
        self.shown_page().setFocus()

    def panes(self) -> list[QWidget]:
        """Day and export, figures, filter, rows."""
        return [self.header, self.charts, self.bar, self.shown_page()]

    def set_day(self, day: date | None) -> None:
        """Show another day; none for today."""
        wanted = None if day == self.reviewing.day else day
        if wanted != self._day or self.book is None:
            self._day = wanted
            self._read()

    def set_stood(self, stood: bool) -> None:
        """Count only facts recorded until the day, or all that are known now (E3)."""
        self._stood = stood
        self._read()

    def open_wish(self, wish: Wish) -> None:
        """Show the rows behind a number; the same number again shows everything."""
        shown = self.bar.decisions or self.bar.wish
        self.bar.set_wish(RegisterFilter() if shown == wish else wish)

    def open_current(self, _row: int = -1) -> None:
        """Open the case of the current row."""
        number = self.current_number()
        if number:
            self.reviewing.case_wanted.emit("case", number)

    def show_customer(self) -> None:
        """Only the customer of the current row."""
        place = self.list.current_row
        if self.pages.currentWidget() is self.list and 0 <= place < len(self.model.rows):
            self.bar.set_wish(RegisterFilter(customer=self.model.rows[place].customer))

    def go_to_filter(self) -> None:
        """Go to the filter."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def go_to_day(self) -> None:
        """Go to the day."""
        self.header.day.setFocus()
        self.header.day.selectAll()
