"""The register kept at its day and filter: read on the worker, arranged there, shown here."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.domain.register_filter import RegisterFilter, in_words
from mmd_reviewer.services import register as registers
from mmd_reviewer.services.read.register_rows import Arranged, Sort, arrange
from mmd_reviewer.services.register import RegisterBook
from mmd_reviewer.ui.register.register_bar import decided_words
from mmd_reviewer.ui.register.register_cells import Looks
from mmd_reviewer.ui.register.register_layout import RegisterLayout
from mmd_reviewer.ui.reviewing.changes import REGISTER, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton

TEACH = (
    "The register lists every exemption that is deployed on a device that day. Approve a request, "
    "then record its "
    "deployment: it stands here from that day on."
)


class RegisterList(RegisterLayout):
    """Follows the day of the window until another one is set."""

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.book: RegisterBook | None = None
        self.shown = Arranged(RegisterFilter(), ())
        self._day: date | None = None  # none: the day of the window
        self._stood = False
        self._stale = True
        self._sort: Sort = ("customer", False)
        self._decided_sort: Sort = ("decided", True)
        self._keep = ""
        self._keep_up()

    def _keep_up(self) -> None:
        self.bar.changed.connect(self._arrange)
        self.bar.entered.connect(self._on_bar_entered)
        self.list.sort_requested.connect(self._on_list_sort_requested)
        self.decided.sort_requested.connect(self._on_decided_sort_requested)
        self.reviewing.changed.connect(self._on_reviewing_changed)

    @property
    def day(self) -> date:
        """The day shown."""
        return self._day or self.reviewing.day

    def current_number(self) -> str:
        """The case of the current row, "" for none."""
        if self.pages.currentWidget() is self.decided:
            place, rows = self.decided.current_row, self.decided_model.rows
        else:
            place, rows = self.list.current_row, self.model.rows
        return str(rows[place].number) if 0 <= place < len(rows) else ""

    def _read(self) -> None:
        comes, self._stale = self._stale, False
        desk, day, stood = self.reviewing.desk, self.day, self._stood
        self.header.set_day(day, self.reviewing.day, stood)

        def done(book: RegisterBook) -> None:
            self._on_book_read(book, day, stood)

        if stood:
            self.reviewing.job(
                "Reading the register as it stood",
                lambda job: registers.book(desk, day, day, job),
                done,
                self._on_stood_failed,
            )
        else:
            self.reviewing.read("register", lambda: registers.book(desk, day), done, fills=comes)

    def _on_stood_failed(self, error: Exception) -> None:
        self.reviewing.failures.tell(error)
        if self._stood:
            self._stood = False
            self._read()

    def _on_book_read(self, book: RegisterBook, day: date, stood: bool) -> None:
        if (day, stood) != (self.day, self._stood):
            return  # another day was asked for meanwhile
        self.book = book
        self.header.show_register(book.register, book.agreement.line)
        self.charts.show_figures(book.figures)
        self.bar.offer(book.register.rows, book.names)
        self._arrange()

    def _arrange(self) -> None:
        book = self.book
        if book is None:
            return
        self._keep = self.current_number() or self._keep
        wish, decisions = self.bar.wish, self.bar.decisions
        sort, decided_sort = self._sort, self._decided_sort
        self.charts.set_wish(decisions or wish)
        self.reviewing.read(
            "register-rows",
            lambda: arrange(book, wish, sort, decisions, decided_sort),
            lambda found: self._show(book, found),
        )

    def _show(self, book: RegisterBook, found: Arranged) -> None:
        if book is not self.book:
            return
        self.shown = found
        if found.decisions is not None:
            self.decided_model.show(found.decisions)
            self.bar.set_total(
                len(found.decisions), 0, "decision" if len(found.decisions) == 1 else "decisions"
            )
            self._show_rows(book, self.decided, bool(found.decisions))
            return
        self.model.looks = Looks(book.register.day, book.names)
        self.model.show(found.rows)
        self.bar.set_total(len(found.rows), len(book.register.rows))
        self._show_rows(book, self.list, bool(found.rows))
        if found.rows:
            self.list.set_current_row(max(self.model.place(self._keep), 0))

    def _show_rows(self, book: RegisterBook, rows: QWidget, some: bool) -> None:
        if some:
            self.show_figures(True)
            self.show_page(rows)
            if rows is self.decided:
                numbers = [one.number for one in self.decided_model.rows]
                here = numbers.index(self._keep) if self._keep in numbers else 0
                self.decided.set_current_row(here)
        elif not book.register.rows and self.bar.decisions is None:
            self._show_bare(book)
        else:
            words = in_words(self.bar.wish, book.names)
            if self.bar.decisions is not None:
                words = f"Decided {decided_words(self.bar.decisions)}"
            clear = PushButton("Clear the filter", "registerClear", kind="primary", icon="x")
            clear.clicked.connect(self.bar.clear)
            self.show_none("Nothing fits the filter", words, [clear], figures=True)

    def _show_bare(self, book: RegisterBook) -> None:
        buttons = []
        if self._day is not None or self._stood:
            buttons.append(
                PushButton("Today", "registerToday", kind="primary", icon="calendar-days")
            )
            buttons[0].clicked.connect(self._on_today_clicked)
        queue = PushButton(
            "Go to the queue",
            "registerQueue",
            kind="normal" if buttons else "primary",
            icon="inbox",
        )
        queue.clicked.connect(partial(self.reviewing.registry.run, "view.queue"))
        title = f"No deviation on {on_screen(self.day)}"
        self.show_none(title, TEACH, [*buttons, queue], figures=bool(book.decisions))

    def _on_today_clicked(self) -> None:
        self._day, self._stood = None, False
        self._read()

    def _on_bar_entered(self) -> None:
        self.shown_page().setFocus()

    def _on_list_sort_requested(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._arrange()

    def _on_decided_sort_requested(self, key: str, descending: bool) -> None:
        self._decided_sort = (key, descending)
        self._arrange()

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.moves(REGISTER) and self.isVisible():
            self._read()
        elif changes.moves(REGISTER):
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self._read()
