"""Text as lines of a width: broken where a reader would, each in the order it is seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

import pyphen
from uniseg.graphemecluster import grapheme_clusters
from uniseg.linebreak import line_break_units

from mmd_reviewer.domain.letters.drawn import LEFTWARDS
from mmd_reviewer.pdf.canvas import space
from mmd_reviewer.pdf.faces import Faces
from mmd_reviewer.pdf.levels import base_level, levels, of_line
from mmd_reviewer.pdf.shaping import Line, Word, at_line_end, face_runs, hyphen, word

_LINE_ENDS = re.compile("\r\n|\r|\n")
_BLANKS = re.compile("[ \t]+")
_PLAIN = re.compile("[\t -~\u00a0-\u02ff\u0370-\u058f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e€№]*")
_INNER = re.compile("(?<=[^\\W\\d_]{2}[-/])(?=[^\\W\\d_]{2})|(?<=[\\w=][/?&])(?=\\w{2})")
_LETTERS = re.compile("[^\\W\\d_]{7,}")  # a shorter word is not divided
# Addresses and names of files: who copies one with a hyphen that is none of its own is lost.
_ADDRESS = re.compile("\\w[@.\\\\&=]\\w|://")
_THIN = 100  # thousandths that a sign has at least: a word of more of them is not tried whole
_WORTH = 0.12  # of the width: less room at the end of a line is left as it is
_LEFT, _RIGHT = 3, 3  # letters that stay before and behind a division


class Hyphens(NamedTuple):
    """How words are divided: a language, and whether a word with a capital may be.

    Never a word with a numeral or with a capital inside: such are serials and names.
    """

    language: str
    capitals: bool = False


class _Unit(NamedTuple):
    """What is not divided unless it must be; `blank`: a space follows it where a line goes on."""

    text: str
    blank: bool


@lru_cache(maxsize=20_000)
def set_lines(
    faces: Faces, text: str, width: int, strong: bool = False, hyphens: Hyphens | None = None
) -> tuple[Line, ...]:
    """The lines of a text that is no more than `width` wide; its own line ends are kept."""
    made: list[Line] = []
    for part in _LINE_ENDS.split(unicodedata.normalize("NFC", text)):
        made += _Setter(faces, width, strong, hyphens).lines(part)
    return tuple(made)


def one_line(faces: Faces, text: str, strong: bool = False) -> Line:
    """A text on one line, however wide; line ends in it are blanks."""
    plain = unicodedata.normalize("NFC", _LINE_ENDS.sub(" ", text))
    return next(iter(_Setter(faces, 1 << 30, strong, None).lines(plain)))


class _Setter:
    """Fills the lines of one paragraph, in the order in which it was written."""

    def __init__(self, faces: Faces, width: int, strong: bool, hyphens: Hyphens | None) -> None:
        self.faces, self.width, self.strong, self.hyphens = faces, width, strong, hyphens
        self.blank = space(faces) if not strong else word(faces, " ", True)
        self.turning = False
        self.base = 0

    def lines(self, text: str) -> list[Line]:
        """At least one line, which may be empty."""
        self.turning = LEFTWARDS.search(text) is not None
        self.base = base_level(text) if self.turning else 0
        filled = list(self._filled(text))
        if not self.turning:
            return [self._line(words, said, end) for words, said, end in filled]
        whole = levels("".join(said for _, said, _ in filled), self.base)
        made: list[Line] = []
        begins = 0
        for words, said, end in filled:
            own = of_line(said, whole[begins : begins + len(said)], self.base)
            made.append(self._line(words, said, end, own))
            begins += len(said)
        return made

    def _filled(self, text: str) -> Iterator[tuple[list[Word], str, str]]:
        """The words of each line, what it says, and what ends it: a blank, a hyphen, nothing."""
        line: list[Word] = []
        said, used = "", 0
        for unit in _units(text):
            rest = unit.text
            while True:
                long = len(rest) * _THIN > self.width
                drawn = self.blank if long else self._word(rest)
                if not long and used + drawn.width <= self.width:
                    break
                head, divided = self._part(rest, self.width - used, first=not line)
                if head == rest:  # one sign, wider than the line
                    drawn = self._word(rest)
                    break
                if head:
                    line.append(self._word(head))
                    yield line, said + head, "-" if divided else ""
                    rest = rest[len(head) :]
                elif line:
                    yield line, said, said[-1:] if said.endswith(" ") else ""
                line, said, used = [], "", 0
            line.append(drawn)
            said += rest
            used += drawn.width
            if unit.blank:
                line.append(self.blank)
                said += " "
                used += self.blank.width
        yield line, said, " "

    def _word(self, text: str) -> Word:
        return word(self.faces, text, self.strong, bool(LEFTWARDS.search(text)))

    def _part(self, text: str, room: float, *, first: bool) -> tuple[str, bool]:
        """What of a word still fits on the line, and whether a hyphen follows it."""
        if room < self.width * _WORTH and not first:
            return "", False
        text = text[: int(self.width // _THIN) + 2]
        dash = hyphen(self.faces, self.strong).width
        for place, divided in sorted(self._places(text), reverse=True):
            if self._word(text[:place]).width + (dash if divided else 0) <= room:
                return text[:place], divided
        if not first:
            return "", False
        clusters = list(grapheme_clusters(text))
        low, high = 1, min(len(clusters), 1 + int(room // _THIN))  # at least one, however narrow
        while low < high:
            middle = (low + high + 1) // 2
            fits = self._word("".join(clusters[:middle])).width <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return "".join(clusters[:low]), False

    def _places(self, text: str) -> Iterator[tuple[int, bool]]:
        if any(map(str.isdigit, text)) and "/" not in text:
            return
        for found in _INNER.finditer(text):
            yield found.start(), False
        if self.hyphens is None or any(map(str.isdigit, text)) or _ADDRESS.search(text):
            return
        for found in _LETTERS.finditer(text):
            letters = found.group()
            whole = letters[1:] if self.hyphens.capitals else letters
            if whole.islower() and text[found.start() - 1 : found.start()] != "/":
                for place in _divider(self.hyphens.language).positions(letters):
                    yield found.start() + int(place), True

    def _line(self, words: list[Word], said: str, end: str, own: Sequence[int] = ()) -> Line:
        """`own`: the levels of its signs, where some of the paragraph are read leftwards."""
        said = said.rstrip(" ")
        while words and words[-1] is self.blank:
            words.pop()
        places: list[int] = []
        if self.turning and said:
            words, places = self._seen(said, own[: len(said)], divided=end == "-")
        elif end == "-":
            words.append(hyphen(self.faces, self.strong))
        if not end and words:
            words[-1] = at_line_end(words[-1])
        width = sum(item.width for item in words)
        if end == " ":
            words.append(self.blank)
            places += [width] if places else []
        return Line(tuple(words), width, said, bool(self.base), tuple(places))

    def _seen(
        self, text: str, own: Sequence[int], *, divided: bool
    ) -> tuple[list[Word], list[int]]:
        """The words in the order in which they are read, and where each is seen."""
        parts: list[tuple[int, Word]] = []
        for level, group in groupby(zip(own, text, strict=True), lambda pair: pair[0]):
            run = "".join(sign for _, sign in group)
            for part in re.split("( )", run):
                if part:
                    parts += [(level, item) for item in self._of_one_face(part, level)]
        if divided:  # the hyphen stands beside its word, wherever on the line that is
            parts.append((own[-1], hyphen(self.faces, self.strong)))
        order = list(range(len(parts)))
        for depth in range(max(own), 0, -1):
            order = _turned(order, [parts[place][0] >= depth for place in order])
        places, x = [0] * len(parts), 0
        for place in order:
            places[place] = x
            x += parts[place][1].width
        return [item for _, item in parts], places

    def _of_one_face(self, text: str, level: int) -> list[Word]:
        if level % 2 == 0:
            return [word(self.faces, text, self.strong)]
        made: list[Word] = []
        for _, run in face_runs(self.faces, text, self.strong):
            # Signs alone are drawn one by one: readers of files turn only words round.
            parts = [run] if LEFTWARDS.search(run) else grapheme_clusters(run)
            made += [word(self.faces, part, self.strong, True) for part in parts]
        return made


def _turned(order: list[int], turning: list[bool]) -> list[int]:
    """Each stretch that turns, turned round."""
    made: list[int] = []
    for turns, group in groupby(zip(turning, order, strict=True), lambda pair: pair[0]):
        places = [place for _, place in group]
        made += reversed(places) if turns else places
    return made


def _units(text: str) -> list[_Unit]:
    if _PLAIN.fullmatch(text):
        return [_Unit(part, True) for part in _BLANKS.split(text) if part]
    units = []
    for part in line_break_units(text):
        bare = part.rstrip(" \t")
        pieces = [piece for piece in _BLANKS.split(bare) if piece]
        units += [_Unit(piece, True) for piece in pieces[:-1]]
        units += [_Unit(piece, part != bare) for piece in pieces[-1:]]
        if not pieces and units:
            units[-1] = units[-1]._replace(blank=True)
    return units


@cache
def _divider(language: str) -> pyphen.Pyphen:
    known = pyphen.language_fallback(language.replace("-", "_")) or "en_GB"
    return pyphen.Pyphen(lang=known, left=_LEFT, right=_RIGHT)


def fitted(faces: Faces, text: str, width: int, strong: bool = False) -> Line:
    """One line, cut behind a sign and ended by dots where it does not fit."""
    whole = one_line(faces, text, strong)
    if whole.width <= width:
        return whole
    clusters = list(grapheme_clusters(whole.text))
    low, high = 0, len(clusters)
    while low < high:
        middle = (low + high + 1) // 2
        cut = one_line(faces, "".join(clusters[:middle]).rstrip() + "…", strong)
        low, high = (middle, high) if cut.width <= width else (low, middle - 1)
    return one_line(faces, "".join(clusters[:low]).rstrip() + "…", strong)
