"""Three requests, and a view of the window opened on one of them."""

from pathlib import Path

from mmd_reviewer import paths
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services.desk import Desk
from tests.making import new_desk, receive
from tests.ui.running import Running

SAMPLE = paths.resources() / "samples"
ALL = QueueFilter(state="")


def three_requests(folder: Path) -> Desk:
    desk = new_desk(folder)
    for n in range(3):
        receive(desk, ticket=f"MMD-{n}-T", title=f"Request {n}", timeline="9 months")
    return desk


def opened(window: Running, view: str, number: str) -> None:
    window.desk_window.open_case(view, number)
    window.settle()
