"""How alike requests are in words: what the index is asked for, and the order of what it finds.

Pure, but for the table of words, which is data. Two kept libraries do the work and are imported
when they are first used: Snowball for the stems of words, RapidFuzz for words nearly the same.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, takewhile
from math import log, sqrt
from typing import NamedTuple

from mmd_reviewer import paths

GROUPS = ("short", "written", "said", "units", "renamed")
NEARLY = 0.88  # from here on two stems are one word written otherwise (Jaro-Winkler)
DAMPING = 10  # of the places in the two orders
SIGN = 0.5 / DAMPING
LONG = 4  # letters of a word that may be part of another


class Words(NamedTuple):
    """The table: `meanings` are groups of wordings by the stems of each, `longest` how many stems
    the longest has that begins with one; `empty` words say nothing, `common` ones are no product's
    name, `vendors` make products, `renamed` are meanings that are one.
    """

    meanings: Mapping[tuple[str, ...], str]
    wordings: Mapping[str, tuple[str, ...]]
    longest: Mapping[str, int]
    empty: frozenset[str]
    vendors: frozenset[str]
    common: frozenset[str]
    renamed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is compared: its terms (stems, or `=` and a meaning) in order, neighbours
    written as one word, and all groups of three letters.
    """

    terms: tuple[str, ...]
    joined: frozenset[str]
    letters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A text by its place in what was given; `share` of the weight of the words asked for that it
    has, from 0 to 1.
    """

    place: int
    share: float


@cache
def table() -> Words:
    """The table of words that comes with the program."""
    data = tomllib.loads((paths.resources() / "lookups" / "likeness.toml").read_text("utf-8"))
    groups = [group for name in GROUPS for group in data[name]]
    meanings: dict[tuple[str, ...], str] = {}
    for group in groups:
        for wording in group:
            meanings.setdefault(tuple(map(stem, words_of(wording))), group[0])
    longest: dict[str, int] = {}
    for stems in meanings:
        longest[stems[0]] = max(longest.get(stems[0], 0), len(stems))
    return Words(
        meanings,
        {group[0]: tuple(group) for group in groups},
        longest,
        empty := frozenset(data["empty"].split()),
        frozenset(data["vendors"].split()),
        empty.union(*(data[name].split() for name in ("generic", "begins", "service"))),
        frozenset(f"={group[0]}" for group in data["renamed"]),
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Without its ending; English rules, which do no harm to names and other languages."""
    import snowballstemmer

    return str(snowballstemmer.stemmer("english").stemWord(word))


def plain(text: str) -> str:
    """Without accents."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Letters and digits that stand together, in lower case, without accents."""
    return re.findall(r"[^\W_]+", plain(text).lower())


@lru_cache(maxsize=2_000)
def said(text: str) -> Said:
    """A text as it is compared."""
    known, words = table(), words_of(text)
    stems = [*map(stem, words)]
    content = [word for word in words if word not in known.empty and len(word) > 1]
    return Said(
        tuple(dict.fromkeys(_terms(known, words, stems))),
        frozenset(stem(one + other) for one, other in pairwise(words) if len(one + other) > LONG),
        frozenset().union(*map(_letters, content)),
    )


def _terms(known: Words, words: Sequence[str], stems: Sequence[str]) -> Iterator[str]:
    """The longest wording that the table knows at each place, else the stem."""
    place = 0
    while place < len(words):
        for length in range(known.longest.get(stems[place], 0), 0, -1):
            meaning = known.meanings.get(tuple(stems[place : place + length]))
            if meaning is not None:
                yield f"={meaning}"
                place += length
                break
        else:
            if words[place] not in known.empty and len(words[place]) > 1:
                yield stems[place]
            place += 1


@lru_cache(maxsize=50_000)
def _letters(word: str) -> frozenset[str]:
    """`vpn`: ` vp`, `vpn`, `pn `."""
    framed = f" {word} "
    return frozenset(framed[place : place + 3] for place in range(len(framed) - 2))


def looked_up(text: str) -> tuple[str, ...]:
    """What the index is asked for: beginnings of the words of a text that say something, and every
    wording of what the table knows of them.
    """
    known, words = table(), words_of(text)
    found: dict[str, None] = {}
    for word in words:
        if word not in known.empty and len(word) > 1:
            found[_beginning(word)] = None
    for term in said(text).terms:
        found |= dict.fromkeys(known.wordings[term[1:]] if term.startswith("=") else ())
    found |= {one + other: None for one, other in pairwise(words) if not {one, other} & known.empty}
    return tuple(found)


def _beginning(word: str) -> str:
    """As much of a word as its stem begins with: `company` is `compan`, its stem `compani`."""
    same = (one == other for one, other in zip(word, stem(word), strict=False))
    return word[: sum(takewhile(bool, same))]


def ranked(asked: str, texts: Sequence[str], *signs: Sequence[bool]) -> list[Ranked]:
    """The texts, the most alike first: by their words and by their letters, the places in both
    orders fused (reciprocal ranks). Each of `signs` says which texts have something else in common;
    it counts as much as half a first place. Equal ones stay in the order given.
    """
    one, pool = said(asked), [said(text) for text in texts]
    shares = _by_words(one, pool)
    sizes = [sqrt(len(other.terms) or 1) for other in pool]
    words = [share / size for share, size in zip(shares, sizes, strict=True)]
    fused = [sum(sign[place] for sign in signs) * SIGN for place in range(len(pool))]
    for scores in (words, _by_letters(one, pool)):
        having = [place for place, score in enumerate(scores) if score > 0]
        order = sorted(having, key=lambda place: -scores[place])
        for rank, place in enumerate(order):
            fused[place] += 1 / (DAMPING + rank)
    order = sorted(range(len(pool)), key=lambda place: (-fused[place], -words[place]))
    return [Ranked(place, shares[place]) for place in order]


def _weights(sets: Iterable[Iterable[str]], size: int) -> dict[str, float]:
    """Rare ones weigh more (inverse document frequency)."""
    number = Counter(term for terms in sets for term in terms)
    return {term: log(1 + (size - n + 0.5) / (n + 0.5)) for term, n in number.items()}


def _by_words(asked: Said, pool: Sequence[Said]) -> list[float]:
    """The share of the asked terms' weight that each text has: a term itself, its compound, or a
    term nearly the same (soft TF-IDF).
    """
    weight = _weights((other.terms for other in pool), len(pool))
    rare = log(1 + (len(pool) + 0.5) / 0.5)
    vocabulary = [term for term in weight if not term.startswith("=")]
    wanted = {term: _near(term, vocabulary) for term in asked.terms}
    whole = sum(weight.get(term, rare) for term in wanted) or 1.0
    found = []
    for other in pool:
        terms = frozenset(other.terms)
        score = sum(weight[term] * 0.9 for term in asked.joined & terms)
        for term, near in wanted.items():
            if term in other.joined:
                score += weight.get(term, rare) * 0.9
                continue
            have = [weight[one] * near[one] for one in near.keys() & terms]
            score += max(have, default=0.0)
        found.append(min(score / whole, 1.0))
    return found


def _near(term: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """Terms that count for `term`, with how much of it: itself, one nearly the same, one that is
    part of it or has it as a part.
    """
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.process import extract

    near = {term: 1.0}
    if term.startswith("=") or len(term) < LONG:
        return near
    for other in vocabulary:
        if len(other) >= LONG and (term in other or other in term):
            short, long = sorted((len(term), len(other)))
            near.setdefault(other, 0.1 + 0.8 * short / long)
    close = extract(
        term, vocabulary, scorer=JaroWinkler.similarity, score_cutoff=NEARLY, limit=None
    )
    for other, likeness, _ in close:
        near[other] = max(near.get(other, 0.0), 0.9 * likeness)
    return near | {term: 1.0}


def _by_letters(asked: Said, pool: Sequence[Said]) -> list[float]:
    """The cosine of the weighted groups of three letters."""
    square = {
        group: weight**2
        for group, weight in _weights((other.letters for other in pool), len(pool)).items()
    }
    found = []
    for other in pool:
        shared = sum(square[group] for group in asked.letters & other.letters)
        found.append(shared / sqrt(sum(square[group] for group in other.letters) or 1))
    return found
