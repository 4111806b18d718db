"""Parts of a view: a pane that scrolls, and a pane that stands beside something or,
in a narrow window, below it.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSplitter, QWidget

from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

SPARE = 12  # pixels above and below the field that has the keyboard


class Pane(QScrollArea):
    """Scrolls up and down only, has no frame and one ground; `fill` shows another column."""

    def __init__(self, name: str, label: str, ground: str) -> None:
        super().__init__()
        self._ground = ground
        self.setObjectName(name)
        self.setAccessibleName(label)
        # A click on a text leaves the keys where they are
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_ground(self, ground)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What opens beside the field that has the keyboard does not push it out of view."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._keep_in_view)  # where things stand is known then
        return super().eventFilter(watched, event)

    def _keep_in_view(self) -> None:
        """The whole field; the toolkit's own way is content with the line of its cursor."""
        focus, body = self.focusWidget(), self.widget()
        if focus is not None and focus.hasFocus() and body is not None and body.isAncestorOf(focus):
            top = focus.mapTo(body, QPoint()).y()
            self.ensureVisible(0, top + focus.height(), 0, SPARE)
            self.ensureVisible(0, top, 0, SPARE)

    def fill(self, column: QLayout, *, stays: bool = False) -> QWidget:
        """Show this in place of what was shown before; gives the widget around it.

        Where the same thing `stays`, made anew, it stays scrolled to where it was, and what had the
        keyboard has it again.
        """
        bar, focus = self.verticalScrollBar(), self.focusWidget()
        top, name = bar.value() if stays else 0, ""
        if stays and focus is not None and focus is not self and focus.hasFocus():
            name = focus.objectName()
        # In its place before it is filled: to take a full tree elsewhere styles all of it again
        body = QWidget(self.viewport())
        set_ground(body, self._ground)
        body.setLayout(column)
        self.setWidget(body)
        if name:
            (body.findChild(QWidget, name) or self).setFocus()
        bar.setValue(top)
        return body


def has_keyboard(part: QWidget) -> bool:
    """Is what has the keyboard of the window in this part? A part that was left remembers a widget
    of its own, too: what is read later must not fetch the keyboard back to it.
    """
    focus = part.window().focusWidget()
    return focus is not None and part.isAncestorOf(focus)


class Room(NamedTuple):
    """How wide a pane is beside, at the least, below which width it moves,
    and the shares of the height then.
    """

    width: int
    least: int
    narrow: int
    shares: tuple[int, int]


class BesideOrBelow(QSplitter):
    """A pane beside something; in a narrow window, as `fold` is told, it moves below it."""

    def __init__(
        self,
        name: str,
        left: QWidget,
        pane: QWidget,
        room: Room,
        at_first: int,
        rows: TwoLineList | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._pane, self._room, self._rows = pane, room, rows
        self.setObjectName(name)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(pane)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setSizes([at_first, room.width])

    def fold(self, whole: QSize) -> None:
        """Beside or below, by the size of the view; the current row of `rows` stays in sight."""
        room, width, height = self._room, whole.width(), whole.height()
        narrow = width < room.narrow
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self._pane.setMinimumWidth(0 if narrow else room.least)
        if wanted != self.orientation():
            self.setOrientation(wanted)
            below = [height * share // 100 for share in room.shares]
            self.setSizes(below if narrow else [width - room.width, room.width])
            if self._rows is not None:
                self._rows.view.scrollTo(self._rows.view.currentIndex())
