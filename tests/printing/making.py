"""Letters that wait to be printed, and a printer that can fail."""

from dataclasses import dataclass, field
from pathlib import Path

from mmd_reviewer.domain.decision import Proposal
from mmd_reviewer.domain.print_run import NotTaken, Printer, PrintWish
from mmd_reviewer.services import decision, letter
from mmd_reviewer.services.desk import Desk
from tests.making import FACTOR_4, assessed, new_desk

WISH = PrintWish("Office", "A4", sides="two-sided-long-edge")


class Crash(BaseException):
    """The program ends here, without a last word."""


@dataclass
class Paper:
    """A print system in memory: `came` holds the names of what came there."""

    came: list[str] = field(default_factory=list)
    wishes: list[PrintWish] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    crash_before: set[str] = field(default_factory=set)
    crash_after: set[str] = field(default_factory=set)

    def there_is_one(self) -> bool:
        return True

    def printers(self) -> tuple[Printer, ...]:
        return (Printer("Office", usual=True, trays=("Auto", "Tray2")), Printer("Attic"))

    def hand_over(
        self, pdf: bytes, name: str, wish: PrintWish, *, pages: object = (), copies: int = 1
    ) -> str:
        if name in self.crash_before:
            self.crash_before.remove(name)
            raise Crash
        if name in self.refuses:
            raise NotTaken(f'Destination "{wish.printer}" is not accepting jobs.')
        self.came.append(name)
        self.wishes.append(wish)
        if name in self.crash_after:
            self.crash_after.remove(name)
            raise Crash
        return f"Office-{len(self.came)}"


def waiting_letters(folder: Path, number: int, desk: Desk | None = None) -> Desk:
    """So many declines, issued and not printed."""
    desk = desk or new_desk(folder)
    for place in range(number):
        case = assessed(
            desk,
            FACTOR_4,
            customer=f"Adatum {place:02}",
            title=f"Request {place}",
            ticket=f"MMD-14650{place:02}-R5V8P",
        )
        wish = Proposal("decline", "The plant of Linz measured it.")
        letter.issue(desk, decision.make(desk, case, wish))
    return desk
