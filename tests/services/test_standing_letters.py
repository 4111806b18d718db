"""An issued letter that a later export shows standing in the ticket is offered for its dispatch (C4)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.intake import ReadFile, Reading, ReadRow, StandingLetter
from mmd_reviewer.domain.letters.compose import as_text
from mmd_reviewer.domain.request import LONGEST_TEXT, Post, check_text
from mmd_reviewer.services import assessment, decision, intake, letter
from mmd_reviewer.services.desk import Desk
from tests.making import DAY, FACTOR_4, day, new_desk, request


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def _issued(desk: Desk) -> Case:
    bring = [ReadFile("tickets.json", Reading("portal"), (ReadRow(1, request()),))]
    intake.carry_out(desk, intake.plan_import(desk, bring))
    case = assessment.answer(desk, desk.case("A-0001"), FACTOR_4)
    return letter.issue(desk, decision.make(desk, case, Proposal("approve", months=12)))[0]


def _standing(desk: Desk, *posts: Post) -> list[StandingLetter]:
    row = ReadRow(1, replace(request(), posts=posts))
    plan = intake.plan_import(desk, [ReadFile("tickets.json", Reading("portal"), (row,))])
    return list(plan.dispatches)


def test_a_letter_that_stands_in_the_ticket_is_offered_with_day_and_reference(desk: Desk) -> None:
    """C4: the program asks; it records nothing by itself."""
    case = _issued(desk)
    number = case.letters[0].record.number
    text = as_text(case.letters[0].record).replace("\n", "\r\n  ")
    found = _standing(desk, Post("Thank you for " + number, day(4)), Post("Hello\n" + text, day(2)))
    assert found == [StandingLetter("A-0001", number, day(2), "MMD-1465058-R5V8P", True)]
    assert found[0].words() == f"{number} stands in the ticket since {day(2)}: record the dispatch?"
    assert desk.case("A-0001").letters[0].dispatched is None


def test_a_letter_that_is_only_named_is_said_to_be_named(desk: Desk) -> None:
    number = _issued(desk).letters[0].record.number
    found = _standing(desk, Post(f"See {number}, please", DAY))
    assert found[0].words() == f"{number} is named in the ticket since {DAY}: record the dispatch?"


@pytest.mark.parametrize(
    "post",
    [
        Post("Nothing of it", DAY),
        Post("A-0001-L12 or XA-0001-L1", DAY),
        Post("A-0001-L1 will come", date(2026, 11, 1)),
        Post("A-0001-L1"),
    ],
)
def test_another_number_a_day_before_it_and_no_day_are_no_sign(desk: Desk, post: Post) -> None:
    assert _issued(desk).letters[0].record.number == "A-0001-L1"
    assert _standing(desk, post) == []


def test_a_recorded_dispatch_is_not_offered_again(desk: Desk) -> None:
    case = _issued(desk)
    number = case.letters[0].record.number
    letter.dispatched(desk, case, number, DAY, "MMD-1465058-R5V8P")
    assert _standing(desk, Post(number, DAY)) == []


def test_a_note_that_is_too_long_is_refused() -> None:
    """A1."""
    with pytest.raises(Refused, match="note of the ticket"):
        check_text(replace(request(), posts=(Post("x" * (LONGEST_TEXT + 1)),)))
