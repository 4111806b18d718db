"""The agenda: the list of entries, what comes later in one line below,
or the words for nothing due.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.services.read.agenda import AgendaRead, later_words, next_words
from mmd_reviewer.services.read.entry_line import Line
from mmd_reviewer.ui.calendar.agenda_delegate import AgendaDelegate
from mmd_reviewer.ui.calendar.agenda_model import AgendaModel, EntryView
from mmd_reviewer.ui.look.theme import set_ground
from mmd_reviewer.ui.widgets.buttons import LinkButton, PushButton
from mmd_reviewer.ui.widgets.empty_state import EmptyState
from mmd_reviewer.ui.widgets.labels import ElidedLabel, Hairline, Label, Rest, column_of, row_of
from mmd_reviewer.ui.widgets.panes import has_keyboard


class LaterBar(QWidget):
    """How much comes later, and the way to all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidedLabel("", tone="muted")
        self.link = LinkButton("Show all", "agendaLater")
        set_ground(self, "window")
        row = row_of(
            Label("Later", "strong"),
            Rest(self._words),
            self.link,
            spacing=10,
            margins=(20, 0, 16, 0),
        )
        column_of(Hairline(), Rest(row), inside=self)
        self.setFixedHeight(36)

    def show_words(self, words: str, whole: bool) -> None:
        """Say what comes later; `whole`: it is in the list already."""
        self._words.setText(words)
        self.link.set_label("Show less" if whole else "Show all")
        self.link.setAccessibleDescription(words)


class AgendaList(QWidget):
    """`current_changed` tells the current line, none for none."""

    current_changed = Signal(object)
    opened = Signal()
    later_wanted = Signal()
    month_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = AgendaModel(self)
        self.view = EntryView("agendaList", "Agenda")
        self.empty = EmptyState()
        self.later = LaterBar()
        self.pages = QStackedWidget()
        self._build()
        self.view.row_changed.connect(
            lambda _row: self.current_changed.emit(self.view.current_line())
        )
        self.view.opened.connect(lambda _row: self.opened.emit())
        self.later.link.clicked.connect(self.later_wanted)

    def _build(self) -> None:
        self.view.setItemDelegate(AgendaDelegate(self.view))
        self.view.setModel(self.model)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setProperty("helpPage", "calendar")
        set_ground(self, "surface")
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        column_of(2, Rest(self.pages), self.later, inside=self)
        self.later.hide()

    def focus_part(self) -> QWidget:
        """What takes the keyboard: the list, or the first button of the empty state."""
        return self.view if self.pages.currentWidget() is self.view else self.empty

    def show_read(self, read: AgendaRead) -> None:
        """Show what was read; the current entry stays, else the one in its place."""
        current, row = self.view.current_line(), self.view.currentIndex().row()
        had_focus = has_keyboard(self.pages)
        self.model.set_rows(read.rows)
        self.later.show_words(later_words(read.agenda), read.whole)
        self.later.setVisible(bool(read.agenda.later))
        if read.rows:
            self.pages.setCurrentWidget(self.view)
            place = (
                self.model.row_of(current.entry.uid)
                if current is not None
                else self.model.first_notice()
            )
            self.view.go_to_row(place if place >= 0 else row)
        else:
            self._show_empty(read)
            self.current_changed.emit(None)
        if had_focus:
            self.focus_part().setFocus()

    def _show_empty(self, read: AgendaRead) -> None:
        found = read.agenda
        title = f"Nothing is due until {on_screen(found.until)}" if found.next else "Nothing is due"
        sentence = (
            f"{next_words(found)}."
            if found.next
            else "No revocation runs, and no approval has an end."
        )
        self.empty.show_text(title, sentence)
        buttons = []
        if found.later:
            buttons.append(PushButton("Show all dates", "agendaEmptyAll", kind="primary"))
            buttons[0].clicked.connect(self.later_wanted)
        buttons.append(PushButton("Month", "agendaEmptyMonth", key="3"))
        buttons[-1].clicked.connect(self.month_wanted)
        self.empty.set_buttons(buttons)
        self.pages.setCurrentWidget(self.empty)

    def go_to_today(self) -> None:
        """The first entry that is not overdue."""
        rows = self.model.rows
        today = (
            n
            for n in self.model.lines
            if isinstance(line := rows[n], Line) and line.entry.day >= line.day
        )
        self.view.go_to_row(next(today, 0))
