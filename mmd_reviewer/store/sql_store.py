"""The store on SQLAlchemy Core: a deed is one transaction of facts, documents and projections."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress

from sqlalchemy import Connection

from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deed import Change, Document, Finding, Job, Verified
from mmd_reviewer.domain.errors import Cancelled, CaseChangedElsewhere, StoreError
from mmd_reviewer.domain.fact import DESK_KEY, RequestReceived
from mmd_reviewer.store import chain, disposal, known_gaps, projections, verify
from mmd_reviewer.store.backup import Backups
from mmd_reviewer.store.connection import driver, parts
from mmd_reviewer.store.dialects.dialect import Question
from mmd_reviewer.store.dialects.sqlite_file import QUICK, check_file
from mmd_reviewer.store.drafts import Drafts
from mmd_reviewer.store.facts import GROUND, FactReads, ground_from
from mmd_reviewer.store.moving import Moved, move
from mmd_reviewer.store.packs import PackReads
from mmd_reviewer.store.rows.calendar import CalendarReads
from mmd_reviewer.store.rows.devices import DeviceReads
from mmd_reviewer.store.rows.letters import LetterReads
from mmd_reviewer.store.rows.precedents import PrecedentReads
from mmd_reviewer.store.rows.queue import QueueReads
from mmd_reviewer.store.rows.register import RegisterReads
from mmd_reviewer.store.store_file import StoreFile

CHUNK = 2000
_NEWEST = Question(
    "SELECT (SELECT coalesce(max(case_no), 0) FROM case_id), "
    "(SELECT coalesce(max(seq), 0) FROM fact)"
)
_HELD = "SELECT case_key, case_no, id FROM case_id JOIN fact USING (case_no) WHERE case_key IN ({})"


class Recording(
    FactReads,
    Drafts,
    QueueReads,
    CalendarReads,
    LetterReads,
    RegisterReads,
    DeviceReads,
    PrecedentReads,
    PackReads,
):
    """See `services.ports.Store`: a base for each subject, and here what concerns all of them, on
    whatever database.
    """

    def _check(self, connection: Connection) -> Iterable[Finding]:
        """What is wrong with the database itself."""
        raise NotImplementedError

    def record(
        self, changes: Sequence[Change], documents: Sequence[Document] = (), job: Job | None = None
    ) -> None:
        job = job or Job()
        with self._writing() as connection:
            self._dialect.wait_for_turn(connection)
            if documents:
                kept = [(bytes.fromhex(row.id), row.media, row.content) for row in documents]
                sql = (
                    "INSERT INTO document (id, media, content) VALUES (?, ?, ?) ON CONFLICT (id) "
                    "DO NOTHING"
                )
                driver(connection).executemany(sql, kept)
            # The desk's own facts first: the rows of cases are made by its editions and settings.
            desk = [change for change in changes if change.key == DESK_KEY]
            cases = [change for change in changes if change.key != DESK_KEY]
            if desk:
                self._append(connection, desk)
            for start in range(0, len(cases), CHUNK):
                job.step(start, len(cases))
                self._append(connection, cases[start : start + CHUNK])
            job.step(len(cases), len(cases))
        self._learned()

    def _append(self, connection: Connection, changes: Sequence[Change]) -> None:
        cursor = driver(connection)
        seen = [bytes.fromhex(change.key) for change in changes if change.seen]
        asked = [_NEWEST, GROUND, chain.END, *parts(_HELD, seen)]
        newest, desk, last, *known = self._dialect.answers(connection, asked)
        ((following, seq),) = newest
        ground, end = ground_from(desk), chain.end_from(last)
        held = _Held(row for part in known for row in part)
        new_cases, facts = [], []
        renumbered, cases = [], list[projections.Projected]()
        for change in changes:
            if change.seen:
                case_no = held.numbered(change)
            else:
                following += 1
                case_no = following
                new_cases.append((case_no, bytes.fromhex(change.key), _number(change)))
            for n, row in enumerate(change.written, len(change.seen)):
                seq += 1
                id = bytes.fromhex(row.fact.id)
                facts.append((seq, id, case_no, n, row.fact.kind, row.content))
            if change.key != DESK_KEY:
                case = fold((*change.seen, *(row.fact for row in change.written)), *ground)
                cases.append(projections.Projected(case_no, case, new=not change.seen))
                kinds = {row.fact.kind for row in change.written}
                if change.seen and "RequestReceived" in kinds:
                    renumbered.append((case.number, case_no))  # it came in at two stations apart
        with self._dialect.together(connection):
            if new_cases:
                cursor.executemany(
                    "INSERT INTO case_id (case_no, case_key, number) VALUES (?, ?, ?)", new_cases
                )
            if renumbered:
                cursor.executemany("UPDATE case_id SET number = ? WHERE case_no = ?", renumbered)
            links = chain.extend(connection, end, [row[1] for row in facts])
            cursor.executemany(
                "INSERT INTO fact (seq, id, case_no, n, kind, content, chain) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(*row, link) for row, link in zip(facts, links, strict=True)],
            )
            projections.write(connection, cases)
            projections.remember(connection, changes)

    def dispose(self, told: Change | None, key: str, documents: Collection[str]) -> None:
        with self._writing() as connection:
            self._dialect.wait_for_turn(connection)
            if told is not None:
                self._append(connection, [told])
            used = verify.files_named(connection, bytes.fromhex(key))
            disposal.remove(connection, bytes.fromhex(key), [*map(bytes.fromhex, documents)], used)
        self._learned()

    def move_into(self, target: Recording, job: Job | None = None) -> Moved:
        """All that is known, copied into an empty store and verified there; or nothing."""
        if not self.projections_current():
            raise StoreError(
                f"{self.place} stands in the form of another version: open it with this version "
                f"first. Nothing was copied."
            )
        with self._reading() as here, target._writing() as there:
            target._dialect.wait_for_turn(there)
            moved = move(here, there, job or Job())
            _, findings = known_gaps.damage(there, Job())
            if findings:
                raise StoreError(
                    f"What {self.place} holds does not verify ({findings[0]}): nothing was copied. "
                    "Run `verify`."
                )
        found = target.verify().findings
        with target._reading() as there:
            findings = known_gaps.but_known(there, found)
        if findings:
            raise StoreError(
                f"The copy in {target.place} does not verify ({findings[0]}): do not use it."
            )
        return moved

    def projections_current(self) -> bool:
        """False when the projections were made by another version and need `rebuild`."""
        with self._reading() as connection:
            return projections.are_current(connection)

    def verify(self, job: Job | None = None) -> Verified:
        """Trusts no guard of the database."""
        with self._reading() as connection:
            return verify.verify(connection, job or Job(), self._check)

    def note_missing(self) -> int:
        """What is missing in a store that was just recovered is known from now on; how much."""
        with self._writing() as connection:
            return known_gaps.note_missing(connection)

    def rebuild(self, job: Job | None = None) -> int:
        """In one transaction, not from facts that do not verify;
        a store of an older version becomes one of this.
        """
        with self._writing() as connection:
            self._dialect.wait_for_turn(connection)
            _, findings = known_gaps.damage(connection, Job())
            if findings:
                raise StoreError(
                    f"The facts of {self.place} do not verify ({findings[0]}), so nothing is made "
                    "from them. Run `verify`, and restore a backup."
                )
            if not chain.is_there(connection):
                chain.begin(connection)
            return projections.rebuild(connection, job or Job())


class SqlStore(StoreFile, Recording, Backups):
    """On a file, of SQLite."""

    def _check(self, connection: Connection) -> Iterable[Finding]:
        return check_file(connection)

    def record(
        self, changes: Sequence[Change], documents: Sequence[Document] = (), job: Job | None = None
    ) -> None:
        if job is not None:  # many rows at once may take a longer look
            self.look_closely()
        super().record(changes, documents, job)

    def look_closely(self) -> str:
        """What the pages' own rules do not show:
        do the entries verify? As far as QUICK seconds reach.
        """
        if not self.fault() and not self._looked_closely:
            self._looked_closely, until = True, time.monotonic() + QUICK
            with self._reading() as connection, suppress(Cancelled):
                _, findings = known_gaps.damage(
                    connection, Job(cancelled=lambda: time.monotonic() > until)
                )
                self._fault = str(findings[0]) if findings else ""
        return self._fault or ""

    def dispose(self, told: Change | None, key: str, documents: Collection[str]) -> None:
        super().dispose(told, key, documents)
        self.fold_log()  # older pages that still hold the words go with it

    def rebuild(self, job: Job | None = None) -> int:
        count = super().rebuild(job)
        self.fold_log()
        return count


class _Held:
    """What the store holds of cases that are written on: a number, and the ids of all facts."""

    def __init__(self, rows: Iterable[tuple[bytes, int, bytes]]) -> None:
        self._numbers, self._ids = dict[bytes, int](), dict[bytes, set[bytes]]()
        for key, case_no, id in rows:
            self._numbers[key] = case_no
            self._ids.setdefault(key, set()).add(id)

    def numbered(self, change: Change) -> int:
        """The number of a case that is exactly as it was seen: not only no fact more, which the
        place of each fact would show. Where the store went back there are less, or others.
        """
        key = bytes.fromhex(change.key)
        if self._ids.get(key) != {bytes.fromhex(fact.id) for fact in change.seen}:
            raise CaseChangedElsewhere(
                "The case was changed elsewhere since it was read: look at it again, then repeat. "
                "Nothing was recorded."
            )
        self._ids[key].update(bytes.fromhex(row.fact.id) for row in change.written)
        return self._numbers[key]


def _number(change: Change) -> str:
    body = change.written[0].fact.body
    return body.number if isinstance(body, RequestReceived) else "desk"
