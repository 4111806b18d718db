"""A store with five deployed cases, one of them recorded late, shown in the register."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.register import Decided, Register
from mmd_reviewer.domain.register_figures import figures
from mmd_reviewer.services import assessment, decision
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.register import RegisterBook
from mmd_reviewer.settings import Choices
from mmd_reviewer.ui.register.register_cells import COLUMNS
from mmd_reviewer.ui.register.register_view import RegisterView
from tests.making import DAY, FACTOR_3, FACTOR_4, new_desk, put_in_force, receive
from tests.ui.running import Running, running

# Customer, type, title, days from deployment to today, timeline, devices
CASES = (
    ("Contoso", "Drivers", "Zebra printer driver", 100, "permanent", 5),
    ("Adatum", "Policies", "Longer screen lock", 400, "12 months", 2),
    ("Contoso", "Security agents & VPNs", "GlobalProtect client", 30, "24 months", 40),
    ("Fabrikam", "Security agents & VPNs", "F5 Edge client", 355, "12 months", 0),
    ("Blue Yonder", "Drivers", "Toshiba label driver", 10, "9 months", 7),
)


def at(folder: Path, day: date) -> Desk:
    return bootstrap.open_desk(Choices(folder / "s.sqlite", day, "Ines Moreau"))


def deploy(folder: Path, place: int, recorded: date | None = None) -> Case:
    customer, kind, title, days, timeline, count = CASES[place]
    day = DAY - timedelta(days=days)
    desk = at(folder, day)
    answers = FACTOR_4 if timeline == "permanent" else FACTOR_3
    case = receive(
        desk,
        customer=customer,
        type_words=kind,
        title=title,
        timeline=timeline,
        ticket=f"MMD-{place}-R",
    )
    case = assessment.answer(desk, case, answers)
    case = decision.make(
        desk, case, Proposal("approve" if answers is FACTOR_4 else "approve_migration")
    )
    devices = [Device(f"S{place}-{number}", "HP", "Elite") for number in range(count)]
    return put_in_force(at(folder, recorded or day), case, day, devices)


@contextmanager
def register_shown(folder: Path) -> Iterator[Running]:
    """The program in the register of a store with five deployed cases,
    one of them recorded late.
    """
    new_desk(folder)
    for place in range(len(CASES)):
        deploy(folder, place, DAY if place == 4 else None)
    with running(folder / "s.sqlite") as it:
        it.program.window.resize(1440, 900)
        it.program.window.show_view("register")
        it.settle()
        yield it


def many(book: RegisterBook, number: int) -> RegisterBook:
    """A book of that many deviations, made from the first there is."""
    first = book.register.rows[0]
    rows = tuple(
        replace(first, number=f"A-{place:05d}", customer=f"Customer {place % 700}")
        for place in range(number)
    )
    decisions = tuple(Decided(row.number, "approve", DAY, DAY) for row in rows)
    return RegisterBook(
        Register(DAY, None, rows), decisions, figures(rows, decisions, DAY, book.names), book.names
    )


def view(window: Running) -> RegisterView:
    return window.desk_window.rooms.register


def numbers(window: Running) -> list[str]:
    return [row.number for row in view(window).model.rows]


def cells(window: Running, key: str) -> list[str]:
    place = next(number for number, column in enumerate(COLUMNS) if column.key == key)
    model = view(window).model
    return [model.cell(row, place).primary for row in range(model.rowCount())]
