"""The figures of the register by keys and by mouse: each number opens the rows behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

from mmd_reviewer.domain.register_filter import DecidedFilter, RegisterFilter
from mmd_reviewer.services.read.register_rows import DECIDED_KEYS, decisions_in_order
from mmd_reviewer.ui.register.charts import NoteButton
from tests.ui.register_store import numbers, register_shown, view
from tests.ui.running import Running

KEY = Qt.Key


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Running]:
    with register_shown(tmp_path) as it:
        yield it


def test_every_bar_opens_the_rows_behind_its_number(window: Running) -> None:
    """E3: every number opens the rows behind it; the same one again shows everything."""
    shown = view(window)
    assert shown.book is not None
    for chart in shown.charts.charts():
        for bar in {
            chart.chart.bars[0],
            chart.chart.bars[-1],
        }:  # all of them: tests/domain/test_register.py
            chart.opened.emit(bar.wish)
            window.settle()
            decided = isinstance(bar.wish, DecidedFilter)
            found = shown.decided_model.rows if decided else shown.model.rows
            assert len(found) == bar.number, bar
            assert (chart.wish == bar.wish) is True
            chart.opened.emit(bar.wish)
            assert shown.bar.wish == RegisterFilter()
    window.settle()
    assert len(numbers(window)) == 5
    notes = shown.charts.findChildren(NoteButton)
    assert [note.label for note in notes] == [
        "1 ends within 14 days",
        "1 expired, still on devices",
    ]
    notes[0].click()
    window.settle()
    assert numbers(window) == ["A-0004"]
    assert shown.bar.ends.value == "Within 14 days"


def test_charts_by_keyboard_and_by_mouse(window: Running) -> None:
    """Arrows choose, Enter opens, a click opens; the words are spoken."""
    shown = view(window)
    chart = shown.charts.by_type
    assert chart.accessibleName() == (
        "By type, on devices: Drivers 2, Security agents & VPNs 2, Policies 1"
    )
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    window.press(
        KEY.Key_End,
        KEY.Key_Up,
        KEY.Key_Down,
        KEY.Key_Home,
        KEY.Key_Right,
        KEY.Key_Left,
        KEY.Key_End,
    )
    assert chart.accessibleDescription() == "Policies: 1. Enter shows the rows."
    window.press(KEY.Key_Return)
    assert numbers(window) == ["A-0002"]
    assert chart.hasFocus()
    window.press(KEY.Key_C)
    assert shown.charts.pages.currentIndex() == 1
    assert shown.charts.by_state.hasFocus()
    assert shown.charts.turn.label.startswith("First figures")
    window.press(KEY.Key_Tab)
    assert shown.charts.by_age.hasFocus()
    shown.charts.turn.click()
    window.settle()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.area(0).center())
    window.settle()
    assert numbers(window) == ["A-0005", "A-0001"]
    middle = QPointF(chart.area(1).center())
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        middle,
        middle,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    chart.mouseMoveEvent(move)
    assert chart.toolTip() == "Security agents & VPNs: 2"
    chart.leaveEvent(QEvent(QEvent.Type.Leave))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    window.settle()
    assert len(numbers(window)) == 2


def test_decisions_stand_in_a_list_of_their_own(window: Running) -> None:
    """The rows behind a number of decisions are the decisions; the chip's x leads back."""
    shown = view(window)
    chart = shown.charts.decided
    bar = next(bar for bar in chart.chart.bars if bar.number)
    shown.open_wish(bar.wish)
    window.settle()
    assert shown.shown_page() is shown.decided
    assert shown.bar.count.text() == f"{bar.number} decision{'s' if bar.number != 1 else ''}"
    assert shown.bar.decided.isVisible()
    assert not shown.bar.state.isVisible()
    first = shown.decided_model.rows[0]
    model = shown.decided_model
    speech = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert f"Customer: {first.customer}. Request: {first.title}. Outcome: " in speech
    assert f"Took: {first.days} d. Case: {first.number}" in speech
    shown.decided.sort_requested.emit("title", True)
    window.settle()
    assert all(decisions_in_order(model.rows, key, True) for key in DECIDED_KEYS)
    assert not model.cell(99, 0).primary
    shown.show_customer()
    shown.decided.view.setFocus()
    number = shown.current_number()
    window.press(KEY.Key_Return)
    assert (window.shown(), window.desk_window.rooms.case.number) == ("case", number)
    window.program.window.show_view("register")
    window.settle()
    shown.bar.decided.clear()
    window.settle()
    assert shown.shown_page() is shown.list
    assert len(numbers(window)) == 5
    shown.open_wish(DecidedFilter(band="7"))
    window.settle()
    assert shown.bar.decided.value == "within a week"
    shown.open_wish(DecidedFilter(month="2020-01"))
    window.settle()
    assert shown.shown_page() is shown.empty
