"""Keys pressed faster than things open: each means what it would have meant a moment later."""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.commands.palette import Palette
from mmd_reviewer.ui.commands.palette_list import PaletteCase
from mmd_reviewer.ui.commands.type_ahead import TypeAhead
from mmd_reviewer.ui.reviewing.work import Job, Work
from tests.making import DAY, new_desk, receive
from tests.ui.dialogs import choose, is_open
from tests.ui.running import Running, words

K, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "keyToAscii")


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


def test_what_opens_too_late_is_not_answered_and_says_so(window: Running, desk: Desk) -> None:
    """From then on keys act on what is shown: none is dead for good."""
    choose(window, "A-0002")
    ahead = window.program.window.findChild(TypeAhead)
    assert isinstance(ahead, TypeAhead)
    window.program.registry.holding.hold("something", True)
    QTest.keyClick(window.program.window.windowHandle(), K.Key_N, CONTROL)
    ahead.let_go()
    assert words(window) == "It takes long to open; the keys pressed meanwhile did nothing."
    window.settle()
    assert not is_open("newRequest")
    window.press(K.Key_A)
    assert desk.case("A-0002").reviewer == "Ines Moreau"


class Slow:
    """Reads and deeds that take their time, or fail, as on a server far away."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reads = self.deeds = 0.0
        self.fails = ""  # the view whose next read fails
        read, deed = Work.read, Work.deed

        def slowly(seconds: float, fn: Callable[[Job], object]) -> Callable[[Job], object]:
            def later(job: Job) -> object:
                time.sleep(seconds)
                return fn(job)

            return later

        def slow_read(
            it: Work, view: str, fn: Callable[[Job], object], *more: Any, **how: Any
        ) -> Job:
            def maybe(job: Job) -> object:
                if view == self.fails:
                    raise OSError("The server does not answer")
                return fn(job)

            return read(it, view, slowly(self.reads, maybe), *more, **how)

        def slow_deed(it: Work, fn: Callable[[Job], object], *more: Any, **how: Any) -> Job:
            return deed(it, slowly(self.deeds, fn), *more, **how)

        monkeypatch.setattr(Work, "read", slow_read)
        monkeypatch.setattr(Work, "deed", slow_deed)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(monkeypatch)


def type_on(window: Running, *keys: Qt.Key | str, control: bool = False) -> None:
    """Press keys where the window has them, one at a time, and wait for nothing."""
    for key in keys:
        for one in cast("Sequence[Any]", key if isinstance(key, str) else [key]):
            keyboard = QGuiApplication.focusWindow() or window.program.window.windowHandle()
            QTest.keyClick(keyboard, one, CONTROL if control else Qt.KeyboardModifier.NoModifier)
            QTest.qWait(5)


def test_what_waits_for_something_that_fails_is_let_go_of(
    window: Running, desk: Desk, slow: Slow
) -> None:
    """It was not meant for the list that still stands there."""
    choose(window, "A-0002")
    slow.reads, slow.fails = 0.1, "case"
    type_on(window, K.Key_Return, "aup")
    window.settle()
    assert desk.case("A-0002").reviewer == ""
    assert not is_open("parkDialog")


def test_what_waits_for_a_deed_that_is_refused_is_let_go_of(
    window: Running, desk: Desk, slow: Slow
) -> None:
    """The case was changed elsewhere: no further Ctrl+Enter decides it unseen."""
    choose(window, "A-0002")
    window.press(K.Key_Return, K.Key_N, K.Key_N, K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y)
    request_queue.note(desk, desk.case("A-0002"), "The vendor has answered.")
    slow.deeds = 0.1
    type_on(window, K.Key_Return, K.Key_Return, K.Key_Return, control=True)
    window.settle()
    assert desk.case("A-0002").decision is None
    assert window.program.window.conflict_bar.isVisible()


def test_a_case_that_is_opened_shows_what_was_answered_before_it(
    window: Running, desk: Desk, slow: Slow
) -> None:
    """Away and back while the answers are still recorded: none is asked for again."""
    choose(window, "A-0002")
    window.press(K.Key_Return)
    slow.deeds = 0.2
    type_on(window, "nn", "][", "yyyy")
    window.settle()
    answers = desk.case("A-0002").answers
    assert set(answers.factors.values()) == {"no"}
    assert set(answers.findings.values()) == {"holds"}
    assert len(answers.findings) == 4


def test_a_case_opens_while_a_backup_is_made(window: Running, desk: Desk, qtbot: Any) -> None:
    """What is long is not waited for; what was answered meanwhile is shown."""
    over = threading.Event()
    view = window.desk_window.rooms.assessment
    work = window.desk_window.reviewing.work
    work.deed(lambda job: over.wait(60), lambda _: None, lambda _: None)
    try:
        for number in ("A-0002", "A-0003", "A-0002"):
            window.desk_window.open_case("case", number)
            qtbot.waitUntil(lambda number=number: view.number == number)
            type_on(window, "n")
    finally:
        over.set()
    window.settle()
    assert len(desk.case("A-0002").answers.factors) == 2, "the second was for another factor"
    assert len(desk.case("A-0003").answers.factors) == 1


def test_back_in_the_list_the_case_that_was_stepped_to_is_current(
    window: Running, desk: Desk, slow: Slow
) -> None:
    choose(window, "A-0002")
    window.press(K.Key_Return)
    slow.reads = slow.deeds = 0.1
    type_on(window, "]n")
    type_on(window, K.Key_1, control=True)
    type_on(window, K.Key_Return, "n")
    window.settle()
    assert desk.case("A-0002").answers.factors == {}
    assert len(desk.case("A-0003").answers.factors) == 2


def test_enter_behind_a_filter_is_for_what_it_finds(
    window: Running, desk: Desk, slow: Slow
) -> None:
    choose(window, "A-0002")
    slow.reads = 0.1
    type_on(window, "/", "MMD-2-T", K.Key_Return, K.Key_Return, "n")
    window.settle()
    assert desk.case("A-0002").answers.factors == {}
    assert len(desk.case("A-0003").answers.factors) == 1


def test_a_search_that_fails_runs_nothing_later(window: Running, slow: Slow) -> None:
    slow.fails = "palette"
    window.press(K.Key_K, control=True)
    type_on(window, "A-0003", K.Key_Return)
    window.settle()
    slow.fails = ""
    type_on(window, K.Key_Backspace)
    window.settle()
    assert window.program.window.palette_box.isVisible()
    assert window.shown() == "queue"


def test_keys_behind_a_dialog_are_for_what_comes_after_it(
    window: Running, desk: Desk, slow: Slow
) -> None:
    choose(window, "A-0002")
    slow.deeds = 0.2
    window.press(K.Key_P)
    type_on(window, "Vendor", K.Key_Tab, "+14", K.Key_Return, K.Key_Return, "n")
    window.settle()
    assert state(desk.case("A-0002"), DAY) == "parked"
    opened = [name for name in ("A-0001", "A-0003") if desk.case(name).answers.factors]
    assert opened == [window.desk_window.rooms.assessment.number]


def test_escape_stays_where_one_is(window: Running, desk: Desk, slow: Slow) -> None:
    choose(window, "A-0002")
    window.press(K.Key_Return)
    slow.reads = 0.2
    type_on(window, "]", K.Key_Escape)
    window.settle()
    assert window.shown() == "queue"


def test_what_comes_late_does_not_take_the_keyboard(window: Running, slow: Slow) -> None:
    """A view that was left while it was read: its empty state has buttons."""
    slow.reads = 0.2
    for view in (K.Key_4, K.Key_3, K.Key_1):
        type_on(window, view, control=True)
    window.settle()
    assert window.focus() is window.desk_window.queue.list.view


def test_behind_a_dialog_no_command_runs(window: Running, desk: Desk) -> None:
    """The window manager gives a dialog the keyboard a moment after it is there."""
    choose(window, "A-0002")
    window.press(K.Key_P)
    assert is_open("parkDialog")
    window.program.registry.action("queue.assign").trigger()
    window.settle()
    assert desk.case("A-0002").reviewer == ""


def test_dead_keys_and_signs_that_need_shift_wait_too(window: Running, desk: Desk) -> None:
    """An ê is two keys; on a German keyboard the slash of Ctrl+/ is Shift+7."""
    choose(window, "A-0002")
    window.hurry(K.Key_P, "f", K.Key_Dead_Circumflex, "ete", K.Key_Tab, "+14", K.Key_Return)
    parked = desk.case("A-0002").parked
    assert parked is not None
    assert parked.reason == "fête"
    holding, keyboard = window.program.registry.holding, window.program.window.windowHandle()
    holding.hold("something", True)
    QTest.keyClick(keyboard, K.Key_Slash, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    holding.hold("something", False)
    window.settle()
    assert is_open("shortcutSheet")
