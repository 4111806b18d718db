"""What runs, fails or is gone while a person goes on: nothing is done twice or said untruly."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import RequestAmended
from mmd_reviewer.domain.intake import StandingLetter
from mmd_reviewer.domain.letter_facts import LetterPrinted
from mmd_reviewer.services import absence, assessment, decision, disposal, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.forms.remembered import take_up
from mmd_reviewer.ui.intake.standing_letters import StandingLetters
from mmd_reviewer.ui.letters.print_run_dialog import PrintRunDialog
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import Label
from tests.making import DAY, FACTOR_3, assessed, new_desk, receive, request
from tests.printing.making import Paper
from tests.ui.assessment_store import four_requests
from tests.ui.dialogs import accept, chord, is_open
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return four_requests(tmp_path)


def fail(*_given: object, **_more: object) -> object:
    raise OSError("The connection is lost.")


def delete_closed() -> None:
    """Dialogs that were closed are gone for good."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def paper(
    waiting_file: Path, tmp_path: Path, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Running]:
    """Letters that wait, and a print system."""
    take_up({})
    system = Paper()
    monkeypatch.setattr("mmd_reviewer.bootstrap.CupsPrintSystem", lambda: system)
    with running(Path(shutil.copy(waiting_file, tmp_path / "w.sqlite"))) as it:
        yield it


def handed(window: Running) -> PrintRunDialog:
    """Every letter went to the printer."""
    chord(window, "Ctrl+Shift+B")
    click(window, "batchPrint")
    dialog = child(window, "printRunDialog", PrintRunDialog)
    assert isinstance(dialog, PrintRunDialog)
    dialog.choice.printer.setCurrentIndex(dialog.choice.printer.findData("Office"))
    accept(window)
    return dialog


def printed(window: Running, number: str) -> int:
    case = window.desk_window.reviewing.desk.case(number)
    return sum(isinstance(fact.body, LetterPrinted) for fact in case.facts)


def test_what_is_handed_over_is_recorded_once_however_often_it_is_pressed(paper: Running) -> None:
    dialog = handed(paper)
    buttons = (dialog.record, dialog.again, dialog.give_up)
    dialog.record.click()
    for button in buttons:
        assert (button.isEnabled(), button.toolTip()) == (
            False,
            "Letters are being handed over or recorded",
        )
    dialog.record.click()
    paper.settle()
    assert words(paper) == "15 letters recorded as printed. Nothing was dispatched."
    assert printed(paper, "A-0003") == 1


def test_a_run_that_is_closed_while_it_is_recorded_is_recorded(paper: Running) -> None:
    """Some of its letters are left: there is no table any more that would show them."""
    dialog = handed(paper)
    dialog.rows.view.setFocus()
    paper.press(K.Key_Space)
    dialog.record.click()
    dialog.reject()
    delete_closed()
    paper.settle()
    assert words(paper) == "1 letter recorded as printed. Nothing was dispatched."


def test_c11_what_is_disposed_of_is_shown_no_more_though_its_dialog_was_closed(
    tmp_path: Path, qtbot: object
) -> None:
    desk = new_desk(tmp_path, day=date(2020, 1, 7))
    decision.make(desk, assessed(desk, {}), Proposal("withdrawn", "The customer wrote so."))
    disposal.set_retention(desk, {"withdrawn": 2})
    with running(tmp_path / "s.sqlite") as window:
        for view in ("letter", "assessment"):
            window.desk_window.open_case(view, "A-0001")
            window.settle()
        window.program.registry.run("course.dispose")
        window.settle()
        window.type("Over.")
        child(window, "dispose_second_person").setText("Petra Novak")
        dialog = child(window, "disposeDialog")
        dialog.accept_button.click()
        dialog.reject()
        delete_closed()
        window.settle()
        assert words(window) == "A-0001 is disposed of."
        assert window.desk_window.rooms.assessment.number == ""
        window.program.registry.run("course.appeal")
        window.settle()
        assert words(window) == "Choose a case first.", "it was the case worked on last"


def test_f3_a_clock_that_is_right_again_is_doubted_no_more(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def doubt(_desk: Desk) -> None:
        raise Refused("Today is before the newest fact.", "F3")

    watch = window.desk_window.date
    with monkeypatch.context() as wrong:
        wrong.setattr(Desk, "check_date", doubt)
        watch._check()
        window.settle()
        assert words(window, "date").startswith("Look at the clock.")
    watch._check()
    window.settle()
    assert words(window, "date") == ""


def test_b8_an_edition_that_takes_effect_today_is_the_one_in_force(window: Running) -> None:
    """The dispatch of its last letter was recorded with its own day, thirty days ago."""
    reviewing = window.desk_window.reviewing
    another = replace(reviewing.edition, name="edition 2 of November 2026")
    window.desk_window.date._take((reviewing.day, another))
    assert reviewing.edition == another


def test_a_decision_taken_back_twice_at_once_is_no_refusal(window: Running, desk: Desk) -> None:
    case = assessment.answer(desk, desk.case("A-0001"), FACTOR_3 | {"months": 9})
    decision.make(desk, case, Proposal("approve_migration", months=9))
    window.desk_window.open_case("letter", "A-0001")
    window.settle()
    for _ in range(2):
        child(window, "changeDecision").click()
    window.settle()
    assert desk.case("A-0001").decision is None
    assert words(window) == "The decision is taken back."


def test_what_is_not_read_leaves_the_case_that_is_shown(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store does not answer: keys and commands are for the case on the screen, no other."""
    rooms, reviewing = window.desk_window.rooms, window.desk_window.reviewing
    receive(desk, ticket="MMD-9-T", customer="Fabrikam", title="Another")
    for view in ("page", "letter"):
        window.desk_window.open_case(view, "A-0001")
        window.settle()
    customer = desk.case("A-0001").request.customer
    window.desk_window.open_customer(customer)
    window.settle()
    assert rooms.customers.name == customer
    for name in ("case.case_view.read_page", "letters.letter_view.read_letter"):
        monkeypatch.setattr(f"mmd_reviewer.ui.{name}", fail)
    monkeypatch.setattr("mmd_reviewer.ui.customers.customers_view.read_customer", fail)
    window.desk_window.open_customer("Fabrikam")
    window.settle()
    assert rooms.customers.name == customer
    for view in ("page", "letter"):
        window.desk_window.open_case(view, "A-0002")
        window.settle()
    assert (rooms.case.number, rooms.letter.number) == ("A-0001", "A-0001")
    assert rooms.letter.shown is not None
    assert not reviewing.registry.holding.on, "no key waits for what does not come"


def test_the_version_that_is_read_stays_while_answers_are_given(
    window: Running, desk: Desk
) -> None:
    later = request(timeline="9 months", ticket="MMD-1-T", proposal="Another client.")
    desk.record([(desk.case("A-0001"), [RequestAmended(later, "telephone")])])
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    pane = window.desk_window.rooms.assessment.request_pane
    click(window, "versionSwitch")
    assert child(window, "versionSwitch").label == "Version 1 of 2"
    window.desk_window.rooms.assessment.checklist.setFocus()
    window.press(K.Key_N)
    assert desk.case("A-0001").answers.factors == {"non_negotiable": "no"}
    assert child(window, "versionSwitch").label == "Version 1 of 2"
    assert "Received" in labels(pane)
    click(window, "versionSwitch")
    assert {"Amended", "Mon 2026-11-23 by telephone"} <= labels(pane)


def labels(pane: QWidget) -> set[str]:
    return {label.text() for label in pane.findChildren(Label)}


def test_no_pack_of_all_cases_is_made_that_nobody_asked_for(window: Running) -> None:
    """The tick for all of them is taken away where none is chosen."""
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    window.program.registry.run("file.checkout")
    window.settle()
    child(window, "checkoutAll").click()
    accept(window)
    assert is_open("checkoutDialog")
    assert child(window, "dialogError").text().startswith("No case is chosen")


def test_why_a_precedent_cannot_be_gone_to_is_true(window: Running) -> None:
    """They are shown, and there are none: to show them first would help nobody."""
    window.desk_window.open_case("assessment", "A-0001")
    window.settle()
    registry = window.program.registry
    assert registry.reason("assessment.next_precedent") == "Show the precedents first"
    registry.run("assessment.precedents")
    window.settle()
    for name in ("next_precedent", "take_reason"):
        reason = registry.reason(f"assessment.{name}")
        assert reason == "No decided case is like this one"


def test_a_dispatch_of_a_note_that_fails_can_be_recorded_again(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter, "stands_in_ticket", fail)
    one = StandingLetter("A-0001", "A-0001-L1", DAY, "MMD-1-T", whole=True)
    made = StandingLetters([one], set(), window.desk_window.reviewing)
    button = made.findChild(PushButton)
    assert button is not None
    button.click()
    assert not button.isEnabled()
    window.settle()
    assert words(window) == "The connection is lost."
    assert button.isEnabled()
    window.program.registry.lock("The store is read-only")
    locked = StandingLetters([one], set(), window.desk_window.reviewing).findChild(PushButton)
    assert locked is not None
    assert (locked.isEnabled(), locked.toolTip()) == (False, "The store is read-only")


def test_in_a_store_that_can_only_be_read_a_letter_is_looked_at(paper: Running) -> None:
    """The button of the page opens the letter, it records nothing."""
    paper.program.registry.lock("The store is read-only")
    paper.desk_window.open_case("page", "A-0001")
    paper.settle()
    assert child(paper, "caseNext").label.startswith("Look at: ")


def test_an_absence_that_had_not_begun_brings_nobody_back(window: Running) -> None:
    reviewing = window.desk_window.reviewing
    absence.begin(
        reviewing.desk, "Jonas Weber", "Petra Novak", date(2026, 12, 1), date(2026, 12, 9), ""
    )
    reviewing.whereabouts.look_up()
    window.settle()
    window.program.registry.run("file.end_absence")
    window.settle()
    window.press(K.Key_Return)
    assert words(window) == "Jonas Weber stays: the absence is taken back."


def test_with_nothing_chosen_a_command_is_for_the_case_worked_on_last(window: Running) -> None:
    """Not for that of a letter that was looked at before."""
    for view, number in (("letter", "A-0001"), ("assessment", "A-0002")):
        window.desk_window.open_case(view, number)
        window.settle()
    window.program.window.show_view("queue")
    window.desk_window.queue.bar.set_filter({"words": "nothing is called so"})
    window.settle()
    window.program.registry.run("course.hold")
    window.settle()
    assert child(window, "holdDialog").windowTitle() == "Hold A-0002"
