"""A list of records: marks by keys and by pointer, what Esc and letters do, rows as a table."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.widgets.columns import Cell, Column, RowsModel
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

K = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
COLUMNS = (Column("age", "Age", 60, "right"), Column("title", "Proposal"))
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def model_of(letters: Sequence[str]) -> RowsModel:
    def cell(letter: str, column: int) -> Cell:
        return Cell("3", unit="d") if column == 0 else Cell(f"Title {letter}", ("Contoso", letter))

    made = RowsModel(COLUMNS, cell)
    made.show(letters)
    return made


@pytest.fixture
def rows(app: QApplication, qtbot: QtBot) -> TwoLineList:
    made = TwoLineList(COLUMNS, "queueTable", "Requests")
    model = model_of("abcdef")
    model.setParent(made)
    made.set_model(model)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.view.setFocus()
    made.set_current_row(0)
    return made


def press(rows: TwoLineList, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(rows.view, key, held)


def click(rows: TwoLineList, row: int, held: Qt.KeyboardModifier = NONE) -> None:
    at = rows.view.visualRect(rows.view.model().index(row, 0)).center()
    QTest.mouseClick(rows.view.viewport(), Qt.MouseButton.LeftButton, held, at)


def test_the_current_row_alone_is_not_marked(rows: TwoLineList) -> None:
    assert (rows.selected_rows, rows.view.marked) == ([0], 0)
    press(rows, K.Key_Down)
    assert (rows.selected_rows, rows.view.marked) == ([1], 0)


def test_marks_are_set_one_by_one_and_arrows_leave_them_alone(rows: TwoLineList) -> None:
    rows.toggle_selected()
    assert (rows.selected_rows, rows.view.marked) == ([0], 1)
    press(rows, K.Key_Down, K.Key_Down)
    rows.toggle_selected()
    assert (rows.selected_rows, rows.view.marked, rows.current_row) == ([0, 2], 2, 2)
    press(rows, K.Key_Up)
    assert rows.selected_rows == [0, 2]
    rows.step(2)
    assert (rows.selected_rows, rows.current_row) == ([0, 2], 3)


def test_the_last_mark_taken_away_ends_marking(rows: TwoLineList) -> None:
    rows.toggle_selected()
    press(rows, K.Key_Down)
    rows.toggle_selected()
    rows.toggle_selected()
    press(rows, K.Key_Up)
    rows.toggle_selected()
    assert (rows.selected_rows, rows.view.marked, rows.view.marking) == ([0], 0, False)
    press(rows, K.Key_Down)
    assert rows.selected_rows == [1], "arrows choose again"


def test_shift_marks_a_stretch_and_a_click_ends_marks(rows: TwoLineList) -> None:
    press(rows, K.Key_Down, K.Key_Down, held=SHIFT)
    assert (rows.selected_rows, rows.view.marked) == ([0, 1, 2], 3)
    click(rows, 4)
    assert (rows.selected_rows, rows.view.marked, rows.current_row) == ([4], 0, 4)
    click(rows, 1, CONTROL)
    assert (rows.selected_rows, rows.view.marked) == ([1, 4], 2)
    rows.toggle_selected()
    click(rows, 3)
    press(rows, K.Key_Down)
    assert (rows.selected_rows, rows.view.marked) == ([4], 0), "arrows choose again"


def test_all_are_marked_and_esc_leaves_the_current_one(rows: TwoLineList) -> None:
    told: list[int] = []
    rows.marks_changed.connect(lambda: told.append(rows.view.marked))
    press(rows, K.Key_Down)
    rows.select_all()
    assert (rows.view.marked, told[-1]) == (6, 6)
    press(rows, K.Key_Escape)
    assert (rows.selected_rows, rows.view.marked, told[-1]) == ([1], 0, 0)


@pytest.mark.parametrize("marked", [True, False])
def test_esc_is_the_list_s_own_only_while_rows_are_marked(rows: TwoLineList, marked: bool) -> None:
    """Else it leads back from the view."""
    if marked:
        rows.toggle_selected()
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, K.Key_Escape, NONE)
    asked.ignore()
    QApplication.sendEvent(rows.view, asked)
    assert asked.isAccepted() is marked


def test_rows_are_marked_by_the_program_and_the_current_one_stays(rows: TwoLineList) -> None:
    rows.set_current_row(5)
    rows.mark([0, 3], one_by_one=True)
    assert (rows.selected_rows, rows.view.marked, rows.current_row) == ([0, 3], 2, 5)
    rows.mark([1], one_by_one=True)
    assert (rows.selected_rows, rows.view.marked) == ([1], 1)
    rows.set_current_row(2, keep_marks=True)
    assert rows.selected_rows == [1]
    rows.set_current_row(2)
    assert (rows.selected_rows, rows.view.marked) == ([2], 0)


@pytest.mark.parametrize(
    ("key", "held", "opened"),
    [
        (K.Key_Return, NONE, [2]),
        (K.Key_Enter, Qt.KeyboardModifier.KeypadModifier, [2]),
        (K.Key_Return, CONTROL, []),
        (K.Key_Return, SHIFT, []),
    ],
)
def test_enter_alone_opens(
    rows: TwoLineList, key: Qt.Key, held: Qt.KeyboardModifier, opened: list[int]
) -> None:
    found: list[int] = []
    rows.opened.connect(found.append)
    rows.set_current_row(2)
    press(rows, key, held=held)
    assert found == opened


def test_a_second_click_opens(rows: TwoLineList) -> None:
    found: list[int] = []
    rows.opened.connect(found.append)
    click(rows, 3)
    at = rows.view.visualRect(rows.view.model().index(3, 0)).center()
    QTest.mouseDClick(rows.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert found == [3]


def test_letters_are_left_to_commands_and_never_look_for_a_row(rows: TwoLineList) -> None:
    for text in ("t", "T", "ж", "1", "/"):
        event = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, text)
        QApplication.sendEvent(rows.view, event)
        assert not event.isAccepted()
    assert rows.current_row == 0


def test_home_and_end_are_the_ends_and_the_row_is_told_each_time(rows: TwoLineList) -> None:
    told: list[int] = []
    rows.row_changed.connect(told.append)
    press(rows, K.Key_End, K.Key_Home, K.Key_Down)
    assert told == [5, 0, 1]


def test_a_list_without_rows_takes_every_key_in_peace(app: QApplication, qtbot: QtBot) -> None:
    rows = TwoLineList(COLUMNS, "x", "X")
    qtbot.addWidget(rows)
    opened: list[int] = []
    rows.opened.connect(opened.append)
    for model in (None, model_of("")):
        if model is not None:
            model.setParent(rows)
            rows.set_model(model)
        press(rows, K.Key_Down, K.Key_End, K.Key_Return, K.Key_Escape)
        press(rows, K.Key_C, held=CONTROL)
        rows.step(1)
        rows.set_current_row(3)
        rows.toggle_selected()
        rows.clear_marks()
        assert (rows.current_row, rows.selected_rows, rows.view.marked) == (-1, [], 0)
    assert opened == []


def copied(rows: TwoLineList) -> list[str]:
    """The letters of the rows on the clipboard; their headings stand first."""
    QGuiApplication.clipboard().setText("")
    press(rows, K.Key_C, held=CONTROL)
    head, *lines = QGuiApplication.clipboard().text().splitlines()
    assert head == "Age\tProposal"
    assert all(line.startswith("3 d\tTitle ") for line in lines)
    return [line[-1] for line in lines]


def test_every_marked_row_is_copied_however_it_was_marked(rows: TwoLineList) -> None:
    """Only the current one was, unless all of them were marked."""
    assert copied(rows) == ["a"]
    press(rows, K.Key_Down, K.Key_Down, held=SHIFT)
    assert copied(rows) == ["a", "b", "c"]
    click(rows, 5, CONTROL)
    assert copied(rows) == ["a", "b", "c", "f"]
    click(rows, 1)
    rows.toggle_selected()
    press(rows, K.Key_Down, K.Key_Down)
    rows.toggle_selected()
    assert copied(rows) == ["b", "d"]
    rows.mark([4, 2], one_by_one=True)
    assert copied(rows) == ["c", "e"]
    rows.select_all()
    assert copied(rows) == [*"abcdef"]


def test_a_row_is_copied_in_one_line_whatever_stands_in_it(rows: TwoLineList) -> None:
    other = model_of(["x\ty\nz"])
    other.setParent(rows)
    rows.set_model(other)
    rows.set_current_row(0)
    press(rows, K.Key_C, held=CONTROL)
    text = QGuiApplication.clipboard().text()
    assert text == "Age\tProposal\n3 d\tTitle x y z, Contoso · x y z\n"


def test_another_model_begins_without_marks_and_tells_of_its_own(rows: TwoLineList) -> None:
    rows.select_all()
    other = model_of("xy")
    other.setParent(rows)
    rows.set_model(other)
    assert rows.selected_rows == []
    told: list[int] = []
    rows.marks_changed.connect(lambda: told.append(rows.view.marked))
    rows.select_all()
    assert told[-1] == 2


def test_the_head_keeps_in_step_with_the_rows_at_every_width(rows: TwoLineList) -> None:
    for width in (300, 900, 1200):
        rows.resize(width, 400)
        assert rows.header.slots() == rows.columns.slots(rows.view.viewport().width())
    assert rows.focusProxy() is rows.view
