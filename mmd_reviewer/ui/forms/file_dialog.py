"""Asking for a file, without blocking: one to read, or where to save one; and saving it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mmd_reviewer.ui.forms.remembered import FOLDER, kept, remember
from mmd_reviewer.ui.reviewing.say import DEED

if TYPE_CHECKING:  # the window is painted before the desk is imported
    from mmd_reviewer.ui.reviewing.reviewing import Reviewing


def ask_file(
    parent: QWidget,
    title: str,
    chosen: Callable[[Path], object],
    *,
    name: str = "",
    filters: str = "",
    given_up: Callable[[], object] | None = None,
) -> QFileDialog:
    """Ask for a file that is there; `given_up` is called when none is chosen."""
    dialog = _dialog(parent, title, chosen, name, "", filters, given_up)
    dialog.open()
    return dialog


def ask_where(
    parent: QWidget,
    title: str,
    file: str,
    chosen: Callable[[Path], object],
    *,
    name: str,
    filters: str = "",
    ending: str = "",
    given_up: Callable[[], object] | None = None,
) -> QFileDialog:
    """Ask where to save; `file` is the name proposed, `ending`
    that of the kind chosen, which every name gets.
    """
    dialog = _dialog(
        parent, title, lambda path: chosen(_ending_in(path, ending)), name, file, filters, given_up
    )
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.open()
    return dialog


def _ending_in(path: Path, ending: str) -> Path:
    """The path with the ending of the kind that is written;
    a file of that name, which nobody agreed to, stays.
    """
    if not ending or path.suffix.casefold() == f".{ending}":
        return path
    wanted, number = path.with_suffix(f".{ending}"), 2
    while wanted.exists():
        wanted, number = path.with_name(f"{path.stem} ({number}).{ending}"), number + 1
    return wanted


def ask_folder(
    parent: QWidget, title: str, chosen: Callable[[Path], object], *, name: str
) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(parent, title, chosen, name)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.open()
    return dialog


def _dialog(
    parent: QWidget,
    title: str,
    chosen: Callable[[Path], object],
    name: str,
    file: str = "",
    filters: str = "",
    given_up: Callable[[], object] | None = None,
) -> QFileDialog:
    """Each purpose, by the dialog's name, begins in the folder in
    which it ended last, at first at home.
    """
    folder = Path(kept().get(f"{FOLDER}{name}", Path.home()))
    dialog = QFileDialog(
        parent, title, str((folder if folder.is_dir() else Path.home()) / file), filters
    )
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def on_selected(path: str) -> None:
        if name:
            remember(f"{FOLDER}{name}", str(Path(path).absolute().parent))
        chosen(Path(path))

    dialog.fileSelected.connect(on_selected)
    if given_up is not None:
        dialog.rejected.connect(given_up)
    return dialog


def save_file(reviewing: Reviewing, path: Path, make: Callable[[], bytes]) -> None:
    """Make a file on the worker, write it whole, and say where it is."""
    files = reviewing.desk.files
    reviewing.read(
        f"save {path}",
        lambda: files.write(path, make()),
        lambda _: reviewing.say.show_message(DEED, f"Saved as {path}.", "info"),
    )
