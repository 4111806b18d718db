"""Keys pressed faster than things open: each means what it would have meant a moment later."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.commands.palette import Palette
from mmd_reviewer.ui.commands.palette_list import PaletteCase
from mmd_reviewer.ui.commands.type_ahead import TypeAhead
from tests.making import DAY, new_desk, receive
from tests.ui.dialogs import choose, is_open
from tests.ui.running import Running, words

K, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T", customer=f"Customer {n}", timeline="9 months")
    return desk


def test_the_answers_to_a_case_that_is_still_read_are_all_its_own(
    window: Running, desk: Desk
) -> None:
    """None of them is lost, or the next one would answer another factor."""
    choose(window, "A-0002")
    window.hurry(K.Key_Return, K.Key_N, K.Key_N, K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y)
    answers = desk.case("A-0002").answers
    assert set(answers.factors.values()) == {"no"}
    assert answers.findings == dict.fromkeys(
        ("security", "cost", "operations", "stability"), "holds"
    )
    assert window.shown() == "assessment"


def test_from_the_list_to_the_letter_without_waiting(window: Running, desk: Desk) -> None:
    """Nine keys as fast as they can be pressed: open, answer, decide, issue."""
    choose(window, "A-0002")
    window.hurry(K.Key_Return, K.Key_N, K.Key_N, K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y, rest=False)
    window.hurry(K.Key_Return, K.Key_Return, control=True)
    case = desk.case("A-0002")
    assert state(case, DAY) == "approved"
    assert [letter.record.kind for letter in case.letters] == ["approved"]


def test_words_typed_before_the_dialog_is_there_stand_in_it(window: Running, desk: Desk) -> None:
    choose(window, "A-0002")
    window.hurry(K.Key_P, "Vendor replies by then", K.Key_Tab, "+14", K.Key_Return)
    case = desk.case("A-0002")
    assert state(case, DAY) == "parked"
    assert case.parked is not None
    assert case.parked.reason == "Vendor replies by then"


def test_enter_in_the_palette_is_for_what_was_typed(window: Running, desk: Desk) -> None:
    """Not for what had been found for fewer letters, nor for nothing."""
    window.hurry(K.Key_K, control=True, rest=False)
    window.hurry("A-0003", K.Key_Return, K.Key_N)
    assert len(desk.case("A-0003").answers.factors) == 1


def test_a_command_typed_in_the_palette_waits_for_no_search(window: Running) -> None:
    box = window.program.window.palette_box
    box.search.cases = lambda text, found: None  # it looks for ever
    window.hurry(K.Key_K, control=True, rest=False)
    window.hurry("New request", K.Key_Return)
    assert not box.isVisible()
    assert is_open("newRequest")


def test_a_line_chosen_by_arrows_stays_chosen_when_more_is_found(window: Running) -> None:
    box = window.program.window.palette_box
    answers = []
    box.search.cases = lambda text, found: answers.append(found)
    box.open("case")
    window.hurry(K.Key_Down)
    chosen = current(box)
    answers[-1]([PaletteCase("A-0001", "In any case", "Contoso", "New")])
    assert current(box) == chosen != ""


def current(box: Palette) -> str:
    """The line of the palette that Enter would run."""
    return box.card.model.rows[box.card.rows.currentIndex().row()].text


def test_escape_lets_go_of_what_waits(window: Running, desk: Desk) -> None:
    choose(window, "A-0002")
    window.hurry(K.Key_Return, K.Key_N, K.Key_N, K.Key_Escape)
    assert desk.case("A-0002").answers.factors == {}


def test_what_opens_too_late_is_not_answered_and_says_so(window: Running) -> None:
    ahead = window.program.window.findChild(TypeAhead)
    assert isinstance(ahead, TypeAhead)
    window.program.registry.holding.hold("something", True)
    QTest.keyClick(window.program.window.windowHandle(), K.Key_N, CONTROL)
    ahead.let_go()
    assert words(window) == "It takes long to open; the keys pressed meanwhile did nothing."
    window.program.registry.holding.hold("something", False)
    window.settle()
    assert not is_open("newRequest")
