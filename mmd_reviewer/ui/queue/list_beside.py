"""A list with a filter above and a preview beside it, as the queue and the letters owed have it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.queue.beside import AT_FIRST, ROOM, PartedPane
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.filter_field import FilterField
from mmd_reviewer.ui.widgets.labels import Rest, column_of, holding
from mmd_reviewer.ui.widgets.panes import BesideOrBelow, has_keyboard
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

PREVIEW_MS = 30


class FilteringBar(QWidget):
    """What stands above such a list: a field for words, and more."""

    search: FilterField


class ListBeside(QWidget):
    """Either the list or, in its place, an empty state;
    what is stale is read again when it is shown. `activated` when it takes the keys.
    """

    activated = Signal()

    bar: FilteringBar
    preview: PartedPane

    def __init__(self, reviewing: Reviewing, name: str, rows: TwoLineList) -> None:
        super().__init__()
        self.reviewing, self._name = reviewing, name
        self.list = rows
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self._stale = True
        self._timer = QTimer(self, interval=PREVIEW_MS, singleShot=True)

    def stand(self, label: str, *below: QWidget) -> None:
        """Put the parts in their places; `below` stands under the list."""
        self.setObjectName(f"{self._name}View")
        self.setAccessibleName(label)
        set_ground(self, "window")
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)
        left = holding(column_of(self.bar, Rest(self.pages), *below))
        self.splitter = BesideOrBelow(
            f"{self._name}Splitter", left, self.preview, ROOM, AT_FIRST, self.list
        )
        column_of(self.splitter, inside=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview beside the list, or below it."""
        super().resizeEvent(event)
        self.splitter.fold(event.size())

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read again."""
        raise NotImplementedError

    def activate(self) -> None:
        """The list takes the keys, or the first button of the empty state."""
        if self._stale:
            self.refresh()
        self.shown_page().setFocus()
        self.activated.emit()

    def panes(self) -> list[QWidget]:
        """Filter, list, preview."""
        return [self.bar, self.shown_page(), self.preview]

    def shown_page(self) -> QWidget:
        """The list, or the empty state in its place."""
        return self.list if self.pages.currentWidget() is self.list else self.empty

    def go_to_filter(self) -> None:
        """Go to the filter."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def show_list(self) -> None:
        """There are rows."""
        had_focus = has_keyboard(self.empty)
        self.pages.setCurrentWidget(self.list)
        self.bar.show()
        self.preview.show()
        if had_focus:
            self.list.setFocus()

    def show_empty(self, buttons: list[PushButton]) -> None:
        """There are none: these buttons lead on."""
        moved = has_keyboard(self.list)
        self.empty.set_buttons(buttons)
        self.pages.setCurrentWidget(self.empty)
        self.preview.show_none()
        self.preview.hide()
        if moved:
            buttons[0].setFocus()


def with_first(first: str, names: set[str]) -> list[str]:
    """Customers by name; that of the current row, if there is one, before all others."""
    others = sorted(names - {first}, key=str.casefold)
    return [first, *others] if first else others
