"""What the row that led to a dialog knows already: all of it is shown there, and can be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.device import Device


def _nothing(cases: tuple[Case, ...]) -> None:
    """Nobody asks what became of it."""


@dataclass(frozen=True)
class Given:
    """`keys`: the devices that it is about, `ticked` those that are ticked at first; `machines`:
    devices that no case lists; `text` for the row of words, `sentence` above all rows; `recorded`
    is told when the deed is done.
    """

    keys: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()
    machines: tuple[Device, ...] = ()
    text: str = ""
    sentence: str = ""
    recorded: Callable[[tuple[Case, ...]], object] = _nothing

    def about(self, devices: tuple[Device, ...]) -> tuple[Device, ...]:
        """Of these devices those that it is about; of none in particular all."""
        return tuple(one for one in devices if not self.keys or one.key in self.keys)


NOTHING_GIVEN = Given()
