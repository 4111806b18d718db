"""Printing through the system's dialog: the stored pages, drawn at the printer's size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from mmd_reviewer.pdf.read_back import PagePicture, page_sizes, pictures
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

DOTS = 300  # an inch: enough for text, small enough to be quick


def print_letter(
    parent: QWidget, reviewing: Reviewing, pdf: bytes, number: str, done: Callable[[str, bool], object]
) -> QPrintDialog:
    """Open the print dialog; after it the pages are drawn on the worker and handed over."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(number)  # never the customer's name: it stands in the printer's queue
    printer.setResolution(DOTS)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setObjectName("printDialog")

    def hand_over(pictures: dict[int, PagePicture]) -> None:
        done(number, paint_pages(printer, pictures))

    def chosen() -> None:
        pages = tuple(range(len(page_sizes(pdf))))
        reviewing.read("print", lambda: pictures(pdf, pages, DOTS / 72), hand_over)

    dialog.accepted.connect(chosen)
    dialog.setModal(True)
    dialog.show()
    return dialog


def paint_pages(printer: QPrinter, pictures: dict[int, PagePicture]) -> bool:
    """Every page on a sheet of its own; False when the printer does not take them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for place, page in enumerate(sorted(pictures)):
        if place:
            printer.newPage()
        picture = pictures[page]
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)
    return painter.end()
