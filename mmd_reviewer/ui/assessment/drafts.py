"""What is being typed is kept a second after the last key, so that nothing entered is lost."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from mmd_reviewer.ui.reviewing.reviewing import Reviewing

AFTER = 1000  # milliseconds after the last key


class DraftKeeper(QObject):
    """Keeps the drafts of the case whose `key` is set."""

    def __init__(self, reviewing: Reviewing, parent: QObject) -> None:
        super().__init__(parent)
        self.key = ""
        self._reviewing = reviewing
        self._texts: dict[str, str] = {}
        self._timer = QTimer(self, interval=AFTER, singleShot=True)
        self._timer.timeout.connect(self.save)

    def typed(self, field: str, text: str) -> None:
        """A field changed under the hands."""
        self._texts[field] = text
        self._timer.start()

    def save(self) -> None:
        """Keep what was typed since the last time."""
        self._timer.stop()
        if self.key:
            for field, text in self._texts.items():
                self._reviewing.save_draft(self.key, field, text)
        self._texts = {}

    def forget(self, key: str, *fields: str) -> None:
        """What was typed on a case became a fact."""
        for field in fields:
            if key == self.key:
                self._texts.pop(field, None)
            self._reviewing.save_draft(key, field, "")
