"""What a reader makes of a file, and what an import
would make of what was read (rules A1 to A5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.request import Post, Request

NEW, AMENDED, SKIPPED, FAILED = "new", "amended", "skipped", "failed"

REQUEST_COLUMNS = (
    "Ticket",
    "Customer",
    "Exemption type",
    "Title",
    "Requirement",
    "Proposal",
    "Timeline",
    "Submitted",
    "Contact",
    "Email",
    "Severity",
    "Devices",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do.

    `row` counts from 1 as a person would in the file; None: the file.
    """

    file: str
    row: int | None
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that was read: a request, or the reason why it is passed over or refused.

    `notes_only`: the row holds nothing but the notes of a ticket, which belong to a case that is
    known.
    """

    row: int
    request: Request | None
    skipped: str = ""
    problem: Problem | None = None
    notes_only: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was understood, for the preview:
    `mapping` pairs its columns with ours ("" kept as a note).

    `remarks` say what was assumed; `sheets` and `date_order` are empty where they do not apply.
    """

    kind: str
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    heading_row: int | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    customer_by_mail: bool = False  # the file names no customer; the contact's mail domain does
    sheets: tuple[str, ...] = ()  # that may be read: visible, with known headings if any has them
    date_order: str = ""


@dataclass(frozen=True, slots=True)
class ReadWish:
    """What a person chose for reading: `columns` are the mappings made by hand,
    by the headings they are for.
    """

    encoding: str = ""
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NO_WISH = ReadWish()
# A person is asked for one
ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp850", "mac-roman", "cp1251", "shift-jis")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Good rows and problems of one file; `problems` are those of the file as a whole."""

    file: str
    reading: Reading
    rows: tuple[ReadRow, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What importing a row would do: new, amended, skipped or failed, and why.

    `said` is what the file said, where an amendment takes only some of it (C8); `notes` are notes
    of the ticket that the case does not have yet, stored though the customer's words are the same.
    """

    file: str
    row: int
    result: str
    why: str
    request: Request | None
    key: str = ""
    number: str = ""
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    before: Request | None = None
    problem: Problem | None = None
    said: Request | None = None
    notes: tuple[Post, ...] = ()
    notes_only: bool = False

    @property
    def stores(self) -> bool:
        """Would importing it record anything?"""
        return self.result in (NEW, AMENDED) or bool(self.notes)


@dataclass(frozen=True, slots=True)
class StandingLetter:
    """A letter that a note of the ticket holds or names since a day;
    a person records its dispatch, or does not.

    `text` and `sender` are those of the note: kept as the proof of the dispatch when a person
    records it.
    """

    case: str
    letter: str
    on: date
    reference: str
    whole: bool
    text: str = ""
    sender: str = ""

    def words(self) -> str:
        """`A-0042-L1 stands in the ticket since 2026-11-20: record the dispatch?`"""
        verb = "stands" if self.whole else "is named"
        return (
            f"{self.letter} {verb} in the ticket since {self.on.isoformat()}: record the dispatch?"
        )

    @property
    def proof_name(self) -> str:
        """The name of the file that proves the dispatch."""
        return f"note of {self.on.isoformat()}.txt"

    @property
    def proof(self) -> bytes:
        """The note as it stood in the ticket, with who wrote it and when."""
        heading = f"Ticket {self.reference}, {self.on.isoformat()}, {self.sender}"
        return f"{heading}\n\n{self.text}\n".encode()


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of the files in order, nothing stored yet.

    rows = imported + amended + skipped + failed.
    """

    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    readings: tuple[tuple[str, Reading], ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    dispatches: tuple[
        StandingLetter, ...
    ] = ()  # letters that stand in a ticket without a recorded dispatch


@dataclass(frozen=True, slots=True)
class Imported:
    """What was stored, by the plan it came from;
    `cases` are the numbers of new and amended cases.
    """

    rows: int
    imported: int
    amended: int
    skipped: int
    failed: int
    problems: tuple[Problem, ...]
    cases: tuple[str, ...]


def check_typed_in(row: PlannedRow) -> None:
    """Refuse a request typed in that cannot be kept, or is known already (A5)."""
    if row.problem is not None:
        raise Refused(row.problem.message, "A5", row.problem.column.casefold())
    if row.result == SKIPPED and not row.number:  # disposed of
        raise Refused(row.why, "C11", "title")
    if row.result == SKIPPED:
        raise Refused(f"The same request is known as {row.number}.", "A5", "title")
