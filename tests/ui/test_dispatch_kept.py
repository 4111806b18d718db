"""The dispatch desk where others act too, where a deed fails, and after a restart (C2, C4, D11)."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.seen import Seen
from mmd_reviewer.services import letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.dispatch.dispatch_view import DispatchView
from tests.making import DAY, QuickPress
from tests.ui.dialogs import is_open
from tests.ui.dispatch_store import LETTERS, desk_of, desk_view, recorded
from tests.ui.running import Running, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(waiting_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with running(Path(shutil.copy(waiting_file, tmp_path / "s.sqlite"))) as it:
        yield it


def letters(view: DispatchView) -> list[str]:
    return [row.letter for row in view.rows.letters]


def marked(view: DispatchView) -> list[str]:
    return [row.letter.letter for row in view.rows.marked()]


def test_a_case_that_changed_since_it_was_seen_is_told_once(window: Running) -> None:
    """C7: what somebody else did is said in the row; marked again, it is recorded."""
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    other = replace(desk_of(window), reviewer="Jonas Weber", seen=Seen())
    request_queue.note(other, other.case("A-0001"), "They called.")
    view = desk_view(window)
    window.press(K.Key_Space)
    window.press(K.Key_Return, control=True)
    assert words(window).startswith("0 dispatches recorded. 1 was refused")
    why = view.rows.row(0).objection
    assert why is not None
    assert "A-0001 was changed since you looked at it" in why.sentence
    window.press(K.Key_Space, K.Key_Space)
    assert view.rows.row(0).objection is None
    window.press(K.Key_Return, control=True)
    assert words(window) == "1 dispatch recorded."


def test_what_is_refused_in_between_stays_and_says_why(window: Running) -> None:
    """C2: somebody else recorded one of the marked letters, and one was overtaken meanwhile."""
    view = desk_view(window)
    window.press(K.Key_C, K.Key_C, K.Key_C)
    other = replace(desk_of(window), reviewer="Jonas Weber", press=QuickPress())
    letter.issue(other, other.case("A-0002"), replace="misspelt")
    window.press(K.Key_Return, control=True)
    assert words(window) == ("2 dispatches recorded. 1 was refused and stays; its row says why.")
    assert "A-0002-L1" not in letters(view), "the newer letter waits in its place"
    assert letters(view)[0] == "A-0002-L2"
    assert recorded(window, "A-0002") == []


def test_changes_elsewhere_come_and_what_was_given_stays(window: Running) -> None:
    """Rows appear and go; while something is typed none moves."""
    view = desk_view(window)
    window.press(K.Key_End, K.Key_K, K.Key_Space, K.Key_D)
    window.type("2026-11-2")
    desk = replace(desk_of(window), press=QuickPress())
    window.desk_window.reviewing.deed(
        lambda: letter.dispatched(desk, desk.case("A-0001"), "A-0001-L1", DAY, "INC-1")
    )
    window.settle()
    assert len(letters(view)) == LETTERS, "not under the hands"
    assert view.list.editor.hasFocus()
    window.type("3")
    window.press(K.Key_Return)
    assert len(letters(view)) == LETTERS - 1
    assert (view.list.current, marked(view)) == ("A-0014-L1", ["A-0014-L1"])
    assert view.rows.row(view.list.current_row).given.on == date(2026, 11, 23)
    window.press(K.Key_Escape)
    assert window.shown() == "queue"
    window.desk_window.reviewing.deed(
        lambda: request_queue.note(desk, desk.case("A-0014"), "Called.")
    )
    window.settle()
    desk_view(window)
    assert marked(view) == ["A-0014-L1"], "ticks outlive leaving the view"


def test_typed_words_outlive_the_program_and_ticks_do_not(
    waiting_file: Path, tmp_path: Path, qtbot: object
) -> None:
    """Kept with the case until its dispatch is recorded."""
    store = Path(shutil.copy(waiting_file, tmp_path / "s.sqlite"))
    with running(store) as window:
        desk_view(window)
        window.press(K.Key_Return)
        window.type("INC-5")
        window.press(K.Key_Return, K.Key_D)
        window.type("2026-11-23")
        window.press(K.Key_Tab)
    with running(store) as window:
        view = desk_view(window)
        assert [view.rows.row(place).given.reference for place in (0, 1)] == ["INC-5", ""]
        assert view.rows.row(1).given.on == DAY
        assert marked(view) == []
        window.press(K.Key_Home, K.Key_Space)
        window.press(K.Key_Return, control=True)
        assert recorded(window, "A-0001")[0].reference == "INC-5"
        assert [
            draft
            for draft in desk_of(window).store.drafts_by("Ines Moreau")
            if "INC-5" in draft.text
        ] == []


def test_a_second_record_while_the_first_runs_records_nothing_twice(window: Running) -> None:
    view = desk_view(window)
    window.press(K.Key_Space)
    for _ in range(2):
        QTest.keyClick(window.focus(), K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert words(window) == "1 dispatch recorded."
    assert len(recorded(window, "A-0001")) == 1
    assert len(letters(view)) == LETTERS - 1


def test_what_failed_half_way_is_told_as_it_is(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was recorded before is kept and said; the desk goes on from there."""
    view, real = desk_view(window), letter.dispatched

    def full(desk: Desk, case: Case, number: str, *given: object) -> Case:
        if number == "A-0002-L1":
            raise StoreError("The disk is full. Nothing was recorded.")
        return real(desk, case, number, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(letter, "dispatched", full)
    window.press(K.Key_C, K.Key_C, K.Key_C)
    window.press(K.Key_Return, control=True)
    assert words(window).startswith(
        "The disk is full. What was recorded before that is kept: A-0001"
    )
    assert letters(view)[0] == "A-0002-L1"
    assert marked(view) == ["A-0002-L1", "A-0003-L1"]
    monkeypatch.undo()
    window.press(K.Key_Return, control=True)
    assert words(window) == "2 dispatches recorded."


def test_undo_says_that_a_dispatch_is_corrected_instead(window: Running) -> None:
    """C7, D11: nothing new; the case's own words."""
    desk_view(window)
    window.press(K.Key_Space)
    window.press(K.Key_Return, control=True)
    window.press(K.Key_Z, control=True)
    assert "correct it by an added fact" in words(window)
    assert len(recorded(window, "A-0001")) == 1


def test_a_read_only_store_shows_all_copies_and_records_nothing(
    waiting_file: Path, tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Path(shutil.copy(waiting_file, tmp_path / "s.sqlite"))
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with running(store) as window:
        view = desk_view(window)
        window.press(K.Key_C)
        assert marked(view) == ["A-0001-L1"]
        assert not view.bar.record_button.isEnabled()
        assert view.bar.record_button.toolTip() == "The store is read-only"
        window.press(K.Key_Return, control=True)
        assert recorded(window, "A-0001") == []
        assert not is_open("dispatchDialog")
    monkeypatch.undo()
