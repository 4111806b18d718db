"""What is done with the register: a file of the rows shown, or the same on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from mmd_reviewer.domain.deed import Job
from mmd_reviewer.domain.register import amount
from mmd_reviewer.services.read.register_file import FORMATS, PDF, XLSX, make_file
from mmd_reviewer.services.read.register_rows import Arranged
from mmd_reviewer.services.register import RegisterBook
from mmd_reviewer.ui.forms.file_dialog import ask_where
from mmd_reviewer.ui.forms.print_sheets import SheetPrinting
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.reviewing.say import DEED


class Place(Protocol):
    """Where the register is shown."""

    book: RegisterBook | None
    shown: Arranged  # filtered and in order


class RegisterExport(QObject):
    """Export and print; both honour filter and order on screen."""

    def __init__(self, reviewing: Reviewing, place: Place, widget: QWidget) -> None:
        super().__init__(widget)
        self.reviewing, self._place, self._widget = reviewing, place, widget

    def export(self) -> None:
        """Ask for a file; its ending says which format."""
        book = self._place.book
        if book is None:
            return
        name = f"register_{book.register.day.isoformat()}.{XLSX}"
        dialog = ask_where(
            self._widget,
            "Export the register",
            name,
            self.export_to,
            name="exportRegisterDialog",
            filters=";;".join(FORMATS.values()),
        )
        dialog.setDefaultSuffix(XLSX)
        dialog.filterSelected.connect(lambda words: _take_format(dialog, _format_of(words)))

    def export_to(self, path: Path) -> None:
        """Write the rows shown; the format is that of the file's ending."""
        kind = path.suffix.casefold().lstrip(".")
        if kind not in FORMATS:
            self.reviewing.say.show_message(
                DEED, "Name a file that ends in .xlsx, .csv or .pdf.", "amber"
            )
            return
        make = self._maker(kind)
        if make is None:
            return
        shown, say, files = self._place.shown, self.reviewing.say, self.reviewing.desk.files
        found = shown.rows if shown.decisions is None else shown.decisions
        number = amount(len(found), "row")

        def write(job: Job) -> None:
            files.write(path, make(job))

        said = f"{number} exported to {path}."
        self.reviewing.job(
            f"Exporting {path.name}", write, lambda _: say.show_message(DEED, said, "info")
        )

    def _maker(self, kind: str) -> Callable[[Job], bytes] | None:
        """What makes the file of what is on screen now, whatever is shown later."""
        book, shown, desk = self._place.book, self._place.shown, self.reviewing.desk
        return None if book is None else lambda job: make_file(desk, book, shown, kind, job)

    def print(self) -> None:
        """The rows shown, on paper."""
        make = self._maker(PDF)
        if make is not None:
            self.reviewing.job("Preparing the pages", make, self._ask_printer)

    def _ask_printer(self, pdf: bytes) -> None:
        SheetPrinting(self.reviewing, pdf, "Register", self._on_printed, self._widget).ask()

    def _on_printed(self, problem: str) -> None:
        words = f"did not go to the printer. {problem}" if problem else "was handed to the printer."
        self.reviewing.say.show_message(
            "print", f"The register {words}", "red" if problem else "info"
        )


def _take_format(dialog: QFileDialog, kind: str) -> None:
    """The name shown ends as the kind chosen does."""
    dialog.setDefaultSuffix(kind)
    for name in dialog.selectedFiles()[:1]:
        dialog.selectFile(Path(name).with_suffix(f".{kind}").name)


def _format_of(words: str) -> str:
    return next(kind for kind, text in FORMATS.items() if text == words)
