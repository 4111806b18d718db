"""Decided cases beside the checklist: shown by a key, walked, a reason taken over, flags."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.precedent import Precedent
from mmd_reviewer.services import assessment, decision, letter, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.precedents import Precedents
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.ui.assessment.assessment_view import AssessmentView
from mmd_reviewer.ui.assessment.precedents_pane import NONE, PrecedentsPane
from mmd_reviewer.ui.reviewing.changes import Changes
from tests.making import FACTOR_4, GROUNDS, QuickPress, new_desk, put_in_force, receive
from tests.ui.assessment_store import opened
from tests.ui.running import Running, child, click

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CUSTOMERS = ("Contoso", "Wingtip Toys", "Northwind", "Litware", "Adatum")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Five decided cases of AnyConnect, the first revoked for stability; one to assess; one that is
    like none.
    """
    desk = replace(new_desk(tmp_path), press=QuickPress())
    for place, name in enumerate(CUSTOMERS):
        given = {"customer": name, "ticket": f"MMD-{place}-D", "title": f"AnyConnect for {name}"}
        case = assessment.answer(desk, receive(desk, **given), FACTOR_4)
        decision.make(desk, case, Proposal("approve", f"Reason of {name}.", months=6 + place))
    case = put_in_force(desk, desk.case("A-0001"), devices=(Device("5CG1", "HP", "Elite"),))
    case = revocation.revoke(desk, case, ["stability"], **GROUNDS)
    case, issued = letter.issue(desk, case, "notice_first")
    letter.dispatched(desk, case, issued.record.number, desk.today(), "MMD-0-N")
    receive(desk, ticket="MMD-6-N", customer="Fabrikam")
    other = {"type_words": "Devices", "title": "Getac", "requirement": "Rain.", "proposal": "Getac"}
    receive(desk, ticket="MMD-7-N", **other)
    return desk


def pane(view: AssessmentView) -> PrecedentsPane:
    return view.beside.precedents


def texts(widget: QWidget) -> str:
    """Every word that a widget shows."""
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_key_shows_the_precedents_and_leads_back(window: Running, desk: Desk) -> None:
    """D shows them with the keys; D once more, or Q, gives the keys back to the checklist."""
    view = opened(window, "A-0006")
    assert view.checklist.hasFocus()
    assert not pane(view).isVisible()
    window.press(K.Key_D)
    assert pane(view).isVisible()
    assert window.focus() is pane(view)
    said = texts(pane(view))
    for part in ("5 of 5", "approved", "Decided cases of this type and product", "same product"):
        assert part in said
    assert "1 of 5 revoked later, for system stability" in said
    window.press(K.Key_D)
    assert view.checklist.hasFocus()
    assert pane(view).isVisible(), "they stay in view beside the questions"
    window.press(K.Key_Q)
    assert view.checklist.hasFocus()
    assert not pane(view).isVisible()
    assert view.request_pane.isVisible()


def test_cards_are_walked_and_one_is_opened(window: Running, desk: Desk) -> None:
    view = opened(window, "A-0006")
    window.press(K.Key_D)
    first = pane(view).current
    assert first is not None
    window.press(K.Key_J)
    second = pane(view).current
    assert second is not None
    assert second.number != first.number
    window.press(K.Key_Up)
    assert pane(view).current == first
    window.press(K.Key_K)
    assert pane(view).current == first, "the first one stays"
    window.press(*[K.Key_Down] * 9)
    last = pane(view).current
    assert last is not None
    assert last.number in pane(view).accessibleDescription()
    window.press(K.Key_Return)
    assert window.shown() == "case"
    assert window.desk_window.rooms.case.number == last.number


def test_a_reason_is_taken_over_by_one_key(window: Running, desk: Desk) -> None:
    """Seen at once in the reason box, behind what stands there, kept as a draft, never doubled."""
    view = opened(window, "A-0006")
    view.decision.reason.setFocus()
    window.type("Mine first.")
    view.checklist.setFocus()
    window.settle()
    window.press(K.Key_D)
    current = pane(view).current
    assert current is not None
    window.press(K.Key_T)
    expected = f"Mine first. {current.reason}"
    assert view.decision.reason.toPlainText() == expected
    assert view.decision.reason.hasFocus()
    assert view._drafts.entries["reason"] == expected
    click(window, f"takeReason_{current.number}")
    assert view.decision.reason.toPlainText() == expected
    assert desk.case("A-0006").decision is None


def test_without_the_precedents_in_view_their_keys_do_nothing(window: Running, desk: Desk) -> None:
    """What no control announces is not done."""
    view = opened(window, "A-0006")
    window.press(K.Key_T, K.Key_J)
    assert view.decision.reason.toPlainText() == ""
    registry = window.program.registry
    assert registry.reason("assessment.take_reason") == "Show the precedents first"
    window.press(K.Key_D)
    assert registry.reason("assessment.take_reason") == ""


def test_d1_the_flag_stands_beside_the_condition_that_it_broke(window: Running, desk: Desk) -> None:
    """D1: in the assessment itself, whatever stands beside it; not on a case that is like none."""
    view = opened(window, "A-0006")
    assert "Same product in revocation: A-0001, Contoso" in texts(view.checklist.rows["stability"])
    assert "revocation" not in texts(view.checklist.rows["security"])
    view = opened(window, "A-0007")
    assert "revocation" not in texts(view.checklist)
    window.press(K.Key_D)
    assert NONE in texts(pane(view))
    window.press(K.Key_Down, K.Key_J, K.Key_Return)
    assert window.shown() == "assessment"


def test_a_draft_that_departs_from_the_nearest_is_told(window: Running, desk: Desk) -> None:
    """Above Decide; gone when the draft is as the nearest one was. It asks for nothing (B5)."""
    assessment.answer(desk, desk.case("A-0006"), FACTOR_4)
    view = opened(window, "A-0006")
    nearest = pane(view).current
    assert nearest is not None
    assert f"Departs from {nearest.number}, the nearest precedent: approved" in texts(view._right)
    months = nearest.decided.split()[1]
    view.decision.period.setFocus()
    window.type(f"{months} months")
    assert "Departs from" not in texts(view._right)
    view.decision.period.setText("no such period")
    window.settle()
    assert "Departs from" not in texts(view._right), "what is not understood departs from nothing"
    click(window, "outcome_decline")
    assert f"Departs from {nearest.number}" in texts(view._right)


def test_what_differs_follows_the_answers(window: Running, desk: Desk) -> None:
    view = opened(window, "A-0006")
    window.press(K.Key_D)
    assert "System stability broken there; here not answered" in texts(pane(view))
    click(window, "stabilityHolds")
    assert "System stability broken there; here holds" in texts(pane(view))


def test_decided_meanwhile_is_shown_without_being_asked_for(window: Running, desk: Desk) -> None:
    view = opened(window, "A-0007")
    assert pane(view).count == 0
    given = {
        "type_words": "Devices",
        "title": "Getac F110",
        "proposal": "Getac",
        "ticket": "MMD-8-N",
    }
    case = assessment.answer(desk, receive(desk, **given), FACTOR_4)
    decision.make(desk, case, Proposal("approve", "Rain.", months=6))
    window.program.registry.run("view.look_again")
    window.settle()
    assert pane(view).count == 1


def test_in_a_narrow_window_they_take_turns_with_the_checklist(window: Running, desk: Desk) -> None:
    window.program.window.resize(1024, 700)
    view = opened(window, "A-0006")
    window.press(K.Key_D)
    assert pane(view).isVisible()
    assert not view.checklist.isVisible()
    window.press(K.Key_Y)
    assert desk.case("A-0006").answers.factors == {}, "what is not seen is not answered"
    window.press(K.Key_Q)
    assert view.request_pane.isVisible()
    assert not view.checklist.isVisible()
    window.press(K.Key_Q)
    assert view.checklist.hasFocus()
    window.press(K.Key_D, K.Key_D)
    assert view.checklist.hasFocus()
    window.press(K.Key_Y)
    assert desk.case("A-0006").answers.factors == {"non_negotiable": "yes"}


def test_a_case_opens_while_precedents_are_still_looked_for(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    """No case waits for them, and those of a case that was left are not shown."""
    held, looked = threading.Event(), threading.Event()
    found = SqlStore.precedents

    def slowly(
        self: SqlStore, wanted: Sequence[str], most: int, *, revoking: bool = False
    ) -> list[Precedent]:
        looked.set()
        assert held.wait(20)
        return found(self, wanted, most, revoking=revoking)

    monkeypatch.setattr(SqlStore, "precedents", slowly)
    try:
        view = window.desk_window.rooms.assessment
        window.desk_window.open_case("assessment", "A-0006")
        qtbot.waitUntil(lambda: view.number == "A-0006" and looked.is_set())
        QTest.keyClick(view.checklist, K.Key_D)
        assert "Looking for decided cases" in texts(pane(view))
        window.desk_window.open_case("assessment", "A-0007")
        qtbot.waitUntil(lambda: view.number == "A-0007")
    finally:
        held.set()
    window.settle()
    assert NONE in texts(pane(view))


def test_c11_what_is_like_a_disposed_case_is_not_looked_for(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C11: it is no more; another case's change asks nothing of it."""
    view = opened(window, "A-0006")
    asked: list[str] = []

    def noted(desk: Desk, case: Case) -> Precedents:
        asked.append(case.number)
        return Precedents()

    monkeypatch.setattr("mmd_reviewer.ui.assessment.like_cases.precedents_of", noted)
    view.reviewing.changed.emit(Changes(many=True))
    window.settle()
    assert asked == ["A-0006"]
    view.reviewing.changed.emit(Changes(many=True, gone="A-0006"))
    view.reviewing.changed.emit(Changes(many=True))
    window.settle()
    assert asked == ["A-0006"]


def test_the_cards_are_accessible(window: Running, desk: Desk) -> None:
    view = opened(window, "A-0006")
    window.press(K.Key_D)
    current = pane(view).current
    assert current is not None
    card = child(window, f"precedent_{current.number}")
    assert current.customer in card.accessibleName()
    link = child(window, f"openPrecedent_{current.number}")
    assert link.accessibleName() == current.number
    QTest.mouseClick(child(window, "precedent_A-0003"), Qt.MouseButton.LeftButton)
    now = pane(view).current
    assert now is not None
    assert now.number == "A-0003"
    click(window, "openPrecedent_A-0003")
    assert window.desk_window.rooms.case.number == "A-0003"
