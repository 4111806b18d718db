"""Rows of lists as they are seen: what is cut, what is strong, what runs into empty room; and lists
in parts, whose headings the keyboard passes over.
"""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.look.theme import DARK, LIGHT, SEMIBOLD, apply_theme, font
from mmd_reviewer.ui.widgets.columns import EMPTY, Cell, Column, RowsModel
from mmd_reviewer.ui.widgets.kept_marks import KeptMarks
from mmd_reviewer.ui.widgets.painting import elided, width_of
from mmd_reviewer.ui.widgets.parted_list import PartedView
from mmd_reviewer.ui.widgets.row_delegate import DOT, fit_parts
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList
from tests.ui.painted_words import has_icon, painted, words

K = Qt.Key
COLUMNS = (
    Column("age", "Age", 60, "right"),
    Column("title", "Proposal"),
    Column("state", "State", 124),
)
LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 9
HEBREW = "בקשה לחריגה ארוכה מאוד " * 12


def rows_of(qtbot: QtBot, *rows: tuple[Cell, ...], high: int = 48) -> TwoLineList:
    made = TwoLineList(COLUMNS, "queueTable", "Requests", row_height=high)
    model = RowsModel(COLUMNS, lambda row, column: row[column], made)
    model.show(rows)
    made.set_model(model)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    qtbot.waitExposed(made)
    return made


def row(title: Cell, age: Cell = EMPTY, state: Cell = EMPTY) -> tuple[Cell, ...]:
    return age, title, state


def test_both_lines_of_a_cell_are_seen_and_the_second_is_muted(
    app: QApplication, qtbot: QtBot
) -> None:
    made = rows_of(qtbot, row(Cell("R&D <b>", ("Contoso", "A-0001"))))
    first, second = painted(made.view)
    assert (first.text, second.text) == ("R&D <b>", "Contoso · A-0001")
    assert first.left == second.left == made.header.slots()[1].left
    assert first.base < second.base
    assert (first.ink, second.ink) == (LIGHT.text.lower(), LIGHT.muted.lower())


@pytest.mark.parametrize(
    ("cell", "weight", "ink"),
    [
        (Cell("x"), 400, "text"),
        (Cell("x", strong=True), 600, "text"),
        (Cell("x", medium=True), 500, "text"),
        (Cell("x", muted=True), 400, "muted"),
        (Cell("x", text_tone="broken"), 400, "broken"),
        (Cell("x", muted=True, text_tone="broken"), 400, "muted"),
    ],
)
def test_the_first_line_is_as_strong_and_as_coloured_as_its_cell_says(
    app: QApplication, qtbot: QtBot, cell: Cell, weight: int, ink: str
) -> None:
    made = rows_of(qtbot, row(cell))
    (word,) = painted(made.view)
    assert (word.weight, word.ink) == (weight, LIGHT.hex(ink).lower())


def test_the_current_row_is_stronger_where_its_cell_is_medium(
    app: QApplication, qtbot: QtBot
) -> None:
    made = rows_of(qtbot, row(Cell("one", medium=True)), row(Cell("two", medium=True)))
    made.set_current_row(1)
    assert [(word.text, word.weight) for word in painted(made.view)] == [("one", 500), ("two", 600)]


def test_a_unit_stands_behind_its_figure_at_the_right(app: QApplication, qtbot: QtBot) -> None:
    made = rows_of(qtbot, row(Cell("x"), age=Cell("34", unit="d", strong=True)))
    unit, figure, _title = painted(made.view)
    slot = made.header.slots()[0]
    assert (unit.text, figure.text) == ("d", "34")
    assert figure.left + width_of(font(13, SEMIBOLD), "34") < unit.left
    assert unit.left + width_of(font(13), "d") <= slot.left + slot.width + 1
    assert (unit.weight, figure.weight) == (400, 600)


@pytest.mark.parametrize("text", [LONG, HEBREW, "x" * 4000], ids=["long", "hebrew", "one word"])
def test_what_is_too_long_is_cut_within_its_column(
    app: QApplication, qtbot: QtBot, text: str
) -> None:
    made = rows_of(qtbot, row(Cell(text, text), state=Cell("New", "You")))
    slot = made.header.slots()[1]
    drawn = painted(made.view)
    in_column = [word for word in drawn if word.text not in ("New", "You")]
    assert "".join(word.text for word in in_column).count("…") == 2
    for word in in_column:
        assert slot.left <= word.left
        assert word.left + width_of(font(12), word.text) <= slot.left + slot.width + 2
    assert {"New", "You"} <= {word.text for word in drawn}


def test_a_second_line_runs_into_room_that_is_empty_and_no_further(
    app: QApplication, qtbot: QtBot
) -> None:
    text = "word " * 100
    made = rows_of(qtbot, row(Cell("x", text)), row(Cell("y", text), state=Cell("New")))
    _x, empty, _y, taken, _state = painted(made.view)
    last = made.header.slots()[-1]
    assert last.left < empty.left + width_of(font(12), empty.text) <= last.left + last.width + 2
    assert taken.left + width_of(font(12), taken.text) < last.left
    assert empty.text.endswith("…")


def test_an_icon_has_its_tone_and_moves_the_words_aside(app: QApplication, qtbot: QtBot) -> None:
    made = rows_of(qtbot, row(Cell("Overdue", "late", "triangle-alert", "broken")))
    assert has_icon(made.view, "triangle-alert", LIGHT.broken, 14)
    slot = made.header.slots()[1]
    assert [word.left for word in painted(made.view)] == [slot.left + 20] * 2
    apply_theme(app, DARK)
    assert has_icon(made.view, "triangle-alert", DARK.broken, 14)
    apply_theme(app, LIGHT)


def test_a_low_row_has_its_one_line_in_the_middle(app: QApplication, qtbot: QtBot) -> None:
    made = rows_of(qtbot, row(Cell("one")), row(Cell("two")), high=44)
    first, second = (word.base for word in painted(made.view))
    assert second - first == 44
    assert 25 <= first <= 29
    high = rows_of(qtbot, row(Cell("one")))
    assert painted(high.view)[0].base == 22, "room is left for a second line"


def test_columns_that_are_hidden_are_not_painted(app: QApplication, qtbot: QtBot) -> None:
    made = rows_of(qtbot, row(Cell("x"), age=Cell("3"), state=Cell("New")))
    assert words(made.view) == ["3", "x", "New"]
    made.columns.toggle("state")
    assert words(made.view) == ["3", "x"]
    assert "State" not in words(made.header)


@given(
    st.lists(st.text("abc dé ב", min_size=1, max_size=20), min_size=1, max_size=5),
    st.integers(-1, 5),
    st.integers(40, 400),
)
def test_joined_parts_fit_and_the_last_one_stays_if_any_can(
    parts: list[str], elide: int, width: int
) -> None:
    shown = fit_parts(tuple(parts), elide, width)
    whole = DOT.join(parts)
    if width_of(font(12), whole) <= width:
        assert shown == whole
    else:
        assert width_of(font(12), shown) <= width + 2


def test_the_first_part_is_cut_when_the_one_that_yields_is_gone(app: QApplication) -> None:
    parts = ("Wide World Importers of the North", "Productivity software", "A-0118")
    room = width_of(font(12), "Wide World Imp… · A-0118")
    shown = fit_parts(parts, 1, room)
    assert shown.startswith("Wide World")
    assert shown.endswith("… · A-0118")


@pytest.mark.parametrize("text", ["", "x", "New", "illi", "Wide World Importers", HEBREW])
def test_a_text_that_fits_to_the_pixel_is_not_cut(app: QApplication, text: str) -> None:
    room = width_of(font(13), text)
    assert elided(font(13), text, room) == text
    if len(text) > 1:
        assert elided(font(13), text, room - 1).endswith("…")


class Parts(QAbstractListModel):
    """Some rows are headings."""

    def __init__(self, lines: Sequence[int], many: int) -> None:
        super().__init__()
        self.lines, self._many = lines, many

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._many

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> str | None:
        return f"row {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        on = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return on if index.row() in self.lines else Qt.ItemFlag.NoItemFlags


def parted(qtbot: QtBot, lines: Sequence[int], many: int) -> PartedView:
    made = PartedView("agendaList", "Agenda")
    made.setModel(Parts(lines, many))
    made.setProperty("model", made.model())
    qtbot.addWidget(made)
    made.resize(300, 100)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clearFocus()
    return made


def go_in(view: PartedView, qtbot: QtBot) -> None:
    """By keyboard."""
    view.show()
    view.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is view)
    view.setFocus(Qt.FocusReason.TabFocusReason)


LINES, MANY = (1, 2, 4, 6, 7, 8), 9  # 0, 3 and 5 are headings


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (1, K.Key_Down, 2),
        (2, K.Key_Down, 4),
        (4, K.Key_Down, 6),
        (8, K.Key_Down, 8),
        (6, K.Key_Up, 4),
        (1, K.Key_Up, 1),
        (6, K.Key_Home, 1),
        (2, K.Key_End, 8),
        (1, K.Key_PageDown, 4),
        (8, K.Key_PageUp, 6),
        (7, K.Key_PageDown, 8),
    ],
)
def test_keys_walk_the_lines_and_never_stand_on_a_heading(
    app: QApplication, qtbot: QtBot, start: int, key: Qt.Key, end: int
) -> None:
    view = parted(qtbot, LINES, MANY)
    go_in(view, qtbot)
    view.go_to_row(start)
    QTest.keyClick(view, key)
    assert view.currentIndex().row() == end


@pytest.mark.parametrize(("row", "line"), [(-5, 1), (0, 1), (3, 4), (5, 6), (8, 8), (99, 8)])
def test_a_row_that_is_a_heading_means_the_line_below_it(
    app: QApplication, qtbot: QtBot, row: int, line: int
) -> None:
    view = parted(qtbot, LINES, MANY)
    view.go_to_row(row)
    assert view.currentIndex().row() == line


def test_coming_in_by_keyboard_the_first_line_is_current_and_later_the_one_left(
    app: QApplication, qtbot: QtBot
) -> None:
    view = parted(qtbot, LINES, MANY)
    assert not view.currentIndex().isValid()
    go_in(view, qtbot)
    assert view.currentIndex().row() == 1
    view.go_to_row(6)
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.currentIndex().row() == 6


@pytest.mark.parametrize(("step", "line"), [(1, 1), (-1, 1), (3, 4), (99, 8)])
def test_with_no_line_chosen_steps_begin_at_the_first(
    app: QApplication, qtbot: QtBot, step: int, line: int
) -> None:
    view = parted(qtbot, LINES, MANY)
    view.step(step)
    assert view.currentIndex().row() == line


def test_a_list_of_headings_alone_takes_no_key(app: QApplication, qtbot: QtBot) -> None:
    view = parted(qtbot, (), 2)
    view.go_to_row(1)
    for key in (K.Key_Down, K.Key_End, K.Key_PageDown):
        QTest.keyClick(view, key)
    view.step(1)
    assert not view.currentIndex().isValid()


def test_the_heading_of_a_line_comes_into_view_with_it(app: QApplication, qtbot: QtBot) -> None:
    view = parted(qtbot, (1, *range(3, 60)), 60)
    go_in(view, qtbot)
    QTest.keyClick(view, K.Key_End)
    assert view.verticalScrollBar().value() > 0
    QTest.keyClick(view, K.Key_Home)
    assert view.visualRect(view.model().index(0, 0)).top() >= 0


def kept(app: QApplication, qtbot: QtBot) -> tuple[TwoLineList, KeptMarks, Callable[[str], None]]:
    """A list of letters that can be shown anew."""
    made = rows_of(qtbot, *(row(Cell(letter)) for letter in "abcdef"))
    model = made.view.model()
    assert isinstance(model, RowsModel)
    marks = KeptMarks(made, lambda: [cells[1].primary for cells in model.rows])

    def again(letters: str) -> None:
        marks.remember()
        model.show([row(Cell(letter)) for letter in letters])
        marks.restore()

    return made, marks, again


def marked(made: TwoLineList) -> str:
    model = made.view.model()
    assert isinstance(model, RowsModel)
    return "".join(model.rows[at][1].primary for at in made.selected_rows)


@pytest.mark.parametrize(
    ("then", "stays"),
    [("abcdef", "bd"), ("xbyd", "bd"), ("db", "db"), ("acd", "d"), ("xyz", ""), ("", "")],
)
def test_marks_are_of_what_a_row_is_not_of_where_it_stood(
    app: QApplication, qtbot: QtBot, then: str, stays: str
) -> None:
    made, _marks, again = kept(app, qtbot)
    made.mark([1, 3], one_by_one=True)
    again(then)
    assert marked(made) == stays
    assert made.view.marked == len(stays)


def test_marked_one_by_one_they_are_left_alone_by_arrows_afterwards_too(
    app: QApplication, qtbot: QtBot
) -> None:
    made, _marks, again = kept(app, qtbot)
    made.mark([1, 3], one_by_one=True)
    again("abcdef")
    QTest.keyClick(made.view, K.Key_Down)
    assert marked(made) == "bd"


def test_the_current_row_alone_is_no_mark_to_keep(app: QApplication, qtbot: QtBot) -> None:
    made, _marks, again = kept(app, qtbot)
    made.set_current_row(2)
    again("abc")
    assert made.view.marked == 0
    assert not made.view.marking


def test_another_filter_ends_the_marks(app: QApplication, qtbot: QtBot) -> None:
    made, marks, _again = kept(app, qtbot)
    made.mark([1, 3], one_by_one=True)
    model = made.view.model()
    assert isinstance(model, RowsModel)
    marks.remember()
    model.show(model.rows)
    marks.forget()
    marks.restore()
    assert marked(made) == ""
