"""What the deeds need around the store: clock, holidays, printers, press, files for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Protocol

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.control_sheet import ControlSheet
from mmd_reviewer.domain.customer_sheet import CustomerSheet
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.drawn import DrawnLetter, PageText
from mmd_reviewer.domain.print_batch import CoverList
from mmd_reviewer.domain.print_run import Printer, PrintWish
from mmd_reviewer.domain.register import Names, Register, RegisterRow, Value
from mmd_reviewer.domain.register_figures import Figures
from mmd_reviewer.domain.request import Request
from mmd_reviewer.domain.signature import SignatureSeen, Signed, SigningWish


class Clock(Protocol):
    """The one clock (F2)."""

    def today(self, zone: str) -> date:
        """The civil day worked under in the service zone."""

    def now(self) -> str:
        """The machine's UTC moment, ISO form."""


class Holidays(Protocol):
    """Public holidays by region."""

    def name(self, region: str, day: date) -> str:
        """The name of a holiday, "" for another day or an unknown region."""

    def knows(self, region: str) -> bool:
        """Are holidays known of it? `""` is weekends only."""


class PrintSystem(Protocol):
    """The printers of the machine."""

    def there_is_one(self) -> bool:
        """Can files be handed over at all?"""

    def printers(self) -> tuple[Printer, ...]:
        """Those that take jobs now or later."""

    def hand_over(
        self, pdf: bytes, name: str, wish: PrintWish, *, pages: Sequence[int] = (), copies: int = 1
    ) -> str:
        """The name of the job, whose title `name` all can read; NotTaken if it is not taken.
        `pages` from 1.
        """


class Signer(Protocol):
    """Signs letters, and looks at signatures."""

    def sign(self, pdf: bytes, name: str, wish: SigningWish, today: date) -> Signed:
        """The file with a signature behind it; Refused for a key that does not open or hold."""

    def look(self, pdf: bytes, issued: bytes) -> tuple[SignatureSeen, ...]:
        """Every signature of a file that is to begin with the issued bytes."""


class Press(Protocol):
    """Draws what is printed: the same record or rows, the same bytes."""

    def draw(self, record: LetterRecord, *, draft: bool = False) -> tuple[bytes, int]:
        """PDF bytes and number of pages; refuses a character without a glyph."""

    def lacks(self, signs: str) -> frozenset[str]:
        """Those of the signs that letters cannot show."""

    def draw_with_places(self, record: LetterRecord, *, draft: bool = False) -> DrawnLetter:
        """As `draw`, with the place of every block, for the preview."""

    def check_logo(self, content: bytes) -> None:
        """Refuse a PNG or SVG that letters could not show as it is (C3)."""

    def batch(self, cover: CoverList, letters: Iterable[bytes], job: Job) -> tuple[bytes, int]:
        """Letters in one file behind their cover list, for printing on both sides;
        its bytes and pages. They are taken one by one: many need not be held at once.
        """

    def read_back(self, pdf: bytes) -> tuple[PageText, ...]:
        """Words and annotations of every page of a finished file."""

    def sizes(self, pdf: bytes) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points."""

    def register(
        self,
        register: Register,
        rows: Sequence[RegisterRow],
        figures: Figures,
        names: Names,
        wish: str,
        day: date,
        job: Job | None = None,
        *,
        agreement: str = "",
    ) -> bytes:
        """The rows shown of a register, `wish` the filter in words, with the figures of both;
        `agreement` of second assessments in words.
        """

    def calendar(
        self,
        first: date,
        last: date,
        entries: Sequence[Entry],
        day: date,
        holiday: Callable[[date], str],
    ) -> bytes:
        """Agenda and months from one day to another, as printed on a day."""

    def control_sheet(self, found: ControlSheet) -> bytes:
        """All dates of a case."""

    def customer(self, found: CustomerSheet) -> bytes:
        """The page of a customer."""


class Pieces(Protocol):
    """Files written beside their names, which they take together."""

    def add(self, target: Path, content: bytes) -> None:
        """Write one beside its name."""

    def keep(self) -> None:
        """Give each its name."""


class OutFiles(Protocol):
    """Files for people: whole or not at all, never over the store.

    Every method may raise Refused or StoreError.
    """

    def check(self, target: Path, *, force: bool = True, digest: str = "") -> None:
        """Refuse a name that no file can or may have;
        without `force` also one that holds other bytes.
        """

    def check_writable(self, folder: Path) -> None:
        """Fail where nothing can be written."""

    def pieces(self) -> AbstractContextManager[Pieces]:
        """Files that take their names together; what was not kept at the end is gone."""

    def write(self, target: Path, content: bytes) -> None:
        """One file."""

    def write_folder(self, folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
        """Files by their place in a new folder."""

    def csv(self, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
        """A table as text."""

    def xlsx(
        self,
        title: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        about: Sequence[tuple[str, Value]],
        day: date,
    ) -> bytes:
        """A table as a workbook with a sheet of what it shows."""

    def requests(
        self, requests: Sequence[Request], edition: Edition, day: date, *, workbook: bool
    ) -> bytes:
        """Requests as a file that an import reads back, XLSX or CSV."""

    def mail(
        self, to: tuple[str, str], subject: str, text: str, name: str, pdf: bytes
    ) -> tuple[bytes, str]:
        """A mail draft to a name and an address, `pdf` attached as `name`;
        and the address it has, "" for none.
        """

    def ics(self, entries: Sequence[Entry], store: str) -> bytes:
        """Entries for another calendar."""
