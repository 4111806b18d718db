"""A finished PDF read back: its pages as pictures, its words, and whether anything in it is active.

PDFium is imported when the first page is read, not when the window starts.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from itertools import groupby, pairwise
from operator import itemgetter
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from mmd_reviewer.domain.letters.drawn import LEFTWARDS, SOFT_HYPHEN, Box, PageText, WordsOnPage

_DIVIDED = "\ufffe"  # what PDFium has where a word is divided at the end of a line
_DIVIDED_SIGN = "\x02"  # the same where it is asked for that sign alone
_LONGEST_NAME = 64  # bytes of the name of a mark
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
    """Words and annotations of every page; a form feed between what is drawn around each page,
    its head and foot, and its own words, in a file that says which is which.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            text = page.get_textpage()
            words = _words_and_frame(page, text, text.get_text_range())
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


def _words_and_frame(page: Any, text: Any, whole: str) -> str:
    """What stands on every page, a form feed, and the words of the page itself.

    `whole` is what PDFium makes of it, which is taken of a file that does not tell the two apart.
    """
    import pypdfium2.raw as pdfium

    turning = LEFTWARDS.search(whole) is not None
    signs = _signs(text) if turning else {}
    frame, own = _Drawn(), _Drawn()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        marks = _marks(item)
        words = _text_of(item, text)
        if turning and ("ReversedChars" in marks or not LEFTWARDS.search(words)):
            words = _in_order(signs.get(_address(item.raw), []), "ReversedChars" in marks)
        (frame if "Artifact" in marks else own).add(words, item.get_matrix().f)
    if not frame.said:
        return own.text() if turning else whole
    return f"{frame.text()}\f{own.text()}"


class _Drawn:
    """Words in the order in which they were drawn, which is that of reading.

    PDFium puts what stands on one line from left to right, also names that are read the other way.
    """

    def __init__(self) -> None:
        self.said: list[str] = []
        self._height: float | None = None

    def add(self, words: str, base: float) -> None:
        if self._height is not None and abs(base - self._height) > _SAME_LINE:
            self.said.append("\n")
        self._height = base
        self.said.append(words.strip() if LEFTWARDS.search(words) else words or " ")

    def text(self) -> str:
        return re.sub(" +", " ", "".join(self.said).replace(_DIVIDED_SIGN, ""))


def _text_of(item: Any, text: Any) -> str:
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    place = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(item.raw, text.raw, place, length)
    return buffer.raw[: length - 2].decode("utf-16-le")


def _marks(item: Any) -> set[str]:
    """The names of the marked stretches in which something is drawn."""
    import pypdfium2.raw as pdfium

    names = set()
    for place in range(pdfium.FPDFPageObj_CountMarks(item.raw)):
        mark = pdfium.FPDFPageObj_GetMark(item.raw, place)
        length = ctypes.c_ulong()
        buffer = ctypes.create_string_buffer(_LONGEST_NAME)
        units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFPageObjMark_GetName(mark, units, _LONGEST_NAME, length)
        names.add(buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le"))
    return names


def _signs(text: Any) -> dict[int, list[tuple[float, str]]]:
    """The signs of each object that is drawn, each with its distance from the left."""
    import pypdfium2.raw as pdfium

    found: dict[int, list[tuple[float, str]]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(text.count_chars()):
        item = _address(pdfium.FPDFText_GetTextObject(text.raw, place))
        pdfium.FPDFText_GetCharOrigin(text.raw, place, x, y)
        sign = chr(pdfium.FPDFText_GetUnicode(text.raw, place) or 0xFFFD)
        found.setdefault(item, []).append((x.value, sign))
    return found


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _in_order(signs: list[tuple[float, str]], leftwards: bool) -> str:
    """What one object says: where it stands PDFium tells, not in which order it is read.

    Its guess of that goes by the whole line, so that a serial beside Hebrew cells comes reversed.
    """
    placed = [(round(-x if leftwards else x, 2), sign) for x, sign in signs]
    turned = not leftwards and any(x < before for (before, _), (x, _) in pairwise(placed))
    groups = groupby(sorted(placed, key=itemgetter(0)), key=itemgetter(0))
    letters = [[sign for _, sign in group] for _, group in groups]
    if leftwards:
        letters = [sorted(letter, key=_stands_on_it) for letter in letters]
    elif turned or len(letters) == 1:
        letters = [_turned_back(letter, turned) for letter in letters]
    return "".join(sign for letter in letters for sign in letter)


def _turned_back(letter: list[str], turned: bool) -> list[str]:
    """A letter and its marks in a line that PDFium took for one that is read leftwards: it takes
    each mark for a word of its own.
    """
    if turned:
        runs = [list(run) for _, run in groupby(letter, key=_stands_on_it)]
        letter = [sign for run in reversed(runs) for sign in run]
    return sorted(letter, key=_is_mark) if _is_mark(letter[0]) else letter


def _stands_on_it(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Me", "Cf")


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"


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
