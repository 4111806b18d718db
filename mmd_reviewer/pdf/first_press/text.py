"""The one place where data becomes paragraph markup, and where unprintable characters are found."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Paragraph

from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.signs import cannot_be_printed, texts
from mmd_reviewer.pdf.first_press.styles import REGULAR, STRONG

SCRIPTS = {
    "LATIN",
    "GREEK",
    "CYRILLIC",
    "MICRO",
    "OHM",
    "KELVIN",
    "ANGSTROM",
    "FEMININE",
    "MASCULINE",
    "MODIFIER",
}
_LINE_ENDS = re.compile("\r\n|\r|\n")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\t": " "})


def paragraph(text: str, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    """A paragraph that shows `text` as it is: nothing in it is markup; its line breaks are kept."""
    lines = _LINE_ENDS.split(unicodedata.normalize("NFC", text).translate(_ESCAPES))
    return Paragraph("<br/>".join(lines), style, bulletText=bullet)


@cache
def printable(character: str) -> bool:
    """True for what the embedded fonts show right: Latin, Greek, Cyrillic, and the usual signs."""
    if character in "\n\t\r \u00a0":
        return True
    category = unicodedata.category(character)
    if category[0] == "C":
        return False
    if category[0] == "L" and unicodedata.name(character, "").partition(" ")[0] not in SCRIPTS:
        return False
    return all(
        ord(character) in pdfmetrics.getFont(font).face.charToGlyph for font in (REGULAR, STRONG)
    )


def check_characters(record: LetterRecord) -> None:
    """Refuse a letter with a character that cannot be printed, naming it and its field."""
    for name, text in texts(record):
        for character in unicodedata.normalize("NFC", text):
            if not printable(character):
                raise cannot_be_printed(character, name)


@lru_cache(maxsize=100_000)
def width_of(text: str, font: str, size: float) -> float:
    """How wide a text is, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """The text in lines of a width, to be drawn as they are;
    a word that is too long is broken, its breaks are kept.
    """
    lines: list[str] = []
    blank = width_of(" ", font, size)
    for part in unicodedata.normalize("NFC", text).split("\n"):
        line, used = "", 0.0
        for word in part.split():
            room = width_of(word, font, size)
            if line and used + blank + room > width:
                lines.append(line)
                line, used = "", 0.0
            while room > width:
                fits = _fitting(word, font, size, width)
                lines.append(word[:fits])
                word = word[fits:]
                room = width_of(word, font, size)
            line, used = (f"{line} {word}", used + blank + room) if line else (word, room)
        if line or not part.strip():
            lines.append(line)
    return lines


def _fitting(word: str, font: str, size: float, width: float) -> int:
    """How many characters of a word fit, at least one."""
    used, place = 0.0, 0
    for place, character in enumerate(word):
        used += width_of(character, font, size)
        if used > width and place:
            return place
    return place + 1
