"""Words folded by our own code for the search of PostgreSQL: the same answers as from FTS5.

A case is one `tsvector` of the configuration `simple`, made of what `folded` gives, so no parser
of the server has a say. What a request says has the weight A: precedents look only there. The
fields stand apart by a step, so that no phrase reaches from one into the next. Positions end at
16,383 (PostgreSQL): words behind that are found, phrases of them are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

from mmd_reviewer.domain.case import Case
from mmd_reviewer.store.dialects.dialect import Search
from mmd_reviewer.store.dialects.searched import OF_REQUEST, Searched, searched
from mmd_reviewer.store.rows.projection import Projection

LAST_PLACE = 16_383
MOST_PLACES = 255  # of one word, as the server keeps them
LONGEST_WORD = 500  # letters
MOST_BYTES = 900_000  # of a tsvector, which takes a million
_TOKEN = re.compile(r"[^\W_]+")


def folded(text: str) -> list[str]:
    """The words of a text, in small letters and without diacritics, as FTS5 folds them."""
    if not text.isascii():
        apart = unicodedata.normalize("NFD", text)
        text = "".join(_small(sign) for sign in apart if not unicodedata.combining(sign))
    return [word[:LONGEST_WORD] for word in _TOKEN.findall(text.lower())]


@lru_cache(maxsize=5000)
def _small(sign: str) -> str:
    """One sign for one, so that every sigma is the same and ß stays."""
    small = sign.casefold()
    return small if len(small) == 1 else sign


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The words of a case as a `tsvector` is written."""

    words: str


def vector(said: Searched) -> str:
    """`'vpn':3A,9`: every word with its places."""
    places: dict[str, list[str]] = {}
    at = size = 0
    for field in fields(said):
        weight = "A" if field.name in OF_REQUEST else ""
        for word in folded(getattr(said, field.name)):
            at = min(at + 1, LAST_PLACE)
            if word not in places:
                size += len(word.encode()) + 8
                if size > MOST_BYTES:
                    break
            kept = places.setdefault(word, [])
            if len(kept) < MOST_PLACES and (not kept or at < LAST_PLACE):
                kept.append(f"{at}{weight}")
                size += 2
        at = min(at + 1, LAST_PLACE)
    return " ".join(f"'{word}':{','.join(kept)}" for word, kept in places.items())


def match_of(words: str) -> str:
    """The `tsquery`: every word must begin a word of the case; marks inside a word make a
    phrase.
    """
    phrases = (folded(part) for part in re.split(r"[\s\"\0]+", words))
    return " & ".join(_phrase(phrase, begins=True) for phrase in phrases if phrase)


def any_of(words: Iterable[str]) -> str:
    """The `tsquery`: any of these begins a word of the request; short ones are whole."""
    phrases = ((folded(word), len(word.strip()) > 3) for word in words)
    return " | ".join(
        f"({_phrase(phrase, begins=begins, weight='A')})" for phrase, begins in phrases if phrase
    )


def _phrase(phrase: Sequence[str], *, begins: bool, weight: str = "") -> str:
    *whole, last = phrase
    mark = f":{weight}" if weight else ""
    end = f":*{weight}" if begins else mark
    return " <-> ".join([*(f"'{word}'{mark}" for word in whole), f"'{last}'{end}"])


def _made(case_no: int, case: Case) -> Iterator[tuple[SearchWords, int]]:
    yield SearchWords(vector(searched(case))), case_no


SEARCH = Search(
    Projection(
        "search words",
        Table(  # of its own, as only `make` can make it
            "search", MetaData(), Column("case_no", BigInteger), Column("words", Text)
        ),
        SearchWords,
        _made,
    ),
    (
        "DROP TABLE IF EXISTS search",
        'CREATE TABLE search (case_no BIGINT PRIMARY KEY, words TEXT COLLATE "C" NOT NULL, '
        "index TSVECTOR GENERATED ALWAYS AS (words::tsvector) STORED)",
        "CREATE INDEX s_index ON search USING gin (index)",
    ),
    match_of,
    any_of,
    "search JOIN case_row ON case_row.case_no = search.case_no WHERE index @@ CAST(? AS tsquery)",
    "SELECT case_no, -ts_rank(index, asked) AS rank FROM search, CAST(? AS tsquery) AS asked "
    "WHERE index @@ asked",
)
