"""What is done in one way by Linux and macOS and in another by Windows, or by one of them alone.

The only module with calls that not every system has (a test reads the others for them).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

WINDOWS = sys.platform == "win32"
FAR = 2**30  # where Windows locks a byte: others may read those that are there


def hold(file: BinaryIO) -> bool:
    """Lock an open file for as long as it is open, so that `is_held` says so elsewhere; False: it
    is held already. On a disk that knows no locks everybody holds what he opens.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def is_held(path: Path) -> bool:
    """Does a process hold the file? `OSError` where it cannot be opened."""
    with path.open("r+b" if WINDOWS else "rb") as file:
        return not hold(file)


def is_running(process: int) -> bool:
    """Is there a process of that number? On Windows nobody asks: asking would end it."""
    if WINDOWS:
        return False
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


def flush(path: Path) -> None:
    """The file's bytes are on the disk when this returns; Windows wants it open for writing."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def begin_instead(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """The command in place of this process; on Windows, which cannot, one that goes on after it."""
    if WINDOWS:
        import subprocess

        subprocess.Popen(list(command), env=dict(environment))
        sys.exit(0)
    os.execve(command[0], list(command), dict(environment))


def display_fault(environment: Mapping[str, str]) -> str:
    """Why no window can be shown on X11 or Wayland, "" if one can:
    Qt would end the process without a word of ours.
    """
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return ""
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if wayland and Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland).exists():
        return ""
    if not x11:
        return (
            "There is no display, so no window can be shown; the commands work without one: see "
            "--help."
        )
    host, _, number = x11.partition(":")
    socket = f"/tmp/.X11-unix/X{number.partition('.')[0]}"
    if host in ("", "unix") and not Path(socket).exists() and socket not in _unix_sockets():
        return (
            f"The display {x11} does not answer, so no window can be shown; the commands work "
            f"without one."
        )
    return ""


def _unix_sockets() -> str:
    try:
        return Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
