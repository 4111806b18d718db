"""Printing through the system's dialog:
the file itself goes to a print system that takes it, else page after page.

Handed over as it is, text stays text; drawn page by page, a long list never lies in memory as
pictures.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from mmd_reviewer.domain.errors import Refused, StoreError
from mmd_reviewer.pdf.read_back import PagePicture, page_sizes, picture
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

DOTS = 200  # an inch
PATIENCE = 60  # seconds that the print system may take to take a file
SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


class SheetPrinting(QObject):
    """A file on its way to the printer, drawn at `dots` an inch;
    `done(handed over)` is told at the end.
    """

    def __init__(
        self,
        reviewing: Reviewing,
        pdf: bytes,
        name: str,
        done: Callable[[bool], object],
        parent: QWidget,
        dots: int = DOTS,
    ) -> None:
        super().__init__(parent)
        self._reviewing, self._pdf, self._done, self._widget = reviewing, pdf, done, parent
        self._sizes = page_sizes(pdf)
        self._pages: list[int] = []  # still to be drawn
        self._begun, self._dots = False, dots
        self._painter = QPainter()
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName(name)
        self.printer.setResolution(dots)
        self.printer.setFullPage(True)
        self.printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._turn(0)

    def ask(self) -> QPrintDialog:
        """Open the print dialog; after it the file or its pages go over."""
        dialog = QPrintDialog(self.printer, self._widget)
        dialog.setObjectName("printDialog")
        dialog.setMinMax(1, len(self._sizes))
        dialog.setOption(
            QAbstractPrintDialog.PrintDialogOption.PrintPageRange, len(self._sizes) > 1
        )
        dialog.accepted.connect(self.start)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()
        return dialog

    def start(self) -> None:
        """The file itself where it can go, else its first page."""
        pages, printer, pdf = chosen_pages(self.printer, len(self._sizes)), self.printer, self._pdf
        whole = len(pages) == len(self._sizes)
        out, lp = printer.outputFileName(), shutil.which("lp")
        if out and whole:
            files = self._reviewing.desk.files
            self._reviewing.read(
                "print sheets", lambda: _written(lambda: files.write(Path(out), pdf)), self._end
            )
        elif lp and not out and printer.printerName():
            command = [lp, *lp_options(printer, pages, whole=whole)]
            self._reviewing.read("print sheets", lambda: _handed_over(command, pdf), self._end)
        elif self._painter.begin(printer):
            self._pages = pages
            self._next()
        else:
            self._end(False)

    def _turn(self, page: int) -> None:
        wide = self._sizes[page][0] > self._sizes[page][1]
        self.printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )

    def _next(self) -> None:
        pdf, dots = self._pdf, self._dots
        if not self._pages:
            self._end(self._painter.end())
            return
        page = self._pages[0]
        self._reviewing.read(
            "print sheets", lambda: picture(pdf, page, dots / 72), self._on_page_drawn
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

    def _end(self, handed_over: bool) -> None:
        self._done(handed_over)
        self.deleteLater()


def chosen_pages(printer: QPrinter, pages: int) -> list[int]:
    """The pages that the dialog asked for, from 0;
    all of them where it asked for none that is there.
    """
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return list(range(pages))
    first, last = max(printer.fromPage(), 1), min(printer.toPage() or pages, pages)
    return list(range(first - 1, last)) or list(range(pages))


def lp_options(printer: QPrinter, pages: list[int], *, whole: bool) -> list[str]:
    """What the print system is told: where, under which name,
    how often, which pages, on which paper.
    """
    options = [
        "-d",
        printer.printerName(),
        "-t",
        printer.docName(),
        "-n",
        str(printer.copyCount()),
        "-o",
        f"media={QPageSize.key(printer.pageLayout().pageSize().id())}",
        "-o",
        "fit-to-page",
    ]
    sides = SIDES.get(printer.duplex())
    options += ["-o", f"sides={sides}"] if sides else []
    return options if whole else [*options, "-o", f"page-ranges={pages[0] + 1}-{pages[-1] + 1}"]


def _handed_over(command: list[str], pdf: bytes) -> bool:
    with tempfile.TemporaryDirectory(prefix="mmd-reviewer-print-") as folder:
        file = Path(folder) / "sheets.pdf"
        file.write_bytes(pdf)
        try:
            done = subprocess.run(
                [*command, "--", str(file)], capture_output=True, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def _written(write: Callable[[], object]) -> bool:
    try:
        write()
    except (OSError, Refused, StoreError):
        return False
    return True
