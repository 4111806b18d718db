"""Deeds that answer to the dialog which led to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Asking(Protocol):
    """A dialog that handed something over:
    it closes when that is recorded, and says why it is not.
    """

    def recorded(self) -> None:
        """It is recorded."""

    def refuse(self, error: Exception) -> None:
        """It is not."""


class HandingOver:
    """Whoever does the deeds knows which dialog asked for the one that begins now."""

    _asking: Asking | None = None

    def hand_over(self, asking: Asking, act: Callable[[], object]) -> bool:
        """Do what a dialog leads to; the deed or job begun there,
        if there is one, answers to the dialog.
        """
        self._asking = asking
        try:
            act()
            return self._asking is None
        finally:
            self._asking = None

    def _taken(self) -> Asking | None:
        asking, self._asking = self._asking, None
        return asking
