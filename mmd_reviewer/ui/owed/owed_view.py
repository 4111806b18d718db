"""The queue with the saved filter “Letters owed”: one row a letter, and what its customer waits for (mock-up 17)."""

from __future__ import annotations

from functools import partial

from mmd_reviewer.ui.dispatch.dispatch_dialogs import record_dispatch
from mmd_reviewer.ui.dispatch.elsewhere_dialog import ask_told_elsewhere
from mmd_reviewer.ui.owed.owed_list import OwedList
from mmd_reviewer.ui.reviewing.changes import LETTERS, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing


class OwedView(OwedList):
    """What the frame asks of the list, and its commands."""

    view_id = "owed"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.list.opened.connect(lambda _row: self.open_case())
        self.bar.left.connect(self._go_to_queue)
        self.reviewing.changed.connect(self._on_reviewing_changed)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        registry.attach_single_keys("owed", self.list.view)
        registry.bind_all("owed", {
            "open": self.open_case, "issue": self.issue, "elsewhere": self.tell_elsewhere,
            "filter": self.go_to_filter, "select": self.list.toggle_selected, "select_all": self.list.select_all,
            "next": partial(self.list.step, 1), "previous": partial(self.list.step, -1),
            "preview_page": self.preview.page, "back": self._go_to_queue,
        })  # fmt: skip
        for button in (self.bar.elsewhere_button, self.bar.print_button) if registry.locked else ():
            button.set_reason(registry.locked)

    def current_number(self) -> str:
        """The case of the current letter, "" for none."""
        item = self.current()
        return item.row.number if item is not None else ""

    def open_case(self) -> None:
        """Open the case that owes the current letter."""
        if self.current_number():
            self.reviewing.case_wanted.emit("assessment", self.current_number())

    def issue(self) -> None:
        """Show the letter, ready to be issued; of one that is written record the dispatch."""
        item = self.current()
        if item is None:
            return
        row = item.row
        if row.letter and not self.reviewing.read_only:
            record_dispatch(self.reviewing, self.window(), row.number, row.letter)
        else:
            self.reviewing.letter_wanted.emit(row.number, row.letter or row.kind)

    def tell_elsewhere(self) -> None:
        """Record that the customers of the letters chosen were told in another way."""
        rows = [item.row for item in self.chosen()]
        if rows:
            ask_told_elsewhere(self.reviewing, self.window(), rows, [item.row for item in self.items])

    def _go_to_queue(self) -> None:
        self.reviewing.say.show_view("queue")

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.moves(LETTERS) and self.isVisible():
            self.refresh()
        elif changes.moves(LETTERS):
            self._stale = True
