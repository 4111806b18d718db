"""What is due, in a strip over every view, and what waits longer than it should (rules D4, D5)."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.services import revocation
from mmd_reviewer.services.read.agenda import AgendaRead
from mmd_reviewer.services.revocation_calendar import Agenda
from mmd_reviewer.ui.calendar.calendar_view import CalendarView
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList
from tests.making import DAY, new_desk, receive
from tests.ui.calendar_store import APPEALED, THIRD_LATE
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def store(calendar_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(calendar_file, tmp_path / "s.sqlite"))


@pytest.fixture
def window(store: Path, qtbot: object) -> Iterator[Running]:
    with running(store) as it:
        yield it


def calendar(window: Running) -> CalendarView:
    return window.desk_window.rooms.calendar


def shown(window: Running) -> CalendarView:
    window.program.window.show_view("calendar")
    window.settle()
    return calendar(window)


def test_the_due_strip_stands_everywhere_but_in_the_calendar(window: Running) -> None:
    due = "2 notices overdue, 1 other date overdue, 1 due today, 3 due this week, 3 letters owed"
    assert words(window, "due") == due
    rail = window.program.window.rail._views["calendar"]
    assert (rail.count, rail._alert) == (4, True)
    click(window, "message_due")
    assert window.shown() == "calendar"
    assert words(window, "due") == ""
    window.press(K.Key_1, control=True)
    assert words(window, "due")


def test_a_closed_due_strip_speaks_again_only_of_something_new(window: Running) -> None:
    click(window, "messageClose_due")
    assert words(window, "due") == ""
    window.desk_window.reviewing.changed.emit(Changes(many=True))
    window.settle()
    assert words(window, "due") == ""
    desk = window.desk_window.reviewing.desk
    window.desk_window.reviewing.deed(
        lambda: revocation.withdraw(desk, desk.case(THIRD_LATE), "It was repaired.")
    )
    window.settle()
    assert words(window, "due").startswith("1 notice overdue")


def test_the_health_check_lists_what_waits_and_opens_a_case(window: Running) -> None:
    assert words(window, "health") == "5 things wait longer than they should"
    click(window, "message_health")
    rows = child(window, "healthDialog").findChild(TwoLineList)
    assert isinstance(rows, TwoLineList)
    model = rows.view.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "Appeal received is owed and not written",
        "Change of the deadline is owed and not written",
        "End of cover is owed and not written",
        "Third notice is 2 days late and has no letter",
        "Final notice is 1 day late and has no letter",
    ]
    window.press(K.Key_Return)
    assert (window.shown(), window.desk_window.rooms.case.number) == ("case", APPEALED)
    click(window, "message_health")
    window.press(K.Key_Down, K.Key_Down, K.Key_Down)
    click(window, "healthDialogAccept")
    assert window.desk_window.rooms.case.number == THIRD_LATE


def test_nothing_due_says_so_and_offers_the_month(tmp_path: Path, qtbot: object) -> None:
    desk = new_desk(tmp_path)
    receive(desk)
    with running(tmp_path / "s.sqlite") as window:
        assert words(window, "due") == ""
        assert words(window, "health") == ""
        assert window.program.window.rail._views["calendar"].count is None
        view = shown(window)
        assert view.header.agenda.title.text() == "Nothing is overdue"
        assert view.agenda.pages.currentWidget() is view.agenda.empty
        assert child(window, "agendaEmptyMonth").hasFocus()
        assert not view.case.isVisible()
        window.press(K.Key_L, K.Key_R)
        click(window, "agendaEmptyMonth")
        assert view.mode == "month"


def test_nothing_due_names_the_next_date(window: Running, store: Path) -> None:
    view = shown(window)
    coming = Entry(date(2026, 12, 30), "2", "planned", "A-0009", "Litware", "VPN", "u")
    found = Agenda(DAY, DAY + timedelta(days=14), (), (), (), 3, date(2027, 1, 30), coming)
    view.agenda.show_read(AgendaRead(found, (), False))
    assert child(window, "emptyState").findChildren(QWidget)
    assert view.agenda.empty._title.text() == "Nothing is due until Mon 2026-12-07"
    assert view.agenda.empty._sentence.text() == "Next: Wed 2026-12-30, second notice to Litware."
    click(window, "agendaEmptyAll")
    assert view.whole
