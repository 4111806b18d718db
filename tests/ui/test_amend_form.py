"""The form of an amendment by telephone or mail, a new request typed in, and the dialogs of packs,
each by itself (A1, A3, A5, C8).
"""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from mmd_reviewer.domain.case_state import state
from mmd_reviewer.domain.settling import BOTH, ONE, OTHER, Choice
from mmd_reviewer.services import packs, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.merge_words import TwoSides
from mmd_reviewer.ui.amendment.amend_dialog import ask_amend
from mmd_reviewer.ui.intake.new_request import NewRequest
from mmd_reviewer.ui.packs import pack_dialogs
from mmd_reviewer.ui.packs.pack_dialogs import ask_checkout, ask_give_up
from mmd_reviewer.ui.packs.settle_dialog import MOST, SettleDialog
from mmd_reviewer.ui.widgets.tick import Tick
from tests.making import DAY, new_desk, receive
from tests.ui.alone import Alone, child, fill, is_there, texts, too_wide, typed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    receive(desk, timeline="when we like")
    return desk


# By telephone or mail


def test_a1_the_words_of_now_stand_there_to_be_changed(it: Alone) -> None:
    ask_amend(it.reviewing, it.under, "A-0001")
    form = it.dialog("amendDialog")
    request = it.desk.case("A-0001").newest
    assert typed(form, "amend_requirement") == request.requirement
    assert typed(form, "amend_proposal") == request.proposal
    assert typed(form, "amend_timeline") == "when we like"
    assert typed(form, "amend_source") == "telephone"
    fill(form, amend_proposal="Deploy version 5.", amend_source="mail")
    assert it.accept(form) == ""
    case = it.desk.case("A-0001")
    assert case.newest.proposal == "Deploy version 5."
    assert case.newest.requirement == request.requirement
    assert case.versions[-1].source == "mail"
    assert it.heard.of_deed == "A-0001 is amended, by mail."


def test_a5_the_same_words_amend_nothing(it: Alone) -> None:
    ask_amend(it.reviewing, it.under, "A-0001")
    form = it.dialog("amendDialog")
    assert it.accept(form).endswith("nothing is amended (rule A5).")
    assert len(it.desk.case("A-0001").versions) == 1


def test_a3_a_timeline_that_a_reviewer_read_stays_read_while_its_words_stay(it: Alone) -> None:
    """Another detail is amended; the period is not to be given a second time."""
    request_queue.correct_reading(it.desk, it.desk.case("A-0001"), timeline="9 months")
    ask_amend(it.reviewing, it.under, "A-0001")
    form = it.dialog("amendDialog")
    fill(form, amend_proposal="Deploy version 5.")
    assert it.accept(form) == ""
    timeline = it.desk.case("A-0001").newest.timeline
    assert (timeline.text, timeline.months) == ("when we like", 9)
    ask_amend(it.reviewing, it.under, "A-0001")
    again = it.dialog("amendDialog")
    fill(again, amend_timeline="two years")
    assert it.accept(again) == ""
    assert it.desk.case("A-0001").newest.timeline.months == 24


# Typed in


@pytest.fixture
def form(it: Alone) -> NewRequest:
    made = NewRequest(it.reviewing, it.under)
    made.open()
    return made


@pytest.mark.parametrize(
    ("values", "said_so", "field"),
    [
        ({"newCustomer": " "}, "Name the customer.", "newCustomer"),
        ({"newReceived": "last week"}, "Give the day as 2026-11-23.", "newReceived"),
        ({"newReceived": ""}, "Give the day as 2026-11-23.", "newReceived"),
        ({"newReceived": "+1"}, "The request cannot have come after today.", "newReceived"),
        (
            {"newCustomer": "Contoso", "newTicket": "MMD-1465058-R5V8P"},
            "(rule A5)",
            "newCustomer",
        ),
    ],
)
def test_a5_what_is_wrong_is_said_where_it_was_typed_with_its_rule(
    it: Alone, form: NewRequest, values: dict[str, str], said_so: str, field: str
) -> None:
    fill(form, **{"newCustomer": "Fabrikam", "newTitle": "Another", **values})
    assert said_so in it.accept(form)
    assert form.focusWidget().objectName() == field
    assert typed(form, "newTitle") == "Another"
    assert len(it.desk.store.customers(DAY)) == 1


def test_a1_what_is_not_known_may_be_left_out(it: Alone, form: NewRequest) -> None:
    stored: list[object] = []
    form.submitted.connect(stored.append)
    fill(form, newCustomer="Contoso", newReceived="2026-11-20")
    assert it.accept(form) == ""
    assert not is_there(form)
    case = it.desk.case("A-0002")
    assert state(case, DAY) == "incomplete"
    assert (case.request.customer, case.received_on.isoformat()) == ("Contoso", "2026-11-20")
    assert stored == ["A-0002"]


def test_of_a_customer_its_name_stands_there_and_the_title_is_next(it: Alone) -> None:
    form = NewRequest(it.reviewing, it.under, "Contoso")
    form.open()
    assert form.windowTitle() == "New request of Contoso"
    assert typed(form, "newCustomer") == "Contoso"
    assert form.focusWidget().objectName() == "newTitle"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Weeks, months, an end date, or permanent"),
        ("6 months", "Understood as: 6 months, until 2027-05-23"),
        ("until 2027-06-30", "Understood as: Until 2027-06-30"),
        ("permanent", "Understood as: Open-ended"),
        ("over a year", "Not understood: the words are kept, the reviewer gives the period"),
    ],
)
def test_a3_a_timeline_is_understood_as_it_is_typed(
    form: NewRequest, text: str, words: str
) -> None:
    fill(form, newTimeline="x")
    fill(form, newTimeline=text)
    assert words in texts(form)


def test_a2_a_type_says_what_belongs_to_it(it: Alone, form: NewRequest) -> None:
    assert form.described.isHidden()
    kind = it.reviewing.edition.types[2]
    form.type.set_code(kind.name)
    form.type.chosen.emit(kind.name)
    assert kind.description in texts(form)
    form.type.chosen.emit("")
    assert form.described.isHidden()


# Packs


def test_who_takes_nothing_along_takes_everything_or_is_asked(it: Alone) -> None:
    dialog = ask_checkout(it.reviewing, it.under, (), "")
    whole = child(dialog, "checkoutAll", Tick)
    assert whole.isChecked()
    assert "None is chosen" in texts(dialog)
    assert typed(dialog, "checkoutTo") == "Ines Moreau"
    whole.setChecked(False)
    assert it.accept(dialog) == "No case is chosen: mark cases in the queue, or take all."


def test_a_pack_is_named_after_who_takes_it_and_the_day(it: Alone) -> None:
    dialog = ask_checkout(it.reviewing, it.under, (1,), "A-0001")
    assert not child(dialog, "checkoutAll", Tick).isChecked()
    fill(dialog, checkoutTo=" Petra ")
    it.accept(dialog)
    where = it.dialog("checkoutFile")
    assert isinstance(where, QFileDialog)
    assert Path(where.selectedFiles()[0]).name.startswith("Petra 2026-11-23")


def test_where_no_pack_is_out_there_is_none_to_give_up(it: Alone) -> None:
    ask_give_up(it.reviewing, it.under)
    it.rest()
    assert it.heard.of_deed == "No pack is out."


MERGED = packs.Merged("A1", ("A-0001", "A-0002"), (), (), (), (), 3, 0)


@pytest.mark.parametrize(
    ("conflicts", "said_so"),
    [
        ((), "Merged: 2 cases with something new."),
        (
            ("A-0001",),
            "Merged. 1 case was changed on two sides and waits to be settled, A-0001 first.",
        ),
        (
            ("A-0002", "A-0001"),
            "Merged. 2 cases were changed on two sides and wait to be settled, A-0002 first.",
        ),
    ],
)
def test_what_a_merge_left_to_settle_is_said_and_led_to(
    it: Alone, conflicts: tuple[str, ...], said_so: str
) -> None:
    wanted: list[str] = []
    it.reviewing.case_wanted.connect(lambda view, number: wanted.append(number))
    pack_dialogs._said(it.reviewing, replace(MERGED, conflicts=conflicts))
    assert it.heard.of_deed == said_so
    if conflicts:
        offer = it.heard.offers["deed"]
        assert offer.label == f"Show {conflicts[0]}"
        offer.run()
    assert wanted == list(conflicts[:1])


def sides(it: Alone, lines: int) -> TwoSides:
    words = tuple(f"Line {n} {'x' * 200}" for n in range(lines))
    choices = tuple(Choice(kept, (), f"{kept} cannot stand.") for kept in (ONE, OTHER, BOTH))
    case = it.desk.case("A-0001")
    return TwoSides(case, "They differ about the reviewer.", words, words[:1], choices, ())


def test_two_sides_stand_beside_each_other_and_none_is_chosen_beforehand(it: Alone) -> None:
    dialog = SettleDialog(it.reviewing, it.under, sides(it, MOST + 2))
    dialog.ask_which()
    said = texts(dialog)
    assert "They differ about the reviewer." in said
    assert sum("and 2 more: see the history" in words for words in said) == 1
    assert too_wide(dialog) == []
    assert it.accept(dialog) == "Choose: Stands."
    dialog.keep.set_code(BOTH)
    dialog.keep.chosen.emit(BOTH)
    assert f"{BOTH} cannot stand." in texts(dialog)
