"""Nothing that was typed or chosen is lost: drafts come back as a whole,
over a program that was killed too.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from mmd_reviewer.domain.deed import Draft
from mmd_reviewer.services import assessment, drafts
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_4, new_desk, receive
from tests.ui.dialogs import accept, choose, is_open, opened, said
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
ME = "Ines Moreau"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A case with factor 4, one to be migrated, and one as it came."""
    desk = new_desk(tmp_path)
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T", customer=f"Customer {n}")
    assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    return desk


def assess(window: Running, number: str) -> None:
    window.desk_window.open_case("assessment", number)
    window.settle()


def rest() -> None:
    """Let the second pass within which a draft is kept;
    `QTest.qWait` would let no other thread work.
    """
    loop = QEventLoop()
    QTimer.singleShot(1000, loop.quit)
    loop.exec()


def by_click(window: Running, name: str) -> None:
    QTest.mouseClick(child(window, name), Qt.MouseButton.LeftButton)
    window.settle()


def test_a_decision_begun_comes_back_as_a_whole(window: Running, desk: Desk) -> None:
    """Decline and its reason: after another case it is Decline still, said so;
    and Ctrl+Enter declines.
    """
    assess(window, "A-0001")
    pane = window.desk_window.rooms.assessment.decision
    assert pane.outcome == "approve"
    by_click(window, "outcome_decline")
    pane.reason.setFocus()
    window.type("The driver is not signed.")
    assess(window, "A-0002")
    assert (pane.reason.toPlainText(), pane.came_back.isVisible()) == ("", False)
    assess(window, "A-0001")
    assert (pane.outcome, pane.reason.toPlainText()) == ("decline", "The driver is not signed.")
    assert pane.came_back.isVisible()
    accept(window)
    made = desk.case("A-0001").decision
    assert made is not None
    assert made.made.outcome == "decline"
    assert desk.store.drafts(desk.case("A-0001").key, ME) == ()


def test_every_entry_of_the_decision_comes_back_and_can_be_let_go(
    window: Running, desk: Desk
) -> None:
    """Outcome, period, terms and devices, within a second of the last key;
    start afresh takes them away.
    """
    assess(window, "A-0001")
    pane = window.desk_window.rooms.assessment.decision
    by_click(
        window,
        "outcome_approve_migration"
        if pane.rows["approve_migration"].isEnabled()
        else "outcome_approve",
    )
    chosen = pane.outcome
    pane.period.setFocus()
    window.type("5 months")
    click(window, "moreTerms")
    window.type("Only in Lyon.")
    child(window, "limitedDevices").setFocus()
    window.type("5CG1234XYZ")
    rest()
    kept = drafts.together(desk.store.drafts(desk.case("A-0001").key, ME))
    assert kept == {
        "outcome": chosen,
        "period": "5 months",
        "terms": "Only in Lyon.",
        "devices": "5CG1234XYZ",
    }
    assess(window, "A-0002")
    assess(window, "A-0001")
    assert pane.period.text() == "5 months"
    assert pane.fields.serials == ("5CG1234XYZ",)
    assert pane.terms.isVisible()
    by_click(window, "startAfresh")
    assert (pane.period.text(), pane.terms.toPlainText(), len(pane.fields.serials)) == ("", "", 0)
    assert not pane.came_back.isVisible()
    assert desk.store.drafts(desk.case("A-0001").key, ME) == ()


def test_what_a_migration_asks_for_comes_back_and_is_recorded_with_the_decision(
    window: Running, desk: Desk
) -> None:
    """Technology typed and never left: it comes back, and deciding records it first."""
    assess(window, "A-0002")
    window.press(K.Key_N, K.Key_Y)
    assert window.focus().objectName() == "technology"
    QTest.keyClicks(window.focus(), "Intune")
    rest()
    assert drafts.together(desk.store.drafts(desk.case("A-0002").key, ME)) == {
        "technology": "Intune"
    }
    # As if the program had ended: nothing is told by leaving
    child(window, "technology").blockSignals(True)
    assess(window, "A-0003")
    child(window, "technology").blockSignals(False)
    assess(window, "A-0002")
    assert child(window, "technology").text() == "Intune"
    assert desk.case("A-0002").answers.technology in ("", None)
    window.desk_window.rooms.assessment.decide()
    window.settle()
    assert desk.case("A-0002").answers.technology == "Intune"


def test_drafts_of_an_earlier_version_are_read(window: Running, desk: Desk) -> None:
    """A reason and a note that were kept one by one stand there, and go into the one record."""
    key = desk.case("A-0001").key
    desk.store.save_draft(Draft(key, "reason", ME, "Half a sent"))
    desk.store.save_draft(Draft(key, "note security", ME, "Half a note"))
    assess(window, "A-0001")
    view = window.desk_window.rooms.assessment
    assert view.decision.reason.toPlainText() == "Half a sent"
    assert view.checklist.rows["security"].note.toPlainText() == "Half a note"
    view.decision.reason.setFocus()
    window.press(K.Key_End)
    window.type("ence")
    rest()
    assert [row.field for row in desk.store.drafts(key, ME)] == [drafts.WHOLE]
    assert drafts.together(desk.store.drafts(key, ME)) == {
        "reason": "Half a sentence",
        "note security": "Half a note",
    }


def test_esc_keeps_the_words_of_a_dialog_and_says_so(window: Running, desk: Desk) -> None:
    """A note, Esc, the note again: its words are there, said so; recorded, they are gone."""
    choose(window, "A-0002")
    window.press(K.Key_M)
    window.type("Called them; they send the list on Monday.")
    window.press(K.Key_Escape)
    assert not is_open("noteDialog")
    assert "Note on A-0002" in words(window)
    assert desk.case("A-0002").notes == ()
    window.press(K.Key_M)
    assert child(window, "noteField").toPlainText() == "Called them; they send the list on Monday."
    assert child(window, "startAfresh").isVisible()
    accept(window)
    assert [note.text for note in desk.case("A-0002").notes] == [
        "Called them; they send the list on Monday."
    ]
    assert desk.store.drafts_by(ME) == ()
    window.press(K.Key_M)
    assert child(window, "noteField").toPlainText() == ""


def test_a_dialog_starts_afresh(window: Running, desk: Desk) -> None:
    """Park: what was typed before goes at a click, from the store as well."""
    choose(window, "A-0002")
    window.press(K.Key_P)
    window.type("A study")
    child(window, "parkUntil").setText("+9")
    window.press(K.Key_Escape)
    window.press(K.Key_P)
    assert child(window, "parkUntil").text() == "+9"
    by_click(window, "startAfresh")
    assert (child(window, "parkReason").toPlainText(), child(window, "parkUntil").text()) == (
        "",
        "",
    )
    assert desk.store.drafts_by(ME) == ()


def test_a_dialog_closes_only_when_its_deed_is_done(window: Running, desk: Desk) -> None:
    """Linking to a case that is not there is said in the dialog; every word is still in it."""
    choose(window, "A-0002")
    window.press(K.Key_L)
    window.type("A-0099")
    accept(window)
    assert is_open("linkDialog")
    dialog = child(window, "linkDialog")
    assert "A-0099" in said(dialog)
    assert child(window, "linkField").text() == "A-0099"
    child(window, "linkField").setText("A-0003")
    accept(window)
    assert not is_open("linkDialog")
    assert [link.other for link in desk.case("A-0002").links] == ["A-0003"]


def test_words_of_a_case_are_kept_with_it_and_others_with_the_desk(
    window: Running, desk: Desk
) -> None:
    """A case that is disposed of takes the words typed on it along."""
    choose(window, "A-0002")
    window.press(K.Key_M)
    window.type("A word.")
    window.press(K.Key_Escape)
    window.press(K.Key_N, control=True)
    window.type("Contoso")
    window.press(K.Key_Escape)
    assert [row.text for row in desk.store.drafts(desk.case("A-0002").key, ME)] == [
        '{"noteField": "A word."}'
    ]
    assert len(desk.store.drafts_by(ME)) == 2
    window.press(K.Key_N, control=True)
    assert child(window, "newCustomer").text() == "Contoso"


KILLED = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from tests.ui.running import child, running
from tests.ui.test_kept_words import Qt, rest

with running(Path(sys.argv[1])) as window:
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    QTest.mouseClick(child(window, "outcome_decline"), Qt.MouseButton.LeftButton)
    window.desk_window.rooms.assessment.decision.reason.setFocus()
    QTest.keyClicks(window.focus(), "Not signed.")
    window.program.window.show_view("queue")
    window.settle()
    window.desk_window.queue.go_to_case("A-0002")
    window.settle()
    window.program.registry.run("queue.park")
    window.settle()
    QTest.keyClicks(window.focus(), "A study")
    rest()
    print("typed", flush=True)
    time.sleep(60)
"""


def test_a_program_that_is_killed_loses_nothing(desk: Desk, tmp_path: Path, qtbot: object) -> None:
    """Killed a second after the last key: decision and dialog come back as they were."""
    store = tmp_path / "s.sqlite"
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(store)], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    try:
        assert program.stdout.readline().strip() == "typed"
    finally:
        program.kill()
        program.wait()
        program.stdout.close()
    with running(store) as window:
        assess(window, "A-0001")
        pane = window.desk_window.rooms.assessment.decision
        assert (pane.outcome, pane.reason.toPlainText()) == ("decline", "Not signed.")
        choose(window, "A-0002")
        window.press(K.Key_P)
        assert child(window, "parkReason").toPlainText() == "A study"


def test_a_form_comes_back_with_all_its_rows(window: Running, desk: Desk) -> None:
    """The amendment by telephone: what was chosen as well as what was typed;
    a day that was not touched is today's.
    """
    opened(window, "A-0002", "course.amend", "amend")
    child(window, "amend_timeline").setFocus()
    child(window, "amend_timeline").selectAll()
    window.type("6 months")
    window.press(K.Key_Escape)
    opened(window, "A-0002", "course.amend", "amend")
    assert child(window, "amend_timeline").text() == "6 months"
    accept(window)
    assert desk.case("A-0002").newest.timeline.text == "6 months"
