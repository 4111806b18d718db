"""The page around the words: letterhead, running head, page x of y, the draft mark."""

from __future__ import annotations

import time
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.frame import ENGLISH
from mmd_reviewer.domain.period import in_words
from mmd_reviewer.pdf.first_press import styles as s


class LetterCanvas(Canvas):  # type: ignore[misc]
    """Keeps the pages back until their number is known,
    and stamps the letter's own day, not the machine's.
    """

    def __init__(self, file: Any, *, record: LetterRecord, draft: bool, **options: Any) -> None:
        super().__init__(
            file, invariant=1, lang=record.language, initialFontName=s.REGULAR, **options
        )
        self._record, self._draft = record, draft
        self._kept: list[dict[str, Any]] = []
        self.pages = 0
        stamp = self._doc._timeStamp
        stamp.t = float(record.day.toordinal() - 719163) * 86400
        stamp.lt = time.gmtime(stamp.t)
        stamp.YMDhms = tuple(stamp.lt)[:6]
        stamp.dhh = stamp.dmm = 0
        self.setViewerPreference("DisplayDocTitle", "true")

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        self.pages = len(self._kept)
        for state in self._kept:
            kept_back, pages = self._kept, self.pages
            self.__dict__.update(state)
            self._kept, self.pages = kept_back, pages
            self._frame(self._pageNumber)
            super().showPage()
        super().save()

    def _frame(self, number: int) -> None:
        record, right = self._record, s.PAGE[0] - s.RIGHT
        if self._draft:
            self.saveState()
            self.translate(s.PAGE[0] / 2, s.PAGE[1] / 2)
            self.rotate(55)
            self.setFillColor(s.DRAFT_INK)
            self.setFont(s.STRONG, 120)
            self.drawCentredString(0, -40, "DRAFT")
            self.restoreState()
        if record.sample:
            self.setFont(s.STRONG, 8.5)
            self.setFillColor(s.INK)
            self.drawCentredString(s.PAGE[0] / 2, s.PAGE[1] - 12 * mm, ENGLISH["sample"])
        self.setStrokeColor(s.HAIRLINE)
        self.setLineWidth(0.6)
        if number == 1:
            top = s.PAGE[1] - 24 * mm
            self._text(s.LEFT, top, record.sender["service"], s.STRONG, 11, s.INK)
            self._text(s.LEFT, top - 13, record.sender["unit"], s.REGULAR, 8.5, s.MUTED)
            self._right(right, top, record.number, s.STRONG, 9, s.INK)
            self._right(right, top - 13, in_words(record.day), s.REGULAR, 8.5, s.MUTED)
            self.line(s.LEFT, top - 22, right, top - 22)
        else:
            top = s.PAGE[1] - 22 * mm
            self._text(s.LEFT, top, record.title, s.REGULAR, 8, s.MUTED)
            self._right(
                right, top, f"{record.number}, {in_words(record.day)}", s.REGULAR, 8, s.MUTED
            )
            self.line(s.LEFT, top - 7, right, top - 7)
        foot = 17 * mm
        self.line(s.LEFT, foot + 11, right, foot + 11)
        name = self._fitted(
            f"{record.case} · {record.addressee[0] if record.addressee else ''}", s.WIDTH - 110
        )
        self._text(s.LEFT, foot, name, s.REGULAR, 8, s.MUTED)
        draft = "Draft, not issued · " if self._draft else ""
        self._right(right, foot, f"{draft}Page {number} of {self.pages}", s.REGULAR, 8, s.MUTED)

    def _fitted(self, text: str, width: float) -> str:
        if self.stringWidth(text, s.REGULAR, 8) <= width:
            return text
        while text and self.stringWidth(text + "…", s.REGULAR, 8) > width:
            text = text[:-1]
        return text.rstrip() + "…"

    def _text(self, x: float, y: float, text: str, font: str, size: float, colour: Any) -> None:
        self.setFont(font, size)
        self.setFillColor(colour)
        self.drawString(x, y, text)

    def _right(self, x: float, y: float, text: str, font: str, size: float, colour: Any) -> None:
        self.setFont(font, size)
        self.setFillColor(colour)
        self.drawRightString(x, y, text)
