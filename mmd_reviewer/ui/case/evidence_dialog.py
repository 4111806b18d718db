"""Evidence of a case: files by name and size, added, saved, opened on request only."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.case import Case, Evidence
from mmd_reviewer.domain.evidence import may_open, name_on_disk
from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.readers.bounded import read_bounded
from mmd_reviewer.services import evidence
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.services.read.shown import Shown
from mmd_reviewer.ui.forms.deed_form import on_case
from mmd_reviewer.ui.forms.dialogs import Pending
from mmd_reviewer.ui.forms.file_dialog import ask_file, ask_where, save_file
from mmd_reviewer.ui.forms.rows_dialog import RowsDialog
from mmd_reviewer.ui.reviewing.reviewing import Reviewing
from mmd_reviewer.ui.widgets.buttons import PushButton
from mmd_reviewer.ui.widgets.choice import Choice
from mmd_reviewer.ui.widgets.columns import Cell, Column
from mmd_reviewer.ui.widgets.labels import row_of

COLUMNS = (
    Column("name", "File", 0, hideable=False),
    Column("about", "About", 180),
    Column("size", "Size", 100, "right"),
    Column("added", "Added", 180),
)
KILO = 1024
OPENED, DAY = "mmd-reviewer-opened-", 86_400  # copies that other programs show; seconds


def size_words(size: int) -> str:
    """`840 bytes`, `12 KB`, `3.4 MB`."""
    if size < KILO:
        return f"{size} bytes"
    return f"{size / KILO:.0f} KB" if size < KILO * KILO else f"{size / KILO / KILO:.1f} MB"


class EvidenceDialog(RowsDialog):
    """The files of one case."""

    def __init__(self, reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
        super().__init__(
            parent,
            f"Evidence of {shown.case.number}",
            "Attach a file…",
            COLUMNS,
            name="evidence",
            sentence="Files are kept in the store by their hash and checked by verify. Nothing is "
            "opened by itself.",
            nothing="No file is attached.",
        )
        self._reviewing, self._number = reviewing, shown.case.number
        self._files: tuple[Evidence, ...] = ()
        names = [(row.code, row.name) for row in shown.edition.conditions]
        abouts = [
            ("case", "The case"),
            ("revocation", "The revocation"),
            ("appeal", "The appeal"),
            *names,
        ]
        self._names = dict(abouts)
        self.about = Choice("About", "evidenceAbout", abouts, clearable=False)
        self.save = PushButton("Save a copy…", "evidenceSave")
        self.open_file = PushButton("Open", "evidenceOpen")
        self._fill(shown.case)

    def _fill(self, case: Case) -> None:
        self.about.set_code("case")
        self.add_row("About", self.about)
        self.form.addLayout(
            row_of(self.save, self.open_file, stretch=True), self.form.rowCount(), 1
        )
        self.save.clicked.connect(self._on_save_clicked)
        self.open_file.clicked.connect(self._on_open_clicked)
        self.rows.opened.connect(lambda _row: self._on_open_clicked())
        self.cancel_button.set_label("Close")
        self.accept_button.set_reason(self._reviewing.locked)
        self.check = self._ask_file
        self._show(case)

    def _show(self, case: Case) -> None:
        self._files = case.evidence
        self.show_rows([self._cells(row) for row in self._files])
        for button in (self.save, self.open_file):
            button.set_reason("" if self._files else "No file is attached")

    def _cells(self, row: Evidence) -> tuple[Cell, ...]:
        about = self._names.get(row.file.about, row.file.about)
        return (
            Cell(row.file.name, f"SHA-256 {row.file.sha256[:16]}…", medium=True),
            Cell(about),
            Cell(size_words(row.file.size)),
            Cell(on_screen(row.day), row.by),
        )

    def _ask_file(self) -> object:
        ask_file(
            self,
            "Attach a file",
            self.attach,
            name="evidenceFile",
            filters="All files (*)",
            given_up=lambda: self.accept_button.setEnabled(True),
        )
        return Pending()

    def attach(self, path: Path) -> None:
        """Keep a file with the case."""
        desk, number, about = self._reviewing.desk, self._number, self.about.code or "case"
        self._reviewing.deed(
            lambda: evidence.attach(desk, desk.case(number), path.name, read_bounded(path), about),
            self._on_attached,
            said=f"{path.name} is attached to {number}.",
            failed=self.refuse,
            in_dialog=True,
        )

    def _on_attached(self, cases: tuple[Case, ...]) -> None:
        if not shiboken6.isValid(self):
            return
        self.accept_button.setEnabled(True)
        self.show_error("")
        self._show(cases[0])

    def _chosen(self) -> Evidence | None:
        row = self.current_row()
        return self._files[row] if 0 <= row < len(self._files) else None

    def _on_save_clicked(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            ask_where(
                self,
                "Save a copy",
                name_on_disk(chosen.file.name),
                partial(self._write, chosen),
                name="evidenceCopy",
            )

    def _write(self, chosen: Evidence, path: Path) -> None:
        desk = self._reviewing.desk
        save_file(
            self._reviewing,
            path,
            lambda: evidence.content_of(desk, chosen.file.sha256, chosen.file.name),
        )

    def _on_open_clicked(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._reviewing.read("evidence", _unpacked(self._reviewing.desk, chosen), self._open)

    def _open(self, path: str) -> None:
        if not path:
            self.show_error(
                "This kind of file may run code: save a copy and let it be checked, it is not "
                "opened here."
            )
            return
        self._reviewing.closing.connect(partial(_remove, Path(path).parent))
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.show_error("No program of this computer opens it: save a copy.")


def _remove(folder: Path) -> None:
    """Windows deletes no file that may only be read."""
    with suppress(OSError):
        for file in folder.iterdir():
            file.chmod(0o600)
    shutil.rmtree(folder, ignore_errors=True)


def _unpacked(desk: Desk, chosen: Evidence) -> Callable[[], str]:
    """A copy beside the temporary files for the program that shows it;
    "" for what is never opened.
    """

    def read() -> str:
        content = evidence.content_of(desk, chosen.file.sha256, chosen.file.name)
        if not may_open(chosen, content):
            return ""
        for old in Path(tempfile.gettempdir()).glob(f"{OPENED}*"):  # of a program that was killed
            if old.stat().st_mtime < time.time() - DAY:
                _remove(old)
        path = Path(tempfile.mkdtemp(prefix=OPENED)) / name_on_disk(chosen.file.name)
        path.write_bytes(content)
        path.chmod(0o400)
        return str(path)

    return read


@on_case
def show_evidence(reviewing: Reviewing, parent: QWidget, shown: Shown) -> None:
    """Open the dialog on a case."""
    EvidenceDialog(reviewing, parent, shown).open()
