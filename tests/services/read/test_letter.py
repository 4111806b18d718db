"""A letter read to be looked at (rules C2, C3)."""

from pathlib import Path
from typing import Any

import pytest

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.recommendation import APPROVE, MIGRATE
from mmd_reviewer.pdf.press import Press
from mmd_reviewer.services import assessment, decision, letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.letter import letter_choices, read_letter
from tests.making import FACTOR_3, FACTOR_4, new_desk, receive


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    receive(desk, ticket="MMD-1-T", timeline="9 months")
    receive(desk, ticket="MMD-2-T", timeline="9 months", title="Another VPN")
    return desk


def decided(desk: Desk, outcome: str = APPROVE, number: str = "A-0001", **given: Any) -> None:
    answers = FACTOR_3 if outcome == MIGRATE else FACTOR_4
    assessment.answer(desk, desk.case(number), {**answers, **given.pop("answers", {})})
    decision.make(desk, desk.case(number), Proposal(outcome, **given))


def test_a_kind_that_the_case_does_not_call_for_is_refused_in_words(desk: Desk) -> None:
    shown = read_letter(desk, "A-0001", "declined")
    assert shown.refused == "The case has no decision that a letter “Decline” could tell of."
    assert shown.pdf == b""


def test_an_issued_letter_is_shown_even_where_it_could_not_be_drawn_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(desk)
    _, issued = letter.issue(desk, desk.case("A-0001"))

    def refuse(*given: object) -> None:
        raise Refused("The character cannot be printed.", "C3", "reason")

    monkeypatch.setattr(Press, "draw_with_places", refuse)
    shown = read_letter(desk, "A-0001", issued.record.number)
    assert shown.pdf == letter.stored(desk, issued)
    assert shown.issued == issued


def test_a1_an_acknowledgement_is_offered_once_and_before_the_decision(desk: Desk) -> None:
    """A1, C4: what is issued is not offered again, and a decided request needs none."""
    offered = ("acknowledgement", "Acknowledgement, not issued")
    assert offered in letter_choices(desk, desk.case("A-0001"))
    letter.issue(desk, desk.case("A-0001"), "acknowledgement")
    assert offered not in letter_choices(desk, desk.case("A-0001"))
    decided(desk, number="A-0002")
    assert offered not in letter_choices(desk, desk.case("A-0002"))
