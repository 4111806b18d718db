"""Painted controls by real keys and clicks."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.look.theme import DARK, LIGHT, SEMIBOLD, apply_theme, font
from mmd_reviewer.ui.widgets.answers import AnswerButton, RadioRow
from mmd_reviewer.ui.widgets.buttons import CountTab, PushButton, RailButton
from mmd_reviewer.ui.widgets.chip import Chip
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.fields import Field, SearchField, TextArea
from mmd_reviewer.ui.widgets.labels import ElidedLabel, KeyValue, Label, column_of
from mmd_reviewer.ui.widgets.panes import Pane
from mmd_reviewer.ui.widgets.tick import BOX, INSET, Tick

KEY = Qt.Key


def host(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    for widget in widgets:
        box.addWidget(widget)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def test_enter_and_space_press_a_button(qtbot: QtBot, app: QApplication) -> None:
    button = PushButton("Import", "import", key="Ctrl+I")
    _kept = host(qtbot, button)
    button.setFocus()
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(button, KEY.Key_Return)
    QTest.keyClick(button, KEY.Key_Space)
    assert pressed == [1, 1]


def test_an_ampersand_in_data_is_no_access_key(qtbot: QtBot, app: QApplication) -> None:
    button = PushButton("R&D filter", "b")
    _kept = host(qtbot, button)
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "R&D filter"


def test_a_button_that_is_off_says_why(app: QApplication, qtbot: QtBot) -> None:
    button = PushButton("Decide", "decide")
    qtbot.addWidget(button)
    button.set_reason("Stability is unknown")
    assert not button.isEnabled()
    assert button.toolTip() == "Stability is unknown"
    button.set_reason("")
    assert button.isEnabled()


def test_answers_exclude_each_other_by_keys(qtbot: QtBot, app: QApplication) -> None:
    row = QWidget()
    line, group = QHBoxLayout(row), QButtonGroup(row)
    answers = [
        AnswerButton(word, f"factor3{word}", key=word[0]) for word in ("Yes", "No", "Unknown")
    ]
    for answer in answers:
        line.addWidget(answer)
        group.addButton(answer)
    _kept = host(qtbot, row)
    answers[0].setFocus()
    QTest.keyClick(answers[0], KEY.Key_Space)
    assert [answer.isChecked() for answer in answers] == [True, False, False]
    QTest.keyClick(answers[0], KEY.Key_Right)
    focused = app.focusWidget()
    assert focused is answers[1]
    QTest.keyClick(focused, KEY.Key_Return)
    assert [answer.isChecked() for answer in answers] == [False, True, False]


def test_a_decision_row_that_is_off_cannot_be_chosen(qtbot: QtBot, app: QApplication) -> None:
    row = RadioRow("Approve", "approve", "needs a reason")
    _kept = host(qtbot, row)
    row.set_hint("stability unknown", enabled=False)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert not row.isChecked()
    assert row.accessibleDescription() == "stability unknown"


def test_a_chip_chooses_and_clears(qtbot: QtBot, app: QApplication) -> None:
    chip = Chip("State", "chipState", [("new", "New"), ("parked", "Parked")])
    _kept = host(qtbot, chip)
    heard: list[str] = []
    chip.activated.connect(heard.append)
    chip.cleared.connect(lambda: heard.append("cleared"))
    chip.setFocus()
    menu = chip.menu()
    menu.actions()[2].trigger()
    assert (chip.code, chip.accessibleName()) == ("parked", "State: Parked")
    QTest.keyClick(chip, KEY.Key_Delete)
    assert (chip.code, chip.accessibleName()) == ("", "State: Any")
    chip.set_value("new")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, 14))
    assert heard == ["parked", "cleared", "cleared"]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_click_on_a_chip_offers_its_choices(qtbot: QtBot, app: QApplication) -> None:
    chip = Chip("State", "chipState", [("new", "New")])
    _kept = host(qtbot, chip)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 14))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, KEY.Key_Down)  # it opens at what is chosen, “Any”
    QTest.keyClick(popup, KEY.Key_Return)
    assert chip.code == "new"


def test_esc_clears_the_search_then_leaves(qtbot: QtBot, app: QApplication) -> None:
    field = SearchField("quickFilter", "Filter")
    _kept = host(qtbot, field)
    field.setFocus()
    QTest.keyClicks(field, "vpn")
    QTest.keyClick(field, KEY.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left_empty):
        QTest.keyClick(field, KEY.Key_Escape)


def test_tab_leaves_a_text_and_commits_it_once(qtbot: QtBot, app: QApplication) -> None:
    area, after = TextArea("reason", "Reason"), Field("after", "After")
    _kept = host(qtbot, area, after)
    heard: list[str] = []
    area.committed.connect(heard.append)
    area.setFocus()
    QTest.keyClicks(area, "why")
    QTest.keyClick(area, KEY.Key_Tab)
    assert app.focusWidget() is after
    area.setFocus()
    after.setFocus()
    assert heard == ["why"]


def test_texts_are_never_markup(qtbot: QtBot, app: QApplication) -> None:
    values = KeyValue()
    values.set_rows([("Requirement", "<b>bold</b>", "<i>x</i>")])
    _kept = host(qtbot, values, Label("<b>x</b>"), ElidedLabel("<b>x</b>"))
    texts = [label for label in app.allWidgets() if isinstance(label, Label | ElidedLabel)]
    assert texts
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in texts)


def test_rows_replaced_are_gone(qtbot: QtBot, app: QApplication) -> None:
    values = KeyValue()
    _kept = host(qtbot, values)
    values.set_rows([("A", "one", "")])
    values.set_rows([("B", "two", "")])
    assert [label.text() for label in values.findChildren(Label) if label.isVisible()] == [
        "B",
        "two",
    ]


def test_what_is_put_off_never_comes_to_a_pane_that_is_gone(
    qtbot: QtBot, app: QApplication
) -> None:
    """A view that is closed while it is laid out is no mistake of the program."""
    pane = Pane("pane", "Pane", "window")
    pane.fill(column_of(Field("field", "Field")))
    pane.show()
    qtbot.waitExposed(pane)
    pane.eventFilter(pane, QEvent(QEvent.Type.Resize))
    pane.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as found:
        qtbot.wait(1)
    assert found == []


def test_counts_are_spoken(qtbot: QtBot, app: QApplication) -> None:
    rail, tab = RailButton("inbox", "Queue", "rail_queue"), CountTab("plus", "new", "tabNew")
    _kept = host(qtbot, rail, tab)
    rail.set_count(42)
    tab.set_number(1234)
    assert (rail.accessibleName(), tab.accessibleName()) == ("Queue, 42", "1234 new")


def test_an_empty_state_gives_the_focus_to_its_first_button(
    qtbot: QtBot, app: QApplication
) -> None:
    state, button = EmptyState("No requests yet", "Import a file."), PushButton("Import", "import")
    _kept = host(qtbot, state)
    state.set_buttons([button, PushButton("Enter by hand", "new")])
    state.setFocus()
    assert app.focusWidget() is button


def test_nothing_painted_is_narrower_than_its_words(app: QApplication, qtbot: QtBot) -> None:
    button = PushButton("Ask for details", "ask", kind="primary", key="Ctrl+Enter")
    qtbot.addWidget(button)
    assert button.sizeHint().width() > QFontMetrics(font()).horizontalAdvance(
        "Ask for details Ctrl+Enter"
    )
    assert font(13, SEMIBOLD).pixelSize() == 13


def test_a_tick_is_seen_on_light_and_dark_and_shows_the_keyboard(
    qtbot: QtBot, app: QApplication
) -> None:
    """The empty box has the edge of a field, the ticked one the accent;
    words and box can be clicked.
    """
    tick = Tick("Research & development", "tick")
    made = host(qtbot, tick)
    made.setFixedWidth(600)
    assert tick.accessibleName() == "Research & development"
    top = (tick.height() - BOX) // 2
    for theme in (DARK, LIGHT):
        apply_theme(app, theme)
        tick.setChecked(False)
        edge = tick.grab().toImage().pixelColor(INSET + BOX // 2, top)
        assert edge == theme.color("field_edge")
        tick.setChecked(True)
        assert tick.grab().toImage().pixelColor(INSET + 2, top + BOX - 3) == theme.color("accent")
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(60, tick.height() // 2))
    assert not tick.isChecked()
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.sizeHint().width() + 40, 4))
    assert not tick.isChecked()
    tick.clearFocus()
    before = tick.grab().toImage()
    tick.setFocus()
    assert tick.grab().toImage() != before
    QTest.keyClick(tick, KEY.Key_Space)
    assert tick.isChecked()
    tick.setEnabled(False)
    assert tick.grab().toImage() != before
    made.setFixedWidth(90)
    assert tick.minimumSizeHint().width() < 90


@pytest.mark.parametrize(("clearable", "first"), [(True, "Not given"), (False, "Upgrade")])
def test_what_must_be_chosen_offers_no_empty_choice(
    qtbot: QtBot, app: QApplication, clearable: bool, first: str
) -> None:
    choice = Choice("It brings", "brings", [("a", "Upgrade"), ("b", "Other")], clearable=clearable)
    _kept = host(qtbot, choice)
    menu = choice.menu()
    assert menu.actions()[0].text() == first
    menu.triggered.emit(menu.actions()[-1])
    assert (choice.code, choice.accessibleName()) == ("b", "It brings: Other")
    choice.setFocus()
    QTest.keyClick(choice, KEY.Key_U)
    assert choice.words == "Upgrade"
    menu.close()
