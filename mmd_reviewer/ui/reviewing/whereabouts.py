"""Who is away, and which cases are out on packs: known before lists are painted, looked at after
every change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mmd_reviewer.domain.absence import Absence
from mmd_reviewer.services.absence import absences
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.packs import out_numbers


class Found(NamedTuple):
    """All absences, and on which pack each case is that is out, by its number."""

    away: tuple[Absence, ...] = ()
    out: Mapping[str, str] = {}


Read = Callable[[str, Callable[[], Found], Callable[[Found], object]], object]


class Whereabouts:
    """`moved` is called when somebody or something is elsewhere than before."""

    def __init__(self, desk: Desk, read: Read, moved: Callable[[], object]) -> None:
        self._desk, self._read, self._moved = desk, read, moved
        self._found = Found()

    @property
    def away(self) -> tuple[Absence, ...]:
        """All absences."""
        return self._found.away

    @property
    def out(self) -> Mapping[str, str]:
        """`Out on A1 (Kim)` by the number of the case."""
        return self._found.out

    def look_up(self) -> None:
        """Read them on the worker."""
        desk = self._desk
        self._read("whereabouts", lambda: Found(absences(desk), out_numbers(desk)), self._take)

    def _take(self, found: Found) -> None:
        if found != self._found:
            self._found = found
            self._moved()
