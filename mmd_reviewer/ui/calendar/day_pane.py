"""The day at the right of month and week:
its entries with what can be done, what is overdue, what comes next.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.agenda import Heading
from mmd_reviewer.services.read.entry_line import OVER, Line, offset_words, whose
from mmd_reviewer.services.read.period import DayRead
from mmd_reviewer.ui.calendar.agenda_delegate import draw_heading
from mmd_reviewer.ui.calendar.agenda_model import ROW_ROLE, AgendaModel, EntryView
from mmd_reviewer.ui.calendar.calendar_header import TRUTH
from mmd_reviewer.ui.calendar.entry_look import draw_code
from mmd_reviewer.ui.commands.registry import ActionRegistry
from mmd_reviewer.ui.look.theme import SEMIBOLD, current_theme, font, set_ground
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.columns import Index
from mmd_reviewer.ui.widgets.labels import Label, Rest, column_of, holding, row_of
from mmd_reviewer.ui.widgets.painting import draw_box, draw_ring, draw_text, elided

WIDTH = 311
ENTRY, HEADING, ACTIONS = 68, 46, 42
INSET, TEXT, CODE = 18, 52, 22


def has_actions(line: Line | None) -> bool:
    """Can a letter of it be prepared or its dispatch be recorded?"""
    return (
        line is not None
        and line.entry.offset is not None
        and line.entry.code != "A"
        and line.now not in OVER
    )


def state_words(line: Line) -> str:
    """The third line of an entry: how it stands, and what else matters."""
    day = on_screen(line.entry.day)
    if line.now == "overdue":
        return f"{line.when}, due {day}"
    if line.now == "planned":
        return f"{day}, {line.when.lower()}"
    if line.now == "today":
        return f"{line.when}, letter issued" if line.entry.drafted else line.when
    return line.remark if line.now == "done" and line.remark else line.when


class DayDelegate(QStyledItemDelegate):
    """An entry in three lines; the current one leaves room for its buttons."""

    def __init__(self, view: EntryView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Higher while it is current and something can be done."""
        row = index.data(ROW_ROLE)
        if isinstance(row, Heading):
            return QSize(100, HEADING)
        current = self._view.currentIndex().row() == index.row()
        return QSize(100, ENTRY + (ACTIONS if current and has_actions(row) else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A heading, or an entry."""
        row = index.data(ROW_ROLE)
        theme = current_theme()
        painter.save()
        rect = option.rect
        if isinstance(row, Heading):
            draw_heading(painter, rect.adjusted(0, 8, 0, 0), row, INSET, INSET - 8)
        elif isinstance(row, Line):
            box = rect.adjusted(6, 2, -2, -2)
            if (
                option.state & QStyle.StateFlag.State_Selected
                and option.state & QStyle.StateFlag.State_HasFocus
            ):
                draw_box(painter, box, theme.selection, radius=5)
                draw_ring(painter, box, radius=5)
            draw_code(
                painter,
                QRect(rect.left() + INSET, rect.top() + 8, CODE, CODE),
                row.entry.code,
                row.now,
            )
            what = ", ".join(part for part in (row.entry.what, offset_words(row.entry)) if part)
            strong = row.tone in ("broken", "accent")
            width = rect.width() - TEXT - 8
            for place, (words, face, tone) in enumerate(
                (
                    (what, font(13, SEMIBOLD), "text"),
                    (whose(row.entry), font(13), "text"),
                    (state_words(row), font(12, SEMIBOLD) if strong else font(12), row.tone),
                )
            ):
                area = QRect(rect.left() + TEXT, rect.top() + 7 + 19 * place, width, 19)
                draw_text(painter, area, elided(face, words, width), face, theme.hex(tone))
        painter.restore()


class DayView(EntryView):
    """The entries of a day; the current one carries its buttons."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__("dayList", "Entries of the day")
        self._registry = registry
        self.setItemDelegate(DayDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The buttons go with the current entry."""
        super().currentChanged(current, previous)
        if previous.isValid():
            self.setIndexWidget(QModelIndex(previous), None)  # type: ignore[arg-type]
        self.place_buttons()

    def place_buttons(self) -> None:
        """Put the buttons under the current entry."""
        index, line = self.currentIndex(), self.current_line()
        self.scheduleDelayedItemsLayout()
        if not has_actions(line) or self.indexWidget(index) is not None:
            return
        keys = self._registry
        prepare = PushButton(
            "Prepare", "dayPrepare", kind="primary", key=keys.key("calendar.prepare")
        )
        dispatch = PushButton("Record dispatch", "dayDispatch", key=keys.key("calendar.dispatch"))
        prepare.clicked.connect(partial(keys.run, "calendar.prepare"))
        dispatch.clicked.connect(partial(keys.run, "calendar.dispatch"))
        for button, name in ((prepare, "prepare"), (dispatch, "dispatch")):
            button.set_reason(keys.reason(f"calendar.{name}"))
        row = row_of(prepare, dispatch, spacing=6, stretch=True, margins=(TEXT, ENTRY - 2, 4, 8))
        self.setIndexWidget(index, holding(row))


class DayPane(QWidget):
    """`opened` tells that the current entry is wanted."""

    opened = Signal()

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.title = Label("", "section")
        self.note = Label("", "muted")
        self.nothing = Label("Nothing on this day", tone="muted")
        self.model = AgendaModel(self)
        self.view = DayView(registry)
        self.truth = Label(TRUTH, "muted", wrap=True)
        self.day: object = None
        self._build()
        self.view.opened.connect(lambda _row: self.opened.emit())

    def _build(self) -> None:
        self.setObjectName("dayPane")
        self.setAccessibleName("Day")
        set_ground(self, "surface")
        self.view.setModel(self.model)
        head = column_of(
            self.title, self.note, 6, self.nothing, spacing=2, margins=(INSET, 16, INSET, 8)
        )
        self.nothing.hide()
        self.truth.setContentsMargins(INSET, 8, INSET, 14)
        column_of(head, Rest(self.view), self.truth, inside=self)
        self.setFocusProxy(self.view)

    def show_day(self, read: DayRead) -> None:
        """Show a day; its first entry is current, or the one that was if it is the same day."""
        line = self.view.current_line()
        same = self.day == read.day
        self.day = read.day
        self.title.setText(on_screen(read.day))
        self.note.setText(read.words)
        self.nothing.setVisible(not read.own)
        self.model.set_rows(read.rows)
        self.setAccessibleDescription(f"{on_screen(read.day)}, {read.words}")
        if same and line is not None:
            self.view.go_to_row(max(self.model.row_of(line.entry.uid), 0))
        elif read.own:
            self.view.go_to_row(0)
        self.view.place_buttons()
        if not same:
            self.view.scrollToTop()

    def go_to(self, uid: str) -> None:
        """Make an entry current if it is here."""
        row = self.model.row_of(uid)
        if row >= 0 and row != self.view.currentIndex().row():
            self.view.go_to_row(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low pane the fixed line makes room: the head of the agenda says it too."""
        super().resizeEvent(event)
        self.truth.setVisible(event.size().height() > 300)
