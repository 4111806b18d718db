"""Files that leave the program: whole or not at all,
and never over the store (quality, "Nothing lost").
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from mmd_reviewer.domain.calendar_entry import Entry
from mmd_reviewer.domain.edition import Edition
from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.register import Value
from mmd_reviewer.domain.request import Request
from mmd_reviewer.this_system import hold, is_held, is_running

PREFIX, ENDING = ".mmd-reviewer-", ".part"
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a store


@dataclass(frozen=True, slots=True)
class Pieces:
    """Files that are written beside their names and take them together, or leave nothing behind.

    Each is held open until then: so another export sees that it is no left-over.
    """

    written: list[tuple[Path, Path, BinaryIO]] = field(default_factory=list)

    def add(self, target: Path, content: bytes) -> None:
        """Write the bytes beside the name, down to the disk,
        with the rights that the person's files have.
        """
        piece = target.with_name(f"{PREFIX}{os.getpid()}-{secrets.token_hex(4)}{ENDING}")
        with _told_of(target):
            file = piece.open("xb")
            self.written.append((piece, target, file))
            hold(file)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def keep(self) -> None:
        """Give each its name."""
        while self.written:
            piece, target, file = self.written[0]
            with _told_of(target):
                file.close()
                piece.replace(target)
            del self.written[0]


@dataclass(frozen=True, slots=True)
class OutFiles:
    """Writes files for people, beside the store whose own files no export may touch."""

    store: Path | None  # None: on a server

    def check(self, target: Path, *, force: bool = True, digest: str = "") -> None:
        """Refuse a name that no file can or may have;
        without `force` also one that holds other bytes.

        The store is told by its name and place alone: opening it here would take its locks away.
        """
        if target.is_dir():
            raise Refused(f"{target} is a folder: name a file.", "", "out")
        if not target.parent.is_dir():
            raise Refused(f"The folder {target.parent} does not exist.", "", "out")
        if self._is_own(target):
            raise Refused(f"{target} belongs to the store: choose another name.", "", "out")
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            raise Refused(f"{target} is no ordinary file: choose another name.", "", "out")
        self.check_writable(target.parent)
        if (
            not force
            and target.exists()
            and hashlib.sha256(target.read_bytes()).hexdigest() != digest
        ):
            raise Refused(
                f"{target} exists with other contents: choose another name, or add --force.",
                "",
                "out",
            )

    def check_writable(self, folder: Path) -> None:
        """Fail before anything is issued where nothing can be written;
        pieces of an interrupted export go.
        """
        with _told_of(folder):
            for piece in folder.glob(f"{PREFIX}*{ENDING}"):
                if _left_over(piece):
                    with suppress(PermissionError):  # Windows lets nobody have it who writes it
                        piece.unlink(missing_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass

    @contextmanager
    def pieces(self) -> Iterator[Pieces]:
        """Files that take their names together; what was not kept at the end is gone."""
        made = Pieces()
        try:
            yield made
        finally:
            for piece, _, file in made.written:
                with suppress(OSError):
                    file.close()
                with suppress(OSError):
                    piece.unlink(missing_ok=True)

    def write(self, target: Path, content: bytes) -> None:
        """One file, whole or not at all."""
        self.check(target)
        with self.pieces() as pieces:
            pieces.add(target, content)
            pieces.keep()

    def write_folder(self, folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
        """Files by their place (`letters/A-0001-L1.pdf`) in a folder that is made if need be."""
        with _told_of(folder), self.pieces() as pieces:
            for name, content in files:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                self.check(target)
                pieces.add(target, content)
            pieces.keep()

    def csv(self, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
        """A table as text; no cell is a formula."""
        from mmd_reviewer.exports.tables import write_csv

        return write_csv(columns, rows)

    def xlsx(
        self,
        title: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Value]],
        about: Sequence[tuple[str, Value]],
        day: date,
    ) -> bytes:
        """A workbook: a sheet named `title`, and a sheet of what it shows."""
        from mmd_reviewer.exports.tables import write_xlsx

        return write_xlsx(title, columns, rows, about, day)

    def requests(
        self, requests: Sequence[Request], edition: Edition, day: date, *, workbook: bool
    ) -> bytes:
        """Requests as a file that an import reads back, XLSX or CSV."""
        from mmd_reviewer.exports.requests import request_table

        columns, rows = request_table(requests, edition, workbook=workbook)
        if not workbook:
            return self.csv(columns, rows)
        about = (("Made on", day), ("Requests", len(rows)))
        return self.xlsx("Requests", columns, rows, about, day)

    def mail(
        self, to: tuple[str, str], subject: str, text: str, name: str, pdf: bytes
    ) -> tuple[bytes, str]:
        """A draft for a mail program, and the address that it has."""
        from mmd_reviewer.exports.mail import write_draft

        return write_draft(to, subject, text, name, pdf)

    def ics(self, entries: Sequence[Entry], store: str) -> bytes:
        """Entries for another calendar."""
        from mmd_reviewer.exports.ics import write_calendar

        return write_calendar(entries, store)

    def _is_own(self, target: Path) -> bool:
        if self.store is None:
            return False
        names = [self.store, *(self.store.with_name(self.store.name + ending) for ending in BESIDE)]
        if any(target.resolve() == name.resolve() for name in names):
            return True
        return any(name.exists() and target.exists() and target.samefile(name) for name in names)


@contextmanager
def _told_of(target: Path) -> Iterator[None]:
    """A failure names the file that the person named, not the piece beside it."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{target} could not be written: {error.strerror}.") from error


def _left_over(piece: Path) -> bool:
    """Is nobody writing it any more? One whose process lives may not hold its lock yet."""
    with suppress(OSError, ValueError):
        process = int(piece.name.removeprefix(PREFIX).partition("-")[0])
        return not is_running(process) and not is_held(piece)
    return False
