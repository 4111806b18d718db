"""Backups by their names: where they lie, of which store, made when."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from mmd_reviewer.domain.errors import StoreDamaged, StoreError

_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r" (\d{4}-\d\d-\d\dT\d{6}Z)\.sqlite")


def folder_of(store: Path) -> Path:
    """Where the backups of a store lie: beside it."""
    return store.with_name(f"{store.stem} backups")


def name_of(store: Path, made: datetime) -> str:
    """The file of a backup, by the moment it was made."""
    return f"{store.stem} {made.astimezone(UTC).strftime(_STAMP)}.sqlite"


def made_at(file: Path, otherwise: datetime) -> datetime:
    """When a backup was made, by its name."""
    match = re.search(_NAME.pattern + "$", file.name)
    with suppress(ValueError):
        return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) if match else otherwise
    return otherwise


def backups_of(store: Path, folder: Path) -> tuple[tuple[datetime, Path], ...]:
    """The backups of a store in a folder, the newest first, by their names."""
    found = []
    try:
        files = [file for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
    except OSError as error:
        raise StoreError(
            f"{folder}, where the backups are, cannot be read: {error.strerror}."
        ) from error
    for file in files:
        match = _NAME.fullmatch(file.name.removeprefix(store.stem))
        with suppress(ValueError):  # a name that is no moment is none of ours
            if match:
                found.append((datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), file))
    return tuple(sorted(found, reverse=True))


def check_not_lost(store: Path) -> None:
    """StoreDamaged for one that is gone while its backups are there: a new one in its place would
    give the same numbers to other cases and letters.
    """
    if is_gone(store):
        raise StoreDamaged(
            f"There is no store at {store}: somebody moved or deleted it. Backups of it are in "
            f"{folder_of(store)}: `recover` makes it anew of them. To begin with an empty one, put "
            f"that folder elsewhere first."
        )


def words_of_a_new_one(store: Path) -> str:
    """What is said where one is begun in the place of one that is gone; else nothing."""
    if not is_gone(store):
        return ""
    return (
        f"{store} was not there: a new store was begun, which gives numbers from the first one on "
        f"again. Backups of the one before are in {folder_of(store)}: if it is missed, put the new "
        f"one elsewhere and make it anew of them with `recover`."
    )


def is_gone(store: Path) -> bool:
    """Was there one, of which only the backups are left?"""
    return not store.exists() and lie_beside(store)


def lie_beside(store: Path) -> bool:
    """Are there backups of it? Then there was such a store, whatever its file is now."""
    with suppress(StoreError):
        return bool(backups_of(store, folder_of(store)))
    return False
