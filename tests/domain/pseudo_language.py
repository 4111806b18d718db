"""A language that nobody speaks: every sentence of the wording stands in ⟦brackets⟧, its vowels
doubled.

What a letter in it says outside of brackets comes from no wording: it must be the customer's words,
names, numbers or days. A sentence that is filled into another one was glued.
"""

import re
from collections.abc import Iterator
from datetime import date

from mmd_reviewer import bootstrap
from mmd_reviewer.domain.letters.words import DayFound, Value, Words

# A sentence may list names that the wording has, or quote a whole sentence.
LISTED = {("acknowledgement.missing", "names"), ("cover_ended.not_sent", "names")}
QUOTED = {("common.replaces", "reason")}
_VOWELS = re.compile("[aeiouAEIOU]")


class Pseudo:
    """The English wording in the pseudo-language; `glued` grows by what is put together."""

    language, version = "qps-ploc", "pseudo"

    def __init__(self) -> None:
        self._english = bootstrap.wordings().standard("en")
        self.glued: set[tuple[str, str]] = set()
        self.used: set[str] = set()

    def __call__(self, name: str, /, **values: Value) -> str:
        self.used.add(name)
        for place, value in values.items():
            parts = [value] if isinstance(value, str) else value if isinstance(value, tuple) else ()
            if any("⟦" in part for part in parts) and (name, place) not in LISTED | QUOTED:
                self.glued.add((name, place))
        marks = {place: _marked(value) for place, value in values.items()}
        return f"⟦{_doubled(self._english(name, **marks))}⟧"

    def day(self, day: date) -> str:
        return day.isoformat()

    def days_in(self, text: str) -> Iterator[DayFound]:
        return iter(())


class PseudoWordings:
    """Whatever the language, it is the pseudo-language."""

    def __init__(self) -> None:
        self.pseudo = Pseudo()

    def __call__(self, language: str, kind: str, edition: str) -> Words:
        return self.pseudo

    def standard(self, language: str) -> Words:
        return self.pseudo

    def languages(self) -> tuple[str, ...]:
        return ("en",)


def _marked(value: Value) -> Value:
    """What is filled in is bracketed off, so that it stays outside of the sentence; a word that
    chooses a form stays bare, as it is never printed.
    """
    if isinstance(value, str) and " " in value:
        return f"⟧{value}⟦"
    return value


def _doubled(text: str) -> str:
    inside = True
    parts = []
    for sign in text:
        inside = sign != "⟧" if sign in "⟦⟧" else inside
        parts.append(sign * 2 if inside and _VOWELS.match(sign) else sign)
    return "".join(parts)


def outside(text: str) -> list[str]:
    """What stands outside of all sentences, in pieces."""
    bare, before = text, ""
    while bare != before:  # names in a list stand in brackets of their own
        bare, before = re.sub(r"⟦[^⟦⟧]*⟧", "\n", bare), bare
    bare = re.sub(r"\d{4}-\d\d-\d\d", "", bare)
    return [piece for line in bare.splitlines() if (piece := line.strip(' ;:,.–-"“”'))]
