"""The list of the queue kept at its filter, beside its preview:
current row, preview and count follow what is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QByteArray, Signal

from mmd_reviewer.domain.absence import with_stood_in
from mmd_reviewer.domain.request_queue import QueueFilter
from mmd_reviewer.services.read.queue_order import Loaded, place_of
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.forms.choosing import choose
from mmd_reviewer.ui.queue.filter_bar import FilterBar
from mmd_reviewer.ui.queue.list_beside import ListBeside, with_first
from mmd_reviewer.ui.queue.preview_pane import Previewed, PreviewPane, read_preview
from mmd_reviewer.ui.queue.queue_cells import COLUMNS, Looks
from mmd_reviewer.ui.queue.queue_loader import QueueLoader
from mmd_reviewer.ui.queue.queue_look import QueueLook, look_from
from mmd_reviewer.ui.queue.queue_model import QueueModel
from mmd_reviewer.ui.queue.triage import Chosen
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.kept_marks import KeptMarks
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList


class QueueList(ListBeside):
    """Reads what the filter asks for and keeps the current case current."""

    sample_wanted = Signal()
    bar: FilterBar
    preview: PreviewPane

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing, "queue", TwoLineList(COLUMNS, "queueTable", "Requests"))
        self.bar = FilterBar(reviewing.edition, reviewing.desk.reviewer, reviewing.registry)
        self.preview = PreviewPane(reviewing.registry, reviewing.desk.reviewer)
        self.sort_order = ("received", False)  # column of the store, descending
        self.list.header.set_sort("received", True)
        self.stand("Queue")
        names = {row.code: row.name for row in reviewing.edition.types}
        self.model = QueueModel(Looks(reviewing.day, reviewing.desk.reviewer, names), self)
        self.loader = QueueLoader(reviewing, self.model, self)
        self._placing, self._last_row, self._last_number = False, 0, ""
        self._marks, self._same = KeptMarks(self.list, lambda: self.model.ids), False
        self._keep_up()

    def state(self) -> str:
        """Sort, columns, filter and splitter, for `restore`."""
        return QueueLook(
            self.sort_order,
            self.list.columns.hidden,
            bytes(self.splitter.saveState().toBase64().data()).decode("ascii"),
            self.bar.filter_values(),
        ).to_text()

    def restore(self, state: str) -> None:
        """Take what `state` gave; what is not understood is left."""
        look = look_from(state)
        if look is None:
            return
        self.sort_order = look.sort
        self.list.header.set_sort(look.sort[0], look.sort[1] != (look.sort[0] == "received"))
        self.list.columns.set_hidden(look.hidden)
        self.splitter.restoreState(QByteArray.fromBase64(QByteArray(look.splitter.encode())))
        self.bar.set_filter(look.filter)

    def show_first_run(self) -> None:
        """The store has no case at all."""
        self.empty.show_text(
            "No requests yet",
            "Import the portal’s export or a table, type a request in, or look around in the "
            "sample store.",
        )
        self.show_empty(first_run_buttons(self.reviewing.registry, self.sample_wanted.emit))
        self.bar.hide()

    def show_no_match(self, words: str) -> None:
        """Nothing fits the filter, which is named."""
        self.empty.show_text("No request fits the filter", words or "No filter is set.")
        clear = PushButton("Clear the filter", "emptyClear", kind="primary", icon="x")
        clear.clicked.connect(self._on_clear_clicked)
        self.show_empty([clear])
        self.bar.show()

    def current_number(self) -> str:
        """The current case, "" for none."""
        row = self.model.row_at(self.list.current_row)
        return row.number if row is not None else ""

    def chosen(self) -> Chosen | None:
        """The rows marked, else the current one."""
        rows = self.list.selected_rows or [self.list.current_row]
        ids = self.model.ids
        if not 0 <= rows[-1] < len(ids) or not ids[rows[-1]]:
            return None
        row = self.model.row_at(rows[0])
        first = row.number if row is not None else ""
        return Chosen(
            tuple(ids[row] for row in rows),
            first if len(rows) == 1 else "",
            self._id_after(rows[0], rows[-1]),
            first,
        )

    def next_id(self) -> int:
        """The row after the current one; 0 for none."""
        return self._id_after(self.list.current_row, self.list.current_row)

    def _id_after(self, first: int, last: int) -> int:
        ids = self.model.ids
        after = last + 1 if last + 1 < len(ids) else first - 1
        return ids[after] if after >= 0 else 0

    def clear_marks(self) -> None:
        """No row is marked any more."""
        self.list.clear_marks()

    def go_to(self, id: int) -> None:
        """Make a row current."""
        place = place_of(self.model.ids, id)
        if place >= 0:
            self.list.set_current_row(place)

    def go_to_case(self, number: str) -> None:
        """Make a case current as soon as it is shown."""
        self.loader.reload(number, self.list.current_row)

    def refresh(self) -> None:
        """Read again what the filter asks for."""
        if not self.model.ids:
            self._load()
        else:
            self._stale, self._same = False, True
            self.loader.wish = _wish_of(self)  # another day, another absence
            self.loader.reload(self.loader.keep or self.current_number(), self.list.current_row)
        self.loader.count()

    def _on_clear_clicked(self) -> None:
        self.bar.clear()
        self.bar.search.setFocus()

    def _keep_up(self) -> None:
        self._timer.timeout.connect(self._show_preview)
        self.list.set_model(self.model)
        self.model.dataChanged.connect(self._timer.start)
        self.model.modelAboutToBeReset.connect(self._marks.remember)
        self.bar.changed.connect(self._load)
        self.bar.entered.connect(self.list.setFocus)
        for comes in (self.bar.entered, self.activated):
            comes.connect(self.loader.fill_first)
        self.bar.customers_wanted.connect(self._on_bar_customers_wanted)
        self.list.row_changed.connect(self._on_list_row_changed)
        self.list.sort_requested.connect(self._on_list_sort_requested)
        self.list.marks_changed.connect(self._show_count)
        self.loader.loaded.connect(self._on_loader_loaded)
        self.loader.counted.connect(self.bar.set_counts)

    def _load(self) -> None:
        self._last_row, self._last_number = 0, ""
        self._stale = self._same = False
        self.loader.load(_wish_of(self), self.loader.keep or self.current_number())

    def _on_loader_loaded(self, found: Loaded) -> None:
        self.bar.set_known(self.model.windows.known())
        if not found.ids:
            if found.cases == 0:
                self.show_first_run()
            else:
                self.show_no_match(self.bar.words())
        else:
            self.show_list()
            self._go_to_kept(found)
            (self._marks.restore if self._same else self._marks.forget)()
        self._show_count()
        self._timer.start()

    def _go_to_kept(self, found: Loaded) -> None:
        # The person may have moved on since the reading began.
        kept = self.model.row_at(found.place)
        here = kept is not None and kept.number == self.loader.keep
        place = found.place if here else self.model.place(self.loader.keep)
        if place < 0 and self.list.current_row < 0:
            stays = self.model.place(self._last_number)  # what was wanted has left: nobody moves
            place = stays if stays >= 0 else max(self._last_row, 0)
        if place >= 0 and place != self.list.current_row:
            self._placing = True
            self.list.set_current_row(place)
            self._placing = False

    def _on_list_row_changed(self, row: int) -> None:
        if row < 0:
            return
        self._last_row, self._last_number = row, self.current_number()
        if not self._placing:
            self.loader.keep = self.current_number()
        self._timer.start()

    def _on_list_sort_requested(self, key: str, descending: bool) -> None:
        # Age runs against the day received.
        self.sort_order = (key, descending != (key == "received"))
        self._load()

    def _show_count(self) -> None:
        self.bar.set_total(self.loader.total, self.model.complete, self.list.view.marked)

    def _show_preview(self) -> None:
        number, desk = self.current_number(), self.reviewing.desk
        if number:
            self.reviewing.read(
                "queue-preview", lambda: read_preview(desk, number), self._on_preview_read
            )
        elif not self.model.ids:
            self.preview.show_none()

    def _on_preview_read(self, preview: Previewed) -> None:
        if preview.shown.case.number == self.current_number():
            self.reviewing.saw(preview.shown.case)
            self.preview.show_case(preview)

    def _on_bar_customers_wanted(self) -> None:
        current = self.model.row_at(self.list.current_row)
        names = {row.customer for row in self.model.windows.known()}
        offered = with_first(current.customer if current else "", names)
        choices = [(name, name) for name in offered]
        choose(self.window(), "Customer", choices, self.bar.set_customer, name="customer")


def _wish_of(queue: QueueList) -> QueueFilter:
    """The filter in the list's order, with the cases of those whom a reviewer stands in for."""
    day, (key, descending) = queue.reviewing.day, queue.sort_order
    wish = replace(queue.bar.wish(day), sort=key, descending=descending)
    return with_stood_in(wish, queue.reviewing.whereabouts.away, day)


def first_run_buttons(
    registry: ActionRegistry, sample_wanted: Callable[[], object]
) -> list[PushButton]:
    """The three ways to a first case."""
    key = registry.key
    into, new, sample = (
        PushButton("Import", "emptyImport", kind="primary", icon="file-up", key=key("file.import")),
        PushButton("New", "emptyNew", icon="plus", key=key("file.new")),
        PushButton("Open the sample store", "emptySample", icon="book-open"),
    )
    into.clicked.connect(lambda: registry.run("file.import"))
    new.clicked.connect(lambda: registry.run("file.new"))
    sample.clicked.connect(lambda: sample_wanted())
    return [into, new, sample]
