"""Where cases stand in the queue's present order, for views that walk it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from mmd_reviewer.domain.request_queue import QueueRow
from mmd_reviewer.services.read.queue_order import find_neighbour, place_of
from mmd_reviewer.ui.queue.queue_loader import QueueLoader

REMEMBERED = 500


class QueuePlaces(QObject):
    """Remembers where a case stood when it was met last:
    after it has left the filter the next one is still known.
    """

    def __init__(self, loader: QueueLoader, parent: QObject) -> None:
        super().__init__(parent)
        self.loader, self.model = loader, loader.model
        self._met: dict[str, tuple[int, int]] = {}  # number: id and place

    def place(self, number: str) -> int:
        """The place of a case met before, -1 if it is not in the order."""
        place = self.model.place(number)
        if place < 0 and number in self._met:
            place = place_of(self.model.ids, self._met[number][0])
        return place

    def remember(self, number: str) -> None:
        """Keep the place of a case; of one that has left, the old place stays."""
        place = self.place(number)
        if place >= 0:
            self._keep(number, self.model.ids[place], place)

    def _keep(self, number: str, id: int, place: int) -> None:
        self._met.pop(number, None)
        self._met[number] = (id, place)
        while len(self._met) > REMEMBERED:
            self._met.pop(next(iter(self._met)))

    def position(self, number: str) -> tuple[int, int] | None:
        """(place from 1, total) of a case in the present filter."""
        place = self.place(number)
        return (place + 1, max(self.loader.total, place + 1)) if place >= 0 else None

    def neighbour(self, number: str, step: int, done: Callable[[str | None], object]) -> None:
        """The case before (-1) or after (1), wherever it is."""
        loader = self.loader
        store, wish, day = loader.reviewing.desk.store, loader.wish, loader.reviewing.day
        ids = self.model.ids if self.model.complete else None
        self.remember(number)
        old = self._met.get(number, (0, -1))[1]

        def found(row: QueueRow | None) -> None:
            if row is not None:
                self._keep(row.number, row.id, place_of(self.model.ids, row.id))
                loader.keep = row.number
            done(row.number if row is not None else None)

        loader.reviewing.read(
            "queue-neighbour",
            lambda: find_neighbour(store, wish, day, ids, number, step, old),
            found,
            opens=True,
        )

    def next_after(self, number: str, done: Callable[[str | None], object]) -> None:
        """Where to go on after a decision: the case after, else the one before."""
        self.neighbour(
            number, 1, lambda found: done(found) if found else self.neighbour(number, -1, done)
        )
