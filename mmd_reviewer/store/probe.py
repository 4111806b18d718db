"""Is a file a store of ours? Asked read-only, before anything in it could change."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.store import tables
from mmd_reviewer.store.engine import file_in_use, in_words

APPLICATION_ID = 0x4D4D4452  # MMDR; stores made before version 4 of the file carry none
MAKING = 2.0  # seconds that making a store may take
OURS = {"case_id", "fact", "document", "draft", "meta"}


def _is_empty(path: Path) -> bool:
    """Does it hold nothing? A file that another window is making this moment is waited for.

    The file is never opened here but by SQLite: closing it would take this process's locks away from
    the connections that it has already.
    """
    until = time.monotonic() + MAKING
    while True:
        found = path.stat()
        if found.st_size:
            return False
        if time.time() - found.st_mtime > MAKING or time.monotonic() > until:
            return True
        time.sleep(0.05)


def check_ours(path: Path) -> None:
    """Refuse what is no store of this program, or of a newer one; a file that is not there yet is no matter."""
    if str(path) == ":memory:":
        raise StoreError("A store is a file, and :memory: is none: name a file.")
    if not path.exists():
        return
    journal = path.with_name(f"{path.name}-wal")
    if _is_empty(path) and not (journal.exists() and journal.stat().st_size):
        raise StoreError(
            f"{path} is empty: was this your store? Nothing was changed. Restore a backup, or take the empty file away "
            "to begin anew."
        )
    try:
        with closing(sqlite3.connect(file_in_use(path), uri=True)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise StoreError(in_words(error, path) or f"{path} cannot be read ({error}). Nothing was changed.") from error
    ours = application == APPLICATION_ID or (application == 0 and version > 0 and names >= OURS)
    if not ours and (names or version or application):
        raise StoreError(f"{path} is a database of another program: choose another file. Nothing was changed.")
    if version > tables.STORE_VERSION:
        raise StoreError(
            f"{path} was written by a newer version of this program: update the program. Nothing was changed."
        )
