"""Another machine, another serial number, a device that nobody declared (rule D9)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import removal
from mmd_reviewer.ui.reviewing import Reviewing, Shown
from mmd_reviewer.ui.revocation.course_dialogs import with_case
from mmd_reviewer.ui.revocation.deed_form import DeedForm


def ask_exchange(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """A machine takes the place of another (D9)."""
    with_case(reviewing, number, partial(_exchange, reviewing, parent))


def _exchange(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    number, desk = shown.case.number, reviewing.desk
    form = DeedForm(
        reviewing, parent, f"Exchange a device, {number}", "Exchange", name="exchange",
        sentence="The new machine carries the exemption on, under the same course; the old one is listed no more.",
    )  # fmt: skip
    old = form.add_line("devices", "Serial number", "Of the machine that goes")
    machine = _machine(form)
    form.add_day("on", "Exchanged on", shown.day)
    reason = form.add_text("reason", "Reason", "Such as a broken mainboard", lines=2)

    def prepare() -> tuple[Callable[[], Case], str]:
        serial, new, day, why = old.text(), machine(), form.day("on") or shown.day, reason.toPlainText()
        return (
            lambda: removal.exchange(desk, desk.case(number), serial, new, day, why),
            f"{number}: {new.serial} takes the place of {serial}.",
        )

    form.on_accept(prepare, ["on"])
    form.open()
    return form


def _machine(form: DeedForm) -> Callable[[], Device]:
    """Rows that name one machine."""
    serial = form.add_line("to", "New serial", "Of the machine that comes")
    maker = form.add_line("manufacturer", "Manufacturer", "As HP (optional)")
    model = form.add_line("model", "Model", "As EliteBook 840 (optional)")
    return lambda: Device(serial.text().strip(), maker.text().strip(), model.text().strip())


def ask_serial(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """The machine was listed under a wrong serial number all along (D9)."""
    with_case(reviewing, number, partial(_serial, reviewing, parent))


def _serial(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    number, desk = shown.case.number, reviewing.desk
    form = DeedForm(
        reviewing, parent, f"Correct a serial number, {number}", "Correct", name="serial",
        sentence="It is the same machine: everything recorded of it stays, under the right number.",
    )  # fmt: skip
    wrong = form.add_line("devices", "Listed as", "The wrong serial number")
    machine = _machine(form)
    reason = form.add_text("reason", "Reason", "Such as a misread O for 0", lines=2)

    def prepare() -> tuple[Callable[[], Case], str]:
        listed, new, why = wrong.text(), machine(), reason.toPlainText()
        return (
            lambda: removal.correct_serial(desk, desk.case(number), listed, new, why),
            f"{number}: {listed} is {new.serial} from now on.",
        )

    form.on_accept(prepare)
    form.open()
    return form


def ask_undeclared(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """A device carries the exemption that was never on a list (D9)."""
    with_case(reviewing, number, partial(_undeclared, reviewing, parent))


def _undeclared(reviewing: Reviewing, parent: QWidget, shown: Shown) -> DeedForm:
    number, desk = shown.case.number, reviewing.desk
    form = DeedForm(
        reviewing, parent, f"Found and never declared, {number}", "Record", name="undeclared",
        sentence="It joins the exemption, and its open revocation: the same deadline, or no cover from the day found.",
    )  # fmt: skip
    machine = _machine(form)
    form.add_day("on", "Found on", shown.day)
    by = form.add_line("by", "Found by", "Who found it", desk.reviewer)

    def prepare() -> tuple[Callable[[], Case], str]:
        new, day, who = machine(), form.day("on") or shown.day, by.text()
        return (
            lambda: removal.join_devices(desk, desk.case(number), [new], day, who),
            f"{number}: {new.serial} joined.",
        )

    form.on_accept(prepare, ["on"])
    form.open()
    return form
