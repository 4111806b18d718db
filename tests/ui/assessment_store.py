"""Four requests, and the assessment opened on one of them."""

from pathlib import Path
from typing import Any

from mmd_reviewer.services import assessment
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.assessment.assessment_view import AssessmentView
from tests.making import new_desk, receive
from tests.ui.running import Running


def four_requests(folder: Path) -> Desk:
    """A VPN, productivity software, one incomplete, one that waits."""
    desk = new_desk(folder)
    receive(desk, ticket="MMD-1-T", timeline="9 months", title="The VPN")
    receive(
        desk,
        ticket="MMD-2-T",
        timeline="9 months",
        type_words="Productivity software",
        title="The editor",
    )
    receive(desk, ticket="MMD-3-T", requirement="", title="The incomplete")
    receive(desk, ticket="MMD-4-T", timeline="when we like", title="The vague one")
    return desk


def opened(window: Running, number: str = "A-0001") -> AssessmentView:
    window.desk_window.open_case("assessment", number)
    window.settle()
    return window.desk_window.rooms.assessment


def answered(
    desk: Desk, window: Running, data: dict[str, Any], number: str = "A-0001"
) -> AssessmentView:
    assessment.answer(desk, desk.case(number), data)
    return opened(window, number)
