"""A finished PDF read back: its pages as pictures, its words, and whether anything in it is active.

PDFium is imported when the first page is read, not when the window starts.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from mmd_reviewer.domain.letters.drawn import SOFT_HYPHEN, Box, PageText, WordsOnPage

_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIVIDED = "\ufffe"  # what PDFium has where a word is divided at the end of a line
_DIVIDED_SIGN = "\x02"  # the same where it is asked for that sign alone
_SAME_LINE = 2.0  # points between the base lines of what is read as one line
# PDFium ends the process where two threads are in it; the window reads pages and words on several.
_ONE_AT_A_TIME = Lock()
P = ParamSpec("P")
T = TypeVar("T")


def _alone(read: Callable[P, T]) -> Callable[P, T]:
    """Whoever else reads a PDF waits until this one is closed again."""

    @wraps(read)
    def within(*given: P.args, **named: P.kwargs) -> T:
        with _ONE_AT_A_TIME:
            return read(*given, **named)

    return within


@dataclass(frozen=True, slots=True)
class PagePicture:
    """32-bit BGRx pixels, row by row, `stride` bytes each."""

    width: int
    height: int
    stride: int
    pixels: bytes


@_alone
def read_pages(pdf: bytes) -> tuple[PageText, ...]:
    """Words and annotations of every page."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            words = text.get_text_range()
            if _LEFTWARDS.search(words):
                words = _as_drawn(page, text)
            words = words.replace("\r\n", "\n").replace("\x02", "-").replace(_DIVIDED, "")
            words = words.replace("\u2010\n", "-").replace("\u2010", "-")
            text.close()
            found.append(PageText(words, pdfium.FPDFPage_GetAnnotCount(page)))
            page.close()
        return tuple(found)
    finally:
        document.close()


@_alone
def words_on_pages(pdf: bytes) -> tuple[WordsOnPage, ...]:
    """Every character of every page with its box, for selecting and searching."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_words_of(page) for page in document)
    finally:
        document.close()


def _words_of(page: Any) -> WordsOnPage:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        words, boxes = [], []
        for place in range(text.count_chars()):
            one = chr(pdfium.FPDFText_GetUnicode(text, place) or 0xFFFD)
            words.append({_DIVIDED_SIGN: SOFT_HYPHEN, "\u2010": "-"}.get(one, one))
            left, bottom, right, top = text.get_charbox(place)
            boxes.append(Box(left, bottom, right, top) if right > left and top > bottom else None)
        return WordsOnPage("".join(words), tuple(boxes))
    finally:
        text.close()
        page.close()


def _as_drawn(page: Any, text: Any) -> str:
    """The words of a page in the order in which they were drawn, which is that of reading.

    PDFium puts what stands on one line from left to right, also names that are read the other way.
    """
    import pypdfium2.raw as pdfium

    said: list[str] = []
    height: float | None = None
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        length = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
        buffer = ctypes.create_string_buffer(length)
        place = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFTextObj_GetText(item.raw, text.raw, place, length)
        words = buffer.raw[: length - 2].decode("utf-16-le")
        base = item.get_matrix().f
        if height is not None and abs(base - height) > _SAME_LINE:
            said.append("\n")
        height = base
        said.append(words.strip() if _LEFTWARDS.search(words) else words or " ")
    return re.sub(" +", " ", "".join(said))


@_alone
def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(document.get_page_size(number) for number in range(len(document)))
    finally:
        document.close()


@_alone
def picture(pdf: bytes, page: int, scale: float) -> PagePicture:
    """A page drawn at `scale` pixels a point."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[page].render(scale=scale, prefer_bgrx=True)
        made = PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        return made
    finally:
        document.close()


def pictures(pdf: bytes, pages: tuple[int, ...], scale: float) -> dict[int, PagePicture]:
    """Pictures of the pages at `scale` pixels a point."""
    return {page: picture(pdf, page, scale) for page in pages}
