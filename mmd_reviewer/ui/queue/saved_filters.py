"""Filters of one's own, by name: what is shown, its columns and its order; in the rail
with their counts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.settings import Settings
from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.forms.dialogs import ask_text
from mmd_reviewer.ui.queue.filter_bar import wish_of
from mmd_reviewer.ui.queue.queue_look import look_from
from mmd_reviewer.ui.queue.queue_view import QueueView
from mmd_reviewer.ui.reviewing.say import DEED

NONE_SAVED = "No filter is saved: Ctrl+Shift+S saves the present one."
NOT_KEPT = "A store under a passphrase keeps no filter outside it: its words may name a customer."


class Keeper(Protocol):
    """Who remembers filters."""

    settings: Settings

    @property
    def filter_key(self) -> str:
        """Under which name what belongs to this store is kept."""

    def keep(self, settings: Settings) -> None:
        """Remember these."""


class Saved(NamedTuple):
    """A filter of one's own: its name, the queue's look, what it shows on a day."""

    name: str
    look: str
    wish: QueueFilter


class SavedFilters(QObject):
    """`changed`: there is another one, or one less. `secret`: the store is under a passphrase."""

    changed = Signal()

    def __init__(self, queue: QueueView, program: Keeper, secret: bool) -> None:
        super().__init__(queue)
        self._queue, self._program, self._secret = queue, program, secret
        registry = queue.reviewing.registry
        registry.bind_all("queue", {"save_filter": self.ask_name, "forget_filter": self.ask_which})

    def all(self, day: date) -> list[Saved]:
        """Those of this store, by name."""
        found = []
        start, me = self._start(), self._queue.reviewing.desk.reviewer
        for key, text in sorted(self._program.settings.window.items()):
            look = look_from(text) if key.startswith(start) else None
            if look is not None:
                wish = wish_of(look.filter, day, me)
                found.append(Saved(key.removeprefix(start), text, wish))
        return found

    def show(self, name: str) -> None:
        """Show the queue as it was saved under this name."""
        text = self._program.settings.window.get(self._start() + name, "")
        self._queue.reviewing.say.show_view("queue")
        self._queue.restore(text)

    def ask_name(self) -> None:
        """Name the present filter, its columns and its order."""
        if self._secret:
            self._queue.reviewing.say.show_message(DEED, NOT_KEPT, "amber")
            return
        ask_text(
            self._queue.window(),
            "Save the filter",
            "Name",
            self._save,
            sentence=f"Kept: {self._queue.bar.words() or 'every case'}, columns and order.",
            several_lines=False,
            name="saveFilter",
        )

    def ask_which(self) -> None:
        """Take one out of the rail."""
        names = [saved.name for saved in self.all(self._queue.reviewing.day)]
        if not names:
            self._queue.reviewing.say.show_message(DEED, NONE_SAVED, "info")
            return
        choose(
            self._queue.window(),
            "Forget a saved filter",
            [(name, name) for name in names],
            self._forget,
            accept="Forget",
            name="forgetFilter",
        )

    def _start(self) -> str:
        return f"filter of {self._program.filter_key}: "

    def _save(self, name: str) -> None:
        self._keep({**self._program.settings.window, self._start() + name: self._queue.state()})
        self._queue.reviewing.say.show_message(DEED, f"“{name}” stands in the rail.", "info")

    def _forget(self, name: str) -> None:
        window = self._program.settings.window
        self._keep({key: text for key, text in window.items() if key != self._start() + name})

    def _keep(self, window: dict[str, str]) -> None:
        self._program.keep(replace(self._program.settings, window=window))
        self.changed.emit()
