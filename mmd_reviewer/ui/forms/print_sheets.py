"""Printing through the system's dialog, page after page: a long list never lies in memory as pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from mmd_reviewer.pdf.read_back import PagePicture, page_sizes, picture
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

DOTS = 200  # an inch


class SheetPrinting(QObject):
    """A file on its way to the printer, drawn at `dots` an inch; `done(handed over)` is told at the end."""

    def __init__(
        self, reviewing: Reviewing, pdf: bytes, name: str, done: Callable[[bool], object], parent: QWidget,
        dots: int = DOTS,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._reviewing, self._pdf, self._done, self._widget = reviewing, pdf, done, parent
        self._sizes = page_sizes(pdf)
        self._page, self._dots = 0, dots
        self._painter = QPainter()
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(name)
        self.printer.setResolution(dots)
        self.printer.setFullPage(True)
        self.printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._turn(0)

    def ask(self) -> QPrintDialog:
        """Open the print dialog; after it the pages go over one by one."""
        dialog = QPrintDialog(self.printer, self._widget)
        dialog.setObjectName("printDialog")
        dialog.accepted.connect(self.start)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()
        return dialog

    def start(self) -> None:
        """Begin with the first page."""
        if self._painter.begin(self.printer):
            self._next()
        else:
            self._end(False)

    def _turn(self, page: int) -> None:
        wide = self._sizes[page][0] > self._sizes[page][1]
        self.printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)

    def _next(self) -> None:
        page, pdf, dots = self._page, self._pdf, self._dots
        if page == len(self._sizes):
            self._end(self._painter.end())
            return
        self._reviewing.read("print sheets", lambda: picture(pdf, page, dots / 72), self._on_page_drawn)

    def _on_page_drawn(self, drawn: PagePicture) -> None:
        if self._page:
            self._turn(self._page)
            self.printer.newPage()
        image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
        self._painter.drawImage(QRectF(self.printer.paperRect(QPrinter.Unit.DevicePixel)), image)
        self._page += 1
        self._next()

    def _end(self, handed_over: bool) -> None:
        self._done(handed_over)
        self.deleteLater()
