"""Keys do what was meant: none acts while one types,
every keyboard reaches them, each can be changed.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenuBar, QScrollArea

from mmd_reviewer.pdf.read_back import page_sizes
from mmd_reviewer.services import assessment
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Settings, load, save
from mmd_reviewer.ui.commands.own_keys import give_keys, keys_page, own_keys, take_keys
from mmd_reviewer.ui.commands.registry import ActionRegistry
from tests.making import new_desk, receive
from tests.ui.dialogs import accept, choose, is_open, said
from tests.ui.running import Running, child

K = Qt.Key
KEYPAD, CONTROL = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T", customer=f"Customer {n}", timeline="9 months")
    assessment.answer(
        desk, desk.case("A-0001"), {"non_negotiable": "no", "microsoft_technology": "no"}
    )
    return desk


def assess(window: Running, number: str) -> None:
    window.desk_window.open_case("assessment", number)
    window.settle()


def mouse(window: Running, name: str) -> None:
    QTest.mouseClick(child(window, name), Qt.MouseButton.LeftButton)
    window.settle()


def test_the_note_that_a_finding_opens_takes_what_is_typed_next(
    window: Running, desk: Desk
) -> None:
    """N breaks a condition: the words typed then are its note;
    none of their letters answers, Space decides nothing.
    """
    assess(window, "A-0001")
    QTest.keyClick(window.focus(), K.Key_N)
    QTest.keyClicks(window.focus(), "Yes, nobody knows why it is unsigned")
    window.settle()
    assert window.focus().objectName() == "securityNote"
    window.press(K.Key_Tab)
    answers = desk.case("A-0001").answers
    assert answers.findings == {"security": "broken"}
    assert answers.notes == {"security": "Yes, nobody knows why it is unsigned"}
    window.press(K.Key_Y)
    assert desk.case("A-0001").answers.findings == {"security": "broken", "cost": "holds"}


def test_a_letter_in_the_menu_bar_opens_its_menu_and_does_nothing_else(
    window: Running, desk: Desk
) -> None:
    """Alt, then P: P parks in the queue below, but the bar has the keyboard.

    In an open menu it is the same.
    """
    bar = child(window, "menuBar", QMenuBar)
    bar.setFocus()
    for key in (K.Key_P, K.Key_A, K.Key_C, K.Key_P):
        QTest.keyClick(QApplication.activePopupWidget() or bar, key)
    opened = QApplication.activePopupWidget()
    assert opened is not None
    assert opened.objectName() == "menuCase"
    opened.close()
    window.settle()
    assert QApplication.activeModalWidget() is None
    assert desk.case("A-0001").reviewer == ""


def test_the_note_of_the_last_condition_does_not_lose_the_keyboard_to_deciding(
    window: Running, desk: Desk
) -> None:
    assess(window, "A-0001")
    window.press(K.Key_Y, K.Key_Y, K.Key_Y, K.Key_N)
    window.type("It needs an agent")
    window.press(K.Key_Space)
    assert desk.case("A-0001").decision is None
    assert window.focus().objectName() == "operationsNote"


def test_keys_wait_while_something_opens(window: Running, desk: Desk) -> None:
    """Letters typed between the key that opens and the dialog that comes:
    no other command takes them.
    """
    choose(window, "A-0002")
    for key in (K.Key_T, K.Key_A, K.Key_U, K.Key_X):
        QTest.keyClick(window.focus(), key)
    window.settle()
    assert is_open("askDetails")
    assert desk.case("A-0002").reviewer == ""
    assert not window.desk_window.queue.list.view.marking


def test_a_case_that_is_still_read_gets_no_answer_meant_for_it_nor_the_one_before(
    window: Running, desk: Desk
) -> None:
    assess(window, "A-0003")
    choose(window, "A-0002")
    QTest.keyClick(window.focus(), K.Key_Return)
    QTest.keyClick(window.focus(), K.Key_Y)
    window.settle()
    assert desk.case("A-0003").answers.factors == {}


def test_after_a_click_the_keys_go_on(window: Running, desk: Desk) -> None:
    """A link in the request, a button of the preview: the keyboard stays in checklist and list."""
    assess(window, "A-0001")
    mouse(window, "outcome_decline")
    QTest.mouseClick(
        window.desk_window.rooms.assessment.request_pane.viewport(), Qt.MouseButton.LeftButton
    )
    window.press(K.Key_Y)
    assert desk.case("A-0001").answers.findings == {"security": "holds"}
    choose(window, "A-0001")
    mouse(window, "previewAssign")
    before = window.desk_window.queue.list.current_row
    window.press(K.Key_J)
    assert window.desk_window.queue.list.current_row == before + 1
    assert desk.case("A-0001").reviewer == "Ines Moreau"


def test_the_enter_of_the_number_pad_is_enter(window: Running, desk: Desk) -> None:
    """It opens, accepts in dialogs and decides."""
    choose(window, "A-0001")
    QTest.keyClick(window.focus(), K.Key_Enter, KEYPAD)
    window.settle()
    assert window.shown() == "assessment"
    window.press(K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y)
    QTest.keyClick(window.focus(), K.Key_Enter, KEYPAD | CONTROL)
    window.settle()
    assert desk.case("A-0001").decision is not None
    choose(window, "A-0002")
    window.press(K.Key_M)
    window.type("Called.")
    QTest.keyClick(window.focus(), K.Key_Enter, KEYPAD | CONTROL)
    window.settle()
    assert [note.text for note in desk.case("A-0002").notes] == ["Called."]
    window.desk_window.queue.preview.assign_button.setFocus()
    QTest.keyClick(window.focus(), K.Key_Enter, KEYPAD)
    window.settle()
    assert desk.case("A-0002").reviewer == "Ines Moreau"


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("Ctrl+F2", "assessment"),
        ("Ctrl+F3", "calendar"),
        ("Ctrl+F4", "register"),
        ("Ctrl+F1", "queue"),
    ],
)
def test_views_are_reached_where_digits_need_a_shift(
    window: Running, keys: str, shown: str
) -> None:
    QTest.keySequence(window.focus(), QKeySequence(keys))
    window.settle()
    assert window.shown() == shown


def test_filter_cases_and_key_sheet_are_reached_on_every_keyboard(window: Running) -> None:
    choose(window, "A-0001")
    window.press(K.Key_F3)
    assert window.focus().objectName() == "quickFilter"
    assess(window, "A-0001")
    QTest.keySequence(window.focus(), QKeySequence("Alt+Down"))
    window.settle()
    assert window.desk_window.rooms.assessment.number == "A-0002"
    QTest.keySequence(window.focus(), QKeySequence("Alt+Up"))
    window.settle()
    assert window.desk_window.rooms.assessment.number == "A-0001"
    QTest.keySequence(window.focus(), QKeySequence("Shift+F1"))
    window.settle()
    assert child(window, "shortcutSheet").isVisible()
    rows = {row.text: row.keys for row in window.program.registry.sheet_rows()}
    assert rows["Queue"] == "Ctrl+1 or Ctrl+F1"
    assert rows["Next case"] == "] or Alt+Down"


@pytest.mark.qt_log_ignore("keyToAscii")
def test_letters_answer_on_a_russian_keyboard(window: Running, desk: Desk) -> None:
    """N lies where т is typed, Y where н is."""
    assess(window, "A-0001")
    for letter in "нннт":
        QTest.keySequence(window.focus(), QKeySequence(letter.upper()))
    window.settle()
    assert desk.case("A-0001").answers.findings["operations"] == "broken"


def test_keys_are_changed_in_a_searchable_list(window: Running, tmp_path: Path) -> None:
    """Searched, set, refused in words where they clash
    or would act while typing, kept, taken back.
    """
    kept: list[Settings] = []
    window.program.keep = kept.append  # type: ignore[assignment, method-assign]
    registry = window.program.registry
    registry.run("help.change_keys")
    window.settle()
    dialog = child(window, "changeKeysDialog")
    QTest.keyClicks(child(window, "keysFilter"), "back up")
    window.press(K.Key_Return)
    window.press(K.Key_Return)
    assert window.focus().objectName() == "newKeys"
    taken = "belongs to “Search or run a command”"
    for typed, words in (("Ctrl+K", taken), ("B", "add Ctrl or Alt"), ("Foo", "is no key")):
        child(window, "newKeys").setText(typed)
        window.press(K.Key_Return)
        assert words in said(dialog)
        assert registry.keys("file.backup") == ""
    child(window, "newKeys").setText("Ctrl+F11")
    window.press(K.Key_Return)
    assert (said(dialog), registry.keys("file.backup")) == ("", "Ctrl+F11")
    assert dict(kept[-1].keys) == {"file.backup": "Ctrl+F11"}
    save(kept[-1], tmp_path / "settings.toml")
    assert load(tmp_path / "settings.toml")[0].keys == {"file.backup": "Ctrl+F11"}
    child(window, "keysReset").click()
    window.settle()
    assert (registry.keys("file.backup"), dict(kept[-1].keys)) == ("", {})
    accept(window)
    window.press(K.Key_Escape)
    assert not is_open("changeKeysDialog")


def test_kept_keys_are_there_at_the_next_start(registry: ActionRegistry) -> None:
    take_keys(registry, {"queue.park": "F12", "queue.assign": "Ctrl+K", "no.such": "F2"})
    assert registry.keys_of("queue.park") == ("F12",)
    assert registry.keys_of("queue.assign") == ("A",), "a key that is taken by now is left"
    assert own_keys(registry) == {"queue.park": "F12"}
    assert give_keys(registry, "queue.park", "F12 or P") == ""
    registry.set_single_keys(False)
    assert [key.toString() for key in registry.action("queue.park").shortcuts()] == ["F12"]
    registry.set_single_keys(True)
    take_keys(registry, {})
    assert own_keys(registry) == {}


def test_keys_that_changed_places_are_both_those_of_the_table_again(
    registry: ActionRegistry,
) -> None:
    """Taken back one by one, each would find its key with the other."""
    park, assign = registry.keys_of("queue.park"), registry.keys_of("queue.assign")
    registry.set_keys("queue.park", ("F12",))
    registry.set_keys("queue.assign", park)
    registry.set_keys("queue.park", assign)
    take_keys(registry, {})
    assert registry.keys_of("queue.park") == park
    assert registry.keys_of("queue.assign") == assign


def test_every_key_fits_on_one_page(window: Running) -> None:
    pdf = keys_page(window.program.registry.sheet_rows())
    ((wide, high),) = page_sizes(pdf)
    assert (wide, high) == (595, 842)


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_no_key_is_cut_on_the_sheet_of_every_key(window: Running, size: tuple[int, int]) -> None:
    window.program.window.resize(*size)
    window.settle()
    QTest.keySequence(window.focus(), QKeySequence("Ctrl+/"))
    window.settle()
    rows = child(window, "shortcutSheetRows", QScrollArea)
    assert rows.widget().width() <= rows.viewport().width()
