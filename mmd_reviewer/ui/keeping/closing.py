"""Closing the window while something is being done asks once, in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.reviewing.work import Work


class AskBeforeClosing(QObject):
    """Holds a window open while a deed that has a name runs, until the person says what is to be.

    A deed that can be stopped is stopped, whole or not at all; any other is finished first. Short
    deeds have no name, and are waited for.
    """

    def __init__(self, window: QWidget, work: Work) -> None:
        super().__init__(window)
        self._window, self._work, self._agreed = window, work, False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask, once; afterwards the window closes by itself."""
        running = self._work.running
        if event.type() != QEvent.Type.Close or running is None or not running.text:
            return False
        event.ignore()
        if not self._agreed and self._window.findChild(QObject, "closeDialog") is None:
            self._ask(running.text, stops=self._work.can_stop)
        return True

    def _ask(self, what: str, *, stops: bool) -> None:
        from mmd_reviewer.ui.forms.dialogs import confirm

        how = "Stopped now, nothing of it is kept" if stops else "It cannot be stopped"
        confirm(
            self._window,
            "Close the window?",
            f"{what} is still going on. {how}; the window closes as soon as it has ended.",
            self._close,
            accept="Stop and close" if stops else "Close when it has ended",
            name="close",
        )

    def _close(self) -> None:
        self._agreed = True
        self._work.cancel_running()
        if self._work.running is None:
            self._window.close()
        else:
            queued = Qt.ConnectionType.QueuedConnection  # what the deed brought is told before
            self._work.idle.connect(self._window.close, queued)
