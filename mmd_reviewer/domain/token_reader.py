"""Words cut into tokens, and taken from the left:
what timelines and dates are read with (rule A3).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_TOKEN = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?![\w-])|\d{4}[/.]\d{1,2}[/.]\d{1,2}(?![\w/])|"
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?!\d)|"
    r"\d{1,2}/\d{1,2}/\d{4}(?![\d/])|\d{1,2}-\d{1,2}-\d{4}(?![\w-])|"
    r"\d+(?:st|nd|rd|th|er)\b|\d+[.,]\d+|[.,]\d+|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|\S"
)
_QUOTES = " *;,!\"'“”„‚‘’()[]"
_BULLETS = "•·*▪►‣–— "


def tokens_of(words: str) -> list[str]:
    """Lower-case tokens; every hyphen is `-`, every blank one blank,
    ligatures and wide forms are plain.
    """
    text = unicodedata.normalize("NFC", words).casefold()
    text = re.sub(r"[\u2010\u2011\u2012\u2212]", "-", text).replace("’", "'")
    text = " ".join(text.split()).lstrip(_BULLETS).removeprefix("- ")
    return _TOKEN.findall(text.strip(_QUOTES).rstrip("."))


class Tokens:
    """Each method takes what it understands, or nothing."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._at = tokens, 0

    @property
    def done(self) -> bool:
        return self._at >= len(self._tokens)

    def _peek(self, ahead: int = 0) -> str:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else ""

    def _take(self, *choices: str) -> bool:
        """Take one of these phrases, the longest that stands here; hyphens in them are tokens."""
        for wanted in _by_first_token(choices).get(self._peek(), ()):
            if self._tokens[self._at : self._at + len(wanted)] == wanted:
                self._at += len(wanted)
                return True
        return False


@cache
def _by_first_token(choices: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """Phrases cut into tokens, the longest first, under the token that each begins with."""
    phrases = [_TOKEN.findall(choice) for choice in sorted(choices, key=len, reverse=True)]
    return {
        first: [one for one in phrases if one[0] == first] for first in {one[0] for one in phrases}
    }
