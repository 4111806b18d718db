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


def many(folder: Path, rows: int, first: int = 0) -> Path:
    """A file of that many whole requests, none of them known."""
    head = "Ticket;Customer;Exemption type;Title;Requirement;Proposal;Timeline"
    lines = [
        f"MMD-{n:07d}-AAAAA;Contoso;Drivers;Driver {n};Needed for line {n}.;Install package "
        f"{n}.;12 months"
        for n in range(first, first + rows)
    ]
    file = folder / f"many{first}.csv"
    file.write_text("\n".join([head, *lines]), encoding="utf-8")
    return file


def opened(window: Running, view: str, number: str) -> None:
    window.desk_window.open_case(view, number)
    window.settle()
