"""`mmd-reviewer`: arguments go to the terminal's commands, none opens the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmd_reviewer.settings import Choices


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; returns the exit code (interfaces.md, "Everywhere")."""
    from mmd_reviewer.cli.main import run
    from mmd_reviewer.cli.windows import Windows

    return run(
        list(sys.argv[1:] if arguments is None else arguments),
        Windows(_open_window, _take_pictures),
    )


def _display_fault(environment: Mapping[str, str]) -> str:
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


def _open_window(choices: Choices) -> int:
    fault = _display_fault(os.environ)
    if fault:
        print(fault, file=sys.stderr)
        return 3
    gc.set_threshold(
        50_000, 20, 20
    )  # the start makes objects that stay; looking for cycles among them costs 7 %
    from mmd_reviewer.ui.app import open_window

    return open_window(choices)


def _take_pictures(choices: Choices, out: Path) -> list[str]:
    from mmd_reviewer.ui.demo.pictures import take_pictures

    return take_pictures(choices, out)


if __name__ == "__main__":
    sys.exit(main())
