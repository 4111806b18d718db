"""Which SQLite a run uses: Python's own or, where a passphrase was given, SQLCipher;
never both in one process.

Both would lock the same file without knowing of one another. Chosen when it is first asked for,
then for good.
"""

from __future__ import annotations

import os
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from mmd_reviewer.domain.errors import StoreError

VARIABLE = "MMD_REVIEWER_PASSPHRASE"
CLEAR = b"SQLite format 3\0"  # how a file begins that is under no passphrase
# SQLCipher 4's own, so that its other programs open the file with the passphrase alone
ROUNDS = 256_000


@cache
def passphrase() -> str:
    """This run's, "" for none; taken out of the environment,
    which every program started from here would inherit.
    """
    return os.environ.pop(VARIABLE, "")


def hand_over(words: str) -> None:
    """Give this run its passphrase, before it opens a store."""
    os.environ[VARIABLE] = words
    passphrase.cache_clear()


@cache
def library() -> Any:
    """The one library of this run, as a DB-API module."""
    if passphrase():
        return sqlcipher()
    import sqlite3

    return sqlite3


def sqlcipher() -> Any:
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise StoreError(
            "A passphrase needs a part of this program that is not installed: python -m pip "
            "install 'mmd-reviewer[passphrase]'. Nothing was changed."
        ) from error
    return dbapi2


def looks_protected(path: Path) -> bool:
    """Does it begin as no store in clear does? Only before a store is open:
    Python's closing a file ends its locks.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(CLEAR))
    except OSError:  # said in words where it is opened
        return False
    return len(start) == len(CLEAR) and start != CLEAR


def connect(path: Path, uri: str = "", *, protected: bool | None = None) -> Any:
    """A connection to a file, with its key where it is under the passphrase.

    `protected` is said of a file to be made; else it is under the passphrase where the run has one.
    """
    key = key_of(path, uri, protected=protected)
    connection = library().connect(uri or path, uri=bool(uri), check_same_thread=False)
    if key:
        connection.execute(f'PRAGMA key="{key}"')
        # What is sorted would lie on the disk in clear
        connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def key_of(path: Path, uri: str = "", *, protected: bool | None = None) -> str:
    """The key of a file as SQLCipher takes it, "" for one in clear."""
    if not passphrase():
        return ""
    new = not path.exists() or not path.stat().st_size
    salt = _salt(library(), path, uri)
    return "" if salt == CLEAR or (new and protected is False) else _key(passphrase(), salt)


def is_protected(connection: Any) -> bool:
    """Was it opened with a key? Python's own library knows no such question,
    and answers nothing.
    """
    return bool(connection.execute("PRAGMA cipher_salt").fetchone())


def opens(path: Path, words: str) -> bool:
    """Is this its passphrase? Asked before one is handed over."""
    sqlite = sqlcipher()
    with closing(sqlite.connect(path)) as connection:
        connection.execute(f'PRAGMA key="{_key(words, _salt(sqlite, path))}"')
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite.Error:
            return False
    return bool(words)


def _salt(sqlite: Any, path: Path, uri: str = "") -> bytes:
    """How the file begins, a random salt where it is empty;
    asked of the library for its locks' sake.
    """
    with closing(sqlite.connect(uri or path, uri=bool(uri))) as connection:
        # What it would write to the terminal, we say in words
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute("PRAGMA key='not yet'")
        return bytes.fromhex(connection.execute("PRAGMA cipher_salt").fetchone()[0])


@cache
def _key(words: str, salt: bytes) -> str:
    """As SQLCipher makes it, a tenth of a second each:
    here once a file, there once a connection.
    """
    import hashlib  # with the next kept off the start of a store in clear
    from unicodedata import normalize

    plain = normalize("NFC", words).encode("utf-8", "surrogateescape")
    made = hashlib.pbkdf2_hmac("sha512", plain, salt, ROUNDS, 32)
    return f"x'{made.hex()}{salt.hex()}'"
