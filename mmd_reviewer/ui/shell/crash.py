"""Crash files: where the program went wrong, never what the customer wrote."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion

MOST_FILES = 20


def crash_text(error: BaseException, version: str) -> str:
    """Exception types and frames only: messages, values
    and source lines may hold a customer's words.
    """
    import platform  # slow, and never wanted on a good day

    lines = [
        f"MMD Reviewer {version}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        platform.platform(),
    ]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines += ["", type(link).__name__, *_frames(link.__traceback__)]
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(lines) + "\n"


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"  {Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]


def write_crash(error: BaseException, folder: Path, version: str) -> Path | None:
    """Write a crash file under a new name;
    none when it cannot be written or there are many already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if len(list(folder.glob("crash-*.txt"))) >= MOST_FILES:
            _oldest(folder).unlink()
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
        for n in range(1, 100):
            path = folder / f"crash-{stamp}-{n:02}.txt"
            if not path.exists():
                path.write_text(crash_text(error, version), encoding="utf-8")
                return path
    except OSError:
        return None
    return None


def _oldest(folder: Path) -> Path:
    return min(folder.glob("crash-*.txt"))


class CrashHandler(QObject):
    """Takes every exception nobody caught, writes the file, shows where it is."""

    crashed = Signal(str)

    def __init__(
        self,
        folder: Path,
        version: str,
        show: Callable[[str], object],
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._folder, self._version, self._show = folder, version, show
        self.crashed.connect(self._on_self_crashed, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the hook of the interpreter and of its threads."""
        sys.excepthook = self._on_interpreter_error
        threading.excepthook = self._on_thread_error

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def handle(self, error: BaseException) -> None:
        """Write a crash file and show where; callable from any thread."""
        path = write_crash(error, self._folder, self._version)
        self.crashed.emit(str(path) if path is not None else "")

    def _on_interpreter_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.handle(error.with_traceback(trace))

    def _on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.handle(args.exc_value)

    def _on_self_crashed(self, path: str) -> None:
        self._show(crash_sentence(path))


def crash_sentence(path: str) -> str:
    """What a person is told."""
    if path:
        return (
            f"The program made a mistake. What is stored is safe. Details without case texts: "
            f"{path}"
        )
    return (
        "The program made a mistake. What is stored is safe. The details could not be written to a "
        "file."
    )
