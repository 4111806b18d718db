"""The store's file: opened, made, checked for its version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, insert

from mmd_reviewer.domain.errors import StoreDamaged, StoreError
from mmd_reviewer.store import chain, projections, tables
from mmd_reviewer.store.alone import Alone
from mmd_reviewer.store.backup_names import check_not_lost
from mmd_reviewer.store.connection import Connected
from mmd_reviewer.store.dialects.sqlite import SQLITE, damaged, may_write, open_engine
from mmd_reviewer.store.dialects.sqlite_file import APPLICATION_ID, check_ours, quick_fault


class _Identity(NamedTuple):
    """By which a file is known, whatever its name."""

    device: int
    number: int
    size: int


def _identity(path: Path) -> _Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _Identity(found.st_dev, found.st_ino, found.st_size)


class StoreFile(Connected, Alone):
    """Made anew where it is not there and `create` says so."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path, self.place, self._dialect = path, str(path), SQLITE
        readable = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
        if readable != str(path):  # SQLite takes names in UTF-8 alone
            raise StoreError(f"The name {readable} is no text in UTF-8: give the file another one.")
        if not create and not path.exists():
            check_not_lost(path)
            raise StoreError(
                f"There is no store at {path}: import a file or open the window to make one."
            )
        if create:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(
                    f"The folder {path.parent} cannot be made: {error.strerror}."
                ) from error
        if path.is_dir():
            raise StoreError(f"{path} is a folder: name the store's file.")
        check_ours(path)
        self.read_only = path.exists() and not may_write(path)
        if (
            not path.exists()
        ):  # customers' words are for its owner's eyes; the log beside it takes the same mode
            with suppress(OSError):  # the engine says in words what is wrong
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        self._fault: str | None = None  # not looked yet
        self._looked_closely = False
        self._engine = open_engine(path, read_only=self.read_only)
        with self._reading() as connection:
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            empty = not connection.exec_driver_sql(
                "SELECT count(*) FROM sqlite_master"
            ).scalar_one()
        self._opened = _identity(path)
        if version == 0 and empty:
            self._make()

    def _make(self) -> None:
        with self._writing() as connection:
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one():
                return  # another process was first
            projections.create(connection)
            connection.execute(insert(tables.meta), tables.made_by())
            chain.begin(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={tables.STORE_VERSION}")
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")

    def close(self) -> None:
        """Give back the file; what stands in the log beside it is in the file then."""
        self.fold_log()
        self._engine.dispose()

    def fold_log(self) -> bool:
        """Write the log beside the file into it, so that a copy of the file is the store;
        False: somebody reads.
        """
        if self.read_only:
            return False
        try:
            with self._reading() as connection:
                busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        except StoreError:  # the deed that comes next says what is wrong with the disk
            return False
        return not busy

    def log_left(self) -> int:
        """Bytes in the log beside the file: they belong to the store,
        and a copy without them is an older one.
        """
        log = self.path.with_name(f"{self.path.name}-wal")
        return log.stat().st_size if log.exists() else 0

    def projections_current(self) -> bool:
        """Also False for an older version's store that may be written:
        `rebuild` makes it one of this version.
        """
        with self._reading() as connection:
            return projections.are_current(connection) and (
                self.read_only or chain.is_there(connection)
            )

    def fault(self) -> str:
        """What is wrong with the file, found by one look at every page; "" for nothing."""
        if self._fault is None:
            try:
                with self._reading() as connection:
                    self._fault = quick_fault(connection)
            except StoreDamaged:
                self._fault = "its pages do not hang together"
        return self._fault

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A damaged file is never written to: each write could bury what can still be read."""
        if self.read_only:
            raise StoreError(
                f"{self.path} is read-only: nothing can be recorded. Give yourself write "
                f"permission."
            )
        if self.fault():
            raise StoreDamaged(damaged(self.path, self.fault()))
        self._check_in_place("Nothing was recorded.")
        with super()._writing() as connection:
            yield connection
        self._check_in_place("Whether this was still recorded shows when it is opened again.")

    def _check_in_place(self, said: str) -> None:
        """Who writes on into a file that something else moved, deleted, replaced or emptied writes
        into nothing: the system lets it.
        """
        there = _identity(self.path)
        if there is None or self._opened is None:
            what = "is not there any more"
        elif there[:2] != self._opened[:2]:
            what = "is another file now"
        elif self._opened.size and not there.size:
            what = "was emptied"
        else:
            self._opened = there
            return
        raise StoreError(
            f"{self.path} {what}: something moved, deleted or replaced it while it was open. "
            f"{said} Close the program, put the store back into its place or go back to a backup, "
            "and open it again."
        )

    def only_read(self) -> None:
        """From now on nothing is written into it."""
        self.read_only = True

    def writable(self) -> bool:
        if self.read_only:
            return False
        try:
            with super()._writing():
                return True
        except StoreError:
            return False
