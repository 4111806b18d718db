"""The store's file: opened, made, checked for its version; a connection for each call."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.domain.kept_backups import Backup
from mmd_reviewer.store import projections, tables
from mmd_reviewer.store.backup import (
    backups_of,
    clear_pieces,
    copy_store,
    described,
    folder_of,
    name_of,
    reach,
    reach_of,
    thin,
)
from mmd_reviewer.store.engine import may_write, open_engine, surroundings
from mmd_reviewer.store.probe import APPLICATION_ID, check_ours


class StoreFile:
    """Safe to use from several threads: each call takes a connection of its own."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if not create and not path.exists():
            raise StoreError(f"There is no store at {path}: import a file or open the window to make one.")
        if create:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"The folder {path.parent} cannot be made: {error.strerror}.") from error
        if path.is_dir():
            raise StoreError(f"{path} is a folder: name the store's file.")
        check_ours(path)
        self.read_only = path.exists() and not may_write(path)
        if not path.exists():  # customers' words are for its owner's eyes; the log beside it takes the same mode
            with suppress(OSError):  # the engine says in words what is wrong
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._engine = open_engine(path, read_only=self.read_only)
        with self._reading() as connection:
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            empty = not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if version == 0 and empty:
            self._make()

    def _make(self) -> None:
        with self._writing() as connection:
            tables.metadata.create_all(connection)
            for statement in tables.sqlite_extras():
                connection.exec_driver_sql(statement)
            connection.execute(
                insert(tables.meta), [{"key": "projections", "value": tables.PROJECTION_VERSION}]
            )
            connection.exec_driver_sql(f"PRAGMA user_version={tables.STORE_VERSION}")
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")

    def close(self) -> None:
        """Give back the file; what stands in the log beside it is in the file then."""
        self.fold_log()
        self._engine.dispose()

    def fold_log(self) -> bool:
        """Write the log beside the file into it, so that a copy of the file is the store; False: somebody reads."""
        if self.read_only:
            return False
        try:
            with self._reading() as connection:
                busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        except StoreError:  # the deed that comes next says what is wrong with the disk
            return False
        return not busy

    def copy_to(self, target: Path, made: datetime, job: Job | None = None) -> Backup:
        """A verified copy, taken while the store is in use (quality.md, "backup")."""
        return copy_store(self.path, target, made, job)

    def back_up(self, now: datetime, job: Job | None = None) -> Backup | None:
        """A backup in its folder, unless the newest one holds the same facts; older ones are thinned."""
        folder = folder_of(self.path)
        clear_pieces(folder)
        newest = self.newest_backup()
        with self._reading() as connection:
            here = reach(connection)
        if newest is not None and reach_of(newest.path) == here:
            return None
        made = self.copy_to(folder / name_of(self.path, now), now, job)
        thin(self.path, folder, now)
        return made

    def backups(self) -> tuple[Backup, ...]:
        """The backups of this store, the newest first; what cannot be read is left out."""
        found = backups_of(self.path, folder_of(self.path))
        rows = (described(file, made, sealed=True) for made, file in found)
        return tuple(row for row in rows if row is not None)

    def newest_backup(self) -> Backup | None:
        """The newest one that can be read; its seal is left out, as all facts would have to be read for it."""
        for made, file in backups_of(self.path, folder_of(self.path)):
            found = described(file, made)
            if found is not None:
                return found
        return None

    def log_left(self) -> int:
        """Bytes in the log beside the file: they belong to the store, and a copy without them is an older one."""
        log = self.path.with_name(f"{self.path.name}-wal")
        return log.stat().st_size if log.exists() else 0

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with surroundings(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            surroundings(self.path),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def projections_current(self) -> bool:
        """False when the projections were made by another version and need `rebuild`."""
        with self._reading() as connection:
            return projections.read_meta(connection, "projections") == tables.PROJECTION_VERSION

    def writable(self) -> bool:
        """False for a store that can only be read."""
        try:
            with self._writing():
                return True
        except StoreError:
            return False
