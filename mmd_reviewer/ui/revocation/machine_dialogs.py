"""Another machine, another serial number, a device that nobody declared (rule D9)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.device import Device, named
from mmd_reviewer.services import removal
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.deed_form import DeedForm, Prepared, on_case
from mmd_reviewer.ui.forms.given import NOTHING_GIVEN, Given
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

NO_DEVICE = Device("")


@on_case
def ask_exchange(
    reviewing: Reviewing, parent: QWidget, shown: Shown, given: Given = NOTHING_GIVEN
) -> None:
    """A machine takes the place of another (D9); `given.text` is the old serial number."""
    number = shown.case.number
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Exchange a device, {number}",
        "Exchange",
        name="exchange",
        sentence="The new machine carries the exemption on, under the same course; the old one is "
        "listed no more.",
    )
    old = form.add_line("devices", "Serial number", "Of the machine that goes", given.text)
    machine = _machine(form, *given.machines[:1])
    form.add_day("on", "Exchanged on", shown.day)
    reason = form.add_text("reason", "Reason", "Such as a broken mainboard", lines=2)
    form.submitted.connect(given.recorded)

    def prepare() -> Prepared:
        serial, new, day = old.text().strip(), machine(), form.day("on") or shown.day
        said = f"{number}: {new.serial} takes the place of {serial}."
        return form.deed(said, removal.exchange, serial, new, day, reason.toPlainText())

    form.ask_for(prepare, ["on"])


def _machine(form: DeedForm, known: Device = NO_DEVICE) -> Callable[[], Device]:
    """Rows that name one machine."""
    serial = form.add_line("to", "New serial", "Of the machine that comes", known.serial)
    maker = form.add_line("manufacturer", "Manufacturer", "As HP (optional)", known.manufacturer)
    model = form.add_line("model", "Model", "As EliteBook 840 (optional)", known.model)
    return lambda: Device(serial.text().strip(), maker.text().strip(), model.text().strip())


@on_case
def ask_serial(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """The machine was listed under a wrong serial number all along (D9)."""
    number = shown.case.number
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Correct a serial number, {number}",
        "Correct",
        name="serial",
        sentence="It is the same machine: everything recorded of it stays, under the right number.",
    )
    wrong = form.add_line("devices", "Listed as", "The wrong serial number")
    machine = _machine(form)
    reason = form.add_text("reason", "Reason", "Such as a misread O for 0", lines=2)

    def prepare() -> Prepared:
        listed, new = wrong.text().strip(), machine()
        said = f"{number}: {listed} is {new.serial} from now on."
        return form.deed(said, removal.correct_serial, listed, new, reason.toPlainText())

    form.ask_for(prepare)


@on_case
def ask_undeclared(
    reviewing: Reviewing, parent: QWidget, shown: Shown, given: Given = NOTHING_GIVEN
) -> None:
    """Devices carry the exemption that were never on a list: one typed in, or some given (D9)."""
    number = shown.case.number
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Found and never declared, {number}",
        "Record",
        name="undeclared",
        sentence="It joins the exemption, and its open revocation: the same deadline, or no cover "
        "from the day found.",
    )
    machines = _machines(form, given)
    form.add_day("on", "Found on", shown.day)
    by = form.add_line("by", "Found by", "Who found it", form.desk.reviewer)
    form.submitted.connect(given.recorded)

    def prepare() -> Prepared:
        found, day = machines(), form.day("on") or shown.day
        said = f"{number}: {named([one.serial for one in found])} joined."
        return form.deed(said, removal.join_devices, found, day, by.text())

    form.ask_for(prepare, ["on", *(["devices"] if given.machines else [])])


def _machines(form: DeedForm, given: Given) -> Callable[[], list[Device]]:
    """Rows that name one machine, or a list of those given."""
    if not given.machines:
        machine = _machine(form)
        return lambda: [machine()]
    choice = form.add_devices("devices", given.machines)
    choice.model.tick_only(given.ticked)
    return lambda: [one for one in given.machines if one.key in choice.model.ticked]
