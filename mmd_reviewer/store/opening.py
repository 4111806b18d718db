"""Opening a store where it is named: a file, or a server; and all of one moved into another."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import StoreError
from mmd_reviewer.settings import Place, Server
from mmd_reviewer.store.moving import Moved
from mmd_reviewer.store.sql_store import Recording, SqlStore

if TYPE_CHECKING:
    from mmd_reviewer.store.team_store import TeamStore

PART = "mmd-reviewer-part"  # files on the way to becoming a store


def open_store(place: Place, *, create: bool) -> SqlStore | TeamStore:
    """The store in a file or on a server; made anew only where a command may make one."""
    return SqlStore(place, create=create) if isinstance(place, Path) else _team(place, create)


def team_store(place: Place) -> TeamStore:
    """What is about a team's store alone; StoreError of a file."""
    if isinstance(place, Path):
        raise StoreError(f"{place} is a file: name the URL of a team store with --store.")
    return _team(place, create=False)


def _team(server: Server, create: bool) -> TeamStore:
    try:
        from mmd_reviewer.store.team_store import TeamStore  # not for those who have a file
    except ImportError as error:
        raise StoreError(
            "A team store needs a part of this program that is not installed: python -m pip "
            "install 'mmd-reviewer[team]'. Nothing was changed."
        ) from error
    return TeamStore(server, create=create)


def move_store(source: Place, target: Place, job: Job | None = None) -> Moved:
    """All of a store, copied into a new file or an empty database and verified; or nothing."""
    here = open_store(source, create=False)
    try:
        if isinstance(target, Server):
            return _moved(here, open_store(target, create=True), job)
        if target.exists():
            raise StoreError(f"{target} exists: nothing is overwritten. Name another file.")
        with on_the_way(target) as part:
            made = _moved(here, open_store(part, create=True), job)
            part.rename(target)
            return made
    finally:
        here.close()


def _moved(here: Recording, there: SqlStore | TeamStore, job: Job | None) -> Moved:
    try:
        return here.move_into(there, job)
    finally:
        there.close()


@contextmanager
def on_the_way(into: Path) -> Iterator[Path]:
    """A file in a folder of its own beside the one that is to be:
    whatever happens, nothing of it is left.

    A folder, because opening a store lays its log and, for an older version's, a backup beside it.
    """
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{PART}-", dir=into.parent))
    except OSError as error:
        raise StoreError(f"{into} cannot be written: {error.strerror}.") from error
    part = folder / into.name
    try:
        yield part
    except StoreError as error:  # the person knows the name that it was to have
        error.args = (str(error).replace(str(part), str(into)),)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
