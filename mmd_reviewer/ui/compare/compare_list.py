"""An inventory kept beside the register: compared on the worker, and anew when something is
recorded; by comparing nothing is (rules D6, E3).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QShowEvent

from mmd_reviewer.domain.comparison import Difference
from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.intake import ReadWish
from mmd_reviewer.domain.inventory import Inventory, InventoryFile
from mmd_reviewer.domain.listing import in_a_row
from mmd_reviewer.services.read import comparison_words as words
from mmd_reviewer.services.read.comparison import (
    Compared,
    Done,
    Line,
    compare_with,
    lines_of,
    read_files,
    still_counting,
)
from mmd_reviewer.ui.compare.compare_layout import CompareLayout
from mmd_reviewer.ui.reviewing.changes import REGISTER, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton

NOTHING = (
    "Choose an inventory",
    "An export of Intune, Autopilot or the portal (CSV, XLSX, JSON); devices and programs may be "
    "two files. Nothing is recorded by comparing.",
)


class CompareList(CompareLayout):
    """Shows one comparison, the rows of one counter."""

    view_id = "compare"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.found: Compared | None = None
        self._done: tuple[Done, ...] = ()
        self._lines: Sequence[Line] = ()
        self.tab = words.ALL
        self._stale = False
        reviewing.changed.connect(self._on_reviewing_changed)
        self._show_empty(*NOTHING)

    def open_files(self, paths: list[str]) -> None:
        """Read inventories and compare them with the register of today."""
        if not paths:
            return
        names = in_a_row([Path(path).name for path in paths])
        desk = self.reviewing.desk
        self.found, self._done = None, ()
        self.customer.clear()
        self.model.show(())
        self._show_empty("Reading", f"{names}. Nothing is recorded by comparing.")
        self.reviewing.say.show_view(self.view_id)

        def work(job: Job) -> Compared:
            inventory = read_files(desk, _read, paths, job)
            return compare_with(desk, inventory, job=job)

        self.reviewing.job(f"Reading {names}", work, self._on_read, self._on_failed)

    def _on_read(self, found: Compared) -> None:
        self.tabs[words.ALL].setChecked(True)
        self.tab = words.ALL
        self._show(found, ())
        if self.isVisible():
            self.activate()

    def activate(self) -> None:
        """The differences take the keys, or what stands in their place."""
        (self.view if self.pages.currentWidget() is self.rows else self.empty).setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._show_empty("Nothing was compared", "Choose another file.")
        self.reviewing.failures.tell(error)

    def compare_again(self) -> None:
        """Compare what was read with the register as it is now."""
        if self.found is None:
            return
        self._stale = False
        desk, inventory, done = self.reviewing.desk, self.found.inventory, self._done
        customer = self.customer.text().strip()

        def work() -> tuple[Compared, tuple[Done, ...]]:
            compared = compare_with(desk, inventory, customer=customer)
            return compared, still_counting(desk, done)

        self.reviewing.read("compare", work, lambda both: self._on_compared(inventory, *both))

    def _on_compared(self, inventory: Inventory, found: Compared, done: tuple[Done, ...]) -> None:
        if self.found is not None and self.found.inventory is inventory:
            self._show(found, done)

    def _show(self, found: Compared, done: tuple[Done, ...]) -> None:
        self.found, self._done = found, done
        self._lines = lines_of(found, done)
        self.title.setText(words.headline(found))
        self.subline.setText(words.subline(found))
        nameless = any(not one.customer for one in found.inventory.devices)
        self.customer_row.setVisible(nameless)
        self.export_button.set_reason("")
        for name, tab in self.tabs.items():
            tab.set_number(len(self.open_rows(name)))
        self.show_tab(self.tab)

    def open_rows(self, kind: str) -> list[Difference]:
        """The differences of a counter that are not done."""
        return words.of_kind([line.row for line in self._lines if not line.done], kind)

    def show_tab(self, name: str, _on: bool = True) -> None:
        """Only the rows of a counter."""
        self.tab, found = name, self.found
        if found is None:
            return
        kept, place = self.current(), self.view.currentIndex().row()
        lines = [line for line in self._lines if name in (words.ALL, line.row.kind)]
        self.model.show(lines)
        if not lines:
            said = "Nothing differs here" if found.comparison.differences else words.headline(found)
            self._show_empty(said, " ".join(words.remarks(found)), keep=True)
            return
        self.pages.setCurrentWidget(self.rows)
        at = self.model.place_of(kept.row.key) if kept is not None else -1
        self.view.go_to_row(at if at >= 0 else max(place, 0))
        self.show_line()

    def _show_empty(self, title: str, sentence: str, *, keep: bool = False) -> None:
        """Nothing to list: say why; `keep` the headline of what was compared."""
        self.empty.show_text(title, sentence)
        button = PushButton("Choose a file", "compareEmptyChoose", kind="primary")
        button.clicked.connect(self.choose_button.click)
        self.empty.set_buttons([button])
        self.pages.setCurrentWidget(self.empty)
        if not keep:
            self.title.setText("The register against an inventory")
            self.subline.setText("")
            self.customer_row.hide()
            self.export_button.set_reason("Nothing was compared yet")
            for tab in self.tabs.values():
                tab.set_number(0)
        self.pane.setVisible(False)

    def current(self) -> Line | None:
        """The difference of the cursor."""
        return self.model.line_at(self.view.currentIndex().row())

    def current_number(self) -> str:
        """The case of the current row, "" for none."""
        line = self.current()
        one = line.row.exemption if line is not None else None
        return one.number if one is not None else ""

    def go_to_case(self, number: str) -> None:
        """Make the first difference of a case current."""
        rows = [(place, self.model.line_at(place)) for place in self.model.lines]
        of = [
            at
            for at, line in rows
            if line and line.row.exemption is not None and line.row.exemption.number == number
        ]
        self.view.go_to_row(next(iter(of), 0))

    def show_line(self) -> None:
        """What the current row rests on."""
        if self.found is not None:
            self.pane.setVisible(True)
            self.pane.show_line(self.found, self.current(), self.reviewing.day)

    def mark_done(self, done: Done) -> None:
        """A deed was recorded from a row."""
        self._done = (*(one for one in self._done if one.row.key != done.row.key), done)
        self.compare_again()

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.moves(REGISTER) and self.isVisible():
            self.compare_again()
        elif changes.moves(REGISTER):
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is compared now."""
        super().showEvent(event)
        if self._stale:
            self.compare_again()


def _read(path: Path, zone: str, job: Job, wish: ReadWish) -> InventoryFile:
    # Readers bring parsers that the window does not need before a file is opened.
    from mmd_reviewer.readers import read_inventory

    return read_inventory(path, zone, job, wish)
