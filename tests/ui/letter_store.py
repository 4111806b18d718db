"""Two requests, one of them decided, and the letter opened on it."""

from pathlib import Path
from typing import Any

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.recommendation import APPROVE, MIGRATE
from mmd_reviewer.services import assessment, decision
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.letters.letter_view import LetterView
from tests.making import FACTOR_3, FACTOR_4, new_desk, receive
from tests.ui.running import Running

LONG = (
    "Each of the plants is moved in its own quarter, and the old client stays until the last one "
    "is done. "
)


def two_requests(folder: Path) -> Desk:
    desk = new_desk(folder)
    receive(desk, ticket="MMD-1-T", timeline="9 months")
    receive(desk, ticket="MMD-2-T", timeline="9 months", title="Another VPN")
    return desk


def decided(desk: Desk, outcome: str = APPROVE, number: str = "A-0001", **given: Any) -> None:
    answers = FACTOR_3 if outcome == MIGRATE else FACTOR_4
    assessment.answer(desk, desk.case(number), {**answers, **given.pop("answers", {})})
    decision.make(desk, desk.case(number), Proposal(outcome, **given))


def opened(window: Running, number: str = "A-0001") -> LetterView:
    window.desk_window.open_case("letter", number)
    window.settle()
    return window.desk_window.rooms.letter
