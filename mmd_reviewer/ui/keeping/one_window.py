"""One window on a store: a second start calls the first, somebody else's only reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QFileSystemWatcher, Qt
from PySide6.QtWidgets import QApplication

from mmd_reviewer.settings import Choices, Server
from mmd_reviewer.store_hold import Hold, call, hold_store, is_here
from mmd_reviewer.ui.shell.main_window import MainWindow


def one_window(choices: Choices) -> tuple[Choices | None, Hold | None]:
    """What to open, and the hold on it; None: the person's own window has it and was called."""
    store = choices.store
    if choices.looks or isinstance(store, Server):  # on a server everybody works side by side
        return choices, None
    found = hold_store(store, datetime.now().isoformat(timespec="minutes"))
    if isinstance(found, Hold):
        return choices, found
    if is_here(found):
        call(store)
        return None, None
    said = (
        f"{found.said()} has this store open: it is only read here. To work in it, open it again "
        "when that window is closed."
    )
    return replace(choices, held=said), None


def come_when_called(window: MainWindow, held: Hold) -> None:
    """The window comes to the front whenever another start touches the file of its hold, until it
    closes: the window that is opened in its place, as on a recovered store, writes there, too.
    """
    watcher = QFileSystemWatcher([str(held.file)], window)

    def come() -> None:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)

    watcher.fileChanged.connect(come)
    window.closing.connect(lambda: watcher.removePath(str(held.file)))
