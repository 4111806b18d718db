"""One sentence of a letter as a wording file has it: text with named places.

A part of ICU's message format, which translators know:

- `{name}`: what is filled in; a day and a number as the language writes them;
- `{name, list}`: `a, b and c`; `{name, row}`: `a, b, c`; `{name, spelled}`: a number in words;
- `{name, plural, =0 {…} one {…} other {… # …}}`: forms by number, `#` is the number itself;
- `{name, selectordinal, one {#st} other {#th}}`: likewise by ordinal number;
- `{name, select, any {…} other {…}}`: forms by a word that the program gives.

So a sentence stands whole in one place, with all its forms, and is never put together elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LIST, ROW, SPELLED = "list", "row", "spelled"
PLURAL, ORDINAL, SELECT = "plural", "selectordinal", "select"
OTHER = "other"
_NAME = re.compile(r"[a-z][a-z_]*")
_KEY = re.compile(r"\s*(=\d+|[a-z_]+)\s*\{")
_DEEPEST = 20  # forms in one another
_PLURAL_KEY = re.compile(r"=\d+|zero|one|two|few|many|other")


class MessageFault(Exception):
    """What is wrong with a sentence: `words`, and `at` which of its characters, from 0."""

    def __init__(self, words: str, at: int) -> None:
        super().__init__(words)
        self.words, self.at = words, at


@dataclass(frozen=True, slots=True)
class Place:
    """`{name}`; `form` is LIST, ROW, SPELLED, or "" for the value as it is."""

    name: str
    form: str
    at: int


@dataclass(frozen=True, slots=True)
class Number:
    """`#`: the number of the forms around it."""


@dataclass(frozen=True, slots=True)
class Forms:
    """One of several texts; `form` is PLURAL, ORDINAL or SELECT."""

    name: str
    form: str
    cases: Mapping[str, Message]
    at: int


Part = str | Place | Number | Forms
Message = tuple[Part, ...]


def places(message: Message) -> Iterator[Place | Forms]:
    """Every place of a sentence, those inside its forms too."""
    for part in message:
        if isinstance(part, Place | Forms):
            yield part
        if isinstance(part, Forms):
            for case in part.cases.values():
                yield from places(case)


def parse(text: str) -> Message:
    """The parts of a sentence; raises `MessageFault`."""
    parts, end = _sequence(text, 0, 0, counted=False)
    if end < len(text):
        raise MessageFault("a } closes nothing", end)
    return parts


def _sequence(text: str, at: int, depth: int, *, counted: bool) -> tuple[Message, int]:
    """Parts from `at` up to the brace that closes them, and where that stands;
    `depth` is in how many forms.
    """
    if depth > _DEEPEST:
        raise MessageFault("its forms are too deep in one another", at)
    parts: list[Part] = []
    start = at
    while at < len(text) and text[at] != "}":
        if text[at] == "{" or (text[at] == "#" and counted):
            if at > start:
                parts.append(text[start:at])
            part, at = (Number(), at + 1) if text[at] == "#" else _place(text, at, depth, counted)
            parts.append(part)
            start = at
        else:
            at += 1
    if depth and at == len(text):
        raise MessageFault("a { is not closed", at)
    if at > start:
        parts.append(text[start:at])
    return tuple(parts), at


def _place(text: str, at: int, depth: int, counted: bool) -> tuple[Part, int]:
    """What stands in the braces that open at `at`, and the place behind them."""
    name = _NAME.match(text, at + 1)
    if name is None:
        raise MessageFault("a { is followed by no name of small letters", at)
    here = name.end()
    if text[here : here + 1] == "}":
        return Place(name.group(), "", at), here + 1
    form = re.compile(r"\s*,\s*([a-z]+)\s*").match(text, here)
    if form is None:
        raise MessageFault(f"“{name.group()}” is followed by neither a comma nor a }}", here)
    word, here = form.group(1), form.end()
    if word in (LIST, ROW, SPELLED) and text[here : here + 1] == "}":
        return Place(name.group(), word, at), here + 1
    if word not in (PLURAL, ORDINAL, SELECT) or text[here : here + 1] != ",":
        known = ", ".join((LIST, ROW, SPELLED, PLURAL, ORDINAL, SELECT))
        raise MessageFault(f"“{word}” is no form that can stand there: {known}", form.start(1))
    cases, here = _cases(text, here + 1, word, depth, counted)
    if OTHER not in cases:
        raise MessageFault(f"the forms of “{name.group()}” lack “other”", at)
    return Forms(name.group(), word, cases, at), here


def _cases(
    text: str, at: int, word: str, depth: int, counted: bool
) -> tuple[dict[str, Message], int]:
    cases: dict[str, Message] = {}
    while key := _KEY.match(text, at):
        name = key.group(1)
        if word != SELECT and not _PLURAL_KEY.fullmatch(name):
            raise MessageFault(f"“{name}” is no plural form", key.start(1))
        if name in cases:
            raise MessageFault(f"the form “{name}” stands twice", key.start(1))
        cases[name], end = _sequence(text, key.end(), depth + 1, counted=counted or word != SELECT)
        at = end + 1
    end = at + len(text[at:]) - len(text[at:].lstrip())
    if text[end : end + 1] != "}":
        raise MessageFault("after the forms a } is missing, or a form has no {", end)
    return cases, end + 1
