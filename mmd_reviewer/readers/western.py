"""Does text that is not UTF-8 read well as Windows-1252, or do its words speak against it?

A byte above 127 means one letter in Western, another in Eastern Europe, in the old DOS and
Macintosh encodings. Each letter here stands in the surroundings in which Western languages write
it; a word in which one does not is doubtful.
"""

from __future__ import annotations

import re

_CONSONANT = "bcdfghjklmnpqrstvwxz"
_VOWEL = "aeiouyàáâäéèêëíîïóôöúùûü"
_LETTER = r"[^\W\d_]"
_LETTERS = (
    "[äöüéíóúôå]",
    r"(?<![ao])á(?!e)",
    r"(?<=[a-zäöüé])ß",
    "â(?=[bcfglmprst])",
    "î(?=[clmnst])",
    rf"(?<!y)û(?=[clmrt])|(?<!{_LETTER})dû(?!{_LETTER})|(?<=d)û(?!{_LETTER})",
    rf"à(?!{_LETTER})",
    rf"(?<=[{_CONSONANT}])è(?=[{_CONSONANT}])|(?<=i)è(?=[cdglmrstv])|(?<=o)è(?=[lmt])|(?<=[gq]u)è",
    rf"(?<=[cdfhpst])è(?!{_LETTER})|(?<=cio)è(?!{_LETTER})|(?<!{_LETTER})è(?!{_LETTER})",
    rf"(?<!i)ê(?=[lmnqrtv]|ch|s(?!{_LETTER}))",
    "(?<=[aeiou])ë",
    "(?<=[aeou])ï",
    "ç(?=[aouâãõû])",
    "ñ(?=[aeiouáéíóú])",
    "ã(?=[eo])",
    "õ(?=e)",
    "æ(?=[bdfgklmnprstv])",
    "ø(?![aeiouyáéíóúýìù])",
    rf"(?<=[lrs])ì(?!{_LETTER})|(?<=[er]d)ì(?!{_LETTER})",
    rf"(?<=[u{_CONSONANT}])ò(?!{_LETTER})",
    rf"(?<=[io])ù(?!{_LETTER})|(?<=(?:es|ib|rt))ù(?!{_LETTER})",
    "œ(?=[itu])",
    rf"(?:(?<=[{_VOWEL}])|(?<!{_LETTER}))š(?![bdfghz])|š(?=[{_VOWEL}])",
    rf"(?:(?<=[{_VOWEL}])|(?<!{_LETTER}))ž(?![bdfghnrtz])|ž(?=[{_VOWEL}])",
)
_ALLOWED = re.compile("|".join(_LETTERS))
_MIXED = re.compile("[æøåœ][^’]*[íáýèêùìšž]|[íáýèêùìšž][^’]*[æøå]")
_ELISION = re.compile(
    r"(?:^|[\W\d_])(?:[ldjmtnscov]|qu|jusqu|lorsqu|puisqu|quelqu|aujourd|dell|all|nell|sull|dall|"
    r"un|dov|com|quell)$"
)
_CONTRACTION = re.compile(r"(?:s|t|re|ll|ve|m|d|em)(?![^\W\d_])")
_OPENING, _CLOSING = "«“„‹‘•·×", "»”“›’‘…®™"
# signs that Western text writes, where no letter touches them
_FREE = "™©®±×÷·•½¼¾«»“”„‹›‘’´–—…§€£¥°²³ºª¹†‡‰¶µ¿¡"
_WORD = re.compile(r"[^\s,;|\"<>()\[\]{}=+/\\:*&%$#@^~`?!]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LONGEST = 200  # of a longer run this much is looked at, from its first letter beyond ASCII on


def words_beyond_ascii(text: str) -> set[str]:
    """The different words that hold a character beyond ASCII."""
    words = set(_WORD.findall(text.replace("\xa0", " ").replace("\xad", "")))
    return {_shortened(word) for word in words if not word.isascii()}


def _shortened(word: str) -> str:
    first = _BEYOND_ASCII.search(word)
    return (
        word
        if len(word) <= _LONGEST or first is None
        else word[first.start() : first.start() + _LONGEST]
    )


def doubtful(word: str) -> bool:
    """Would a Western European hardly have written this word?"""
    small = word.lower()
    if len(small) != len(word) or _MIXED.search(small) or _run(word):
        return True
    return any(
        not (
            _letter(word, small, at) if sign.isalpha() and sign not in "ºªµƒˆ" else _sign(word, at)
        )
        for at, sign in enumerate(word)
        if sign > "\x7f"
    )


def _run(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    if len(letters) > 1 and all(sign > "\x7f" for sign in letters):
        return True
    longest = length = 0
    for sign in word:
        length = length + 1 if sign > "\x7f" and sign not in _OPENING + _CLOSING else 0
        longest = max(longest, length)
    return longest > 2


def _letter(word: str, small: str, at: int) -> bool:
    before, after = word[at - 1 : at], word[at + 1 : at + 2]
    if before.isdigit():
        return False
    if word[at].isupper() and (
        before.islower() or (not before and after.islower() and word[at] == "Ÿ")
    ):
        return False
    if word[at].islower() and word[at] != "ß" and after.isupper() and not before.islower():
        return False
    return _ALLOWED.match(small, at) is not None


def _sign(word: str, at: int) -> bool:
    sign, before, after = word[at], word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    left, right = before.isalpha(), after.isalpha()
    if sign not in _FREE:
        return False
    if sign in "’‘´" and left and right:
        return bool(_ELISION.search(word[:at].lower()) or _CONTRACTION.match(word, at + 1))
    if sign in "–—":
        return not (left or right) or (right and after.isupper() and (left or before.isdigit()))
    if left and right:
        return False
    if sign in "°ºª":
        return (not right or (sign == "°" and after in "CFK")) and (
            not left or word[:at].lower() == "n"
        )
    if sign in "²³":
        return not right and not (left and at > 3)
    if sign == "µ":
        return after in "mgslAVFHW"
    if sign in "¿¡":
        return not left and not before.isdigit() and (after.isupper() or after > "\x7f")
    return not (left and sign not in _CLOSING) and not (right and sign not in _OPENING)
