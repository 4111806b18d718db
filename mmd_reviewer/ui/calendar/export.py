"""The calendar as a file: iCalendar for another calendar, or PDF to print (agenda and months)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.services.read.calendar_file import calendar_bytes
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, said_below
from mmd_reviewer.ui.forms.file_dialog import ask_where
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import Field

KINDS = {
    "ics": ("iCalendar (*.ics)", "iCalendar, all-day dates"),
    "pdf": ("PDF (*.pdf)", "PDF, agenda and months"),
}
LONGEST_DAYS = 3660


class ExportDialog(FormDialog):
    """Kind and days, then the file."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, first: date, last: date) -> None:
        super().__init__(
            parent,
            "Export the calendar",
            "Choose the file",
            name="calendarExportDialog",
            sentence="Every entry of these days, done ones included.",
        )
        self._reviewing = reviewing
        kinds = [(code, words) for code, (_, words) in KINDS.items()]
        self.kind = Choice("As", "exportKind", kinds, clearable=False)
        self.first = Field("exportFirst", "From", "2026-12-01, +7 or +2w")
        self.last = Field("exportLast", "To", "2026-12-01, +7 or +2w")
        self._fill(first, last)

    def _fill(self, first: date, last: date) -> None:
        self.keeps_words = False
        self.add_row("As", self.kind)
        for label, field, day in (("From", self.first, first), ("To", self.last, last)):
            words = said_below(field, self._reviewing.day)
            words.setMinimumHeight(18)
            field.setText(day.isoformat())
            self.add_row(label, field, words)
        self.check = self._check
        self.kind.setFocus()

    def _check(self) -> object:
        days = []
        for field in (self.first, self.last):
            day = parse_day(field.text(), self._reviewing.day)
            if day is None:
                return Missing(day_fault(field.text(), self._reviewing.day), field)
            days.append(day)
        if days[1] < days[0]:
            return Missing("The last day comes before the first.", self.last)
        if (days[1] - days[0]).days > LONGEST_DAYS:
            return Missing("At most ten years are exported at once.", self.last)
        if self.kind.code not in KINDS:
            return Missing("Choose iCalendar or PDF.", self.kind)
        return self.kind.code, days[0], days[1]


def ask_export(reviewing: Reviewing, parent: QWidget, first: date, last: date) -> ExportDialog:
    """Ask what and which days, then where to."""
    dialog = ExportDialog(reviewing, parent, first, last)
    dialog.submitted.connect(lambda given: _choose_file(reviewing, parent, *given))
    dialog.open()
    return dialog


def _choose_file(reviewing: Reviewing, parent: QWidget, kind: str, first: date, last: date) -> None:
    ask_where(
        parent,
        "Export the calendar",
        f"calendar_{first}_{last}.{kind}",
        lambda path: write_file(reviewing, path, kind, first, last),
        name="calendarExportFile",
        filters=KINDS[kind][0],
        ending=kind,
    )


def write_file(reviewing: Reviewing, path: Path, kind: str, first: date, last: date) -> None:
    """Make the file on the worker and say where it is."""
    desk = reviewing.desk

    def write(job: Job) -> int:
        content, entries = calendar_bytes(desk, kind, first, last)
        desk.files.write(path, content)
        return entries

    def done(entries: int) -> None:
        words = "1 entry" if entries == 1 else f"{entries:,} entries"
        reviewing.say.show_message(DEED, f"Saved as {path}: {words}.", "info")

    reviewing.job("Exporting the calendar", write, done)
