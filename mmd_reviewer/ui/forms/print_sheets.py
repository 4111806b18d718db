"""Printing through the system's dialog:
the file itself goes to a print system that takes it, else page after page.

Handed over as it is, text stays text; drawn page by page, a long list never lies in memory as
pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.domain.print_run import PrintWish
from mmd_reviewer.pdf.read_back import PagePicture, page_sizes, picture
from mmd_reviewer.ui.forms.print_choice import remember_wish, remembered_wish
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

DOTS = 200  # an inch
SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


class SheetPrinting(QObject):
    """A file on its way to the printer, drawn at `dots` an inch;
    `done(problem)` is told at the end, "" when it was handed over. Printer, paper and sides are
    those that its `kind` was printed with last.
    """

    def __init__(
        self,
        reviewing: Reviewing,
        pdf: bytes,
        name: str,
        done: Callable[[str], object],
        parent: QWidget,
        dots: int = DOTS,
        kind: str = "",
    ) -> None:
        super().__init__(parent)
        self._kind = kind or name
        self._read_as = f"print sheets {id(self)}"  # another printing goes on beside this one
        self._reviewing, self._pdf, self._done, self._widget = reviewing, pdf, done, parent
        self._sizes = page_sizes(pdf)
        self._pages: list[int] = []  # still to be drawn
        self._begun, self._dots = False, dots
        self.asking = False  # is its dialog open?
        self._painter = QPainter()
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(name)
        self.printer.setResolution(dots)
        self.printer.setFullPage(True)
        self.printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._take_up()
        self._turn(0)

    def _take_up(self) -> None:
        wish = remembered_wish(self._kind)
        if wish is None:
            return
        if not QPrinterInfo.printerInfo(wish.printer).isNull():
            self.printer.setPrinterName(wish.printer)
        sizes = QPageSize.PageSizeId
        paper = next((one for one in sizes if QPageSize.key(one) == wish.paper), None)
        if paper is not None:
            self.printer.setPageSize(QPageSize(paper))
        for mode, words in SIDES.items():
            if words == wish.sides:
                self.printer.setDuplex(mode)

    def ask(self) -> None:
        """Open the print dialog; after it the file or its pages go over. Pages that take a moment
        to prepare may have been asked for twice: one dialog is for both.
        """
        for other in self._widget.findChildren(SheetPrinting):
            if other is not self and other.asking and other._pdf == self._pdf:
                self.deleteLater()
                return
        self.asking = True
        dialog = QPrintDialog(self.printer, self._widget)
        dialog.setObjectName("printDialog")
        dialog.setMinMax(1, len(self._sizes))
        dialog.setOption(
            QAbstractPrintDialog.PrintDialogOption.PrintPageRange, len(self._sizes) > 1
        )
        dialog.accepted.connect(self.start)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def _on_dialog_finished(self) -> None:
        self.asking = False

    def start(self) -> None:
        """The file itself where it can go, else its first page."""
        pages, printer, pdf = chosen_pages(self.printer, len(self._sizes)), self.printer, self._pdf
        remember_wish(self._kind, wish_of(printer))
        whole = len(pages) == len(self._sizes)
        out, system = printer.outputFileName(), self._reviewing.desk.printers
        if out and whole:
            files = self._reviewing.desk.files
            self._reviewing.read(
                self._read_as, lambda: _problem(lambda: files.write(Path(out), pdf)), self._end
            )
        elif system.there_is_one() and not out and printer.printerName():
            hand_over = partial(
                system.hand_over,
                pdf,
                printer.docName(),
                wish_of(printer),
                pages=() if whole else (pages[0] + 1, pages[-1] + 1),
                copies=printer.copyCount(),
            )
            self._reviewing.read(self._read_as, lambda: _problem(hand_over), self._end)
        elif self._painter.begin(printer):
            self._pages = pages
            self._next()
        else:
            self._end("It could not be begun.")

    def _turn(self, page: int) -> None:
        wide = self._sizes[page][0] > self._sizes[page][1]
        self.printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )

    def _next(self) -> None:
        pdf, dots = self._pdf, self._dots
        if not self._pages:
            self._end("" if self._painter.end() else "It could not be ended.")
            return
        page = self._pages[0]
        self._reviewing.read(
            self._read_as, lambda: picture(pdf, page, dots / 72), self._on_page_drawn
        )

    def _on_page_drawn(self, drawn: PagePicture) -> None:
        if self._begun:
            self._turn(self._pages[0])
            self.printer.newPage()
        self._begun = True
        image = QImage(
            drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
        )
        paper = QRectF(self.printer.paperRect(QPrinter.Unit.DevicePixel))
        place = QRectF(
            paper.topLeft(),
            QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio),
        )
        place.moveCenter(paper.center())  # on another paper it is made to fit, never stretched
        self._painter.drawImage(place, image)
        self._pages.pop(0)
        self._next()

    def _end(self, problem: str) -> None:
        self._done(problem)
        self.deleteLater()


def chosen_pages(printer: QPrinter, pages: int) -> list[int]:
    """The pages that the dialog asked for, from 0;
    all of them where it asked for none that is there.
    """
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return list(range(pages))
    first, last = max(printer.fromPage(), 1), min(printer.toPage() or pages, pages)
    return list(range(first - 1, last)) or list(range(pages))


def wish_of(printer: QPrinter) -> PrintWish:
    """Where and on what the dialog asked to print."""
    paper = QPageSize.key(printer.pageLayout().pageSize().id())
    return PrintWish(printer.printerName(), paper, sides=SIDES.get(printer.duplex(), ""))


def _problem(act: Callable[[], object]) -> str:
    """Why it was not done, "" when it was."""
    try:
        act()
    except (OSError, Refused, StoreError) as error:
        return str(error)
    return ""
