"""The queue with the saved filter “Letters owed”: one row a letter,
and what its customer waits for (mock-up 17).
"""

from __future__ import annotations

from functools import partial

from mmd_reviewer.domain.period import count
from mmd_reviewer.services.read.owed_list import OwedItem, fitting, total_words
from mmd_reviewer.services.read.owing import Owing, read_owed, read_owing
from mmd_reviewer.ui.dispatch.dispatch_dialogs import record_dispatch
from mmd_reviewer.ui.dispatch.elsewhere_dialog import ask_told_elsewhere
from mmd_reviewer.ui.owed.owed_bar import OwedBar
from mmd_reviewer.ui.owed.owed_cells import COLUMNS, OwedModel
from mmd_reviewer.ui.owed.owed_preview import OwedPreview
from mmd_reviewer.ui.queue.list_beside import ListBeside, with_first
from mmd_reviewer.ui.reviewing.changes import LETTERS, Changes
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.kept_marks import KeptMarks
from mmd_reviewer.ui.widgets.labels import Hairline, Label
from mmd_reviewer.ui.widgets.two_line_list import TwoLineList

SENTENCE = (
    "What makes a customer worse off takes effect when its letter is dispatched; what makes them "
    "better off, at once."
)


class OwedView(ListBeside):
    """Filter and list at the left or above, preview at the right or below;
    kept up with the store.
    """

    view_id = "owed"
    bar: OwedBar
    preview: OwedPreview

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing, "owed", TwoLineList(COLUMNS, "owedTable", "Letters owed"))
        self.items: tuple[OwedItem, ...] = ()
        self.model = OwedModel(reviewing.day, self)
        self.bar = OwedBar(reviewing.registry)
        self.preview = OwedPreview(reviewing.registry, reviewing.read_only)
        self._sort = ("age", True)
        self._marks = KeptMarks(self.list, lambda: [item.key for item in self.model.items])
        self.setProperty("helpPage", "owed")
        self.empty.setObjectName("owedEmpty")
        self.list.header.set_sort(*self._sort)
        rule = Label(SENTENCE, "muted", wrap=True)
        rule.setContentsMargins(20, 8, 20, 9)
        self.stand("Letters owed", Hairline(), rule)
        self._keep_up()
        self._connect()
        self._bind()

    def _keep_up(self) -> None:
        self._timer.timeout.connect(self._show_preview)
        self.list.set_model(self.model)
        self.bar.changed.connect(self._show_fitting)
        self.bar.entered.connect(self.list.setFocus)
        self.bar.customers_wanted.connect(self._on_bar_customers_wanted)
        self.list.row_changed.connect(lambda _row: self._timer.start())
        self.list.sort_requested.connect(self._on_list_sort_requested)
        self.list.marks_changed.connect(self._show_count)

    def _connect(self) -> None:
        self.list.opened.connect(lambda _row: self.open_case())
        self.bar.left.connect(self._go_to_queue)
        self.reviewing.changed.connect(self._on_reviewing_changed)

    def _bind(self) -> None:
        registry = self.reviewing.registry
        registry.attach_single_keys("owed", self.list.view)
        registry.bind_all(
            "owed",
            {
                "open": self.open_case,
                "issue": self.issue,
                "elsewhere": self.tell_elsewhere,
                "filter": self.go_to_filter,
                "select": self.list.toggle_selected,
                "select_all": self.list.select_all,
                "next": partial(self.list.step, 1),
                "previous": partial(self.list.step, -1),
                "preview_page": self.preview.page,
                "back": self._go_to_queue,
            },
        )
        for button in (self.bar.elsewhere_button, self.bar.print_button) if registry.locked else ():
            button.set_reason(registry.locked)

    def refresh(self) -> None:
        """Read the letters again."""
        comes, self._stale = self._stale, False
        read = partial(read_owed, self.reviewing.desk, self.reviewing.day)
        self.reviewing.read("letters owed", read, self._on_read, fills=comes)

    def go_to_letter(self, number: str) -> None:
        """Make the first letter that a case owes current."""
        places = [place for place, item in enumerate(self.model.items) if item.row.number == number]
        if places:
            self.list.set_current_row(places[0])

    def current(self) -> OwedItem | None:
        """The current letter."""
        return self.model.item_at(self.list.current_row)

    def chosen(self) -> list[OwedItem]:
        """The letters selected, else the current one."""
        rows = self.list.selected_rows or [self.list.current_row]
        return [self.model.items[row] for row in rows if 0 <= row < len(self.model.items)]

    def current_number(self) -> str:
        """The case of the current letter, "" for none."""
        item = self.current()
        return item.row.number if item is not None else ""

    def open_case(self) -> None:
        """Open the case that owes the current letter."""
        if self.current_number():
            self.reviewing.case_wanted.emit("case", self.current_number())

    def issue(self) -> None:
        """Show the letter, ready to be issued; of one that is written record the dispatch."""
        item = self.current()
        if item is None:
            return
        row = item.row
        if row.letter and not self.reviewing.read_only:
            record_dispatch(self.reviewing, self.window(), row.number, row.letter)
        else:
            self.reviewing.letter_wanted.emit(row.number, row.letter or row.kind)

    def tell_elsewhere(self) -> None:
        """Record that the customers of the letters chosen were told in another way."""
        rows = [item.row for item in self.chosen()]
        if rows:
            ask_told_elsewhere(
                self.reviewing, self.window(), rows, [item.row for item in self.items]
            )

    def _on_read(self, items: tuple[OwedItem, ...]) -> None:
        self.items = items
        self._marks.remember()
        self._show_fitting()
        self._marks.restore()

    def _show_fitting(self) -> None:
        kept, row = self.current(), max(self.list.current_row, 0)
        wish = self.bar.wish._replace(sort=self._sort[0], descending=self._sort[1])
        found = fitting(self.items, wish)
        self.model.reset(found, self.reviewing.day)
        if found:
            self.show_list()
            places = [
                place
                for place, item in enumerate(found)
                if kept is not None and item.key == kept.key
            ]
            self.list.set_current_row(places[0] if places else row)
        else:
            self._show_none()
        self._show_count()
        self._timer.start()

    def _show_none(self) -> None:
        if self.items:
            self.empty.show_text("No letter fits the filter", self.bar.words())
            button = PushButton("Clear the filter", "owedClear", kind="primary", icon="x")
            button.clicked.connect(self.bar.clear)
        else:
            self.empty.show_text("No letter is owed", "Every customer was told what holds.")
            button = PushButton("Go to the queue", "owedToQueue", kind="primary")
            button.clicked.connect(self.bar.left)
        self.show_empty([button])

    def _show_count(self) -> None:
        marked = self.list.view.marked
        self.bar.count.setText(total_words(self.items, len(self.model.items), marked))
        self.bar.elsewhere_button.set_label(
            f"{count(marked, 'letter')} told elsewhere" if marked else "Told elsewhere"
        )

    def _show_preview(self) -> None:
        item, desk = self.current(), self.reviewing.desk
        if item is not None:
            self.reviewing.read("owed preview", lambda: read_owing(desk, item), self._on_owing_read)

    def _on_owing_read(self, owing: Owing) -> None:
        item = self.current()
        if item is not None and item.key == owing.item.key:
            self.reviewing.saw(owing.case)
            self.preview.show_owing(owing)

    def _on_list_sort_requested(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._marks.remember()
        self._show_fitting()
        self._marks.restore()

    def _on_bar_customers_wanted(self) -> None:
        current = self.current()
        names = {item.row.customer for item in self.items}
        self.bar.choose_customer(with_first(current.row.customer if current else "", names))

    def _go_to_queue(self) -> None:
        self.reviewing.say.show_view("queue")

    def _on_reviewing_changed(self, changes: Changes) -> None:
        if changes.moves(LETTERS) and self.isVisible():
            self.refresh()
        elif changes.moves(LETTERS):
            self._stale = True
