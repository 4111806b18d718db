"""`mmd-reviewer`: arguments go to the terminal's commands, none opens the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
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


def _open_window(choices: Choices) -> int:
    from mmd_reviewer.this_system import display_fault

    fault = display_fault(os.environ)
    if fault:
        print(fault, file=sys.stderr)
        return 3
    # The start makes objects that stay; looking for cycles among them costs 7 %
    gc.set_threshold(50_000, 20, 20)
    try:
        from mmd_reviewer.ui.app import open_window
    except ImportError as error:
        raise _said(error) from error
    return open_window(choices)


def _take_pictures(choices: Choices, out: Path) -> list[str]:
    try:
        from mmd_reviewer.ui.demo.pictures import take_pictures
    except ImportError as error:
        raise _said(error) from error
    return take_pictures(choices, out)


def _said(error: ImportError) -> Exception:
    """In words where a library of the system is lacking; else the error itself."""
    from mmd_reviewer.domain.errors import StoreError
    from mmd_reviewer.this_system import lacking_library

    words = lacking_library(error)
    return StoreError(words) if words else error


if __name__ == "__main__":
    sys.exit(main())
