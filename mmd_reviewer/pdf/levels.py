"""Which way each sign of a paragraph runs: UAX #9 for text without codes that turn it themselves.

The fonts have no such codes, so that none is ever drawn (C3); one here goes with the sign before.
`bidi` itself leaves brackets out where it tells levels, and tells none where it minds brackets.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from bidi.mirror import MIRRORED

_NEUTRAL = {"B", "S", "WS", "ON"}
_NUMBER = {"EN", "AN"}
_LAID_ASIDE = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_TABS, _BLANKS = {"S", "B"}, _LAID_ASIDE | {"WS"}
_SAME_BRACKET = str.maketrans(
    "\u2329\u232a", "\u3008\u3009"
)  # angle brackets have two numbers each
_DEEPEST = 63  # brackets within brackets


def base_level(text: str) -> int:
    """1 of a paragraph whose first letter is read leftwards, else 0 (P2, P3)."""
    found = next((kind for kind in map(_kind, text) if kind in ("L", "R", "AL")), "L")
    return int(found != "L")


def levels(text: str, base: int) -> list[int]:
    """The level of each sign of a paragraph; an odd one runs leftwards."""
    kinds = [_kind(sign) for sign in text]
    kept = [place for place, kind in enumerate(kinds) if kind not in _LAID_ASIDE]
    own = [kinds[place] for place in kept]
    along = "LR"[base]
    solved = _weak(own, along)
    _brackets([text[place] for place in kept], own, solved, along)
    _neutral(solved, along)
    made = [-1] * len(text)
    for place, kind in zip(kept, solved, strict=True):
        ups = {"L": 0, "R": 1}.get(kind, 2) if base == 0 else int(kind != "R")  # I1, I2
        made[place] = base + ups
    for place, level in enumerate(made):
        if level < 0:
            made[place] = made[place - 1] if place else base
    return made


def of_line(text: str, found: Sequence[int], base: int) -> list[int]:
    """The levels of one line of the paragraph: blanks at its end run with the paragraph, and so
    do a tab and the blanks before it (L1).
    """
    made, ends = list(found), True
    for place in range(len(text) - 1, -1, -1):
        kind = _kind(text[place])
        ends = kind in _TABS or (ends and kind in _BLANKS)
        if ends:
            made[place] = base
    return made


def _kind(sign: str) -> str:
    return unicodedata.bidirectional(sign) or "L"


def _weak(own: Sequence[str], along: str) -> list[str]:
    """Marks, numerals and the signs beside them: W1 to W7."""
    kinds = list(own)
    for place, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[place] = kinds[place - 1] if place else along
    strong = along
    for place, kind in enumerate(kinds):  # W2, W3
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL":
            kinds[place] = "AN"
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):  # W4
        before, kind, behind = kinds[place - 1 : place + 2]
        joins = {"ES": {"EN"}, "CS": _NUMBER}.get(kind, set())
        if before == behind and before in joins:
            kinds[place] = before
    for first, end in _stretches(kinds, {"ET"}):  # W5
        if "EN" in (*kinds[max(first - 1, 0) : first], *kinds[end : end + 1]):
            kinds[first:end] = ["EN"] * (end - first)
    strong = along
    for place, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            kinds[place] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"
    return kinds


def _brackets(signs: Sequence[str], own: Sequence[str], kinds: list[str], along: str) -> None:
    """Both of a pair run the same way: N0."""
    against = "RL"[along == "R"]
    for first, last in _pairs(signs, kinds):
        within = {_strong(kind) for kind in kinds[first + 1 : last]}
        if along in within:
            way = along
        elif against in within:
            before = (_strong(kind) for kind in reversed(kinds[:first]))
            way = next((kind for kind in before if kind), along)
        else:
            continue
        for place in (first, last):
            kinds[place] = way
            for behind in range(place + 1, len(kinds)):
                if own[behind] != "NSM":
                    break
                kinds[behind] = way


def _pairs(signs: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the brackets that belong together: BD16."""
    made: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for place, sign in enumerate(signs):
        other = MIRRORED.get(sign, "") if kinds[place] == "ON" else ""
        shape = unicodedata.category(sign) + unicodedata.category(other) if other else ""
        if shape == "PsPe":
            if len(opened) == _DEEPEST:
                return []
            opened.append((other.translate(_SAME_BRACKET), place))
        elif shape == "PePs":
            closes = sign.translate(_SAME_BRACKET)
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == closes:
                    made.append((opened[depth][1], place))
                    del opened[depth:]
                    break
    return sorted(made)


def _neutral(kinds: list[str], along: str) -> None:
    """Signs of no direction run as what stands on both sides, else as the paragraph: N1, N2."""
    for first, end in _stretches(kinds, _NEUTRAL):
        before = _strong(kinds[first - 1]) if first else along
        behind = _strong(kinds[end]) if end < len(kinds) else along
        kinds[first:end] = [before if before == behind else along] * (end - first)


def _strong(kind: str) -> str:
    """The way of a letter or numeral, "" of any other sign."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _stretches(kinds: Sequence[str], wanted: set[str]) -> Iterator[tuple[int, int]]:
    """Begin and end of each stretch of such signs."""
    place = 0
    for is_such, run in groupby(list(kinds), key=wanted.__contains__):
        end = place + len(list(run))
        if is_such:
            yield place, end
        place = end
