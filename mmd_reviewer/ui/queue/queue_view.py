"""The queue: what came in, filtered, sorted, triaged at the keyboard (mock-up 01)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.ui.queue.preview_pane import Previewed, read_preview
from mmd_reviewer.ui.queue.queue_cells import Looks
from mmd_reviewer.ui.queue.queue_deeds import Chosen, QueueDeeds
from mmd_reviewer.ui.queue.queue_layout import QueueLayout
from mmd_reviewer.ui.queue.queue_loader import QueueLoader
from mmd_reviewer.ui.queue.queue_model import QueueModel
from mmd_reviewer.ui.queue.queue_order import Loaded, place_of
from mmd_reviewer.ui.queue.queue_places import QueuePlaces
from mmd_reviewer.ui.reviewing import Changes, Reviewing

PREVIEW_MS = 30


class QueueView(QueueLayout):
    """`counts_changed` gives cases by state for the rail, with `open` and `mine`."""

    view_id = "queue"
    counts_changed = Signal(dict)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        names = {row.code: row.name for row in reviewing.edition.types}
        self.model = QueueModel(Looks(reviewing.day, reviewing.desk.reviewer, names), self)
        self.loader = QueueLoader(reviewing, self.model, self)
        self.places = QueuePlaces(self.loader, self)
        self.deeds = QueueDeeds(reviewing, self, self)
        self._stale, self._placing = True, False
        self._last_row = 0
        self._timer = QTimer(self)
        self._build()
        self._connect()
        self._bind()

    def _build(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_MS)
        self.list.set_model(self.model)

    def _connect(self) -> None:
        self.bar.changed.connect(self._load)
        self.bar.entered.connect(self.list.setFocus)
        self.bar.customers_wanted.connect(self._on_bar_customers_wanted)
        self.list.row_changed.connect(self._on_list_row_changed)
        self.list.opened.connect(lambda _row: self.open_current())
        self.list.sort_requested.connect(self._on_list_sort_requested)
        self.list.view.selectionModel().selectionChanged.connect(self._show_count)
        self.loader.loaded.connect(self._on_loader_loaded)
        self.loader.counted.connect(self._on_loader_counted)
        self.model.dataChanged.connect(self._timer.start)
        self.preview.case_wanted.connect(partial(self.reviewing.case_wanted.emit, "assessment"))
        self._timer.timeout.connect(self._show_preview)
        self.reviewing.changed.connect(self._on_reviewing_changed)
        self.reviewing.case_wanted.connect(self._on_reviewing_case_wanted)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        self.bar.import_button.clicked.connect(partial(registry.run, "file.import"))
        self.bar.new_button.clicked.connect(partial(registry.run, "file.new"))
        registry.attach_single_keys("queue", self.list.view)
        for name, run in (
            ("queue.open", self.open_current), ("queue.filter", self.go_to_filter),
            ("queue.select", self.list.toggle_selected), ("queue.select_all", self.list.select_all),
            ("queue.next", partial(self.list.step, 1)), ("queue.previous", partial(self.list.step, -1)),
            ("queue.preview_page", self.preview.page),
        ):  # fmt: skip
            registry.bind(name, run)

    # What the frame and other views ask.

    def activate(self) -> None:
        """The list takes the keys, or the first button of the empty state."""
        if self._stale:
            self._refresh()
        self.shown_page().setFocus()

    def panes(self) -> list[QWidget]:
        """Filter, list, preview."""
        return [self.bar, self.shown_page(), self.preview]

    def go_to_filter(self) -> None:
        """Go to the filter."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def current_number(self) -> str:
        """The current case, "" for none."""
        row = self.model.row_at(self.list.current_row)
        return row.number if row is not None else ""

    def position(self, number: str) -> tuple[int, int] | None:
        """(place from 1, total) of a case in the present filter; none if it is not in it or not met yet."""
        return self.places.position(number)

    def neighbour(self, number: str, step: int, done: Callable[[str | None], object]) -> None:
        """The case before (-1) or after (1), wherever it is; of a case that has left the filter, by its old place."""
        self.places.neighbour(number, step, done)

    def next_after(self, number: str, done: Callable[[str | None], object]) -> None:
        """Where to go on after a decision: the case after, else the one before."""
        self.places.next_after(number, done)

    def filter_words(self) -> str:
        """The filter in words: `State: Open`."""
        return self.bar.words()

    def set_filter(self, **values: str) -> None:
        """Set words and chips by name (`words state type customer reviewer due`); what is left out is cleared."""
        self.bar.set_filter(values)

    # What deeds ask.

    def chosen(self) -> Chosen | None:
        """The rows selected, else the current one."""
        rows = self.list.selected_rows or [self.list.current_row]
        ids = self.model.ids
        if not 0 <= rows[-1] < len(ids) or not ids[rows[-1]]:
            return None
        after = rows[-1] + 1 if rows[-1] + 1 < len(ids) else rows[0] - 1
        one = self.model.row_at(rows[0]) if len(rows) == 1 else None
        return Chosen(tuple(ids[row] for row in rows), one.number if one else "", ids[after] if after >= 0 else 0)

    def go_to(self, id: int) -> None:
        """Make a row current."""
        place = place_of(self.model.ids, id)
        if place >= 0:
            self.list.set_current_row(place)

    def go_to_case(self, number: str) -> None:
        """Make a case current as soon as it is shown."""
        self.loader.reload(number, self.list.current_row)

    def open_current(self) -> None:
        """Assess the current case."""
        number = self.current_number()
        if number:
            self.reviewing.case_wanted.emit("assessment", number)

    # How it is kept up.

    def _load(self) -> None:
        self._last_row = 0
        key, descending = self.sort_order
        wish = replace(self.bar.wish(self.reviewing.day), sort=key, descending=descending)
        self._stale = False
        self.loader.load(wish, self.loader.keep or self.current_number())

    def _refresh(self) -> None:
        if not self.model.ids:
            self._load()
        else:
            self._stale = False
            self.loader.reload(self.loader.keep or self.current_number(), self.list.current_row)
        self.loader.count()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _on_reviewing_changed(self, changes: Changes) -> None:
        own = self.deeds.is_own(changes)
        for number in changes.cases:
            self.places.remember(number)
        if not self.isVisible():
            self._stale = True
            self.loader.count()
            return
        if not own and len(changes.cases) == 1:
            self.loader.keep = next(iter(changes.cases))
        elif not own and changes.cases and self.current_number() not in changes.cases:
            self.loader.keep = min(changes.cases)
        self._refresh()

    def _on_loader_loaded(self, found: Loaded) -> None:
        self.bar.set_known(self.model.known())
        if not found.ids:
            if found.cases == 0:
                self.show_first_run()
            else:
                self.show_no_match(self.filter_words())
        else:
            self.show_list()
            self._go_to_kept(found)
        self._show_count()
        self._timer.start()

    def _go_to_kept(self, found: Loaded) -> None:
        kept = self.model.row_at(found.place)
        place = found.place if kept is not None and kept.number == self.loader.keep else -1
        if place < 0 and self.list.current_row < 0:
            place = max(self._last_row, 0)
        if place >= 0 and place != self.list.current_row:
            self._placing = True
            self.list.set_current_row(place)
            self._placing = False

    def _on_list_row_changed(self, row: int) -> None:
        if row < 0:
            return
        self._last_row = row
        if not self._placing:
            self.loader.keep = self.current_number()
        self._timer.start()

    def _on_list_sort_requested(self, key: str, descending: bool) -> None:
        # Age runs against the day received.
        self.sort_order = (key, descending != (key == "received"))
        self._load()

    def _on_reviewing_case_wanted(self, _view: str, number: str) -> None:
        self.places.remember(number)
        self.loader.keep = number

    def _on_loader_counted(self, counts: dict[str, int]) -> None:
        self.bar.set_counts(counts)
        self.counts_changed.emit(counts)

    def _show_count(self) -> None:
        self.bar.set_total(self.loader.total, self.model.complete, self.list.selected_count)

    def _show_preview(self) -> None:
        number, desk = self.current_number(), self.reviewing.desk
        if number:
            self.reviewing.read("queue-preview", lambda: read_preview(desk, number), self._on_preview_read)
        elif not self.model.ids:
            self.preview.show_none()

    def _on_preview_read(self, preview: Previewed) -> None:
        if preview.shown.case.number == self.current_number():
            self.preview.show_case(preview)

    def _on_bar_customers_wanted(self) -> None:
        rows = self.model.known()
        current = self.model.row_at(self.list.current_row)
        names = sorted({row.customer for row in rows}, key=str.casefold)
        first = [current.customer] if current is not None else []
        self.bar.choose_customer([*first, *(name for name in names if name not in first)], self.bar.set_customer)
