"""Who stands in for whom, known before lists are painted; looked at after every change."""

from __future__ import annotations

from collections.abc import Callable

from mmd_reviewer.domain.absence import Absence
from mmd_reviewer.services.absence import absences
from mmd_reviewer.services.desk import Desk

Found = tuple[Absence, ...]
Read = Callable[[str, Callable[[], Found], Callable[[Found], object]], object]


class StandIns:
    """`rows` are all absences; `moved` is called when there are others than before."""

    def __init__(self, desk: Desk, read: Read, moved: Callable[[], object]) -> None:
        self._desk, self._read, self._moved = desk, read, moved
        self.rows: Found = ()

    def look_up(self) -> None:
        """Read them on the worker."""
        self._read("absences", lambda: absences(self._desk), self._take)

    def _take(self, found: Found) -> None:
        if found != self.rows:
            self.rows = found
            self._moved()
