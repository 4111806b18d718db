"""What opens now and takes the keyboard: keys pressed until then are meant for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Holding(QObject):
    """Things that open, by name. `changed` when the first one begins and when the last one is over;
    `TypeAhead` keeps the keys pressed in between.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: set[str] = set()

    @property
    def on(self) -> bool:
        """Does something open that the next key is meant for?"""
        return bool(self._held)

    def hold(self, what: str, on: bool) -> None:
        """It opens, or it is over."""
        before = self.on
        (self._held.add if on else self._held.discard)(what)
        if self.on != before:
            self.changed.emit(self.on)

    def over(self, what: str, then: Callable[[T], object]) -> Callable[[T], None]:
        """It is there, or will not come: what is done then."""

        def ended(value: T) -> None:
            self.hold(what, False)
            then(value)

        return ended
