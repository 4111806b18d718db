"""Backups: a copy taken while the store is in use, opened
and verified before it counts; never over a file.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, exc

from mmd_reviewer.domain.deed import Job, Seal
from mmd_reviewer.domain.errors import Cancelled, StoreError
from mmd_reviewer.domain.kept_backups import Backup, kept
from mmd_reviewer.store.backup_names import backups_of, folder_of, name_of
from mmd_reviewer.store.connection import Connected, driver, in_parts
from mmd_reviewer.store.dialects.library import connect, is_protected, library
from mmd_reviewer.store.dialects.sqlite import export, file_in_use, in_words, open_engine
from mmd_reviewer.store.dialects.sqlite_file import check_ours
from mmd_reviewer.store.disposal import holds_words
from mmd_reviewer.store.known_gaps import damage, missing
from mmd_reviewer.store.reach import Reach, holds_all, ids, only_in_the_first, reach
from mmd_reviewer.store.verify import content_seal
from mmd_reviewer.this_system import flush

PAGES_AT_ONCE = 2048
TRIES = 9  # of going back while others record
SLACK = timedelta(minutes=1)  # a backup's name may be ahead of the clock so far
LEFT_AFTER = 3600.0  # seconds without a word written
OK = 0  # of SQLite, where pages were copied


class _Taken(StoreError):
    """There is a file where a backup was to be."""

    def __init__(self, target: Path) -> None:
        super().__init__(f"{target} exists: a backup never overwrites. Name another file.")


class _Recorded(Exception):
    """Somebody recorded something before the store was this one's alone."""


class Backups(Connected):
    """See `services.ports.Upkeep`."""

    path: Path

    def seal(self, facts: int | None = None) -> Seal:
        """See `services.ports.Facts`."""
        raise NotImplementedError

    def copy_to(self, target: Path, made: datetime, job: Job | None = None) -> Backup:
        """A verified copy, taken while the store is in use (quality.md, "backup")."""
        return copy_store(self.path, target, made, job)

    def back_up(self, now: datetime, job: Job | None = None) -> Backup | None:
        """A backup in its folder, unless the newest one holds the same facts;
        older ones are thinned.
        """
        folder = folder_of(self.path)
        clear_pieces(folder)
        while True:
            with self._reading() as connection:
                here = reach(connection)
            newest = self.newest_backup(now)
            if newest is not None and reach_of(newest.path) == here:
                return None
            # Another may be of the same second: it is newer than those that were made before
            made_last = [made for made, _ in backups_of(self.path, folder) if made < now + SLACK]
            now = max([now, *(made + timedelta(seconds=1) for made in made_last)])
            while (folder / name_of(self.path, now)).exists():  # no backup, but in its place
                now += timedelta(seconds=1)
            with suppress(_Taken):  # another window was first
                made = self.copy_to(folder / name_of(self.path, now), now, job)
                thin(self.path, folder, now)
                return made

    def catch_up(self, folder: Path, now: datetime) -> Path | None:
        newest = self.newest_backup(now)
        if newest is None or not folder.is_dir():
            return None
        (first,) = self._fetched("SELECT hex(id) FROM fact ORDER BY seq LIMIT 1")[0]
        # Other stores may have the same name
        own = folder / f"{folder_of(self.path).name} {first[:12].lower()}"
        target = own / newest.path.name
        if target.exists():
            return target
        clear_pieces(own)
        with suppress(_Taken):  # another window was first
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
        with suppress(*_unread()), _opened(file) as there:
            return bool(mine) and mine[0][0] == there.exec_driver_sql(first).scalar()
        return False

    def lacking(self, backup: Path) -> dict[str, frozenset[str]]:
        with self._reading() as here, _opened(backup) as there:
            found = [*only_in_the_first(ids(here), ids(there))]
            sql = "SELECT case_key, id FROM fact JOIN case_id USING (case_no) WHERE id IN ({})"
            lost: dict[str, set[str]] = {}
            for key, id in in_parts(here, sql, found):
                lost.setdefault(key.hex(), set()).add(id.hex())
        return {key: frozenset(ids) for key, ids in lost.items()}

    def take_over(self, prepared: Callable[[], Path]) -> None:
        """Others may record while the other file is made: then it is made anew, and they wait."""
        for place in range(TRIES):
            with self._writing() if place else nullcontext():
                before, other = self.seal(), prepared()
            if self._became(other, before):
                return
        raise StoreError(
            f"{self.path} is written by other windows all the time: close them, then repeat. "
            "Nothing was changed."
        )

    def _became(self, other: Path, before: Seal) -> bool:
        """Hold what the other file holds; False, and all is as it was, where something was
        recorded since `before`.
        """
        with closing(connect(self.path)) as live, ExitStack() as opened:
            source = opened.enter_context(closing(connect(other, file_in_use(other))))
            if is_protected(source) != is_protected(live):
                alike = other.with_name(f"{other.stem} alike{other.suffix}")
                alike.unlink(missing_ok=True)
                copy_store(other, alike, datetime.now(UTC), protected=is_protected(live))
                source = opened.enter_context(closing(connect(alike, file_in_use(alike))))
            (pages,) = source.execute("PRAGMA page_count").fetchone()
            locked = False

            def in_turn(status: int, remaining: int, total: int) -> None:
                """After the first pages, none of which counts yet, nobody else can record."""
                nonlocal locked
                if status == OK and not locked:
                    locked = True
                    if self.seal() != before:
                        raise _Recorded

            try:
                source.backup(live, pages=max(1, min(PAGES_AT_ONCE, pages // 2)), progress=in_turn)
            except _Recorded:
                return False
        return True

    def newest_backup(self, now: datetime | None = None) -> Backup | None:
        """The newest one of this store that can be read; its seal is left out,
        as all facts would have to be read for it.
        """
        with self._reading() as connection:
            first = reach(connection).first
        found = backups_of(self.path, folder_of(self.path))
        # One of a clock that was ahead would stay the newest for ever
        ahead = [row for row in found if row[0] > (now or datetime.now(UTC)) + SLACK]
        for made, file in (*found[len(ahead) :], *ahead):
            there = reach_of(file)
            if there is not None and there.first == first:
                return Backup(file, made, there.facts, "", file.stat().st_size)
        return None


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
        raise _Taken(target)
    check_ours(source)
    clear_pieces(target.parent, target.name)
    part = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, part, job or Job(), protected)
        facts, seal, gaps = _checked(part)
        _into_place(part, target)
    except (StoreError, Cancelled):
        raise
    except _unread() as error:  # also by the look at what was written: it sorts in files of its own
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        words = in_words(cause, target) or f"{target} cannot be written ({cause})."
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
    return Backup(target, made, facts, seal, target.stat().st_size, gaps)


def _into_place(part: Path, target: Path) -> None:
    """Never over a file, also not over one that another process made this moment."""
    try:
        os.link(part, target)  # its other name goes afterwards
    except OSError as error:
        if isinstance(error, FileExistsError) or target.exists():
            raise _Taken(target) from error
        part.rename(target)  # a disk that knows one name a file


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


def _unread() -> tuple[type[Exception], ...]:
    """What is raised by a file that cannot be read as a store."""
    return OSError, exc.DBAPIError, library().Error


@contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    engine = open_engine(file, read_only=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _checked(part: Path) -> tuple[int, str, int]:
    """Open what was written and verify it; how many facts, their content seal, and how many facts
    are known to be missing.
    """
    with ThreadPoolExecutor(1) as beside, _opened(part) as connection:
        pages = beside.submit(_pages, part)  # SQLite's own check lets Python go on meanwhile
        facts, findings = damage(connection, Job())
        seal, gaps, said = content_seal(connection), len(missing(connection)), pages.result()
    if said != "ok" or findings:
        why = said if said != "ok" else findings[0]
        raise StoreError(
            f"The copy does not verify ({why}). No backup was made: run `verify` on the store."
        )
    return facts, seal, gaps


def _pages(part: Path) -> str:
    with _opened(part) as connection:
        return str(driver(connection).execute("PRAGMA quick_check(1)").fetchone()[0])


def reach_of(file: Path) -> Reach | None:
    """How far a backup reaches; None where it cannot be read."""
    with suppress(*_unread()), _opened(file) as connection:
        return reach(connection)
    return None


def _holds(file: Path, key: str) -> bool:
    with suppress(*_unread()), _opened(file) as connection:
        return holds_words(connection, bytes.fromhex(key))
    return False


def described(file: Path, made: datetime, *, sealed: bool = False) -> Backup | None:
    """What a backup holds; None where it cannot be read."""
    with suppress(*_unread()), _opened(file) as connection:
        facts = reach(connection).facts
        return Backup(
            file, made, facts, content_seal(connection) if sealed else "", file.stat().st_size
        )
    return None


def thin(store: Path, folder: Path, now: datetime) -> int:
    """Take away backups that newer ones make needless; how many.

    One goes only where a newer one holds all of it: a store that went back, one of an older copy,
    or a new one under the same name needs what the others hold.
    """
    found = [*backups_of(store, folder)]
    wanted = kept([made for made, _ in found], now)
    gone = 0
    for row in reversed([row for row in found if row[0] not in wanted]):
        if _is_in_any(row[1], [file for _, file in found[: found.index(row)]]):
            row[1].unlink(missing_ok=True)
            found.remove(row)
            gone += 1
    return gone


def _is_in_any(old: Path, newer: Iterable[Path]) -> bool:
    """What cannot be read proves nothing."""
    for file in newer:
        with suppress(*_unread()), _opened(old) as there, _opened(file) as here:
            if holds_all(here, there):
                return True
    return False


def clear_pieces(folder: Path, name: str = "") -> None:
    """What a backup, or the one of that name, left that was cut short;
    one that is being written is younger.
    """
    for piece in folder.glob(f".{escape(name)}*.part*") if folder.is_dir() else ():
        with suppress(OSError):
            if abs(time.time() - piece.stat().st_mtime) > LEFT_AFTER:
                piece.unlink()
