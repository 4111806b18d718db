"""The words on a letter's pages as one can select, search and copy them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mmd_reviewer.domain.letters.drawn import SOFT_HYPHEN, Box, WordsOnPage


@dataclass(frozen=True, slots=True)
class At:
    """A character: its page, and its place among those of the page."""

    page: int
    place: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters from one to another, the last of them included."""

    first: At
    last: At


class PageWords:
    """All characters of a document in reading order, page by page."""

    def __init__(self, pages: Sequence[WordsOnPage] = ()) -> None:
        self._pages = tuple(pages)

    def nearest(self, page: int, x: float, y: float) -> At | None:
        """The character nearest to a point of a page, in points from its lower left corner; a line
        counts before a column.
        """
        if not 0 <= page < len(self._pages):
            return None
        boxes = self._pages[page].boxes
        known = [(place, box) for place, box in enumerate(boxes) if box is not None]
        if not known:
            return None
        place, _ = min(
            known,
            key=lambda row: (
                _beside(row[1].bottom, row[1].top, y),
                _beside(row[1].left, row[1].right, x),
            ),
        )
        return At(page, place)

    def between(self, one: At, other: At) -> Stretch:
        """From one character to another, whichever comes first."""
        first, last = sorted((one, other), key=lambda at: (at.page, at.place))
        return Stretch(first, last)

    def whole(self) -> Stretch | None:
        """Everything; None where there are no words."""
        pages = [page for page, words in enumerate(self._pages) if words.text]
        if not pages:
            return None
        last = pages[-1]
        return Stretch(At(pages[0], 0), At(last, len(self._pages[last].text) - 1))

    def word_at(self, at: At) -> Stretch:
        """The word that a character stands in."""
        text, start, end = self._pages[at.page].text, at.place, at.place
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end + 1 < len(text) and not text[end + 1].isspace():
            end += 1
        return Stretch(At(at.page, start), At(at.page, end))

    def text(self, stretch: Stretch) -> str:
        """The characters as they are copied."""
        parts = [self._pages[page].text[start:end] for page, start, end in self._parts(stretch)]
        return "\n".join(part.replace("\r\n", "\n").replace(SOFT_HYPHEN, "") for part in parts)

    def boxes(self, stretch: Stretch) -> list[tuple[int, Box]]:
        """What to paint: a box a line of characters, with its page."""
        found: list[tuple[int, Box]] = []
        for page, start, end in self._parts(stretch):
            for box in self._pages[page].boxes[start:end]:
                if box is None:
                    continue
                if found and found[-1][0] == page and _same_line(found[-1][1], box):
                    found[-1] = (page, found[-1][1].with_(box))
                else:
                    found.append((page, box))
        return found

    def find(self, words: str) -> list[Stretch]:
        """Every place of the words, whatever their case; breaks of lines count as blanks."""
        wanted = " ".join(words.split()).casefold()
        if not wanted:
            return []
        found = []
        for page, there in enumerate(self._pages):
            text, places = _folded(there.text)
            at = text.find(wanted)
            while at >= 0:
                last = places[at + len(wanted) - 1]
                found.append(Stretch(At(page, places[at]), At(page, last)))
                at = text.find(wanted, at + 1)
        return found

    def _parts(self, stretch: Stretch) -> list[tuple[int, int, int]]:
        first, last = stretch.first, stretch.last
        return [
            (
                page,
                first.place if page == first.page else 0,
                last.place + 1 if page == last.page else len(self._pages[page].text),
            )
            for page in range(first.page, last.page + 1)
        ]


def _beside(low: float, high: float, value: float) -> float:
    return max(low - value, value - high, 0)


def _same_line(one: Box, other: Box) -> bool:
    return one.bottom < (other.bottom + other.top) / 2 < one.top


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case, its runs of blanks one blank, and where each character stood."""
    found: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character == SOFT_HYPHEN:
            continue
        if character.isspace():
            if found and found[-1] == " ":
                continue
            character = " "
        for one in character.casefold():
            found.append(one)
            places.append(place)
    return "".join(found), places
