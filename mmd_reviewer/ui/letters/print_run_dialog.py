"""Letters to a printer, one job each: what was handed over, what is left, and where it goes on.

The table tells what the print system took; only a person can say what came out right (C4).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.letters.kinds import name_of
from mmd_reviewer.domain.period import count
from mmd_reviewer.domain.print_batch import Batch
from mmd_reviewer.domain.print_run import HandedRow, Printer, PrintRun
from mmd_reviewer.services import print_run
from mmd_reviewer.ui.forms.dialogs import Missing, Pending
from mmd_reviewer.ui.forms.print_choice import PrintChoice
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.labels import Label, row_of

COLUMNS = (
    Column("letter", "Letter", 0, hideable=False),
    Column("pages", "Pages", 70, "right"),
    Column("state", "At the printer", 300),
)
SENTENCE = (
    "Each letter is a job of its own, named by its number. The program cannot know what comes out "
    "of the printer: look at the paper, then record what came out right."
)
BUSY = "Letters are being handed over or recorded"
NO_PRINTER = "No printer was found here: save the letters to files instead."


class PrintRunDialog(RowsDialog):
    """`batch` begins a run; without it the one that waits is gone on with."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, batch: Batch) -> None:
        super().__init__(
            parent,
            "Print letters",
            "Hand over",
            COLUMNS,
            name="printRun",
            page="batch",
            sentence=SENTENCE,
        )
        self._reviewing, self._batch = reviewing, batch
        self.run: PrintRun | None = None
        self._busy = False
        self.choice = PrintChoice("batch", "printRun", self)
        self._found = Label("", "muted", wrap=True)
        self.record = PushButton("Record as printed", "printRunRecord")
        self.again = PushButton("Print again from here", "printRunAgain")
        self.give_up = PushButton("Give up the rest", "printRunGiveUp")
        self.came = PushButton("It came there", "printRunCame")
        self.lost = PushButton("It did not come there", "printRunLost")
        self._fill()

    def _fill(self) -> None:
        choice = self.choice
        self.add_row("Printer", choice.printer)
        for label, box in (("Paper", choice.paper), ("Tray", choice.tray), ("Sides", choice.sides)):
            self.add_row(label, box)
        self.add_row("", self._found)
        self.form.addLayout(
            row_of(self.came, self.lost, self.record, self.again, self.give_up, stretch=True),
            self.form.rowCount(),
            1,
        )
        self.cancel_button.set_label("Close")
        self.check = self._hand_over
        for button, act in (
            (self.record, self._on_record_clicked),
            (self.again, self._on_again_clicked),
            (self.give_up, self._on_give_up_clicked),
            (self.came, partial(self._answer, came=True)),
            (self.lost, partial(self._answer, came=False)),
        ):
            button.clicked.connect(act)
        mark = QShortcut(QKeySequence(Qt.Key.Key_Space), self.rows.view)
        mark.setContext(Qt.ShortcutContext.WidgetShortcut)
        mark.activated.connect(self.rows.toggle_selected)
        self.choice.changed.connect(self._show_buttons)
        self.rows.marks_changed.connect(self._show_buttons)
        self._show()
        desk = self._reviewing.desk
        self._reviewing.read(
            "print run", lambda: (desk.printers.printers(), print_run.waiting(desk)), self._on_read
        )

    def _on_read(self, found: tuple[tuple[Printer, ...], PrintRun | None]) -> None:
        printers, run = found
        self.choice.show_printers(printers)
        self.run = run
        if run is not None:
            self.choice.show_wish(run.wish)
        self._show()

    def _show(self) -> None:
        rows = self.run.rows if self.run is not None else tuple(map(HandedRow, self._batch.rows))
        place = self.rows.current_row
        self.show_rows([_cells(row) for row in rows])
        left = next((n for n, row in enumerate(rows) if not row.job), max(place, 0))
        self.rows.set_current_row(left)
        self._found.setText(_told(self.run, self._batch))
        self._show_buttons()

    def _show_buttons(self) -> None:
        run = self.run
        doubt = run is not None and bool(run.in_doubt)
        busy = BUSY if self._busy else ""  # what is pressed meanwhile would know an older run
        for button in (self.came, self.lost, self.give_up):
            button.set_reason(busy)
        for button in (self.came, self.lost):
            button.setVisible(doubt)
        for button in (self.record, self.again, self.give_up):
            button.setVisible(run is not None and not doubt)
        left = len(run.left) if run is not None else len(self._batch.rows)
        on = run is not None and bool(run.handed)
        label = f"Go on: {count(left, 'letter')} left" if left else "All handed over"
        self.accept_button.set_label(label if on else f"Hand over {count(left, 'letter')}")
        self.accept_button.set_reason(self._why_not(left, doubt=doubt))
        if run is not None:
            chosen = len(self._checked())
            self.record.set_label(f"Record {count(chosen, 'letter')} as printed")
            self.record.set_reason(busy or ("" if chosen else "Nothing was handed over"))
            one = run.rows[self.rows.current_row] if self._on_a_row() else None
            self.again.set_label(f"Print again from {one.letter}" if one else "Print again")
            handed = one is not None and bool(one.job)
            self.again.set_reason(busy or ("" if handed else "It was not handed over"))

    def _why_not(self, left: int, *, doubt: bool) -> str:
        """Why nothing can be handed over now."""
        if self._busy:
            return BUSY
        if doubt:
            return "Say first whether the letter came there"
        if not left:
            return "Every letter was handed over"
        if not self.choice.printer.count():
            return NO_PRINTER
        return "" if self.choice.wish is not None else "Choose a printer"

    def _on_a_row(self) -> bool:
        return self.run is not None and 0 <= self.rows.current_row < len(self.run.rows)

    def _checked(self) -> list[str]:
        """The letters that would be recorded: those marked, else all that were handed over."""
        run = self.run
        if run is None:
            return []
        marked = self.rows.selected_rows if self.rows.view.marked else range(len(run.rows))
        return [run.rows[n].letter for n in marked if n < len(run.rows) and run.rows[n].job]

    def _hand_over(self) -> object:
        wish, desk, batch = self.choice.wish, self._reviewing.desk, self._batch
        if wish is None:
            return Missing("Choose a printer.", self.choice.printer)
        self.choice.keep()
        run = self.run

        def work(job: Job) -> PrintRun:
            begun = run if run is not None else print_run.begin(desk, batch, wish, job)
            return print_run.go_on(desk, print_run.put(desk, begun.to(wish)), job)

        self._begin("Handing letters to the printer", work)
        return Pending()

    def _begin(self, text: str, work: Callable[[Job], PrintRun]) -> None:
        self._busy = True
        self.show_error("")
        self._show_buttons()
        self._reviewing.job(text, work, self._on_run, self._on_failed, stores=True)

    def _on_run(self, run: PrintRun | None) -> None:
        if not shiboken6.isValid(self):
            return  # closed meanwhile: what is left waits for the next time
        self._busy = False
        self.accept_button.setEnabled(True)
        self.run = run
        if run is not None and run.rows:
            self._show()
        else:
            self.recorded()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        stopped = isinstance(error, Cancelled) or isinstance(error.__cause__, Cancelled)
        self.fail("Stopped. The table shows what was handed over." if stopped else str(error))
        desk = self._reviewing.desk
        self._reviewing.read("print run", lambda: print_run.waiting(desk), self._on_waiting)

    def _on_waiting(self, run: PrintRun | None) -> None:
        self.run = run
        self._show()

    def _on_record_clicked(self) -> None:
        run, desk, letters = self.run, self._reviewing.desk, self._checked()
        if run is None or not letters:
            return

        def work(job: Job) -> PrintRun | None:
            return print_run.printed(desk, run, letters)

        self._busy = True
        self._show_buttons()
        told = partial(self._on_recorded, len(letters))
        self._reviewing.job("Recording", work, told, self._on_failed, stores=True)

    def _on_recorded(self, number: int, run: PrintRun | None) -> None:
        words = f"{count(number, 'letter')} recorded as printed. Nothing was dispatched."
        self._reviewing.say.show_message(DEED, words, "info")
        self._on_run(run)

    def _on_again_clicked(self) -> None:
        if self._on_a_row() and self.run is not None:
            self._change(self.run.again_from(self.run.rows[self.rows.current_row].letter))

    def _on_give_up_clicked(self) -> None:
        """What was not handed over is in the next batch; what was handed over stays to be told."""
        if self.run is not None:
            self._change(self.run.without(row.letter for row in self.run.left))

    def _answer(self, *, came: bool) -> None:
        if self.run is not None:
            self._change(self.run.answered(came=came))

    def _change(self, run: PrintRun) -> None:
        desk = self._reviewing.desk
        self._begin("Keeping the run", lambda job: print_run.put(desk, run))


def _told(run: PrintRun | None, batch: Batch) -> str:
    """How far it came, below the list."""
    if run is None:
        pages = sum(row.pages for row in batch.rows)
        return f"{count(len(batch.rows), 'letter')}, {count(pages, 'page')}."
    if run.in_doubt:
        one = run.in_doubt[0].letter
        return (
            f"{one} was being handed to {run.wish.printer} when the program stopped. Look at the "
            f"printer: did it come there?"
        )
    handed = f"{len(run.handed)} of {count(len(run.rows), 'letter')} handed to "
    problem = next((row for row in run.left if row.problem), None)
    stopped = f" Stopped at {problem.letter}: {problem.problem}" if problem else ""
    return f"{handed}{run.wish.printer}.{stopped}"


def _cells(row: HandedRow) -> tuple[Cell, ...]:
    of = row.row
    letter = Cell(
        f"{name_of(of.kind)} {row.letter}".strip(),
        (of.addressee, of.reference),
        medium=True,
        elide=0,
    )
    pages = Cell(str(of.pages) if of.pages else "")
    if row.in_doubt:
        return letter, pages, Cell("In doubt", "it was being handed over", "flag", "attention")
    if row.problem:
        return letter, pages, Cell("Not taken", row.problem, "circle-x", "broken")
    if row.job:
        return letter, pages, Cell("Handed over", row.job, "check", "good")
    return letter, pages, Cell("Waits", "" if row.letter else "to be issued", muted=True)
