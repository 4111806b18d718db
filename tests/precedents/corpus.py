"""Decided cases and queries for one of them in other words: by seed, apart from the program.

A query names the product of its case in another way and says the same need and place in other
wordings. It shares at most `MOST_SHARED` of its own content words with its case.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

MOST_SHARED = 0.30
TRIES = 400
WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
_EMPTY = set(WORDS["empty"].split())
TITLES = ("{product} for {place}", "{place}: {product}", "Exemption for {product}, {place}")
PROPOSALS = (
    "Install {product} on the devices of {place}.",
    "We would like to roll out {product}.",
    "Please allow {product} on our notebooks.",
    "{product} is to be added to the base image.",
)
ASKED_TITLES = ("Permission to run {product} ({place})", "Request: {product}, {place}")
ASKED_PROPOSALS = (
    "Deployment of {product} for those colleagues.",
    "Let the laptops in {place} have {product}.",
    "Kindly approve adding {product}.",
)
REMARKS = (
    "About {n} devices are concerned.",
    "The supplier has been informed.",
    "{n} users wait for it since last quarter.",
    "No alternative is known to us.",
    "The works council agreed.",
    "",
)
CUSTOMERS = ("Contoso", "Fabrikam", "Wingtip Toys", "Northwind", "Adventure Works", "Litware")


@dataclass(frozen=True, slots=True)
class Written:
    """A request as somebody wrote it."""

    customer: str
    type: str
    title: str
    requirement: str
    proposal: str

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.requirement}\n{self.proposal}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A decided case and a query whose right answer it is."""

    decided: Written
    query: Written
    product: str


def content_words(text: str) -> set[str]:
    """Words that say something, as they are written; case aside."""
    return {
        word for word in re.findall(r"\w+", text.lower()) if word not in _EMPTY and len(word) > 1
    }


def shared(query: Written, decided: Written) -> float:
    """The share of the query's content words that stand in the case."""
    asked = content_words(query.text)
    return len(asked & content_words(decided.text)) / len(asked)


def corpus(seed: int, size: int) -> list[Pair]:
    """So many pairs, no two cases of the same product, need and place; types are as frequent as
    their products. Which wording of each entry is kept for queries is drawn once.
    """
    chance = random.Random(seed)
    products = [
        (type, *_apart(chance, names))
        for type, group in WORDS["products"].items()
        for names in group
    ]
    needs = {code: _apart(chance, wordings) for code, wordings in WORDS["needs"].items()}
    places = {code: _apart(chance, wordings) for code, wordings in WORDS["places"].items()}
    pairs, taken = list[Pair](), set[tuple[str, str, str]]()
    while len(pairs) < size:
        type, names, other_name = products[chance.randrange(len(products))]
        need, place = chance.choice(WORDS["asked_for"][type]), chance.choice(list(places))
        if (names[0], need, place) in taken:
            continue
        for _ in range(TRIES):
            (said, asked), (where, asked_where) = needs[need], places[place]
            case = (chance.choice(names), chance.choice(said), chance.choice(where))
            decided = _written(chance, type, TITLES, PROPOSALS, *case)
            ask = (other_name, asked, asked_where)
            query = _written(chance, type, ASKED_TITLES, ASKED_PROPOSALS, *ask)
            if shared(query, decided) <= MOST_SHARED:
                taken.add((names[0], need, place))
                pairs.append(Pair(decided, query, names[0]))
                break
    return pairs


def _apart(chance: random.Random, wordings: list[str]) -> tuple[list[str], str]:
    """The wordings of decided cases, and the one of queries."""
    kept = chance.choice(wordings)
    return [one for one in wordings if one != kept], kept


def _written(
    chance: random.Random,
    type: str,
    titles: tuple[str, ...],
    proposals: tuple[str, ...],
    product: str,
    need: str,
    place: str,
) -> Written:
    words = {"product": product, "place": place, "n": str(chance.randrange(5, 3000))}
    title = chance.choice(titles).format(**words)
    remark = chance.choice(REMARKS).format(**words)
    return Written(
        chance.choice(CUSTOMERS),
        type,
        title[0].upper() + title[1:],
        f"{need} {remark}".strip(),
        chance.choice(proposals).format(**words),
    )
