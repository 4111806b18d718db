"""A case held, let go, and disposed of in the window (rule C11)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import decision, disposal
from mmd_reviewer.services.desk import Desk
from tests.making import assessed, new_desk
from tests.ui.dialogs import accept
from tests.ui.running import Running, child, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A withdrawn case, over since a day long before the window's."""
    desk = new_desk(tmp_path, day=date(2020, 1, 7))
    decision.make(desk, assessed(desk, {}), Proposal("withdrawn", "The customer wrote so."))
    return desk


@pytest.fixture
def window(desk: Desk, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with running(tmp_path / "s.sqlite") as it:
        it.desk_window.open_case("assessment", "A-0001")
        it.settle()
        yield it


def test_a_hold_is_placed_and_lifted(window: Running, desk: Desk) -> None:
    window.program.registry.run("course.hold")
    window.settle()
    window.type("A lawsuit runs.")
    accept(window)
    window.settle()
    assert desk.case("A-0001").hold == "A lawsuit runs."
    window.program.registry.run("course.hold")
    window.settle()
    window.type("It ended.")
    accept(window)
    window.settle()
    assert desk.case("A-0001").hold == ""


def test_a_case_is_disposed_of_when_its_retention_is_set_and_over(
    window: Running, desk: Desk
) -> None:
    window.program.registry.run("course.dispose")
    window.settle()
    window.type("Over.")
    child(window, "dispose_second_person").setText("Petra Novak")
    accept(window)
    window.settle()
    dialog = child(window, "disposeDialog")
    assert "are kept for ever: set their retention first (rule C11)" in dialog.error.text()
    dialog.reject()
    window.settle()
    window.program.registry.run("file.retention")
    window.settle()
    child(window, "retention_withdrawn").setText("two")
    accept(window)
    window.settle()
    assert child(window, "retentionDialog").error.text() == "Write a number of years, or nothing."
    child(window, "retention_withdrawn").setText("2")
    accept(window)
    window.settle()
    assert disposal.retention(desk) == {"withdrawn": 2}
    window.program.registry.run("course.dispose")
    window.settle()
    window.type("Over.")
    child(window, "dispose_second_person").setText("Petra Novak")
    accept(window)
    window.settle()
    assert words(window) == "A-0001 is disposed of."
    assert window.shown() == "queue"
    assert desk.store.find("A-0001") == ()
