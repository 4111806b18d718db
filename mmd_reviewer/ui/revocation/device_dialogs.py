"""Devices of a course: removal confirmed, consent, found again, reinstated (rules D6, D9, D10)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.cover import NOT_COVERED, cover
from mmd_reviewer.domain.period import LAST_DAY
from mmd_reviewer.services import removal
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.deed_form import DeedForm, on_case
from mmd_reviewer.ui.forms.given import NOTHING_GIVEN, Given
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

CONFIRMED = "This records what was confirmed. The program removes nothing."


@on_case
def ask_removal(
    reviewing: Reviewing, parent: QWidget, shown: Shown, given: Given = NOTHING_GIVEN
) -> None:
    """Devices are clean, as somebody confirmed (D6)."""
    case, number = shown.case, shown.case.number
    one = case.revocations[-1] if case.revocations else None
    late = one is not None and one.lapsed_on(shown.day)
    words = (
        " Removed after the deadline, a device stays without cover until it is reinstated."
        if late
        else ""
    )
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Removal confirmed, {number}",
        "Record",
        name="removal",
        sentence=f"{given.sentence or CONFIRMED}{words}",
    )
    devices = form.add_devices("devices", given.about(case.carrying(LAST_DAY)))
    form.add_day("on", "Removed on", shown.day)
    who = form.add_line("confirmed_by", "Confirmed by", "Who says so")
    by = form.add_choice(
        "by", "Removed by", [("customer", "The customer"), ("service", "The service, with consent")]
    )
    left = form.add_tick("left_service", "Left the service: scrapped, lost or unenrolled")
    again = form.add_text("reinstate", "Reinstate", "Reason to give cover back at once", lines=2)
    form.show_row(again, late)
    form.submitted.connect(given.recorded)
    form.ask_for(
        lambda: form.deed(
            f"{number}: removal recorded.",
            removal.confirm_removal,
            devices.serials(),
            form.day("on") or shown.day,
            who.text(),
            by_service=by.code == "service",
            left_service=left.isChecked(),
            reinstate=again.toPlainText() if late else "",
        ),
        ["devices", "on", "by"],
    )


def ask_consent(reviewing: Reviewing, parent: QWidget, number: str) -> None:
    """The customer agrees that the service removes the exemption (D6)."""
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Consent to removal, {number}",
        "Record",
        name="consent",
        sentence="The service removes an exemption only with the customer’s consent of that day or "
        "before.",
    )
    today = reviewing.day
    by = form.add_line("by", "Given by", "Name, role")
    form.add_day("on", "Given on", today)
    text = form.add_text("text", "In their words", "What was agreed to")
    form.ask_for(
        lambda: form.deed(
            f"{number}: consent recorded.",
            removal.record_consent,
            by.text(),
            form.day("on") or today,
            text.toPlainText(),
        ),
        ["on"],
        by,
    )


@on_case
def ask_found(
    reviewing: Reviewing, parent: QWidget, shown: Shown, given: Given = NOTHING_GIVEN
) -> None:
    """Devices carry it again (D9)."""
    case, number = shown.case, shown.case.number
    carrying = {device.key for device in case.carrying(LAST_DAY)}
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Found again, {number}",
        "Record",
        name="found",
        sentence="The same deadline counts; after it, the device is without cover from the day it "
        "was found.",
    )
    gone = tuple(device for device in case.devices if device.key not in carrying)
    devices = form.add_devices("devices", given.about(gone))
    devices.model.tick_only(given.ticked)
    form.add_day("on", "Found on", shown.day)
    by = form.add_line("by", "Found by", "Who found it", form.desk.reviewer)
    form.submitted.connect(given.recorded)
    form.ask_for(
        lambda: form.deed(
            f"{number}: found again.",
            removal.found_again,
            devices.serials(),
            form.day("on") or shown.day,
            by.text(),
        ),
        ["on", "devices"],
    )


@on_case
def ask_reinstate(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """Give cover back to devices that lost it and are clean now (D9)."""
    case, number = shown.case, shown.case.number
    carrying = {device.key for device in case.carrying(shown.day)}
    lost = [row.device for row in cover(case, shown.day) if row.state == NOT_COVERED]
    clean = [device for device in lost if device.key not in carrying]
    form = DeedForm(
        reviewing,
        parent,
        number,
        f"Reinstate cover, {number}",
        "Reinstate",
        name="reinstate",
        sentence="Cover comes back from today for devices from which the exemption was removed "
        "after the deadline.",
    )
    devices = form.add_devices("devices", clean)
    reason = form.add_text("reason", "Reason", "The letter says it")
    form.ask_for(
        lambda: form.deed(
            f"{number}: cover given back.",
            removal.reinstate,
            devices.serials(),
            reason.toPlainText(),
        ),
        ["devices"],
    )
