"""The columns of a list: which are shown, how wide; its header by keys, pointer and in speech."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.look.theme import LIGHT
from mmd_reviewer.ui.widgets.columns import (
    CELL_ROLE,
    EMPTY,
    INSET,
    Cell,
    Column,
    ColumnSet,
    RowsModel,
    row_speech,
    sentences,
)
from mmd_reviewer.ui.widgets.list_header import ListHeader, menu_of_columns
from tests.ui.painted_words import has_icon, painted, words

K = Qt.Key
COLUMNS = (
    Column("tick", "", 44, sortable=False, hideable=False),
    Column("age", "Age", 60, "right", descending_first=True, hideable=False),
    Column("title", "Proposal"),
    Column("lacks", "Lacks", 190, sortable=False, yields=1),
    Column("state", "State", 124, narrow=80),
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def header(app: QApplication, qtbot: QtBot) -> Iterator[ListHeader]:
    made = ListHeader(ColumnSet(COLUMNS), "queueTableHeader")
    qtbot.addWidget(made)
    made.resize(1100, 35)
    made.show()
    yield made
    for menu in made.findChildren(QMenu):
        menu.close()


def heard(header: ListHeader) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    header.sort_requested.connect(lambda *sort: found.append(sort))
    return found


def columns_of(header: ListHeader) -> ColumnSet:
    return header._columns


def keys(columns: ColumnSet, width: int) -> list[str]:
    return [slot.column.key for slot in columns.slots(width)]


@given(st.integers(0, 4000), st.sets(st.sampled_from([column.key for column in COLUMNS])))
def test_columns_never_overlap_and_stand_in_their_order(width: int, hidden: set[str]) -> None:
    columns = ColumnSet(COLUMNS)
    columns.set_hidden(frozenset(hidden))
    slots = columns.slots(width)
    assert slots[0].left == INSET
    assert [slot.number for slot in slots] == sorted(slot.number for slot in slots)
    assert all(slot.width > 0 for slot in slots)
    for one, other in pairwise(slots):
        assert one.left + one.width < other.left
    assert {"tick", "age"} <= {slot.column.key for slot in slots}, "what cannot be hidden stays"


@pytest.mark.parametrize(
    ("width", "state", "lacks"),
    [(1000, 124, True), (999, 80, True), (500, 80, False)],
)
def test_a_narrow_list_has_narrow_columns_and_leaves_out_what_yields(
    width: int, state: int, lacks: bool
) -> None:
    shown = {slot.column.key: slot.width for slot in ColumnSet(COLUMNS).slots(width)}
    assert (shown["state"], "lacks" in shown) == (state, lacks)


def test_the_column_that_takes_the_rest_is_never_gone() -> None:
    shown = {slot.column.key: slot.width for slot in ColumnSet(COLUMNS).slots(10)}
    assert shown["title"] > 80


def test_hiding_is_told_once_each_and_what_cannot_be_hidden_stays() -> None:
    columns, told = ColumnSet(COLUMNS), [0]
    columns.changed.connect(lambda: told.append(told[-1] + 1))
    columns.toggle("state")
    columns.toggle("age")
    columns.toggle("no such")
    assert (columns.hidden, told[-1]) == (frozenset({"state"}), 3)
    columns.toggle("state")
    assert columns.hidden == frozenset()


def test_titles_stand_above_their_cells_and_the_sorted_one_is_strong(header: ListHeader) -> None:
    assert words(header) == ["Age", "Proposal", "Lacks", "State"]
    header.set_sort("state", True)
    strong = {word.text: (word.weight, word.ink) for word in painted(header)}
    assert strong["State"] == (600, LIGHT.text.lower())
    assert strong["Age"] == (400, LIGHT.muted.lower())
    assert has_icon(header, "arrow-down-wide-narrow", LIGHT.muted, 12)
    header.set_sort("state", False)
    assert has_icon(header, "arrow-up-narrow-wide", LIGHT.muted, 12)
    header.set_sort("", False)
    assert {word.weight for word in painted(header)} == {400}


def test_a_title_of_a_right_column_ends_where_its_figures_do(header: ListHeader) -> None:
    slot = next(slot for slot in header.slots() if slot.column.key == "age")
    word = next(word for word in painted(header) if word.text == "Age")
    assert slot.left < word.left < slot.left + slot.width
    proposal = next(word for word in painted(header) if word.text == "Proposal")
    assert proposal.left == next(s.left for s in header.slots() if s.column.key == "title")


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter, K.Key_Space])
def test_keys_choose_a_column_and_sort_by_it_either_way(header: ListHeader, key: Qt.Key) -> None:
    found = heard(header)
    QTest.keyClick(header, K.Key_Right)
    QTest.keyClick(header, key)
    QTest.keyClick(header, key)
    QTest.keyClick(header, K.Key_Right)
    QTest.keyClick(header, key)
    assert found == [("age", True), ("age", False), ("title", False)]


def test_the_ends_hold_the_keyboard(header: ListHeader) -> None:
    found = heard(header)
    for _ in range(9):
        QTest.keyClick(header, K.Key_Right)
    QTest.keyClick(header, K.Key_Return)
    for _ in range(9):
        QTest.keyClick(header, K.Key_Left)
    QTest.keyClick(header, K.Key_Right)
    QTest.keyClick(header, K.Key_Return)
    assert found == [("state", False), ("age", True)]


def test_a_column_that_does_not_sort_says_so_and_does_nothing(header: ListHeader) -> None:
    found = heard(header)
    spoken = [header.accessibleDescription()]
    for _ in range(4):
        QTest.keyClick(header, K.Key_Right)
        spoken.append(header.accessibleDescription())
    assert spoken == [
        "Rows are not sorted by this one",
        "Enter sorts by Age",
        "Enter sorts by Proposal",
        "Rows are not sorted by Lacks",
        "Enter sorts by State",
    ]
    QTest.keyClick(header, K.Key_Left)
    QTest.keyClick(header, K.Key_Return)
    slot = next(slot for slot in header.slots() if slot.column.key == "lacks")
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(slot.left + 4, 20))
    assert found == []
    assert header.accessibleName() == "Columns"


def test_what_is_spoken_follows_columns_that_are_hidden_or_have_no_room(
    header: ListHeader,
) -> None:
    """Enter would sort by another column than was said."""
    found = heard(header)
    for _ in range(4):
        QTest.keyClick(header, K.Key_Right)
    columns_of(header).toggle("state")
    assert header.accessibleDescription() == "Rows are not sorted by Lacks"
    header.resize(450, 35)
    header.set_end(12)
    assert header.accessibleDescription() == "Enter sorts by Proposal"
    QTest.keyClick(header, K.Key_Return)
    assert found == [("title", False)]


def test_the_sort_is_spoken_as_it_is_shown(header: ListHeader) -> None:
    header.set_sort("age", True)
    assert header.accessibleName() == "Columns, sorted by Age, descending"
    header.set_sort("title", False)
    assert header.accessibleName() == "Columns, sorted by Proposal, ascending"
    header.set_sort("a column of an older version", False)
    assert header.accessibleName() == "Columns"


def test_a_click_sorts_and_only_the_left_one(header: ListHeader) -> None:
    found = heard(header)
    at = QPoint(next(s.left for s in header.slots() if s.column.key == "title") + 3, 20)
    QTest.mouseClick(header, Qt.MouseButton.RightButton, pos=at)
    QTest.mouseClick(header, Qt.MouseButton.MiddleButton, pos=at)
    assert found == []
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(2, 20))
    assert found == [("title", False)]
    assert header.accessibleDescription() == "Enter sorts by Proposal"


def test_the_ring_is_seen_only_with_the_keyboard_in_it(header: ListHeader, qtbot: QtBot) -> None:
    header.clearFocus()
    bare = header.grab().toImage()
    header.activateWindow()
    header.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(header.hasFocus)
    ringed = header.grab().toImage()
    assert ringed != bare
    QTest.keyClick(header, K.Key_Right)
    assert header.grab().toImage() not in (bare, ringed), "it goes along"


def test_the_menu_offers_each_named_column_and_the_way_back(header: ListHeader) -> None:
    columns = columns_of(header)
    columns.toggle("lacks")
    menu = menu_of_columns(columns, header)
    lines = [action for action in menu.actions() if not action.isSeparator()]
    assert [(line.text(), line.isChecked(), line.isEnabled()) for line in lines] == [
        ("Age", True, False),
        ("Proposal", True, True),
        ("Lacks", False, True),
        ("State", True, True),
        ("Reset columns", False, True),
    ]
    lines[3].trigger()
    assert columns.hidden == {"lacks", "state"}
    lines[4].trigger()
    assert columns.hidden == frozenset()


@pytest.mark.parametrize("way", ["pointer", "key"])
def test_the_menu_opens_by_the_right_button_and_by_its_key(header: ListHeader, way: str) -> None:
    if way == "key":
        QTest.keyClick(header, K.Key_Menu)
    else:
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(header, QContextMenuEvent(reason, QPoint(5, 5), QPoint(5, 5)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Age"


def test_where_nothing_can_be_sorted_or_hidden_the_keyboard_passes_by(app: QApplication) -> None:
    fixed = (Column("a", "A", sortable=False, hideable=False),)
    assert ListHeader(ColumnSet(fixed), "x").focusPolicy() == Qt.FocusPolicy.NoFocus
    hideable = (*fixed, Column("b", "B", 60, sortable=False))
    assert ListHeader(ColumnSet(hideable), "x").focusPolicy() == Qt.FocusPolicy.TabFocus


def test_a_dialog_whose_rows_have_their_order_shows_no_other(
    app: QApplication, qtbot: QtBot
) -> None:
    """Its heading was marked as sorted by, and spoken so, while the rows stayed."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = RowsDialog(parent, "Deeds", "Undo", COLUMNS, sentence="", name="deeds")
    dialog.show_rows([(Cell(""), Cell("2"), Cell("b")), (Cell(""), Cell("1"), Cell("a"))])
    found = heard(dialog.rows.header)
    dialog.rows.header.resize(1100, 35)
    for slot in dialog.rows.header.slots():
        QTest.mouseClick(
            dialog.rows.header, Qt.MouseButton.LeftButton, pos=QPoint(slot.left + 2, 20)
        )
    assert found == []
    assert dialog.rows.header.accessibleName() == "Columns"


@pytest.fixture
def model(app: QApplication) -> RowsModel:
    made = RowsModel(COLUMNS, lambda row, column: Cell(row[column]) if row[column] else EMPTY)
    made.show([("x", "3", "R&D", "", "New"), ("", "1", "<b>", "Type", "")])
    return made


def test_a_model_gives_cells_words_and_speech_and_nothing_beyond_its_rows(
    model: RowsModel,
) -> None:
    cell = model.index(0, 2)
    assert model.data(cell) == "R&D"
    assert model.data(cell, CELL_ROLE) == Cell("R&D")
    spoken = "x. Age: 3. Proposal: R&D. State: New"
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == spoken
    assert row_speech(model, 1) == "Age: 1. Proposal: <b>. Lacks: Type"
    assert model.data(model.index(9, 0)) is None
    assert model.data(cell, Qt.ItemDataRole.ToolTipRole) is None
    assert (model.rowCount(), model.rowCount(cell), model.columnCount(cell)) == (2, 0, 0)
    assert model.cell(-1, 1) == model.cell(2, 1) == EMPTY
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Age"
    assert model.headerData(1, Qt.Orientation.Vertical) is None


def test_other_rows_are_shown_at_once(model: RowsModel) -> None:
    told: list[int] = []
    model.modelReset.connect(lambda: told.append(model.rowCount()))
    model.show(())
    assert (told, model.rowCount()) == ([0], 0)


def test_the_words_of_rows_are_told_cell_by_cell(model: RowsModel) -> None:
    told: list[list[list[str]]] = []
    model.tell_rows([1, 0], told.append)
    assert told == [[["", "1", "<b>", "Type", ""], ["x", "3", "R&D", "", "New"]]]


@pytest.mark.parametrize(
    ("parts", "spoken"),
    [
        ((), ""),
        (("", "A."), "A"),
        (("A.", "B", "", "C."), "A. B. C"),
    ],
)
def test_sentences_are_spoken_one_after_another(parts: tuple[str, ...], spoken: str) -> None:
    assert sentences(parts) == spoken
