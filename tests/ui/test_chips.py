"""Chips and choices alone: what is shown, spoken and offered; what keys, clicks and letters do."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from mmd_reviewer.ui.look.theme import LIGHT, font
from mmd_reviewer.ui.widgets.chip import Chip
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.painting import width_of
from mmd_reviewer.ui.widgets.tick import Tick
from tests.ui.painted_words import has_icon, painted, words

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton
STATES = [("new", "New"), ("parked", "Parked"), ("r&d", "R&D <b>")]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenknopf"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def chip(app: QApplication, parent: QWidget) -> Iterator[Chip]:
    made = Chip("State", "chipState", STATES)
    made.setParent(parent)
    made.show()
    fit(made)
    yield made
    for menu in made.findChildren(QMenu):
        menu.close()


def fit(widget: QWidget) -> None:
    widget.resize(widget.sizeHint())


def heard(chip: Chip) -> list[str]:
    found: list[str] = []
    chip.activated.connect(found.append)
    chip.cleared.connect(lambda: found.append("cleared"))
    return found


def test_a_chip_without_a_value_offers_and_one_with_a_value_can_be_cleared(chip: Chip) -> None:
    assert words(chip) == ["State", "Any"]
    assert has_icon(chip, "chevron-down", LIGHT.muted, 14)
    assert (chip.accessibleName(), chip.accessibleDescription()) == ("State: Any", "Enter chooses")
    chip.set_value("parked")
    fit(chip)
    assert words(chip) == ["State", "Parked"]
    assert has_icon(chip, "x", LIGHT.text, 14)
    assert (chip.accessibleName(), chip.accessibleDescription()) == (
        "State: Parked",
        "Enter chooses, Delete clears",
    )


@pytest.mark.parametrize(
    ("code", "given", "shown"),
    [
        ("r&d", "", "R&D <b>"),
        ("2027-03", "Mar 2027", "Mar 2027"),
        ("unheard", "", "unheard"),
        ("x", LONG, LONG),
        ("", "", "Any"),
    ],
)
def test_a_value_is_shown_in_words_whole(chip: Chip, code: str, given: str, shown: str) -> None:
    told = heard(chip)
    chip.set_value(code, given)
    fit(chip)
    assert (chip.code, chip.value, words(chip)[1]) == (code, shown, shown)
    value = painted(chip)[1]
    assert value.left + width_of(font(12, 600), shown) < chip.width() - 20
    assert told == []


def test_the_menu_ticks_what_is_set_and_taking_it_again_tells_nobody(chip: Chip) -> None:
    told = heard(chip)
    chip.set_value("parked")
    lines = chip.menu().actions()
    assert [(line.text(), line.isChecked()) for line in lines] == [
        ("Any", False),
        ("New", False),
        ("Parked", True),
        ("R&&D <b>", False),
    ]
    lines[2].trigger()
    assert told == []
    lines[1].trigger()
    lines[0].trigger()
    assert told == ["new", "cleared"]
    assert chip.code == ""


@pytest.mark.parametrize("key", [K.Key_Down, K.Key_Return, K.Key_Space])
def test_keys_open_the_menu(chip: Chip, key: Qt.Key) -> None:
    QTest.keyClick(chip, key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.objectName() == "chipStateMenu"


@pytest.mark.parametrize("key", [K.Key_Delete, K.Key_Backspace])
def test_keys_clear_only_what_is_set(chip: Chip, key: Qt.Key) -> None:
    told = heard(chip)
    QTest.keyClick(chip, key)
    assert told == []
    chip.set_value("new")
    QTest.keyClick(chip, key)
    assert (told, chip.value) == (["cleared"], "Any")


def test_a_click_on_the_x_clears_and_one_drawn_away_from_it_does_not(chip: Chip) -> None:
    told = heard(chip)
    chip.set_value("new")
    fit(chip)
    x = QPoint(chip.width() - 12, 14)
    QTest.mousePress(chip, LEFT, pos=x)
    QTest.mouseRelease(chip, LEFT, pos=QPoint(-20, -20))
    assert told == []
    QTest.mouseClick(chip, LEFT, pos=x)
    assert told == ["cleared"]
    assert QApplication.activePopupWidget() is None


def test_a_chip_that_offers_nothing_opens_nothing(chip: Chip) -> None:
    chip.set_choices([])
    chip.click()
    assert QApplication.activePopupWidget() is None
    chip.set_choices(STATES[:1])
    assert [line.text() for line in chip.menu().actions()] == ["Any", "New"]


BRINGS = [("up", "Upgrade"), ("un", "Unknown"), ("ot", "Other"), ("ae", "Ärger")]


@pytest.fixture
def choice(app: QApplication, parent: QWidget) -> Iterator[Choice]:
    made = Choice("It brings", "brings", BRINGS)
    made.setParent(parent)
    made.resize(200, 32)
    made.show()
    yield made
    for menu in made.findChildren(QMenu):
        menu.close()


def told(choice: Choice) -> list[str]:
    found: list[str] = []
    choice.chosen.connect(found.append)
    return found


def test_a_choice_shows_what_is_chosen_and_muted_that_nothing_is(choice: Choice) -> None:
    assert [(word.text, word.ink) for word in painted(choice)] == [
        ("Not given", LIGHT.muted.lower())
    ]
    assert choice.accessibleName() == "It brings: Not given"
    choice.set_code("ot")
    assert [(word.text, word.ink) for word in painted(choice)] == [("Other", LIGHT.text.lower())]
    assert (choice.words, choice.accessibleName()) == ("Other", "It brings: Other")


def test_a_code_that_is_not_offered_is_shown_as_it_is(choice: Choice) -> None:
    choice.set_code("older")
    assert (choice.code, choice.words) == ("older", "older")
    QTest.keyClick(choice, K.Key_U)
    assert choice.code == "up", "a letter begins at the top then"


def test_long_words_are_cut_beside_the_chevron(app: QApplication, parent: QWidget) -> None:
    made = Choice("x", "x", [("a", LONG)])
    made.setParent(parent)
    made.set_code("a")
    made.resize(150, 32)
    (word,) = painted(made)
    assert word.text.endswith("…")
    assert word.left + width_of(font(13), word.text) <= 150 - 30
    assert made.accessibleName().endswith(LONG)


def test_a_letter_goes_to_the_next_that_begins_with_it_round_and_round(choice: Choice) -> None:
    chosen = told(choice)
    for key in (K.Key_U, K.Key_U, K.Key_U, K.Key_O, K.Key_Z, K.Key_N):
        QTest.keyClick(choice, key)
    assert chosen == ["up", "un", "up", "ot", ""]
    assert choice.words == "Not given"


def test_a_letter_with_control_is_left_to_the_window(choice: Choice) -> None:
    chosen = told(choice)
    QTest.keyClick(choice, K.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert chosen == []


@pytest.mark.parametrize("key", [K.Key_Down, K.Key_Return, K.Key_Space])
def test_its_choices_open_with_the_present_one_ticked(choice: Choice, key: Qt.Key) -> None:
    choice.set_code("un")
    QTest.keyClick(choice, key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [line.text() for line in menu.actions()] == [
        "Not given",
        "Upgrade",
        "Unknown",
        "Other",
        "Ärger",
    ]
    assert [line.text() for line in menu.actions() if line.isChecked()] == ["Unknown"]
    chosen = told(choice)
    QTest.keyClick(menu, K.Key_Down)
    QTest.keyClick(menu, K.Key_Return)
    assert chosen == ["ot"]


def test_what_must_be_chosen_cannot_be_taken_back_by_a_letter(
    app: QApplication, parent: QWidget
) -> None:
    made = Choice("x", "x", BRINGS, empty="None yet", clearable=False)
    made.setParent(parent)
    assert words(made) == ["None yet"]
    QTest.keyClick(made, K.Key_N)
    assert made.code == ""
    assert "None yet" not in [line.text() for line in made.menu().actions()]


@pytest.fixture
def tick(app: QApplication, parent: QWidget) -> Tick:
    made = Tick("Research & development", "tick")
    made.setParent(parent)
    made.resize(300, 26)
    made.show()
    return made


def test_a_tick_says_its_words_whole_where_there_is_room(tick: Tick) -> None:
    assert words(tick) == ["Research & development"]
    tick.set_words("R&D")
    assert (words(tick), tick.accessibleName()) == (["R&D"], "R&D")
    tick.set_words(LONG)
    tick.resize(120, 26)
    assert words(tick)[0].endswith("…")


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        (Qt.CheckState.Unchecked, ""),
        (Qt.CheckState.Checked, "check"),
        (Qt.CheckState.PartiallyChecked, "minus"),
    ],
)
def test_a_tick_in_part_is_a_shape_of_its_own(tick: Tick, state: Qt.CheckState, sign: str) -> None:
    tick.setTristate(True)
    tick.setCheckState(state)
    shown = [name for name in ("check", "minus") if has_icon(tick, name, LIGHT.on_accent, 12)]
    assert shown == ([sign] if sign else [])
    tick.setEnabled(False)
    assert not [name for name in ("check", "minus") if has_icon(tick, name, LIGHT.on_accent, 12)]
    assert painted(tick)[0].ink == LIGHT.muted.lower()
