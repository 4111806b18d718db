"""The second assessment in the window: blind, by keys, kept, compared."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from mmd_reviewer.bootstrap import open_desk
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.second_assessment import DIFFERS, WANTED, second_of, standing
from mmd_reviewer.services import (
    assessment,
    decision,
    desk_settings,
    request_queue,
    second_assessment,
)
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.ui.assessment.second_view import SecondView
from mmd_reviewer.ui.reviewing.changes import Changes
from tests.making import DAY, FACTOR_4, HOLDING
from tests.ui.assessment_store import four_requests
from tests.ui.dialogs import accept, choose, chord, write
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SECRET = "A secret finding."
BROKEN = {**FACTOR_4, "conditions": {**HOLDING, "stability": "broken"}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A-0001 is decided by Jonas Weber and wants a second assessment."""
    four_requests(tmp_path).store.close()
    desk = open_desk(Choices(tmp_path / "s.sqlite", DAY, "Jonas Weber"))
    desk_settings.change(desk, {"second_types": "security_agents_vpns"})
    case = assessment.answer(
        desk, desk.case("A-0001"), {**FACTOR_4, "notes": {"stability": SECRET}}
    )
    case = request_queue.note(desk, case, SECRET)
    decision.make(desk, case, Proposal("approve"))
    desk.store.close()
    return tmp_path / "s.sqlite"


@pytest.fixture
def window(file: Path, qtbot: object) -> Iterator[Running]:
    with running(file) as it:
        yield it


def view(window: Running) -> SecondView:
    return window.desk_window.rooms.second


def desk_of(window: Running) -> Desk:
    return window.desk_window.reviewing.desk


def texts(widget: QWidget) -> str:
    return " ".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )


def answer_all(window: Running, *keys: Any) -> None:
    for key in keys or (K.Key_N, K.Key_N, K.Key_Y, K.Key_Y, K.Key_Y, K.Key_Y):
        window.press(key)


def test_enter_opens_it_blind_and_keys_answer_it(window: Running) -> None:
    """Nothing of the first's is on the screen, in preview, checklist or request."""
    choose(window, "A-0001")
    preview = texts(window.desk_window.queue.preview)
    assert SECRET not in preview
    assert "stay hidden" in preview
    assert "Approve" not in preview
    window.press(K.Key_Return)
    assert window.shown() == "second"
    shown = texts(view(window))
    assert SECRET not in shown
    assert not [
        child
        for child in view(window).checklist.findChildren(QWidget)
        if getattr(child, "isChecked", bool)()
    ]
    answer_all(window)
    assert second_of(desk_of(window).case("A-0001")) is None, "nothing is recorded yet"
    window.press(K.Key_Return, control=True)
    found = second_of(desk_of(window).case("A-0001"))
    assert found is not None
    assert found.by == "Ines Moreau"
    assert "They agree" in texts(view(window).compared)
    assert SECRET in texts(view(window).compared)
    assert not view(window).compared.keep_button.isVisible()


def test_two_presses_record_it_once_and_are_not_refused(window: Running) -> None:
    """The second press comes before the first is done."""
    window.desk_window.open_case("second", "A-0001")
    window.settle()
    answer_all(window)
    before = len(desk_of(window).case("A-0001").facts)
    view(window).record()
    view(window).record()
    window.settle()
    assert len(desk_of(window).case("A-0001").facts) == before + 1
    assert words(window) == "A-0001 is assessed a second time."


def test_what_is_answered_comes_back_after_the_program_ended(file: Path, qtbot: object) -> None:
    with running(file) as window:
        window.desk_window.open_case("second", "A-0001")
        window.settle()
        answer_all(window, K.Key_N, K.Key_N)
    with running(file) as window:
        window.desk_window.open_case("second", "A-0001")
        window.settle()
        assert view(window).checklist.answers.factors == {
            "non_negotiable": "no",
            "microsoft_technology": "no",
        }
        window.press(K.Key_Return, control=True)
        assert "is open: answer it first" in words(window)
        assert window.shown() == "second"
        answer_all(window, K.Key_Y, K.Key_N, K.Key_Y, K.Key_Y)


def test_a_difference_is_marked_and_kept_by_the_one_who_decided(file: Path, qtbot: object) -> None:
    first = open_desk(Choices(file, DAY, "Petra Novak"))
    second_assessment.assess(first, first.case("A-0001"), BROKEN)
    first.store.close()
    with running(file) as window:
        window.desk_window.open_case("second", "A-0001")
        window.settle()
        compared = texts(view(window).compared)
        assert "1 of 7 answers differ" in compared
        assert "Differs" in compared
        click(window, "rail_differs")
        assert window.desk_window.queue.current_number() == "A-0001"
        chord(window, "Ctrl+Shift+G")
        assert window.shown() == "second"
        window.press(K.Key_K)
        accept(window)
        assert standing(desk_of(window).case("A-0001")) == DIFFERS
        write(window, secondKeep_keep="Another version of the driver.")
        accept(window)
        assert standing(desk_of(window).case("A-0001")) == ""
        assert "Another version" in texts(view(window).compared)


def test_deciding_anew_leads_to_the_checklist_of_the_decision(file: Path, qtbot: object) -> None:
    first = open_desk(Choices(file, DAY, "Petra Novak"))
    second_assessment.assess(first, first.case("A-0001"), BROKEN)
    first.store.close()
    with running(file) as window:
        window.desk_window.open_case("second", "A-0001")
        window.settle()
        window.press(K.Key_D)
        assert window.shown() == "assessment"
        window.desk_window.open_case("second", "A-0001")
        window.settle()
        window.press(K.Key_Escape)
        assert window.shown() == "assessment"


def test_the_rail_counts_and_the_case_can_be_shown_all_the_same(window: Running) -> None:
    assert child(window, "rail_second").count == 1
    click(window, "rail_second")
    assert window.desk_window.queue.bar.filter_values()["state"] == WANTED
    assert [row.number for row in window.desk_window.queue.model.windows.known()] == ["A-0001"]
    window.desk_window.open_case("case", "A-0001")
    window.settle()
    assert window.shown() == "second"
    click(window, "secondPage")
    assert window.shown() == "case"


def test_in_a_narrow_window_request_and_checklist_take_turns(window: Running) -> None:
    window.program.window.resize(1024, 700)
    window.desk_window.open_case("second", "A-0001")
    window.settle()
    one = view(window)
    assert (one.request.isVisible(), one.checklist.isVisible()) == (False, True)
    click(window, "secondFold")
    assert (one.request.isVisible(), one.checklist.isVisible()) == (True, False)
    assert one.panes()[1] is one.checklist


def test_who_decided_is_told_why_not(file: Path, qtbot: object) -> None:
    desk = open_desk(Choices(file, DAY, "Ines Moreau"))
    decision.make(
        desk,
        assessment.answer(desk, desk.case("A-0001"), {"conditions": {"cost": "broken"}}),
        Proposal("decline", "Too dear."),
    )
    desk.store.close()
    with running(file) as window:
        window.desk_window.open_case("case", "A-0001")
        window.settle()
        assert window.shown() == "case"
        window.desk_window.open_case("second", "A-0001")
        window.settle()
        assert "another person" in view(window).remark.text()
        window.press(K.Key_Return, control=True)
        assert standing(desk_of(window).case("A-0001")) == WANTED
        window.press(K.Key_K, K.Key_D)
        assert window.shown() == "second"


def test_what_another_window_records_is_shown(window: Running, file: Path) -> None:
    window.desk_window.open_case("second", "A-0001")
    window.settle()
    other = open_desk(Choices(file, DAY, "Petra Novak"))
    second_assessment.assess(other, other.case("A-0001"), FACTOR_4)
    other.store.close()
    window.program.registry.run("view.look_again")
    window.settle()
    assert "They agree" in texts(view(window).compared)


def test_what_is_refused_as_typed_is_not_recorded_without(window: Running) -> None:
    """Months in words: they stay in their field, and the answers without them are no fact."""
    window.desk_window.open_case("case", "A-0001")
    window.settle()
    window.press(K.Key_N, K.Key_Y)
    months = view(window).checklist.steps["microsoft_technology"].fields["months"]
    months.setFocus()
    window.type("nine")
    chord(window, "Ctrl+Return")
    assert "give a whole number" in words(window)
    assert (months.text(), months.hasFocus()) == ("nine", True)
    assert second_of(desk_of(window).case("A-0001")) is None


def test_a_case_read_again_takes_the_place_of_none_that_is_opened(window: Running) -> None:
    """Changed elsewhere while the next one is on its way: that one is shown all the same."""
    desk = replace(desk_of(window), reviewer="Jonas Weber")
    case = assessment.answer(desk, desk.case("A-0004"), FACTOR_4)
    decision.make(desk, case, Proposal("decline", "It is not needed."))
    view(window).open_case("A-0001")
    window.settle()
    assert view(window).case_number == "A-0001"
    view(window).open_case("A-0004")
    window.desk_window.reviewing.changed.emit(Changes(frozenset({"A-0001"})))
    window.settle()
    assert view(window).case_number == "A-0004"


def test_from_the_page_of_its_customer_it_is_opened_blind_too(window: Running) -> None:
    """Nothing of the first assessment is shown unasked, whatever list leads to the case."""
    customers = window.desk_window.rooms.customers
    window.desk_window.open_customer(desk_of(window).case("A-0001").request.customer)
    window.settle()
    customers.pane.wait_for("A-0001")
    customers.open_current()
    window.settle()
    assert (window.shown(), view(window).case_number) == ("second", "A-0001")
