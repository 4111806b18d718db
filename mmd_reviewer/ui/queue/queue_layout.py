"""How the queue stands: filter and list at the left or above, preview at the right or below, or an empty state."""

from __future__ import annotations

import json

from PySide6.QtCore import QByteArray, Signal

from mmd_reviewer.ui.queue.filter_bar import FilterBar
from mmd_reviewer.ui.queue.list_beside import ListBeside
from mmd_reviewer.ui.queue.preview_pane import PreviewPane
from mmd_reviewer.ui.queue.queue_cells import COLUMNS
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList


class QueueLayout(ListBeside):
    """The widgets; what they do is said in `QueueView`."""

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

    def state(self) -> str:
        """Sort, columns, filter and splitter, for `restore`."""
        sizes = bytes(self.splitter.saveState().toBase64().data()).decode("ascii")
        kept = {"sort": self.sort_order, "hidden": sorted(self.list.columns.hidden), "splitter": sizes}
        return json.dumps({**kept, "filter": self.bar.filter_values()})

    def restore(self, state: str) -> None:
        """Take what `state` gave; what is not understood is left."""
        try:
            kept = json.loads(state)
            key, descending = kept["sort"]
            hidden, sizes, values = frozenset(kept["hidden"]), kept["splitter"], dict(kept["filter"])
        except (ValueError, KeyError, TypeError):
            return
        self.sort_order = (str(key), bool(descending))
        self.list.header.set_sort(self.sort_order[0], self.sort_order[1] != (key == "received"))
        self.list.columns.set_hidden(hidden)
        self.splitter.restoreState(QByteArray.fromBase64(QByteArray(str(sizes).encode())))
        self.bar.set_filter({str(name): str(value) for name, value in values.items()})

    def show_first_run(self) -> None:
        """The store has no case at all."""
        registry = self.reviewing.registry
        self.empty.show_text(
            "No requests yet",
            "Import the portal’s export or a table, type a request in, or look around in the sample store.",
        )
        buttons = [
            PushButton("Import", "emptyImport", kind="primary", icon="file-up", key=registry.key("file.import")),
            PushButton("New", "emptyNew", icon="plus", key=registry.key("file.new")),
            PushButton("Open the sample store", "emptySample", icon="book-open"),
        ]
        buttons[0].clicked.connect(lambda: registry.run("file.import"))
        buttons[1].clicked.connect(lambda: registry.run("file.new"))
        buttons[2].clicked.connect(self.sample_wanted)
        self.show_empty(buttons)
        self.bar.hide()

    def show_no_match(self, words: str) -> None:
        """Nothing fits the filter, which is named."""
        self.empty.show_text("No request fits the filter", words or "No filter is set.")
        clear = PushButton("Clear the filter", "emptyClear", kind="primary", icon="x")
        clear.clicked.connect(self._on_clear_clicked)
        self.show_empty([clear])
        self.bar.show()

    def _on_clear_clicked(self) -> None:
        self.bar.clear()
        self.bar.search.setFocus()
