"""The register against an inventory in the window: counters, rows, deeds (rules D6, D9)."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from mmd_reviewer.domain.cover import cover
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import letter, removal, revocation
from mmd_reviewer.services.read.comparison import Line
from mmd_reviewer.ui.commands.registry import key_text
from mmd_reviewer.ui.compare.compare_rows import OFFER, CompareModel
from mmd_reviewer.ui.compare.compare_view import CompareView
from mmd_reviewer.ui.forms.deed_form import DeedForm
from mmd_reviewer.ui.forms.device_choice import DeviceChoice
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.fields import TextArea
from mmd_reviewer.ui.widgets.labels import Label
from mmd_reviewer.ui.widgets.tick import Tick
from tests.making import DAY, GROUNDS, Course
from tests.ui.dialogs import accept, refused, texts, the_case, write
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
DEVICES = tuple(Device(f"S{n}", "HP", "Elite", f"PC-{n}") for n in range(5))
HEAD = "Serial number,Device name,Last check-in,Tenant,ApplicationName,ApplicationVersion\n"
NAME = "Cisco AnyConnect Secure Mobility Client"
ROWS = (
    f"S0,PC-0,2026-11-20,Fabrikam,{NAME},4.10.05",
    f"S1,PC-1,2026-11-20,Fabrikam,{NAME},5.1",
    "S2,PC-2,2026-09-01,Fabrikam,Zoom,6.2",
    f"S9,PC-9,2026-11-19,Fabrikam,{NAME},4.10",
    f"S40,PC-4,2026-11-19,Fabrikam,{NAME},4.10",
)


@pytest.fixture
def window(tmp_path: Path, qtbot: object) -> Iterator[Running]:
    """Fabrikam's AnyConnect on five devices; an inventory in which every way to differ occurs."""
    Course(tmp_path, DEVICES)
    (tmp_path / "inventory.csv").write_text(HEAD + "\n".join(ROWS), "utf-8")
    with running(tmp_path / "s.sqlite") as it:
        it.program.window.resize(1440, 900)
        it.program.window.show_view("register")
        it.settle()
        yield it


def view(window: Running) -> CompareView:
    return window.desk_window.rooms.compare


def compare(window: Running, path: Path) -> None:
    view(window).open_files([str(path)])
    window.settle()


def rows(window: Running) -> list[tuple[str, int, str]]:
    """Kind, devices and done of each row."""
    found = [view(window).model.line_at(place) for place in view(window).model.lines]
    return [(line.row.kind, len(line.row.finds), line.done) for line in found if line is not None]


def go_to(window: Running, kind: str) -> Line:
    model = view(window).model
    for place in model.lines:
        line = model.line_at(place)
        if line is not None and line.row.kind == kind:
            view(window).view.go_to_row(place)
            window.settle()
            return line
    raise AssertionError(f"no row {kind}")


def test_i_in_the_register_asks_for_files_and_shows_what_differs(
    window: Running, tmp_path: Path
) -> None:
    """E3: headline, counters, a heading for each way to differ; the rail stays at the register."""
    window.press(K.Key_I)
    dialog = child(window, "compareDialog", QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(tmp_path / "inventory.csv")])
    dialog.close()
    window.settle()
    here = view(window)
    assert (window.shown(), here.title.text()) == (
        "compare",
        "3 differences between the register and the devices",
    )
    assert "newest check-in Fri 2026-11-20" in here.subline.text()
    assert rows(window) == [("undeclared", 2, ""), ("unseen", 3, ""), ("version", 1, "")]
    numbers = [tab.accessibleName() for tab in here.tabs.values()]
    assert numbers == ["3 differences", "1 not declared", "1 not seen", "1 other version"]
    assert here.view.hasFocus()
    window.press(K.Key_Escape)
    assert window.shown() == "register"


def test_rows_and_pane_say_what_they_rest_on(window: Running, tmp_path: Path) -> None:
    """D6: absent is not removed; file row and last check-in of every device, the silent one too."""
    compare(window, tmp_path / "inventory.csv")
    go_to(window, "unseen")
    said = {label.text() for label in view(window).pane.findChildren(Label)}
    assert "2 of 5 devices still carry it" in said
    assert any("Absent is not removed." in text for text in said)
    assert any("row 4: listed without it" in text for text in said)
    assert {"S2", "S3", "S4", "2026-09-01"} <= said
    assert any("PC-4 is S40 there" in text for text in said)
    speech = view(window).model.index(view(window).model.lines[1], 0)
    spoken = str(speech.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Found: 2" not in spoken
    assert "Exemption: Cisco AnyConnect" in spoken
    heading = view(window).model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heading == "On devices, not in the register, 1"


def test_d6_a_removal_lists_the_devices_not_seen_and_ticks_none(
    window: Running, tmp_path: Path
) -> None:
    """D6: nothing is preselected, a person confirms; the row is done until that is undone."""
    compare(window, tmp_path / "inventory.csv")
    go_to(window, "unseen")
    window.press(K.Key_R)
    dialog = child(window, "removalDialog", DeedForm)
    choice = child(window, "removal_devices", DeviceChoice)
    assert choice.serials() == []
    assert choice.model.rowCount() == 3
    assert "confirms nothing" in texts(dialog)
    refused(window, dialog, "Tick the devices first.", "removal_devices")
    click(window, "removal_devicesAll")
    write(window, removal_confirmed_by="Jana Hofer")
    child(window, "removal_by", Choice).set_code("customer")
    accept(window)
    assert ("unseen", 3, "Removal confirmed") in rows(window)
    assert view(window).tabs["unseen"].accessibleName() == "0 not seen"
    window.desk_window.reviewing.undoing.undo()
    window.settle()
    assert ("unseen", 3, "") in rows(window)


def test_d9_devices_found_and_never_declared_join_together(window: Running, tmp_path: Path) -> None:
    """D9: those that the file surely shows are ticked, in sight; Enter opens, one deed records."""
    compare(window, tmp_path / "inventory.csv")
    go_to(window, "undeclared")
    window.press(K.Key_Return)
    assert child(window, "undeclared_devices", DeviceChoice).serials() == ["S9", "S40"]
    accept(window)
    serials = [row.device.serial for row in cover(the_case(window, "A-0001"), DAY)]
    assert serials[-2:] == ["S9", "S40"]
    assert "S9 and S40 joined." in words(window)
    assert ("undeclared", 2, "Declared") in rows(window)
    window.press(K.Key_Return)
    assert view(window).view.hasFocus(), "a row that is done offers nothing"


def test_d9_a_device_found_again_and_a_ground_in_a_revocation(
    window: Running, tmp_path: Path
) -> None:
    """D1, D9: the deeds follow the state of the case."""
    desk = window.desk_window.reviewing.desk
    removal.confirm_removal(desk, desk.case("A-0001"), ["S0"], date(2026, 11, 23), "Jana Hofer")
    path = tmp_path / "later.csv"
    path.write_text(HEAD + "\n".join(row.replace("2026-11-20", "2026-11-23") for row in ROWS))
    compare(window, path)
    go_to(window, "undeclared")
    assert view(window).model.cell(1, OFFER).primary == "Record 1 found again…"
    window.press(K.Key_D)
    assert child(window, "found_devices", DeviceChoice).serials() == ["S0"]
    accept(window)
    assert ("undeclared", 2, "") in rows(window), "the two that were never declared are left"
    desk = window.desk_window.reviewing.desk
    revocation.revoke(desk, desk.case("A-0001"), ["stability"], **GROUNDS)
    case, issued = letter.issue(desk, desk.case("A-0001"), "notice_first")
    letter.dispatched(desk, case, issued.record.number, DAY, "MMD-1-R")
    compare(window, path)
    go_to(window, "version")
    window.press(K.Key_V)
    assert "in version 5.1" in child(window, "ground_why", TextArea).toPlainText()


def test_a_click_on_the_button_of_a_row_asks_too(window: Running, tmp_path: Path) -> None:
    """D9: beside the button it only chooses the row."""
    compare(window, tmp_path / "inventory.csv")
    here = view(window).view
    area = here.visualRect(here.model().index(view(window).model.lines[0], 0))
    slot = view(window).columns.slots(here.viewport().width())[OFFER]
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(here.viewport(), button, pos=QPoint(80, area.center().y()))
    window.settle()
    assert window.focus() is here
    QTest.mouseClick(here.viewport(), button, pos=QPoint(slot.left + 150, area.center().y()))
    window.settle()
    child(window, "undeclaredDialog", DeedForm).reject()


def test_a_note_asks_the_customer_and_marks_the_row(window: Running, tmp_path: Path) -> None:
    """D6: the words can be changed; no device is touched."""
    compare(window, tmp_path / "inventory.csv")
    go_to(window, "unseen")
    window.press(K.Key_Return)
    text = child(window, "noteField", TextArea).toPlainText()
    assert "not seen on S2, S3 and S4" in text
    assert "Absent is not removed" in text
    accept(window)
    assert rows(window)[1] == ("unseen", 3, "Asked")
    case = the_case(window, "A-0001")
    assert [note.text for note in case.notes] == [text]
    assert len(case.carrying(DAY)) == 5


def test_another_version_may_be_a_ground_to_revoke(window: Running, tmp_path: Path) -> None:
    """D1: nothing is ticked; the words say what was found and what was approved."""
    compare(window, tmp_path / "inventory.csv")
    go_to(window, "version")
    window.press(K.Key_V)
    dialog = child(window, "revokeDialog", DeedForm)
    why = child(window, "revoke_why", TextArea).toPlainText()
    assert "in version 5.1 on 1 device; version 4.10 was approved." in why
    assert not any(tick.isChecked() for tick in dialog.findChildren(Tick))
    dialog.reject()


def test_d9_a_device_of_the_same_name_may_have_been_exchanged(
    window: Running, tmp_path: Path
) -> None:
    """D9: both serial numbers are filled in."""
    compare(window, tmp_path / "inventory.csv")
    go_to(window, "unseen")
    window.press(K.Key_W)
    dialog = child(window, "exchangeDialog", DeedForm)
    assert [child(window, f"exchange_{key}").text() for key in ("devices", "to")] == ["S4", "S40"]
    dialog.reject()
    go_to(window, "version")
    window.press(K.Key_W)
    assert words(window) == "This row does not offer that deed."


def test_the_counters_filter_and_the_rows_are_exported(window: Running, tmp_path: Path) -> None:
    """E3: what is shown is what is written; another ending is refused in words."""
    compare(window, tmp_path / "inventory.csv")
    click(window, "compareTab_version")
    assert [kind for kind, _, _ in rows(window)] == ["version"]
    here, out = view(window), tmp_path / "out.csv"
    assert here.found is not None
    here.deeds.export_to(out, here.found, here.open_rows(here.tab))
    window.settle()
    lines = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert [(line["Serial number"], line["Version found"]) for line in lines] == [("S1", "5.1")]
    here.deeds.export_to(tmp_path / "out.pdf", here.found, [])
    assert words(window) == "Name a file that ends in .xlsx or .csv."
    window.press(K.Key_E)
    child(window, "exportCompareDialog", QFileDialog).close()


def test_a_file_that_cannot_be_read_is_said_and_nothing_is_compared(
    window: Running, tmp_path: Path
) -> None:
    """D6: not even the file beside it."""
    (tmp_path / "bad.csv").write_text("Colour\nred\n")
    view(window).open_files([str(tmp_path / name) for name in ("inventory.csv", "bad.csv")])
    window.settle()
    assert "bad.csv: No heading names a column of devices" in str(
        window.program.window.message_bar.messages()
    )
    assert view(window).empty.isVisible()
    assert view(window).model.rowCount() == 0
    assert not view(window).export_button.isEnabled()


def test_devices_of_nobody_get_a_customer(window: Running, tmp_path: Path) -> None:
    """A5: the row is there only where the file names none; an unknown name is refused in words."""
    compare(window, tmp_path / "inventory.csv")
    assert not view(window).customer_row.isVisible()
    path = tmp_path / "nameless.csv"
    path.write_text(HEAD + f"X1,PC-X,,,{NAME},4.10")
    compare(window, path)
    assert rows(window) == [("undeclared", 1, "")]
    assert view(window).customer_row.isVisible()
    view(window).customer.setText("Fabrikam")
    click(window, "compareCustomerApply")
    assert rows(window) == [("undeclared", 1, ""), ("unseen", 5, "")]
    view(window).customer.setText("Nobody")
    click(window, "compareCustomerApply")
    assert "No case is of a customer “Nobody”" in str(window.program.window.message_bar.messages())


def test_o_opens_the_case_and_j_and_k_walk_the_rows(window: Running, tmp_path: Path) -> None:
    """E3: headings are passed over."""
    compare(window, tmp_path / "inventory.csv")
    window.press(K.Key_J, K.Key_J)
    line = view(window).current()
    assert line is not None
    assert line.row.kind == "version"
    window.press(K.Key_K)
    assert view(window).current_number() == "A-0001"
    window.press(K.Key_O)
    assert window.shown() == "case"


def test_what_is_recorded_elsewhere_is_compared_anew(window: Running, tmp_path: Path) -> None:
    """D6: a change while the view is hidden is seen when it is shown again."""
    compare(window, tmp_path / "inventory.csv")
    window.program.window.show_view("register")
    window.settle()
    desk = window.desk_window.reviewing.desk
    window.desk_window.reviewing.deed(
        lambda: removal.confirm_removal(desk, desk.case("A-0001"), ["S3"], DAY, "Jana Hofer")
    )
    window.settle()
    window.program.window.show_view("compare")
    window.settle()
    assert ("unseen", 2, "") in rows(window)


def test_the_keys_stand_on_the_buttons(window: Running, tmp_path: Path) -> None:
    """D6: each deed beside the row says its key."""
    compare(window, tmp_path / "inventory.csv")
    go_to(window, "unseen")
    assert child(window, "compareDeed_note").accessibleDescription() == "Key Enter"
    key = key_text(window.program.registry.keys_of("compare.removal"))
    assert child(window, "compareDeed_removal").accessibleDescription() == f"Key {key}"


def test_a_model_without_rows() -> None:
    """E3: nothing is shown before a file is read."""
    model = CompareModel()
    assert (model.rowCount(), model.place_of("x"), model.line_at(0)) == (0, -1, None)
