"""Keeps the queue's model at the filter: a first page at once,
the whole order after it, rows as they are seen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mmd_reviewer.domain.request_queue import QueueFilter, QueueRow
from mmd_reviewer.services.read.queue_order import (
    PAGE,
    Loaded,
    first_page,
    queue_counts,
    whole_order,
    window_rows,
)
from mmd_reviewer.ui.queue.queue_cells import COLUMNS, cell_of
from mmd_reviewer.ui.queue.queue_model import QueueModel
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

WHOLE_AFTER_MS = 120
SKELETON_AFTER_MS = 300


class QueueLoader(QObject):
    """`loaded` comes for each order that the model shows;
    `keep` is the case that should stay current.
    """

    loaded = Signal(object)
    counted = Signal(dict)

    def __init__(self, reviewing: Reviewing, model: QueueModel, parent: QObject) -> None:
        super().__init__(parent)
        self.reviewing, self.model = reviewing, model
        self.wish = QueueFilter()
        self.keep = ""
        self.total = 0
        self._reading = False
        self._whole = QTimer(self, interval=WHOLE_AFTER_MS, singleShot=True)
        self._skeleton = QTimer(self, interval=SKELETON_AFTER_MS, singleShot=True)
        self._whole.timeout.connect(self._read_whole)
        self._skeleton.timeout.connect(model.show_skeleton)
        model.rows_wanted.connect(self._on_model_rows_wanted)
        model.told.connect(self._on_model_told)

    def load(self, wish: QueueFilter, keep: str) -> None:
        """Show a filter: its first page at once."""
        self.wish, self.keep = wish, keep
        self._whole.stop()
        self._skeleton.start()
        store, day = self.reviewing.desk.store, self.reviewing.day
        self._read(lambda: first_page(store, wish, day, keep))

    def reload(self, keep: str, near: int) -> None:
        """Read the same filter again; what is in view is replaced in one go."""
        self.keep = keep
        self._read_order([max(near, 0) // 100, max(near, 0) // 100 + 1])

    def _read_whole(self) -> None:
        self._read_order([])

    def _read_order(self, windows: list[int]) -> None:
        self._whole.stop()
        store, day, wish, keep = self.reviewing.desk.store, self.reviewing.day, self.wish, self.keep
        self._read(lambda: whole_order(store, wish, day, keep, windows))

    def _read(self, fn: Callable[[], Loaded]) -> None:
        self._reading = True
        self.reviewing.read("queue", fn, self._show, failed=self._on_failed)

    def _on_failed(self) -> None:
        self._reading = False

    def fill_first(self) -> None:
        """The next keys are meant for the rows that are still read."""
        if self._reading:
            self.reviewing.registry.holding.hold("queue", True)

    def _show(self, found: Loaded) -> None:
        self._reading = False
        self._skeleton.stop()
        self.total = found.counted
        self.model.looks = self.model.looks._replace(
            day=self.reviewing.day,
            absences=self.reviewing.whereabouts.away,
            out=self.reviewing.whereabouts.out,
            claims=self.reviewing.claims.of_others,
        )
        self.model.reset(found.ids, found.complete, found.windows)
        self.loaded.emit(found)
        if not found.complete:
            self._whole.start()

    def count(self) -> None:
        """Count the cases by state, for the rail."""
        store, day, me = self.reviewing.desk.store, self.reviewing.day, self.reviewing.desk.reviewer
        self.reviewing.read("queue-counts", lambda: queue_counts(store, day, me), self.counted.emit)

    def _on_model_rows_wanted(self) -> None:
        store, ids, windows = self.reviewing.desk.store, self.model.ids, self.model.windows.wanted()
        self.reviewing.read(
            "queue-rows",
            lambda: window_rows(store, ids, windows),
            lambda rows: self.model.add_windows(ids, rows),
        )

    def _on_model_told(self, ids: list[int], take: Callable[[list[list[str]]], object]) -> None:
        """Rows as they are copied, in this order, whether they were ever looked at or not."""
        store, looks = self.reviewing.desk.store, self.model.looks

        def read() -> list[QueueRow]:
            pages = range(0, len(ids), PAGE)
            found = {row.id: row for at in pages for row in store.rows(ids[at : at + PAGE])}
            return [found[id] for id in ids if id in found]

        def tell(rows: list[QueueRow]) -> None:
            take([[cell_of(row, column.key, looks).speech() for column in COLUMNS] for row in rows])

        self.reviewing.read("queue-copy", read, tell)
