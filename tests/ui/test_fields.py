"""Fields: what keys, drops and leaving them do, and what they look like."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.look.theme import LIGHT
from mmd_reviewer.ui.widgets.fields import Combo, Field, SearchField, TextArea
from mmd_reviewer.ui.widgets.filter_field import FilterField
from tests.ui.painted_words import has_icon, words

K = Qt.Key
LONG = "Donaudampfschifffahrtsgesellschaft " * 20


@pytest.fixture
def box(app: QApplication, qtbot: QtBot) -> QWidget:
    """A window that has the keyboard, to be filled."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    QVBoxLayout(made)
    return made


def put(box: QWidget, *fields: QWidget) -> None:
    for field in fields:
        layout = box.layout()
        assert layout is not None
        layout.addWidget(field)


def drag(of: QWidget, data: QMimeData) -> bool:
    """Would it take what is dragged over it?"""
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    of.dragEnterEvent(event)
    return event.isAccepted()


@pytest.mark.parametrize("kind", [Field, SearchField, TextArea])
def test_words_may_be_dropped_and_files_are_left_to_the_window(
    box: QWidget, kind: type[Field | TextArea]
) -> None:
    field = kind("reason", "Reason")
    put(box, field)
    of_words, of_files = QMimeData(), QMimeData()
    of_words.setText("a reason")
    of_files.setUrls([QUrl("file:///tmp/requests.csv")])
    of_files.setText("file:///tmp/requests.csv")
    assert drag(field, of_words)
    assert not drag(field, of_files)


@pytest.mark.parametrize("kind", [Field, SearchField, TextArea])
def test_a_field_is_named_for_whoever_cannot_see_it(
    app: QApplication, kind: type[Field | TextArea]
) -> None:
    field = kind("parkReason", "Why it waits", "At least a word")
    assert (field.objectName(), field.accessibleName()) == ("parkReason", "Why it waits")
    assert field.placeholderText() == "At least a word"


def test_a_field_keeps_its_height_where_room_is_short(box: QWidget) -> None:
    fields = [Field(f"f{n}", "x") for n in range(3)]
    put(box, *fields)
    box.resize(200, 40)
    QApplication.processEvents()
    assert {field.height() for field in fields} == {32}


def test_esc_in_a_search_is_its_own_before_any_shortcut(box: QWidget, qtbot: QtBot) -> None:
    field, left = SearchField("quickFilter", "Filter"), [0]
    put(box, field)
    field.left_empty.connect(lambda: left.append(left[-1] + 1))
    field.setFocus()
    QTest.keyClicks(field, "vpn")
    QTest.keyClick(field, K.Key_Escape)
    assert (field.text(), left[-1]) == ("", 0)
    QTest.keyClick(field, K.Key_Escape)
    assert left[-1] == 1
    assert has_icon(field, "search", LIGHT.muted)


def test_a_combo_shows_what_is_chosen_and_asks_where_nothing_is(box: QWidget) -> None:
    combo = Combo("zone", "Time zone")
    put(box, combo)
    assert words(combo) == ["Choose"]
    combo.addItem("Europe/Brussels", "be")
    combo.addItem(LONG, "long")
    combo.setCurrentIndex(0)
    assert words(combo) == ["Europe/Brussels"]
    combo.setCurrentIndex(1)
    (shown,) = words(combo)
    assert shown.endswith("…")
    assert has_icon(combo, "chevron-down", LIGHT.muted)


@pytest.fixture
def area(box: QWidget) -> TextArea:
    made = TextArea("reason", "Reason", lines=3)
    put(box, made, Field("after", "After"))
    made.setFocus()
    return made


def told(area: TextArea) -> list[str]:
    heard: list[str] = []
    area.committed.connect(heard.append)
    return heard


def leave(area: TextArea) -> None:
    QTest.keyClick(area, K.Key_Tab)
    area.setFocus()


def test_a_text_is_told_when_it_is_left_and_only_if_it_is_another(area: TextArea) -> None:
    heard = told(area)
    leave(area)
    QTest.keyClicks(area, "why")
    assert heard == []
    leave(area)
    leave(area)
    area.setPlainText("")
    leave(area)
    assert heard == ["why", ""]


def test_a_text_that_is_shown_is_known_and_one_that_came_back_is_not(area: TextArea) -> None:
    heard = told(area)
    area.set_text("recorded")
    leave(area)
    assert heard == []
    area.set_draft("typed before")
    assert area.toPlainText() == "typed before"
    leave(area)
    assert heard == ["typed before"]


def test_showing_the_same_text_leaves_the_cursor_where_it_is(area: TextArea) -> None:
    QTest.keyClicks(area, "abc")
    cursor = area.textCursor()
    cursor.setPosition(1)
    area.setTextCursor(cursor)
    area.set_text("abc")
    area.set_draft("abc")
    assert area.textCursor().position() == 1
    area.set_text("abcd")
    assert area.toPlainText() == "abcd"


def test_a_menu_over_the_text_does_not_leave_it(area: TextArea) -> None:
    heard = told(area)
    QTest.keyClicks(area, "why")
    menu = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(area, menu)
    assert heard == []
    window = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(area, window)
    assert heard == ["why"]


def test_f9_asks_for_sentences_and_types_nothing(area: TextArea, qtbot: QtBot) -> None:
    with qtbot.waitSignal(area.sentences_wanted):
        QTest.keyClick(area, K.Key_F9)
    assert area.toPlainText() == ""


@pytest.mark.parametrize(
    ("present", "added", "text"),
    [
        ("", "One.", "One."),
        ("Zero.", "One.", "Zero. One."),
        ("Zero. \n\n", "One.", "Zero. One."),
        ("   ", "One.", "One."),
        ("שלום", "עולם", "שלום עולם"),
    ],
)
def test_a_sentence_stands_behind_what_is_there(
    area: TextArea, present: str, added: str, text: str
) -> None:
    area.setPlainText(present)
    area.add(added)
    assert area.toPlainText() == text
    assert area.textCursor().atEnd()


def test_a_text_is_as_high_as_its_lines_and_never_lower(box: QWidget) -> None:
    areas = [TextArea(f"a{n}", "x", lines=n) for n in (1, 3, 6)]
    heights = [area.sizeHint().height() for area in areas]
    line = areas[0].fontMetrics().lineSpacing()
    assert heights == [heights[0], heights[0] + 2 * line, heights[0] + 5 * line]
    assert [area.minimumSizeHint().height() for area in areas] == heights


def test_tab_leaves_a_text_and_types_nothing(area: TextArea) -> None:
    QTest.keyClick(area, K.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "after"
    assert area.toPlainText() == ""


@pytest.fixture
def filter_field(box: QWidget) -> FilterField:
    made = FilterField("quickFilter", "Search")
    put(box, made)
    made.setFocus()
    return made


def noting(field: FilterField) -> list[str]:
    heard: list[str] = []
    field.changed.connect(lambda: heard.append(f"other words: {field.words}"))
    field.entered.connect(lambda: heard.append("into the list"))
    return heard


def test_words_count_once_typing_rests(filter_field: FilterField, qtbot: QtBot) -> None:
    heard = noting(filter_field)
    QTest.keyClicks(filter_field, " vpn ")
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["other words: vpn"]


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Enter, K.Key_Down])
def test_into_the_list_goes_what_was_typed_before_the_keyboard(
    filter_field: FilterField, qtbot: QtBot, key: Qt.Key
) -> None:
    heard = noting(filter_field)
    QTest.keyClicks(filter_field, "vpn")
    QTest.keyClick(filter_field, key)
    assert heard == ["other words: vpn", "into the list"]
    QTest.keyClick(filter_field, key)
    assert heard[2:] == ["into the list"], "the same words are not looked for again"


def test_esc_takes_the_words_away_and_then_goes_into_the_list(
    filter_field: FilterField, qtbot: QtBot
) -> None:
    heard = noting(filter_field)
    QTest.keyClicks(filter_field, "vpn")
    QTest.keyClick(filter_field, K.Key_Escape)
    qtbot.waitUntil(lambda: bool(heard))
    QTest.keyClick(filter_field, K.Key_Escape)
    assert heard == ["other words: ", "into the list"]


def test_words_set_by_the_program_are_told_to_nobody(
    filter_field: FilterField, qtbot: QtBot
) -> None:
    """A saved filter shows its own words; what was typed just before is not looked for after it."""
    heard = noting(filter_field)
    QTest.keyClicks(filter_field, "typed")
    filter_field.set_words("kept")
    qtbot.wait(50)
    QTest.keyClick(filter_field, K.Key_Return)
    assert heard == ["into the list"]
    assert filter_field.words == "kept"
