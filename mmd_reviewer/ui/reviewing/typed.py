"""What was typed into dialogs and not recorded: here at once,
and in the store in case the program ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from mmd_reviewer.services import drafts
from mmd_reviewer.services.desk import Desk

KEPT_AFTER = 700  # milliseconds after the last key or click


class Keeping(Protocol):
    """What this needs of whoever does the deeds."""

    @property
    def desk(self) -> Desk:
        """The desk for a deed begun now."""

    def read(self, view: str, fn: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read off the GUI thread."""

    def keep_draft(self, write: Callable[[], object]) -> None:
        """Write a draft off the GUI thread."""


class Typed:
    """The changed entries of a dialog by its name; a dialog asks for them as it opens."""

    def __init__(self, reviewing: Keeping) -> None:
        self._reviewing = reviewing
        self._entries: dict[str, Mapping[str, Any]] = {}

    def look_up(self) -> None:
        """Read what an earlier run kept."""
        desk = self._reviewing.desk
        self._reviewing.read("typed", lambda: drafts.of_dialogs(desk), self._take)

    def _take(self, found: dict[str, dict[str, Any]]) -> None:
        self._entries = {**found, **self._entries}

    def of(self, name: str) -> Mapping[str, Any]:
        """What was typed into a dialog, empty for nothing."""
        return self._entries.get(f"{drafts.DIALOG}{name}", {})

    def keep(self, name: str, entries: Mapping[str, Any]) -> None:
        """Keep these entries in the place of those before; none of them:
        what was typed is recorded, or let go.
        """
        if entries != self.of(name):
            desk, name = self._reviewing.desk, f"{drafts.DIALOG}{name}"
            self._entries[name] = entries
            self._reviewing.keep_draft(lambda: drafts.keep_dialog(desk, name, entries))
