"""The faces of the letters: a Latin one first, others for their scripts, loaded when needed.

That for Latin, Greek and Cyrillic letters has those of Devanagari too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import uharfbuzz as hb

from mmd_reviewer import paths
from mmd_reviewer.domain.errors import StoreError

EM = 1000  # every width in this package that is not in points is in thousandths of the size
LATIN = "Latin"
_SIGNS = ("Math", "Symbols", "Symbols2")
HAN = ("SC", "JP", "KR")
# Which families beside the Latin one may have a sign, by its number.
_SPANS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0x0590, 0x05FF, ("Hebrew",)),
    (0x0600, 0x08FF, ("Arabic",)),
    (0x0E00, 0x0E7F, ("Thai",)),
    (0x2000, 0x2BFF, (*_SIGNS, *HAN)),
    (0x2E80, 0x9FFF, HAN),
    (0xAC00, 0xD7AF, ("KR",)),
    (0xF900, 0xFAFF, HAN),
    (0xFB1D, 0xFB4F, ("Hebrew",)),
    (0xFB50, 0xFDFF, ("Arabic",)),
    (0xFE30, 0xFE4F, HAN),
    (0xFE70, 0xFEFC, ("Arabic",)),
    (0xFF00, 0xFFEF, HAN),
)
_KANA = range(0x3040, 0x3100)


class Face:
    """One font. Its glyphs are called by their own numbers, also where only some are embedded.

    Loaded when it is made; `signs` are the numbers of the characters it has.
    """

    def __init__(self, name: str, content: hb.Blob) -> None:
        self.name = name
        self.face = hb.Face(content)
        self.font = hb.Font(self.face)
        self.font.scale = (EM, EM)
        self.glyphs = int(self.face.glyph_count)
        self.signs = frozenset(self.face.unicodes)
        self._widths: dict[int, int] = {}
        # Ligatures of Latin letters join what a reader may want to copy apart.
        self.features = {"liga": False, "clig": False} if name.startswith(LATIN) else {}

    def width(self, glyph: int) -> int:
        """How far a glyph moves the pen."""
        found = self._widths.get(glyph)
        if found is None:
            found = self._widths[glyph] = int(self.font.get_glyph_h_advance(glyph))
        return found


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a folder of fonts, by family and weight.

    Those of HAN may lie in the file beside a built program instead, or be nowhere at all.
    """

    folder: Path

    def face(self, family: str, *, strong: bool) -> Face:
        """A family in the weight; the signs' faces have one weight alone."""
        return _loaded(self.folder, family, strong and family not in _SIGNS)

    def having(self, text: str, strong: bool, japanese: bool) -> Face | None:
        """The first face that has every sign of a cluster; None: none has them all.

        `japanese`: Han characters are drawn as they are in Japan.
        """
        latin = self.face(LATIN, strong=strong)
        numbers = [ord(sign) for sign in text]
        if latin.signs.issuperset(numbers):
            return latin
        for family in _families(max(numbers) if numbers[0] < 0x300 else numbers[0], japanese):
            if family in HAN and not _has_han(self.folder):
                continue
            face = self.face(family, strong=strong)
            if face.signs.issuperset(numbers):
                return face
        return None

    def shows(self, sign: str) -> bool:
        """True for what the faces show right; never for what is not seen or turns directions."""
        if sign in "\n\t\r \u00a0":
            return True
        return unicodedata.category(sign)[0] != "C" and _shown(self, sign)


@cache
def _shown(faces: Faces, sign: str) -> bool:
    return all(faces.having(sign, strong, False) is not None for strong in (False, True))


@cache
def _loaded(folder: Path, family: str, strong: bool) -> Face:
    name = f"{family}-{'SemiBold' if strong else 'Regular'}"
    if family == LATIN:
        return Face(name, hb.Blob.from_file_path(str(folder / f"NotoSans{name[len(LATIN) :]}.ttf")))
    file, beside = folder / "press" / f"{name}.ttf", paths.han_fonts()
    if file.exists():
        return Face(name, hb.Blob.from_file_path(str(file)))
    if beside is None:
        raise StoreError(
            f"The fonts for Chinese, Japanese and Korean are missing: lay the file "
            f"{paths.HAN_FONTS} beside the program’s folder."
        )
    with ZipFile(beside) as archive:
        return Face(name, hb.Blob(archive.read(file.name)))


@cache
def _has_han(folder: Path) -> bool:
    return (folder / "press" / f"{HAN[0]}-Regular.ttf").exists() or paths.han_fonts() is not None


def _families(number: int, japanese: bool) -> tuple[str, ...]:
    for first, last, families in _SPANS:
        if first <= number <= last:
            return ("JP", "SC", "KR") if japanese and families == HAN else families
    return ()


def is_japanese(text: str) -> bool:
    """A text with kana is Japanese; by Han characters alone no one can tell."""
    return any(ord(sign) in _KANA for sign in text)
