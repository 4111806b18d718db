"""Choosing devices of a long list: what is ticked, what is found, what a person is told of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.device import Device
from mmd_reviewer.ui.forms.device_choice import DeviceChoice
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.forms.given import NOTHING_GIVEN, Given
from mmd_reviewer.ui.widgets.buttons import LinkButton

K = Qt.Key
LAPTOP = Device("016520771357", "Microsoft", "Surface Laptop", "DESK-1")
TABLET = Device("5CG1", "HP", "Elite <b>")
TESTER = Device("T1", ring="Test")
TWIN = Device("5cg1", "Dell", "Latitude")
DEVICES = (LAPTOP, TABLET, TESTER)


def choice(qtbot: QtBot, *devices: Device) -> DeviceChoice:
    made = DeviceChoice(devices, "removal_devices")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


@pytest.fixture
def three(app: QApplication, qtbot: QtBot) -> DeviceChoice:
    return choice(qtbot, *DEVICES)


def shown(made: DeviceChoice) -> list[str]:
    return [str(made.model.index(row).data()) for row in range(made.model.rowCount())]


def said(made: DeviceChoice) -> str:
    """How many are chosen."""
    return next(label.text() for label in made.findChildren(QLabel))


def link(made: DeviceChoice, words: str) -> LinkButton:
    return next(one for one in made.findChildren(LinkButton) if one.label == words)


def test_each_device_says_what_tells_it_apart_and_nothing_is_chosen(three: DeviceChoice) -> None:
    assert shown(three) == [
        "016520771357   Microsoft Surface Laptop   DESK-1",
        "5CG1   HP Elite <b>",
        "T1   Test group",
    ]
    assert (three.serials(), said(three)) == ([], "0 of 3 devices chosen")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["016520771357", "5CG1", "T1"]),
        ("surface", ["016520771357"]),
        ("LAPTOP desk", ["016520771357"]),
        ("hp 5cg", ["5CG1"]),
        ("1", ["016520771357", "5CG1", "T1"]),
        ("zzz", []),
    ],
)
def test_the_filter_looks_at_serial_number_model_and_name(
    three: DeviceChoice, typed: str, found: list[str]
) -> None:
    three.filter.setText(typed)
    assert [words.split()[0] for words in shown(three)] == found


def test_what_is_filtered_away_stays_chosen(three: DeviceChoice) -> None:
    """All and None are of what is seen."""
    three.filter.setText("surface")
    link(three, "All").click()
    three.filter.setText("hp")
    assert (three.serials(), said(three)) == (["016520771357"], "1 of 3 devices chosen")
    link(three, "None").click()
    assert three.serials() == ["016520771357"]
    three.filter.setText("")
    link(three, "All").click()
    assert (three.serials(), said(three)) == (
        ["016520771357", "5CG1", "T1"],
        "3 of 3 devices chosen",
    )
    link(three, "None").click()
    assert three.serials() == []


def test_space_ticks_the_current_row_and_enter_is_left_to_the_dialog(
    three: DeviceChoice, qtbot: QtBot
) -> None:
    heard: list[int] = []
    three.model.ticked_changed.connect(lambda: heard.append(len(three.model.ticked)))
    three.rows.setFocus()
    three.rows.setCurrentIndex(three.model.index(0))
    QTest.keyClick(three.rows, K.Key_Space)
    QTest.keyClick(three.rows, K.Key_Down)
    QTest.keyClick(three.rows, K.Key_Space)
    assert three.serials() == ["016520771357", "5CG1"]
    QTest.keyClick(three.rows, K.Key_Space)
    QTest.keyClick(three.rows, K.Key_Return)
    QTest.keyClick(three.rows, K.Key_Enter)
    assert (three.serials(), heard) == (["016520771357"], [1, 2, 1])


def test_enter_in_the_list_accepts_the_dialog_around_it(parent: QWidget, qtbot: QtBot) -> None:
    dialog = FormDialog(parent, "Removal", "Record")
    made = DeviceChoice(DEVICES, "x")
    dialog.add_row("Devices", made)
    came: list[object] = []
    dialog.ask(lambda: made.serials(), came.append, made.rows)
    made.rows.setCurrentIndex(made.model.index(2))
    QTest.keyClick(made.rows, K.Key_Space)
    QTest.keyClick(made.rows, K.Key_Return)
    assert came == [["T1"]]


@pytest.mark.parametrize("x", [12, 200])
def test_a_click_anywhere_in_a_row_turns_its_tick(three: DeviceChoice, x: int) -> None:
    middle = three.rows.visualRect(three.model.index(1)).center().y()
    for wanted in (["5CG1"], []):
        QTest.mouseClick(three.rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, middle))
        assert three.serials() == wanted


def test_the_tick_is_spoken(three: DeviceChoice) -> None:
    index = three.model.index(0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    three.model.tick_only([LAPTOP.key])
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == index.data()
    assert three.rows.accessibleName() == "Devices"


def test_the_tick_is_seen(three: DeviceChoice) -> None:
    before = three.rows.viewport().grab().toImage()
    three.model.tick_only([LAPTOP.key])
    assert three.rows.viewport().grab().toImage() != before


def test_only_devices_of_the_list_can_be_ticked_for_a_person(three: DeviceChoice) -> None:
    three.model.tick_only([TABLET.key, Device("ELSEWHERE").key])
    assert said(three) == "1 of 3 devices chosen"
    three.model.tick_only([])
    assert three.serials() == []


def test_two_devices_of_one_serial_number_are_told_apart(app: QApplication, qtbot: QtBot) -> None:
    made = choice(qtbot, LAPTOP, TABLET, TWIN)
    link(made, "All").click()
    first, *twins = made.serials()
    assert first == "016520771357"
    assert len(set(twins)) == 2
    assert "HP" in twins[0]
    assert "Dell" in twins[1]


@pytest.mark.parametrize(
    ("devices", "words"),
    [((), "There is no device to choose"), ((TESTER,), "0 of 1 device chosen")],
)
def test_one_or_none_is_said_as_it_is(
    app: QApplication, qtbot: QtBot, devices: tuple[Device, ...], words: str
) -> None:
    made = choice(qtbot, *devices)
    assert said(made) == words
    assert made.isEnabled() is bool(devices)
    assert [one.isVisible() for one in (made.filter, made.rows)] == [bool(devices)] * 2


def test_the_keyboard_comes_in_at_the_filter_and_leaves_the_list_by_tab(
    three: DeviceChoice, qtbot: QtBot
) -> None:
    three.setFocus()
    assert three.filter.hasFocus()
    QTest.keyClick(three.filter, K.Key_Tab)
    assert three.rows.hasFocus()
    QTest.keyClick(three.rows, K.Key_Tab)
    assert not three.rows.hasFocus()


def test_one_of_many_is_found(app: QApplication, qtbot: QtBot) -> None:
    many = tuple(Device(f"S{n:05d}", "HP", "Elite") for n in range(900))
    made = choice(qtbot, *many)
    made.filter.setText("s00899")
    link(made, "All").click()
    assert (made.serials(), said(made)) == (["S00899"], "1 of 900 devices chosen")


@given(st.lists(st.sampled_from(["all", "none", "filter a", "filter b", "filter"]), max_size=8))
def test_what_is_ticked_changes_only_among_what_is_seen(acts: list[str]) -> None:
    devices = tuple(Device(serial) for serial in ("A1", "A2", "B1"))
    made = DeviceChoice(devices, "x")
    ticked: set[str] = set()
    seen = {"A1", "A2", "B1"}
    for act in acts:
        if act.startswith("filter"):
            made.filter.setText(act.removeprefix("filter").strip())
            seen = {words.split()[0] for words in shown(made)}
        else:
            made.model.tick_all(act == "all")
            ticked = ticked | seen if act == "all" else ticked - seen
        assert set(made.serials()) == ticked
    made.deleteLater()


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (frozenset(), DEVICES),
        (frozenset({TABLET.key}), (TABLET,)),
        (frozenset({TESTER.key, LAPTOP.key}), (LAPTOP, TESTER)),
        (frozenset({Device("GONE").key}), ()),
    ],
)
def test_a_row_that_is_about_some_devices_leaves_the_others_out(
    keys: frozenset[str], left: tuple[Device, ...]
) -> None:
    assert Given(keys=keys).about(DEVICES) == left


def test_with_nothing_given_all_of_them_and_nobody_is_told() -> None:
    assert NOTHING_GIVEN.about(DEVICES) == DEVICES
    assert NOTHING_GIVEN.recorded(()) is None


def test_the_choice_has_room_for_some_rows_and_gives_way_down_to_three(
    three: DeviceChoice,
) -> None:
    row = three.rows.sizeHintForRow(0)
    assert three.rows.sizeHint().height() >= 6 * row
    assert 3 * row <= three.rows.minimumSizeHint().height() < 4 * row
