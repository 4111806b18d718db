"""The day worked under: shown, looked at each minute,
and doubted when the clock looks wrong (rules F1, F3).
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QTimer

from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import MessageAction
from mmd_reviewer.ui.shell.main_window import MainWindow

EVERY = 60_000  # milliseconds


class DateWatch(QObject):
    """Tells every view when the day changes."""

    def __init__(self, reviewing: Reviewing, window: MainWindow) -> None:
        super().__init__(window)
        self._reviewing, self._window = reviewing, window
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._on_timer_timeout)

    def start(self) -> None:
        """Look now and then each minute."""
        self._timer.start()
        self._check()

    def show_day(self) -> None:
        """The day and the edition in force, in the frame."""
        edition, window = self._reviewing.edition, self._window
        window.top_bar.set_today(self._reviewing.day)
        window.rail.set_edition(edition.short, edition.since.isoformat())

    def _on_timer_timeout(self) -> None:
        desk = self._reviewing.desk

        def read() -> tuple[date, Edition]:
            day = desk.today()
            return day, desk.edition(day)

        self._reviewing.read("date", read, self._take)

    def _take(self, found: tuple[date, Edition]) -> None:
        day, edition = found
        if (day, edition) != (self._reviewing.day, self._reviewing.edition):
            self._reviewing.day, self._reviewing.edition = day, edition
            self.show_day()
            self._reviewing.changed.emit(Changes(many=True))
            self._check()

    def _check(self) -> None:
        desk = self._reviewing.desk

        def read() -> str:
            try:
                desk.check_date()
            except Refused as refusal:
                return refusal.message
            return ""

        def tell(words: str) -> None:
            if words:
                action = MessageAction("The date is right", self._confirm)
                self._window.show_message(
                    "date", words, "red", strong="Look at the clock.", action=action
                )
            else:
                self._window.clear_message("date")

        self._reviewing.read("check date", read, tell)

    def _confirm(self) -> None:
        desk, window = self._reviewing.desk, self._window
        self._reviewing.job(
            "Confirming the date",
            lambda job: desk.confirm_date(),
            lambda _: window.clear_message("date"),
        )
