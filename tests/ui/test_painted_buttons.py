"""Buttons as they are seen and pressed: words, keys, counts, what is on, off, chosen or focused."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mmd_reviewer.ui.look.theme import DARK, LIGHT, Theme, apply_theme, font
from mmd_reviewer.ui.widgets.answers import AnswerButton, RadioRow, StepState, Thread, Variant
from mmd_reviewer.ui.widgets.buttons import (
    CountTab,
    IconButton,
    LinkButton,
    PaintedButton,
    PushButton,
    RailButton,
)
from mmd_reviewer.ui.widgets.came_back import CameBack
from mmd_reviewer.ui.widgets.case_tabs import CaseTabs, PartTab, neighbour
from mmd_reviewer.ui.widgets.painting import width_of
from tests.making import case
from tests.ui.painted_words import has_icon, painted, words

K = Qt.Key
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze für Fortgeschrittene"


def shown(qtbot: QtBot, *buttons: QWidget) -> QWidget:
    """In a window that has the keyboard."""
    made = QWidget()
    line = QHBoxLayout(made)
    for button in buttons:
        line.addWidget(button)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


def ground(button: QWidget, at: tuple[int, int] = (4, 8)) -> QColor:
    return button.grab().toImage().pixelColor(*at)


MAKES: dict[str, Callable[[str], PaintedButton]] = {
    "push": lambda label: PushButton(label, "b", icon="plus", key="Ctrl+I"),
    "link": lambda label: LinkButton(label, "b"),
    "tab": lambda label: CountTab("plus", label, "b"),
    "answer": lambda label: AnswerButton(label, "b", key="Y"),
    "row": lambda label: RadioRow(label, "b", "needs a reason"),
}


@pytest.mark.parametrize("kind", MAKES)
@pytest.mark.parametrize("label", ["OK", LONG, "דחייה", "R&D <b>"])
def test_no_word_of_a_button_is_cut_or_swallowed(
    app: QApplication, qtbot: QtBot, kind: str, label: str
) -> None:
    button = MAKES[kind](label)
    qtbot.addWidget(button)
    button.resize(button.minimumSizeHint())
    drawn = painted(button)
    assert label in [word.text for word in drawn]
    for word in drawn:
        assert word.left >= 0
        assert word.left + width_of(font(12), word.text) <= button.width()
    assert label in button.accessibleName()
    assert button.text() == label.replace("&", "&&"), "no access key comes of data"


@pytest.mark.parametrize(
    ("kind", "enabled", "words_in", "fill"),
    [
        ("normal", True, "text", "surface"),
        ("primary", True, "on_accent", "accent"),
        ("normal", False, "muted", "alternate"),
        ("primary", False, "muted", "alternate"),
    ],
)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_what_can_be_pressed_is_told_from_what_cannot(
    app: QApplication,
    qtbot: QtBot,
    theme: Theme,
    kind: str,
    enabled: bool,
    words_in: str,
    fill: str,
) -> None:
    apply_theme(app, theme)
    button = PushButton("Decide", "b", kind="primary" if kind == "primary" else "normal")
    _kept = shown(qtbot, button)
    button.clearFocus()
    button.setEnabled(enabled)
    assert [(word.text, word.ink) for word in painted(button)] == [
        ("Decide", theme.hex(words_in).lower())
    ]
    assert ground(button) == theme.color(fill)
    apply_theme(app, LIGHT)


def test_a_chosen_button_has_the_selection_and_the_edge_of_accent(
    app: QApplication, qtbot: QtBot
) -> None:
    button = PushButton("Month", "b")
    button.setCheckable(True)
    _kept = shown(qtbot, button)
    button.clearFocus()
    assert ground(button) == LIGHT.color("surface")
    button.setChecked(True)
    assert ground(button) == LIGHT.color("selection")
    assert ground(button, (0, 16)) == LIGHT.color("accent")


@pytest.mark.parametrize("kind", ["normal", "primary", "flat"])
def test_the_keyboard_is_seen_on_every_kind_of_button(
    app: QApplication, qtbot: QtBot, kind: str
) -> None:
    button = PushButton("Go", "b", kind=kind)  # type: ignore[arg-type]  # a row of the table
    other = PushButton("Other", "o")
    _kept = shown(qtbot, button, other)
    other.setFocus()
    bare = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != bare
    if kind == "primary":
        assert ground(button, (2, 16)) == LIGHT.color("on_accent"), "accent on accent is not seen"


def test_a_key_hint_can_change_and_go(app: QApplication, qtbot: QtBot) -> None:
    button = PushButton("Park", "b", key="P")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    assert (words(button), button.accessibleDescription()) == (["Park", "P"], "Key P")
    button.set_key("Ctrl+Shift+F12")
    assert button.sizeHint().width() > wide
    assert button.accessibleDescription() == "Key Ctrl+Shift+F12"
    button.set_key("")
    assert (words(button), button.accessibleDescription()) == (["Park"], "")
    assert button.sizeHint().width() < wide


def test_other_words_are_seen_spoken_and_have_room(app: QApplication, qtbot: QtBot) -> None:
    button = PushButton("Park", "b")
    qtbot.addWidget(button)
    narrow = button.sizeHint().width()
    button.set_label("Park A-0001 & 2 more")
    assert button.label == "Park A-0001 & 2 more"
    assert words(button) == ["Park A-0001 & 2 more"]
    assert button.accessibleName() == "Park A-0001 & 2 more"
    assert button.sizeHint().width() > narrow


@pytest.mark.parametrize(
    ("key", "held", "presses"),
    [
        (K.Key_Return, Qt.KeyboardModifier.NoModifier, 1),
        (K.Key_Enter, Qt.KeyboardModifier.KeypadModifier, 1),
        (K.Key_Space, Qt.KeyboardModifier.NoModifier, 1),
        (K.Key_Return, Qt.KeyboardModifier.ControlModifier, 0),
        (K.Key_Return, Qt.KeyboardModifier.ShiftModifier, 0),
        (K.Key_A, Qt.KeyboardModifier.NoModifier, 0),
    ],
)
def test_enter_alone_presses_and_ctrl_enter_is_left_to_the_view(
    app: QApplication, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, presses: int
) -> None:
    button = PushButton("Go", "b")
    _kept = shown(qtbot, button)
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus()
    QTest.keyClick(button, key, held)
    assert len(pressed) == presses
    button.setEnabled(False)
    QTest.keyClick(button, key, held)
    assert len(pressed) == presses, "nothing that is off is pressed"


def test_a_click_leaves_the_keyboard_where_it_was(app: QApplication, qtbot: QtBot) -> None:
    button, row = PushButton("Go", "b"), RadioRow("Approve", "r")
    _kept = shown(qtbot, button, row)
    row.setFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert row.hasFocus()


def test_an_icon_button_says_in_words_what_it_does(app: QApplication, qtbot: QtBot) -> None:
    button = IconButton("x", "Close <this>", "b")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    assert button.accessibleName() == "Close <this>"
    assert "&lt;this&gt;" in button.toolTip()
    assert has_icon(button, "x", LIGHT.muted)
    button.set_icon("check")
    assert has_icon(button, "check", LIGHT.muted)
    assert button.minimumSizeHint().width() >= 24


@pytest.mark.parametrize(
    ("count", "alert", "spoken", "seen", "ink"),
    [
        (None, False, "Queue", [], "muted"),
        (0, False, "Queue, 0", ["0"], "muted"),
        (1, True, "Queue, 1", ["1"], "broken"),
        (12345, False, "Queue, 12345", ["12,345"], "muted"),
    ],
)
def test_a_line_of_the_rail_counts(
    app: QApplication,
    qtbot: QtBot,
    count: int | None,
    alert: bool,
    spoken: str,
    seen: list[str],
    ink: str,
) -> None:
    button = RailButton("inbox", "Queue", "rail_queue")
    qtbot.addWidget(button)
    button.resize(200, 34)
    button.set_count(7)
    button.set_count(count, alert)
    assert (button.accessibleName(), button.count) == (spoken, count)
    label, *figures = painted(button)
    assert label.text == "Queue"
    assert [word.text for word in figures] == seen
    assert {word.ink for word in figures} <= {LIGHT.hex(ink).lower()}
    assert {word.weight for word in figures} <= {600 if alert else 400}


def test_a_click_on_the_rail_does_not_choose_the_place_by_itself(
    app: QApplication, qtbot: QtBot
) -> None:
    button = RailButton("inbox", "Queue", "rail_queue")
    _kept = shown(qtbot, button)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isChecked()
    button.setChecked(True)
    assert painted(button)[0].weight == 600
    assert has_icon(button, "inbox", LIGHT.accent)


@pytest.mark.parametrize(("number", "seen"), [(0, "0"), (1, "1"), (1234567, "1,234,567")])
def test_a_counter_has_room_for_its_number(
    app: QApplication, qtbot: QtBot, number: int, seen: str
) -> None:
    tab = CountTab("plus", "new", "t", tone="good", number_tone="broken")
    qtbot.addWidget(tab)
    tab.set_number(number)
    tab.resize(tab.sizeHint())
    figure, label = painted(tab)
    assert (figure.text, figure.ink, label.text) == (seen, LIGHT.broken.lower(), "new")
    assert figure.left + width_of(font(15, 600), seen) < label.left
    assert tab.accessibleName() == f"{number} new"
    assert has_icon(tab, "plus", LIGHT.good)


@pytest.mark.parametrize(
    ("variant", "shape", "tone"),
    [
        ("neutral", "check", "accent"),
        ("good", "check", "good"),
        ("attention", "circle-question-mark", "attention"),
        ("broken", "circle-x", "broken"),
    ],
)
def test_an_answer_is_told_by_shape_and_word_not_by_colour_alone(
    app: QApplication, qtbot: QtBot, variant: Variant, shape: str, tone: str
) -> None:
    answer = AnswerButton("Broken", "b", key="B", variant=variant)
    qtbot.addWidget(answer)
    answer.resize(answer.sizeHint())
    assert has_icon(answer, "circle", LIGHT.muted, 14)
    assert not has_icon(answer, shape, LIGHT.hex(tone))
    answer.setChecked(True)
    assert has_icon(answer, shape, LIGHT.hex(tone))
    assert [(word.text, word.weight) for word in painted(answer)] == [("Broken", 600), ("B", 400)]
    assert answer.accessibleDescription() == "Key B"


def test_an_answer_is_never_narrower_than_its_neighbours(app: QApplication) -> None:
    tall, low = AnswerButton("No", "n"), AnswerButton("No", "n", low=True)
    assert (tall.sizeHint().width(), low.sizeHint().width()) == (104, 100)
    assert tall.sizeHint().height() > low.sizeHint().height() >= 24
    assert AnswerButton(LONG, "n").sizeHint().width() > 300


def test_a_row_that_cannot_be_chosen_keeps_its_reason_readable(
    app: QApplication, qtbot: QtBot
) -> None:
    row = RadioRow("Approve", "r", "likely")
    qtbot.addWidget(row)
    row.resize(row.sizeHint())
    row.set_hint("stability is unknown", enabled=False)
    row.resize(row.sizeHint())
    assert [(word.text, word.ink) for word in painted(row)] == [
        ("Approve", LIGHT.muted.lower()),
        ("stability is unknown", LIGHT.muted.lower()),
    ]
    assert (row.hint, row.accessibleDescription()) == ("stability is unknown",) * 2
    row.set_hint("")
    assert row.isEnabled()
    row.setChecked(True)
    assert painted(row)[0].weight == 600


@pytest.mark.parametrize(
    ("state", "ink"),
    [("done", "text"), ("active", "on_accent"), ("locked", "muted"), ("confirm", "attention")],
)
def test_the_number_of_a_step_shows_how_far_it_is(
    app: QApplication, qtbot: QtBot, state: StepState, ink: str
) -> None:
    thread = Thread(3)
    qtbot.addWidget(thread)
    thread.resize(24, 90)
    thread.set_state(state)
    assert [(word.text, word.ink) for word in painted(thread)] == [("3", LIGHT.hex(ink).lower())]
    filled = LIGHT.color("accent") if state == "active" else None
    assert (ground(thread, (12, 4)) == LIGHT.color("accent")) is (filled is not None)


def test_the_line_runs_from_each_step_to_the_next_and_not_beyond_the_last(
    app: QApplication, qtbot: QtBot
) -> None:
    one, last = Thread(1), Thread(4, last=True)
    for thread in (one, last):
        qtbot.addWidget(thread)
        thread.resize(24, 90)
    assert ground(one, (12, 60)) == LIGHT.color("edge")
    assert ground(last, (12, 60)) != LIGHT.color("edge")


def test_entries_that_came_back_say_so_and_can_be_let_go(app: QApplication, qtbot: QtBot) -> None:
    line = CameBack("startAfresh")
    window = shown(qtbot, line)
    assert window.isVisible()
    assert not line.isVisible()
    line.show()
    with qtbot.waitSignal(line.afresh):
        line.link.click()
    assert line.link.label == "Start afresh"
    assert "let go" in line.link.accessibleDescription()


def test_parts_of_a_case_follow_one_another_in_a_ring() -> None:
    order = ["page"]
    for _ in range(5):
        order.append(neighbour(order[-1], 1))
    assert order == ["page", "assessment", "letters", "devices", "history", "page"]
    assert [neighbour(part, -1) for part in order[1:]] == order[:-1]


def test_a_part_asked_for_is_told_and_the_tab_waits_until_it_is_shown(
    app: QApplication, qtbot: QtBot
) -> None:
    tabs = CaseTabs("page", "Ctrl+Tab")
    qtbot.addWidget(tabs)
    parts = {tab.label: tab for tab in tabs.findChildren(PartTab)}
    wanted: list[str] = []
    tabs.wanted.connect(wanted.append)
    parts["Letters"].click()
    assert wanted == ["letters"]
    assert [label for label, tab in parts.items() if tab.isChecked()] == ["Page"]
    tabs.show_part("letters")
    assert [label for label, tab in parts.items() if tab.isChecked()] == ["Letters"]
    assert [word.weight for word in painted(parts["Letters"])] == [600]


def test_parts_say_how_much_they_hold(app: QApplication, qtbot: QtBot) -> None:
    tabs = CaseTabs("page")
    qtbot.addWidget(tabs)
    tabs.show_case(case())
    spoken = [tab.accessibleName() for tab in tabs.findChildren(PartTab)]
    assert spoken == ["Page", "Assessment", "Letters, 0", "Devices, 0", "History, 1"]
    tab = tabs.findChildren(PartTab)[2]
    narrow = tab.sizeHint().width()
    tab.set_number(1234)
    tab.resize(tab.sizeHint())
    assert words(tab) == ["Letters", "1,234"]
    assert tab.sizeHint().width() > narrow


def test_a_link_is_underlined_only_under_the_pointer(app: QApplication, qtbot: QtBot) -> None:
    link = LinkButton("Change", "l")
    _kept = shown(qtbot, link)
    bare = link.grab().toImage()
    QTest.mouseMove(link, QPoint(5, 10))
    link.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert link.grab().toImage() != bare
    link.setEnabled(False)
    assert painted(link)[0].ink == LIGHT.muted.lower()
    assert link.sizeHint().height() >= 24
