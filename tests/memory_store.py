"""A store in memory: facts in the order in which they came,
everything else folded from them when it is read.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.deed import Job, Verified
from mmd_reviewer.domain.device import Device
from mmd_reviewer.domain.device_history import listed
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.kept_backups import Backup
from mmd_reviewer.domain.precedent import Counted, Precedent, precedents
from mmd_reviewer.domain.register import Decided, RegisterRow, register_rows
from mmd_reviewer.domain.request import fold as folded
from mmd_reviewer.domain.request_queue import FLAGGED, OPEN, OWED, QueueFilter, QueueRow, queue_rows
from mmd_reviewer.domain.revocation_calendar import entries
from mmd_reviewer.domain.uncovered import Uncovered, uncovered
from mmd_reviewer.domain.waiting import OwedRow, WaitingLetter, owed_rows
from mmd_reviewer.settings import Place
from mmd_reviewer.store.alone import Alone
from mmd_reviewer.store.rows.letters import waiting
from mmd_reviewer.store.rows.queue import STRETCHES
from mmd_reviewer.store.sql_store import SqlStore
from mmd_reviewer.store.team_store import TeamStore
from tests.memory_facts import MemoryFacts
from tests.memory_search import has_beginning, has_words


class MemoryRows(MemoryFacts):
    """See `services.ports.QueueRows`, `CalendarRows` and `RegisterRows`."""

    def _queue(self) -> Iterator[tuple[Case, QueueRow]]:
        for _, case_no, case in self.cases():
            for place, row in enumerate(queue_rows(case)):
                yield case, replace(row, id=case_no * STRETCHES + place)

    def _shown(self, wish: QueueFilter, day: date) -> list[QueueRow]:
        first = wish.ordered_by
        shown = [
            row
            for case, row in self._queue()
            if row.since <= day < row.until and _fits(wish, row, case)
        ]
        dated = [row for row in shown if getattr(row, first) is not None]
        dated.sort(
            key=lambda row: (getattr(row, first), row.aged_from, row.id), reverse=wish.descending
        )
        rest = [row for row in shown if getattr(row, first) is None]
        return dated + sorted(
            rest, key=lambda row: (row.aged_from, row.id), reverse=wish.descending
        )

    def page(self, wish: QueueFilter, day: date, limit: int) -> list[QueueRow]:
        return self._shown(wish, day)[:limit]

    def row_ids(self, wish: QueueFilter, day: date) -> Sequence[int]:
        return [row.id for row in self._shown(wish, day)]

    def rows(self, ids: Sequence[int]) -> list[QueueRow]:
        found = {row.id: row for _, row in self._queue()}
        return [found[id] for id in ids if id in found]

    def count(self, wish: QueueFilter, day: date, most: int) -> int:
        return min(len(self._shown(wish, day)), most)

    def state_counts(self, day: date) -> Mapping[str, int]:
        return Counter(row.state for _, row in self._queue() if row.since <= day < row.until)

    def decided(self, first: date, last: date) -> list[Decided]:
        found = {
            Decided(
                row.number,
                row.outcome,
                row.received,
                row.decided,
                row.customer,
                row.title,
                row.looked,
                row.departs,
            ): None
            for _, row in self._queue()
            if row.decided and first <= row.decided <= last
        }
        return sorted(found, key=lambda row: (row.decided, row.number))

    def customers(self, day: date) -> Mapping[tuple[str, str], int]:
        rows = (row for _, row in self._queue() if row.since <= day < row.until)
        return Counter((row.customer, row.state) for row in rows)

    def cases_of(self, spellings: Sequence[str]) -> Sequence[str]:
        return [key for key, _, case in self.cases() if case.request.customer in spellings]

    def _entries(self, *, undone: bool = False) -> list[Entry]:
        found = (entry for _, _, case in self.cases() for entry in entries(case))
        wanted = (entry for entry in found if not undone or entry.status in ("planned", "open"))
        return sorted(
            wanted, key=lambda row: (row.day, row.customer, row.code, row.status, row.number)
        )

    def entries_between(self, first: date, last: date, most: int) -> list[Entry]:
        return [entry for entry in self._entries() if first <= entry.day <= last][:most]

    def entries_overdue(self, day: date, most: int) -> list[Entry]:
        planned = [
            entry for entry in self._entries() if entry.status == "planned" and entry.day < day
        ]
        return [entry for entry in planned if entry.lapses is None or entry.lapses > day][:most]

    def open_appeals(self, most: int) -> list[Entry]:
        return [entry for entry in self._entries() if entry.status == "open"][:most]

    def entries_of(self, number: str) -> list[Entry]:
        return sorted(
            (row for row in self._entries() if row.number == number),
            key=lambda row: (row.day, row.uid),
        )

    def entries_later(self, after: date) -> tuple[int, date | None, Entry | None]:
        later = [entry for entry in self._entries(undone=True) if entry.day > after]
        return len(later), later[-1].day if later else None, later[0] if later else None

    def month(self, first: date, days: int, cap: int) -> list[tuple[date, int, list[Entry]]]:
        cells = {first + timedelta(days=step): list[Entry]() for step in range(days)}
        for entry in self._entries():
            cells.get(entry.day, []).append(entry)
        return [(day, len(found), found[:cap]) for day, found in cells.items()]

    def waiting_counts(self) -> tuple[int, int]:
        letters = self.waiting_letters()
        return sum(row.printed is None for row in letters), len(letters)

    def waiting_letters(self) -> list[WaitingLetter]:
        found = (row for _, _, case in self.cases() for row in waiting(case))
        return sorted(found, key=lambda row: (row.day, row.letter))

    def owed(self, day: date) -> list[OwedRow]:
        found = (row for _, _, case in self.cases() for row in owed_rows(case))
        rows = [
            row for row, begins, until in found if begins <= day and (until is None or until > day)
        ]
        return sorted(rows, key=lambda row: (row.settle, row.since, row.number, row.kind))

    def register(self, day: date) -> list[RegisterRow]:
        found = (
            row for _, _, case in self.cases() for row in register_rows(case) if row.holds_on(day)
        )
        return sorted(found, key=lambda row: (row.customer, row.number))

    def ever_deployed(self) -> Sequence[str]:
        return [
            key
            for key, facts in self._facts.items()
            if any(fact.kind == "Deployed" for fact in facts)
        ]

    def cases_with_device(self, serial: str) -> Sequence[str]:
        wanted = folded(serial)
        return [
            key
            for key, _, case in self.cases()
            if any(folded(row.serial) == wanted for row in listed(case))
        ]

    def devices_like(self, words: str, most: int) -> list[Device]:
        key, name = folded(words), words.strip().lower()
        found = {
            row: None
            for _, _, case in self.cases()
            for row in listed(case)
            if key and (row.key.startswith(key) or row.name.lower().startswith(name))
        }
        return sorted(found, key=lambda row: (row.name.lower() != name, row.key))[:most]

    def uncovered(self, day: date) -> list[Uncovered]:
        found = (row for _, _, case in self.cases() for row in uncovered(case))
        rows = [row for row in found if row.holds_on(day)]
        return sorted(rows, key=lambda row: (row.number, row.serial))

    def precedents(
        self, words: Sequence[str], most: int, *, revoking: bool = False
    ) -> list[Precedent]:
        found = [
            (sum(has_beginning(row.text, word) for word in words), row)
            for _, _, case in self.cases()
            for row in precedents(case)
            if row.revoking >= revoking
        ]
        found = [pair for pair in found if pair[0]]
        return [row for _, row in sorted(found, key=lambda pair: -pair[0])][:most]

    def outcomes(self, type: str) -> Sequence[Counted]:
        found = (row for _, _, case in self.cases() for row in precedents(case) if row.type == type)
        return [Counted(row.number, row.outcome, row.months, row.revoked_for) for row in found]


class MemoryStore(MemoryRows, Alone):
    """See `services.ports.Store`; of `Upkeep` what can be said of a store without a file."""

    def writable(self) -> bool:
        return True

    def projections_current(self) -> bool:
        return True

    def recorded_in(self, place: Place) -> SqlStore | TeamStore:
        """Its deeds recorded once more, in a file or on a server."""
        store = (
            SqlStore(place, create=True)
            if isinstance(place, Path)
            else TeamStore(place, create=True)
        )
        for deed in self._deeds:
            deed(store)
        return store

    def verify(self, job: Job | None = None) -> Verified:
        """The check of a file with its deeds:
        so what is tested in memory leaves sound rows in a file too.
        """
        with tempfile.TemporaryDirectory() as folder:
            store = self.recorded_in(Path(folder) / "s.sqlite")
            found = store.verify(job)
            store.close()
        return found

    def rebuild(self, job: Job | None = None) -> int:
        self._deeds.append(lambda store: store.rebuild())
        return len([*self.cases()])

    def fold_log(self) -> bool:
        return True

    def close(self) -> None:
        pass

    def copy_to(self, target: Path, made: datetime, job: Job | None = None) -> Backup:
        raise StoreError("A store in memory is not copied.")

    def back_up(self, now: datetime, job: Job | None = None) -> Backup | None:
        return None

    def catch_up(self, folder: Path, now: datetime) -> Path | None:
        return None

    def backups(self) -> tuple[Backup, ...]:
        return ()

    def only_read(self) -> None:
        raise StoreError("A store in memory is written to.")

    def fault(self) -> str:
        return ""

    def look_closely(self) -> str:
        return ""

    def is_backup(self, file: Path) -> bool:
        return False

    def lacking(self, backup: Path) -> dict[str, frozenset[str]]:
        raise StoreError("A store in memory has no backups.")

    def take_over(self, prepared: Callable[[], Path]) -> None:
        raise StoreError("A store in memory has no backups.")

    def newest_backup(self, now: datetime | None = None) -> Backup | None:
        return None


def in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as the test runs, stores are opened in memory:
    one for each path, as if there were files.
    """
    stores: dict[Place, MemoryStore] = {}

    def open_store(path: Place, *, create: bool) -> MemoryStore:
        if path not in stores and not create:
            raise StoreError(f"There is no store at {path}.")
        return stores.setdefault(path, MemoryStore())

    monkeypatch.setattr(bootstrap, "open_store", open_store)


def _fits(wish: QueueFilter, row: QueueRow, case: Case) -> bool:
    flagged = {flag: row.open and flag in row.flags for flag in FLAGGED}
    states = {OPEN: row.open, OWED: row.owed is not None, **flagged, "": True}
    return (
        states.get(wish.state, row.state == wish.state)
        and wish.type in (None, row.type)
        and wish.is_from(row.customer)
        and wish.is_of(row.reviewer)
        and (wish.due_by is None or (row.next_date is not None and row.next_date <= wish.due_by))
        and (not wish.words or has_words(case, wish.words))
    )
