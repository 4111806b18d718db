"""Importing a file: always a preview first;
nothing is stored until the reviewer says so (mock-up 07).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.intake import Imported, Plan, ReadFile, ReadWish
from mmd_reviewer.services.read.import_preview import (
    ALL,
    Preview,
    counts_words,
    how_read,
    plan_again,
    read_and_plan,
)
from mmd_reviewer.services.related import import_and_link
from mmd_reviewer.ui.intake.import_layout import ImportLayout
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

FILTER = "Requests (*.csv *.xlsx *.xlsm *.json *.txt *.tsv);;All files (*)"
CAUSE = "import"


class ImportView(ImportLayout):
    """`finished` gives the numbers of new and amended cases."""

    view_id = "import"
    finished = Signal(list)

    def __init__(self, reviewing: Reviewing) -> None:
        super().__init__(reviewing)
        self._paths: list[str] = []
        self._preview: Preview | None = None
        self._running = False
        self._connect()
        self._clear(
            "Choose a file to import", "A portal export (JSON) or a table of requests (CSV, XLSX)."
        )

    def _connect(self) -> None:
        registry = self.reviewing.registry
        self.choose_button.clicked.connect(self.choose_files)
        self.cancel_button.clicked.connect(self.cancel)
        self.import_button.clicked.connect(self.run)
        self.group.buttonClicked.connect(self._show_group)
        self.list.row_changed.connect(self._show_details)
        self.customer.returnPressed.connect(self._on_customer_return_pressed)
        self.apply_button.clicked.connect(self._on_customer_return_pressed)
        self.reading_wanted.connect(self._read)
        registry.bind("file.import", self.choose_files)
        self.offer_changed.connect(self._show_details)
        registry.bind_all("import", {"run": self.run, "cancel": self.cancel})

    def activate(self) -> None:
        """The rows take the keys."""
        first = self.list if self.pages.currentWidget() is self.list else self.choose_button
        first.setFocus()

    def panes(self) -> list[QWidget]:
        """Counters, rows, details."""
        return [self.tabs[ALL], self.list, self.pane, self.import_button]

    def choose_files(self) -> None:
        """Ask for files without blocking."""
        _files_dialog(self.window(), self.open_files).open()

    def open_files(self, paths: list[str]) -> None:
        """Read files and show what importing them would do."""
        if not paths:
            return
        if self._running:
            self.reviewing.say.show_message(
                CAUSE, "Wait for the running import, or cancel it.", "amber"
            )
            return
        self._paths = list(paths)
        self.reviewing.say.clear_message(CAUSE)
        self.customer.clear()
        self.forget_wishes()
        self._read()
        self.reviewing.say.show_view(self.view_id)

    def _read(self) -> None:
        self._clear("Reading", "Nothing is stored until you import.")
        self.title.setText(f"Import {_names(self._paths)}")
        desk, wish, customer = self.reviewing.desk, self.wish, self.customer.text().strip()
        self._start(f"Reading {_names(self._paths)}")
        self.reviewing.job(
            f"Reading {_names(self._paths)}",
            lambda job: read_and_plan(desk, _read, self._paths, customer, job, wish),
            self._show,
            self._on_reading_failed,
        )

    def _clear(self, title: str, sentence: str) -> None:
        self._preview = None
        self.title.setText("Import")
        self.subtitle.setText("")
        self.note.setText("")
        self.customer_row.hide()
        self.offer_readings(())
        for tab in self.tabs.values():
            tab.set_number(0)
        self.tabs[ALL].setChecked(True)
        self.model.show(Plan((), ()), ())
        self.related.look(Plan((), ()))
        self.pane.show_row(None, None, ())
        self.empty.show_text(title, sentence)
        self.pages.setCurrentWidget(self.empty)
        self._offer()

    def _start(self, words: str) -> None:
        self._running = True
        self.subtitle.setText(words)
        self._offer()

    def _offer(self) -> None:
        count = self._preview.to_store if self._preview is not None else 0
        self.import_button.set_label(_import_words(count))
        reason = self.reviewing.locked or ("" if count else "There is nothing to store")
        self.import_button.set_reason("It is running" if self._running else reason)
        self.choose_button.setEnabled(not self._running)
        self.apply_button.setEnabled(not self._running)

    def _show(self, preview: Preview) -> None:
        self._running, self._preview = False, preview
        self.related.look(preview.plan)
        for name, tab in self.tabs.items():
            tab.set_number(len(preview.groups[name]))
        self.subtitle.setText(_how(preview))
        self.note.setText(_incomplete(preview.incomplete))
        self.customer_row.setVisible(bool(preview.unnamed))
        self.offer_readings([file.reading for file in preview.files])
        self._show_group()
        self._offer()
        if self.isVisible() and not self.customer.hasFocus():
            self.activate()

    def _show_group(self) -> None:
        preview = self._preview
        if preview is None:
            return
        name = next(name for name, tab in self.tabs.items() if tab.isChecked())
        self.model.show(preview.plan, preview.groups[name])
        if not self.model.rowCount():
            self.empty.show_text(*_no_rows(preview.plan))
            self.pages.setCurrentWidget(self.empty)
            self._show_details()
            return
        self.pages.setCurrentWidget(self.list)
        self.list.set_current_row(0)

    def _show_details(self) -> None:
        preview = self._preview
        if preview is None:
            return
        row = self.model.row_at(self.list.current_row)
        readings = dict(preview.plan.readings)
        file = row.file if row is not None else next(iter(readings), "")
        whole = [problem for problem in preview.plan.problems if problem.row is None]
        offer = self.related.offer(self.model.place_of(self.list.current_row))
        self.pane.show_row(row, readings.get(file), whole, preview.plan.dispatches, offer)

    def _on_customer_return_pressed(self) -> None:
        preview, customer, desk = self._preview, self.customer.text().strip(), self.reviewing.desk
        if preview is None or self._running:
            return
        self._start("Planning again")
        self.reviewing.job(
            "Planning the import",
            lambda job: plan_again(desk, preview.files, customer, job),
            self._show,
            self._on_storing_failed,
        )

    def run(self) -> None:
        """Store what the preview says, as one deed."""
        preview, desk = self._preview, self.reviewing.desk
        if preview is None or self._running or not preview.to_store or self.reviewing.read_only:
            return
        links = self.related.take_links()
        self._start(f"Storing {preview.to_store:,} rows. Cancel leaves nothing behind.")
        self.reviewing.job(
            "Importing",
            lambda job: import_and_link(desk, preview.plan, links, job),
            partial(self._on_stored, len(preview.files)),
            self._on_storing_failed,
            stores=True,
        )

    def _on_stored(self, files: int, done: Imported) -> None:
        self._running = False
        words = counts_words(done.imported, done.amended, done.skipped, done.failed)
        names = _names(self._paths) if files else ""
        self._clear("Choose a file to import", "")
        say = self.reviewing.say
        say.show_message(
            CAUSE, f"from {names}: {words}.", "info", strong=f"{done.rows:,} rows read"
        )
        self.finished.emit(list(done.cases))
        say.show_view("queue")

    def _on_storing_failed(self, error: Exception) -> None:
        self._running = False
        if self._preview is not None:
            self.subtitle.setText(_how(self._preview))
        self._offer()
        self.reviewing.failures.tell(error)

    def _on_reading_failed(self, error: Exception) -> None:
        self._running = False
        self._clear("Nothing was read", "Choose another file.")
        self.reviewing.failures.tell(error)
        if isinstance(error, Cancelled):
            self.reviewing.say.show_view("queue")

    def cancel(self) -> None:
        """Stop what runs, leaving nothing behind; else leave the preview."""
        if self._running:
            self.reviewing.work.cancel_running()
            return
        self._clear("Choose a file to import", "")
        self.reviewing.say.show_view("queue")


def _read(path: Path, zone: str, job: Job, wish: ReadWish) -> ReadFile:
    # Readers bring parsers that the window does not need before a file is opened.
    from mmd_reviewer.readers import read_file

    return read_file(path, zone, job, wish)


def _import_words(count: int) -> str:
    return "Import 1 row" if count == 1 else f"Import {count:,} rows" if count else "Import"


def _no_rows(plan: Plan) -> tuple[str, str]:
    title = "No rows here" if plan.rows else "There are no rows to import"
    beside = "What is wrong with the file is said beside."
    return title, beside if plan.problems else "Choose another counter."


def _incomplete(count: int) -> str:
    verb = "is" if count == 1 else "are"
    return f"{count:,} of the new rows {verb} incomplete" if count else ""


def _files_dialog(parent: QWidget, chosen: Callable[[list[str]], None]) -> QFileDialog:
    dialog = QFileDialog(parent, "Import requests")
    dialog.setObjectName("importDialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(FILTER)
    dialog.filesSelected.connect(chosen)
    return dialog


def _names(paths: list[str]) -> str:
    return Path(paths[0]).name if len(paths) == 1 else f"{len(paths)} files"


def _how(preview: Preview) -> str:
    if len(preview.files) == 1:
        return f"{how_read(preview.files[0])}. Nothing is stored until you import."
    rows = sum(len(file.rows) for file in preview.files)
    names = ", ".join(file.file for file in preview.files)
    return f"{rows:,} rows in {names}. Nothing is stored until you import."
