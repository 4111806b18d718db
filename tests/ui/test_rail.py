"""The rail by itself: its lines in the order they are seen, walked and spoken."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.shell.rail import WIDTH, Rail, RailEntry
from mmd_reviewer.ui.widgets.buttons import RailButton
from tests.ui.alone import texts

K = Qt.Key
MINE, HANDED, PARKED = (
    RailEntry("mine", "user", "My open", 4),
    RailEntry("handed", "user", "Handed to me", 1),
    RailEntry("parked", "circle-pause", "Parked", 0),
)


@pytest.fixture
def rail(app: QApplication, qtbot: QtBot) -> Rail:
    made = Rail()
    qtbot.addWidget(made)
    made.add_view("queue", "inbox", "Queue")
    made.add_view("calendar", "calendar", "Calendar")
    made.resize(WIDTH, 600)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def names(rail: Rail) -> list[str]:
    return [row.accessibleName() for row in rail.lines()]


def from_above(rail: Rail) -> list[str]:
    """The lines as the eye goes down."""
    QApplication.processEvents()
    rows = [row for row in rail.findChildren(RailButton) if row.isVisible()]
    rows.sort(key=lambda row: row.mapTo(rail, row.rect().topLeft()).y())
    return [row.accessibleName() for row in rows]


def focused(rail: Rail) -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def test_a_line_that_comes_between_others_is_walked_where_it_is_seen(rail: Rail) -> None:
    """A filter that is shown while it finds something: down is down, for both keys."""
    rail.set_group("saved", "Saved filters", [MINE, PARKED])
    rail.set_group("saved", "Saved filters", [MINE, HANDED, PARKED])
    seen = ["Queue", "Calendar", "My open, 4", "Handed to me, 1", "Parked, 0"]
    assert from_above(rail) == seen
    assert names(rail) == seen
    assert rail.entries("saved") == ["mine", "handed", "parked"]
    for key in (K.Key_Down, K.Key_Tab):
        rail.lines()[0].setFocus()
        walked = [focused(rail)]
        for _ in range(4):
            QTest.keyClick(QApplication.focusWidget() or rail, key)
            walked.append(focused(rail))
        assert walked == seen


def test_up_and_down_end_at_the_ends(rail: Rail) -> None:
    rail.set_group("saved", "Saved filters", [MINE])
    first, last = rail.lines()[0], rail.lines()[-1]
    first.setFocus()
    QTest.keyClick(first, K.Key_Up)
    assert first.hasFocus()
    last.setFocus()
    QTest.keyClick(last, K.Key_Down)
    assert last.hasFocus()
    QTest.keyClick(last, K.Key_Up)
    assert rail.lines()[1].hasFocus()


def test_a_line_that_goes_leaves_the_others_as_they_are(rail: Rail) -> None:
    rail.set_group("saved", "Saved filters", [MINE, HANDED, PARKED])
    rail.lines()[4].setFocus()
    rail.set_group("saved", "Saved filters", [MINE, PARKED])
    assert focused(rail) == "Parked, 0"
    assert from_above(rail) == ["Queue", "Calendar", "My open, 4", "Parked, 0"]
    rail.set_group("saved", "Saved filters", [])
    assert from_above(rail) == ["Queue", "Calendar"]
    assert "Saved filters" not in texts_seen(rail)


def texts_seen(rail: Rail) -> list[str]:
    return [label.text() for label in rail.findChildren(QLabel) if label.isVisible()]


def test_groups_stand_below_the_views_each_under_its_heading(rail: Rail) -> None:
    rail.set_group("saved", "Saved filters", [MINE])
    rail.set_group("letters", "Letters", [RailEntry("owed", "mail-warning", "Owed", 3)])
    rail.add_view("register", "table", "Register")
    assert from_above(rail) == ["Queue", "Calendar", "Register", "My open, 4", "Owed, 3"]
    assert [words for words in texts(rail) if words in ("Saved filters", "Letters")] == [
        "Saved filters",
        "Letters",
    ]


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter, K.Key_Space])
def test_a_line_is_chosen_by_any_key_that_presses(rail: Rail, qtbot: QtBot, key: Qt.Key) -> None:
    rail.set_group("saved", "Saved filters", [MINE])
    view, line = rail.lines()[1], rail.lines()[2]
    with qtbot.waitSignal(rail.view_chosen) as heard:
        QTest.keyClick(view, key)
    assert heard.args == ["calendar"]
    with qtbot.waitSignal(rail.entry_chosen) as heard:
        QTest.keyClick(line, key)
    assert heard.args == ["saved", "mine"]


def test_exactly_one_line_is_filled(rail: Rail) -> None:
    rail.set_group("saved", "Saved filters", [MINE, PARKED])

    def filled() -> list[str]:
        return [row.objectName() for row in rail.lines() if row.isChecked()]

    rail.set_current("queue")
    assert filled() == ["rail_queue"]
    rail.lines()[1].click()
    assert filled() == ["rail_queue"], "the frame decides, not the click"
    rail.set_current("")
    rail.set_current_entry("saved", "parked")
    assert filled() == ["rail_parked"]
    rail.set_current("calendar")
    assert filled() == ["rail_calendar"]


def test_the_keyboard_comes_to_the_line_of_what_is_shown_else_to_the_first(rail: Rail) -> None:
    rail.focus_current()
    assert focused(rail) == "Queue"
    rail.set_current("calendar")
    rail.focus_current()
    assert focused(rail) == "Calendar"


def test_counts_are_spoken_and_none_is_not_nought(rail: Rail) -> None:
    rail.set_count("queue", 0)
    rail.set_count("calendar", 1234, alert=True)
    rail.set_count("nowhere", 3)
    assert names(rail) == ["Queue, 0", "Calendar, 1234"]
    rail.set_count("calendar", None)
    assert names(rail) == ["Queue, 0", "Calendar"]


@pytest.mark.parametrize(
    "name", ["Everything that the plant in Köln asked for this year", "כל מה שנשאל השנה במפעל " * 3]
)
def test_a_name_that_finds_no_room_is_cut_and_whole_in_its_tip(rail: Rail, name: str) -> None:
    rail.set_group("saved", "Saved filters", [RailEntry("own 1", "funnel", name, 12), PARKED])
    rail.grab()
    long, short = rail.lines()[2:]
    assert long.toolTip() == name
    assert short.toolTip() == ""
    assert long.accessibleName() == f"{name}, 12"
    rail.set_group("saved", "Saved filters", [RailEntry("own 1", "funnel", "Köln", 12)])
    rail.grab()
    assert rail.lines()[2].toolTip() == ""


def test_the_edition_in_force_stands_at_the_foot_and_none_is_not_named(rail: Rail) -> None:
    assert "Key conditions" not in texts_seen(rail)
    rail.set_edition("November 2019", "2019-11-01")
    assert "November 2019, since 2019-11-01" in texts_seen(rail)
    rail.set_edition("November 2019", "")
    assert "November 2019" in texts_seen(rail)
    rail.set_edition("", "")
    assert "Key conditions" not in texts_seen(rail)
