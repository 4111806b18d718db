"""Printed lists: pages of any size with one foot, "printed on,
data as of, page x of y", the same bytes each time.
"""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mmd_reviewer.domain.period import on_screen
from mmd_reviewer.pdf import styles as s
from mmd_reviewer.pdf.text import width_of

PORTRAIT, LANDSCAPE = A4, landscape(A4)
EDGE: float = 14 * mm  # of every side
FOOT: float = 11 * mm
SHADE = HexColor("#F0F3F6")
DARK = HexColor("#57606A")
ACCENT, BROKEN = HexColor("#0B5CAD"), HexColor("#B91C28")
WHITE = HexColor("#FFFFFF")


class Sheet(Canvas):  # type: ignore[misc]
    """A canvas that keeps its pages back until their number is known;
    begin each one with `new_page`. `sample`: of made-up cases.
    """

    def __init__(
        self, file: Any, *, title: str, printed: date, as_of: str, sample: bool = False
    ) -> None:
        super().__init__(
            file, pagesize=PORTRAIT, invariant=1, lang="en-GB", initialFontName=s.REGULAR
        )
        self._kept: list[dict[str, Any]] = []
        mark = "Sample  ·  " if sample else ""
        self._foot = f"{mark}Printed on {on_screen(printed)}  ·  Data as of {as_of}"
        self._begun = False
        self.pages = 0
        self.setTitle(title)
        self.setAuthor("MMD Reviewer")
        self.setCreator("MMD Reviewer")
        self.setViewerPreference("DisplayDocTitle", "true")
        stamp = (
            self._doc._timeStamp
        )  # the day printed, not the machine's: the same input gives the same bytes
        stamp.t = float(printed.toordinal() - 719163) * 86400
        stamp.lt = time.gmtime(stamp.t)
        stamp.YMDhms = tuple(stamp.lt)[:6]
        stamp.dhh = stamp.dmm = 0

    def new_page(self, size: tuple[float, float]) -> None:
        """End the page there is and begin one of that size."""
        if self._begun:
            self.showPage()
        self._begun = True
        self.setPageSize(size)

    @property
    def right(self) -> float:
        """The right end of what may be drawn on."""
        return float(self._pagesize[0]) - EDGE

    @property
    def top(self) -> float:
        """The upper end of what may be drawn on."""
        return float(self._pagesize[1]) - EDGE

    @property
    def bottom(self) -> float:
        """The lower end of what may be drawn on."""
        return EDGE + FOOT

    def words(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 8,
        font: str = s.REGULAR,
        colour: Any = s.INK,
        align: str = "left",
    ) -> None:
        """One line of plain text whose base line is at y."""
        self.setFont(font, size)
        self.setFillColor(colour)
        if align == "right":
            self.drawRightString(x, y, text)
        elif align == "centre":
            self.drawCentredString(x, y, text)
        else:
            self.drawString(x, y, text)

    def hairline(
        self, left: float, right: float, y: float, width: float = 0.5, colour: Any = s.HAIRLINE
    ) -> None:
        """A thin line across."""
        self.setStrokeColor(colour)
        self.setLineWidth(width)
        self.line(left, y, right, y)

    def fill(self, x: float, y: float, width: float, height: float, colour: Any) -> None:
        """A filled area without an edge."""
        self.setFillColor(colour)
        self.rect(x, y, width, height, stroke=0, fill=1)

    def showPage(self) -> None:
        """Keep the page back."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Give every page its foot, and end the file."""
        self.showPage()
        self.pages = len(self._kept)
        for state in self._kept:
            kept_back, pages = self._kept, self.pages
            self.__dict__.update(state)
            self._kept, self.pages = kept_back, pages
            self._draw_foot(self._pageNumber)
            super().showPage()
        super().save()

    def _draw_foot(self, number: int) -> None:
        y = EDGE
        self.hairline(EDGE, self.right, y + 11)
        self.words(EDGE, y, self._foot, 7.5, colour=s.MUTED)
        self.words(
            self.right, y, f"Page {number} of {self.pages}", 7.5, colour=s.MUTED, align="right"
        )


def beside(text: str, font: str, size: float, gap: float = 6) -> float:
    """How far right of a text's begin the next one begins."""
    return width_of(text, font, size) + gap
