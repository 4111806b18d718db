"""Absence in the window: recorded by key, seen in rail, queue and preview, ended early."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.services import absence, request_queue
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import DAY
from tests.ui.dialogs import chord
from tests.ui.running import Running, child, running, words
from tests.ui.window_store import three_requests

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
AWAY = "Petra Novak"


@pytest.fixture
def window(tmp_path: Path, qtbot: object) -> Iterator[Running]:
    desk = three_requests(tmp_path)
    request_queue.assign(desk, [desk.case("A-0002")], AWAY)
    with running(tmp_path / "s.sqlite") as it:
        yield it


def mine(window: Running) -> str:
    return str(child(window, "rail_mine").accessibleName())


def record(window: Running, by: str) -> None:
    """Ctrl+Shift+Y, who is away, who stands in, until when."""
    chord(window, "Ctrl+Shift+Y")
    for name, text in (("Who", AWAY), ("By", by), ("Last", "+11")):
        child(window, f"absence{name}", Field).setText(text)
    window.press(K.Key_Return)
    window.settle()


def test_the_work_of_who_is_away_counts_as_mine_and_says_so(window: Running) -> None:
    me, queue = window.desk_window.reviewing.desk.reviewer, window.desk_window.queue
    assert mine(window) == "My open, 0"
    record(window, me)
    assert words(window) == f"The absence of {AWAY} is recorded; it ends by itself."
    assert mine(window) == "My open, 1"
    window.desk_window.counts.chosen.emit({"state": "open", "reviewer": "me"})
    window.settle()
    assert [queue.current_number()] == ["A-0002"]
    last = (DAY + timedelta(days=11)).isoformat()
    assert queue.model.cell(0, 3).secondary == f"for {AWAY}, until Fri {last}"
    labels = [label.text() for label in queue.preview.findChildren(Label)]
    assert f"Assigned for {AWAY}, until Fri {last}" in labels
    window.desk_window.registry.run("file.end_absence")
    window.settle()
    window.press(K.Key_Return)
    window.settle()
    assert words(window) == f"{AWAY} is back: the cases count as before."
    assert mine(window) == "My open, 0"
    assert queue.model.rowCount() == 0


def test_what_is_refused_is_said_in_the_dialog_and_nothing_typed_is_lost(window: Running) -> None:
    record(window, AWAY.upper())
    error = child(window, "dialogError", Label)
    assert error.text() == f"{AWAY} cannot stand in for {AWAY}: name somebody else."
    child(window, "absenceLast", Field).setText("soon")
    window.press(K.Key_Return)
    assert error.text() == "Give the day as 2026-12-01, +7 or +2w."
    child(window, "absenceLast", Field).setText("+3")
    child(window, "absenceBy", Field).setText("Ana")
    window.press(K.Key_Return)
    window.settle()
    assert [one.by for one in absence.absences(window.desk_window.reviewing.desk)] == ["Ana"]
    chord(window, "Ctrl+Shift+Y")
    known = [label.text() for label in window.program.window.findChildren(Label)]
    assert any(text.endswith("Ana stands in") for text in known)
    window.press(K.Key_Escape)


def test_without_an_absence_there_is_none_to_end(window: Running) -> None:
    window.desk_window.registry.run("file.end_absence")
    assert words(window) == "Nobody is away, nor going to be."
