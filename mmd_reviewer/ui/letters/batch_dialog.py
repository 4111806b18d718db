"""Print batch: what is due and what waits, checked, then one file;
printed is recorded, dispatched never (C4, D5).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.period import count, on_screen
from mmd_reviewer.domain.print_batch import Batch, BatchRow
from mmd_reviewer.domain.print_run import PrintRun
from mmd_reviewer.services import print_batch, print_run
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.forms.day_text import day_fault, parse_day
from mmd_reviewer.ui.forms.dialogs import Missing, Pending
from mmd_reviewer.ui.forms.file_dialog import ask_folder, ask_where
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.letters.print_run_dialog import PrintRunDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.fields import Field
from mmd_reviewer.ui.widgets.labels import Label, row_of
from mmd_reviewer.ui.widgets.tick import Tick

COLUMNS = (
    Column("letter", "Letter", 0, hideable=False),
    Column("dated", "Dated", 150),
    Column("pages", "Pages", 70, "right"),
    Column("check", "Check", 240),
)
FRIDAY = 4
BUSY, NOTHING = "The batch is being saved", "There is nothing to print"
STOPPED = (
    "Stopped: nothing is recorded as printed. What was issued stays issued; the next run goes on "
    "from there."
)


def coming_friday(day: date) -> date:
    """The Friday of the week, today included."""
    return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


class BatchDialog(RowsDialog):
    """Reads the plan whenever the day changes; `print` writes the file and records it."""

    def __init__(self, reviewing: Reviewing, parent: QWidget) -> None:
        super().__init__(
            parent,
            "Print batch",
            "Save one file…",
            COLUMNS,
            name="batch",
            sentence="Due notices are issued. Letters are put into one file that prints right on "
            "both sides, with a list in front, and recorded as printed; or they go to a printer, "
            "one job each. Post them in the portal, then record each dispatch.",
        )
        self._reviewing, self._window = reviewing, parent
        self._plan = Batch((), ())
        self._busy = False
        self.due_by = Field("batchDueBy", "Notices due by", "2026-12-01, +7 or +2w")
        self.reprint = Tick("Also letters that were printed and not dispatched", "batchReprint")
        self.each = PushButton("Save each…", "batchEach")
        self.to_printer = PushButton("Print…", "batchPrint")
        self._found = Label("", "muted", wrap=True)
        self._fill()

    def _fill(self) -> None:
        self.due_by.setText(coming_friday(self._reviewing.day).isoformat())
        self.add_row("Due by", self.due_by)
        self.add_row("", self.reprint, self._found)
        more = row_of(self.to_printer, self.each, stretch=True)
        self.form.addLayout(more, self.form.rowCount(), 1)
        self.each.clicked.connect(self._ask_folder)
        self.to_printer.clicked.connect(self._on_to_printer_clicked)
        self.due_by.textChanged.connect(self.look)
        self.reprint.toggled.connect(self.look)
        self.rows.opened.connect(self._on_row_opened)
        self.check = self._ask_file
        self.look()

    def look(self) -> None:
        """Read again what would be printed."""
        day = parse_day(self.due_by.text(), self._reviewing.day)
        if day is None:  # what it would be for is not known: the plan of another day is not printed
            self._let(day_fault(self.due_by.text(), self._reviewing.day))
            return
        desk, again = self._reviewing.desk, self.reprint.isChecked()
        self._reviewing.read(
            "batch",
            lambda: (print_batch.plan(desk, day, reprint=again), print_run.waiting(desk)),
            self._show,
        )

    def _show(self, found: tuple[Batch, PrintRun | None]) -> None:
        self._plan, run = found
        plan = self._plan
        self.show_rows([_cells(row) for row in (*plan.left_out, *plan.rows)])
        pages = sum(row.pages for row in plan.rows)
        words = (
            f"{count(len(plan.rows), 'letter')}, {count(pages, 'page')}; {plan.to_issue} to be "
            f"issued"
        )
        left = f"; {count(len(plan.left_out), 'letter')} left out" if plan.left_out else ""
        self._found.setText(
            f"{words}{left}." if plan.rows or plan.left_out else "There is nothing to print."
        )
        self._let("" if plan.rows else NOTHING)
        self.to_printer.set_label("Print…")
        if run is not None:  # a letter is never printed by two runs
            self.to_printer.set_label(f"Go on printing: {len(run.left)} of {len(run.rows)} left…")
            self.to_printer.set_reason(BUSY if self._busy else "")

    def _let(self, reason: str) -> None:
        """What may be printed now; a letter is never printed twice at once."""
        for button in (self.accept_button, self.each, self.to_printer):
            button.set_reason(BUSY if self._busy else reason)

    def _on_row_opened(self, place: int) -> None:
        """Look at a letter: the batch is made anew when it is opened again."""
        row = (*self._plan.left_out, *self._plan.rows)[place]
        self.reject()
        self._reviewing.letter_wanted.emit(row.number, row.letter or row.kind)

    def _ask_file(self) -> object:
        if not self._plan.rows:
            return Missing("There is nothing to print.", self.due_by)
        name = f"print-batch-{self._reviewing.day.isoformat()}.pdf"
        ask_where(
            self,
            "Save the batch",
            name,
            self.save_to,
            name="batchFile",
            filters="PDF (*.pdf)",
            ending="pdf",
            given_up=lambda: self.accept_button.setEnabled(True),
        )
        return Pending()

    def _on_to_printer_clicked(self) -> None:
        self.reject()
        PrintRunDialog(self._reviewing, self._window, self._plan).open()

    def _ask_folder(self) -> None:
        ask_folder(self, "A folder for one file each", self.save_to, name="batchFolder")

    def save_to(self, path: Path) -> None:
        """Issue, compose, write, record, with progress and Cancel;
        stopped, the next run goes on from there.
        """
        desk, plan = self._reviewing.desk, self._plan
        self._busy = True
        self._let(BUSY)
        self._reviewing.job(
            "Printing the batch",
            partial(write_batch, desk, plan, path),
            self._on_written,
            self._on_failed,
            stores=True,
        )

    def _on_written(self, rows: tuple[BatchRow, ...]) -> None:
        words = (
            f"{count(len(rows), 'letter')} saved and recorded as printed. Nothing was dispatched."
        )
        self._reviewing.say.show_message(DEED, words, "info")
        self.finish()

    def _on_failed(self, error: Exception) -> None:
        stopped = isinstance(error, Cancelled) or isinstance(error.__cause__, Cancelled)
        self._busy = False
        self.fail(STOPPED if stopped else str(error))
        self.look()


def write_batch(desk: Desk, plan: Batch, path: Path, job: Job) -> tuple[BatchRow, ...]:
    """Files and the record that they were printed, together or not at all; on the worker.

    `path` is the file for all of them, or a folder for one file each, in which nothing is
    overwritten.
    """
    if not path.is_dir():  # before a letter is issued for nothing
        desk.files.check(path)
    return print_batch.carry_out(desk, plan, path, job)[0]


def _cells(row: BatchRow) -> tuple[Cell, ...]:
    kind = print_batch.kind_words(row)
    name = f"{kind} {row.letter}".strip()
    first = Cell(name, (row.addressee, row.reference), medium=True, elide=0)
    dated, pages = Cell(on_screen(row.dated)), Cell(str(row.pages) if row.pages else "")
    if row.problem:
        return first, dated, pages, Cell("Left out", row.problem, "circle-x", "broken")
    if row.printed is not None:
        return (
            first,
            dated,
            pages,
            Cell("Printed again", f"first on {on_screen(row.printed)}", "flag", "attention"),
        )
    words = "Checked" if row.letter else "Checked, to be issued"
    return first, dated, pages, Cell(words, "", "check", "good")
