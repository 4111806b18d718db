"""The letter: its copies, and its pages at the printer."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from mmd_reviewer.domain.print_run import PrintWish
from mmd_reviewer.pdf.read_back import page_sizes, read_pages
from mmd_reviewer.services import letter
from mmd_reviewer.services.desk import Desk
from mmd_reviewer.ui.forms.print_choice import remember_wish, remembered_wish
from mmd_reviewer.ui.forms.print_sheets import SheetPrinting
from mmd_reviewer.ui.forms.remembered import take_up
from tests.making import DAY
from tests.ui.letter_store import LONG, decided, opened, two_requests
from tests.ui.running import Running, child, click, words

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """The application outlives the tests."""
    take_up({})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return two_requests(tmp_path)


def save_to(window: Running, path: Path) -> None:
    window.press(K.Key_S, control=True)
    dialog = child(window, "saveCopyDialog", QFileDialog)
    assert dialog.defaultSuffix() == "pdf"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    window.settle()


def test_a_copy_is_a_marked_draft_before_and_the_stored_bytes_after(
    window: Running, desk: Desk, tmp_path: Path
) -> None:
    decided(desk)
    opened(window)
    save_to(window, tmp_path / "draft.pdf")
    assert "DRAFT" in read_pages((tmp_path / "draft.pdf").read_bytes())[0].text
    assert words(window) == f"Saved as {tmp_path / 'draft.pdf'}."
    click(window, "issueButton")
    save_to(window, tmp_path / "letter.pdf")
    issued = desk.case("A-0001").letters[0]
    assert (tmp_path / "letter.pdf").read_bytes() == letter.stored(desk, issued)
    save_to(window, tmp_path / "no" / "folder.pdf")
    assert "does not exist" in words(window)


def test_printing_waits_for_issuing_and_records_only_what_is_said(
    window: Running, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(desk)
    view = opened(window)
    window.press(K.Key_P, control=True)
    assert words(window) == "Issue the letter first; a draft can be saved."
    click(window, "issueButton")
    asked: list[tuple[str, bytes]] = []

    class Fake:
        def __init__(
            self, reviewing: object, pdf: bytes, number: str, done: Any, *_: object
        ) -> None:
            asked.append((number, pdf))
            self.ask = lambda: done("")

    monkeypatch.setattr("mmd_reviewer.ui.letters.letter_commands.SheetPrinting", Fake)
    click(window, "printButton")
    issued = desk.case("A-0001").letters[0]
    assert asked == [("A-0001-L1", letter.stored(desk, issued))]
    assert words(window, "print") == "A-0001-L1 was handed to the printer. Did it come out right?"
    assert issued.printed is None
    bar = window.program.window.message_bar
    bar._rows["print"].button.click()
    window.settle()
    assert desk.case("A-0001").letters[0].printed == DAY
    assert words(window, "print") == ""
    view.deeds._printed("A-0001-L1", "Office is out of paper.")
    refused = "The printer did not take A-0001-L1. Office is out of paper."
    assert words(window, "print") == refused


def test_pages_go_to_the_printer_whole(window: Running, desk: Desk, tmp_path: Path) -> None:
    """Each on a sheet of its own;
    the printer's queue shows the letter's number, never the customer.
    """
    decided(desk, reason=LONG * 60)
    _, issued = letter.issue(desk, desk.case("A-0001"))
    window.desk_window.open_letter("A-0001", issued.record.number)
    window.settle()
    window.press(K.Key_P, control=True)
    dialog = child(window, "printDialog", QPrintDialog)
    printer = dialog.printer()
    assert (printer.docName(), printer.resolution()) == ("A-0001-L1", 300)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    dialog.accepted.emit(printer)
    dialog.close()
    window.settle()
    printed = page_sizes((tmp_path / "out.pdf").read_bytes())
    assert len(printed) == issued.pages >= 2
    assert [round(side) for side in printed[0]] == [595, 842]
    assert words(window, "print") == "A-0001-L1 was handed to the printer. Did it come out right?"


def test_a_range_of_pages_and_another_paper_are_obeyed(
    window: Running, desk: Desk, tmp_path: Path
) -> None:
    decided(desk, reason=LONG * 60)
    _, issued = letter.issue(desk, desk.case("A-0001"))
    window.desk_window.open_letter("A-0001", issued.record.number)
    window.settle()
    window.press(K.Key_P, control=True)
    dialog = child(window, "printDialog", QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, issued.pages)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    dialog.accepted.emit(printer)
    dialog.close()
    window.settle()
    (size,) = page_sizes((tmp_path / "out.pdf").read_bytes())
    assert [round(side) for side in size] == [612, 792]


def test_the_file_itself_goes_to_a_print_system_that_takes_it(
    window: Running, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text stays text; the job is named by the letter, never by the customer."""
    taken, told = tmp_path / "taken.pdf", tmp_path / "told.txt"
    lp = tmp_path / "lp"
    lp.write_text(f'#!/bin/sh\necho "$@" > {told}\nfor last; do :; done\ncp "$last" {taken}\n')
    lp.chmod(0o755)
    monkeypatch.setattr("mmd_reviewer.print_system.shutil.which", lambda name: str(lp))
    monkeypatch.setattr(QPrinter, "printerName", lambda printer: "Office")
    monkeypatch.setattr(QPrinter, "outputFileName", lambda printer: "")
    decided(desk)
    _, issued = letter.issue(desk, desk.case("A-0001"))
    window.desk_window.open_letter("A-0001", issued.record.number)
    window.settle()
    window.press(K.Key_P, control=True)
    dialog = child(window, "printDialog", QPrintDialog)
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    window.settle()
    assert taken.read_bytes() == letter.stored(desk, issued)
    said = told.read_text()
    assert said.startswith("-d Office -t A-0001-L1 -n 1 -o media=A4 -o fit-to-page")
    assert "Fabrikam" not in said
    assert words(window, "print") == "A-0001-L1 was handed to the printer. Did it come out right?"


def test_how_a_kind_was_printed_is_found_again(window: Running, desk: Desk, tmp_path: Path) -> None:
    """Paper and sides of a decline are not those of an approval."""
    decided(desk)
    _, issued = letter.issue(desk, desk.case("A-0001"))
    remember_wish(issued.record.kind, PrintWish("Attic", "Letter", "", "two-sided-short-edge"))
    window.desk_window.open_letter("A-0001", issued.record.number)
    window.settle()
    window.press(K.Key_P, control=True)
    dialog = child(window, "printDialog", QPrintDialog)
    printer = dialog.printer()
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
    assert printer.printerName() != "Attic", "it is not there any more"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog.accepted.emit(printer)
    dialog.close()
    window.settle()
    kept = remembered_wish(issued.record.kind)
    assert kept is not None
    assert kept.paper == "A4"
    assert remembered_wish("approved" if issued.record.kind != "approved" else "declined") is None


def test_two_prints_at_once_both_come_to_an_end(
    window: Running, desk: Desk, tmp_path: Path
) -> None:
    """What is handed over second does not take the place of the first."""
    decided(desk)
    view = opened(window)
    click(window, "issueButton")
    assert view.shown is not None
    ended: list[str] = []
    for name in ("one", "two"):
        printing = SheetPrinting(
            window.desk_window.reviewing, view.shown.pdf, name, ended.append, view
        )
        printing.printer.setOutputFileName(str(tmp_path / f"{name}.pdf"))
        printing.start()
    window.settle()
    assert ended == ["", ""]
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
