"""Month, week and day by keys and mouse; going to a date; the calendar as a file."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.services.read.entry_line import line_of
from mmd_reviewer.services.read.period import (
    Cell,
    GridRead,
    cell_speech,
    kept_in_reach,
    month_grid,
    week_of,
)
from mmd_reviewer.services.revocation_calendar import Agenda
from mmd_reviewer.ui.calendar.calendar_view import CalendarView
from mmd_reviewer.ui.calendar.day_pane import state_words
from mmd_reviewer.ui.calendar.export import write_file
from mmd_reviewer.ui.calendar.legend import Legend
from mmd_reviewer.ui.calendar.month_grid import MonthGrid, cut_at_word, day_label
from mmd_reviewer.ui.calendar.week_grid import WeekGrid
from mmd_reviewer.ui.look.theme import DARK, LIGHT, apply_theme, font
from mmd_reviewer.ui.widgets.painting import width_of
from tests.making import DAY
from tests.ui.calendar_store import COMING, DRAFTED, FINAL_LATE
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with running(Path(shutil.copy(calendar_file, tmp_path / "s.sqlite"))) as it:
        it.program.window.show_view("calendar")
        it.settle()
        yield it


def calendar(window: Running) -> CalendarView:
    return window.desk_window.rooms.calendar


def many(day: date, number: int) -> Cell:
    entries = [
        Entry(
            day,
            "2",
            "planned",
            f"A-{n:04}",
            f"Customer {n} of the World",
            "VPN",
            f"u{n}",
            offset=30,
            first=day,
        )
        for n in range(number)
    ]
    return Cell(day, number, tuple(line_of(entry, DAY) for entry in entries), "")


def test_the_month_is_walked_by_keys(window: Running) -> None:
    view = calendar(window)
    window.press(K.Key_3)
    assert view.mode == "month"
    assert view.month.hasFocus()
    assert view.header.period.title.text() == "November 2026"
    assert view.header.period.overdue.text() == "2 notices overdue"
    spoken = view.month.accessibleDescription()
    assert spoken.startswith("Mon 2026-11-23, today: Third notice, Tailspin Toys, Due today")
    window.press(K.Key_Right, K.Key_Right)
    assert view.day_pane.title.text() == "Wed 2026-11-25"
    assert view.day_pane.note.text() == "In 2 days, working day"
    window.press(K.Key_Up, K.Key_End)
    assert view.day == date(2026, 11, 22)
    assert view.day_pane.note.text() == "Yesterday, weekend"
    window.press(K.Key_Home, K.Key_Left, K.Key_Down)
    assert view.day == date(2026, 11, 22)
    window.press(K.Key_PageDown)
    assert view.header.period.title.text() == "December 2026"
    assert view.day == date(2026, 12, 22)
    window.press(K.Key_PageUp, K.Key_PageUp)
    assert view.header.period.title.text() == "October 2026"
    window.press(K.Key_T)
    assert view.day == DAY
    click(window, "calendarNext")
    assert view.day == date(2026, 12, 23)
    assert "Page Down" in child(window, "calendarNext").toolTip()


def test_enter_opens_the_one_entry_of_a_day(window: Running) -> None:
    view = calendar(window)
    window.press(K.Key_3, K.Key_Return)
    assert (window.shown(), window.desk_window.rooms.case.number) == ("case", DRAFTED)
    window.program.window.show_view("calendar")
    window.settle()
    window.press(K.Key_Right, K.Key_Return)
    assert window.shown() == "calendar"
    assert view.month.hasFocus()
    assert view.day_pane.nothing.isVisible()


def test_the_day_pane_has_the_day_then_what_is_overdue_then_what_comes(window: Running) -> None:
    view = calendar(window)
    window.press(K.Key_3)
    titles = [getattr(row, "title", "") or row.entry.code for row in view.day_pane.model.rows]  # type: ignore[union-attr]
    assert titles[:5] == ["3", "Still overdue", "D", "3", "F"]
    assert titles[5:7] == ["Next", "2"]
    assert view.current_number() == DRAFTED
    window.press(K.Key_F6)
    assert view.day_pane.view.hasFocus()
    click(window, "dayDispatch")
    closed_box()
    window.settle()
    view.day_pane.view.setFocus()
    window.press(K.Key_Down, K.Key_Down, K.Key_Down)
    assert view.current_number() == FINAL_LATE
    assert child(window, "dayPrepare").isVisible()
    click(window, "dayPrepare")
    assert (window.shown(), window.desk_window.rooms.letter.number) == ("letter", FINAL_LATE)


def test_several_entries_of_a_day_are_chosen_in_the_pane(window: Running) -> None:
    view = calendar(window)
    window.press(K.Key_3)
    read = view.month.read
    assert read is not None
    view.month.read = GridRead(month_grid(DAY), DAY, (many(month_grid(DAY), 2),) * 42, read.agenda)
    window.press(K.Key_Return)
    assert view.day_pane.view.hasFocus()
    window.press(K.Key_Return)
    assert window.shown() == "case"


def test_the_week_shows_every_entry_and_walks_days_and_entries(window: Running) -> None:
    view = calendar(window)
    window.press(K.Key_2)
    assert view.week.hasFocus()
    assert view.header.period.title.text() == "Week 48"
    assert view.header.period.note.text() == "Mon 2026-11-23 to Sun 2026-11-29"
    window.press(K.Key_Right, K.Key_Right, K.Key_Down)
    assert view.current_number() == COMING
    window.press(K.Key_Return)
    assert (window.shown(), window.desk_window.rooms.case.number) == ("case", COMING)
    window.program.window.show_view("calendar")
    window.settle()
    window.press(K.Key_PageUp)
    assert view.header.period.title.text() == "Week 47"
    window.press(K.Key_End)
    assert view.day == date(2026, 11, 22)
    assert view.current_number() == FINAL_LATE
    window.press(K.Key_Home, K.Key_Left)
    assert view.day == date(2026, 11, 15)
    window.press(K.Key_1)
    assert view.mode == "agenda"
    assert view.agenda.view.hasFocus()


def test_modes_are_buttons_and_menu_lines_too(window: Running) -> None:
    view = calendar(window)
    click(window, "calendarMode_week")
    assert (view.mode, view.header.modes["week"].isChecked()) == ("week", True)
    window.program.window.show_view("queue")
    window.program.registry.run("calendar.month")
    window.settle()
    assert (window.shown(), view.mode) == ("calendar", "month")
    window.program.window.show_view("queue")
    assert window.program.registry.reason("calendar.prepare") == "Open the calendar first"
    assert window.program.registry.reason("calendar.next") == "In week and month; the agenda pages"


def test_a_date_is_gone_to(window: Running) -> None:
    view = calendar(window)
    window.press(K.Key_G)
    window.type("soon")
    window.press(K.Key_Return)
    assert child(window, "dialogError").text() == "Give the day as 2026-12-01, +7 or +2w."
    child(window, "goToField").setText("+2w")
    window.press(K.Key_Return)
    assert (view.mode, view.day) == ("month", date(2026, 12, 7))
    assert view.header.period.title.text() == "December 2026"
    assert view.month.hasFocus()
    window.press(K.Key_Up)
    assert view.header.period.title.text() == "December 2026"
    window.press(K.Key_Up)
    assert (view.day, view.header.period.title.text()) == (date(2026, 11, 23), "November 2026")
    window.press(K.Key_Down, K.Key_Right)
    assert (view.day, view.header.period.title.text()) == (date(2026, 12, 1), "November 2026")
    window.press(K.Key_PageDown)
    assert (view.day, view.header.period.title.text()) == (date(2026, 12, 1), "December 2026")
    window.press(K.Key_2, K.Key_G)
    window.type("1066-10-14")
    window.press(K.Key_Return)
    assert child(window, "dialogError").text() == (
        "1066-10-14 is out of range: give a day from 1900-01-01 to 2199-12-31."
    )
    child(window, "goToField").setText("1900-01-01")
    window.press(K.Key_Return)
    assert (view.mode, view.day) == ("week", date(1900, 1, 1))


def test_the_calendar_is_exported(window: Running, tmp_path: Path) -> None:
    calendar(window)
    window.press(K.Key_3, K.Key_E)
    assert child(window, "exportFirst").text() == "2026-11-01"
    assert child(window, "exportLast").text() == "2026-11-30"
    for first, last, error in (
        ("x", "2026-11-30", "Give the day as"),
        ("2026-11-30", "2026-11-01", "The last day comes before"),
        ("2026-11-30", "2050-11-01", "At most ten years"),
    ):
        child(window, "exportFirst").setText(first)
        child(window, "exportLast").setText(last)
        click(window, "calendarExportDialogAccept")
        assert child(window, "dialogError").text().startswith(error)
    child(window, "exportFirst").setText("2026-11-01")
    child(window, "exportLast").setText("2026-11-30")
    child(window, "exportKind").set_code("")
    click(window, "calendarExportDialogAccept")
    assert child(window, "dialogError").text() == "Choose iCalendar or PDF."
    child(window, "exportKind").set_code("ics")
    click(window, "calendarExportDialogAccept")
    box = child(window, "calendarExportFile")
    assert isinstance(box, QFileDialog)
    file = tmp_path / "c.ics"
    box.fileSelected.emit(str(file))
    box.close()
    window.settle()
    assert file.read_bytes().count(b"BEGIN:VEVENT") > 5
    assert words(window).startswith(f"Saved as {file}: ")
    pdf = tmp_path / "c.pdf"
    write_file(window.desk_window.reviewing, pdf, "pdf", DAY, DAY + timedelta(days=40))
    window.settle()
    assert pdf.read_bytes().startswith(b"%PDF")


def test_the_agenda_exports_from_the_oldest_overdue_day_on(window: Running) -> None:
    assert calendar(window).days_shown() == (date(2026, 11, 17), date(2027, 2, 21))
    window.press(K.Key_2)
    assert calendar(window).days_shown() == (date(2026, 11, 23), date(2026, 11, 29))


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_month_and_week_are_drawn_in_both_themes(
    window: Running, app: QApplication, size: tuple[int, int]
) -> None:
    view = calendar(window)
    window.program.window.resize(*size)
    for theme in (DARK, LIGHT):
        apply_theme(app, theme)
        for key in (K.Key_2, K.Key_3):
            window.press(key)
            assert not window.program.window.grab().isNull()
    wide = size[0] > 1200
    wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
    assert view.splitter.orientation() == wanted
    assert view.header.period.title.text() == ("November 2026" if wide else "Nov 2026")


def closed_box() -> str:
    box = QApplication.activeModalWidget()
    assert box is not None
    box.close()
    return box.objectName()


def grid_of(qtbot: QtBot, app: QApplication, kind: type[QWidget]) -> QWidget:
    made = kind()
    qtbot.addWidget(made)
    made.resize(900, 680)
    made.show()
    return made


def agenda() -> Agenda:
    return Agenda(DAY, DAY, (), (), (), 0, None, None)


def test_a_full_cell_counts_what_does_not_fit(qtbot: QtBot, app: QApplication) -> None:
    grid = grid_of(qtbot, app, MonthGrid)
    assert isinstance(grid, MonthGrid)
    first = month_grid(DAY)
    cells = tuple(many(first + timedelta(days=n), 500 if n == 28 else 0) for n in range(42))
    cells = tuple(cell._replace(lines=cell.lines[:8]) for cell in cells)
    grid.set_day(DAY)
    grid.show_grid(GridRead(first, DAY, cells, agenda()))
    lines, more = grid.shown_lines(cells[28], 107)
    assert (len(lines), more) == (2, 498)
    lines, more = grid.shown_lines(cells[28], 46)
    assert (len(lines), more) == (1, 499)
    assert grid.shown_lines(cells[0], 107) == ([], 0)
    assert "492 more" in grid.accessibleDescription()
    centre = grid.cell_rect(28).center()
    assert grid.tip(centre).startswith(
        "Second notice, day 30, Customer 0 of the World, Due today\n"
    )
    assert grid.tip(centre).endswith("492 more")
    assert grid.tip(QPoint(2, 2)) == ""
    QApplication.sendEvent(grid, QHelpEvent(QEvent.Type.ToolTip, centre, grid.mapToGlobal(centre)))
    assert not grid.grab().isNull()
    grid.show_grid(GridRead(first - timedelta(days=7), DAY, cells, agenda()))
    assert grid.read is not None
    assert grid.read.first == first


def test_a_cell_is_clicked_and_clicked_twice(qtbot: QtBot, app: QApplication) -> None:
    grid = grid_of(qtbot, app, MonthGrid)
    assert isinstance(grid, MonthGrid)
    grid.set_day(DAY)
    days: list[date] = []
    opened: list[int] = []
    grid.day_changed.connect(days.append)
    grid.day_changed.connect(grid.set_day)
    grid.opened.connect(lambda: opened.append(1))
    at = grid.cell_rect(0).center()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert days == [date(2026, 10, 26)]
    assert opened == [1]


def test_a_week_with_many_entries_scrolls(qtbot: QtBot, app: QApplication) -> None:
    grid = grid_of(qtbot, app, WeekGrid)
    assert isinstance(grid, WeekGrid)
    monday = week_of(DAY)
    cells = tuple(many(monday + timedelta(days=n), 2000 if n == 0 else n) for n in range(7))
    grid.set_day(DAY)
    grid.show_grid(GridRead(monday, DAY, cells, agenda()))
    for _ in range(30):
        QTest.keyClick(grid, K.Key_Down)
    line = grid.current_line()
    assert line is not None
    assert line.entry.number == "A-0030"
    assert grid.verticalScrollBar().value() > 0
    assert not grid.grab().isNull()
    days: list[date] = []
    opened: list[int] = []
    grid.day_changed.connect(days.append)
    grid.opened.connect(lambda: opened.append(1))
    for _ in range(40):
        QTest.keyClick(grid, K.Key_Up)
    at = grid.card(3, 1).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.card(0, 0).center())
    assert days[0] == date(2026, 11, 26)
    assert opened == [1]
    QApplication.sendEvent(
        grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, grid.mapToGlobal(at))
    )
    assert grid.at(QPoint(-5, 10)) is None


def test_names_are_cut_at_a_word(app: QApplication) -> None:
    face = font(12)
    name = "Woodgrove Bank of the North"
    assert cut_at_word(face, name, 400) == name
    assert cut_at_word(face, name, width_of(face, "Woodgrove Bank") + 2) == "Woodgrove Bank"
    assert cut_at_word(face, name, 30).endswith("…")
    assert day_label(date(2026, 12, 1)) == "1 Dec"
    assert day_label(date(2026, 12, 2)) == "2"


def test_days_in_words() -> None:
    assert kept_in_reach(date.max) == date(9000, 12, 31)
    assert (
        cell_speech(Cell(DAY, 0, (), "Labour Day"), DAY)
        == "Mon 2026-11-23, today, Labour Day: nothing"
    )
    entry = Entry(DAY, "2", "done", "A-1", "Litware", "VPN", "u", offset=30, first=DAY, done_on=DAY)
    assert state_words(line_of(entry, DAY, "Dispatched today")) == "Dispatched today"
    assert state_words(line_of(entry, DAY)) == "Done"


def test_the_legend_wraps_and_explains_seldom_codes(qtbot: QtBot, app: QApplication) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(1100, 40)
    legend.show()
    assert legend.height() == 39
    legend.show_codes(["P", "K", "1"])
    assert "P Parked, K Edition" in legend.accessibleName()
    legend.resize(400, 40)
    assert legend.height() > 39
    assert not legend.grab().isNull()
