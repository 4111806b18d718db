"""What a reviewer does from the calendar, on the entry that is current."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.cover import Covered, cover
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services.read.entry_case import Late, lengthen, letter_to_prepare
from mmd_reviewer.ui.calendar.devices_bar import show_cover
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

NOT_SHOWN = "Open the calendar first"
ON_ENTRY = ("open", "prepare", "dispatch", "devices")


class Calendar(Protocol):
    """What deeds ask of the view."""

    def current_entry(self) -> Entry | None:
        """The entry they are for."""

    def days_shown(self) -> tuple[date, date]:
        """The first and last day in view."""


class EntryCommands(QObject):
    """The commands of the calendar's table that act on a case."""

    def __init__(self, reviewing: Reviewing, calendar: Calendar, parent: QWidget) -> None:
        super().__init__(parent)
        self.reviewing, self.calendar, self._parent = reviewing, calendar, parent
        reviewing.registry.bind_all(
            "calendar",
            {
                "open": self.open,
                "prepare": self.prepare,
                "dispatch": self.dispatch,
                "devices": self.devices,
                "export": self.export,
            },
        )
        self.enable(False)

    def enable(self, shown: bool) -> None:
        """Only with the calendar in view is it seen which entry is meant."""
        for name in ON_ENTRY:
            self.reviewing.registry.enable(f"calendar.{name}", shown, NOT_SHOWN)

    def _number(self) -> str:
        entry = self.calendar.current_entry()
        return entry.number if entry is not None else ""

    def open(self) -> None:
        """Open the case."""
        if self._number():
            self.reviewing.case_wanted.emit("case", self._number())

    def prepare(self) -> None:
        """Open the letter that the course asks for next."""
        number, desk = self._number(), self.reviewing.desk
        if not number:
            return

        def read() -> str:
            kind = letter_to_prepare(desk, desk.case(number))
            if not kind:
                raise Refused(f"{number} calls for no letter now.")
            return kind

        show = partial(self.reviewing.letter_wanted.emit, number)
        self.reviewing.read("calendar-prepare", read, show, opens=True)

    def dispatch(self) -> None:
        """Record that a letter of the case was sent."""
        from mmd_reviewer.ui.dispatch.dispatch_dialogs import record_dispatch

        if self._number():
            record_dispatch(self.reviewing, self._parent.window(), self._number())

    def devices(self) -> None:
        """The cover of every device of the case, in a dialog (D9)."""
        number, desk = self._number(), self.reviewing.desk
        if not number:
            return

        def read() -> tuple[tuple[Covered, ...], date]:
            day = desk.today()
            ledger = cover(desk.case(number), day)
            if not ledger:
                raise Refused(f"No device of {number} is listed.")
            return ledger, day

        self.reviewing.read(
            "calendar-devices",
            read,
            lambda found: show_cover(self._parent.window(), number, *found),
            opens=True,
        )

    def export(self) -> None:
        """Ask for a kind of file and its days."""
        from mmd_reviewer.ui.calendar.export import ask_export

        ask_export(self.reviewing, self._parent.window(), *self.calendar.days_shown())

    def lengthen(self, late: Late) -> None:
        """Take the longer deadline that is offered (D4, D7)."""
        desk = self.reviewing.desk
        said = (
            f"{late.number}: the deadline is {late.offered} now; the letter “Change of the "
            f"deadline” tells it."
        )
        self.reviewing.deed(lambda: lengthen(desk, late), said=said)
