"""The search of the store in memory: by the words of a case, without an index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from mmd_reviewer.domain.case import Case
from mmd_reviewer.domain.search_words import words_said


def has_words(case: Case, words: str) -> bool:
    """Every word begins a word of the case; marks inside a word make a phrase."""
    newest, requests = case.newest, [version.request for version in case.versions]
    texts = [case.number, newest.ticket, newest.customer, newest.title]
    texts += [
        "\n".join(row.requirement for row in requests),
        "\n".join(row.proposal for row in requests),
        words_said(case),
    ]
    phrases = [phrase for part in re.split(r"[\s\"]+", words) if (phrase := _tokens(part))]
    return bool(phrases) and all(
        any(_holds(_tokens(text), phrase) for text in texts) for phrase in phrases
    )


def has_beginning(text: str, words: str) -> bool:
    """Do the words stand in a text, the last as its beginning; short ones whole?"""
    phrase = _tokens(words)
    if len(words) <= 3:
        return bool(phrase) and phrase[0] in _tokens(text)
    return bool(phrase) and _holds(_tokens(text), phrase)


def _tokens(text: str) -> list[str]:
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return re.findall(r"[^\W_]+", bare.lower())


def _holds(tokens: Sequence[str], phrase: Sequence[str]) -> bool:
    *whole, begun = phrase
    return any(
        [*tokens[at : at + len(whole)]] == whole and tokens[at + len(whole)].startswith(begun)
        for at in range(len(tokens) - len(whole))
    )
