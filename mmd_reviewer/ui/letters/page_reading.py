"""Pictures and words of a document's pages, read off the GUI thread for the view that shows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mmd_reviewer.domain.letters.drawn import WordsOnPage
from mmd_reviewer.pdf.read_back import PagePicture, pictures, words_on_pages
from mmd_reviewer.ui.letters.page_words import PageWords
from mmd_reviewer.ui.letters.pages import PageView
from mmd_reviewer.ui.reviewing.reviewing import Reviewing

T = TypeVar("T")


class PageReading(QObject):
    """What comes for a document that is not shown any more is let go; `words_came` otherwise."""

    words_came = Signal()

    def __init__(self, reviewing: Reviewing, pages: PageView) -> None:
        super().__init__(pages)
        self._reviewing, self._pages, self._pdf = reviewing, pages, b""
        pages.pictures_wanted.connect(self._on_pages_pictures_wanted)

    def read(self, pdf: bytes) -> None:
        """Another document is shown: its words are read; pictures are asked for by the pages."""
        self._pdf = pdf
        if pdf:
            read = partial(words_on_pages, pdf)
            self._reviewing.read("letter words", read, self._taken(pdf, self._take), aside=True)

    def _take(self, words: tuple[WordsOnPage, ...]) -> None:
        self._pages.take_words(PageWords(words))
        self.words_came.emit()

    def _on_pages_pictures_wanted(self, near: tuple[int, ...], scale: float) -> None:
        pdf = self._pdf
        if pdf:
            take: Callable[[dict[int, PagePicture]], None] = self._taken(
                pdf, self._pages.take_pictures
            )
            self._reviewing.read("letter pages", lambda: pictures(pdf, near, scale), take)

    def _taken(self, pdf: bytes, take: Callable[[T], object]) -> Callable[[T], None]:
        def taken(found: T) -> None:
            if self._pdf == pdf:
                take(found)

        return taken
