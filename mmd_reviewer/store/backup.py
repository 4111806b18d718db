"""Backups: a copy taken while the store is in use, opened
and verified before it counts; never over a file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, exc

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled, StoreError
from mmd_reviewer.domain.kept_backups import Backup, kept
from mmd_reviewer.store.connection import Connected, driver, in_parts
from mmd_reviewer.store.dialects.library import connect, is_protected, library
from mmd_reviewer.store.dialects.sqlite import export, file_in_use, in_words, open_engine
from mmd_reviewer.store.dialects.sqlite_file import check_ours
from mmd_reviewer.store.disposal import holds_words
from mmd_reviewer.store.verify import check_links, content_seal
from mmd_reviewer.this_system import flush

PAGES_AT_ONCE = 2048
_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r" (\d{4}-\d\d-\d\dT\d{6}Z)\.sqlite")


class Backups(Connected):
    """See `services.ports.Upkeep`."""

    path: Path

    def copy_to(self, target: Path, made: datetime, job: Job | None = None) -> Backup:
        """A verified copy, taken while the store is in use (quality.md, "backup")."""
        return copy_store(self.path, target, made, job)

    def back_up(self, now: datetime, job: Job | None = None) -> Backup | None:
        """A backup in its folder, unless the newest one holds the same facts;
        older ones are thinned.
        """
        folder = folder_of(self.path)
        clear_pieces(folder)
        newest = self.newest_backup()
        with self._reading() as connection:
            here = reach(connection)
        if newest is not None and reach_of(newest.path) == here:
            return None
        while (folder / name_of(self.path, now)).exists():  # another of the same second
            now += timedelta(seconds=1)
        made = self.copy_to(folder / name_of(self.path, now), now, job)
        thin(self.path, folder, now)
        return made

    def catch_up(self, folder: Path, now: datetime) -> Path | None:
        newest = self.newest_backup()
        if newest is None or not folder.is_dir():
            return None
        (first,) = self._fetched("SELECT hex(id) FROM fact ORDER BY seq LIMIT 1")[0]
        # Other stores may have the same name
        own = folder / f"{folder_of(self.path).name} {first[:12].lower()}"
        target = own / newest.path.name
        if target.exists():
            return target
        copy_store(newest.path, target, newest.made)
        thin(self.path, own, now)
        return target

    def backups(self) -> tuple[Backup, ...]:
        """The backups of this store, the newest first; what cannot be read is left out."""
        found = backups_of(self.path, folder_of(self.path))
        rows = (described(file, made, sealed=True) for made, file in found)
        return tuple(row for row in rows if row is not None)

    def backups_with(self, key: str) -> tuple[Path, ...]:
        return tuple(
            file for _, file in backups_of(self.path, folder_of(self.path)) if _holds(file, key)
        )

    def is_backup(self, file: Path) -> bool:
        first = "SELECT id FROM fact ORDER BY seq LIMIT 1"
        mine = self._fetched(first)
        with suppress(OSError, exc.DBAPIError), _opened(file) as there:
            return bool(mine) and mine[0][0] == there.exec_driver_sql(first).scalar()
        return False

    def lacking(self, backup: Path) -> dict[str, frozenset[str]]:
        with self._reading() as here, _opened(backup) as there:
            found = [*_only_in_the_first(_ids(here), _ids(there))]
            sql = "SELECT case_key, id FROM fact JOIN case_id USING (case_no) WHERE id IN ({})"
            lost: dict[str, set[str]] = {}
            for key, id in in_parts(here, sql, found):
                lost.setdefault(key.hex(), set()).add(id.hex())
        return {key: frozenset(ids) for key, ids in lost.items()}

    def take_over(self, other: Path) -> None:
        with closing(connect(self.path)) as live:
            with closing(connect(other, file_in_use(other))) as source:
                if is_protected(source) == is_protected(live):
                    source.backup(live)
                    return
            alike = other.with_name(f"{other.stem} alike{other.suffix}")
            copy_store(other, alike, datetime.now(UTC), protected=is_protected(live))
            with closing(connect(alike, file_in_use(alike))) as source:
                source.backup(live)

    def newest_backup(self) -> Backup | None:
        """The newest one that can be read; its seal is left out,
        as all facts would have to be read for it.
        """
        for made, file in backups_of(self.path, folder_of(self.path)):
            found = described(file, made)
            if found is not None:
                return found
        return None


def _ids(connection: Connection) -> Iterator[bytes]:
    for (id,) in driver(connection).execute("SELECT id FROM fact ORDER BY id"):
        yield id


def _only_in_the_first(one: Iterator[bytes], other: Iterator[bytes]) -> Iterator[bytes]:
    """Both in order: a million facts are compared without keeping any of them."""
    theirs = next(other, None)
    for id in one:
        while theirs is not None and theirs < id:
            theirs = next(other, None)
        if id != theirs:
            yield id


def folder_of(store: Path) -> Path:
    """Where the backups of a store lie: beside it."""
    return store.with_name(f"{store.stem} backups")


def name_of(store: Path, made: datetime) -> str:
    """The file of a backup, by the moment it was made."""
    return f"{store.stem} {made.astimezone(UTC).strftime(_STAMP)}.sqlite"


def made_at(file: Path, otherwise: datetime) -> datetime:
    """When a backup was made, by its name."""
    match = re.search(_NAME.pattern + "$", file.name)
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) if match else otherwise


def backups_of(store: Path, folder: Path) -> tuple[tuple[datetime, Path], ...]:
    """The backups of a store in a folder, the newest first, by their names."""
    found = []
    for file in folder.glob("*.sqlite") if folder.is_dir() else ():
        match = _NAME.fullmatch(file.name.removeprefix(store.stem))
        if match:
            found.append((datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), file))
    return tuple(sorted(found, reverse=True))


def copy_store(
    source: Path,
    target: Path,
    made: datetime,
    job: Job | None = None,
    *,
    protected: bool | None = None,
) -> Backup:
    """A verified copy of a store; refused over an existing file,
    and nothing is left of one that fails.

    `protected`: under the run's passphrase, or in clear; else as the store is.
    """
    if target.exists():
        raise StoreError(f"{target} exists: a backup never overwrites. Name another file.")
    check_ours(source)
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, part, job or Job(), protected)
        facts, seal = _checked(part)
        part.rename(target)
    except (OSError, library().Error, StoreError, Cancelled) as error:
        if isinstance(error, (StoreError, Cancelled)):
            raise
        words = in_words(error, target) or f"{target} cannot be written ({error})."
        raise StoreError(
            f"{words.removesuffix(' Nothing was recorded.')} No backup was made."
        ) from error
    finally:  # also of one that is made: where the disk is full SQLite may leave an empty journal
        for left in (
            part,
            *(part.with_name(f"{part.name}{end}") for end in ("-wal", "-shm", "-journal")),
        ):
            with suppress(OSError):
                left.unlink()
    return Backup(target, made, facts, seal, target.stat().st_size)


def _copy(source: Path, part: Path, job: Job, protected: bool | None) -> None:
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))

    def told(status: int, remaining: int, total: int) -> None:
        job.step(total - remaining, total)

    with closing(connect(source, file_in_use(source))) as one:
        kept = is_protected(one)
        wanted = kept if protected is None else protected
        with closing(connect(part, f"file:{quote(str(part))}", protected=wanted)) as other:
            if is_protected(other) == kept:
                one.backup(other, pages=PAGES_AT_ONCE, progress=told)
            else:
                export(source, other)
            other.execute("PRAGMA journal_mode=DELETE")  # a copy is one file
    flush(part)


@contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    engine = open_engine(file, read_only=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _checked(part: Path) -> tuple[int, str]:
    """Open what was written and verify it; how many facts, and their content seal."""
    with ThreadPoolExecutor(1) as beside, _opened(part) as connection:
        pages = beside.submit(_pages, part)  # SQLite's own check lets Python go on meanwhile
        facts, findings = check_links(connection, Job())
        seal, said = content_seal(connection), pages.result()
    if said != "ok" or findings:
        why = said if said != "ok" else findings[0]
        raise StoreError(
            f"The copy does not verify ({why}). No backup was made: run `verify` on the store."
        )
    return facts, seal


def _pages(part: Path) -> str:
    with _opened(part) as connection:
        return str(driver(connection).execute("PRAGMA quick_check(1)").fetchone()[0])


def reach(connection: Connection) -> tuple[int, bytes, bool]:
    """How far a store reaches: how many facts, and the last of them; facts are only ever added.

    And has it a key?
    """
    row = connection.exec_driver_sql(
        "SELECT count(*), (SELECT id FROM fact ORDER BY seq DESC LIMIT 1) FROM fact"
    ).one()
    return row[0], row[1] or b"", is_protected(connection.connection.driver_connection)


def reach_of(file: Path) -> tuple[int, bytes, bool] | None:
    """How far a backup reaches; None where it cannot be read."""
    with suppress(OSError, exc.DBAPIError), _opened(file) as connection:
        return reach(connection)
    return None


def _holds(file: Path, key: str) -> bool:
    with suppress(OSError, exc.DBAPIError), _opened(file) as connection:
        return holds_words(connection, bytes.fromhex(key))
    return False


def described(file: Path, made: datetime, *, sealed: bool = False) -> Backup | None:
    """What a backup holds; None where it cannot be read."""
    with suppress(OSError, exc.DBAPIError), _opened(file) as connection:
        facts, *_ = reach(connection)
        return Backup(
            file, made, facts, content_seal(connection) if sealed else "", file.stat().st_size
        )
    return None


def thin(store: Path, folder: Path, now: datetime) -> int:
    """Take away backups that newer ones make needless; how many."""
    found = backups_of(store, folder)
    wanted = kept([made for made, _ in found], now)
    gone = [file for made, file in found if made not in wanted]
    for file in gone:
        file.unlink(missing_ok=True)
    return len(gone)


def clear_pieces(folder: Path) -> None:
    """What a backup left that was cut short."""
    for piece in folder.glob(".*.part*") if folder.is_dir() else ():
        with suppress(OSError):
            piece.unlink()
