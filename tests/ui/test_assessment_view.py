"""The assessment: how the checklist stands, answers by hand, look-ups, and what is never lost."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QPlainTextEdit, QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.domain.errors import CaseChangedElsewhere
from mmd_reviewer.services import assessment, decision, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.drafts import together
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.panes import Pane
from tests.making import DAY, FACTOR_3, FACTOR_4, HOLDING, receive
from tests.ui.assessment_store import answered, four_requests, opened
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return four_requests(tmp_path)


def test_a_note_is_a_fact_when_left_and_a_draft_a_second_after_the_last_key(
    window: Running, desk: Desk, qtbot: Any
) -> None:
    view = answered(desk, window, {**FACTOR_4, "conditions": {"security": "broken"}})
    note = view.checklist.rows["security"].note
    note.setFocus()
    window.type("The driver is not signed.")
    key = desk.case("A-0001").key
    qtbot.waitUntil(lambda: bool(desk.store.drafts(key, "Ines Moreau")))
    assert [*together(desk.store.drafts(key, "Ines Moreau")).items()] == [
        ("note security", "The driver is not signed.")
    ]
    assert desk.case("A-0001").answers.notes == {}
    view.checklist.setFocus()
    window.settle()
    assert desk.case("A-0001").answers.notes == {"security": "The driver is not signed."}
    assert [d.text for d in desk.store.drafts(key, "Ines Moreau") if d.text] == []


def test_a_note_draft_of_a_crash_comes_back_and_becomes_a_fact_when_left(
    window: Running, desk: Desk
) -> None:
    case = desk.case("A-0001")
    desk.store.save_draft(Draft(case.key, "note cost", "Ines Moreau", "Half a note"))
    view = answered(desk, window, FACTOR_4)
    note = view.checklist.rows["cost"].note
    assert note.isVisible()
    assert note.toPlainText() == "Half a note"
    assert desk.case("A-0001").answers.notes == {}
    click(window, "securityHolds")
    assert note.toPlainText() == "Half a note", "another answer leaves it alone"
    note.setFocus()
    view.checklist.setFocus()
    window.settle()
    assert desk.case("A-0001").answers.notes == {"cost": "Half a note"}


def test_what_stands_in_a_field_when_the_window_closes_is_kept(
    desk: Desk, tmp_path: Path, qtbot: object
) -> None:
    assessment.answer(desk, desk.case("A-0001"), {**FACTOR_3, "scope": ""})
    with running(tmp_path / "s.sqlite") as window:
        view = opened(window)
        field = view.checklist.steps["microsoft_technology"].fields["scope"]
        field.setFocus()
        window.type("Two plants")
    assert desk.case("A-0001").answers.scope == "Two plants"


def test_ticks_are_stored_and_shown(window: Running, desk: Desk) -> None:
    opened(window, "A-0002")
    window.press(K.Key_N)
    click(window, "tickU1")
    click(window, "tickS2")
    assert desk.case("A-0002").answers.ticks == ("S2", "U1")
    click(window, "tickU1")
    assert desk.case("A-0002").answers.ticks == ("S2",)


def test_the_baseline_is_kept_as_the_note_of_factor_1(window: Running, desk: Desk) -> None:
    opened(window)
    click(window, "factor1LookUp")
    dialog = child(window, "baselineDialog", QDialog)
    QTest.keyClicks(child(window, "baselineFilter", QLineEdit), "defender")
    rows = child(window, "baselineList", QListView)
    assert rows.model().rowCount() >= 1
    dialog.accept_button.click()
    window.settle()
    note = desk.case("A-0001").answers.notes["non_negotiable"]
    assert "defender" in note.casefold()
    window.press(K.Key_N)
    assert (
        window.desk_window.rooms.assessment.checklist.steps["non_negotiable"].folded.line.text()
        == note
    )


def test_the_technology_looked_up_stands_in_the_field(window: Running, desk: Desk) -> None:
    opened(window)
    window.press(K.Key_N, K.Key_Y)
    click(window, "factor3LookUp")
    dialog = child(window, "technologiesDialog", QDialog)
    dialog.accept_button.click()
    window.settle()
    technology = desk.case("A-0001").answers.technology
    assert technology
    field = window.desk_window.rooms.assessment.checklist.steps["microsoft_technology"].fields[
        "technology"
    ]
    field.clearFocus()
    window.desk_window.rooms.assessment.checklist.set_answers(desk.case("A-0001").answers)
    assert field.text() == technology


def test_a_withdrawn_request_leads_to_the_next_case_not_to_an_empty_page(
    window: Running, desk: Desk
) -> None:
    opened(window)
    click(window, "outcome_withdrawn")
    click(window, "decideButton")
    assert state(desk.case("A-0001"), DAY) == "withdrawn"
    assert (window.shown(), window.desk_window.rooms.assessment.number) == ("assessment", "A-0002")
    assert words(window) == "A-0001 is withdrawn; the customer is owed no letter."
    checks = window.desk_window.rooms.letter.checks
    window.desk_window.open_case("letter", "A-0001")
    window.settle()
    assert checks.next.hasFocus()
    assert not checks.issue.isVisible()
    assert not checks.save.isEnabled()


def test_keys_1_to_4_jump_and_a_locked_factor_stays_locked(window: Running, desk: Desk) -> None:
    view = opened(window)
    window.press(K.Key_3)
    assert view.checklist.at == "non_negotiable", "factor 3 is locked"
    window.press(K.Key_N, K.Key_N)
    assert view.checklist.at == "security"
    window.press(K.Key_1)
    assert view.checklist.at == "non_negotiable"
    window.press(K.Key_4)
    assert view.checklist.at == "security"


def test_previous_and_next_follow_the_queue_and_the_place_is_said(window: Running) -> None:
    view = opened(window, "A-0001")
    window.desk_window.queue.go_to_case("A-0001")
    window.settle()
    view = opened(window, "A-0001")
    order = [view.number]
    for _ in range(3):
        window.press(K.Key_BracketRight)
        order.append(view.number)
    assert sorted(order) == ["A-0001", "A-0002", "A-0003", "A-0004"]
    assert view.header._place.text() == "4 of 4 in State: Open"
    window.press(K.Key_BracketLeft)
    assert view.number == order[2]
    window.press(K.Key_BracketRight, K.Key_BracketRight)
    assert window.shown() == "queue", "after the last case"


def test_single_keys_are_dead_in_text_fields(window: Running, desk: Desk) -> None:
    view = opened(window)
    view.decision.reason.setFocus()
    window.type("yn[]1 u")
    assert view.decision.reason.toPlainText() == "yn[]1 u"
    assert view.number == "A-0001"
    assert not desk.case("A-0001").answers.exist


def test_park_asks_why_and_goes_on(window: Running, desk: Desk) -> None:
    opened(window)
    click(window, "parkButton")
    dialog = child(window, "parkDialog", QDialog)
    QTest.keyClicks(child(window, "parkReason", QPlainTextEdit), "Vendor asked")
    child(window, "parkUntil", QLineEdit).setText("2026-12-07")
    dialog.accept_button.click()
    window.settle()
    assert state(desk.case("A-0001"), DAY) == "parked"
    assert window.desk_window.rooms.assessment.number != "A-0001"


def test_a_note_is_kept_with_the_case(window: Running, desk: Desk) -> None:
    view = opened(window)
    click(window, "addNote")
    dialog = child(window, "noteDialog", QDialog)
    QTest.keyClicks(child(window, "noteField", QPlainTextEdit), "Asked by phone")
    dialog.accept_button.click()
    window.settle()
    assert [note.text for note in desk.case("A-0001").notes] == ["Asked by phone"]
    assert any(
        getattr(label, "text", str)() == "Asked by phone"
        for label in view.request_pane.findChildren(QWidget)
    )


def test_yes_to_productivity_for_another_type_is_refused_in_words(
    window: Running, desk: Desk
) -> None:
    view = opened(window)
    view.checklist.patched.emit({"restricted_productivity": "yes"})
    window.settle()
    assert "does not apply to this exemption type" in words(window)
    assert words(window).endswith("(rule B7).")
    assert not desk.case("A-0001").answers.exist


def test_going_on_while_an_answer_is_stored_shows_the_next_case(
    window: Running, desk: Desk
) -> None:
    view = opened(window)
    QTest.keyClick(view.checklist, K.Key_N)
    view.open_case("A-0002")
    window.settle()
    assert view.number == "A-0002"
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "no"}


def test_keys_pressed_while_answers_are_stored_are_no_conflict(window: Running, desk: Desk) -> None:
    view = opened(window)
    QTest.keyClick(view.checklist, K.Key_N)
    QTest.keyClick(view.checklist, K.Key_N)
    window.settle()
    assert words(window) == ""
    assert desk.case("A-0001").answers.factors == {
        "non_negotiable": "no",
        "microsoft_technology": "no",
    }


def test_what_another_desk_recorded_is_seen_and_a_conflict_is_said(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(window)
    bar = window.program.window.conflict_bar
    request_queue.note(desk, desk.case("A-0001"), "From the other desk")
    window.press(K.Key_N)
    assert "was changed since you looked at it" in bar.accessibleName(), (
        "what the person saw is part of the deed"
    )
    assert [note.text for note in view.shown.case.notes] == ["From the other desk"]  # type: ignore[union-attr]
    assert not desk.case("A-0001").answers.exist
    window.press(K.Key_N)
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "no"}

    def changed(*given: object) -> Case:
        raise CaseChangedElsewhere(
            "A-0001 was changed by somebody else meanwhile; nothing was recorded."
        )

    monkeypatch.setattr("mmd_reviewer.services.assessment.answer", changed)
    window.press(K.Key_Y)
    assert "changed by somebody else" in words(window)
    assert view._answers.factors == {"non_negotiable": "no"}, "what the store has is shown again"


def test_without_a_case_the_view_leads_to_the_queue(window: Running) -> None:
    window.press(K.Key_2, control=True)
    assert window.shown() == "assessment"
    view = window.desk_window.rooms.assessment
    assert view.queue_button.hasFocus()
    view.decide()
    view.park()
    view.add_note()
    view.take_sentence()
    window.press(K.Key_Return)
    assert window.shown() == "queue"


def test_every_answer_has_the_name_scripts_rely_on(window: Running, desk: Desk) -> None:
    view = answered(desk, window, {**FACTOR_4, "restricted_productivity": "no"}, "A-0002")
    names = {widget.objectName() for widget in view.findChildren(QWidget)}
    wanted = {f"factor{n}{answer}" for n in (1, 2, 3) for answer in ("Yes", "No", "Unknown")}
    wanted |= {f"{c}{f}" for c in HOLDING for f in ("Holds", "Broken", "Unknown")}
    assert wanted | {"recommendationLabel", "decideButton"} <= names
    assert view.objectName() == "assessmentView"
    made = decision.make(desk, desk.case("A-0002"), view.decision.proposal(DAY))
    assert made.decision is not None


def test_a_look_up_shows_every_sentence_whole(window: Running, desk: Desk) -> None:
    """However narrow the window: long ones go on in the next line."""
    window.program.window.resize(1024, 700)
    view = opened(window)
    view._on_checklist_look_up("non_negotiable")
    window.settle()
    rows = child(window, "baselineList", QListView)
    model = rows.model()
    for place in range(model.rowCount()):
        index = model.index(place, 0)
        room = rows.visualRect(index)
        assert room.width() <= rows.viewport().width()
        wide = rows.fontMetrics().horizontalAdvance(index.data())
        assert room.height() >= rows.fontMetrics().height() * (wide // rows.viewport().width() + 1)


def test_an_answer_given_while_the_case_is_read_again_stays_given(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read before it came late, and the next key answered the same condition again."""
    two = {"non_negotiable": "no", "microsoft_technology": "no"}
    view = answered(desk, window, two)
    late = []
    read_case = Reviewing.read_case

    def slow(it: Reviewing, place: str, number: str, done: Any, *, opens: bool = False) -> None:
        read_case(it, place, number, lambda shown: late.append((done, shown)), opens=opens)

    with monkeypatch.context() as patched:
        patched.setattr(Reviewing, "read_case", slow)
        window.press(K.Key_Y)
    done, shown = late[-1]
    QTest.keyClick(window.focus(), K.Key_Y)  # not recorded yet when this is shown
    done(shown)
    window.press(K.Key_Y, K.Key_Y)
    assert desk.case("A-0001").answers.findings == HOLDING
    assert view.checklist.at == ""


def test_the_recommendation_is_spoken_in_whole_sentences(window: Running) -> None:
    """Where nothing follows from it yet there is no full stop alone."""
    view = opened(window)
    name = view.recommendation.title.accessibleName()
    assert name.startswith("Recommendation: Undetermined. ")
    assert ". ." not in name


def test_where_no_period_is_asked_for_it_says_so(window: Running, desk: Desk) -> None:
    receive(desk, ticket="MMD-9-T", title="No period", timeline="")
    view = answered(desk, window, {"non_negotiable": "no", "microsoft_technology": "yes"}, "A-0005")
    step = view.checklist.steps["microsoft_technology"]
    assert step.asked.text() == "No period asked for, 3 to 12 possible"


def test_every_outcome_of_a_decision_has_room_in_a_small_window(
    window: Running, desk: Desk
) -> None:
    """Also of a decided case, where each needs a reason: the rules beside the reasons are seen."""
    window.program.window.resize(1024, 700)
    answered(desk, window, FACTOR_3)
    decision.make(desk, desk.case("A-0001"), Proposal("decline", "No."))
    view = opened(window, "A-0001")
    assert view.decision.rows["withdrawn"].hint == "needs a reason"
    around = [pane for pane in view.findChildren(Pane) if pane.isAncestorOf(view.decision)]
    assert around
    for pane in around:
        sheet = pane.widget()
        assert sheet is not None
        assert sheet.width() == pane.viewport().width()
