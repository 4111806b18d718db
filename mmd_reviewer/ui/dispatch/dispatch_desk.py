"""The letters to dispatch kept as they are: read on the worker,
the rules asked about each row in turns, what was given to a row kept with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from mmd_reviewer.domain.waiting import WaitingLetter
from mmd_reviewer.services import dispatch
from mmd_reviewer.services.dispatch import Objection, Sending
from mmd_reviewer.services.read.dispatch_rows import DeskRows
from mmd_reviewer.ui.dispatch.dispatch_bar import DispatchBar
from mmd_reviewer.ui.dispatch.dispatch_list import DispatchList
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.reviewing.changes import LETTERS, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.labels import Rest, column_of

IN_ONE_GO = 20  # rows that the rules are asked about, so that other reading comes between
Said = dict[Sending, Objection | None]


class TypedOfLetters:
    """What was typed into rows, kept with the case in the store: it outlives the program, as ticks
    do not.
    """

    def __init__(self, reviewing: Reviewing) -> None:
        self._typed = reviewing.typed

    def of(self, row: WaitingLetter) -> Mapping[str, Any]:
        """What was typed into the row of a letter, by name."""
        return self._typed.of(_name(row))

    def keep(self, row: WaitingLetter, typed: Mapping[str, Any]) -> None:
        """Keep this in place of what was typed before; nothing forgets it."""
        self._typed.keep(_name(row), typed)


def _name(row: WaitingLetter) -> str:
    return f"dispatch of {row.letter}, {row.number}"


class DispatchDesk(QWidget):
    """Bar and list, or an empty state; what is done with the rows is said in `DispatchView`."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__()
        self.reviewing = reviewing
        self.rows = DeskRows(reviewing.day)
        self.typed = TypedOfLetters(reviewing)
        self.bar = DispatchBar(reviewing.registry)
        self.list = DispatchList(self.rows)
        self.empty = EmptyState("Every letter is dispatched", "A letter stands here once issued.")
        self.pages = QStackedWidget()
        self._stale, self.is_recording = True, False
        self._build()
        reviewing.changed.connect(self._on_reviewing_changed)

    def _build(self) -> None:
        self.setObjectName("dispatchView")
        self.setAccessibleName("Letters to dispatch")
        set_ground(self, "window")
        self.empty.setObjectName("dispatchEmpty")
        queue = PushButton("Go to the queue", "dispatchToQueue", kind="primary")
        queue.clicked.connect(partial(self.reviewing.registry.run, "view.queue"))
        self.empty.set_buttons([queue])
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        column_of(self.bar, Rest(self.pages), inside=self)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def activate(self) -> None:
        """The list takes the keys, or the button of the empty state."""
        if self._stale:
            self.refresh()
        self.shown_page().setFocus()

    def panes(self) -> list[QWidget]:
        """Marks and day, rows."""
        return [self.bar, self.shown_page()]

    def shown_page(self) -> QWidget:
        """The rows, or the empty state in their place."""
        return self.list if self.pages.currentWidget() is self.list else self.empty

    def refresh(self) -> None:
        """Read the letters again; rows do not move while something is typed into one."""
        comes, self._stale = self._stale, self.list.editing is not None
        if not self._stale:
            read = partial(dispatch.waiting, self.reviewing.desk)
            self.reviewing.read("to dispatch", read, self._on_read, fills=comes)

    def _on_read(self, letters: tuple[WaitingLetter, ...]) -> None:
        if self.list.editing is not None:
            self._stale = True
            return
        current, names = self.list.current, {row.letter for row in letters}
        for row in self.rows.letters:
            if row.letter not in names and self.typed.of(row):
                self.typed.keep(row, {})  # recorded, or void: what was typed is over
        self.rows.today = self.reviewing.day
        self.rows.show(letters, self.typed.of)
        self.list.reset(current)
        self._show_page(self.list if letters else self.empty)
        self.show_rows()

    def _show_page(self, page: QWidget) -> None:
        """The list, or the empty state in its place; the keyboard goes along."""
        focus = QApplication.focusWidget()
        moves = page is not self.pages.currentWidget() and self.isAncestorOf(focus or self)
        self.pages.setCurrentWidget(page)
        self.bar.setVisible(page is self.list)
        if moves:
            page.setFocus()

    def show_rows(self) -> None:
        """Something of the rows is other than before; then the rules are asked."""
        self.list.touch()
        self.bar.show_day(self.rows.day, self.rows.today)
        self.bar.show_counts(self.rows.counts(), recording=self.is_recording)
        self._check_some()

    def _check_some(self) -> None:
        wanted = self.rows.to_check(self.list.current_row, IN_ONE_GO)
        if not wanted or not self.isVisible():
            return
        desk, doubts = self.reviewing.desk, self.rows.doubts

        def check() -> Said:
            now = desk.moment()
            return {one: dispatch.objection(desk, one, now) for one in wanted}

        def learn(said: Said) -> None:
            # Where cases were changed since, it is asked again.
            if doubts == self.rows.doubts and self.rows.learn(said):
                self.show_rows()
            else:
                self._check_some()

        self.reviewing.read("check dispatches", check, learn)

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.moves(LETTERS):
            self.rows.doubt(changes.touches)
            self._stale = True
            if self.isVisible():
                self.refresh()
