"""The charts of the register alone: their numbers, keys that open them, the notes beside them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.register_figures import Bar, Chart, Figures, figures
from mmd_reviewer.domain.register_filter import RegisterFilter
from mmd_reviewer.ui.look.theme import LIGHT
from mmd_reviewer.ui.register.chart_strip import ChartStrip
from mmd_reviewer.ui.register.charts import BarChart, ChartView, ColumnChart, NoteButton
from tests.making import DAY
from tests.ui.painted_words import has_icon, words
from tests.ui.register_rows import NAMES, row

K = Qt.Key
A, B, C = (RegisterFilter(state=state) for state in ("expired", "in_force", "cover_ended"))
CHART = Chart(
    "type",
    "By type",
    "two of three",
    (Bar("Expired", 1200, A), Bar("In force", 0, B), Bar("Cover ended", 3, C, now=True)),
)


@pytest.fixture(params=[BarChart, ColumnChart])
def chart(request: pytest.FixtureRequest, app: QApplication, qtbot: QtBot) -> ChartView:
    kind: type[ChartView] = request.param
    made = kind("chartType")
    qtbot.addWidget(made)
    made.resize(340, 160)
    made.show()
    made.show_chart(CHART)
    return made


def test_a_chart_has_its_numbers_on_it_and_speaks_them(chart: ChartView) -> None:
    drawn = words(chart)
    assert drawn[:2] == ["By type", "two of three"]
    assert {"Expired", "In force", "Cover ended", "1,200", "3"} <= set(drawn)
    assert (
        chart.accessibleName() == "By type, two of three: Expired 1,200, In force 0, Cover ended 3"
    )
    assert chart.accessibleDescription() == "Expired: 1,200. Enter shows the rows."


def test_keys_choose_a_bar_and_open_its_rows(chart: ChartView) -> None:
    opened: list[object] = []
    chart.opened.connect(opened.append)
    for key in (
        K.Key_Up,
        K.Key_Return,
        K.Key_Right,
        K.Key_Space,
        K.Key_End,
        K.Key_Down,
        K.Key_Enter,
    ):
        QTest.keyClick(chart, key)
    QTest.keyClick(chart, K.Key_Home)
    QTest.keyClick(chart, K.Key_Return)
    assert opened == [A, B, C, A]


def test_a_click_opens_and_only_the_left_one(chart: ChartView) -> None:
    opened: list[object] = []
    chart.opened.connect(opened.append)
    at = chart.area(2).center()
    QTest.mouseClick(chart, Qt.MouseButton.RightButton, pos=at)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert opened == []
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert opened == [C]
    assert chart.accessibleDescription().startswith("Cover ended: 3")


def test_the_bar_whose_rows_are_shown_is_marked(chart: ChartView) -> None:
    corner = chart.area(1).topLeft() + QPoint(4, 3)
    chart.clearFocus()
    assert chart.grab().toImage().pixelColor(corner) != LIGHT.color("selection")
    chart.set_wish(B)
    assert chart.grab().toImage().pixelColor(corner) == LIGHT.color("selection")


def test_a_chart_of_nothing_says_none_and_takes_no_key(chart: ChartView) -> None:
    opened: list[object] = []
    chart.opened.connect(opened.append)
    QTest.keyClick(chart, K.Key_End)
    chart.show_chart(Chart("type", "By type", "", ()))
    for key in (K.Key_Down, K.Key_End, K.Key_Return):
        QTest.keyClick(chart, key)
    assert words(chart) == ["By type", "None"]
    assert (chart.accessibleName(), chart.accessibleDescription()) == ("By type: none", "")
    assert opened == []


def test_fewer_bars_leave_the_keyboard_on_one_of_them(chart: ChartView) -> None:
    QTest.keyClick(chart, K.Key_End)
    chart.show_chart(replace(CHART, bars=CHART.bars[:1]))
    assert chart.current == CHART.bars[0]


def test_notes_open_what_they_count_and_at_most_four_are_seen(
    app: QApplication, qtbot: QtBot
) -> None:
    strip = ChartStrip("C")
    qtbot.addWidget(strip)
    strip.resize(1232, 190)
    strip.show()
    opened: list[object] = []
    strip.opened.connect(opened.append)
    rows = [row("A-1", until=DAY + timedelta(days=3)), row("A-2", state="expired", until=DAY)]
    found: Figures = figures(rows, [], DAY, NAMES)
    strip.show_figures(replace(found, notes=(*found.notes, *found.notes, *found.notes)))
    seen = [note for note in strip.findChildren(NoteButton) if note.isVisible()]
    assert len(seen) == min(4, 3 * len(found.notes))
    assert seen[0].label == found.notes[0].label
    seen[0].click()
    assert opened == [found.notes[0].wish]
    assert has_icon(seen[0], "hourglass", LIGHT.attention, 14)
    strip.show_figures(replace(found, notes=()))
    assert not [note for note in strip.findChildren(NoteButton) if note.isVisible()]


def test_the_other_figures_are_turned_to_and_the_keyboard_goes_along(
    app: QApplication, qtbot: QtBot
) -> None:
    strip = ChartStrip("C")
    qtbot.addWidget(strip)
    strip.show()
    strip.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is strip)
    strip.by_type.setFocus()
    assert strip.turn.accessibleName() == "More figures, key C"
    strip.turn_over()
    assert strip.by_state.hasFocus()
    assert strip.turn.accessibleName() == strip.turn.toolTip() == "First figures, key C"
    strip.turn.click()
    assert strip.by_type.hasFocus()
