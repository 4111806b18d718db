"""The register: every deviation on a day, by all facts known now or as it stood (rules E1, E3; mock-up 06)."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.register_filter import RegisterFilter, in_words
from mmd_reviewer.services import register as registers
from mmd_reviewer.services.register import RegisterBook
from mmd_reviewer.ui.day_text import day_words
from mmd_reviewer.ui.register.charts import Wish
from mmd_reviewer.ui.register.register_bar import decided_words
from mmd_reviewer.ui.register.register_cells import Looks
from mmd_reviewer.ui.register.register_deeds import RegisterDeeds
from mmd_reviewer.ui.register.register_layout import RegisterLayout
from mmd_reviewer.ui.register.register_reading import Arranged, Sort, arrange
from mmd_reviewer.ui.reviewing import Changes, Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton

TEACH = (
    "The register lists every exemption that is deployed on a device that day. Approve a request, then record its "
    "deployment: it stands here from that day on."
)


class RegisterView(RegisterLayout):
    """Follows the day of the window until another one is typed."""

    view_id = "register"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.book: RegisterBook | None = None
        self.shown = Arranged(RegisterFilter(), ())
        self.deeds = RegisterDeeds(reviewing, self, self)
        self._day: date | None = None  # none: the day of the window
        self._stood = False
        self._stale = True
        self._sort: Sort = ("customer", False)
        self._decided_sort: Sort = ("decided", True)
        self._keep = ""
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.header.day_chosen.connect(self.set_day)
        self.header.stood_toggled.connect(self.set_stood)
        self.header.print_button.clicked.connect(self.deeds.print)
        self.header.export_button.clicked.connect(self.deeds.export)
        self.charts.opened.connect(self.open_wish)
        self.bar.changed.connect(self._arrange)
        self.bar.entered.connect(self._on_bar_entered)
        self.list.sort_requested.connect(self._on_list_sort_requested)
        self.decided.sort_requested.connect(self._on_decided_sort_requested)
        for rows in (self.list, self.decided):
            rows.opened.connect(self.open_current)
        self.reviewing.changed.connect(self._on_reviewing_changed)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        for rows in (self.list, self.decided):
            registry.attach_single_keys("register", rows.view)
        for chart in self.charts.charts():
            registry.attach_single_keys("register", chart)
        for name, run in (
            ("register.open", self.open_current), ("register.filter", self.go_to_filter),
            ("register.export", self.deeds.export), ("register.stood", self._toggle_stood),
            ("register.today", partial(self.set_day, None)), ("register.day", self.go_to_day),
            ("register.charts", self.charts.turn_over), ("register.customer", self.show_customer),
            ("register.clear", self.bar.clear),
        ):  # fmt: skip
            registry.bind(name, run)

    @property
    def day(self) -> date:
        """The day shown."""
        return self._day or self.reviewing.day

    def activate(self) -> None:
        """The rows take the keys, or what stands in their place."""
        if self._stale:
            self._read()
        self.shown_page().setFocus()

    def panes(self) -> list[QWidget]:
        """Day and export, figures, filter, rows."""
        return [self.header, self.charts, self.bar, self.shown_page()]

    def current_number(self) -> str:
        """The case of the current row, "" for none."""
        if self.pages.currentWidget() is self.decided:
            place = self.decided.current_row
            return self.decided_model.rows[place].number if 0 <= place < len(self.decided_model.rows) else ""
        place = self.list.current_row
        return self.model.rows[place].number if 0 <= place < len(self.model.rows) else ""

    def set_day(self, day: date | None) -> None:
        """Show another day; none for today."""
        wanted = None if day == self.reviewing.day else day
        if wanted != self._day or self.book is None:
            self._day = wanted
            self._read()

    def set_stood(self, stood: bool) -> None:
        """Count only facts recorded until the day, or all that are known now (E3)."""
        self._stood = stood
        self._read()

    def _toggle_stood(self) -> None:
        self.set_stood(not self._stood)

    def open_wish(self, wish: Wish) -> None:
        """Show the rows behind a number; the same number again shows everything."""
        shown = self.bar.decisions or self.bar.wish
        self.bar.set_wish(RegisterFilter() if shown == wish else wish)

    def open_current(self, _row: int = -1) -> None:
        """Open the case of the current row."""
        number = self.current_number()
        if number:
            self.reviewing.case_wanted.emit("assessment", number)

    def show_customer(self) -> None:
        """Only the customer of the current row."""
        place = self.list.current_row
        if self.pages.currentWidget() is self.list and 0 <= place < len(self.model.rows):
            self.bar.set_wish(RegisterFilter(customer=self.model.rows[place].customer))

    def go_to_filter(self) -> None:
        """Go to the filter."""
        self.bar.search.setFocus()
        self.bar.search.selectAll()

    def go_to_day(self) -> None:
        """Go to the day."""
        self.header.day.setFocus()
        self.header.day.selectAll()

    def _read(self) -> None:
        self._stale = False
        desk, day, stood = self.reviewing.desk, self.day, self._stood
        self.header.set_day(day, self.reviewing.day, stood)
        if stood:
            self.reviewing.job(
                "Reading the register as it stood",
                lambda job: registers.book(desk, day, day, job),
                lambda book: self._on_book_read(book, day, stood),
                self._on_stood_failed,
            )
        else:
            self.reviewing.read(
                "register", lambda: registers.book(desk, day), lambda book: self._on_book_read(book, day, stood)
            )

    def _on_stood_failed(self, error: Exception) -> None:
        self.reviewing.tell(error)
        if self._stood:
            self.set_stood(False)

    def _on_book_read(self, book: RegisterBook, day: date, stood: bool) -> None:
        if (day, stood) != (self.day, self._stood):
            return  # another day was asked for meanwhile
        self.book = book
        self.header.show_register(book.register)
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
            self.bar.set_total(len(found.decisions), 0, "decision" if len(found.decisions) == 1 else "decisions")
            self._show_rows(self.decided, bool(found.decisions))
            return
        self.model.show(found.rows, Looks(book.register.day, book.names))
        self.bar.set_total(len(found.rows), len(book.register.rows))
        self._show_rows(self.list, bool(found.rows))
        if found.rows:
            self.list.set_current_row(max(self.model.place(self._keep), 0))

    def _show_rows(self, rows: QWidget, some: bool) -> None:
        assert self.book is not None
        if some:
            self.show_figures(True)
            self.show_page(rows)
            if rows is self.decided:
                self.decided.set_current_row(0)
        elif not self.book.register.rows and self.bar.decisions is None:
            self._show_bare()
        else:
            words = in_words(self.bar.wish, self.book.names)
            if self.bar.decisions is not None:
                words = f"Decided {decided_words(self.bar.decisions)}"
            clear = PushButton("Clear the filter", "registerClear", kind="primary", icon="x")
            clear.clicked.connect(self.bar.clear)
            self.show_none("Nothing fits the filter", words or "No filter is set.", [clear], figures=True)

    def _show_bare(self) -> None:
        buttons = []
        if self._day is not None or self._stood:
            buttons.append(PushButton("Today", "registerToday", kind="primary", icon="calendar-days"))
            buttons[0].clicked.connect(self._on_today_clicked)
        queue = PushButton("Go to the queue", "registerQueue", kind="normal" if buttons else "primary", icon="inbox")
        queue.clicked.connect(partial(self.reviewing.registry.run, "view.queue"))
        title = f"No deviation on {day_words(self.day)}"
        some_decided = self.book is not None and bool(self.book.decisions)
        self.show_none(title, TEACH, [*buttons, queue], figures=some_decided)

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
        if self.isVisible():
            self._read()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self._read()
