"""The requests that the filter shows, as a file: the same as the terminal's `list --out`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.period import count
from mmd_reviewer.services.read.queue_file import FORMATS, requests_file
from mmd_reviewer.services.read.queue_order import numbers_of
from mmd_reviewer.ui.forms.file_dialog import ask_where
from mmd_reviewer.ui.queue.queue_view import QueueView
from mmd_reviewer.ui.reviewing.say import DEED

NONE_SHOWN = "The filter shows no request: there is nothing to export."


class QueueExport(QObject):
    """Writes all the rows of the filter, also those below what was read."""

    def __init__(self, queue: QueueView) -> None:
        super().__init__(queue)
        self._queue, self._reviewing = queue, queue.reviewing
        self._reviewing.registry.bind_all("queue", {"export": self.ask})

    def ask(self) -> None:
        """Ask for a file; its ending says which format."""
        if not self._queue.model.ids:
            self._reviewing.say.show_message(DEED, NONE_SHOWN, "info")
            return
        ask_where(
            self._queue.window(),
            "Export the queue",
            f"requests_{self._reviewing.day.isoformat()}.xlsx",
            self.export_to,
            name="exportQueueDialog",
            filters=";;".join(FORMATS.values()),
        ).setDefaultSuffix("xlsx")

    def export_to(self, path: Path) -> None:
        """Write the requests of the filter as it is now, in its order, whatever is shown later."""
        kind, say = path.suffix.casefold().lstrip("."), self._reviewing.say
        if kind not in FORMATS:
            say.show_message(DEED, "Name a file that ends in .xlsx or .csv.", "amber")
            return
        desk, day, wish = self._reviewing.desk, self._reviewing.day, self._queue.loader.wish

        def write(job: Job) -> int:
            numbers = numbers_of(desk.store, desk.store.row_ids(wish, day))
            desk.files.write(path, requests_file(desk, numbers, kind, job))
            return len(numbers)

        self._reviewing.job(
            f"Exporting {path.name}",
            write,
            lambda made: say.show_message(
                DEED, f"{count(made, 'request')} exported to {path}.", "info"
            ),
        )
