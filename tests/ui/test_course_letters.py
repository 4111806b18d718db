"""The letters of the course in the letter view: notices
by their rules, their dispatch, what happened since.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mmd_reviewer import paths
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import appeal, decision, edition, letter, revocation
from mmd_reviewer.services.read.letter import LetterShown, letter_choices, read_letter
from mmd_reviewer.ui.letters.letter_view import LetterView
from tests.making import DAY, receive
from tests.ui.calendar_store import (
    APPEALED,
    COMING,
    DRAFTED,
    ENDS,
    FINAL_LATE,
    GROUNDS,
    LAPSED,
    THIRD_LATE,
)
from tests.ui.dialogs import accept, chord, is_open, on_a_copy, the_case, write
from tests.ui.running import Running, child, click, words

K = Qt.Key
FIFTH = paths.resources() / "editions" / "2022-12.json"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def view(window: Running, number: str, wanted: str = "") -> LetterView:
    window.desk_window.open_letter(number, wanted)
    window.settle()
    return window.desk_window.rooms.letter


def shown(window: Running) -> LetterShown:
    found = window.desk_window.rooms.letter.shown
    assert found is not None
    return found


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QWidget) if hasattr(label, "text")]


def prepared(window: Running) -> None:
    desk = window.desk_window.reviewing.desk
    window.desk_window.reviewing.deed(
        lambda: revocation.revoke(desk, desk.case(ENDS), ["stability"], **GROUNDS)
    )
    window.settle()


def test_d5_a_notice_that_is_not_the_one_to_issue_is_refused(window: Running) -> None:
    """D5: the view says which one is next; there is nothing to issue."""
    found = view(window, THIRD_LATE, "notice_final")
    assert shown(window).refused.endswith("the third notice is next.")
    assert shown(window).refused in texts(found.checks)
    assert not found.checks.issue.isEnabled()
    assert found.checks._hint.text() == "There is no letter to issue"
    window.press(K.Key_Return, control=True)
    assert not [
        row for row in the_case(window, THIRD_LATE).letters if row.record.kind == "notice_final"
    ]
    view(window, COMING, "notice_second")
    assert shown(window).record is not None, "due in two days, it may go early"
    view(window, COMING, "notice_third")
    assert "is not to be issued" in shown(window).refused


def test_d4_a_late_notice_is_said_first_and_leads_to_the_deadline(window: Running) -> None:
    """D4: what is said stands before the checks; lengthened,
    it is gone and the notice names the new day.
    """
    found = view(window, FINAL_LATE)
    assert shown(window).kind == "notice_final"
    said = texts(found.checks)
    late = next(text for text in said if "leaves 6 days, not 7 (rule D4)" in text)
    assert said.index(late) < said.index("Checks")
    assert {"Deadline", "Sun 2026-11-29"} <= set(said)
    click(window, "letterRetime")
    assert child(window, "retime_deadline").text() == "2026-11-30"
    write(window, retime_reason="The final notice is late.")
    accept(window)
    assert not any("rule D4" in text for text in texts(found.checks))
    assert "Mon 2026-11-30" in texts(found.checks)
    assert "letterRetime" not in {
        child.objectName() for child in found.checks.findChildren(QWidget)
    }


def test_d3_issue_then_dispatch_then_correct(window: Running) -> None:
    """D3, C4, D11: issuing starts no clock; the dispatch does,
    and a correction leaves both visible.
    """
    prepared(window)
    found = view(window, ENDS)
    said = texts(found.checks)
    assert shown(window).kind == "notice_first"
    assert {"Day 0", "if dispatched that day", "Sun 2027-02-21"} <= set(said)
    window.press(K.Key_Return, control=True)
    one = the_case(window, ENDS).revocation
    assert one is not None
    assert not one.notified
    assert words(window).endswith("is issued and stored. Nothing was sent.")
    assert "Issue a corrected letter" not in texts(found.checks)
    click(window, "recordDispatch")
    write(window, dispatch_reference="MMD-1-X")
    accept(window)
    one = the_case(window, ENDS).revocation
    assert one is not None
    assert one.notified
    assert "MMD-1-X" in texts(found.checks)
    click(window, "recordDispatch")
    write(window, correct_reference="MMD-2-X", correct_correct="Mistyped.")
    accept(window)
    assert "MMD-2-X" in texts(found.checks)
    kinds = [type(fact.body).__name__ for fact in the_case(window, ENDS).facts][-2:]
    assert kinds == ["LetterDispatched", "DispatchCorrected"]


def test_d3_dated_for_another_day(window: Running) -> None:
    """D3: Ctrl+T dates the notice; an issued one for another day is replaced."""
    prepared(window)
    found = view(window, ENDS)
    chord(window, "Ctrl+T")
    assert child(window, "letterDayField").text() == "2026-11-23"
    write(window, letterDayField="never")
    accept(window)
    assert child(window, "dialogError").text() == "Give the day as 2026-12-01, +7 or +2w."
    assert is_open("letterDayDialog"), "what cannot be read is said where it was typed"
    write(window, letterDayField="2026-11-20")
    accept(window)
    assert "2026-11-20 is past" in shown(window).refused
    chord(window, "Ctrl+T")
    assert child(window, "letterDayField").text() == "", "where there is no letter there is no day"
    write(window, letterDayField="+1")
    accept(window)
    record = shown(window).record
    assert record is not None
    assert record.day == date(2026, 11, 24)
    assert found.dated == date(2026, 11, 24)
    window.press(K.Key_Return, control=True)
    first = the_case(window, ENDS).letters[-1]
    assert first.record.day == date(2026, 11, 24)
    assert shown(window).issued is not None
    chord(window, "Ctrl+T")
    write(window, letterDayField="2026-11-23")
    accept(window)
    assert shown(window).issued is None
    window.press(K.Key_Return, control=True)
    second = the_case(window, ENDS).letters[-1]
    assert (second.record.day, second.record.replaces) == (DAY, first.record.number)
    assert the_case(window, ENDS).letters[-2].void


def test_only_a_notice_is_dated_for_another_day(window: Running) -> None:
    view(window, APPEALED, "retimed")
    chord(window, "Ctrl+T")
    assert not is_open("letterDayDialog")
    assert words(window) == "Only a notice bears the day it is to be dispatched on."


def test_d1_grounds_are_changed_from_the_first_notice(window: Running) -> None:
    """D1: until it is dispatched, the link leads to the words that every notice repeats."""
    prepared(window)
    found = view(window, ENDS)
    assert child(window, "changeDecision").label == "Change grounds and actions"
    click(window, "changeDecision")
    assert child(window, "revoke_why").toPlainText() == GROUNDS["why"]
    write(window, revoke_why="62 stop errors.")
    accept(window)
    assert shown(window).kind == "notice_first"
    assert any("62 stop errors." in text for text in texts(found.fields))
    view(window, THIRD_LATE)
    assert shown(window).kind == "notice_third"
    assert "Change grounds and actions" not in texts(found.fields)


def test_d5_missed_notices_are_named(window: Running) -> None:
    """D5: of several missed, the latest is issued and names the others."""
    prepared(window)
    desk, day = window.desk_window.reviewing.desk, date(2026, 9, 15)
    revocation.sent_elsewhere(desk, desk.case(ENDS), "first", day, "MMD-1-X", "Marc Dubois")
    found = view(window, ENDS)
    assert shown(window).kind == "notice_third"
    assert {"Not sent", "second", "named in this notice"} <= set(texts(found.checks))


def test_letters_of_the_course_are_offered(window: Running) -> None:
    """What happened and has no letter yet stands in the choice, first what is called for."""
    desk = window.desk_window.reviewing.desk
    offered = {
        code: said
        for code, said in letter_choices(desk, desk.case(APPEALED))
        if "not issued" in said
    }
    assert list(offered) == [
        "appeal_received",
        "retimed",
        "notice_final",
    ]  # C9: owed ones, the oldest first
    found = view(window, LAPSED)
    assert shown(window).kind == "cover_ended"
    assert any(text.startswith("Dates agree") for text in texts(found.checks))
    window.press(K.Key_Return, control=True)
    assert the_case(window, LAPSED).letters[-1].record.kind == "cover_ended"
    view(window, APPEALED)
    assert shown(window).kind == "appeal_received"
    combo = child(window, "letterChoice")
    place = combo.findData("retimed")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    window.settle()
    assert shown(window).kind == "retimed"
    click(window, "issueButton")
    assert the_case(window, APPEALED).letters[-1].record.kind == "retimed"


def test_d8_outcome_and_withdrawal_have_their_letters(window: Running) -> None:
    """D8: each outcome has its letter; a withdrawal without an appeal its own."""
    desk = window.desk_window.reviewing.desk
    appeal.decide_appeal(desk, desk.case(APPEALED), "stands", "Nothing is new.")
    assert "appeal_outcome" in dict(letter_choices(desk, desk.case(APPEALED)))
    view(window, APPEALED, "appeal_outcome")
    assert shown(window).refused == ""
    revocation.withdraw(desk, desk.case(THIRD_LATE), "Repaired.")
    view(window, THIRD_LATE)
    assert shown(window).kind == "revocation_withdrawn"
    assert "Deadline" not in texts(window.desk_window.rooms.letter.checks)


def test_a_notice_overtaken_by_a_new_deadline_is_made_again(window: Running) -> None:
    """C2, D7: the stored one stays readable as void; the next one replaces it."""
    desk = window.desk_window.reviewing.desk
    old = [row for row in the_case(window, DRAFTED).letters if row.record.kind == "notice_third"][
        -1
    ]
    view(window, DRAFTED)
    assert shown(window).issued is not None
    window.desk_window.reviewing.deed(
        lambda: revocation.retime(
            desk, desk.case(DRAFTED), "agreement", date(2027, 1, 31), "Agreed with them."
        )
    )
    window.settle()
    view(window, DRAFTED, "notice_third")
    assert shown(window).issued is None
    view(window, DRAFTED, old.record.number)
    assert "Void" in texts(window.desk_window.rooms.letter.checks)
    assert "Record dispatch" not in texts(window.desk_window.rooms.letter.checks)


def test_ctrl_l_leads_to_what_the_case_calls_for(window: Running) -> None:
    window.desk_window.open_case("assessment", FINAL_LATE)
    window.settle()
    chord(window, "Ctrl+L")
    assert window.shown() == "letter"
    assert shown(window).kind == "notice_final"


def test_an_edition_is_offered_where_it_is_announced(window: Running) -> None:
    desk = window.desk_window.reviewing.desk
    edition.announce(desk, FIFTH.read_bytes(), "e.json", date(2027, 1, 4))
    assert "edition" in dict(letter_choices(desk, desk.case(ENDS)))
    letter.issue(desk, desk.case(ENDS), "edition")
    assert "edition" not in dict(letter_choices(desk, desk.case(ENDS)))


def test_a_case_without_a_decision_calls_for_no_letter_of_one(window: Running) -> None:
    """C9: what is withdrawn before a decision has no letter; the view says so and offers none."""
    desk = window.desk_window.reviewing.desk
    case = receive(desk, ticket="MMD-8-X")
    case = decision.make(desk, case, Proposal("withdrawn", reason="The customer called."))
    found = read_letter(desk, case.number, "")
    assert (found.kind, found.pdf) == ("", b"")
    assert found.refused
    assert letter_choices(desk, case) == ()
