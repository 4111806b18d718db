"""The conflict bar: a case was changed elsewhere,
both values stand side by side, and the person chooses.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from mmd_reviewer.ui.look.theme import current_theme, set_ground
from mmd_reviewer.ui.reviewing.say import Unsettled
from mmd_reviewer.ui.widgets.announce import announce
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.labels import Hairline, IconLabel, Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.panes import Pane

if TYPE_CHECKING:  # the window is painted before the rules are imported
    from mmd_reviewer.domain.conflict import Both

INDENT = 32  # below the title, past its icon
MOST_HIGH = 190  # of the values; more is scrolled, the views keep their room


class ConflictBar(QWidget):
    """One conflict at a time, in the order they came; hidden while there is none.

    M, T and E choose.
    """

    waits = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("conflictBar")
        self.setProperty("helpPage", "assessment")
        self.waiting: deque[Unsettled] = deque()
        self._came_from: QWidget | None = None
        self._below: QWidget | None = None
        self._title = Label("", "strong", wrap=True)
        self._who = Label("", "body", wrap=True)
        self.values = _Values()
        self.theirs_button = PushButton("Take theirs", "conflictTheirs", key="T")
        self.mine_button = PushButton("Take mine", "conflictMine", key="M")
        self.edit_button = PushButton("Edit mine", "conflictEdit", key="E")
        self._build()
        self.hide()

    def _build(self) -> None:
        set_ground(self, "surface")
        words = column_of(self._title, self._who, spacing=2)
        top = row_of(IconLabel("triangle-alert", "attention"), 8, Rest(words))
        buttons = row_of(INDENT - 8, self.theirs_button, self.mine_button, self.edit_button, -1)
        inner = column_of(top, self.values, buttons, spacing=8, margins=(20, 10, 20, 10))
        column_of(inner, Hairline(), spacing=6, inside=self)
        self.theirs_button.clicked.connect(
            lambda _checked=False: self._settle(self.waiting[0].theirs)
        )
        self.mine_button.clicked.connect(lambda _checked=False: self._settle(self.waiting[0].mine))
        self.edit_button.clicked.connect(lambda _checked=False: self._settle(self.waiting[0].edit))

    def float_over(self, below: QWidget, parent: QWidget) -> None:
        """Stand over the top of `below`, which does not move when the bar comes and goes."""
        self.setParent(parent)
        self._below = below
        below.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As wide as what it stands over, as high as it needs."""
        if watched is self._below and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            _stand_over(self, self._below)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """What it shows needs another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            _stand_over(self, self._below)
        return super().event(event)

    def add(self, unsettled: Unsettled) -> None:
        """Show a conflict, after those that wait;
        of what is only to be seen the newest of a case is enough.
        """
        if unsettled.mine is None:
            number = unsettled.conflict.number
            kept = [
                row for row in self.waiting if row.mine is not None or row.conflict.number != number
            ]
            self.waiting = deque(kept)
        self.waiting.append(unsettled)
        self._show()

    def take_focus(self) -> None:
        """The choices take the keys; Esc gives them back."""
        if self.waiting:
            self._came_from = QApplication.focusWidget()
            self.theirs_button.setFocus()

    def _show(self) -> None:
        self.setVisible(bool(self.waiting))
        self.waits.emit(bool(self.waiting))
        if not self.waiting:
            return
        conflict, more = self.waiting[0].conflict, len(self.waiting) - 1
        after = f" ({more} more {'waits' if more == 1 else 'wait'})" if more else ""
        to_see = self.waiting[0].mine is None
        rest = (
            "was changed elsewhere; you see it as it is now"
            if to_see
            else ("was changed since you looked at it; nothing of yours is recorded")
        )
        self._title.setText(f"{conflict.number} {rest}{after}.")
        self._who.setText(conflict.who)
        self.values.show_rows(conflict.rows, to_see=to_see)
        self.theirs_button.set_label("Seen" if to_see else "Take theirs")
        self.mine_button.setVisible(not to_see)
        self.edit_button.setVisible(self.waiting[0].edit is not None)
        _stand_over(self, self._below)
        self.raise_()
        self.setAccessibleName(f"Conflict. {self._title.text()} {conflict.who}")
        announce(self, self.accessibleName())

    def _settle(self, act: Callable[[], object] | None) -> None:
        if not self.waiting:
            return
        inside = self.isAncestorOf(QApplication.focusWidget() or self)
        self.waiting.popleft()
        self._show()
        if inside:
            self._give_back()
        if act is not None:
            act()

    def _give_back(self) -> None:
        try:
            if self._came_from is not None and self._came_from.isVisible():
                self._came_from.setFocus()
        except RuntimeError:  # the widget is gone: a dialog that was closed
            pass
        self._came_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """T, M and E choose, Esc leaves the choice open."""
        button = {
            Qt.Key.Key_T: self.theirs_button,
            Qt.Key.Key_M: self.mine_button,
            Qt.Key.Key_E: self.edit_button,
        }
        chosen = button.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self._give_back()
        elif chosen is not None and not event.modifiers() and chosen.isVisible():
            chosen.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark of a message that waits for an answer."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, 3, self.height() - 1), current_theme().color("attention"))
        painter.end()


def _stand_over(bar: QWidget, below: QWidget | None) -> None:
    """As wide as what is below, as high as the bar needs, at its top."""
    layout = bar.layout()
    if below is None or layout is None:
        return
    place = below.geometry()
    bar.resize(place.width(), bar.height())  # words wrap at the new width, and values know theirs
    layout.activate()
    high = max(layout.totalHeightForWidth(place.width()), layout.totalMinimumSize().height())
    bar.setGeometry(place.x(), place.y(), place.width(), min(high, place.height()))


class _Values(Pane):
    """A row a field: what it is about, theirs, mine."""

    def __init__(self) -> None:
        super().__init__("conflictValues", "Both values, by field", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_rows(self, rows: tuple[Both, ...], *, to_see: bool = False) -> None:
        """Show these; a value that the deed leaves alone is not repeated as mine.

        `to_see`: before and now.
        """
        from mmd_reviewer.domain.conflict import NOTHING
        from mmd_reviewer.services.read.case_facts import breakable

        grid = QGridLayout()
        grid.setContentsMargins(INDENT, 0, 8, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        heads = ("", "Before", "Now") if to_see else ("", "Theirs, recorded", "Yours, not recorded")
        for column, head in enumerate(heads):
            grid.addWidget(Label(head, "group"), 0, column)
        for place, row in enumerate(rows, 1):
            mine = row.mine or NOTHING if row.differs else "as theirs"
            values = ((row.theirs or NOTHING, "body"), (mine, "strong" if row.differs else "muted"))
            if to_see:
                values = ((row.before or NOTHING, "muted"), (row.theirs or NOTHING, "strong"))
            for column, (text, kind) in enumerate(((row.field, "muted"), *values)):
                label = Label(breakable(text), kind, wrap=column > 0)
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(label, place, column)
        self.fill(grid)
        self.setVisible(bool(rows))
        self.updateGeometry()

    def words(self) -> list[str]:
        """Every cell, row by row."""
        body = self.widget()
        return [label.text() for label in body.findChildren(Label)] if body is not None else []

    def sizeHint(self) -> QSize:
        """As high as the rows, up to a limit."""
        body = self.widget()
        if body is None:
            return QSize(0, 0)
        layout = body.layout()
        high = (
            layout.totalHeightForWidth(max(self.width(), 600))
            if layout is not None
            else body.sizeHint().height()
        )
        return QSize(600, min(MOST_HIGH, high + 2))

    def minimumSizeHint(self) -> QSize:
        """Never squeezed below what is shown."""
        return QSize(100, self.sizeHint().height())
