"""Letters to a printer from the window: chosen, handed over, gone on with, recorded by a person."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from mmd_reviewer.services import print_run
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.forms.remembered import take_up
from mmd_reviewer.ui.letters.print_run_dialog import PrintRunDialog
from tests.printing.making import WISH, Crash, Paper
from tests.ui.dialogs import chord, is_open
from tests.ui.dispatch_store import LETTERS, desk_of
from tests.ui.running import Running, child, click, running, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def window(
    waiting_file: Path, tmp_path: Path, qtbot: object, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Running]:
    take_up({})
    monkeypatch.setattr("mmd_reviewer.bootstrap.CupsPrintSystem", lambda: paper)
    with running(Path(shutil.copy(waiting_file, tmp_path / "s.sqlite"))) as it:
        yield it


def opened(window: Running) -> PrintRunDialog:
    chord(window, "Ctrl+Shift+B")
    click(window, "batchPrint")
    found = child(window, "printRunDialog", PrintRunDialog)
    assert isinstance(found, PrintRunDialog)
    return found


def states(dialog: PrintRunDialog) -> list[str]:
    model = dialog.rows.view.model()
    return [model.index(row, 2).data() for row in range(model.rowCount())]


def printed(desk: Desk) -> int:
    return sum(row.printed is not None for row in desk.store.waiting_letters())


def choose(dialog: PrintRunDialog, name: str = "Office") -> None:
    dialog.choice.printer.setFocus()
    dialog.choice.printer.setCurrentIndex(dialog.choice.printer.findData(name))


def test_no_printer_is_chosen_before_a_person_chose_it(window: Running, paper: Paper) -> None:
    dialog = opened(window)
    assert dialog.choice.printer.currentIndex() == -1
    assert not dialog.accept_button.isEnabled()
    assert dialog.accept_button.toolTip() == "Choose a printer"
    choose(dialog)
    assert [dialog.choice.tray.itemText(n) for n in range(3)] == [
        "As the printer is set",
        "Auto",
        "Tray2",
    ]
    assert dialog.accept_button.label == f"Hand over {LETTERS} letters"
    assert paper.came == []


def test_c4_handed_over_is_not_printed_until_a_person_says_so(
    window: Running, paper: Paper
) -> None:
    dialog = opened(window)
    choose(dialog)
    dialog.choice.sides.setCurrentIndex(2)
    window.press(K.Key_Return, control=True)
    assert len(paper.came) == LETTERS
    assert {wish.sides for wish in paper.wishes} == {"two-sided-long-edge"}
    assert is_open("printRunDialog"), "the table tells what was handed over"
    assert set(states(dialog)) == {"Handed over"}
    assert printed(desk_of(window)) == 0
    assert dialog.accept_button.label == "All handed over"
    assert dialog.record.label == f"Record {LETTERS} letters as printed"
    dialog.rows.view.setFocus()
    window.press(K.Key_Space)
    assert dialog.record.label == "Record 1 letter as printed"
    click(window, "printRunRecord")
    assert printed(desk_of(window)) == 1
    click(window, "printRunRecord")
    assert printed(desk_of(window)) == LETTERS
    assert not is_open("printRunDialog")
    assert words(window) == f"{LETTERS - 1} letters recorded as printed. Nothing was dispatched."


def test_a_letter_that_is_not_taken_is_said_and_the_run_goes_on_from_it(
    window: Running, paper: Paper
) -> None:
    dialog = opened(window)
    fourth = dialog._batch.rows[3].letter
    paper.refuses.add(fourth)
    choose(dialog)
    window.press(K.Key_Return, control=True)
    assert states(dialog)[:5] == ["Handed over"] * 3 + ["Not taken", "Waits"]
    assert dialog.rows.current_row == 3
    assert f"3 of {LETTERS} letters handed to Office. Stopped at {fourth}:" in dialog._found.text()
    window.press(K.Key_Escape)
    paper.refuses.clear()
    chord(window, "Ctrl+Shift+B")
    label = child(window, "batchPrint").label
    assert label == f"Go on printing: {LETTERS - 3} of {LETTERS} left…"
    click(window, "batchPrint")
    again = child(window, "printRunDialog", PrintRunDialog)
    assert again.accept_button.label == f"Go on: {LETTERS - 3} letters left"
    assert again.choice.printer.currentData() == "Office"
    window.press(K.Key_Return, control=True)
    assert len(paper.came) == len(set(paper.came)) == LETTERS
    again.rows.set_current_row(LETTERS - 2)
    click(window, "printRunAgain")
    window.press(K.Key_Return, control=True)
    assert len(paper.came) == LETTERS + 2, "the last two once more, as they were asked for"


def test_after_a_crash_what_is_in_doubt_is_asked_first(window: Running, paper: Paper) -> None:
    desk = desk_of(window)
    dialog = opened(window)
    second = dialog._batch.rows[1].letter
    run = print_run.begin(desk, dialog._batch, WISH)
    paper.crash_after.add(second)
    with pytest.raises(Crash):
        print_run.go_on(desk, run)
    window.press(K.Key_Escape)
    dialog = opened(window)
    assert f"{second} was being handed to Office when the program stopped" in dialog._found.text()
    assert states(dialog)[:3] == ["Handed over", "In doubt", "Waits"]
    assert not dialog.accept_button.isEnabled()
    click(window, "printRunCame")
    assert dialog.accept_button.label == f"Go on: {LETTERS - 2} letters left"
    window.press(K.Key_Return, control=True)
    assert len(paper.came) == len(set(paper.came)) == LETTERS


def test_a_run_that_is_given_up_leaves_its_letters_for_the_next(
    window: Running, paper: Paper
) -> None:
    dialog = opened(window)
    paper.refuses.add(dialog._batch.rows[0].letter)
    choose(dialog)
    window.press(K.Key_Return, control=True)
    click(window, "printRunGiveUp")
    assert not is_open("printRunDialog")
    paper.refuses.clear()
    again = opened(window)
    assert again.run is None
    assert again.choice.printer.currentData() == "Office", "remembered for the batch"
    window.press(K.Key_Return, control=True)
    assert len(paper.came) == LETTERS


def test_without_a_printer_files_are_what_is_left(window: Running, paper: Paper) -> None:
    paper.printers = lambda: ()  # type: ignore[method-assign]
    dialog = opened(window)
    assert "save the letters to files" in dialog.accept_button.toolTip()
