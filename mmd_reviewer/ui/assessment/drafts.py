"""What is being typed is kept as a whole right after the last key or click,
so that nothing entered is lost.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from mmd_reviewer.services import drafts
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.typed import KEPT_AFTER


class DraftKeeper(QObject):
    """Keeps the entries of the case whose `key` is set."""

    def __init__(self, reviewing: Reviewing, parent: QObject) -> None:
        super().__init__(parent)
        self.key = ""
        self.entries: dict[str, str] = {}
        self._reviewing = reviewing
        self._changed = False
        self._timer = QTimer(self, interval=KEPT_AFTER, singleShot=True)
        self._timer.timeout.connect(self.save)

    def start(self, key: str, entries: Mapping[str, str]) -> None:
        """Another case is shown, with what was typed on it before."""
        self.save()
        self.key, self.entries = key, dict(entries)

    def typed(self, name: str, text: str) -> None:
        """An entry changed under the hands."""
        self.entries.pop(name, None)
        if text:
            self.entries[name] = text
        self._changed = True
        self._timer.start()

    def save(self) -> None:
        """Keep what changed since the last time."""
        self._timer.stop()
        if self._changed:
            self._changed = False
            key, entries, desk = self.key, dict(self.entries), self._reviewing.desk
            self._reviewing.keep_draft(lambda: drafts.keep(desk, key, entries))

    def forget(self, key: str, *names: str) -> None:
        """What was typed on a case became a fact; without names, all of it."""
        desk = self._reviewing.desk
        if key != self.key:
            self._reviewing.keep_draft(lambda: drafts.forget(desk, key, names))
            return
        gone = self.entries.keys() & set(names) if names else set(self.entries)
        for name in gone:
            del self.entries[name]
        if gone:
            self._changed = True
            self.save()
