"""What comes late, from elsewhere or twice touches no other case than the one that is shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, bulk, decision, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.reviewing.changes import Changes
from tests.making import FACTOR_3, FACTOR_4
from tests.ui.assessment_store import answered, four_requests, opened
from tests.ui.dialogs import chord
from tests.ui.running import Running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return four_requests(tmp_path)


def test_the_row_under_the_hands_stays_when_somebody_changes_another_case(
    window: Running, desk: Desk
) -> None:
    """The next key would park a case that nobody went to."""
    queue, watch = window.desk_window.queue, window.desk_window.elsewhere
    queue.list.setFocus()
    watch.look()
    window.settle()
    request_queue.note(desk, desk.case("A-0003"), "By a colleague.")
    watch.look()
    window.settle()
    assert queue.current_number() == "A-0001"
    window.press(K.Key_J)
    request_queue.note(desk, desk.case("A-0004"), "By a colleague.")
    request_queue.note(desk, desk.case("A-0001"), "By a colleague.")
    watch.look()
    window.settle()
    assert queue.current_number() == "A-0002"


def marked(window: Running) -> list[str]:
    queue = window.desk_window.queue
    rows = [queue.model.row_at(place) for place in queue.list.selected_rows]
    return [row.number for row in rows if row is not None] if queue.list.view.marked else []


def test_marks_stay_when_somebody_ends_another_case(window: Running, desk: Desk) -> None:
    """They end with another filter, as they always did."""
    queue, watch = window.desk_window.queue, window.desk_window.elsewhere
    queue.bar.set_filter({"state": "new"})
    window.settle()
    queue.list.setFocus()
    watch.look()
    window.settle()
    window.press(K.Key_J, K.Key_X, K.Key_J, K.Key_X)
    before = marked(window)
    assert len(before) == 2
    gone = "A-0001"
    assert gone not in before
    case = assessment.answer(desk, desk.case(gone), FACTOR_4)
    decision.make(desk, case, Proposal("decline", "It is not needed."))
    watch.look()
    window.settle()
    assert queue.model.place(gone) < 0
    assert marked(window) == before
    assert queue.preview.park_button.label == f"Park {before[0]} and 1 more"
    queue.bar.set_filter({"state": ""})
    window.settle()
    assert marked(window) == []


def test_a_case_read_again_does_not_come_back_over_the_next_one(
    window: Running, desk: Desk
) -> None:
    """Read again while the next case was opened, the first came last and was painted over it."""
    view = opened(window, "A-0001")
    window.desk_window.open_case("case", "A-0002")
    window.desk_window.reviewing.changed.emit(Changes(frozenset({"A-0001"})))
    window.settle()
    assert view.number == "A-0002"
    assert view.header._number.text() == "A-0002"


def test_what_is_refused_as_typed_is_not_decided_without(window: Running, desk: Desk) -> None:
    """Months written out: the words stay in their field, nothing is recorded with other months."""
    view = answered(desk, window, FACTOR_3)
    months = view.checklist.steps["microsoft_technology"].fields["months"]
    months.setFocus()
    window.type("nine")
    window.press(K.Key_Return, control=True)
    assert desk.case("A-0001").decision is None
    assert "give a whole number" in words(window)
    assert (months.text(), months.hasFocus()) == ("nine", True)
    months.setText("9")
    window.press(K.Key_Return, control=True)
    made = desk.case("A-0001").decision
    assert made is not None
    assert desk.case("A-0001").answers.months == 9
    assert window.shown() == "letter"


def test_of_several_marked_the_buttons_name_all_whose_details_are_asked(window: Running) -> None:
    queue, text = window.desk_window.queue, window.program.registry.text
    window.press(K.Key_X, K.Key_J)
    assert queue.preview.ask_button.label == "Ask for details of A-0002"
    window.press(K.Key_X)
    assert queue.preview.ask_button.label == "Ask for details of A-0001 and 1 more"
    assert text("queue.ask") == "Ask for details of A-0001 and 1 more…"
    assert text("queue.close") == "Close A-0001 and 1 more as no exemption needed…"
    assert text("queue.note") == "Add a note to A-0002…"
    assert queue.preview.assess_button.label == "Assess A-0002"
    queue.preview.ask_button.click()
    window.settle()
    assert window.desk_window.rooms.bulk.title.text() == "Return 2 requests for details"


def many(window: Running, key: Qt.Key) -> None:
    """Mark every request, then a deed."""
    window.desk_window.queue.list.setFocus()
    chord(window, "Ctrl+A")
    window.press(key)
    assert window.shown() == "bulk"


def test_a_deed_for_many_that_fails_is_said(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(bulk, "carry_out", fail)
    many(window, K.Key_T)
    chord(window, "Ctrl+Return")
    assert words(window) == "The disk is full."
    assert window.shown() == "bulk", "what was typed is still here"


def test_a_deed_asked_for_while_the_store_did_not_answer_is_not_done_later(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+Enter, and the look ahead fails: the next key typed is no order to do it."""

    def fail(*_given: object) -> None:
        raise OSError("No answer.")

    many(window, K.Key_P)
    view = window.desk_window.rooms.bulk
    view.fields.until.setText("+9")
    view.fields.words.setPlainText("Waiting")
    view._timer.timeout.emit()
    window.settle()
    assert view.run_button.label == "Park 4 requests"
    view.fields.words.setPlainText("Waiting for them")
    with monkeypatch.context() as broken:
        broken.setattr("mmd_reviewer.ui.queue.bulk_view.look_ahead", fail)
        view.run()
        window.settle()
    view.fields.words.setFocus()
    window.type(".")
    view._timer.timeout.emit()
    window.settle()
    assert [bool(desk.case(f"A-000{n}").parked) for n in (1, 2, 3, 4)] == [False] * 4
    assert window.shown() == "bulk"
