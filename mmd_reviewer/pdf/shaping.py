"""Words as glyphs: each script in its own face, marks on their letters, as they are seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz as hb
from uniseg.graphemecluster import grapheme_clusters

from mmd_reviewer.pdf.faces import LATIN, Face, Faces, is_japanese

SOFT_HYPHEN, HYPHEN = "\u00ad", "\u2010"
_SCRIPTS = (
    (0, 0, ""),
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "und-Cyrl"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x08FF, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0E00, 0x0E7F, "th"),
    (0x1F00, 0x1FFF, "el"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
    (0xF900, 0xFAFF, "zh"),
    (0xFB50, 0xFDFF, "ar"),
)
_HAN = {"JP": "ja", "KR": "ko"}


class Glyph(NamedTuple):
    """What one sign, or a letter with all its marks, looks like: a glyph of the face, or several.

    `parts`: number of each and its distance from the pen, right and up. `before`: a correction of
    the distance to the glyph before. `said`: what a reader of the file finds.
    """

    parts: tuple[tuple[int, int, int], ...]
    width: int
    before: int
    said: str


class Run(NamedTuple):
    """Glyphs of one face as they are seen from left to right; `after`: a correction behind them."""

    face: Face
    glyphs: tuple[Glyph, ...]
    after: int


class Word(NamedTuple):
    """A stretch of text that is drawn as a whole; `width` in thousandths of the size.

    `language`: of another script than the document's, "" for none. `leftwards`: its glyphs stand
    from left to right and are read from right to left.
    """

    text: str
    width: int
    runs: tuple[Run, ...]
    language: str
    leftwards: bool = False


class Line(NamedTuple):
    """A line; `width` in thousandths of the size.

    Its words stand in the order in which they are read, one behind the other unless `places` says
    where each is seen. Behind the last stands a blank beyond the width, so that a reader of the
    file finds the words apart; none where a word goes on on the next line. `text` is what it says,
    as it was written. `leftwards`: it begins on the right.
    """

    words: tuple[Word, ...]
    width: int
    text: str
    leftwards: bool = False
    places: tuple[int, ...] = ()


@lru_cache(maxsize=60_000)
def word(faces: Faces, text: str, strong: bool = False, leftwards: bool = False) -> Word:
    """Shape a stretch of one direction. What no face has is drawn as the face's own box:
    callers ask before (C3).
    """
    made: list[Run] = []
    width, language = 0, ""
    runs = list(face_runs(faces, text, strong))
    for face, run in reversed(runs) if leftwards else runs:
        language = language or (_language(face, run) if not run.isascii() else "")
        shaped, wide = _shaped(face, run, leftwards)
        made.append(shaped)
        width += wide
    return Word(text, width, tuple(made), language, leftwards)


def hyphen(faces: Faces, strong: bool) -> Word:
    """The hyphen at the end of a broken word; who reads the text finds a soft one."""
    drawn = word(faces, "-", strong)
    run = drawn.runs[0]
    soft = run._replace(glyphs=(run.glyphs[0]._replace(said=SOFT_HYPHEN),))
    return drawn._replace(text=SOFT_HYPHEN, runs=(soft,))


def at_line_end(drawn: Word) -> Word:
    """A word that ends in a hyphen of its own at the end of a line, where it goes on on the next.

    Readers of files take a plain hyphen there for a soft one and drop it: it is told as the sign
    that is a hyphen and nothing else.
    """
    if not drawn.text.endswith("-"):
        return drawn
    *before, run = drawn.runs
    if drawn.leftwards:
        run, *before = drawn.runs
        own = run.glyphs[0]._replace(said=HYPHEN)
        return drawn._replace(runs=(run._replace(glyphs=(own, *run.glyphs[1:])), *before))
    own = run.glyphs[-1]._replace(said=HYPHEN)
    return drawn._replace(runs=(*before, run._replace(glyphs=(*run.glyphs[:-1], own))))


def face_runs(faces: Faces, text: str, strong: bool) -> Iterator[tuple[Face, str]]:
    """The stretches of a text that one face draws, in the order in which they are read."""
    latin = faces.face(LATIN, strong=strong)
    if latin.signs.issuperset(map(ord, text)):
        yield latin, text
        return
    japanese = is_japanese(text)
    parts: list[tuple[Face, str]] = []
    for cluster in grapheme_clusters(text):
        face = faces.having(cluster, strong, japanese)
        if face is None:  # no face has all of it: sign by sign
            parts += [(faces.having(sign, strong, japanese) or latin, sign) for sign in cluster]
        else:
            parts.append((face, cluster))
    for face, run in groupby(parts, lambda part: part[0]):
        yield face, "".join(piece for _, piece in run)


def _shaped(face: Face, run: str, leftwards: bool) -> tuple[Run, int]:
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftwards else "ltr"
    if (
        leftwards
    ):  # each mark for itself: who turns the signs round would tear them off their letters
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(face.font, buffer, face.features)
    pairs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in pairs})
    ends = dict(zip(starts, [*starts[1:], len(run)], strict=True))
    glyphs: list[Glyph] = []
    late = total = 0  # `late`: the distance that is still to be corrected
    for start, group in groupby(pairs, lambda pair: pair[0].cluster):
        cluster, said = list(group), run[start : ends[start]]
        (info, position) = cluster[0]
        width, advance = face.width(info.codepoint), position.x_advance
        # What is read leftwards is turned round as one string: no correction may stand in it.
        plain = not leftwards or (advance == width and not position.x_offset)
        if len(cluster) == 1 and not position.y_offset and plain:
            late += position.x_offset
            glyphs.append(Glyph(((info.codepoint, 0, 0),), width, late, said))
            late = advance - position.x_offset - width
        else:
            parts, advance = [], 0
            for info, position in cluster:
                parts.append((info.codepoint, advance + position.x_offset, position.y_offset))
                advance += position.x_advance
            glyphs.append(Glyph(tuple(parts), advance, late, said))
            late = 0
        total += advance
    return Run(face, tuple(glyphs), late), total


def _language(face: Face, run: str) -> str:
    """By the script: which language it is no one can tell, but not the letter's own."""
    for sign in run:
        place = bisect_right(_SCRIPTS, ord(sign), key=lambda row: row[0]) - 1
        first, last, language = _SCRIPTS[place]
        if first <= ord(sign) <= last:
            return _HAN.get(face.name.partition("-")[0], "zh") if language == "zh" else language
    return ""
