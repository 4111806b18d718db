"""What the amendment page says of a case (rule C8)."""

from dataclasses import replace
from pathlib import Path

import pytest

from mmd_reviewer.domain.amendment import amendment_of
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.services import assessment, decision, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.amendment_words import headline, letter_of_decision, standing, ways
from tests.making import DAY, FACTOR_4, QuickPress, new_desk, put_in_force, receive

NEW = "240 planners and the warehouse must reach the ERP from home."


def decided(desk: Desk, outcome: str = "approve") -> Case:
    case = assessment.answer(desk, receive(desk, timeline="permanent"), FACTOR_4)
    return decision.make(desk, case, Proposal(outcome, reason="The words of the customer."))


def amended(desk: Desk, **given: str) -> Case:
    return receive(desk, **{"timeline": "permanent", "requirement": NEW, **given})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return replace(new_desk(tmp_path), press=QuickPress())


def test_the_choices_say_what_they_mean_for_this_case(desk: Desk) -> None:
    """C8: a deployed exemption is not decided again;
    what is told is replaced by a letter that says so.
    """
    case = decided(desk)
    case, issued = letter.issue(desk, case, "approved")
    letter.dispatched(desk, case, issued.record.number, DAY, "R")
    case = amended(desk)
    found = amendment_of(case)
    assert found is not None
    assert "dispatched Mon 2026-11-23" in standing(case, found)
    assert ways(case, found, "approved")[1].mark.startswith("A-0001-L1 was dispatched")
    case = put_in_force(desk, case)
    link, again, rest = ways(case, found, "in_force")
    assert (
        again.obstacle
        == again.mark
        == "The exemption is deployed: make it a linked request, or let it rest."
    )
    assert "A-0001 stays in force" in link.words
    assert (rest.mark, link.obstacle) == ("Needs a reason", "")


def test_the_headline_says_only_what_the_words_tell(desk: Desk) -> None:
    for outcome, given, said in (
        ("approve", {"requirement": NEW}, "The customer asks for something else than you approved"),
        ("decline", {"requirement": NEW}, "The customer asks in other words than you declined"),
    ):
        case = decided(desk, outcome) if outcome == "approve" else desk.case("A-0001")
        if outcome == "decline":
            case = decision.make(desk, case, Proposal("decline", reason="It is not needed."))
        case = (
            amended(desk, **given)
            if outcome == "approve"
            else amended(desk, requirement="All must reach it.")
        )
        found = amendment_of(case)
        assert found is not None
        assert headline(case, found) == said


def test_a_longer_timeline_alone_is_said(desk: Desk) -> None:
    case = assessment.answer(desk, receive(desk, timeline="12 months"), FACTOR_4)
    decision.make(desk, case, Proposal("approve"))
    case = receive(desk, timeline="24 months")
    found = amendment_of(case)
    assert found is not None
    assert headline(case, found) == "The customer asks for longer than you approved"


@pytest.mark.parametrize(
    ("asked", "given", "now", "longer"),
    [
        ("3 months", Proposal("approve", reason="It is enough.", months=12), "6 months", False),
        ("3 months", Proposal("approve", reason="It is enough.", months=12), "12 months", False),
        ("3 months", Proposal("approve", reason="It is enough.", months=12), "13 months", True),
        ("3 months", Proposal("approve", reason="It lasts.", open_ended=True), "6 months", False),
        ("24 months", Proposal("approve", reason="It is enough.", months=6), "12 months", True),
        ("24 months", Proposal("approve", reason="It is enough.", months=6), "permanent", True),
        ("permanent", Proposal("approve", reason="It is enough.", months=6), "12 months", True),
        ("24 months", Proposal("approve"), "12 months", False),
    ],
)
def test_c8_longer_is_measured_by_what_was_approved(
    desk: Desk, asked: str, given: Proposal, now: str, longer: bool
) -> None:
    """C8: the words say what was approved, which may be more or less than what was asked for."""
    decision.make(desk, assessment.answer(desk, receive(desk, timeline=asked), FACTOR_4), given)
    case = receive(desk, timeline=now)
    found = amendment_of(case)
    assert found is not None
    said = "for longer" if longer else "for something else"
    assert headline(case, found) == f"The customer asks {said} than you approved"


def test_c2_the_letter_of_a_decision_is_the_one_that_tells_it_and_is_not_void(desk: Desk) -> None:
    """C2, C8: a void letter tells nothing; another kind does not tell the decision."""
    case = receive(desk, timeline="permanent")
    case, _ = letter.issue(desk, assessment.answer(desk, case, FACTOR_4), "acknowledgement")
    case = decision.make(desk, case, Proposal("approve"))
    assert letter_of_decision(case) is None
    case, issued = letter.issue(desk, case, "approved")
    assert letter_of_decision(case) == issued
    (fact,) = {case.decision.fact if case.decision else ""}
    void = replace(case, letters=tuple(replace(row, void=True) for row in case.letters))
    assert fact in issued.tells
    assert letter_of_decision(void) is None
