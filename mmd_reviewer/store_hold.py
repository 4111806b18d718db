"""One window, one store: who has a store open in a window, said by a file beside it.

The file stays; it is the lock on it that counts, and that goes with its process, however it ends.
"""

from __future__ import annotations

import getpass
import json
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from mmd_reviewer.this_system import hold, is_held


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose window it is: account, machine, since when (ISO, to the minute)."""

    account: str
    machine: str
    since: str

    def said(self) -> str:
        """In words for the one who comes second."""
        return f"{self.account} on {self.machine} since {self.since.replace('T', ' ')}"


@dataclass(slots=True)
class Hold:
    """A store that this window has; `file` is what another start touches to be seen."""

    file: Path
    _open: BinaryIO | None

    def let_go(self) -> None:
        """The store is free; a second time does nothing."""
        if self._open is not None:
            self._open.close()
            self._open = None


def hold_store(store: Path, since: str) -> Hold | Holder:
    """The store for this window, or who has it. Where no file can be written nobody can hold it:
    then the store itself can only be read.
    """
    file = store.with_name(f".{store.name}.window")
    own = Holder(_account(), socket.gethostname(), since)
    try:
        if file.exists() and is_held(file):
            return _holder(file)
        opened = file.open("r+b" if file.exists() else "xb")
    except OSError:
        return Hold(file, None)
    if not hold(opened):
        opened.close()
        return _holder(file)
    opened.truncate()
    opened.write(json.dumps(asdict(own)).encode())
    opened.flush()
    return Hold(file, opened)


def is_here(holder: Holder) -> bool:
    """Is it a window of the same person at the same machine?"""
    return (holder.account, holder.machine) == (_account(), socket.gethostname())


def call(store: Path) -> None:
    """Ask the window that has the store to come to the front."""
    with suppress(OSError):
        store.with_name(f".{store.name}.window").touch()


def _holder(file: Path) -> Holder:
    with suppress(OSError, ValueError, TypeError):
        return Holder(**json.loads(file.read_bytes()))
    return Holder("somebody", "another computer", "now")


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"
