"""Undo says what it takes back, takes back only what this window did,
and shows it there (rule C7).
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mmd_reviewer.services import assessment, request_queue
from mmd_reviewer.services.desk import Desk
from tests.making import new_desk, receive
from tests.ui.dialogs import choose, chord, is_open
from tests.ui.running import Running, child, words

K = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T", customer=f"Customer {n}")
    request_queue.note(desk, desk.case("A-0003"), "Of an earlier day.")
    return desk


def assess(window: Running, number: str) -> None:
    window.desk_window.open_case("assessment", number)
    window.settle()


def test_c7_undo_says_what_it_takes_back_and_shows_it_there(window: Running, desk: Desk) -> None:
    """C7: the answer was given on A-0001, A-0003 is shown:
    what is taken back is named before and after, and shown.
    """
    assess(window, "A-0001")
    window.press(K.Key_N)
    assess(window, "A-0003")
    assert window.program.registry.text("edit.undo") == "Undo A-0001: Answered non negotiable: no."
    window.press(K.Key_Z, control=True)
    assert desk.case("A-0001").answers.factors == {}
    assert words(window) == "Taken back: A-0001: Answered non negotiable: no."
    assert window.desk_window.rooms.assessment.number == "A-0001"
    assert window.program.registry.text("edit.undo") == "Undo"
    window.press(K.Key_Y, control=True)
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "no"}


def test_c7_what_this_window_did_not_do_is_not_taken_back(window: Running, desk: Desk) -> None:
    """C7: the note of an earlier day, and what a colleague did meanwhile."""
    assess(window, "A-0003")
    window.press(K.Key_Z, control=True)
    assert [note.text for note in desk.case("A-0003").notes] == ["Of an earlier day."]
    assert "nothing was done" in words(window)


def test_c7_what_stands_above_is_named(window: Running, desk: Desk) -> None:
    """C7: a colleague answered after me: both answers stand, and theirs is named with the rule."""
    assess(window, "A-0001")
    window.press(K.Key_N)
    assessment.answer(desk, desk.case("A-0001"), {"microsoft_technology": "no"})
    for _ in range(2):
        window.press(K.Key_Z, control=True)
        assert "above it stands on A-0001, by Ines Moreau" in words(window)
        assert "Answered microsoft technology: no (rule C7)." in words(window)
    assert desk.case("A-0001").answers.factors == {
        "non_negotiable": "no",
        "microsoft_technology": "no",
    }


def test_an_undo_pressed_before_the_deed_is_stored_takes_back_that_deed(
    window: Running, desk: Desk
) -> None:
    assess(window, "A-0002")
    window.press(K.Key_N)
    assess(window, "A-0001")
    QTest.keyClick(window.focus(), K.Key_N)
    QTest.keyClick(window.focus(), K.Key_Z, CONTROL)
    window.settle()
    assert desk.case("A-0001").answers.factors == {}
    assert desk.case("A-0002").answers.factors == {"non_negotiable": "no"}


def test_the_deeds_of_the_window_are_listed_and_one_is_chosen(window: Running, desk: Desk) -> None:
    """Ctrl+Shift+Z: each with what it would take back, or what stands above it;
    Enter takes the chosen one back.
    """
    for number in ("A-0001", "A-0002"):
        assess(window, number)
        window.press(K.Key_N)
    choose(window, "A-0002")
    window.press(K.Key_A)
    chord(window, "Ctrl+Shift+Z")
    model = child(window, "deedsDialog").rows.view.model()
    cells = [
        [model.cell(row, column).primary for column in (0, 1)] for row in range(model.rowCount())
    ]
    assert [row[0] for row in cells] == [
        "A-0002: Assigned to Ines Moreau.",
        "A-0002: Answered non negotiable: no.",
        "A-0001: Answered non negotiable: no.",
    ]
    assert cells[0][1] == cells[2][1] == "Can be taken back"
    assert "above it stands on A-0002, by Ines Moreau: Assigned to Ines Moreau" in cells[1][1]
    window.press(K.Key_Down, K.Key_Down, K.Key_Return)
    assert not is_open("deedsDialog")
    assert desk.case("A-0001").answers.factors == {}
    assert desk.case("A-0002").answers.factors == {"non_negotiable": "no"}
