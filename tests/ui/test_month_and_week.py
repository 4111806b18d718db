"""Month, week and day alone: what a cell shows, where keys and pointer go, what is spoken."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.services.read.agenda import Heading
from mmd_reviewer.services.read.entry_line import Line
from mmd_reviewer.services.read.period import Cell, DayRead, GridRead, month_grid, week_of
from mmd_reviewer.ui.calendar.day_pane import ACTIONS, ENTRY, DayPane
from mmd_reviewer.ui.calendar.month_grid import HEAD, MonthGrid
from mmd_reviewer.ui.calendar.week_grid import WeekGrid
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import LIGHT
from mmd_reviewer.ui.widgets.buttons import PushButton
from tests.making import DAY
from tests.ui.calendar_lines import NOTHING, line
from tests.ui.painted_words import painted, words

K = Qt.Key
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def grid_read(first: date, days: int, **lines: tuple[Line, ...]) -> GridRead:
    """`d23` are the entries of the 23rd of the month of the tests; the 25th is a holiday."""
    cells = []
    for n in range(days):
        day = first + timedelta(days=n)
        own = lines.get(f"d{day.day}", ()) if day.month == DAY.month else ()
        cells.append(Cell(day, len(own), own, "Closing day" if day.day == 25 else ""))
    return GridRead(first, DAY, tuple(cells), NOTHING)


@pytest.fixture
def month(app: QApplication, qtbot: QtBot) -> MonthGrid:
    made = MonthGrid()
    qtbot.addWidget(made)
    made.resize(921, 672)
    made.set_day(DAY)
    made.show()
    made.day_changed.connect(made.set_day)
    return made


def show_month(grid: MonthGrid, **lines: tuple[Line, ...]) -> None:
    grid.show_grid(grid_read(month_grid(grid.month), 42, **lines))


def cell_words(grid: MonthGrid, day: date) -> list[str]:
    """What is painted in the cell of a day."""
    rect = grid.cell_rect((day - month_grid(grid.month)).days)
    return [word.text for word in painted(grid) if rect.contains(QPoint(word.left, word.base))]


def test_the_month_names_its_days_its_weeks_and_today(month: MonthGrid) -> None:
    show_month(month)
    drawn = painted(month)
    head = [word for word in drawn if word.base < HEAD]
    assert [word.text for word in head] == ["Wk", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    weeks = [word.text for word in drawn if word.left < 30 and word.text != "Wk"]
    assert weeks == ["44", "45", "46", "47", "48", "49"]
    assert cell_words(month, date(2026, 12, 1)) == ["1 Dec"]
    today = next(w for w in drawn if w.text == "23")
    assert (today.ink, today.weight) == (LIGHT.on_accent.lower(), 600)
    other = [w for w in drawn if w.text == "30"]
    assert {w.ink for w in other} == {LIGHT.muted.lower(), LIGHT.text.lower()}, "October is muted"


def test_a_cell_has_code_and_customer_of_each_entry_and_counts_what_has_no_room(
    month: MonthGrid,
) -> None:
    several = tuple(line("123FD"[n % 5], 1, f"u{n}", customer=f"Customer {n}") for n in range(7))
    show_month(month, d23=(line("2", 0, customer="Litware"),), d24=several)
    assert cell_words(month, DAY) == ["23", "2", "Litware"]
    assert cell_words(month, date(2026, 11, 24)) == [
        "24",
        "1",
        "Customer 0",
        "2",
        "Customer 1",
        "+5 more",
    ]


def test_colour_is_doubled_by_weight_and_code(month: MonthGrid) -> None:
    show_month(
        month,
        d20=(line("F", -3, customer="Late"),),
        d26=(line("2", 3, customer="Planned"),),
        d19=(line("1", -4, status="done", customer="Over"),),
    )
    seen = {word.text: (word.weight, word.ink) for word in painted(month)}
    assert seen["Late"] == (600, LIGHT.broken.lower())
    assert seen["Planned"] == (500, LIGHT.text.lower())
    assert seen["Over"] == (400, LIGHT.muted.lower())


@pytest.mark.parametrize(
    ("key", "to"),
    [
        (K.Key_Left, date(2026, 11, 22)),
        (K.Key_Right, date(2026, 11, 24)),
        (K.Key_Up, date(2026, 11, 16)),
        (K.Key_Down, date(2026, 11, 30)),
        (K.Key_Home, date(2026, 11, 23)),
        (K.Key_End, date(2026, 11, 29)),
    ],
)
def test_keys_walk_days_and_with_control_they_are_left_to_others(
    month: MonthGrid, key: Qt.Key, to: date
) -> None:
    QTest.keyClick(month, key, CONTROL)
    assert month.day == DAY
    QTest.keyClick(month, key)
    assert month.day == to


def test_the_month_turns_only_where_the_day_is_not_in_view(month: MonthGrid) -> None:
    show_month(month)
    month.set_day(date(2026, 12, 6))
    assert (month.month, month.read is not None) == (date(2026, 11, 1), True)
    month.set_day(date(2026, 12, 7))
    assert (month.month, month.read) == (date(2026, 12, 1), None)
    month.set_day(date(2026, 11, 30))
    assert month.month == date(2026, 12, 1), "it is in view as a day of the month before"
    month.set_day(date(2026, 11, 30), turn=True)
    assert month.month == date(2026, 11, 1)
    assert month.accessibleName() == "November 2026"


def test_what_was_read_of_another_month_is_not_shown(month: MonthGrid) -> None:
    month.show_grid(grid_read(month_grid(date(2027, 3, 1)), 42))
    assert month.read is None
    assert cell_words(month, DAY) == ["23"], "its days are seen before it is read"


def test_the_day_under_the_cursor_is_spoken(month: MonthGrid) -> None:
    show_month(month, d23=(line("2", 0),))
    assert month.accessibleDescription().startswith("Mon 2026-11-23, today: ")
    assert "Second notice" in month.accessibleDescription()
    month.set_day(date(2026, 11, 25))
    assert month.accessibleDescription() == "Wed 2026-11-25, Closing day: nothing"


@pytest.mark.parametrize(
    ("lines", "closed", "tip"),
    [
        ((), "", ""),
        ((), "Closing day", "Closing day"),
        ((line("2", 0),), "", "Second notice, day 30, Litware, Due today"),
        ((line("E", 0, customer="R&D <b>"),), "", "Approval ends, R&D <b>, Due today"),
    ],
)
def test_the_tip_of_a_day_names_its_entries_or_why_nobody_works(
    month: MonthGrid, lines: tuple[Line, ...], closed: str, tip: str
) -> None:
    day = date(2026, 11, 25) if closed else DAY
    show_month(month, **{f"d{day.day}": lines})
    assert month.tip(month.cell_rect((day - month_grid(DAY)).days).center()) == tip


def test_d3_a_holiday_is_seen_as_a_weekend_is(month: MonthGrid, week: WeekGrid) -> None:
    """D3: days on which nobody works are shown."""
    show_month(month)
    off = LIGHT.color("alternate")
    image, columns = month.grab().toImage(), week.viewport().grab().toImage()
    first = month_grid(DAY)
    grounds = {}
    for number in (24, 25, 28):
        corner = month.cell_rect((DAY.replace(day=number) - first).days).bottomRight()
        grounds[number] = image.pixelColor(corner - QPoint(5, 5)) == off
    assert grounds == {24: False, 25: True, 28: True}
    seen = [columns.pixelColor(week.column(n).center().x(), 480) == off for n in range(7)]
    assert seen == [False, False, True, False, False, True, True]


def test_a_right_click_leaves_the_cursor(month: MonthGrid) -> None:
    at = month.cell_rect(0).center()
    QTest.mouseClick(month, Qt.MouseButton.RightButton, pos=at)
    assert month.day == DAY
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=at)
    assert month.day == month_grid(DAY)


@pytest.mark.parametrize("size", [(921, 672), (360, 300), (1600, 1200)])
def test_every_day_has_its_cell_and_no_two_overlap(month: MonthGrid, size: tuple[int, int]) -> None:
    month.resize(*size)
    first = month_grid(DAY)
    for n in range(42):
        assert month.day_at(month.cell_rect(n).center()) == first + timedelta(days=n)
        assert month.cell_rect(n).bottom() < size[1]
    assert month.day_at(QPoint(1, 1)) is None


@pytest.fixture
def week(app: QApplication, qtbot: QtBot) -> WeekGrid:
    made = WeekGrid()
    qtbot.addWidget(made)
    made.resize(921, 500)
    made.set_day(DAY)
    made.show()
    made.day_changed.connect(made.set_day)
    three = (line("F", 0, "a"), line("2", 0, "b"), line("E", 0, "c"))
    made.show_grid(
        grid_read(week_of(DAY), 7, d23=three, d24=(line("3", 1, "d"), line("E", 1, "e")))
    )
    return made


def under(week: WeekGrid) -> str:
    found = week.current_line()
    return found.entry.uid if found is not None else ""


@pytest.mark.parametrize(
    ("keys", "day", "uid"),
    [
        ((), 23, "a"),
        ((K.Key_Down, K.Key_Down), 23, "c"),
        ((K.Key_Down, K.Key_Down, K.Key_Down), 23, "c"),
        ((K.Key_Up,), 23, "a"),
        ((K.Key_Down, K.Key_Right), 24, "d"),
        ((K.Key_Right, K.Key_Right), 25, ""),
        ((K.Key_End,), 29, ""),
        ((K.Key_End, K.Key_Home), 23, "a"),
    ],
)
def test_the_week_is_walked_by_days_and_entries(
    week: WeekGrid, keys: tuple[Qt.Key, ...], day: int, uid: str
) -> None:
    for key in keys:
        QTest.keyClick(week, key, CONTROL)
        QTest.keyClick(week, key)
    assert (week.day.day, under(week)) == (day, uid)


def test_a_week_that_is_left_shows_nothing_of_it_until_it_is_read(week: WeekGrid) -> None:
    QTest.keyClick(week, K.Key_Left)
    assert (week.day, week.read, under(week)) == (date(2026, 11, 22), None, "")
    week.show_grid(grid_read(week_of(DAY), 7))
    assert week.read is None, "what comes late is of the week before"


def test_an_entry_of_the_week_is_seen_whole_and_spoken_before_its_day(week: WeekGrid) -> None:
    seen = [word.text for word in painted(week.viewport()) if word.left < week.column(1).left()]
    assert seen[:5] == ["F", "Final notice", "Litware", "A-0042 · day 83", "Due today"]
    assert seen[-2:] == ["Mon 23", "3 entries"]
    said = week.accessibleDescription()
    assert said.startswith("Final notice, day 83, Due today, due Mon 2026-11-23")
    assert "Mon 2026-11-23, today" in said
    QTest.keyClick(week, K.Key_Right)
    QTest.keyClick(week, K.Key_Right)
    assert week.accessibleDescription() == "Wed 2026-11-25, Closing day: nothing"


def test_enter_and_a_second_click_open_what_is_under_the_cursor(week: WeekGrid) -> None:
    opened: list[str] = []
    week.opened.connect(lambda: opened.append(under(week)))
    QTest.keyClick(week, K.Key_Down)
    QTest.keyClick(week, K.Key_Return)
    at = week.card(1, 1).center()
    QTest.mouseClick(week.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(week.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == ["b", "e"]


@pytest.fixture
def day(registry: ActionRegistry, qtbot: QtBot) -> DayPane:
    for name in ("prepare", "dispatch"):
        registry.bind(f"calendar.{name}", lambda: None)
    made = DayPane(registry)
    qtbot.addWidget(made)
    made.resize(311, 600)
    made.show()
    return made


OWN = (line("2", 0, "a"), line("E", 0, "b", title="x"))
BESIDE = (
    Heading("Still overdue", "", "broken"),
    line("F", -2, "late"),
    Heading("Next"),
    line("3", 6, "n"),
)


def offered(pane: DayPane) -> list[str]:
    return [one.label for one in pane.view.findChildren(PushButton) if one.isVisible()]


def row_height(pane: DayPane, row: int) -> int:
    return pane.view.visualRect(pane.model.index(row)).height()


def test_a_day_has_its_entries_then_what_is_overdue_then_what_comes(day: DayPane) -> None:
    day.show_day(DayRead(DAY, "Today", (*OWN, *BESIDE), 2))
    assert (day.title.text(), day.note.text()) == ("Mon 2026-11-23", "Today")
    assert not day.nothing.isVisible()
    seen = words(day.view.viewport())
    assert seen[:4] == ["2", "Second notice, day 30", "Litware · A-0042", "Due today"]
    assert "2 days late, due Sat 2026-11-21" in seen
    assert "Sun 2026-11-29, in 6 days" in seen
    assert day.accessibleDescription() == "Mon 2026-11-23, Today"


def test_the_current_entry_offers_what_can_be_done_and_makes_room_for_it(
    day: DayPane, qtbot: QtBot
) -> None:
    day.show_day(DayRead(DAY, "Today", (*OWN, *BESIDE), 2))
    qtbot.waitUntil(lambda: row_height(day, 0) == ENTRY + ACTIONS)
    assert offered(day) == ["Prepare", "Record dispatch"]
    day.go_to("b")
    qtbot.waitUntil(lambda: row_height(day, 0) == ENTRY)
    qtbot.waitUntil(lambda: offered(day) == [])  # nothing is sent for the end of an approval
    day.go_to("late")
    assert offered(day) == ["Prepare", "Record dispatch"]
    day.go_to("not here")
    assert day.view.current_line() == BESIDE[1]


def test_a_day_without_entries_says_so_and_nothing_of_it_is_current(day: DayPane) -> None:
    day.show_day(DayRead(DAY + timedelta(days=2), "In 2 days", BESIDE, 0))
    assert day.nothing.isVisible()
    assert day.view.current_line() is None
    assert offered(day) == []


def test_read_anew_the_entry_stays_and_another_day_begins_at_its_first(day: DayPane) -> None:
    day.show_day(DayRead(DAY, "Today", (*OWN, *BESIDE), 2))
    day.go_to("b")
    day.show_day(DayRead(DAY, "Today", (line("1", 0, "new"), *OWN), 3))
    assert day.view.current_line() == OWN[1]
    day.show_day(DayRead(DAY, "Today", OWN[:1], 1))
    assert day.view.current_line() == OWN[0]
    tomorrow = line("3", 1, "t")
    day.show_day(DayRead(DAY + timedelta(days=1), "Tomorrow", (tomorrow, *BESIDE), 1))
    assert day.view.current_line() == tomorrow


def test_why_a_deed_is_off_is_said_on_its_button(day: DayPane, registry: ActionRegistry) -> None:
    registry.enable("calendar.dispatch", False, "The store is read-only")
    day.show_day(DayRead(DAY, "Today", OWN, 2))
    button = next(
        one for one in day.view.findChildren(PushButton) if one.objectName() == "dayDispatch"
    )
    assert (button.isEnabled(), button.toolTip()) == (False, "The store is read-only")


@pytest.mark.parametrize(("height", "seen"), [(600, True), (300, False)])
def test_the_fixed_line_makes_room_in_a_low_pane(day: DayPane, height: int, seen: bool) -> None:
    day.resize(311, height)
    assert day.truth.isVisible() is seen
