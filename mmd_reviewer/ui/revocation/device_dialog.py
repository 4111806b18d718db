"""One device by serial number or name: its cover on any day across every exemption, what stood in
its place before, and the letters that told of its cover (rules C10, D9).
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.cover import COVER_NAMES, NOT_COVERED
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.customer_words import device_words
from mmd_reviewer.services.read.device_page import (
    Carried,
    DevicePage,
    course_words,
    former_words,
    read_device,
    told_words,
)
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import Missing
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label

COLUMNS = (
    Column("case", "Exemption", 0, hideable=False),
    Column("cover", "Cover", 170),
    Column("course", "Course", 330),
)
MOST_TOLD = 6


class DeviceDialog(RowsDialog):
    """Type a serial number or a name, and a day; Enter looks. Enter on a row opens its case."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, wanted: str = "") -> None:
        super().__init__(
            parent,
            "Device",
            "Look",
            COLUMNS,
            name="device",
            sentence="Across several exemptions a device has the worst of them (rule D9).",
            page="cover",
        )
        self._reviewing = reviewing
        self._page: DevicePage | None = None
        self.serial = Field("deviceSerial", "Serial number or name")
        self.on = Field("deviceOn", "On", "2026-12-01, +7 or +2w")
        self.answer = Label("", "section", wrap=True)
        self.known = Label("", "muted", wrap=True)
        self.serial.setText(wanted)
        self.on.setText(reviewing.day.isoformat())
        self.cancel_button.set_label("Close")
        self.setMinimumWidth(860)
        self.add_row("Device", self.serial)
        self.add_row("On", self.on, self.answer)
        self.put_list(self.form.rowCount())
        self.form.addWidget(self.known, self.form.rowCount(), 0, 1, 2)
        self.form.setRowStretch(0, 0)
        QWidget.setTabOrder(self.serial, self.on)
        QWidget.setTabOrder(self.on, self.rows.view)
        self.check = self._look
        self.rows.opened.connect(self._open_case)
        self.show_rows([])
        self.serial.setFocus()
        if wanted:
            self._look()

    def _look(self) -> object:
        day = parse_day(self.on.text(), self._reviewing.day)
        name = self.serial.text().strip()
        if not name:
            return Missing("Give a serial number or a name.", self.serial)
        if day is None:
            return Missing(day_fault(self.on.text(), self._reviewing.day), self.on)
        desk = self._reviewing.desk

        def look() -> DevicePage | str:
            try:
                return read_device(desk, name, day)
            except Refused as refusal:  # said in the dialog, not behind it
                return refusal.message

        self._reviewing.read("device", look, self._show)
        return Missing("")  # stays open: another device may be looked up

    def _show(self, found: DevicePage | str) -> None:
        page = found if isinstance(found, DevicePage) else None
        self._page = page
        if page is None:
            self.answer.setText(str(found))
        else:
            since = f" since {on_screen(page.worst.since)}" if page.worst.since else ""
            self.answer.setText(f"{COVER_NAMES[page.worst.state]}{since}")
        lost = page is not None and page.worst.state == NOT_COVERED
        self.answer.set_tone("broken" if lost else "")
        self.known.setText("\n".join(known_lines(page)) if page is not None else "")
        self.show_rows([_cells(row) for row in page.carried] if page is not None else [])
        if page is not None and not self.serial.isModified():
            self.rows.setFocus()  # it was asked for by its serial number: Enter opens its case

    def _open_case(self, row: int) -> None:
        if self._page is not None and 0 <= row < len(self._page.carried):
            number = self._page.carried[row].case.number
            self.reject()
            self._reviewing.case_wanted.emit("case", number)


def known_lines(page: DevicePage) -> Iterator[str]:
    """Which device it is, what stood in its place before, which letters told of its cover."""
    named = [page.device.serial, page.device.name, device_words(page.device)]
    yield " · ".join(part for part in named if part)
    if page.formers:
        yield f"Before: {'; '.join(former_words(row) for row in page.formers)}"
    told = [told_words(row) for one in page.carried for row in one.told]
    if told:
        more = f" and {len(told) - MOST_TOLD} before" if len(told) > MOST_TOLD else ""
        yield f"Told by: {'; '.join(told[-MOST_TOLD:])}{more}"
    else:
        yield "No letter told of its cover."


def _cells(row: Carried) -> tuple[Cell, ...]:
    case, lost = row.case, row.cover.state == NOT_COVERED
    since = on_screen(row.cover.since) if row.cover.since else "Always"
    carried = f"carried since {on_screen(row.since)}" if row.carries and row.since else ""
    return (
        Cell(case.request.heading(), (case.request.customer, case.number), medium=True, elide=0),
        Cell(COVER_NAMES[row.cover.state], since, text_tone="broken" if lost else ""),
        Cell(course_words(row), carried),
    )
