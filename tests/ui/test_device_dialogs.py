"""Devices of a course in the window: removal, consent, found again,
reinstated, the cover of one device.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import removal
from mmd_reviewer.ui.forms.deed_form import DeedForm
from mmd_reviewer.ui.forms.device_choice import DeviceChoice
from tests.making import DAY
from tests.ui.calendar_store import COMING, DRAFTED, ENDS, FINAL_LATE, LAPSED
from tests.ui.dialogs import (
    accept,
    is_open,
    on_a_copy,
    opened,
    refused,
    said,
    texts,
    the_case,
    write,
)
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def states(window: Running, number: str) -> list[str]:
    return [row.state for row in cover(the_case(window, number), DAY)]


def chosen(dialog: DeedForm) -> str:
    texts = [label.text() for label in dialog.findChildren(type(dialog.error))]
    return next(text for text in texts if text.endswith("chosen"))


def test_d6_a_removal_by_keys(window: Running) -> None:
    """D6: the filter narrows, ticks stay while filtered away, all and none act on what is seen."""
    dialog = opened(window, LAPSED, "Ctrl+Shift+M", "removal")
    assert child(window, "removal_devicesFilter").hasFocus()
    assert "The program removes nothing." in texts(dialog)
    assert chosen(dialog) == "0 of 3 devices chosen", "a removal is ticked one by one"
    click(window, "removal_devicesAll")
    assert chosen(dialog) == "3 of 3 devices chosen"
    window.type("5cg7002")
    window.press(K.Key_Tab)
    rows = child(window, "removal_devicesList", QListView)
    assert rows.hasFocus()
    assert rows.model().rowCount() == 1
    window.press(K.Key_Down, K.Key_Space)
    assert chosen(dialog) == "2 of 3 devices chosen"
    assert rows.currentIndex().data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert rows.grab().height() > 0
    write(window, removal_devicesFilter="")
    click(window, "removal_devicesNone")
    assert chosen(dialog) == "0 of 3 devices chosen"
    refused(window, dialog, "Tick the devices first.", "removal_devices")
    click(window, "removal_devicesAll")
    at = rows.visualRect(rows.model().index(0, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert dialog.fields["devices"].serials() == ["5CG7001", "5CG7002"]
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, at.y()))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, at.y()))
    assert dialog.fields["devices"].serials() == ["5CG7001", "5CG7002"]
    refused(window, dialog, "Choose: Removed by.", "removal_by")
    window.press(K.Key_T)
    refused(window, dialog, "Say who confirmed the removal", "removal_confirmed_by")
    window.type("Jana Hofer")
    write(window, removal_on="2026-12-24")
    refused(window, dialog, "lies in the future", "removal_on")
    write(window, removal_on="2026-11-20")
    rows.setFocus()
    window.press(K.Key_Return)
    assert not is_open("removalDialog"), "Enter in the list accepts"
    assert [device.serial for device in the_case(window, LAPSED).carrying(DAY)] == ["5CG7000"]
    assert states(window, LAPSED) == ["not_covered"] * 3, (
        "removed after the deadline, cover stays lost"
    )
    assert words(window) == f"{LAPSED}: removal recorded."


def test_d9_after_the_deadline_cover_is_given_back_in_the_same_step(window: Running) -> None:
    """D9: the reason to reinstate is offered only after the deadline."""
    dialog = opened(window, FINAL_LATE, "Ctrl+Shift+M", "removal")
    assert not child(window, "removal_reinstate").isVisible()
    assert dialog.fields["devices"].serials() == []
    window.press(K.Key_Escape)
    dialog = opened(window, LAPSED, "Ctrl+Shift+M", "removal")
    assert child(window, "removal_reinstate").isVisible()
    write(window, removal_confirmed_by="Jana Hofer", removal_reinstate="It was agreed by phone.")
    click(window, "removal_devicesAll")
    dialog.fields["by"].setFocus()
    window.press(K.Key_T)
    accept(window)
    case = the_case(window, LAPSED)
    assert case.reinstatements[-1].body.reason == "It was agreed by phone."
    assert set(states(window, LAPSED)) <= {"covered", "removed"}
    assert state(case, DAY) == "removed"


def test_d6_by_the_service_only_with_consent(window: Running) -> None:
    """D6: consent is recorded first, of that day or before; left the service counts as removed."""
    dialog = opened(window, COMING, "Ctrl+Shift+M", "removal")
    write(window, removal_confirmed_by="Operations")
    click(window, "removal_devicesAll")
    dialog.fields["by"].setFocus()
    window.press(K.Key_T, K.Key_T)
    assert dialog.fields["by"].code == "service"
    refused(window, dialog, "only with consent recorded", "removal_by")
    window.press(K.Key_Escape)
    dialog = opened(window, COMING, "course.consent", "consent")
    assert child(window, "consent_by").hasFocus()
    refused(window, dialog, "Say who consented", "consent_by")
    window.type("Jana Hofer, IT lead")
    refused(window, dialog, "in which words", "consent_text")
    window.type("Please remove it from both.")
    write(window, consent_on="2026-11-20")
    accept(window)
    assert the_case(window, COMING).consents[-1].on == date(2026, 11, 20)
    dialog = opened(window, COMING, "Ctrl+Shift+M", "removal")
    assert dialog.fields["by"].code == "service", "what was chosen and not recorded came back"
    dialog.fields["by"].setFocus()
    window.press(K.Key_Tab, K.Key_Space)
    assert dialog.fields["left_service"].isChecked()
    accept(window)
    case = the_case(window, COMING)
    assert (case.revocation, case.carrying(DAY)) == (None, ())


def test_d9_found_again_and_reinstated(window: Running) -> None:
    """D9: only devices without it can be found with it, only clean ones have their cover back."""
    dialog = opened(window, LAPSED, "course.reinstate", "reinstate")
    child(window, "reinstate_reason").setFocus()
    refused(window, dialog, "Write why cover is given back", "reinstate_reason")
    window.type("Clean since Friday.")
    accept(window)
    assert "Every device without cover still carries the exemption" in said(dialog)
    window.press(K.Key_Escape)
    desk = window.desk_window.reviewing.desk
    window.desk_window.reviewing.deed(
        lambda: removal.confirm_removal(
            desk, desk.case(LAPSED), ["5CG7001"], date(2026, 11, 20), "Jana Hofer"
        )
    )
    window.settle()
    dialog = opened(window, LAPSED, "course.reinstate", "reinstate")
    click(window, "reinstate_devicesAll")
    assert dialog.fields["devices"].serials() == ["5CG7001"]
    write(window, reinstate_reason="Clean since Friday.")
    accept(window)
    assert states(window, LAPSED) == ["not_covered", "covered", "not_covered"]
    dialog = opened(window, LAPSED, "course.found", "found")
    assert child(window, "found_by").text() == "Ines Moreau"
    refused(window, dialog, "Tick the devices first.", "found_devices")
    click(window, "found_devicesAll")
    write(window, found_by="")
    refused(window, dialog, "Say who found it", "found_by")
    write(window, found_by="Marc Dubois", found_on="2026-11-19")
    refused(window, dialog, "is before the removal", "found_on")
    write(window, found_on="2026-11-23")
    accept(window)
    assert len(the_case(window, LAPSED).carrying(DAY)) == 3
    assert words(window) == f"{LAPSED}: found again."


def test_d9_with_no_device_there_is_nothing_to_choose(window: Running) -> None:
    dialog = opened(window, ENDS, "course.found", "found")
    assert not dialog.fields["devices"].isEnabled()
    assert not child(window, "found_devicesList").isVisible()
    assert child(window, "found_on").hasFocus()
    accept(window)
    assert "Name the devices that were found with it" in said(dialog)


def test_d9_the_cover_of_a_device(window: Running) -> None:
    """D9: across every exemption, on any day; another device may be looked up at once."""
    dialog = opened(window, "", "Ctrl+Shift+V", "device")
    assert child(window, "deviceSerial").hasFocus()
    refused(window, dialog, "Give a serial number or a name.", "deviceSerial")
    window.type("5CG7000")
    write(window, deviceOn="one day")
    refused(window, dialog, "Give the day", "deviceOn")
    write(window, deviceOn="2026-11-23")
    window.press(K.Key_Return)
    assert dialog.answer.text() == "Not covered since Wed 2026-11-18"
    assert dialog.answer.property("tone") == "broken"
    model = dialog.rows.view.model()
    assert model.index(0, 0).data().startswith("Wine printer")
    write(window, deviceOn="2026-11-01")
    accept(window)
    assert dialog.answer.text().startswith("In notice")
    assert dialog.answer.property("tone") != "broken"
    write(window, deviceSerial="NOBODY")
    accept(window)
    assert dialog.answer.text() == (
        "No case lists a device with the serial number or the name NOBODY."
    )
    assert dialog.rows.view.model().rowCount() == 0
    write(window, deviceSerial="5CG6000")
    accept(window)
    assert dialog.rows.view.model().cell(0, 1).second_line() == "Always"
    window.press(K.Key_Escape)
    assert not is_open("deviceDialog")


def test_d1_two_devices_of_one_serial_number_are_told_apart(qtbot: object) -> None:
    """D1: serial number, manufacturer and model name a device."""
    field = DeviceChoice(
        [Device("5CG1", "HP", "Elite"), Device("5cg1", "Dell", "Latitude"), Device("A1")], "devices"
    )
    assert field.serials() == []
    field.model.tick_all(True)
    assert field.serials() == ["5CG1/HP/Elite", "5cg1/Dell/Latitude", "A1"]


def test_d9_exchange_serial_and_undeclared_by_keys(window: Running) -> None:
    """D9: a machine for another, a corrected number, a device nobody declared;
    then all dates are offered.
    """
    first = the_case(window, DRAFTED).carrying(DAY)[0]
    dialog = opened(window, DRAFTED, "course.exchange", "exchange")
    write(window, exchange_devices="nothing", exchange_to="NEW-1", exchange_reason="Broken.")
    refused(
        window,
        dialog,
        "No device with the exemption has the serial number nothing (rule D9).",
        "exchange_devices",
    )
    write(window, exchange_devices=f" {first.serial} ", exchange_to=" NEW-1 ")
    accept(window)
    assert not is_open("exchangeDialog")
    assert words(window) == f"{DRAFTED}: NEW-1 takes the place of {first.serial}."
    serials = [device.serial for device in the_case(window, DRAFTED).carrying(DAY)]
    assert "NEW-1" in serials
    assert first.serial not in serials

    opened(window, DRAFTED, "course.serial", "serial")
    write(window, serial_devices="NEW-1 ", serial_to=" NEW-2", serial_reason="Misread.")
    accept(window)
    assert words(window) == f"{DRAFTED}: NEW-1 is NEW-2 from now on."

    opened(window, DRAFTED, "course.undeclared", "undeclared")
    write(window, undeclared_to="OTHER-1")
    accept(window)
    assert words(window) == f"{DRAFTED}: OTHER-1 joined."
    assert {"NEW-2", "OTHER-1"} <= {
        device.serial for device in the_case(window, DRAFTED).carrying(DAY)
    }
    click(window, "message_deed")
    assert is_open("controlSheetDialog")
