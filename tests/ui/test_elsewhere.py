"""What somebody else recorded is seen within two seconds,
said with both values, and lost words are none (ux.md).
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, decision, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.shell.elsewhere_watch import EVERY
from tests.making import FACTOR_4, new_desk, receive
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Another window on the same store."""
    desk = new_desk(tmp_path, reviewer="Jonas Weber")
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T", title=f"Request {n}", timeline="9 months")
    return desk


def bar(window: Running) -> list[str]:
    shown = window.program.window.conflict_bar
    return shown.values.words() if shown.isVisible() else []


def test_a_case_on_the_screen_shows_what_another_recorded_within_two_seconds(
    window: Running, desk: Desk, qtbot: QtBot
) -> None:
    assert EVERY < 2000
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    window.desk_window.elsewhere.start()
    window.settle()
    request_queue.note(desk, desk.case("A-0002"), "Of another case.")
    assessment.answer(desk, desk.case("A-0001"), {"non_negotiable": "yes"})
    qtbot.waitUntil(lambda: bool(bar(window)))
    window.settle()
    assert bar(window) == ["", "Before", "Now", "Factor non negotiable", "nothing", "yes"]
    assert child(window, "factor1Yes").isChecked()
    assert "Jonas Weber" in window.program.window.conflict_bar.accessibleName()
    click(window, "conflictTheirs")
    assert bar(window) == []


def test_ones_own_deeds_are_not_told(window: Running) -> None:
    watch = window.desk_window.elsewhere
    watch.look()
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    window.press(K.Key_N)
    watch.look()
    window.settle()
    assert bar(window) == []
    assert words(window, "elsewhere") == ""


def test_a_row_that_goes_says_why(window: Running, desk: Desk) -> None:
    watch = window.desk_window.elsewhere
    watch.look()
    window.settle()
    case = assessment.answer(desk, desk.case("A-0002"), FACTOR_4)
    decision.make(desk, case, Proposal("decline", "A broken driver."))
    watch.look()
    window.settle()
    assert words(window, "elsewhere").startswith(
        "Changed elsewhere: A-0002 is declined now. Jonas Weber, "
    )
    assert "Decided: Decline. A broken driver." in words(window, "elsewhere")


def test_f5_looks_again(window: Running, desk: Desk) -> None:
    receive(desk, ticket="MMD-9-T", title="A new one", timeline="9 months")
    assert window.desk_window.queue.places.loader.total == 3
    window.press(K.Key_F5)
    window.settle()
    assert window.desk_window.queue.places.loader.total == 4


def test_what_is_being_typed_stays(window: Running, desk: Desk) -> None:
    """A reason is typed while another desk answers:
    it is still there when the case is shown anew.
    """
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    watch = window.desk_window.elsewhere
    watch.look()
    window.settle()
    pane = window.desk_window.rooms.assessment.decision
    pane.reason.setFocus()
    window.type("The vendor signed it")
    request_queue.note(desk, desk.case("A-0001"), "A colleague's note.")
    watch.look()
    window.settle()
    assert pane.reason.toPlainText() == "The vendor signed it"
    window.type(".")
    assert pane.reason.toPlainText() == "The vendor signed it."
    assert "A colleague's note." in bar(window)
