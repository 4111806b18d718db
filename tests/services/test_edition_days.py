"""The day on which another edition takes effect: answers in doubt,
a type that is gone, decisions that stay (B8).
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.case_state import flags, state
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.history import tell
from mmd_reviewer.domain.letters.dispatch import Dispatch
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services import assessment, decision, edition, intake, letter, request_queue
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from tests.making import FACTOR_4, HOLDING, QuickPress, assessed, day, new_desk, receive
from tests.services.edition_store import FIFTH, made

FIRST = day(31)


def on(folder: Path, days: int) -> Desk:
    """The desk on that day."""
    desk = bootstrap.open_desk(Choices(folder / "s.sqlite", day(days), "Ines Moreau"))
    return replace(desk, press=QuickPress())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An open request with answers, a decided one,
    and an edition from day 31 on without their type.
    """
    desk = new_desk(tmp_path)
    assessed(desk, FACTOR_4)
    decision.make(desk, assessed(desk, FACTOR_4, ticket="MMD-2-X"), Proposal("approve", months=9))
    types = [row for row in json.loads(FIFTH)["types"] if row["code"] != "security_agents_vpns"]
    content = made(types=types, technology=[])
    edition.announce(desk, content, "e.json", FIRST)
    numbers = edition.recipients(desk)
    wish = Dispatch(day(0), "R")
    letter.told_elsewhere(desk, [desk.case(one) for one in numbers], "edition", wish, "Petra")
    edition.publish(desk, content, "e.json", day(0), FIRST)
    return tmp_path


def row(desk: Desk, number: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """State, flags and missing details as the queue has them."""
    found = next(
        row
        for row in desk.store.page(QueueFilter(state=""), desk.today(), 9)
        if row.number == number
    )
    return found.state, found.flags, found.missing


def test_b8_answers_are_in_doubt_from_the_first_day_of_a_new_edition(folder: Path) -> None:
    """A1, B8: flag and missing type come with the day,
    in queue and case alike, and nothing is written.
    """
    before, after = on(folder, 30), on(folder, 31)
    assert row(before, "A-0001") == ("in_assessment", (), ())
    case = after.case("A-0001")
    assert (state(case, FIRST), flags(case, FIRST)) == (
        "incomplete",
        ("details_missing", "to_be_confirmed"),
    )
    assert row(after, "A-0001") == ("incomplete", ("details_missing", "to_be_confirmed"), ("type",))
    assert case.missing == ("type",)
    with pytest.raises(Refused, match="lacks its exemption type") as refusal:
        decision.make(after, case, Proposal("approve"))
    assert refusal.value.rule == "A1"
    assert not after.store.verify().findings
    assert row(after, "A-0002")[1:] == ((), ())


def test_a1_b8_a_type_that_is_gone_is_chosen_again(folder: Path) -> None:
    """A1, A2, B8: a fact of the reviewer's beside the customer's words;
    an unknown one lists the edition's types.
    """
    desk = on(folder, 31)
    case = desk.case("A-0001")
    with pytest.raises(Refused, match="no exemption type") as refusal:
        request_queue.choose_type(desk, case, "security_agents_vpns")
    assert "drivers: Hardware or software drivers. Device drivers" in refusal.value.message
    case = request_queue.choose_type(desk, case, "other")
    assert (case.request.type, case.request.type_words, case.missing) == (
        "other",
        "Security agents & VPNs",
        (),
    )
    assert tell(case.facts[-1]) == "Exemption type set to Other."
    again = {**FACTOR_4, "conditions": {**HOLDING, "personalisation": "holds"}}
    case = assessment.answer(desk, case, again)
    assert flags(case, FIRST) == ()
    assert row(desk, "A-0001") == ("in_assessment", (), ())
    case = request_queue.undo(desk, request_queue.undo(desk, case)[0])[0]
    assert case.request.type == "security_agents_vpns"
    for number, words in (("A-0002", "is decided"),):
        with pytest.raises(Refused, match=words):
            request_queue.choose_type(desk, desk.case(number), "other")


def test_a1_the_reviewer_sets_a_type_that_was_not_recognised(tmp_path: Path) -> None:
    """A1, A5: it stays when other words are amended,
    and gives way when the customer names another.
    """
    desk = new_desk(tmp_path)
    case = receive(desk, type_words="Toys")
    assert case.missing == ("type",)
    case = request_queue.choose_type(desk, case, "devices")
    assert case.missing == ()
    with pytest.raises(Refused, match="already"):
        request_queue.choose_type(desk, case, "devices")
    assert amended(desk, "Toys").request.type == "devices"
    assert amended(desk, "Drivers").request.type == "drivers"


def amended(desk: Desk, type_words: str) -> Case:
    """The case after its words came again, changed."""
    return intake.receive(
        desk,
        customer="Fabrikam",
        type_words=type_words,
        title="A",
        requirement="Other words.",
        proposal="B",
        timeline="24 months",
        ticket="MMD-1465058-R5V8P",
    )


def test_c8_a_decided_case_keeps_the_recommendation_of_its_day(folder: Path) -> None:
    """B8, C8: under a new edition, and after an amendment,
    it shows what was recommended when it was decided.
    """
    for days in (0, 31, 400):
        desk = on(folder, days)
        found = assessment.recommendation(desk, desk.case("A-0002"))
        assert (found.outcome, found.edition, found.until) == ("approve", "2019-11", day(731))
    desk = on(folder, 40)
    assert (
        assessment.recommendation_on(desk, desk.case("A-0002"), day(40)).outcome == "undetermined"
    )


def test_c1_a_return_that_is_not_answered_is_closed_and_opens_again(tmp_path: Path) -> None:
    """C1, A5, A6: 30 days after the return was told, not before; an amendment opens it again."""
    desk = replace(new_desk(tmp_path), press=QuickPress())
    case = receive(desk)
    close = Proposal("closed_unanswered")

    def refused(desk: Desk, case: Case, words: str) -> None:
        with pytest.raises(Refused, match=words) as refusal:
            decision.make(desk, case, close)
        assert (refusal.value.rule, refusal.value.field) == ("C1", "outcome")

    refused(desk, case, "not returned")
    case = decision.make(desk, case, Proposal("return", "Which devices?"))
    refused(desk, case, "not told")
    case, issued = letter.issue(desk, case)
    case = letter.dispatched(desk, case, issued.record.number, day(0), "R")
    refused(on(tmp_path, 29), case, "it can be closed from 2026-12-23 on")
    later = on(tmp_path, 30)
    case = decision.make(later, later.case(case.number), close)
    assert state(case, day(30)) == "closed_unanswered"
    case, issued = letter.issue(later, case)
    assert issued.record.kind == "closed"
    case = letter.dispatched(later, case, issued.record.number, day(30), "R")
    case = amended(later, "Security agents & VPNs")
    assert state(case, day(30)) == "new"
    case = decision.make(
        later,
        assessment.answer(later, case, FACTOR_4),
        Proposal("approve", months=6, reason="Six."),
    )
    assert letter.issue(later, case)[1].record.replaces == "", "it answers what the customer sent"
