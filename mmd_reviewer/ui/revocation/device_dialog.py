"""The cover of one device on any day, across every exemption
that it carries or carried (rule D9).
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.cover import COVER_NAMES, NOT_COVERED, Covered, worst
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services import removal
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import Missing
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label

COLUMNS = (
    Column("case", "Exemption", 0, hideable=False),
    Column("cover", "Cover", 200),
    Column("since", "Since", 160),
)
Ledger = tuple[tuple[Case, Covered], ...]


class DeviceDialog(RowsDialog):
    """Type a serial number and a day; Enter looks."""

    def __init__(self, reviewing: Reviewing, parent: QWidget) -> None:
        super().__init__(
            parent,
            "Cover of a device",
            "Look",
            COLUMNS,
            name="device",
            sentence="Across several exemptions a device has the worst of them (rule D9).",
            page="cover",
        )
        self._reviewing = reviewing
        self.serial = Field("deviceSerial", "Serial number")
        self.on = Field("deviceOn", "On", "2026-12-01, +7 or +2w")
        self.answer = Label("", "section", wrap=True)
        self.on.setText(reviewing.day.isoformat())
        self.cancel_button.set_label("Close")
        self.add_row("Serial", self.serial)
        self.add_row("On", self.on, self.answer)
        self.put_list(self.form.rowCount())
        self.form.setRowStretch(0, 0)
        QWidget.setTabOrder(self.serial, self.on)
        QWidget.setTabOrder(self.on, self.rows.view)
        self.check = self._look
        self.show_rows([])
        self.serial.setFocus()

    def _look(self) -> object:
        day = parse_day(self.on.text(), self._reviewing.day)
        serial = self.serial.text().strip()
        if not serial:
            return Missing("Give a serial number.", self.serial)
        if day is None:
            return Missing(day_fault(self.on.text(), self._reviewing.day), self.on)
        desk = self._reviewing.desk
        self._reviewing.read("device", lambda: removal.ledger(desk, serial, day), self._show)
        return Missing("")  # stays open: another device may be looked up

    def _show(self, found: Ledger) -> None:
        cover = worst(row for _, row in found)
        if cover is None:
            self.answer.setText("No case lists a device with this serial number.")
        else:
            since = f" since {on_screen(cover.since)}" if cover.since else ""
            self.answer.setText(f"{COVER_NAMES[cover.state]}{since}")
        self.answer.set_tone("broken" if cover is not None and cover.state == NOT_COVERED else "")
        self.show_rows(
            [
                (
                    Cell(
                        case.request.heading(),
                        (case.request.customer, case.number),
                        medium=True,
                        elide=0,
                    ),
                    Cell(COVER_NAMES[row.state]),
                    Cell(on_screen(row.since) if row.since else "Always"),
                )
                for case, row in found
            ]
        )
