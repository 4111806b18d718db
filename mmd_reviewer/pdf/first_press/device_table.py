"""The annex of devices: a table that runs over pages, its head repeated on each;
ten thousand rows stay quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from mmd_reviewer.pdf.first_press import styles as s
from mmd_reviewer.pdf.first_press.text import wrapped

SIZE, LEADING, PADDING = 9.0, 12.0, 3.5
WIDTHS = tuple(share * s.WIDTH for share in (0.22, 0.46, 0.32))
HEAD = LEADING + 2 * PADDING
GAP = 3 * mm
Row = tuple[float, tuple[list[str], ...]]  # its height, and the lines of each cell


class DeviceTable(Flowable):  # type: ignore[misc]
    """Rows of three cells; `head` is repeated.

    Splits between rows; no word is cut off, long cells wrap.
    """

    def __init__(self, head: Sequence[str], rows: Sequence[Row]) -> None:
        super().__init__()
        self._head, self._rows = head, rows
        self.spaceBefore, self.spaceAfter = 3, 7

    @classmethod
    def of(cls, head: Sequence[str], rows: Sequence[Sequence[str]]) -> DeviceTable:
        """From the words of the cells."""
        return cls(head, [cls._wrapped(row) for row in rows])

    @staticmethod
    def _wrapped(row: Sequence[str]) -> Row:
        cells = tuple(
            wrapped(text, s.REGULAR, SIZE, width - GAP)
            for text, width in zip(row, WIDTHS, strict=True)
        )
        return max(map(len, cells)) * LEADING + 2 * PADDING, cells

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width, and the height of all rows."""
        self.width = s.WIDTH
        self.height = HEAD + sum(height for height, _ in self._rows)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """As many rows as fit, and the rest under a head of its own."""
        room = height - HEAD
        fits = 0
        for row_height, _ in self._rows:
            room -= row_height
            if room < 0:
                break
            fits += 1
        if not fits:
            return []
        first, rest = self._rows[:fits], self._rows[fits:]
        return [DeviceTable(self._head, part) for part in (first, rest) if part]

    def draw(self) -> None:
        """Hairlines between rows; the head in semibold."""
        canvas, y = self.canv, self.height
        canvas.setStrokeColor(s.HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.setFillColor(s.INK)
        canvas.line(0, y, self.width, y)
        y = self._cells(y, (HEAD, tuple([text] for text in self._head)), s.STRONG)
        for row in self._rows:
            y = self._cells(y, row, s.REGULAR)

    def _cells(self, top: float, row: Row, font: str) -> float:
        canvas, x = self.canv, 0.0
        canvas.setFont(font, SIZE)
        height, cells = row
        for cell, width in zip(cells, WIDTHS, strict=True):
            y = top - PADDING - SIZE
            for line in cell:
                canvas.drawString(x, y, line)
                y -= LEADING
            x += width
        bottom = top - height
        canvas.line(0, bottom, self.width, bottom)
        return bottom
