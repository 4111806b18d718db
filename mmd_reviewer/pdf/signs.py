"""Signs that no face has: refused in letters, written out in lists."""

from __future__ import annotations

import unicodedata

from mmd_reviewer.domain.letter_facts import LetterRecord
from mmd_reviewer.domain.letters.signs import (
    cannot_be_printed,
    is_selector,
    joiners_in,
    numbered,
    prepared,
    texts,
)
from mmd_reviewer.pdf.faces import Faces


def check_characters(record: LetterRecord, faces: Faces) -> None:
    """Refuse a letter with a character that cannot be printed, naming it and its field (C3)."""
    for name, text in texts(record):
        if text.isascii() and text.isprintable():
            continue
        plain = unicodedata.normalize("NFC", text)
        joiners = joiners_in(plain)
        for place, character in enumerate(plain):
            if not faces.shows(character) and place not in joiners:
                raise cannot_be_printed(character, name)


def visible(text: str, faces: Faces) -> str:
    """The text with every run of characters that cannot be printed written out
    as `[U+4E2D U+570B]`: nothing is lost but what only chooses how the sign before it looks.

    Letters ask for leave first (C3); a list of everything has to print whatever stands in it.
    """
    if text.isascii() and text.isprintable():
        return text
    plain = unicodedata.normalize("NFC", prepared(text))

    def instead(sign: str) -> str | None:
        if faces.shows(sign):
            return sign
        return "" if is_selector(sign) else None

    return numbered(plain, instead)
