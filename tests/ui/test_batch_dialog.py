"""Print batch and the letters that wait: problems first,
one file or one each, printed and never dispatched.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from mmd_reviewer.domain.errors import Cancelled
from mmd_reviewer.domain.print_batch import Batch
from mmd_reviewer.pdf.read_back import page_sizes
from mmd_reviewer.services import print_batch
from mmd_reviewer.ui.letters.batch_dialog import STOPPED, BatchDialog, coming_friday
from mmd_reviewer.ui.widgets.buttons import RailButton
from tests.making import DAY
from tests.ui.calendar_store import DRAFTED, FINAL_LATE, THIRD_LATE
from tests.ui.dialogs import accept, is_open, on_a_copy, opened, refused, said, the_case, write
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(calendar_file: Path, tmp_path: Path, qtbot: object) -> Iterator[Running]:
    with on_a_copy(calendar_file, tmp_path) as it:
        yield it


def opened_batch(window: Running) -> BatchDialog:
    found = opened(window, "", "Ctrl+Shift+B", "batch")
    assert isinstance(found, BatchDialog)
    return found


def rows_of(dialog: BatchDialog) -> list[tuple[str, str]]:
    model = dialog.rows.view.model()
    return [
        (model.index(row, 0).data(), model.index(row, 3).data()) for row in range(model.rowCount())
    ]


def file_dialog(window: Running, name: str) -> QFileDialog:
    found = child(window, name, QFileDialog)
    assert isinstance(found, QFileDialog)
    return found


def test_the_coming_friday_is_proposed(window: Running) -> None:
    dialog = opened_batch(window)
    assert dialog.due_by.text() == coming_friday(DAY).isoformat() == "2026-11-27"
    assert dialog.rows.view.hasFocus()
    assert dialog._found.text() == "7 letters, 7 pages; 6 to be issued."  # C9: three that are owed
    assert sorted(name for name, _ in rows_of(dialog)) == [
        "Appeal received",
        "Change of the deadline",
        "End of cover",
        "Final notice",
        "Second notice",
        "Third notice",
        "Third notice A-0003-L4",
    ]
    write(window, batchDueBy="2026-11-23")
    window.settle()
    assert len(rows_of(dialog)) == 6
    write(window, batchDueBy="some day")
    window.settle()
    assert len(rows_of(dialog)) == 6, "what cannot be read changes nothing"
    for button in (dialog.accept_button, dialog.each, dialog.to_printer):
        assert not button.isEnabled(), "the letters of another day than the one typed"
        assert button.toolTip() == "Give the day as 2026-12-01, +7 or +2w."
    write(window, batchDueBy="2026-11-27")
    window.settle()
    assert dialog.accept_button.isEnabled()


def test_a_batch_that_is_saved_is_not_begun_again_beside_it(
    window: Running, tmp_path: Path
) -> None:
    dialog = opened_batch(window)
    dialog.save_to(tmp_path / "batch.pdf")
    for button in (dialog.accept_button, dialog.each, dialog.to_printer):
        assert not button.isEnabled()
        assert button.toolTip() == "The batch is being saved"
    dialog.look()
    window.settle()
    assert not is_open("batchDialog")


def test_d5_problems_stand_first_and_are_left_out(
    window: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter that fails its checks is left out and listed first, never silently."""
    desk = window.desk_window.reviewing.desk
    plan = print_batch.plan(desk, coming_friday(DAY))
    bad = next(row for row in plan.rows if row.number == THIRD_LATE)

    def with_a_problem(*given: object, **more: object) -> Batch:
        rows = tuple(row for row in plan.rows if row is not bad)
        return Batch((replace(bad, problem="A character cannot be printed."),), rows)

    monkeypatch.setattr(print_batch, "plan", with_a_problem)
    dialog = opened_batch(window)
    assert rows_of(dialog)[0] == ("Third notice", "Left out")
    assert dialog._found.text().endswith("; 1 letter left out.")


def test_enter_looks_at_a_letter_of_the_batch(window: Running) -> None:
    """A draft for what is still to be issued, the stored one for what is."""
    dialog = opened_batch(window)
    names = [name for name, _ in rows_of(dialog)]
    window.press(K.Key_Escape)
    for name, issued in (("Final notice", False), ("Third notice A-0003-L4", True)):
        dialog = opened_batch(window)
        dialog.rows.set_current_row(names.index(name))
        window.press(K.Key_Return)
        assert not is_open("batchDialog")
        shown = window.desk_window.rooms.letter.shown
        assert window.shown() == "letter"
        assert shown is not None
        assert (shown.issued is not None) is issued


def test_c4_one_file_then_nothing_is_left_to_print(window: Running, tmp_path: Path) -> None:
    """C4: issued and printed, never dispatched; printed once,
    a letter comes again only when it is asked for.
    """
    dialog = opened_batch(window)
    accept(window)
    files = file_dialog(window, "batchFile")
    assert files.defaultSuffix() == "pdf"
    assert not dialog.accept_button.isEnabled()
    files.reject()
    window.settle()
    assert dialog.accept_button.isEnabled(), "without a file it can be tried again"
    accept(window)
    file_dialog(window, "batchFile").fileSelected.emit(str(tmp_path / "batch.pdf"))
    window.settle()
    assert not is_open("batchDialog")
    assert words(window) == "7 letters saved and recorded as printed. Nothing was dispatched."
    pages = page_sizes((tmp_path / "batch.pdf").read_bytes())
    assert len(pages) >= 11
    for number in (FINAL_LATE, THIRD_LATE, DRAFTED):
        issued = the_case(window, number).letters[-1]
        assert (issued.printed, issued.dispatched) == (DAY, None)
    dialog = opened_batch(window)
    assert dialog._found.text() == "There is nothing to print."
    assert dialog.accept_button.toolTip() == "There is nothing to print"
    assert not dialog.each.isEnabled()
    dialog.accept_button.setEnabled(True)
    refused(window, dialog, "There is nothing to print.", "batchDueBy")
    dialog.reprint.setFocus()
    window.press(K.Key_Space)
    assert len(rows_of(dialog)) == 7
    assert {check for _, check in rows_of(dialog)} == {"Printed again"}


def test_one_each_into_a_folder_overwrites_nothing(window: Running, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / f"{DRAFTED}_notice_third_2026-11-23.pdf").write_bytes(b"mine")
    opened_batch(window)
    click(window, "batchEach")
    files = file_dialog(window, "batchFolder")
    assert files.fileMode() == QFileDialog.FileMode.Directory
    files.fileSelected.emit(str(folder))
    window.settle()
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 8
    assert (folder / f"{DRAFTED}_notice_third_2026-11-23.pdf").read_bytes() == b"mine"
    assert f"{DRAFTED}_notice_third_2026-11-23 (2).pdf" in names
    assert not [name for name in names if name.endswith(".part")]
    assert the_case(window, DRAFTED).letters[-1].printed == DAY


def test_cancelled_nothing_is_printed(
    window: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped in between, what was issued stays issued;
    no file, no record; the next run goes on.
    """
    real = print_batch.compose

    def stopped(*given: object) -> object:
        raise Cancelled

    monkeypatch.setattr(print_batch, "compose", stopped)
    dialog = opened_batch(window)
    dialog.save_to(tmp_path / "batch.pdf")
    window.settle()
    assert said(dialog) == STOPPED
    assert not (tmp_path / "batch.pdf").exists()
    assert [row.printed for row in the_case(window, FINAL_LATE).letters][-1] is None
    assert dialog._found.text() == "7 letters, 7 pages; 0 to be issued."
    monkeypatch.setattr(print_batch, "compose", real)
    dialog.save_to(tmp_path / "no" / "folder.pdf")
    window.settle()
    assert "does not exist" in said(dialog)
    assert dialog.accept_button.isEnabled()
    dialog.save_to(tmp_path / "batch.pdf")
    window.settle()
    assert the_case(window, FINAL_LATE).letters[-1].printed == DAY


def test_the_rail_leads_to_the_batch(window: Running) -> None:
    """The rail's group *Letters*: to print, to dispatch."""
    counts = {
        name: child(window, f"rail_{name}", RailButton).count for name in ("print", "dispatch")
    }
    assert counts == {"print": 1, "dispatch": 1}
    click(window, "rail_print")
    assert is_open("batchDialog")
