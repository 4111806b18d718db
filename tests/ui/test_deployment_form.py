"""The form of a deployment by itself: its day, its devices typed and from files, what a refusal
leaves, and a case that changes meanwhile (C1, C9, D1).
"""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import decision, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.case.deployment_dialog import DeploymentDialog
from tests.making import DAY, FACTOR_4, QuickPress, assessed, new_desk
from tests.prepared import Prepared
from tests.ui.alone import Alone, is_there, said, texts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PORTAL = Path(__file__).parents[1] / "readers" / "portal"


def _fill(folder: Path) -> None:
    desk = replace(new_desk(folder), press=QuickPress())
    letter.issue(desk, decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve")))


@pytest.fixture
def desk(prepared: Prepared, tmp_path: Path) -> Desk:
    """An approval whose letter is issued."""
    prepared(_fill, tmp_path)
    return new_desk(tmp_path)


@pytest.fixture
def form(it: Alone) -> DeploymentDialog:
    it.reviewing.saw(it.desk.case("A-0001"))
    made = DeploymentDialog(it.reviewing, it.under, "A-0001")
    made.open()
    return made


def serials(it: Alone) -> list[str]:
    return [device.serial for device in it.desk.case("A-0001").devices]


def test_it_opens_with_today_and_the_keyboard_in_the_day(form: DeploymentDialog) -> None:
    assert form.windowTitle() == "Record deployment of A-0001"
    assert (form.on.text(), form.devices.toPlainText()) == ("2026-11-23", "")
    assert form.focusWidget() is form.on
    assert "A list is needed before a first notice." in " ".join(texts(form))


def test_d1_devices_may_follow_later(it: Alone, form: DeploymentDialog) -> None:
    assert it.accept(form) == ""
    case = it.desk.case("A-0001")
    assert ([wave.on for wave in case.waves], case.devices) == ([DAY], ())
    assert it.heard.of_deed == "A-0001 is in force since 2026-11-23."


def test_d1_typed_devices_are_read_as_a_person_or_a_spreadsheet_writes_them(
    it: Alone, form: DeploymentDialog
) -> None:
    form.devices.setPlainText("0165, Microsoft Corporation, Surface\n\n5CG1;HP;Elite\nT1\tDell\n")
    it.accept(form)
    found = [(row.serial, row.manufacturer, row.model) for row in it.desk.case("A-0001").devices]
    assert found == [
        ("0165", "Microsoft Corporation", "Surface"),
        ("5CG1", "HP", "Elite"),
        ("T1", "Dell", ""),
    ]


@pytest.mark.parametrize(
    ("day", "devices", "said_so", "field"),
    [
        ("soon", "", "Give the day as 2026-12-01, +7 or +2w.", "deployedOn"),
        ("", "", "Give the day as 2026-12-01, +7 or +2w.", "deployedOn"),
        ("0001-01-01", "", "0001-01-01", "deployedOn"),
        ("2026-11-23", "5CG1, HP\n, Dell, XPS", "Line 2: ", "deployedDevices"),
    ],
)
def test_what_cannot_be_read_is_said_where_it_was_typed_and_all_of_it_stays(
    it: Alone, form: DeploymentDialog, day: str, devices: str, said_so: str, field: str
) -> None:
    form.on.setText(day)
    form.devices.setPlainText(devices)
    assert said_so in it.accept(form)
    assert form.focusWidget().objectName() == field
    assert (form.on.text(), form.devices.toPlainText()) == (day, devices)
    assert it.desk.case("A-0001").waves == ()


@pytest.mark.parametrize(("day", "rule"), [("2026-11-24", "future"), ("2026-11-22", "2026-11-23")])
def test_c1_a_day_that_a_rule_refuses_leaves_the_form_as_it_is(
    it: Alone, form: DeploymentDialog, day: str, rule: str
) -> None:
    """Neither in the future nor before its start; corrected, it is recorded."""
    form.on.setText(day)
    form.devices.setPlainText("5CG1")
    assert rule in it.accept(form)
    assert form.accept_button.isEnabled()
    form.on.setText("2026-11-23")
    assert it.accept(form) == ""
    assert serials(it) == ["5CG1"]


# From a file


def test_d9_devices_of_a_file_are_counted_and_those_in_test_named(
    it: Alone, form: DeploymentDialog, tmp_path: Path
) -> None:
    form.take_file(PORTAL / "get-device-1.json")
    it.rest()
    assert "1 device from the file, 1 of them in Test, outside service levels." in texts(form)
    (tmp_path / "two.csv").write_text("Serial Number\n5CG1\n5CG2\n", encoding="utf-8")
    form.take_file(tmp_path / "two.csv")
    it.rest()
    assert any(words.startswith("2 devices from the file.") for words in texts(form))
    it.accept(form)
    assert serials(it) == ["5CG1", "5CG2"]


def test_devices_typed_beside_a_file_are_added_to_it(
    it: Alone, form: DeploymentDialog, tmp_path: Path
) -> None:
    (tmp_path / "one.csv").write_text("Serial Number\n5CG1\n", encoding="utf-8")
    form.take_file(tmp_path / "one.csv")
    it.rest()
    form.devices.setPlainText("5CG2")
    it.accept(form)
    assert serials(it) == ["5CG1", "5CG2"]


def test_a_file_that_cannot_be_used_is_said_with_its_row_and_a_good_one_takes_that_away(
    it: Alone, form: DeploymentDialog, tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text("Serial Number,Model\n5CG1,Elite\n,XPS\n", encoding="utf-8")
    good.write_text("Serial Number\n5CG9\n", encoding="utf-8")
    form.take_file(bad)
    it.rest()
    assert said(form).startswith("bad.csv, row 3: ")
    form.take_file(good)
    it.rest()
    assert said(form) == ""
    it.accept(form)
    assert serials(it) == ["5CG9"]


# What goes on meanwhile


def test_a_case_that_somebody_changed_meanwhile_is_told_before_it_is_deployed(
    it: Alone, form: DeploymentDialog, tmp_path: Path
) -> None:
    """Also where the list behind the form shows the change by then: the form covered it."""
    other = new_desk(tmp_path, reviewer="Petra Novak")
    changed = request_queue.note(other, other.case("A-0001"), "Not before Monday.")
    it.reviewing.saw(changed)
    form.devices.setPlainText("5CG1")
    words = it.accept(form)
    assert "A-0001 was changed since you looked at it." in words
    assert "Not before Monday." in words
    assert it.desk.case("A-0001").waves == ()
    assert it.accept(form) == ""
    assert serials(it) == ["5CG1"]


def test_pressed_twice_it_is_recorded_once(it: Alone, form: DeploymentDialog) -> None:
    form.accept_button.click()
    assert not form.accept_button.isEnabled()
    form.accept_button.click()
    it.rest()
    assert not is_there(form)
    assert len(it.desk.case("A-0001").waves) == 1


def test_closed_before_the_file_was_read_nothing_comes_of_it(
    it: Alone, form: DeploymentDialog
) -> None:
    form.take_file(PORTAL / "get-device-1.json")
    form.reject()
    form.deleteLater()
    it.rest()
    assert it.heard.messages == {}
    assert it.desk.case("A-0001").waves == ()
