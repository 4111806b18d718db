"""The one place where data becomes paragraph markup, and where unprintable characters are found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Paragraph

from mmd_reviewer.domain.errors import Refused
from mmd_reviewer.domain.fact import LetterRecord
from mmd_reviewer.pdf.styles import REGULAR, STRONG

SCRIPTS = {"LATIN", "GREEK", "CYRILLIC", "MICRO", "OHM", "KELVIN", "ANGSTROM", "FEMININE", "MASCULINE", "MODIFIER"}
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\t": " ", "\r": None})


def paragraph(text: str, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    """A paragraph that shows `text` as it is: nothing in it is markup; its line breaks are kept."""
    lines = unicodedata.normalize("NFC", text).translate(_ESCAPES).split("\n")
    return Paragraph("<br/>".join(lines), style, bulletText=bullet)


def pieces(record: LetterRecord) -> Iterator[tuple[str, str]]:
    """Every text of a letter with the name of the field it comes from."""
    yield "number", record.number
    yield "title", record.title
    for line in record.addressee:
        yield "addressee", line
    for name, value in record.sender.items():
        yield name, value
    for block in record.blocks:
        name = block.source or block.content or "letter"
        yield name, block.text
        for row in block.rows:
            for cell in row:
                yield name, cell


def printable(character: str) -> bool:
    """True for what the embedded fonts show right: Latin, Greek, Cyrillic, and the usual signs."""
    if character in "\n\t\r \u00a0":
        return True
    category = unicodedata.category(character)
    if category[0] == "C":
        return False
    if category[0] == "L" and unicodedata.name(character, "").partition(" ")[0] not in SCRIPTS:
        return False
    return all(ord(character) in pdfmetrics.getFont(font).face.charToGlyph for font in (REGULAR, STRONG))


def check_characters(record: LetterRecord) -> None:
    """Refuse a letter with a character that cannot be printed, naming it and its field."""
    good: set[str] = set()
    for name, text in pieces(record):
        for character in unicodedata.normalize("NFC", text):
            if character in good:
                continue
            if not printable(character):
                label = unicodedata.name(character, "a control character").lower()
                shown = character if character.isprintable() else " "
                raise Refused(
                    f"The character “{shown}” (U+{ord(character):04X}, {label}) in the {name.replace('_', ' ')} "
                    "cannot be printed: these letters hold Latin, Greek and Cyrillic. Write it in one of them.",
                    "C3",
                    name,
                )
            good.add(character)
