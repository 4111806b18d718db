"""The store on SQLAlchemy Core: a deed is one transaction of facts, documents and projections."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Connection, select

from mmd_reviewer.domain.case_fold import fold
from mmd_reviewer.domain.deed import Change, Document, Job, Seal, Verified
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.fact import DESK_KEY, Fact, RequestAmended, RequestReceived, read_fact
from mmd_reviewer.store import projections, tables, verify
from mmd_reviewer.store.backup import Backups
from mmd_reviewer.store.connection import driver
from mmd_reviewer.store.drafts import Drafts
from mmd_reviewer.store.rows.calendar import CalendarReads
from mmd_reviewer.store.rows.devices import DeviceReads
from mmd_reviewer.store.rows.letters import LetterReads
from mmd_reviewer.store.rows.queue import QueueReads, case_row
from mmd_reviewer.store.rows.register import RegisterReads
from mmd_reviewer.store.store_file import StoreFile
from mmd_reviewer.store.verify import has_hash

CHUNK = 2000
SQLITE_VARIABLES = 900


class SqlStore(
    StoreFile, Backups, Drafts, QueueReads, CalendarReads, LetterReads, RegisterReads, DeviceReads
):  # fmt: skip
    """See `services.ports.Store`: a subject of it a base, and here the facts."""

    def facts(self, key: str) -> tuple[Fact, ...]:
        """All facts of a case in order of arrival."""
        return self.known([key]).get(key, ())

    def find(self, name: str) -> tuple[str, ...]:
        """The key of the case with this number, else the keys of those with this ticket."""
        with self._reading() as connection:
            found = connection.execute(
                select(tables.case_id.c.case_key).where(tables.case_id.c.number == name.strip())
            ).scalars().all()  # fmt: skip
            if not found:
                found = connection.execute(
                    select(tables.case_id.c.case_key)
                    .join(case_row, case_row.c.case_no == tables.case_id.c.case_no)
                    .where(case_row.c.ticket == name.strip(), case_row.c.ticket != "")
                    .distinct()
                ).scalars().all()  # fmt: skip
        return tuple(bytes(key).hex() for key in found)

    def known(self, keys: Collection[str]) -> dict[str, tuple[Fact, ...]]:
        """The facts of the keys that are in the store."""
        found: dict[str, list[Fact]] = {}
        wanted = [bytes.fromhex(key) for key in keys]
        with self._reading() as connection:
            for start in range(0, len(wanted), SQLITE_VARIABLES):
                rows = connection.execute(
                    select(tables.case_id.c.case_key, tables.fact.c.id, tables.fact.c.content)
                    .join(tables.fact, tables.fact.c.case_no == tables.case_id.c.case_no)
                    .where(tables.case_id.c.case_key.in_(wanted[start : start + SQLITE_VARIABLES]))
                    .order_by(tables.fact.c.case_no, tables.fact.c.n)
                )
                for key, id, content in rows:
                    if not has_hash(content, id):
                        raise StoreError(f"An entry of the store {self.path} is not what was written: run `verify`.")
                    found.setdefault(bytes(key).hex(), []).append(read_fact(content))
        return {key: tuple(facts) for key, facts in found.items()}

    def highest_number(self, station: str) -> int:
        """The highest running number that the station gave (`A-0142` is 142)."""
        with self._reading() as connection:
            value = projections.read_meta(connection, f"highest {station}")
        return int(value or 0)

    def newest_day(self) -> date | None:
        """The latest civil day of any fact (F3)."""
        with self._reading() as connection:
            value = projections.read_meta(connection, "newest_day")
        return date.fromisoformat(value) if value else None

    def touched(self, fact: Fact) -> tuple[str, ...]:
        """The keys of the cases that the deed of `fact` touched; a deed's facts stand side by side."""
        with self._reading() as connection:
            return projections.touched(connection, fact)

    def record(self, changes: Sequence[Change], documents: Sequence[Document] = (), job: Job | None = None) -> None:
        """Facts, documents and projections in one transaction, or nothing."""
        job = job or Job()
        with self._writing() as connection:
            if documents:
                kept = [(bytes.fromhex(row.id), row.media, row.content) for row in documents]
                sql = "INSERT INTO document (id, media, content) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING"
                driver(connection).executemany(sql, kept)
            for start in range(0, len(changes), CHUNK):
                job.step(start, len(changes))
                self._append(connection, changes[start : start + CHUNK])
            job.step(len(changes), len(changes))

    def _append(self, connection: Connection, changes: Sequence[Change]) -> None:
        numbers = projections.case_numbers(connection, [change.key for change in changes if change.seen])
        cursor = driver(connection)
        (following,) = cursor.execute("SELECT coalesce(max(case_no), 0) FROM case_id").fetchone()
        new_cases, facts = [], []
        cases: list[projections.Projected] = []
        editions = projections.editions_of(connection)
        for change in changes:
            if change.seen:
                case_no = numbers[change.key]
            else:
                following += 1
                case_no = following
                new_cases.append((case_no, bytes.fromhex(change.key), _number(change)))
            for n, row in enumerate(change.written, len(change.seen)):
                facts.append((bytes.fromhex(row.fact.id), case_no, n, row.fact.kind, row.content))
            if change.key != DESK_KEY:
                case = fold((*change.seen, *(row.fact for row in change.written)), editions)
                words = not change.seen or any(isinstance(row.fact.body, RequestAmended) for row in change.written)
                cases.append(projections.Projected(case_no, case, new=not change.seen, words=words))
        if new_cases:
            cursor.executemany("INSERT INTO case_id (case_no, case_key, number) VALUES (?, ?, ?)", new_cases)
        cursor.executemany("INSERT INTO fact (id, case_no, n, kind, content) VALUES (?, ?, ?, ?, ?)", facts)
        projections.write(connection, cases)
        projections.remember(connection, changes)

    def document(self, id: str) -> Document | None:
        """A document by its SHA-256."""
        query = select(tables.document).where(tables.document.c.id == bytes.fromhex(id))
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if not has_hash(row.content, row.id):
            raise StoreError(
                f"A file kept in the store {self.path} is not what was stored: nothing of it is shown, saved or "
                "printed. Run `verify`, and take it from a backup."
            )
        return Document(bytes(row.id).hex(), row.media, bytes(row.content))

    def seal(self, facts: int | None = None) -> Seal:
        limit = "" if facts is None else f" LIMIT {facts:d}"
        digest, count = hashlib.sha256(), 0
        with self._reading() as connection:
            for (id,) in connection.exec_driver_sql(f"SELECT id FROM fact ORDER BY seq{limit}"):
                digest.update(id)
                count += 1
        return Seal(count, digest.hexdigest())

    def verify(self, job: Job | None = None) -> Verified:
        """Check hashes, links, documents and projections; trusts no guard."""
        with self._reading() as connection:
            return verify.verify(connection, job or Job())

    def rebuild(self, job: Job | None = None) -> int:
        """Make the projections again from the facts, in one transaction; not from facts that do not verify."""
        with self._writing() as connection:
            _, findings = verify.check_links(connection, Job())
            if findings:
                first = f"{findings[0].where}: {findings[0].message}"
                raise StoreError(
                    f"The facts of {self.path} do not verify ({first}), so nothing is made from them. Run `verify`, "
                    "and restore a backup."
                )
            count = projections.rebuild(connection, job or Job())
        self.fold_log()
        return count


def _number(change: Change) -> str:
    body = change.written[0].fact.body
    return body.number if isinstance(body, RequestReceived) else "desk"
