"""One deed for many cases in the window, by keys: looked at before, recorded together,
taken back together (A1, A4, A6).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.services import request_queue
from mmd_reviewer.ui.queue.bulk_view import BulkView
from tests.making import DAY, new_desk, receive
from tests.ui.dialogs import chord, is_open
from tests.ui.running import Running, click, running, words
from tests.ui.test_every_dialog import clipped, nameless

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(tmp_path: Path, qtbot: object) -> Iterator[Running]:
    """Four requests: two lack their timeline, one is complete, one is parked."""
    desk = new_desk(tmp_path)
    for n in (1, 2):
        receive(desk, ticket=f"MMD-{n}-T", title=f"Request {n}", timeline="")
    receive(desk, ticket="MMD-3-T", title="Request 3")
    parked = receive(desk, ticket="MMD-4-T", title="Request 4", timeline="")
    request_queue.park(desk, [parked], DAY.replace(day=30), "A study.")
    with running(tmp_path / "s.sqlite") as it:
        yield it


def states(window: Running) -> list[str]:
    desk = window.desk_window.reviewing.desk
    return [state(desk.case(f"A-{n:04}"), DAY) for n in range(1, 5)]


def bulk(window: Running, key: Qt.Key) -> BulkView:
    """Mark every request of the queue, then a deed."""
    window.desk_window.queue.bar.set_filter({"state": ""})
    window.settle()
    window.desk_window.queue.list.setFocus()
    chord(window, "Ctrl+A")
    window.press(key)
    assert window.shown() == "bulk"
    return window.desk_window.rooms.bulk


def test_several_are_returned_by_one_deed_and_taken_back_by_one(window: Running) -> None:
    """A1: only those that lack something; each letter names its own gaps."""
    view = bulk(window, K.Key_T)
    assert view.title.text() == "Return 4 requests for details"
    assert view.run_button.label == "Return 3 requests"
    assert "3 will be returned, 1 needs something first" in view.outlook.text()
    assert "Timeline: how long" in view.letter.text()
    window.type("Please answer by Friday.")
    assert "Please answer by Friday." in view.letter.text()
    assert states(window) == ["incomplete", "incomplete", "new", "parked"]
    chord(window, "Ctrl+Return")
    assert states(window) == ["returned", "returned", "new", "returned"]
    assert window.shown() == "queue"
    assert words(window) == "Returned: 3 of 4."
    chord(window, "Ctrl+Z")
    assert states(window) == ["incomplete", "incomplete", "new", "parked"]


def test_x_leaves_a_case_out_and_the_button_counts(window: Running) -> None:
    view = bulk(window, K.Key_T)
    view.list.setFocus()
    window.press(K.Key_X)
    assert view.run_button.label == "Return 2 requests"
    assert "1 left out" in view.outlook.text()
    window.press(K.Key_Space)
    assert view.run_button.label == "Return 3 requests"
    window.press(K.Key_X)
    chord(window, "Ctrl+Return")
    assert states(window).count("returned") == 2


def test_parking_many_needs_reason_and_day(window: Running) -> None:
    """A6: without them no case is ready, and the rule says why."""
    view = bulk(window, K.Key_P)
    assert not view.run_button.isEnabled()
    assert "rule A6" in view.model.rows[0].words
    window.type("+9")
    window.press(K.Key_Tab)
    window.type("Waiting for the vendor.")
    assert view.run_button.label == "Park 4 requests"
    chord(window, "Ctrl+Return")
    assert states(window) == ["parked"] * 4
    assert window.desk_window.queue.list.view.marked == 0
    chord(window, "Ctrl+Z")
    assert states(window) == ["incomplete", "incomplete", "new", "parked"]


def test_handing_over_one_case_with_a_note(window: Running) -> None:
    desk = window.desk_window.reviewing.desk
    window.desk_window.queue.list.setFocus()
    window.press(K.Key_H)
    view = window.desk_window.rooms.bulk
    window.type("Petra Novak")
    window.press(K.Key_Tab)
    window.type("You know Zebra.")
    chord(window, "Ctrl+Return")
    number = next(
        n for n in ("A-0001", "A-0002", "A-0003") if desk.case(n).reviewer == "Petra Novak"
    )
    assert [note.text for note in desk.case(number).notes] == ["You know Zebra."]
    assert view.run_button.label == "Hand over 1 request"


def test_what_is_typed_and_sent_at_once_is_looked_at_first(window: Running) -> None:
    """Keys may be quicker than the look ahead: nobody is added that the button did not count."""
    view = bulk(window, K.Key_P)
    view.fields.until.setText("+9")
    view.fields.words.set_text("Waiting.")
    view.run()
    window.settle()
    assert states(window) == ["incomplete", "incomplete", "new", "parked"]
    assert view.run_button.label == "Park 4 requests"


def test_escape_goes_back_and_records_nothing(window: Running) -> None:
    bulk(window, K.Key_T)
    window.press(K.Key_Escape)
    assert window.shown() == "queue"
    assert states(window) == ["incomplete", "incomplete", "new", "parked"]


def test_one_case_is_asked_for_its_details_in_a_dialog_as_before(window: Running) -> None:
    window.desk_window.queue.list.setFocus()
    window.press(K.Key_T)
    assert is_open("askDetails")
    window.press(K.Key_Escape)


def test_a_change_from_elsewhere_is_seen_in_the_rows(window: Running) -> None:
    view = bulk(window, K.Key_T)
    desk = window.desk_window.reviewing.desk
    window.desk_window.reviewing.deed(
        lambda: request_queue.amend(desk, desk.case("A-0001"), "telephone", timeline="24 months")
    )
    window.settle()
    assert view.run_button.label == "Return 2 requests"


def test_counters_filter_the_rows(window: Running) -> None:
    view = bulk(window, K.Key_T)
    click(window, "bulkTab_needs")
    assert [row.case.number for row in view.model.rows] == ["A-0003"]
    click(window, "bulkTab_all")
    assert view.model.rowCount() == 4


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_nothing_is_cut_and_everything_has_a_name(window: Running, size: tuple[int, int]) -> None:
    window.program.window.resize(*size)
    for key in (K.Key_T, K.Key_C, K.Key_P):
        view = bulk(window, key)
        assert clipped(view) == []
        assert nameless(view) == []
        window.press(K.Key_Escape)
