"""Asking for details and closing by a route, by themselves: what is chosen already, what must be
said, and what one Undo takes back (A1, A2, A4, C7).
"""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain import fact as kinds
from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.services import request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.dialogs import FormDialog
from mmd_reviewer.ui.queue.triage_dialogs import (
    Asked,
    Route,
    ask_details,
    ask_route,
    close_by_route,
    return_for_details,
)
from mmd_reviewer.ui.widgets.answers import RadioRow
from mmd_reviewer.ui.widgets.tick import Tick
from tests.making import DAY, edition, new_desk, receive
from tests.ui.alone import Alone, child, fill, texts
from tests.ui.shown_cases import shown_after

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PROPOSAL = kinds.DetailJudged("proposal", sufficient=False, why="Which version?")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    receive(desk)
    return desk


class Details:
    """The dialog on a case, and what it gave."""

    def __init__(self, it: Alone, shown: Shown) -> None:
        self.given: list[Asked] = []
        self.it = it
        self.dialog: FormDialog = ask_details(it.under, shown, self.given.append)

    def accept(self) -> str:
        return self.it.accept(self.dialog)

    @property
    def ticked(self) -> list[str]:
        boxes = self.dialog.findChildren(Tick)
        return [box.objectName().removeprefix("ask_") for box in boxes if box.isChecked()]

    @property
    def asked_why(self) -> list[str]:
        found = self.dialog.findChildren(QWidget)
        names = [row.objectName() for row in found if row.isVisible()]
        return [name.removeprefix("askWhy_") for name in names if name.startswith("askWhy_")]

    def tick(self, name: str, on: bool = True) -> None:
        child(self.dialog, f"ask_{name}", Tick).setChecked(on)


def test_a1_the_four_details_stand_there_with_what_was_given(it: Alone) -> None:
    details = Details(it, shown_after(requirement="", timeline="about a year"))
    boxes = details.dialog.findChildren(Tick)
    assert [(box.text(), box.isEnabled(), box.isChecked()) for box in boxes] == [
        ("Exemption type is not sufficient", True, False),
        ("Requirement is missing", False, True),
        ("Proposal is not sufficient", True, False),
        ("Timeline is not sufficient", True, False),
    ]
    said = texts(details.dialog)
    for words in ("Security agents & VPNs", "about a year"):
        assert words in said
    assert details.asked_why == []


def test_a1_what_is_missing_is_asked_for_without_another_word(it: Alone) -> None:
    details = Details(it, shown_after(requirement=""))
    assert details.dialog.focusWidget().objectName() == "askReason"
    assert details.accept() == ""
    assert details.given == [Asked({}, "")]


def test_a1_of_a_complete_request_something_must_be_asked(it: Alone) -> None:
    details = Details(it, shown_after())
    assert details.dialog.focusWidget().objectName() == "ask_type"
    assert details.accept() == "Nothing is asked: choose a detail, or write what is asked."
    fill(details.dialog, askReason="  Who pays?  ")
    assert details.accept() == ""
    assert details.given == [Asked({}, "Who pays?")]


def test_a1_a_detail_that_is_not_sufficient_needs_why_as_the_letter_says_it(it: Alone) -> None:
    details = Details(it, shown_after())
    details.tick("proposal")
    assert details.asked_why == ["proposal"]
    assert details.accept() == "Say why the proposal is not sufficient: the letter says it."
    assert details.dialog.focusWidget().objectName() == "askWhy_proposal"
    fill(details.dialog, askWhy_proposal=" Which version? ")
    details.tick("timeline")
    details.tick("timeline", on=False)
    assert details.asked_why == ["proposal"]
    assert details.accept() == ""
    assert details.given == [Asked({"proposal": "Which version?"}, "")]


def test_a1_what_was_judged_before_stands_there_and_is_not_recorded_again(it: Alone) -> None:
    details = Details(it, shown_after(PROPOSAL))
    assert details.ticked == ["proposal"]
    assert details.dialog.focusWidget().objectName() == "askWhy_proposal"
    assert details.accept() == ""
    assert details.given == [Asked({}, "")]


@pytest.mark.parametrize(
    ("on", "why", "judged"),
    [(False, "", {"proposal": ""}), (True, "For whom?", {"proposal": "For whom?"})],
)
def test_a1_a_judgement_is_taken_back_or_worded_otherwise(
    it: Alone, on: bool, why: str, judged: dict[str, str]
) -> None:
    details = Details(it, shown_after(PROPOSAL, requirement=""))
    fill(details.dialog, askWhy_proposal=why)
    details.tick("proposal", on=on)
    assert details.accept() == ""
    assert details.given == [Asked(judged, "")]


def test_c7_one_undo_takes_back_the_return_and_what_was_judged_for_it(desk: Desk) -> None:
    """It was one deed of the person: the details are given again."""
    asked = Asked({"proposal": "Which version?", "timeline": "From when?"}, "")
    returned = return_for_details(desk, "A-0001", asked)
    assert state(returned, DAY) == "returned"
    assert dict(returned.judged) == {"proposal": "Which version?", "timeline": "From when?"}
    (undone,) = request_queue.undo(desk, returned)
    assert (state(undone, DAY), dict(undone.judged), undone.missing) == ("new", {}, ())
    (again,) = request_queue.redo(desk, undone)
    assert (state(again, DAY), len(again.judged)) == ("returned", 2)


def test_a1_a_return_that_is_refused_leaves_no_detail_judged(desk: Desk) -> None:
    """The details were sufficient after all, and nothing else is asked."""
    judged = request_queue.judge(
        desk, desk.case("A-0001"), "proposal", sufficient=False, why="Which version?"
    )
    with pytest.raises(Refused) as refusal:
        return_for_details(desk, "A-0001", Asked({"proposal": ""}, ""))
    assert (refusal.value.rule, refusal.value.field) == ("A1", "reason")
    assert desk.case("A-0001") == judged


# By a route


class Routes:
    """The dialog on a case, and what it gave."""

    def __init__(self, it: Alone) -> None:
        self.given: list[Route] = []
        self.dialog: FormDialog = ask_route(it.under, "A-0001", edition(), self.given.append)
        self.rows = self.dialog.findChildren(RadioRow)


def test_a4_every_route_of_the_edition_can_be_chosen_once_by_its_question(it: Alone) -> None:
    routes = Routes(it)
    names = [row.label for row in routes.rows]
    assert sorted(names) == sorted(route.name for route in edition().routes)
    asked = [row.question for row in edition().triage]
    assert [row.accessibleDescription() for row in routes.rows][: len(asked)] == asked
    said = texts(routes.dialog)
    for row in routes.rows:
        assert row.accessibleDescription() in said


def test_a4_a_route_must_be_chosen_and_says_what_the_letter_will(it: Alone) -> None:
    routes = Routes(it)
    assert it.accept(routes.dialog) == "Choose the route to take instead."
    assert routes.dialog.focusWidget() is routes.rows[0]
    row = routes.rows[1]
    row.click()
    route = next(one for one in edition().routes if one.name == row.label)
    assert f"The letter says: {route.how}" in texts(routes.dialog)
    fill(routes.dialog, closeReason=" Ask your administrator. ")
    assert it.accept(routes.dialog) == ""
    assert routes.given == [Route(route.code, "Ask your administrator.")]


def test_a4_the_case_is_closed_by_that_route(desk: Desk) -> None:
    closed = close_by_route(desk, "A-0001", Route("customer_setting", "You can set it."))
    assert state(closed, DAY) == "no_exemption_needed"
    assert closed.decision is not None
    made: Any = closed.decision.made
    assert (made.route, made.reason) == ("customer_setting", "You can set it.")
