"""What opens now and takes the keyboard: keys pressed until then are meant for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Holding(QObject):
    """Things that open, by name; `TypeAhead` keeps the keys pressed meanwhile.

    `changed` when the first one begins and when the last one is over. `lost` when one does not
    come: what was pressed for it means nothing where one still is.
    """

    changed = Signal(bool)
    lost = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: dict[str, bool] = {}  # by name: is it let go of by Escape?
        self._given_up = 0

    @property
    def on(self) -> bool:
        """Does something open that the next key is meant for?"""
        return bool(self._held)

    def hold(self, what: str, on: bool, *, leads: bool = False) -> None:
        """It opens, or it is over. `leads` away from what is shown: Escape stays there."""
        before = self.on
        if on:
            self._held[what] = leads
        else:
            self._held.pop(what, None)
        if self.on != before:
            self.changed.emit(self.on)

    def over(self, what: str, then: Callable[[T], object]) -> Callable[[T], None]:
        """It is there: what is done then, unless it was let go of meanwhile."""
        begun, leads = self._given_up, self._held.get(what, False)

        def ended(value: T) -> None:
            if leads and begun != self._given_up:
                return
            self.hold(what, False)
            then(value)

        return ended

    def failed(self, what: str, then: Callable[[Exception], object]) -> Callable[[Exception], None]:
        """It does not come: what is done then."""

        def ended(error: Exception) -> None:
            if what in self._held:
                self.lost.emit()
            self.hold(what, False)
            then(error)

        return ended

    def forget(self) -> None:
        """Nothing is waited for any longer, whether it still comes or not."""
        for what in [*self._held]:
            self.hold(what, False)

    def give_up(self) -> None:
        """Escape: what would lead away from here does not any more."""
        leading = [what for what, leads in self._held.items() if leads]
        self._given_up += bool(leading)
        for what in leading:
            self.hold(what, False)
