"""The register in files and on paper: XLSX, CSV, PDF, the printer (rule E3)."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from python_calamine import CalamineWorkbook

from mmd_reviewer.domain.register_filter import RegisterFilter
from mmd_reviewer.pdf.read_back import read_pages
from mmd_reviewer.ui.forms.print_sheets import SheetPrinting
from tests.ui.register_store import register_shown, view
from tests.ui.running import Running, child, words

KEY = Qt.Key


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Running]:
    with register_shown(tmp_path) as it:
        yield it


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_an_export_honours_the_filter_on_screen(window: Running, tmp_path: Path, kind: str) -> None:
    shown = view(window)
    shown.bar.set_wish(RegisterFilter(type="drivers"))
    window.settle()
    out = tmp_path / f"out.{kind}"
    shown.deeds.export_to(out)
    window.settle()
    assert words(window) == f"2 rows exported to {out}."
    content = out.read_bytes()
    if kind == "csv":
        assert [row[9] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))] == [
            "Case",
            "A-0005",
            "A-0001",
        ]
    elif kind == "xlsx":
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        assert ["Filters", "Type: Hardware or software drivers"] in book.get_sheet_by_name(
            "About"
        ).to_python()
    else:
        text = " ".join(read_pages(content)[0].text.split())
        assert "2 deviations" in text
        assert "Shown: Type: Hardware or software drivers. 2 of 5 deviations of that day." in text
    assert list(tmp_path.glob(".out*")) == []


def test_decisions_are_exported_as_a_table(window: Running, tmp_path: Path) -> None:
    shown = view(window)
    bar = next(bar for bar in shown.charts.decided.chart.bars if bar.number)
    shown.open_wish(bar.wish)
    window.settle()
    out = tmp_path / "decisions.csv"
    shown.deeds.export_to(out)
    window.settle()
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert rows[0][:4] == ["Customer", "Exemption", "Outcome", "Received"]
    assert rows[0][4:] == ["First look", "Decided", "Days", "As recommended", "Case"]
    assert len(rows) == bar.number + 1
    shown.deeds.export_to(tmp_path / "decisions.xlsx")
    window.settle()
    assert CalamineWorkbook.from_path(tmp_path / "decisions.xlsx").sheet_names == [
        "Decisions",
        "About",
    ]
    shown.deeds.print()
    window.settle()
    assert "clear the filter" in words(window)


def test_the_dialog_of_an_export_offers_three_formats(window: Running, tmp_path: Path) -> None:
    window.press(KEY.Key_E)
    dialog = child(window, "exportRegisterDialog", QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.nameFilters()[0].startswith("Excel workbook")
    dialog.filterSelected.emit(dialog.nameFilters()[2])
    assert dialog.defaultSuffix() == "pdf"
    dialog.fileSelected.emit(str(tmp_path / "r.csv"))
    dialog.reject()
    window.settle()
    assert (tmp_path / "r.csv").exists()
    view(window).deeds.export_to(tmp_path / "r.doc")
    assert "ends in .xlsx" in words(window)
    view(window).deeds.export_to(tmp_path / "none" / "r.csv")
    window.settle()
    assert "none does not exist" in words(window)


def open_dialogs(window: Running) -> list[QPrintDialog]:
    """The print dialogs that stand one above another."""
    found = window.program.window.findChildren(QPrintDialog)
    return [dialog for dialog in found if dialog.isVisible()]


def test_printing_asked_for_twice_opens_one_dialog(window: Running) -> None:
    """Ctrl+P again while the pages are prepared; after the dialog they can be asked for anew."""
    for _ in range(2):
        window.hurry(KEY.Key_P, KEY.Key_P, control=True)
        (dialog,) = open_dialogs(window)
        dialog.reject()
        window.settle()
        assert not open_dialogs(window)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_the_register_is_printed_page_after_page(window: Running, tmp_path: Path) -> None:
    """Ctrl+P opens the system's dialog; pages go over one by one, each in its own orientation."""
    window.press(KEY.Key_P, control=True)
    dialog = child(window, "printDialog", QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    dialog.reject()
    window.settle()
    told: list[str] = []
    pdf = tmp_path / "r.pdf"
    view(window).deeds.export_to(pdf)
    window.settle()
    reviewing = window.desk_window.reviewing
    printing = SheetPrinting(reviewing, pdf.read_bytes(), "Register", told.append, view(window))
    out = tmp_path / "printed.pdf"
    printing.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printing.printer.setOutputFileName(str(out))
    printing.start()
    window.settle()
    assert told == [""]
    assert len(read_pages(out.read_bytes())) == len(read_pages(pdf.read_bytes()))
    refused = SheetPrinting(reviewing, pdf.read_bytes(), "Register", told.append, view(window))
    refused.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    refused.printer.setOutputFileName(str(tmp_path / "none" / "x.pdf"))
    refused.start()
    window.settle()
    assert told[0] == ""
    assert told[1].endswith("does not exist.")
    view(window).deeds._on_printed("")
    assert "handed to the printer" in words(window, "print")
    view(window).deeds._on_printed("Office is out of paper.")
    assert "did not go" in words(window, "print")
