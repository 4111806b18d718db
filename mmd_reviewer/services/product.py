"""The product that a request is about, by the names in its title and proposal: maker and version
aside. Pure, but for the table of words.

A name has a capital or a digit where an ordinary word has none: `AnyConnect`, `ZT411`, `Nexthink`.
Names that stand side by side are one product, so `Any Connect` is `AnyConnect` too. Where only the
maker is named, the product is the maker and the kind of thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from mmd_reviewer.services.likeness import plain, said, stem, table, words_of

_WORD = re.compile(r"[^\W_]+")
_BESIDE = re.compile(r"[ +./–-]*")
_PLACE = re.compile(  # and places in a row: `in Munich, Graz and `
    r"\b(?:[Ii]n|[Aa]t|near|from|of|bei|aus|en|chez) (?:the |our |der )?"
    r"(?:[^\W\d_]+(?:, | and | und | et ))*$"
)
_STRONG = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]|^[A-Z]{3,}$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)")
_VERSION = re.compile(r"[eEvVrR]?\d+[a-z]?")
_MODEL = re.compile(r"\b([A-Z]{1,3})[ -](?!19|20)(\d{1,4})\b(?!\.\d)")  # `LN-150` is LN150
SHORT, LONG = 4, 6  # letters of a half of a name; of a name known in lower case too


@dataclass(frozen=True, slots=True)
class Product:
    """`names` it goes by, each in lower case and as one word; `words` of the text, and neighbours
    as one word; `looked_up` are the spellings by which an index finds it.
    """

    names: frozenset[str]
    words: frozenset[str]
    looked_up: tuple[str, ...]

    def is_same(self, title: str, proposal: str, ordinary: frozenset[str]) -> bool:
        """Is a request with these words about it too: do both have a name in common, or does one's
        name stand in the words of the other?
        """
        words = _spelled(title) | _spelled(proposal)
        if not words.isdisjoint(name for name in self.names if len(name) >= LONG):
            return True
        names = product_of(title, proposal, ordinary).names
        return not names.isdisjoint(self.names) or not self.words.isdisjoint(
            name for name in names if len(name) >= LONG
        )


def ordinary_words(texts: Iterable[str]) -> frozenset[str]:
    """Words mostly written small: names of nothing, though a sentence may begin with them."""
    spelled = Counter(_WORD.findall(plain("\n".join(texts))))
    return frozenset(
        word for word, n in spelled.items() if word.islower() and n >= spelled[word.capitalize()]
    )


def product_of(title: str, proposal: str, ordinary: frozenset[str] = frozenset()) -> Product:
    """The product of a request; `ordinary` words are none of its names."""
    known = table()
    renamed = known.renamed.intersection(said(f"{title}\n{proposal}").terms)
    wordings = [wording for name in renamed for wording in known.wordings[name[1:]]]
    names, makers, spellings = set(renamed), set[str](), dict.fromkeys(wordings)
    for run in [run for text in (title, proposal) for run in _runs(_bare(text))]:
        makers |= {low for word in run if (low := word.lower()) in known.vendors}
        for spelling in _names(run, ordinary):
            name = spelling.replace(" ", "").lower()
            names.add(name)
            spellings |= {name: None, _CAMEL.sub(" ", spelling).lower(): None}
    if not names:
        kinds = {word for word in words_of(title) if word.isalpha()} - known.empty - makers
        names = {f"{maker} {stem(kind)}" for maker in makers for kind in kinds}
        spellings |= dict.fromkeys(sorted(makers))
    return Product(frozenset(names), _spelled(title) | _spelled(proposal), tuple(spellings))


def _bare(text: str) -> str:
    """Without accents; a model's letters and number as one word."""
    return _MODEL.sub(r"\1\2", plain(text))


def _spelled(text: str) -> frozenset[str]:
    """The words, and neighbours as one word."""
    words = words_of(_bare(text))
    return frozenset([*words, *map("".join, pairwise(words))])


def _runs(text: str) -> Iterator[list[str]]:
    """Capitalised words that stand side by side, without versions; not where a place is named."""
    run, end = list[str](), 0
    for found in _WORD.finditer(text):
        word = found[0]
        if run and not _BESIDE.fullmatch(text[end : found.start()]):
            yield run
            run = []
        end = found.end()
        if _VERSION.fullmatch(word):
            continue
        named = word[0].isupper() and not _PLACE.search(text[: found.start()])
        if named or (run and word.isupper()) or _STRONG.search(word):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _names(run: list[str], ordinary: frozenset[str]) -> Iterator[str]:
    """The names in a run: its words that are none of the table's, and two of them as one; a half
    beside a short common word (`Power BI`) is no name by itself.
    """
    lows = [word.lower() for word in run]
    own = [not _is_common(low) and low not in ordinary for low in lows]
    for place, word in enumerate(run):
        beside = (one for one in (place - 1, place + 1) if 0 <= one < len(run))
        half = any(not own[one] and len(lows[one]) <= SHORT for one in beside)
        if own[place] and (_STRONG.search(word) or (len(word) > 2 and not half)):
            yield word
    for place, pair in enumerate(pairwise(run)):
        makers = table().vendors.intersection(lows[place : place + 2])
        if (own[place] or own[place + 1]) and not makers:
            yield " ".join(pair)


def _is_common(low: str) -> bool:
    known = table()
    meaning = known.meanings.get((stem(low),))
    ordinary = meaning is not None and f"={meaning}" not in known.renamed
    return ordinary or low in known.vendors or low in known.common
