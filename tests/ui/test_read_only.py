"""A store that can only be read: everything is shown, every deed is off and says why."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import decision, letter
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import FACTOR_4, assessed, new_desk, receive
from tests.ui.running import running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_read_only_store_is_shown_and_locked(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The title says so, the message bar says so, keys change nothing."""
    desk = new_desk(tmp_path)
    receive(desk)
    store = desk.store
    assert isinstance(store, SqlStore)
    store.close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with running(tmp_path / "s.sqlite") as window:
        assert "read-only" in window.program.window.windowTitle()
        assert window.desk_window.queue.current_number() == "A-0001"
        assert window.program.registry.reason("queue.assign") == "The store is read-only"
        window.press(Qt.Key.Key_A)
        window.press(Qt.Key.Key_Return)
        window.press(Qt.Key.Key_N)
        assert window.shown() == "assessment"
    assert [file.name for file in tmp_path.iterdir()] == ["s.sqlite"]
    monkeypatch.undo()
    assert len(new_desk_facts(tmp_path)) == 1


def test_the_page_of_a_case_shows_a_letter_that_waits_and_asks_for_no_dispatch(
    tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the store can be written the same keys ask for the dispatch."""
    desk = new_desk(tmp_path)
    case = decision.make(desk, assessed(desk, FACTOR_4), Proposal("approve"))
    letter.issue(desk, case)
    assert isinstance(desk.store, SqlStore)
    desk.store.close()

    def after_keys() -> tuple[str, bool]:
        with running(tmp_path / "s.sqlite") as window:
            window.desk_window.open_case("case", "A-0001")
            window.settle()
            window.press(Qt.Key.Key_Return, control=True)
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                dialog.close()
            return window.shown(), dialog is not None

    assert after_keys() == ("case", True)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert after_keys() == ("letter", False)


def new_desk_facts(folder: Path) -> tuple[object, ...]:
    """The facts of the one case, read anew."""
    store = SqlStore(folder / "s.sqlite")
    (key,) = store.find("A-0001")
    assert key is not None
    return store.facts(key)
