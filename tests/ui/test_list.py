"""The two-line list by keyboard, its header, its speech."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.look.theme import font
from mmd_reviewer.ui.widgets.columns import Cell, Column, ColumnSet, RowsModel, row_speech
from mmd_reviewer.ui.widgets.painting import width_of
from mmd_reviewer.ui.widgets.row_delegate import fit_parts
from mmd_reviewer.ui.widgets.two_line_list import BATCH, TwoLineList
from tests.ui.conftest import COLUMNS, Rows

KEY = Qt.Key


@pytest.fixture
def rows(qtbot: QtBot, app: QApplication) -> TwoLineList:
    made = TwoLineList(COLUMNS, "queueTable", "Request queue")
    made.set_model(Rows(COLUMNS, made))
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.view.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def test_arrows_move_and_enter_opens(qtbot: QtBot, rows: TwoLineList) -> None:
    opened: list[int] = []
    rows.opened.connect(opened.append)
    rows.set_current_row(0)
    QTest.keyClick(rows.view, KEY.Key_Down)
    QTest.keyClick(rows.view, KEY.Key_Down)
    QTest.keyClick(rows.view, KEY.Key_Return)
    QTest.keyClick(rows.view, KEY.Key_End)
    assert opened == [2]
    assert rows.current_row == 4


def test_a_row_that_is_not_laid_out_yet_comes_into_view(qtbot: QtBot, rows: TwoLineList) -> None:
    """Long lists are laid out in turns; the end can be asked for before the last of them."""
    many = RowsModel(COLUMNS, lambda row, column: Cell(str(row)), rows)
    many.show(range(3 * BATCH))
    rows.set_model(many)
    rows.set_current_row(0)
    QTest.keyClick(rows.view, KEY.Key_End)
    last = many.index(3 * BATCH - 1, 0)
    sight = rows.view.viewport().rect()
    qtbot.waitUntil(lambda: sight.contains(rows.view.visualRect(last).center()))
    assert rows.current_row == last.row()


def test_shift_selects_and_toggle_leaves_out(qtbot: QtBot, rows: TwoLineList) -> None:
    rows.set_current_row(1)
    QTest.keyClick(rows.view, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert rows.selected_rows == [1, 2]
    rows.toggle_selected()
    assert rows.selected_rows == [1]
    rows.select_all()
    assert rows.selected_rows == [0, 1, 2, 3, 4]


def test_moving_stops_at_the_ends(rows: TwoLineList) -> None:
    rows.set_current_row(99)
    rows.step(1)
    assert rows.current_row == 4
    rows.set_current_row(-5)
    rows.step(-1)
    assert rows.current_row == 0


def test_coming_in_by_keyboard_there_is_a_current_row(rows: TwoLineList) -> None:
    assert rows.current_row == 0


def test_header_and_rows_share_their_offsets(rows: TwoLineList) -> None:
    width = rows.view.viewport().width()
    assert rows.header.slots() == rows.columns.slots(width)
    last = rows.header.slots()[-1]
    assert last.left + last.width <= width


def test_the_header_sorts_by_click_and_by_key(qtbot: QtBot, rows: TwoLineList) -> None:
    heard: list[tuple[str, bool]] = []
    rows.sort_requested.connect(lambda *sort: heard.append(sort))
    slot = rows.header.slots()[0]
    at = QPoint(slot.left + 5, 15)
    QTest.mouseClick(rows.header, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(rows.header, Qt.MouseButton.LeftButton, pos=at)
    rows.header.setFocus()
    QTest.keyClick(rows.header, KEY.Key_Right)
    QTest.keyClick(rows.header, KEY.Key_Return)
    assert heard == [("age", True), ("age", False), ("title", False)]
    assert rows.header.accessibleName() == "Columns, sorted by Proposal, ascending"


def test_columns_can_be_hidden_and_brought_back(app: QApplication) -> None:
    columns = ColumnSet(COLUMNS)
    columns.toggle("state")
    columns.toggle("age")
    assert [slot.column.key for slot in columns.slots(600)] == ["age", "title"]
    columns.reset()
    assert len(columns.slots(600)) == 3


def test_where_room_is_short_columns_yield_in_their_order(app: QApplication) -> None:
    plain = (
        Column("title", "Proposal"),
        Column("next", "Next", 100, yields=2),
        Column("state", "State", 100, yields=1),
    )
    columns = ColumnSet(plain)
    shown = {width: [slot.column.key for slot in columns.slots(width)] for width in (500, 350, 250)}
    assert shown == {500: ["title", "next", "state"], 350: ["title", "state"], 250: ["title"]}


def test_what_ends_with_a_full_stop_is_spoken_without_a_second_one() -> None:
    columns = (Column("tick", ""), Column("what", "Takes back"), Column("how", "Stands"))
    cells = (Cell("marked"), Cell("Decided: Approve."), Cell("It can be taken back."))
    model = RowsModel(columns, lambda _row, column: cells[column])
    model.show(["one"])
    assert row_speech(model, 0) == (
        "marked. Takes back: Decided: Approve. Stands: It can be taken back"
    )


def test_a_row_speaks_column_and_value(rows: TwoLineList) -> None:
    model = rows.view.model()
    speech = (
        "Age: 30 d. Proposal: Proposal 0, Contoso · Productivity software · A-0000. State: New, You"
    )
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == speech
    assert isinstance(model, Rows)
    assert row_speech(model, 0) == speech
    QAccessible.setActive(True)
    child = QAccessible.queryAccessibleInterface(rows.view).child(0)
    assert child.text(QAccessible.Text.Name) == speech


def test_the_type_gives_way_and_the_number_stays(app: QApplication) -> None:
    parts = ("Wide World Importers", "Productivity software", "A-0118")
    cut = fit_parts(parts, 1, width_of(font(12), " · ".join(parts)) - 40)
    assert cut.startswith("Wide World Importers · Prod")
    assert cut.endswith("… · A-0118")
    assert (
        fit_parts(parts, 1, width_of(font(12), "Wide World Importers · A-0118"))
        == "Wide World Importers · A-0118"
    )
    assert fit_parts(parts, 1, 2000) == " · ".join(parts)


def test_speech_leaves_out_what_is_empty() -> None:
    assert Cell("34", unit="d").speech() == "34 d"
    assert Cell("", ("a", "b")).speech() == "a · b"
