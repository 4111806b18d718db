"""What the deeds need of a store, by subject; the rest that they need is in `surroundings`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.claim import Claim
from mmd_reviewer.domain.deed import Change, Document, Draft, Job, Newer, Seal, Verified
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.fact import Fact
from mmd_reviewer.domain.kept_backups import Backup
from mmd_reviewer.domain.precedent import Counted, Precedent
from mmd_reviewer.domain.register import Decided, RegisterRow
from mmd_reviewer.domain.request_queue import QueueFilter, QueueRow
from mmd_reviewer.domain.uncovered import Uncovered
from mmd_reviewer.domain.waiting import OwedRow, WaitingLetter


class Facts(Protocol):
    """What happened, and the files kept with it: only ever added to.

    Every method of a store may raise StoreError.
    """

    def facts(self, key: str) -> tuple[Fact, ...]:
        """All facts of a case in the order of arrival; empty for an unknown key."""

    def contents(self, key: str) -> tuple[bytes, ...]:
        """The stored bytes of the facts of a case, in the same order."""

    def find(self, name: str) -> tuple[str, ...]:
        """The key of the case with this number, else the keys of those with this ticket."""

    def case_keys(self) -> tuple[str, ...]:
        """The keys of all cases, and of the desk, in the order in which they came."""

    def pack(self) -> str:
        """The id of the fact by which the store is a pack (`domain/pack.py`); "" for no pack."""

    def be_pack(self, id: str) -> None:
        """From now on, and for ever, it is that pack."""

    def known(self, keys: Collection[str]) -> dict[str, tuple[Fact, ...]]:
        """The facts of those keys that are in the store."""

    def with_kind(self, kind: str) -> tuple[str, ...]:
        """The keys of the cases that have a fact of that kind."""

    def highest_number(self, station: str) -> int:
        """The highest running number that the station gave."""

    def newest_day(self) -> date | None:
        """The latest civil day of any fact (F3)."""

    def newer(self, place: int, most: int) -> Newer:
        """What was recorded after a place in the order of arrival,
        by whomever; up to `most` facts.
        """

    def touched(self, fact: Fact) -> tuple[str, ...]:
        """The keys of the cases that the deed of `fact` touched."""

    def record(
        self, changes: Sequence[Change], documents: Sequence[Document] = (), job: Job | None = None
    ) -> None:
        """Facts, documents and projections in one transaction, or nothing;
        CaseChangedElsewhere on a collision.
        """

    def dispose(self, told: Change | None, key: str, documents: Collection[str]) -> None:
        """Record a disposal (`told`; None: it is recorded already); remove the words of that case
        and the files that only it names (C11).
        """

    def document(self, id: str) -> Document | None:
        """A document by its SHA-256."""

    def seal(self, facts: int | None = None) -> Seal:
        """The seal over the first so many facts, or over all."""


class Drafts(Protocol):
    """What was being typed, the only thing that is overwritten."""

    def drafts(self, key: str, by: str) -> tuple[Draft, ...]:
        """What was being typed on a case."""

    def drafts_by(self, by: str) -> tuple[Draft, ...]:
        """Everything that a person was typing."""

    def save_draft(self, draft: Draft) -> None:
        """Overwrite a draft; an empty text removes it."""


class QueueRows(Protocol):
    """The queue on a day."""

    def page(self, wish: QueueFilter, day: date, limit: int) -> list[QueueRow]:
        """The first rows of the queue on a day."""

    def row_ids(self, wish: QueueFilter, day: date) -> Sequence[int]:
        """The ids of all rows of the queue in order."""

    def rows(self, ids: Sequence[int]) -> list[QueueRow]:
        """Rows by id in the order of `ids`; ids that are gone are left out."""

    def count(self, wish: QueueFilter, day: date, most: int) -> int:
        """How many rows, counted up to `most`."""

    def state_counts(self, day: date) -> Mapping[str, int]:
        """Cases by state on a day."""

    def decided(self, first: date, last: date) -> list[Decided]:
        """Decisions of those days."""

    def customers(self, day: date) -> Mapping[tuple[str, str], int]:
        """Cases by the spelling of their customer and their state on a day."""

    def cases_of(self, spellings: Sequence[str]) -> Sequence[str]:
        """Keys of the cases that stand under one of these spellings, as they came."""


class CalendarRows(Protocol):
    """What is to be done: calendar entries, letters that wait, letters owed."""

    def entries_between(self, first: date, last: date, most: int) -> list[Entry]:
        """Calendar entries from one day to another, both included."""

    def entries_overdue(self, day: date, most: int) -> list[Entry]:
        """Planned entries of earlier days that still count (D4)."""

    def open_appeals(self, most: int) -> list[Entry]:
        """Appeals that wait for an outcome (D8)."""

    def entries_of(self, number: str) -> list[Entry]:
        """All entries of a case."""

    def entries_later(self, after: date) -> tuple[int, date | None, Entry | None]:
        """How many undone entries come after a day, the last day of them, the next of them."""

    def month(self, first: date, days: int, cap: int) -> list[tuple[date, int, list[Entry]]]:
        """For each day of a grid how many entries, and the first `cap` of them."""

    def waiting_counts(self) -> tuple[int, int]:
        """How many issued letters are not printed, and how many are not dispatched (C4)."""

    def waiting_letters(self) -> list[WaitingLetter]:
        """Issued letters that are not dispatched (C4)."""

    def owed(self, day: date) -> list[OwedRow]:
        """Letters that the facts of cases owe on a day, oldest first (C9)."""


class RegisterRows(Protocol):
    """What deviates, and which devices carry it."""

    def register(self, day: date) -> list[RegisterRow]:
        """The deviations of a day by all facts known (E3)."""

    def ever_deployed(self) -> Sequence[str]:
        """Keys of all cases that were ever a deviation."""

    def cases_with_device(self, serial: str) -> Sequence[str]:
        """Keys of the cases that ever listed a device (D9)."""

    def devices_like(self, words: str, most: int) -> list[Device]:
        """Devices whose serial number or name begins so, those of that very name first."""

    def uncovered(self, day: date) -> list[Uncovered]:
        """Devices out of service levels on a day, once for each case that says so (D9)."""


class PrecedentRows(Protocol):
    """Decided cases, as precedents."""

    def precedents(
        self, words: Sequence[str], most: int, *, revoking: bool = False
    ) -> list[Precedent]:
        """Those of whose requests any word begins with one of `words` (several with blanks between
        stand in a row), the best by the index first; `revoking`: only what is being revoked.
        """

    def outcomes(self, type: str) -> Sequence[Counted]:
        """How all cases of a type were decided."""


class Claims(Protocol):
    """Who has which case open, where a team works on one store: claims expire by themselves and
    never stand in the way of a deed. A file knows none.
    """

    @property
    def is_shared(self) -> bool:
        """Does a team work on it?"""

    def claim(self, number: str, by: str) -> None:
        """That person has the case open from now on, or still; not where somebody else has."""

    def release(self, number: str, by: str) -> None:
        """That person has it open no more."""

    def claims(self) -> tuple[Claim, ...]:
        """All that stand, by case number."""


class Upkeep(Protocol):
    """The store as a whole: checked, made again, copied."""

    def writable(self) -> bool:
        """False for a store that can only be read."""

    def projections_current(self) -> bool:
        """False when the projections were made by another version and need `rebuild`."""

    def verify(self, job: Job | None = None) -> Verified:
        """Check hashes, links, documents and projections."""

    def rebuild(self, job: Job | None = None) -> int:
        """Make the projections again from the facts; how many cases."""

    def fold_log(self) -> bool:
        """After a quiet minute: everything recorded stands in the file itself;
        False while somebody reads.
        """

    def close(self) -> None:
        """Give back the file, whole."""

    def listen(self, told: Callable[[], object]) -> Callable[[], object] | None:
        """From now on call `told`, from any thread, when something may have been recorded by
        whomever; what ends it. None where nobody tells: then look now and again.
        """

    def barred(self) -> frozenset[str]:
        """The kinds of facts that whoever opened the store may not record: those of an approver of
        the team.
        """

    def copy_to(self, target: Path, made: datetime, job: Job | None = None) -> Backup:
        """A verified copy while the store is in use; never over a file."""

    def back_up(self, now: datetime, job: Job | None = None) -> Backup | None:
        """A backup in the store's folder of backups; None if the newest one holds the same."""

    def catch_up(self, folder: Path, now: datetime) -> Path | None:
        """The newest backup copied into a second folder too,
        if that is there; where it lies, or None.
        """

    def backups(self) -> tuple[Backup, ...]:
        """The backups of the store, the newest first."""

    def only_read(self) -> None:
        """From now on nothing is written into it."""

    def fault(self) -> str:
        """What is wrong with the store's file, found by one look; "" for nothing.

        A damaged one is not written to.
        """

    def look_closely(self) -> str:
        """The same by a closer look, at every entry."""

    def backups_with(self, key: str) -> tuple[Path, ...]:
        """The backups that still hold the words of a case (C11)."""

    def is_backup(self, file: Path) -> bool:
        """Is it a store with the same beginning as this one?"""

    def lacking(self, backup: Path) -> dict[str, frozenset[str]]:
        """The ids of facts that this store holds and a backup does not,
        by the key of their case.
        """

    def take_over(self, prepared: Callable[[], Path]) -> None:
        """Hold from now on what another store file holds, which `prepared` makes; other windows on
        this store see it too. Where one of them recorded something meanwhile it is made again.
        """

    def newest_backup(self, now: datetime | None = None) -> Backup | None:
        """The newest backup of the store that can be read; one dated after now is the last."""


class Store(
    Facts, Drafts, QueueRows, CalendarRows, RegisterRows, PrecedentRows, Claims, Upkeep, Protocol
):
    """All subjects of one store."""
