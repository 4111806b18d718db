"""Recording that an approval is in force: the day and the devices (rule D1)."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.device import Device, DeviceFile
from mmd_reviewer.domain.period import count
from mmd_reviewer.readers.device_files import read_devices, typed_devices
from mmd_reviewer.services import deployment
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import FormDialog, Missing, Pending
from mmd_reviewer.ui.forms.file_dialog import ask_file
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import LinkButton
from mmd_reviewer.ui.widgets.fields import Field, TextArea
from mmd_reviewer.ui.widgets.labels import Label, Rest, holding, row_of

SENTENCE = "The devices may follow later, in waves. A list is needed before a first notice."


class DeploymentDialog(FormDialog):
    """Stays open until the deployment is recorded; what was typed is not lost by a refusal."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, number: str) -> None:
        super().__init__(
            parent,
            f"Record deployment of {number}",
            "Record",
            sentence=SENTENCE,
            name="deploymentDialog",
        )
        self._reviewing, self._number = reviewing, number
        self._desk = reviewing.desk  # it knows what was shown of the case when this was opened
        self._from_file: tuple[Device, ...] = ()
        self.on = Field("deployedOn", "In force since")
        self.devices = TextArea(
            "deployedDevices", "Devices", "Serial, manufacturer, model; one a line", lines=5
        )
        self._file = LinkButton("Take a file", "deployedFile", size=12)
        self._found = Label("", "muted", wrap=True)
        self._fill()

    def _fill(self) -> None:
        self.on.setText(self._reviewing.day.isoformat())
        below = holding(row_of(self._file, Rest(self._found)))
        self.add_row("In force since", self.on)
        self.add_row("Devices", self.devices, below)
        self._file.clicked.connect(self._on_file_clicked)
        self.check = self._record
        self.on.setFocus()

    def _on_file_clicked(self) -> None:
        ask_file(
            self,
            "Devices",
            self.take_file,
            filters="Device lists (*.json *.csv *.txt *.xlsx);;All files (*)",
        )

    def take_file(self, path: Path) -> None:
        """Read the devices of a file on the worker."""
        self._reviewing.read("devices", partial(read_devices, path), self._show_file)

    def _show_file(self, found: DeviceFile) -> None:
        if found.problems:
            first = found.problems[0]
            row = f", row {first.row}" if first.row else ""
            self.show_error(f"{first.file}{row}: {first.message}")
            return
        self.show_error("")
        self._from_file = found.devices
        outside = sum(device.in_test_group for device in found.devices)
        test = f", {outside} of them in Test, outside service levels" if outside else ""
        said = " ".join(found.reading.remarks) if found.reading is not None else ""
        self._found.setText(
            f"{count(len(found.devices), 'device')} from the file{test}. {said}".strip()
        )

    def _record(self) -> object:
        on = parse_day(self.on.text(), self._reviewing.day)
        if on is None:
            return Missing(day_fault(self.on.text(), self._reviewing.day), self.on)
        typed = typed_devices(self.devices.toPlainText())
        if typed.problems:
            return Missing(
                f"Line {typed.problems[0].row}: {typed.problems[0].message}", self.devices
            )
        devices = (*self._from_file, *typed.devices)
        desk, number = self._desk, self._number
        self._reviewing.deed(
            lambda: deployment.deploy(desk, desk.case(number), on, devices),
            lambda cases: self.finish(),
            said=f"{number} is in force since {on}.",
            failed=self.refuse,
            in_dialog=True,
        )
        return Pending()
