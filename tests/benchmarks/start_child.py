"""A process that starts, tells when its window is painted
and answers keys, and ends: ours or a bare window.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QMainWindow, QWidget


def tell(what: str) -> None:
    """A moment on the clock that all processes share."""
    print(what, time.monotonic(), flush=True)


def end() -> None:
    """Tell the memory and go, without the time of tidying up."""
    import os

    from tests.benchmarks.memory import memory_peak

    print("peak", memory_peak(), flush=True)
    os._exit(0)


def watch(widget: QWidget, kind: str, then: Callable[[], object], keep: list[QObject]) -> None:
    """Call `then` once, after the first event of that kind was dealt with."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    wanted = QEvent.Type.Paint if kind == "paint" else QEvent.Type.KeyPress

    class Watch(QObject):
        done = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == wanted and not self.done:
                self.done = True
                QTimer.singleShot(0, then)
            return False

    keep.append(Watch())
    widget.installEventFilter(keep[-1])


def answered(window: QMainWindow, then: Callable[[], object], keep: list[QObject]) -> None:
    """Painted, then a key pressed and dealt with."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    def press() -> None:
        watch(window, "key", then, keep)
        pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F35, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.postEvent(window, pressed)

    watch(window, "paint", press, keep)


def bare() -> None:
    """The baseline: a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    keep: list[QObject] = []

    def painted() -> None:
        tell("window")
        end()

    answered(window, painted, keep)
    window.resize(1280, 800)
    window.show()
    app.exec()


def ours(store: str, until: str) -> None:
    """The program as it is started, up to the painted window or to the first page of the queue."""
    import mmd_reviewer.__main__ as program_main

    keep: list[Any] = []

    def hook() -> None:
        import mmd_reviewer.ui.app as app

        class Measured(app.Program):
            def __init__(self, choices: Any, settings: Any) -> None:
                super().__init__(choices, settings, ready=self._listen)
                answered(self.window, self._painted, keep)

            def _painted(self) -> None:
                tell("window")
                if until == "window":
                    end()

            def _listen(self) -> None:
                assert self.queue is not None
                self.queue.loader.loaded.connect(self._loaded)

            def _loaded(self, found: Any) -> None:
                if len(found.ids):
                    assert self.queue is not None
                    watch(self.queue.list.view.viewport(), "paint", self._page, keep)

            def _page(self) -> None:
                assert self.queue is not None
                tell(f"page-{len(self.queue.model.windows.known())}")
                end()

        app.Program = Measured  # type: ignore[misc, assignment]

    hook_later(hook)
    program_main.main(["--store", store, "--today", "2026-11-23"])


def hook_later(hook: Callable[[], None]) -> None:
    """Run `hook` when the program itself has imported its window,
    so that nothing is imported sooner than usual.
    """
    import mmd_reviewer.__main__ as program_main

    opens = program_main._open_window

    def open_window(choices: Any) -> int:
        import mmd_reviewer.ui.app  # noqa: F401

        hook()
        return opens(choices)

    program_main._open_window = open_window


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(*sys.argv[2:4])
