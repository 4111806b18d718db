"""The dispatch desk: every letter issued and not dispatched as a checklist,
recorded with one key (rules C4, D3; mock-up 12).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from mmd_reviewer.services.read.dispatch_rows import COPIED, REASON, SAVED, USE, DeskRow, Given
from mmd_reviewer.ui.dispatch.dispatch_desk import DispatchDesk
from mmd_reviewer.ui.dispatch.dispatch_list import ON, REFERENCE
from mmd_reviewer.ui.dispatch.leaving import Leaving
from mmd_reviewer.ui.dispatch.recording import Recording
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.announce import announce


class DispatchView(DispatchDesk):
    """What the frame asks of the desk, and its commands."""

    view_id = "dispatch"

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self.leaving = Leaving(reviewing, self, self._on_taken)
        self.recording = Recording(self)
        self.bar.day_chosen.connect(self._on_day_chosen)
        self.bar.left.connect(self.list.setFocus)
        self.list.opened.connect(lambda _row: self.enter())
        self.list.typed.connect(self._on_typed)
        self.list.delegate.pressed.connect(self._on_pressed)
        self._bind()

    def _bind(self) -> None:
        registry = self.reviewing.registry
        registry.attach_single_keys("dispatch", self.list.view)
        registry.bind_all(
            "dispatch",
            {
                "record": self.recording.record,
                "mark": self.mark,
                "mark_all": self.mark_all,
                "mark_none": lambda: self._mark(lambda given: False),
                "mark_copied": lambda: self._mark(lambda given: given.taken.startswith(COPIED)),
                "copy": self.copy,
                "mail": self.mail,
                "save": self.save,
                "reference": self.enter,
                "day": partial(self.list.edit, ON),
                "reason": partial(self.list.edit, REASON),
                "common_day": self.bar.go_to_day,
                "next_problem": self.next_problem,
                "open": self.open_letter,
                "next": partial(self.list.step, 1),
                "previous": partial(self.list.step, -1),
                "back": self._go_back,
            },
        )

    def current(self) -> DeskRow | None:
        """The current row."""
        place = self.list.current_row
        return self.rows.row(place) if 0 <= place < len(self.rows.letters) else None

    def current_number(self) -> str:
        """The case of the current row, "" for none."""
        row = self.current()
        return row.letter.number if row is not None else ""

    def _give(self, name: str, **given: object) -> None:
        self.rows.give(name, **given)
        self.show_rows()

    def _mark(self, wanted: Callable[[Given], bool]) -> None:
        self.rows.mark(wanted)
        self.show_rows()

    def mark(self) -> None:
        """Mark the current row, or take its mark away."""
        row = self.current()
        if row is not None:
            self._give(row.letter.letter, marked=not row.given.marked)
            announce(self, "Not marked" if row.given.marked else "Marked")

    def mark_all(self) -> None:
        """Mark every row; when all are, none."""
        some = len(self.rows.marked()) < len(self.rows.letters)
        self._mark(lambda given: some)

    def copy(self) -> None:
        """The text of the current row on the clipboard; the next row is current at once."""
        row = self.current()
        if row is not None:
            self.list.step(1)
            self.leaving.copy(row.letter)

    def mail(self) -> None:
        """A mail draft of the current row."""
        row = self.current()
        if row is not None:
            self.leaving.mail(row.letter)

    def save(self) -> None:
        """The texts of all marked rows as files."""
        marked = [row.letter for row in self.rows.marked()]
        if marked:
            self.leaving.save(marked)
        else:
            self.reviewing.say.show_message(DEED, "Mark the letters first.", "amber")

    def enter(self) -> None:
        """Take the case's own ticket where another one's is questioned;
        else go into the reference.
        """
        row = self.current()
        if row is not None and USE in [code for code, *_ in row.offers()]:
            self._give(row.letter.letter, reference="", marked=True)
            self.typed.keep(row.letter, self.rows.row(self.list.current_row).given.typed())
        else:
            self.list.edit(REFERENCE)

    def open_letter(self) -> None:
        """Look at the letter of the current row."""
        row = self.current()
        if row is not None:
            self.reviewing.letter_wanted.emit(row.letter.number, row.letter.letter)

    def next_problem(self) -> None:
        """Go to the next row with something in its way, else to the button."""
        self.list.finish()
        place = self.rows.next_problem(max(self.list.current_row, 0))
        if place < 0:
            self.bar.record_button.setFocus()
            return
        self.list.set_current_row(place)
        self.list.setFocus()

    def _on_taken(self, name: str, how: str, marks: bool) -> None:
        """The words of a letter have left the program."""
        place = self.rows.place(name)
        if place < 0:
            return
        given = self.rows.row(place).given
        taken = given.taken if how.startswith(SAVED) and given.taken else how
        self._give(name, taken=taken, marked=given.marked or marks)

    def _on_day_chosen(self, day: date) -> None:
        self.rows.common = None if day == self.rows.today else day
        self.show_rows()

    def _on_typed(self, name: str, part: str, how: str) -> None:
        """A field of a row was left: Enter takes the reference, marks the row and goes on."""
        place = self.rows.place(name)
        if place < 0:
            return
        row = self.rows.row(place)
        if part == REFERENCE and row.given.reference == row.letter.ticket:
            self.rows.give(name, reference="")
        if how == "enter" and part != ON:
            self.rows.give(name, marked=True)
        self.typed.keep(row.letter, self.rows.row(place).given.typed())
        if how == "enter" and part == REFERENCE:
            self.list.step(1)
        if self._stale:
            self.refresh()
        self.show_rows()

    def _on_pressed(self, place: int, part: str) -> None:
        """A part of a row was clicked."""
        self.list.set_current_row(place)
        acts: dict[str, Callable[[], object]] = {
            "tick": self.mark,
            REFERENCE: partial(self.list.edit, REFERENCE),
            ON: partial(self.list.edit, ON),
            REASON: partial(self.list.edit, REASON),
            USE: self.enter,
            "copy": self.copy,
            "again": self.copy,
            "mail": self.mail,
            "open": self.open_letter,
        }
        acts[part]()

    def _go_back(self) -> None:
        """To the list; from there to the queue."""
        if self.list.view.hasFocus() or self.shown_page() is self.empty:
            self.reviewing.say.show_view("queue")
        else:
            self.list.setFocus()
