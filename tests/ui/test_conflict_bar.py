"""A case changed elsewhere: both values by field, theirs or mine or mine edited;
no typed word is lost.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, decision, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.shell.conflict_bar import ConflictBar
from tests.making import FACTOR_4, day, new_desk, receive
from tests.ui.dialogs import accept, chord, opened
from tests.ui.running import Running, child, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
THEIRS = {"conditions": {"security": "broken"}, "notes": {"security": "The vendor says so."}}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    receive(desk)
    receive(desk, ticket="MMD-2222222-ABCDE", customer="Contoso")
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    return desk


def bar(window: Running) -> ConflictBar:
    return window.program.window.conflict_bar


def note_on_security(window: Running, desk: Desk) -> None:
    """A note is typed while another desk answers the same condition."""
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    row = window.desk_window.rooms.assessment.checklist.rows["security"]
    row.note.show()
    row.note.setFocus()
    window.type("Measured on 40 devices.")
    assessment.answer(desk, desk.case("A-0001"), THEIRS)
    window.desk_window.rooms.assessment.checklist.setFocus()
    window.settle()


def note(desk: Desk) -> str:
    return desk.case("A-0001").answers.notes["security"]


def test_both_values_stand_side_by_side_and_nothing_is_recorded(
    window: Running, desk: Desk
) -> None:
    note_on_security(window, desk)
    shown = bar(window)
    assert shown.isVisible()
    assert shown.accessibleName().startswith(
        "Conflict. A-0001 was changed since you looked at it; nothing of yours"
    )
    cells = shown.values.words()
    at = cells.index("Note on security")
    assert cells[at : at + 3] == [
        "Note on security",
        "The vendor says so.",
        "Measured on 40 devices.",
    ]
    at = cells.index("Key condition security")
    assert cells[at : at + 3] == ["Key condition security", "broken", "as theirs"]
    assert words(window) == "", "it is said once"
    assert note(desk) == "The vendor says so."
    assert (
        window.desk_window.rooms.assessment.checklist.rows["security"].note.toPlainText()
        == "The vendor says so."
    )


def test_mine_by_key(window: Running, desk: Desk) -> None:
    """F7 goes to the bar, M records mine over theirs; the rest of theirs stays."""
    note_on_security(window, desk)
    window.press(K.Key_F7, K.Key_M)
    assert not bar(window).isVisible()
    assert note(desk) == "Measured on 40 devices."
    assert desk.case("A-0001").answers.findings["security"] == "broken"
    assert window.desk_window.rooms.assessment.checklist.hasFocus(), "the keys are where they were"


def test_theirs_by_key(window: Running, desk: Desk) -> None:
    """T lets mine go, the draft of it too."""
    note_on_security(window, desk)
    window.desk_window.rooms.assessment._drafts.save()
    window.press(K.Key_F7, K.Key_T)
    assert not bar(window).isVisible()
    assert note(desk) == "The vendor says so."
    assert desk.store.drafts(desk.case("A-0001").key, "Ines Moreau") == ()


def test_mine_edited(window: Running, desk: Desk) -> None:
    """E puts what was typed into its field; left again it is recorded."""
    note_on_security(window, desk)
    window.press(K.Key_F7, K.Key_E)
    field = window.desk_window.rooms.assessment.checklist.rows["security"].note
    assert field.hasFocus()
    assert field.toPlainText() == "Measured on 40 devices."
    window.press(K.Key_End, control=True)
    window.type(" And the vendor agrees.")
    window.desk_window.rooms.assessment.checklist.setFocus()
    window.settle()
    assert note(desk) == "Measured on 40 devices. And the vendor agrees."


def test_esc_leaves_the_choice_open_and_it_can_be_looked_at_first(
    window: Running, desk: Desk
) -> None:
    note_on_security(window, desk)
    window.press(K.Key_F7, K.Key_Escape)
    assert window.desk_window.rooms.assessment.checklist.hasFocus()
    assert bar(window).isVisible()
    assert window.program.registry.reason("conflict.settle") == ""
    window.press(K.Key_F7, K.Key_T)
    assert window.program.registry.reason("conflict.settle") == "No case was changed elsewhere"


def test_a_dialog_that_meets_a_change_stays_with_its_words(window: Running, desk: Desk) -> None:
    """Parking, noting, asking for details, closing and linking:
    told in the dialog; what was typed is typed once.
    """
    queue = window.desk_window.queue
    window.program.window.show_view("queue")
    queue.go_to_case("A-0002")
    window.settle()
    request_queue.note(desk, desk.case("A-0002"), "Called them.")
    window.press(K.Key_P)
    window.type("A study")
    child(window, "parkUntil").setText("+9")
    accept(window)
    assert desk.case("A-0002").parked is None
    assert "Called them." in child(window, "parkDialog").error.text()
    assert child(window, "parkReason").toPlainText() == "A study"
    assert child(window, "parkUntil").text() == "+9"
    accept(window)
    parked = desk.case("A-0002").parked
    assert parked is not None
    assert (parked.reason, parked.until) == ("A study", day(9))
    assert not bar(window).isVisible()


def test_several_conflicts_wait_for_their_turn(window: Running, desk: Desk) -> None:
    queue = window.desk_window.queue
    for number in ("A-0001", "A-0002"):
        window.program.window.show_view("queue")
        queue.go_to_case(number)
        window.settle()
        request_queue.note(desk, desk.case(number), "Called them.")
        window.press(K.Key_A)
    assert "(1 more waits)" in bar(window).accessibleName()
    window.press(K.Key_F7, K.Key_M)
    assert desk.case("A-0001").reviewer == "Ines Moreau"
    window.press(K.Key_F7, K.Key_T)
    assert desk.case("A-0002").reviewer == ""
    assert not bar(window).isVisible()


def test_an_undo_meets_what_came_after_it(window: Running, desk: Desk) -> None:
    window.desk_window.open_case("assessment", "A-0002")
    window.settle()
    window.press(K.Key_N)
    window.desk_window.open_case("assessment", "A-0002")
    window.settle()
    assessment.answer(desk, desk.case("A-0002"), {"non_negotiable": "yes"})
    window.press(K.Key_Z, control=True)
    assert "above it stands on A-0002" in words(window)
    assert not bar(window).isVisible()
    assert desk.case("A-0002").answers.factors == {"non_negotiable": "yes"}


def test_a_decision_meets_a_decision(window: Running, desk: Desk) -> None:
    """C7: who decides after another sees the other's outcome
    and reason before anything is recorded.
    """
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    view = window.desk_window.rooms.assessment
    view.decision.reason.setFocus()
    window.type("Mine.")
    decision.make(desk, desk.case("A-0001"), Proposal("decline", reason="Theirs."))
    view.decide()
    window.settle()
    cells = bar(window).values.words()
    at = cells.index("Reason of the decision")
    assert cells[at + 1 : at + 3] == ["Theirs.", "Mine."]
    window.press(K.Key_F7, K.Key_E)
    assert view.decision.reason.hasFocus()
    assert view.decision.reason.toPlainText() == "Mine."


def test_a_dialog_that_is_open_says_both_values_itself(window: Running, desk: Desk) -> None:
    """A form keeps its words; accepted again it is recorded, cancelled it is theirs."""
    dialog = opened(window, "A-0002", "course.amend", "amend")
    child(window, "amend_timeline").setText("6 months")
    request_queue.note(desk, desk.case("A-0002"), "Called them.")
    accept(window)
    assert "A-0002 was changed since you looked at it." in dialog.error.text()
    assert "Timeline: theirs 24 months, yours 6 months." in dialog.error.text()
    assert not bar(window).isVisible()
    chord(window, "Ctrl+Return")
    assert desk.case("A-0002").newest.timeline.text == "6 months"


def test_a_rule_that_another_s_deed_woke_is_said_after_that_deed(
    window: Running, desk: Desk
) -> None:
    """Decided by another meanwhile: who did it is said, not only that a reason is needed now."""
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    decision.make(desk, desk.case("A-0001"), Proposal("decline", reason="Theirs."))
    window.desk_window.rooms.assessment.decide()
    window.settle()
    assert "Decided: Decline" in bar(window).accessibleName()
    assert words(window) == ""
