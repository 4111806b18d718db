"""A store with revocations at every stage on Mon 2026-11-23,
made by the deeds of the days before it.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.device import Device
from mmd_reviewer.services import appeal, assessment, decision, letter, removal, revocation
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.settings import Choices
from mmd_reviewer.store.sql_store import SqlStore
from tests.making import DAY, FACTOR_4, put_in_force, receive

GROUNDS = {
    "why": "61 stop errors.",
    "actions": "Remove the client.",
    "not_evident": "It came in October.",
}
FINAL_LATE, THIRD_LATE, DRAFTED, COMING, APPEALED, ENDS, LAPSED = (f"A-000{n}" for n in range(1, 8))
START = date(2026, 3, 2)


class Maker:
    """Does deeds on a store as of any day."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._n = 0

    def on(self, day: date, deed: Callable[[Desk], object]) -> None:
        """A deed on a day; the store is closed after it."""
        desk = bootstrap.open_desk(
            Choices(self.file, day, "Ines Moreau", "Europe/Brussels"), create=True
        )
        deed(desk)
        assert isinstance(desk.store, SqlStore)
        desk.store.close()

    def deployed(self, customer: str, title: str, devices: int, until: date | None = None) -> str:
        """An approval that is in force since March."""
        self._n += 1
        number = f"A-{self._n:04}"
        made = tuple(
            Device(f"5CG{self._n}{n:03}", "HP", "EliteBook", f"LT-{n:03}") for n in range(devices)
        )

        def deed(desk: Desk) -> None:
            words = f"until {until}" if until else "permanent"
            ticket = f"MMD-{1400000 + self._n}-T"
            case = receive(desk, customer=customer, title=title, ticket=ticket, timeline=words)
            case = assessment.answer(desk, case, FACTOR_4)
            case = decision.make(desk, case, Proposal("approve", until=until))
            put_in_force(desk, case, START, made)

        self.on(START, deed)
        return number

    def course(self, number: str, *sent: tuple[str, str]) -> None:
        """A revocation and its dispatched notices by day;
        the first day is that of the revocation.
        """
        for notice, words in sent:
            day = date.fromisoformat(words)
            if notice == "first":
                self.on(
                    day,
                    lambda desk: revocation.revoke(
                        desk, desk.case(number), ["stability"], **GROUNDS
                    ),
                )
            self.on(day, lambda desk, notice=notice, day=day: _send(desk, number, notice, day))  # type: ignore[misc]


def _send(desk: Desk, number: str, notice: str, day: date) -> None:
    case, issued = letter.issue(desk, desk.case(number), f"notice_{notice}")
    letter.dispatched(desk, case, issued.record.number, day, f"MMD-{day.toordinal()}-K")


def fill(file: Path) -> None:
    """Overdue third and final notices, one due today, coming ones,
    an appeal, ends of approvals, a passed deadline.
    """
    made = Maker(file)
    made.deployed("Contoso", "Nexthink collector", 6)
    made.course(
        FINAL_LATE, ("first", "2026-08-31"), ("second", "2026-10-02"), ("third", "2026-10-30")
    )
    gone = [f"5CG1{n:03}" for n in range(4)]
    day = date(2026, 11, 10)
    made.on(
        day,
        lambda desk: removal.confirm_removal(desk, desk.case(FINAL_LATE), gone, day, "Jana Hofer"),
    )
    made.deployed("Woodgrove Bank", "Tanium client", 2)
    made.course(THIRD_LATE, ("first", "2026-09-22"), ("second", "2026-10-22"))
    made.deployed("Tailspin Toys", "Cisco Umbrella client", 2)
    made.course(DRAFTED, ("first", "2026-09-24"), ("second", "2026-10-24"))
    made.on(DAY, lambda desk: letter.issue(desk, desk.case(DRAFTED), "notice_third"))
    made.deployed("Relecloud", "BeyondTrust client", 2)
    made.course(COMING, ("first", "2026-10-26"))
    made.deployed("Adatum", "Docker Desktop", 2)
    made.course(
        APPEALED, ("first", "2026-09-15"), ("second", "2026-10-15"), ("third", "2026-11-14")
    )
    raised = date(2026, 11, 17)
    made.on(
        raised,
        lambda desk: appeal.raise_appeal(
            desk, desk.case(APPEALED), raised, "upgrade", "Version 7 is out."
        ),
    )
    moved = date(2026, 12, 21)
    made.on(
        date(2026, 11, 18),
        lambda desk: revocation.retime(
            desk, desk.case(APPEALED), "stay", moved, "The appeal is looked at."
        ),
    )
    made.deployed("Blue Yonder", "F5 BIG-IP Edge client", 3, date(2026, 11, 30))
    made.deployed("Coho Winery", "Wine printer", 3)
    made.course(LAPSED, ("first", "2026-08-20"), ("third", "2026-10-20"), ("final", "2026-11-12"))
