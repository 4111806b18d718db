"""One deed for many cases: what will and will not happen to each and why,
before anything is recorded (mock-up 15).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.bulk import WILL, Foreseen, Wish
from mmd_reviewer.services import bulk
from mmd_reviewer.services.read import bulk_words
from mmd_reviewer.services.read.bulk_words import Looked, look_ahead
from mmd_reviewer.ui.queue.bulk_layout import ALL, COLUMNS, BulkLayout, cell_of
from mmd_reviewer.ui.queue.triage import Chosen, Triage
from mmd_reviewer.ui.reviewing.changes import Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.columns import Cell, RowsModel

WAIT_MS = 150  # the next key may follow


class BulkView(BulkLayout):
    """Opens when the queue asks for a deed on several rows, or for a handing over."""

    view_id = "bulk"

    def __init__(self, reviewing: Reviewing, triage: Triage) -> None:
        super().__init__(reviewing)
        self._triage = triage
        self._chosen: Chosen | None = None
        self._rows: tuple[Foreseen, ...] = ()
        self._left_out: set[str] = set()
        self._kind, self._tab, self._running = "", ALL, False
        self._read_for = ""  # the case whose letter was read
        self._foreseen: Wish | None = None  # with which the rows shown were foreseen
        self._wanted: frozenset[str] | None = None  # ticked when the deed was asked for
        self.model = RowsModel(COLUMNS, self._cell, self.list)
        self.list.set_model(self.model)
        self._timer = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._connect()

    def _connect(self) -> None:
        registry = self.reviewing.registry
        self._timer.timeout.connect(self._look)
        self.fields.changed.connect(self._on_fields_changed)
        self.list.row_changed.connect(self._on_list_row_changed)
        self.list.opened.connect(lambda _row: self.fields.first().setFocus())
        for name, tab in self.tabs.items():
            tab.clicked.connect(partial(self._show_tab, name))
        self.cancel_button.clicked.connect(self.cancel)
        self.run_button.clicked.connect(self.run)
        self.reviewing.changed.connect(self._on_reviewing_changed)
        registry.attach_single_keys("bulk", self.list.view)
        registry.bind_all(
            "bulk", {"run": self.run, "cancel": self.cancel, "leave_out": self.leave_out}
        )

    def start(self, kind: str, chosen: Chosen) -> None:
        """Look ahead at a deed for these rows."""
        self._kind, self._chosen, self._rows, self._tab = kind, chosen, (), ALL
        self._wanted = None
        self._left_out.clear()
        self.tabs[ALL].setChecked(True)
        self.fields.start(kind, self.reviewing.day)
        self._show(Looked(()))
        self._look()
        self.reviewing.say.show_view("bulk")

    def activate(self) -> None:
        """What is to be filled in takes the keys."""
        self.fields.first().setFocus()

    def panes(self) -> list[QWidget]:
        """Counters, rows, fields."""
        return [self.tabs[ALL], self.list, self.fields.first(), self.run_button]

    def current(self) -> Foreseen | None:
        """The row of the cursor."""
        shown, place = self.model.rows, self.list.current_row
        return shown[place] if 0 <= place < len(shown) else None

    def leave_out(self) -> None:
        """Leave the current case out, or take it in again."""
        row = self.current()
        if row is not None and row.standing == WILL:
            self._left_out ^= {row.case.number}
            self._show_words()
            self.list.view.viewport().update()

    def ticked(self) -> list[Foreseen]:
        """The cases that the deed is for."""
        return [
            row
            for row in self._rows
            if row.standing == WILL and row.case.number not in self._left_out
        ]

    def run(self) -> None:
        """Do it to all that are ticked, as one deed.

        What was typed a moment ago is looked at first; where it changes who is ticked, that is
        shown and nothing is done.
        """
        rows, wish, desk = self.ticked(), self.fields.wish(), self.reviewing.desk
        if wish != self._foreseen:
            self._wanted = frozenset(row.case.number for row in rows)
            self._look()
            return
        if not rows or self._running:
            return
        self._running = True
        said = f"{bulk_words.DEEDS[self._kind].will.removeprefix('will be ').capitalize()}: "
        self.reviewing.deed(
            lambda: bulk.carry_out(desk, [desk.case(row.case.number) for row in rows], wish),
            lambda _: self._leave(),
            said=f"{said}{len(rows):,} of {len(self._rows):,}.",
            failed=self._on_failed,
        )

    def cancel(self) -> None:
        """Back to the queue; nothing is recorded."""
        self._chosen, self._rows = None, ()
        self.reviewing.say.show_view("queue")

    def _leave(self) -> None:
        self._running = False
        if self._chosen is not None:
            self._triage.did(self._chosen)
        self.cancel()

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        self.reviewing.failures.tell(error)
        self._look()

    def _on_fields_changed(self) -> None:
        """What is typed after the deed was asked for asks for it no more."""
        self._wanted = None
        self._timer.start()

    def _on_list_row_changed(self, _row: int) -> None:
        row = self.current()
        if row is not None and row.case.number != self._read_for:  # another letter is to be read
            self._timer.start()

    def _look(self) -> None:
        self._timer.stop()
        chosen, wish, row = self._chosen, self.fields.wish(), self.current()
        desk, number = self.reviewing.desk, row.case.number if row is not None else ""
        self._read_for = number
        if chosen is not None:
            self.reviewing.read(
                "bulk",
                lambda: look_ahead(desk, chosen.ids, wish, number),
                partial(self._on_looked, wish),
            )

    def _on_looked(self, wish: Wish, looked: Looked) -> None:
        self._foreseen = wish
        self._show(looked)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted == {row.case.number for row in self.ticked()}:
            self.run()

    def _show(self, looked: Looked) -> None:
        if self._chosen is None:
            return
        self._rows = looked.rows
        for row in looked.rows:
            self.reviewing.saw(row.case)
        for name, tab in self.tabs.items():
            tab.set_number(sum(name in (ALL, row.standing) for row in looked.rows))
        self._show_tab(self._tab)
        self.letter.setText(looked.letter)
        self.run_button.setVisible(bool(looked.rows))

    def _show_tab(self, name: str, _on: bool = True) -> None:
        place, self._tab = max(self.list.current_row, 0), name
        self.model.show([row for row in self._rows if name in (ALL, row.standing)])
        self.list.set_current_row(place)
        self._show_words()

    def _show_words(self) -> None:
        kind, ticked = self._kind, len(self.ticked())
        self.title.setText(bulk_words.title(kind, self._rows))
        self.outlook.setText(bulk_words.outlook(kind, self._rows, self._left_out))
        self.run_button.set_label(bulk_words.button(kind, ticked))
        self.run_button.set_reason("" if ticked else "No case is ready for it")
        self.afterwards.setText(bulk_words.afterwards(kind, ticked))

    def _cell(self, row: Foreseen, column: int) -> Cell:
        return cell_of(row, COLUMNS[column].key, self._left_out)

    def _on_reviewing_changed(self, changes: Changes) -> None:
        looking = self._chosen is not None and not self._running and self.isVisible()
        mine = any(row.case.number in changes.cases for row in self._rows)
        if looking and (changes.many or mine):
            self._look()
