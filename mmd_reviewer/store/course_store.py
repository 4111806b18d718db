"""The store's reads for calendar, register, devices, letters and the seal (see `services.ports.Store`)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from mmd_reviewer.domain.deed import Seal
from mmd_reviewer.domain.register import Decided, RegisterRow
from mmd_reviewer.domain.revocation_calendar import Entry
from mmd_reviewer.domain.waiting import OwedRow, WaitingLetter
from mmd_reviewer.store import calendar_reader
from mmd_reviewer.store.store_file import StoreFile


class CourseStore(StoreFile):
    """Reads only; what they read is written with every deed by `course_projections`."""

    def entries_between(self, first: date, last: date, most: int) -> list[Entry]:
        """Calendar entries from one day to another, both included."""
        with self._reading() as connection:
            return calendar_reader.between(connection, first, last, most)

    def entries_overdue(self, day: date, most: int) -> list[Entry]:
        """Planned entries of earlier days that still count."""
        with self._reading() as connection:
            return calendar_reader.overdue(connection, day, most)

    def open_appeals(self, most: int) -> list[Entry]:
        """Appeals that wait for an outcome."""
        with self._reading() as connection:
            return calendar_reader.open_appeals(connection, most)

    def entries_of(self, number: str) -> list[Entry]:
        """All entries of a case."""
        with self._reading() as connection:
            return calendar_reader.of_case(connection, number)

    def entries_later(self, after: date) -> tuple[int, date | None, Entry | None]:
        """How many undone entries come after a day, the last day of them, the next of them."""
        with self._reading() as connection:
            return calendar_reader.later(connection, after)

    def month(self, first: date, days: int, cap: int) -> list[tuple[date, int, list[Entry]]]:
        """For each day of a grid how many entries, and the first `cap` of them."""
        with self._reading() as connection:
            return calendar_reader.month(connection, first, days, cap)

    def register(self, day: date) -> list[RegisterRow]:
        """The deviations of a day by all facts known."""
        with self._reading() as connection:
            return calendar_reader.register(connection, day)

    def ever_deployed(self) -> Sequence[str]:
        """Keys of all cases that were ever a deviation."""
        with self._reading() as connection:
            return calendar_reader.ever_deployed(connection)

    def decided(self, first: date, last: date) -> list[Decided]:
        """Decisions of those days."""
        with self._reading() as connection:
            return calendar_reader.decided(connection, first, last)

    def cases_with_device(self, serial: str) -> Sequence[str]:
        """Keys of the cases that ever listed a device."""
        with self._reading() as connection:
            return calendar_reader.cases_with_device(connection, serial)

    def waiting_counts(self) -> tuple[int, int]:
        """How many issued letters are not printed, and how many are not dispatched."""
        with self._reading() as connection:
            return calendar_reader.waiting_counts(connection)

    def waiting_letters(self) -> list[WaitingLetter]:
        """Issued letters that are not dispatched."""
        with self._reading() as connection:
            return calendar_reader.waiting_letters(connection)

    def owed(self, day: date) -> list[OwedRow]:
        """Letters that the facts of cases owe on a day, oldest first."""
        with self._reading() as connection:
            return calendar_reader.owed(connection, day)

    def seal(self, facts: int | None = None) -> Seal:
        """The seal over the first so many facts of this store, or over all: a cut tail shows against it."""
        limit = "" if facts is None else f" LIMIT {facts:d}"
        digest, count = hashlib.sha256(), 0
        with self._reading() as connection:
            for (id,) in connection.exec_driver_sql(f"SELECT id FROM fact ORDER BY seq{limit}"):
                digest.update(id)
                count += 1
        return Seal(count, digest.hexdigest())
