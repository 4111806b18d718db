"""Promises and reviews in the window, by keys (C1, D1)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.ui.widgets.choice import Choice
from tests.ui.calendar_store import ENDS
from tests.ui.dialogs import accept, is_open, on_a_copy, write
from tests.ui.running import Running, child, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        it.desk_window.open_case("case", ENDS)
        it.settle()
        yield it


def promises(window: Running) -> list[tuple[str, bool | None]]:
    case = window.desk_window.reviewing.desk.case(ENDS)
    return [(row.text, row.kept if row.settled else None) for row in case.promises]


def test_a_promise_is_recorded_and_settled_from_the_menu(window: Running) -> None:
    """C1: the words, the day; then how it ended, the only one chosen already."""
    window.program.registry.run("course.promise")
    window.settle()
    assert is_open("promiseDialog")
    write(window, promise_text="Version 6.1 on every device", promise_due="+40")
    accept(window)
    assert promises(window) == [("Version 6.1 on every device", None)]
    assert words(window) == f"{ENDS}: promised by Sat 2027-01-02."
    window.program.registry.run("course.settle_promise")
    window.settle()
    assert child(window, "settlePromise_promise", Choice).code == "1"
    child(window, "settlePromise_how", Choice).set_code("broken")
    write(window, settlePromise_text="Still version 6.0.")
    accept(window)
    assert promises(window) == [("Version 6.1 on every device", False)]
    assert "a promise was broken" in window.desk_window.rooms.case._page.remark  # type: ignore[union-attr]
    window.program.registry.run("course.review")
    window.settle()
    write(window, review_text="All four conditions hold.")
    accept(window)
    assert window.desk_window.rooms.case._page.remark == ""  # type: ignore[union-attr]


def test_a_case_without_an_open_promise_says_so(window: Running) -> None:
    window.program.registry.run("course.settle_promise")
    window.settle()
    assert words(window) == f"{ENDS} has no open promise."


def test_a_promise_without_a_day_is_asked_for_it(window: Running) -> None:
    window.program.registry.run("course.promise")
    window.settle()
    write(window, promise_text="Version 6.1")
    accept(window)
    assert is_open("promiseDialog")
    assert promises(window) == []
    window.press(K.Key_Escape)
